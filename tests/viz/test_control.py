"""Conditions and loops: boxes, what decides, and no plumbing."""

from __future__ import annotations

import pytest

import teachflow as eager
import teachflow.compat.v1 as tf
from teachflow.viz.build import build_diagram
from teachflow.viz.display import Picture

PLUMBING = ("Enter", "Exit", "NextIteration", "Switch", "LoopCond", "pred_id")


def build(function, **options):
    graph = tf.Graph()
    with graph.as_default():
        function()
    return build_diagram(graph, **options)


def choice():
    x = tf.placeholder(tf.float32, [], name="x")
    y = tf.cond(x > 0.0, lambda: x * 2.0, lambda: tf.negative(x), name="choice")
    tf.add(y, 1.0, name="end")


def loop():
    n = tf.placeholder(tf.int32, [], name="n")
    _, total = tf.while_loop(
        lambda i, _: i < n, lambda i, s: (i + 1, s + i), [0, 0], name="loop"
    )
    tf.identity(total, name="total")


def nested():
    x = tf.placeholder(tf.float32, [], name="x")

    def outer():
        with tf.name_scope("deep"):
            tripled = x * 3.0
        return tf.cond(x > 1.0, lambda: tripled + 1.0, lambda: tripled - 1.0)

    tf.cond(x > 0.0, outer, lambda: x)
    tf.while_loop(
        lambda i: i < 3.0,
        lambda i: tf.while_loop(lambda j: j < 2.0, lambda j: j + x, [i]),
        [x],
        name="loop",
    )


def where(diagram):
    """The box of each node."""
    found = {}

    def visit(box):
        found.update({node.id: box.name for node in box.nodes})
        for inner in box.boxes:
            visit(inner)

    visit(diagram.root)
    return found


def arrows(diagram):
    return {(e.source, e.target, e.kind) for e in diagram.edges}


def test_a_condition_is_a_box_with_a_box_for_each_branch():
    diagram = build(choice)
    assert where(diagram) == {
        "x": "",
        "Greater/y": "",
        "Greater": "",
        "choice/mul/y": "choice/=true",
        "choice/mul": "choice/=true",
        "choice/Neg": "choice/=false",
        "choice/Merge": "choice",
        "end/y": "",
        "end": "",
    }
    (box,) = diagram.root.boxes
    assert box.kind == "condition"
    assert {("x", "choice/mul", "data"), ("x", "choice/Neg", "data")} <= arrows(diagram)


def test_the_predicate_is_an_arrow_that_says_so():
    (edge,) = [e for e in build(choice).edges if e.kind == "predicate"]
    assert (edge.source, edge.target, edge.label) == (
        "Greater",
        "choice/Merge",
        "predicate",
    )


def test_what_a_branch_hands_through_goes_straight_to_the_result():
    def function():
        x = tf.placeholder(tf.float32, [], name="x")
        tf.cond(x > 0.0, lambda: x, lambda: tf.negative(x))

    diagram = build(function)
    assert ("x", "cond/Merge", "data") in arrows(diagram)
    merge = next(node for node in diagram.nodes if node.id == "cond/Merge")
    assert (merge.kind, merge.result) == ("choice", True)
    assert "→ result" in Picture(diagram).text


def test_a_loop_has_its_values_its_condition_its_body_and_a_way_back():
    diagram = build(loop)
    places = where(diagram)
    assert places["loop/Merge"] == places["loop/Merge_1"] == "loop"
    assert places["loop/Less"] == "loop/=test"
    assert places["loop/add"] == places["loop/add_1"] == "loop/=body"
    assert {
        ("loop/add", "loop/Merge", "next"),
        ("loop/add_1", "loop/Merge_1", "next"),
        ("loop/Merge_1", "total", "data"),
        ("n", "loop/Less", "data"),
    } <= arrows(diagram)
    (deciding,) = [e for e in diagram.edges if e.kind == "predicate"]
    assert (deciding.source, deciding.into) == ("loop/Less", "loop/=body")
    assert places[deciding.target] == "loop/=body"


@pytest.mark.parametrize("function", [choice, loop, nested])
def test_no_plumbing_is_drawn_and_all_of_it_is_found(function):
    diagram = build(function)
    for node in diagram.nodes:
        assert not node.id.rpartition("/")[2].startswith(PLUMBING)
        assert node.type not in PLUMBING
    names = {node.id for node in diagram.nodes}
    assert set(diagram.drawn_as.values()) <= names
    graph = tf.Graph()
    with graph.as_default():
        function()
    plumbing = {
        op.name
        for op in graph.get_operations()
        if op.type in PLUMBING and not op.name.endswith("/y")
    }
    assert plumbing <= set(diagram.drawn_as)


@pytest.mark.parametrize("function", [choice, loop, nested])
@pytest.mark.parametrize("option", [{"raw": True}, {"depth": 0}, {"depth": 1}, {}])
def test_it_can_be_drawn_however_it_is_asked_for(function, option):
    picture = Picture(build(function, **option))
    assert picture.problem is None
    names = {node.id for node in picture.diagram.nodes}
    for edge in picture.diagram.edges:
        assert {edge.source, edge.target} <= names


def test_conditions_and_loops_in_each_other():
    places = where(build(nested))
    assert places["cond/deep/mul"] == "cond/=true"  # alone in its name scope
    assert places["cond/cond/add"] == "cond/=true/cond/=true"
    assert places["cond/cond/sub"] == "cond/=true/cond/=false"
    assert places["cond/cond/Merge"] == "cond/=true/cond"
    assert places["loop/while/add"] == "loop/=body/while/=body"
    assert places["loop/while/Less"] == "loop/=body/while/=test"


def test_unfolded_it_shows_every_node():
    shown = {node.id for node in build(loop, unfold=["loop"]).nodes}
    assert {"loop/Enter", "loop/Exit_1", "loop/LoopCond", "loop/Switch"} <= shown
    shown = {node.id for node in build(choice, unfold=["choice"]).nodes}
    assert {"choice/switch_t", "choice/pred_id", "choice/Switch"} <= shown


def test_closed_branches_say_which_they_are():
    labels = {node.id: node.label for node in build(choice, depth=1).nodes}
    assert labels["choice/=true/"] == "if true"
    assert labels["choice/=false/"] == "if false"
    assert {n.label for n in build(choice, depth=0).nodes} >= {"choice: cond"}


def test_the_text_says_what_decides():
    text = Picture(build(choice)).text
    assert "decides: Greater for choice/Merge" in text
    assert "if true" in text
    assert "└─ Neg" in text
    text = Picture(build(loop)).text
    assert "loop value, from 0, then add" in text
    assert "decides: loop/Less whether loop goes on" in text
    assert "order:" not in text


def test_the_gradients_of_a_loop_fold_away():
    def function():
        x = tf.placeholder(tf.float32, [], name="x")
        y = tf.while_loop(lambda s: s < 10.0, lambda s: s * x, [x], name="loop")
        tf.gradients(tf.cond(x > 0.0, lambda: y * 2.0, lambda: y), x)

    plain = build(function)
    assert not [node.id for node in plain.nodes if "grad" in node.id]
    assert "gradient ops" in plain.notes[-1]
    picture = Picture(build(function, gradients=True))
    assert picture.problem is None
    assert any(
        node.id.startswith("gradients/loop_grad") for node in picture.diagram.nodes
    )
    # What the loop takes in is no gradient.
    assert not [
        e for e in picture.diagram.edges if e.kind == "cotangent" and e.source == "x"
    ]


def test_a_converted_function_reads_like_the_python_it_was():
    @eager.function
    def function(x):
        y = x * 2 if eager.reduce_sum(x) > 0 else -x
        while eager.reduce_sum(y) < 100.0:
            y = y * y
        return y

    graph = function.get_concrete_function(eager.TensorSpec([None])).graph
    diagram = build_diagram(graph)
    places, kinds = where(diagram), {node.id: node.kind for node in diagram.nodes}
    assert kinds["x"] == "argument"
    assert [name for name, kind in kinds.items() if kind == "result"] == ["Identity"]
    assert {"cond/=true", "cond/=false", "while/=test", "while/=body"} <= set(
        places.values()
    )


def test_parts_open_and_close_by_name():
    closed = {node.id for node in build(choice, collapse=["choice/=true"]).nodes}
    assert {"choice/=true/", "choice/Neg", "choice/Merge"} <= closed
    assert "choice/" in {node.id for node in build(choice, collapse=["choice"]).nodes}
    opened = {node.id for node in build(choice, depth=0, expand=["choice"]).nodes}
    assert {"choice/mul", "choice/Neg"} <= opened
    assert "choice/Switch" not in opened


def test_a_scope_in_a_branch_is_found_by_its_own_name():
    shown = {node.id: node.kind for node in build(nested, scope="cond/deep").nodes}
    assert shown["cond/deep/mul"] == "op"
    assert shown["x"] == "outside"


def imported(prefix, flat=False):
    """A function that reads the nested graph from a file's form, under other names."""

    def function():
        graph = tf.Graph()
        with graph.as_default():
            loop() if flat else nested()
        definition = graph.as_graph_def()
        for node in definition.node if flat else ():
            node.name = node.name.replace("/", "_")
            node.input[:] = [name.replace("/", "_") for name in node.input]
        tf.import_graph_def(definition, name=prefix)

    return function


def many():
    """Conditions on one truth, on constants, with changes and without a value."""
    truth = tf.placeholder(tf.bool, [], name="truth")
    a = tf.cond(truth, lambda: tf.constant(1.0), lambda: tf.constant(2.0))
    tf.cond(truth, lambda: a + 1.0, lambda: a)
    v = tf.Variable(1.0, name="v")
    tf.cond(truth, lambda: tf.assign(v, 2.0), lambda: tf.assign_add(v, 1.0))
    tf.cond(truth, lambda: tf.group(tf.assign(v, 2.0)), tf.no_op)
    tf.cond(tf.constant(True), lambda: a, lambda: a)
    tf.while_loop(lambda _: tf.constant(True), lambda i: i, [tf.constant(0)])
    x = tf.placeholder(tf.float32, [3], name="x")
    y = tf.map_fn(lambda t: tf.cond(t > 0.0, lambda: t * t, lambda: -t), x)
    tf.gradients(tf.scan(lambda s, t: s + t, y), x)


def inside(box):
    """Each box's name and the nodes in it."""
    found = {box.name: {node.id for node in box.walk()}}
    for inner in box.boxes:
        found |= inside(inner)
    return found


@pytest.mark.parametrize(
    "function",
    [loop, nested, many, imported(""), imported("imp"), imported("", flat=True)],
    ids=["loop", "nested", "many", "imported", "imported under a name", "flat"],
)
def test_however_it_is_asked_for_every_arrow_has_its_ends(function):
    graph = tf.Graph()
    with graph.as_default():
        function()
    names = [op.name for op in graph.get_operations()]
    scopes = sorted({name.rpartition("/")[0] for name in names} - {""})
    every = dict.fromkeys(("gradients", "optimizer", "init", "savers"), True)
    options = [{}, {"raw": True}, {"gradients": True}, every, {"max_nodes": 5}]
    options += [{"depth": 0}, {"depth": 1}, {"depth": 2, "gradients": True}]
    options += [{"unfold": scopes}, {"expand": scopes, "depth": 0}]
    options += [{"collapse": scopes[:1]}, {"only": names[::2]}]
    options += [{"scope": scope} for scope in scopes[:2]]
    for option in options:
        diagram = build_diagram(graph, **option)
        ids = [node.id for node in diagram.nodes]
        assert len(ids) == len(set(ids))
        assert len({edge.id for edge in diagram.edges}) == len(diagram.edges)
        boxes = inside(diagram.root)
        for edge in diagram.edges:
            assert {edge.source, edge.target} <= set(ids)
            if edge.into:  # an engine complains of an arrow that begins in its box
                assert edge.target in boxes[edge.into]
                assert edge.source not in boxes[edge.into]
        assert Picture(diagram, engine="none").text


def test_the_gradients_of_a_loop_in_a_function_are_gradients():
    @eager.function
    def slope(x):
        with eager.GradientTape() as tape:
            tape.watch(x)
            y = x
            for _ in eager.range(3):
                y = y * x
        return tape.gradient(y, x)

    graph = slope.get_concrete_function(eager.TensorSpec([])).graph
    plain = build_diagram(graph)
    assert not [node.id for node in plain.nodes if "grad" in node.id]
    assert not [node.id for node in plain.nodes if node.id.startswith(("Ones", "Add"))]
    shown = build_diagram(graph, gradients=True)
    assert Picture(shown).problem is None
    assert any(name.startswith("=gradients") for name in inside(shown.root))
