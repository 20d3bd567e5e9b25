"""What a picture of a graph shows when it is asked: opened, closed, left out."""

from __future__ import annotations

import pytest

import teachflow as eager
import teachflow.compat.v1 as tf
from teachflow.viz.build import build_diagram
from teachflow.viz.display import Picture
from teachflow.viz.drawing.style import ARROWS


def build(function, **options):
    graph = tf.Graph()
    with graph.as_default():
        function()
    return build_diagram(graph, **options)


def names(diagram):
    return {node.id for node in diagram.nodes}


def lesson():
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    with tf.name_scope("net"):
        with tf.name_scope("one"):
            w = tf.Variable(tf.zeros([3, 1]), name="w")
            h = tf.matmul(x, w, name="out")
        with tf.name_scope("two"):
            y = tf.square(h, name="out")
    loss = tf.reduce_mean(y, name="loss")
    tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    tf.train.Saver()
    tf.global_variables_initializer()


def test_a_variable_opened_shows_its_parts_in_a_box():
    diagram = build(lambda: tf.Variable(3, name="x") * 2, unfold=["x"])
    assert {"x", "x/initial_value", "x/Assign", "x/read"} <= names(diagram)
    (box,) = diagram.root.boxes
    assert box.name == "x"
    assert {node.id for node in box.nodes} >= {"x", "x/Assign", "x/read"}
    assert names(build(lambda: tf.Variable(3, name="x") * 2)) == {"x", "mul/y", "mul"}


def test_only_some_operations_with_what_is_folded_into_them():
    diagram = build(lesson, only=["net/one/w/read", "net/one/out"])
    assert names(diagram) == {"net/one/w", "net/one/out"}
    assert [(e.source, e.target) for e in diagram.edges] == [
        ("net/one/w", "net/one/out")
    ]
    assert diagram.total == build(lesson).total
    assert names(build(lesson, only=[])) == set()
    assert "net/one/w/Assign" in diagram.drawn_as


def test_an_empty_choice_is_a_picture_too():
    picture = Picture(build(lesson, only=[]))
    assert picture.problem is None
    assert picture._repr_mimebundle_()["text/html"]


def test_scopes_are_closed_by_name():
    diagram = build(lesson, collapse=["net/one"])
    assert {"net/one/", "net/two/out"} <= names(diagram)
    assert not any(name.startswith("net/one/w") for name in names(diagram))
    assert "net/" in names(build(lesson, collapse=["net/"]))
    with pytest.raises(ValueError, match="did you mean 'net'"):
        build(lesson, collapse=["nett"])


def test_closing_by_name_wins_over_opening():
    diagram = build(lesson, collapse=["net/one"], expand=["net/one"])
    assert "net/one/" in names(diagram)


def test_what_is_hidden_is_counted_and_its_option_named():
    (note,) = build(lesson).notes
    for word in ("gradient", "optimizer", "saving", "initialiser"):
        assert word in note
    for option in ("gradients", "optimizer", "savers", "init"):
        assert f"(--{option} or {option}=True)" in note


def test_saving_is_shown_when_asked():
    plain, shown = build(lesson), build(lesson, savers=True)
    assert not any(name.startswith("save/") for name in names(plain))
    assert {"save/SaveV2", "save/RestoreV2"} <= names(shown)
    assert "saving" not in shown.notes[0]


def test_each_option_shows_what_its_note_says():
    everything = dict.fromkeys(("gradients", "optimizer", "savers", "init"), True)
    assert build(lesson, **everything).notes == ()


def test_gradients_are_a_half_of_their_own_and_go_back():
    diagram = build(lesson, gradients=True)
    backward = {name for name in names(diagram) if name.startswith("gradients/")}
    assert len(backward) > 3
    for edge in diagram.edges:
        if edge.source in backward and edge.target in backward:
            assert edge.kind == "cotangent"
        elif edge.target in backward:
            assert edge.kind == "recalled"
            assert edge.label == ""
    (box,) = [box for box in diagram.root.boxes if box.kind == "gradients"]
    assert {node.id for node in box.walk()} == backward


def test_each_gradient_rule_wants_to_stand_beside_its_operation():
    diagram = build(lesson, gradients=True)
    pairs = dict(diagram.beside)
    assert pairs["loss"].startswith("gradients/loss_grad/")
    assert pairs["net/two/out"].startswith("gradients/net/two/out_grad/")
    assert build(lesson).beside == ()


def test_the_gradients_of_a_tape_in_a_function_are_gradients_too():
    w = eager.Variable(2.0, name="w")

    @eager.function
    def slope(x):
        with eager.GradientTape() as tape:
            y = x * x * w + 1.0
        return tape.gradient(y, w)

    graph = slope.get_concrete_function(eager.TensorSpec([])).graph
    plain = build_diagram(graph)
    assert names(plain) == {"x", "w", "mul", "mul_1", "add", "add/y"}
    assert "gradient" in plain.notes[0]
    shown = build_diagram(graph, gradients=True)
    (box,) = [box for box in shown.root.boxes if box.name == "=gradients"]
    assert {"mul_1_grad/mul", "OnesLike"} <= {node.id for node in box.walk()}
    assert "└─ gradients" in Picture(shown).text


def test_a_scope_that_only_sounds_like_a_gradient_stays():
    def function():
        x = tf.placeholder(tf.float32, [], name="x")
        with tf.name_scope("x_grad"):
            tf.square(x, name="mine")

    assert "x_grad/mine" in names(build(function))


def test_arguments_and_what_comes_from_outside_are_told_apart():
    with tf.Graph().as_default():
        outer = tf.placeholder(tf.float32, [2], name="outer")
        inner = eager.function(lambda x: x + outer)
        concrete = inner.get_concrete_function(eager.TensorSpec([2], name="x"))
    kinds = {node.id: node.kind for node in build_diagram(concrete.graph).nodes}
    assert kinds["x"] == "argument"
    assert list(kinds.values()).count("captured") == 1


def test_of_several_outputs_each_arrow_says_which():
    def function():
        x = tf.placeholder(tf.float32, [4], name="x")
        a, b = tf.split(x, 2, name="parts")
        tf.add(a, b, name="both")

    labels = {e.id: e.label for e in build(function).edges}
    assert labels["both:0"] == ":0 (2,)"
    assert labels["both:1"] == ":1 (2,)"

    def single():
        x = tf.placeholder(tf.float32, [4], name="x")
        tf.negative(tf.split(x, 2, name="parts")[1], name="one")

    assert {e.id: e.label for e in build(single).edges}["one:0"] == "(2,)"


def test_a_composite_that_writes_is_drawn_as_what_changes_a_variable():
    def function():
        v = tf.Variable(1.0, name="v", trainable=False)
        with tf.name_scope("up") as scope:
            tf.assign(v, tf.square(tf.exp(2.0)) * 0.1, name=scope)

    (node,) = [node for node in build(function).nodes if node.id == "up"]
    assert node.kind == "change"


def test_what_is_done_with_a_gradient_is_an_arrow_that_pulls_nothing():
    diagram = build(lesson, gradients=True, optimizer=True)
    (edge,) = [edge for edge in diagram.edges if edge.kind == "applied"]
    assert edge.source.startswith("gradients/")
    assert "ApplyGradientDescent" in edge.target
    assert ARROWS["applied"].loose


def test_a_constant_of_one_operation_that_another_uses_too_has_both_arrows():
    def function():
        x = tf.placeholder(tf.float32, [], name="x")
        y = tf.add(x, 2.0, name="y")
        tf.multiply(y, y.op.inputs[1], name="z")

    diagram = build(function)
    arrows = {(edge.source, edge.target) for edge in diagram.edges}
    assert {("y/y", "y"), ("y/y", "z")} <= arrows
    assert sorted(names(diagram)) == ["x", "y", "y/y", "z"]


def losses():
    x = tf.placeholder(tf.float32, [], name="x")
    w = tf.Variable(2.0, name="w")
    h = tf.multiply(x, w, name="h")
    loss = tf.square(h, name="loss")
    tf.train.AdamOptimizer().minimize(loss)
    tf.gradients(tf.exp(h, name="other"), w)
    tf.summary.scalar("curve", loss)


def of(function, name, **options):
    graph = tf.Graph()
    with graph.as_default():
        function()
    target = graph.get_operation_by_name(name)
    return names(build_diagram(graph, targets=[target], **options))


def test_a_target_with_gradients_brings_the_half_that_was_made_for_it():
    plain = of(losses, "loss")
    assert plain == {"x", "w", "h", "loss"}
    more = of(losses, "loss", gradients=True) - plain
    assert {name.partition("/")[0] for name in more} == {"gradients"}
    assert "gradients/loss_grad/mul" in more
    assert "gradients/h_grad/mul" in more
    other = of(losses, "other", gradients=True) - {"x", "w", "h", "other"}
    assert {name.partition("/")[0] for name in other} == {"gradients_1"}
    assert of(losses, "h", gradients=True) == {"x", "w", "h"}


def test_a_target_with_its_optimizer_brings_the_steps():
    more = of(losses, "loss", optimizer=True)
    assert "Adam" in more
    assert any(name.endswith("ApplyAdam") for name in more)


def test_a_target_that_would_be_hidden_is_shown():
    assert "curve" in of(losses, "curve")
    assert "curve" not in names(build(losses))
    assert "Adam" in of(losses, "Adam")


def test_summaries_are_hidden_and_counted():
    shown = build(losses)
    assert "2 summary ops (--summaries or summaries=True)" in shown.notes[-1]
    assert shown.hidden["curve"] == "summaries"
    assert "curve" in names(build(losses, summaries=True))


def test_a_shape_that_a_layer_looked_at_is_no_result():
    def layer():
        x = tf.placeholder(tf.float32, [None, 2], name="x")
        with tf.name_scope("layer"):
            tf.shape(x)
            tf.square(x, name="square")

    kinds = {node.id: node.kind for node in build(layer).nodes}
    assert kinds["layer/Shape"] == "op"
    assert kinds["layer/square"] == "result"


def test_what_an_optimizer_keeps_stands_by_its_step():
    shown = build(losses, optimizer=True)
    homes = {}

    def walk(box):
        homes.update({node.id: box.name for node in box.nodes})
        for inner in box.boxes:
            walk(inner)

    walk(shown.root)
    assert homes["w/Adam"] == homes["Adam/update_w/ApplyAdam"] == "Adam/update_w"
    step = {node.id: node for node in shown.nodes}["Adam/update_w/ApplyAdam"]
    assert "lr=0.001" in step.lines
    assert "Adam/learning_rate" not in homes
