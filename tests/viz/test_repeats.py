"""What a Python loop wrote is drawn as a teacher does: first, three dots, last."""

from __future__ import annotations

import pytest

import teachflow.compat.v1 as tf
from teachflow.viz import show_diff, show_graph
from teachflow.viz.build import build_diagram


def looped(body, times, **shape):
    """A graph of a loop in Python around ``body(value, round)``."""
    graph = tf.Graph()
    with graph.as_default():
        value = tf.placeholder(tf.float32, shape.get("shape", []), name="x")
        for round in range(times):
            value = body(value, round)
    return graph


def repeated(diagram):
    return [node.label for node in diagram.nodes if node.kind == "repeated"]


def acyclic(diagram):
    """Whether the arrows of a picture close no circle."""
    waits = {node.id: set() for node in diagram.nodes}
    for edge in diagram.edges:
        waits[edge.target].add(edge.source)
    while True:
        ready = {name for name, before in waits.items() if not before}
        if not ready:
            return not waits
        waits = {n: b - ready for n, b in waits.items() if n not in ready}


@pytest.mark.parametrize("times", [50, 100, 300])
def test_a_loop_without_name_scopes_is_two_rounds_and_a_node(times):
    with tf.Graph().as_default() as graph:
        w, b = tf.Variable(1.01, name="w"), tf.Variable(0.1, name="b")
        y = tf.placeholder(tf.float32, name="x")
        for _ in range(times):
            y = y * w + b
    shown = build_diagram(graph)
    ids = [node.id for node in shown.nodes]
    last = f"mul_{times - 1}", f"add_{times - 1}"
    assert ids == ["w", "b", "x", "mul", "add", "=again1/", *last]
    assert repeated(shown) == [f"mul, add … {times - 2} times"]
    assert acyclic(shown)
    assert len(build_diagram(graph, max_nodes=1000).nodes) == 2 * times + 3


def test_a_loop_of_a_hundred_nodes_is_left_as_it_is():
    graph = looped(lambda x, _: tf.square(x), 99)
    assert len(build_diagram(graph).nodes) == 100


def test_the_rounds_may_begin_with_variables_that_are_numbered_by_hand():
    def layer(x, number):
        w = tf.Variable(tf.ones([4, 4]), name=f"w{number}")
        return tf.nn.relu(tf.matmul(x, w))

    shown = build_diagram(looped(layer, 60, shape=[None, 4]))
    assert repeated(shown) == ["w, MatMul, Relu … 58 times"]
    assert len(shown.nodes) == 8


def test_an_operation_before_the_loop_that_is_called_alike_does_no_harm():
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [], name="x")
        y = x * x
        for _ in range(60):
            y = tf.sin(y) + y * x
    shown = build_diagram(graph)
    assert acyclic(shown)
    (middle,) = [node for node in shown.nodes if node.kind == "repeated"]
    assert middle.label.endswith("… 58 times")


def test_rounds_of_two_kinds_are_one_round_of_both():
    graph = looped(lambda x, i: tf.sin(x) if i % 2 else tf.cos(x), 150)
    assert repeated(build_diagram(graph)) == ["Cos, Sin … 73 times"]


def test_loops_in_loops():
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [], name="x")
        for _ in range(20):
            for _ in range(10):
                x = tf.square(x)
            x = tf.negative(x)
    shown = build_diagram(graph)
    assert repeated(shown) == [
        "Square … 8 times",
        "Square, Neg … 18 times",
        "Square … 8 times",
    ]
    assert acyclic(shown)


@pytest.mark.parametrize("count", [101, 400, 1000])
def test_scopes_that_repeat_are_one_node_between_two_open_ones(count):
    def layer(x, number):
        with tf.name_scope(f"layer_{number + 1}"):
            return tf.tanh(x * 2.0)

    shown = build_diagram(looped(layer, count))
    assert [box.name for box in shown.root.boxes] == ["layer_1", f"layer_{count}"]
    assert repeated(shown) == [f"layer … {count - 2} times"]
    assert not shown.too_many
    assert acyclic(shown)


def test_layers_are_named_by_tensorflow():
    graph = looped(lambda x, _: tf.layers.dense(x, 4), 110, shape=[None, 4])
    assert repeated(build_diagram(graph)) == ["dense … 108 times"]


def test_one_of_them_can_be_taken_out():
    def layer(x, _):
        with tf.name_scope("layer"):
            return tf.tanh(x * 2.0)

    graph = looped(layer, 200)
    shown = build_diagram(graph, expand=["layer_70"])
    names = [box.name for box in shown.root.boxes]
    assert names == ["layer", "layer_69", "layer_70", "layer_71", "layer_199"]
    assert repeated(shown) == ["layer … 68 times", "layer … 127 times"]
    assert "--expand NAME" in shown.notes[0]
    loop = looped(lambda x, _: tf.square(x), 200)
    names = [node.id for node in build_diagram(loop, expand=["Square_70"]).nodes]
    assert "Square_70" in names


def test_what_is_looked_at_stays_open():
    def layer(x, _):
        with tf.name_scope("layer"):
            return tf.tanh(x * 2.0)

    shown = build_diagram(looped(layer, 200), scope="layer_70")
    assert [node.label for node in shown.nodes if node.kind != "outside"] == [
        "2.0",
        "mul",
        "Tanh",
    ]


def test_a_few_scopes_or_different_ones_are_not_repeats():
    curves = [tf.sin, tf.cos, tf.tanh, tf.square, tf.negative]

    def layer(x, number):
        with tf.name_scope("layer"):
            for _ in range(40):
                x = curves[number % 5](x)
            return x

    different = build_diagram(looped(layer, 5))
    assert repeated(different) == []
    few = build_diagram(looped(lambda x, _: layer(x, 0), 4))
    assert repeated(few) == []
    assert [node.kind for node in few.nodes].count("scope") == 2


def test_constants_of_the_rounds_go_with_them():
    graph = looped(lambda x, i: x * float(i), 120)
    shown = build_diagram(graph)
    constants = [node.label for node in shown.nodes if node.kind == "constant"]
    assert constants == ["0.0", "119.0"]
    (middle,) = [node for node in shown.nodes if node.kind == "repeated"]
    assert middle.ops == 236


def test_gradients_of_the_rounds_repeat_too():
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [], name="x")
        y = x
        for _ in range(100):
            y = tf.sin(y)
        tf.gradients(y, x)
    shown = build_diagram(graph, gradients=True)
    assert len(shown.nodes) < 15
    assert repeated(shown)[0] == "Sin … 98 times"
    assert repeated(shown)[1].startswith("Sin_grad")


def test_a_picture_of_a_hundred_rounds_is_drawn():
    with tf.Graph().as_default() as graph:
        w, b = tf.Variable(1.01, name="w"), tf.Variable(0.1, name="b")
        y = tf.placeholder(tf.float32, name="x")
        for _ in range(100):
            y = y * w + b
    picture = show_graph(graph)
    assert picture.problem is None
    assert "mul, add … 98 times" in picture.text


def block(x, number):
    with tf.name_scope(f"block{number}"):
        return tf.nn.relu(x * 2.0)


def test_a_long_row_of_scopes_is_drawn_once_before_a_picture_is_too_large():
    graph = looped(block, 20, shape=[None, 4])
    shown = build_diagram(graph)
    assert repeated(shown) == ["block … 18 times"]
    assert acyclic(shown)
    assert len(build_diagram(graph, max_nodes=200).nodes) == 61


def test_but_not_a_short_one_nor_one_of_different_blocks():
    few = build_diagram(looped(block, 7, shape=[None, 4]))
    assert repeated(few) == []

    def wider(x, number):
        with tf.name_scope(f"block{number}"):
            return tf.concat([tf.nn.relu(x * 2.0), x], 1)

    assert repeated(build_diagram(looped(wider, 12, shape=[None, 4]))) == []


def test_what_is_around_one_of_them_is_drawn():
    graph = looped(lambda x, _: tf.sin(x) * 2.0, 80)
    shown = show_graph(graph, around="mul_30").diagram
    ids = {node.id: node.emphasis for node in shown.nodes}
    assert ids == {"Sin_30": "", "mul_30/y": "", "mul_30": "center", "Sin_31": ""}


def parts(diagram):
    (middle,) = [node for node in diagram.nodes if node.kind == "repeated"]
    badges = [(badge.kind, badge.text) for badge in middle.badges]
    return middle.emphasis, badges


def test_a_repeat_says_how_much_in_it_stands_out():
    graph = looped(lambda x, i: x * (7.0 if i == 40 else 2.0), 120)
    found = show_graph(graph, find="mul_3").diagram
    assert parts(found) == ("found", [("part", "22 of 236")])
    one = show_graph(graph, find="^mul_3$").diagram
    assert parts(one) == ("found", [("part", "mul_3")])
    other = looped(lambda x, i: x * 2.0, 120)
    changed = show_diff(other, graph).diagram
    assert parts(changed) == (
        "changed",
        [("part", "mul_40/y"), ("changed", "value 2. → 7.")],
    )


def test_of_many_changes_a_repeat_tells_a_few():
    first, second = (looped(lambda x, i, k=k: x * (i + k), 120) for k in (0.0, 0.5))
    emphasis, badges = parts(show_diff(first, second).diagram)
    assert emphasis == "changed"
    assert badges[0] == ("part", "118 of 236")
    assert len(badges) == 5


@pytest.mark.parametrize(
    ("before", "after", "gone"),
    [(80, 100, 0), (20, 80, 0), (100, 80, 60), (80, 20, 180)],
)
def test_what_is_only_folded_otherwise_is_not_removed(before, after, gone):
    def grown(times):
        graph = looped(lambda x, _: tf.sin(x) * 2.0, times)
        with graph.as_default():
            last = graph.get_operations()[-1].outputs[0]
            tf.cos(last, name="end")
        return graph

    graphs = grown(before), grown(after)
    diff = graphs[0].diff(graphs[1])
    assert len(diff.removed) == gone
    shown = show_diff(diff).diagram
    kinds = {node.id: node.emphasis for node in shown.nodes}
    removed = [edge for edge in shown.edges if edge.emphasis == "removed"]
    for edge in removed:
        into = edge.id.partition(":")[0]
        assert into in diff.removed or into == "end"
        assert "removed" in (kinds[edge.source], kinds[edge.target]) or into == "end"
    assert any(edge.id.startswith("end:0") for edge in removed)
    assert ("removed" in kinds.values()) == bool(gone)
