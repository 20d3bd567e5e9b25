"""Graph -> diagram: what is folded, hidden, closed, and what stays."""

from __future__ import annotations

import itertools
import time

import pytest

import teachflow as eager
import teachflow.compat.v1 as tf
from teachflow.viz import show_graph
from teachflow.viz.build import build_diagram


def build(function, **options):
    """The diagram of the graph that a function makes."""
    graph = tf.Graph()
    with graph.as_default():
        function()
    return build_diagram(graph, **options)


def kinds(diagram):
    """Name to kind, for all nodes."""
    return {node.id: node.kind for node in diagram.nodes}


def arrows(diagram):
    """(source, target, label) of each arrow with data."""
    return [(e.source, e.target, e.label) for e in diagram.edges if e.kind == "data"]


def boxes(box):
    """All boxes' names."""
    return [box.name, *(name for inner in box.boxes for name in boxes(inner))]


def first_graph():
    x = tf.Variable(3, name="x")
    y = tf.Variable(4, name="y")
    f = x * x * y + y + 2
    tf.global_variables_initializer()
    return f


def regression():
    x = tf.placeholder(tf.float32, (None, 3), "X")
    y = tf.placeholder(tf.float32, (None, 1), "y")
    start = tf.random_uniform([3, 1], -1.0, 1.0, seed=42)
    theta = tf.Variable(start, name="theta")
    predictions = tf.matmul(x, theta, name="predictions")
    with tf.name_scope("loss"):
        error = predictions - y
        return tf.reduce_mean(tf.square(error), name="mse")


def training():
    tf.train.MomentumOptimizer(0.01, 0.9).minimize(regression())
    tf.global_variables_initializer()


def two_layers():
    h = tf.placeholder(tf.float32, (None, 3), "X")
    with tf.name_scope("net"):
        for name in ("one", "two"):
            with tf.name_scope(name):
                w = tf.Variable(tf.zeros([3, 3]), name="kernel")
                h = tf.square(tf.matmul(h, w), name="out")


def test_the_first_graph():
    diagram = build(first_graph)
    assert kinds(diagram) == {
        "x": "variable",
        "y": "variable",
        "mul": "op",
        "mul_1": "op",
        "add": "op",
        "add_1/y": "constant",
        "add_1": "result",
    }
    assert arrows(diagram) == [
        ("x", "mul", ""),
        ("x", "mul", ""),
        ("mul", "mul_1", ""),
        ("y", "mul_1", ""),
        ("mul_1", "add", ""),
        ("y", "add", ""),
        ("add", "add_1", ""),
        ("add_1/y", "add_1", ""),
    ]
    assert diagram.dtype == "int32"
    assert diagram.total == 14


def test_only_scalars_of_the_usual_dtype_are_unmarked():
    def function():
        x = tf.placeholder(tf.float32, [None, 3], name="x")
        total = tf.reduce_sum(x * x, name="total")
        unknown = tf.placeholder(tf.float32, name="unknown")
        whole = tf.cast(total, tf.int32, name="whole")
        tf.negative(total + unknown, name="minus")
        tf.negative(whole, name="minus_whole")

    found = {
        (source, target): label for source, target, label in arrows(build(function))
    }
    assert found["total", "whole"] == ""
    assert found["unknown", "add"] == "?"
    assert found["whole", "minus_whole"] == "int32 scalar"
    squares = [label for source, _, label in arrows(build(function)) if source == "x"]
    assert squares == ["(?, 3)", "(?, 3)"]


def test_a_variable_is_one_node_that_shows_where_it_starts():
    (x, *_) = build(first_graph).nodes
    assert (x.id, x.label, x.lines, x.ops) == ("x", "x", ("starts at 3",), 4)


def test_a_random_first_value_belongs_to_its_variable():
    diagram = build(regression)
    assert set(kinds(diagram)) == {
        *("X", "y", "theta", "predictions", "loss/sub", "loss/Square", "loss/mse")
    }
    (theta,) = (node for node in diagram.nodes if node.id == "theta")
    assert theta.lines == ()
    assert theta.ops > 4


def test_init_shows_first_values_and_initialisers():
    shown = kinds(build(first_graph, init=True))
    assert shown["x/initial_value"] == "constant"
    assert shown["x/Assign"] == "change"
    assert "init" in shown
    edges = build(first_graph, init=True).edges
    assert ("x", "x/Assign", "write") in {(e.source, e.target, e.kind) for e in edges}
    assert ("x/Assign", "init", "control") in {
        (e.source, e.target, e.kind) for e in edges
    }


def test_raw_draws_every_operation():
    diagram = build(first_graph, raw=True)
    assert len(diagram.nodes) == diagram.total == 14
    assert {"x/read", "x/initial_value", "init"} <= set(kinds(diagram))


def test_kinds():
    def function():
        p = tf.placeholder(tf.float32, [2], name="p")
        v = tf.Variable(1.0, name="v")
        w = tf.Variable(1.0, name="w", trainable=False)
        c = tf.constant([1.0, 2.0], name="c")
        r = tf.random_normal([2], name="r")
        tf.assign_add(w, 1.0, name="up")
        tf.identity(p * v + c + r, name="end")

    shown = kinds(build(function))
    assert shown == {
        "p": "placeholder",
        "v": "variable",
        "w": "fixed variable",
        "c": "constant",
        "r": "random",
        "up": "change",
        "up/value": "constant",
        "mul": "op",
        "add": "op",
        "add_1": "op",
        "end": "result",
    }


def test_a_composite_is_one_node_unless_it_is_opened():
    def function():
        tf.random_uniform([2, 2], -1.0, 1.0, name="noise")

    diagram = build(function)
    assert kinds(diagram) == {"noise": "random"}
    assert diagram.nodes[0].ops == diagram.total > 4
    opened = build(function, expand=["noise"])
    assert "noise/RandomUniform" in kinds(opened)
    assert boxes(opened.root) == ["", "noise"]


def test_a_scope_of_one_random_op_is_no_box():
    diagram = build(lambda: tf.random_uniform([2, 2], name="noise"))
    (node,) = diagram.nodes
    assert (node.id, node.label) == ("noise/RandomUniform", "noise")
    assert node.lines == ("RandomUniform", "shape=[2, 2]", "float32 (2, 2)")


def test_scopes_are_nested_boxes():
    diagram = build(two_layers)
    assert boxes(diagram.root) == ["", "net", "net/one", "net/two"]
    assert [n.label for n in diagram.root.boxes[0].boxes[1].nodes] == [
        *("kernel", "MatMul", "out")
    ]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"depth": 0}, {"X", "net/"}),
        ({"depth": 1}, {"X", "net/one/", "net/two/"}),
        (
            {"depth": 1, "expand": ["net/two"]},
            {"X", "net/one/", "net/two/kernel", "net/two/MatMul", "net/two/out"},
        ),
        (
            {"scope": "net/one"},
            {"X", "net/one/kernel", "net/one/MatMul", "net/one/out", "net/two/MatMul"},
        ),
        ({"scope": "net", "depth": 0}, {"X", "net/one/", "net/two/"}),
        ({"max_nodes": 4}, {"X", "net/one/", "net/two/"}),
    ],
)
def test_closing_scopes(options, names):
    assert set(kinds(build(two_layers, **options))) == names


def test_a_closed_scope_counts_its_operations_and_keeps_its_arrows():
    diagram = build(two_layers, depth=1)
    one = next(node for node in diagram.nodes if node.id == "net/one/")
    assert one.kind == "scope"
    assert one.label == "one/"
    assert one.ops == int(one.lines[0].split()[0]) > 4
    assert arrows(diagram) == [
        ("X", "net/one/", "(?, 3)"),
        ("net/one/", "net/two/", "(?, 3)"),
    ]


def test_closing_by_itself_says_so():
    assert build(two_layers, max_nodes=4).notes[0].startswith("closed 2 name scopes")
    assert build(two_layers).notes == ()


def test_what_is_around_a_scope_is_marked():
    shown = kinds(build(two_layers, scope="net/one/"))
    assert shown["X"] == shown["net/two/MatMul"] == "outside"


def test_an_unknown_scope_gets_a_suggestion():
    with pytest.raises(ValueError, match="no name scope 'nett'; did you mean 'net'"):
        build(two_layers, scope="nett")
    with pytest.raises(ValueError, match="Its scopes are: none"):
        build(lambda: tf.constant(1), scope="a")


def test_training_ops_are_hidden_and_counted():
    plain, trained = build(regression), build(training)
    assert kinds(plain) == kinds(trained)
    assert len(trained.notes) == 1
    assert "gradient ops (--gradients or gradients=True)" in trained.notes[0]
    assert "optimizer ops (--optimizer or optimizer=True)" in trained.notes[0]


def test_many_gradient_ops_are_one_node_for_each_rule():
    def function():
        x = y = tf.placeholder(tf.float32, [], name="x")
        for _ in range(30):
            y = y * x
        tf.gradients(y, x)

    shown = kinds(build(function, gradients=True))
    rules = [name for name in shown if name.startswith("gradients/mul")]
    assert len(rules) == 30
    assert {shown[name] for name in rules} == {"scope"}


def test_the_optimizer_is_not_shown_with_the_gradients():
    shown = kinds(build(training, gradients=True))
    assert any(name.startswith("gradients/") for name in shown)
    assert not any(name.startswith("Momentum") for name in shown)


def test_few_gradient_ops_are_shown_one_by_one():
    def function():
        x = tf.placeholder(tf.float32, [], name="x")
        tf.gradients(x * x, x)

    diagram = build(function, gradients=True)
    assert "gradients/mul_grad" in boxes(diagram.root)
    assert not any(node.kind == "scope" for node in diagram.nodes)


def test_the_optimizer_is_shown_with_its_slots():
    diagram = build(training, optimizer=True)
    shown = kinds(diagram)
    assert shown["theta/Momentum"] == "fixed variable"
    assert "change" in shown.values()
    writes = {(e.source, e.kind) for e in diagram.edges if e.kind == "write"}
    assert ("theta", "write") in writes


def test_an_axis_is_written_into_the_operation():
    mse = next(n for n in build(regression).nodes if n.id == "loss/mse")
    assert mse.lines == ("Mean", "axis=[0, 1]", "float32 scalar")


def test_an_unnamed_constant_is_drawn_at_each_use_and_a_named_one_once():
    def function(name):
        c = tf.constant(2.0, name=name)
        x = tf.placeholder(tf.float32, name="x")
        tf.add(tf.square(x) * c, tf.square(x) - c, name="f")

    assert {"Const#mul", "Const#sub"} <= set(kinds(build(lambda: function(None))))
    assert "two" in kinds(build(lambda: function("two")))


def test_dtypes_stand_where_they_differ_and_unknown_shapes_are_question_marks():
    def function():
        x = tf.placeholder(tf.float32, name="x")
        y = tf.placeholder(tf.float32, (None, 3), name="y")
        z = tf.square(x) + y
        tf.cast(tf.cast(z, tf.int32) + 1, tf.float32)

    diagram = build(function)
    labels = {(e.source, e.target): e.label for e in diagram.edges}
    assert diagram.dtype == "float32"
    assert labels["x", "Square"] == "?"
    assert labels["y", "add"] == "(?, 3)"
    assert labels["Cast", "add_1"].startswith("int32 ")


def test_order_without_data_is_another_kind_of_arrow():
    def function():
        v = tf.Variable(1.0, name="v")
        up = tf.assign_add(v, 1.0, name="up")
        with tf.control_dependencies([up]):
            tf.no_op(name="after")

    edges = {(e.source, e.target, e.kind) for e in build(function).edges}
    assert ("up", "after", "control") in edges
    assert ("v", "up", "write") in edges


def test_where_data_flows_into_a_closed_scope_no_dashed_arrow_is_drawn():
    def function():
        v = tf.Variable(1.0, name="v")
        up = tf.assign_add(v, 1.0, name="up")
        with tf.name_scope("s"), tf.control_dependencies([up]):
            tf.square(tf.identity(up))

    edges = [(e.source, e.target, e.kind) for e in build(function, depth=0).edges]
    assert edges.count(("up", "s/", "data")) == 1
    assert ("up", "s/", "control") not in edges


def test_an_order_within_a_round_is_drawn_though_the_next_round_comes_after_it():
    def function():
        x = tf.placeholder(tf.float32, [], name="x")

        def body(i, z):
            a = tf.cos(z, name="a")
            with tf.control_dependencies([a.op]):
                b = tf.tan(z, name="b")
            return i + 1, a * b

        tf.while_loop(lambda i, z: i < 3, body, [0, x])

    edges = [(e.source, e.target) for e in build(function).edges if e.kind == "control"]
    assert ("while/a", "while/b") in edges


def test_of_two_orders_that_say_each_other_one_is_drawn():
    def function():
        x = tf.placeholder(tf.float32, [], name="x")
        first = tf.sin(x, name="first")
        with tf.control_dependencies([first]):
            b, c = (tf.cos(x, name=f"{scope}/cos") for scope in "bc")
        tf.square(c, name="b/square")
        tf.square(b, name="c/square")

    edges = [(e.source, e.target) for e in build(function, depth=0).edges]
    assert {("b/", "c/"), ("c/", "b/")} <= set(edges)
    assert sum(source == "first" for source, _ in edges) == 1


def test_only_what_a_tensor_needs():
    with tf.Graph().as_default():
        x = tf.placeholder(tf.float32, [], name="x")
        y = tf.square(x, name="y")
        tf.exp(y, name="other")
        w = tf.Variable(1.0, name="w")
        z = y * w
        assert {n.id for n in show_graph(y).diagram.nodes} == {"x", "y"}
        assert {n.id for n in show_graph([z]).diagram.nodes} == {"x", "y", "w", "mul"}


def test_the_default_graph():
    with tf.Graph().as_default():
        tf.constant(1, name="here")
        assert [n.id for n in show_graph().diagram.nodes] == ["here"]


def test_what_is_no_graph_and_two_graphs():
    with pytest.raises(TypeError, match="show_graph draws a graph"):
        show_graph(3)
    with tf.Graph().as_default():
        a = tf.constant(1, name="a")
    with tf.Graph().as_default():
        b = tf.constant(1, name="b")
    with pytest.raises(ValueError, match="not all of one graph"):
        show_graph([a, b])


def test_variables_that_a_function_captured_are_drawn_as_what_they_are():
    weight = eager.Variable(2.0, name="weight")
    offset = eager.Variable(1.0, name="offset", trainable=False)

    @eager.function
    def line(x):
        return x * weight + offset

    concrete = line.get_concrete_function(eager.TensorSpec([None]))
    diagram = build_diagram(concrete.graph)
    found = kinds(diagram)
    assert (found["weight"], found["offset"]) == ("variable", "fixed variable")
    assert not [name for name in found if "ReadVariableOp" in name]
    arrows = {(edge.source, edge.target) for edge in diagram.edges}
    assert {
        ("x", "mul"),
        ("weight", "mul"),
        ("mul", "add"),
        ("offset", "add"),
    } <= arrows


def test_a_number_beside_a_captured_variable_is_drawn():
    weight = eager.Variable(2.0, name="weight")
    concrete = eager.function(lambda: 3.0 * weight).get_concrete_function()
    arrows = {(e.source, e.target) for e in build_diagram(concrete.graph).edges}
    assert {("weight", "mul"), ("mul/x", "mul")} <= arrows


def test_every_arrow_joins_two_nodes_and_every_name_is_there_once():
    functions = (first_graph, regression, training, two_layers)
    options = ({}, {"raw": True}, {"init": True}, {"gradients": True}, {"depth": 0})
    options += ({"optimizer": True}, {"gradients": True, "optimizer": True})
    for function in functions:
        for option in options:
            diagram = build(function, **option)
            names = [node.id for node in diagram.nodes]
            assert len(names) == len(set(names)) > 0
            ids = [edge.id for edge in diagram.edges]
            assert len(ids) == len(set(ids))
            for edge in diagram.edges:
                assert {edge.source, edge.target} <= set(names)


def test_too_many_different_operations_take_linear_time_and_become_text():
    graph = tf.Graph()
    with graph.as_default():
        x = tf.placeholder(tf.float32, [], name="x")
        for letters in itertools.islice(itertools.permutations("abcdefgh", 5), 3000):
            x = tf.square(x, name="".join(letters))
    start = time.perf_counter()
    picture = show_graph(graph)
    assert "3001 nodes are too many" in (picture.problem or "")
    assert time.perf_counter() - start < 5
    assert len(picture.text.splitlines()) < 450
