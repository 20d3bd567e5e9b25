"""Values, gradients and runs of a graph that was traced for a function."""

from __future__ import annotations

import pytest

import teachflow as tf
from teachflow.viz import show_graph
from teachflow.viz.questions.looking import look


def traced():
    """A function with a choice, a loop, a captured tensor and a changing variable."""
    slope, more = tf.Variable(2.0, name="slope"), tf.constant(3.0)

    @tf.function
    def function(x):
        y = x * slope if x > 0 else -x
        total = tf.constant(0.0)
        for _ in tf.range(3):
            total += y * more
        slope.assign_add(1.0)
        return total

    spec = tf.TensorSpec([], tf.float32, name="x")
    return function, function.get_concrete_function(spec).graph, slope


def marks(picture, kind):
    return {
        node.id: badge.text
        for node in picture.diagram.nodes
        for badge in node.badges
        if badge.kind == kind
    }


def test_values_are_those_that_a_call_computes():
    function, graph, slope = traced()
    values = marks(show_graph(graph, values=True, feeds={"x:0": 5.0}), "value")
    assert values["slope"] == "2.0"
    assert values["cond/mul"] == "10.0"
    assert values["cond/Neg"] == "–"
    assert values["Identity"] == "90.0"
    assert slope.numpy() == 2.0
    assert function(tf.constant(5.0)).numpy() == 90.0
    assert slope.numpy() == 3.0
    after = marks(show_graph(graph, values=True, feeds={"x:0": 5.0}), "value")
    assert after["slope"] == "3.0"


def test_what_the_arguments_decide_is_not_computed_without_them():
    _, graph, _ = traced()
    picture = show_graph(graph, values=True)
    values = marks(picture, "value")
    assert values["x"] == values["Identity"] == "–"
    assert values["captured"] == "3.0"
    assert "no value was fed for 'x'" in picture.text


@pytest.mark.parametrize(("fed", "of_x", "of_slope"), [(5.0, 18.0, 45.0)])
def test_gradients_are_those_of_a_tape(fed, of_x, of_slope):
    function, graph, slope = traced()
    result = graph.get_operation_by_name("Identity").outputs[0]
    shown = marks(show_graph(graph, grads=result, feeds={"x:0": fed}), "gradient")
    x = tf.constant(fed)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = function(x)
    expected = tape.gradient(y, [x, slope])
    assert [float(shown["x"]), float(shown["slope"])] == [of_x, of_slope]
    assert [float(part) for part in expected] == [of_x, of_slope]
    assert shown["cond/Neg"] == "–"


def test_a_run_counts_rounds():
    _, graph, _ = traced()
    result = graph.get_operation_by_name("Identity").outputs[0]
    picture = show_graph(result, run=True, feeds={"x:0": 5.0})
    assert marks(picture, "count")["while/add"] == "3"


def test_the_variable_is_not_changed_and_that_is_said():
    _, graph, slope = traced()
    seen = look(graph, {"x:0": 5.0})
    assert seen.effects == ("AssignAdd",)
    assert slope.numpy() == 2.0


def test_what_a_function_inside_takes_from_the_one_around_is_not_known():
    held = []

    @tf.function
    def inner(x):
        return x * 2.0 + held[0]

    @tf.function
    def outer(x):
        held.append(x * 3.0)
        return inner(x)

    spec = tf.TensorSpec([], tf.float32)
    graph = outer.get_concrete_function(spec).graph
    assert show_graph(graph, values=True).problem is None


def test_a_trace_is_drawn_and_of_a_function_it_is_asked_which():
    @tf.function
    def double(a):
        return a * 2.0

    picture = show_graph(double.get_concrete_function(tf.constant(1.0)))
    assert {"a", "mul"} <= {n.id for n in picture.diagram.nodes}
    with pytest.raises(TypeError, match=r"for which one: double\.get_concrete_func"):
        show_graph(double)


def test_a_variables_name_stands_once_where_both_sides_call_it_so():
    named, other = tf.Variable(1.0, name="named"), tf.Variable(2.0, name="w")
    inside = tf.Variable(3.0, name="w")

    @tf.function
    def f():
        return named * other * inside

    nodes = show_graph(f.get_concrete_function().graph).diagram.nodes
    told = {node.label: node.lines for node in nodes if node.kind == "variable"}
    assert told == {"named": (), "w": (), "w_1": ("w",)}
