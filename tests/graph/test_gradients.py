"""``tf.gradients``: its arguments, its kinds of nothing, and where its nodes go."""

from __future__ import annotations

import numpy as np
import pytest

import teachflow.compat.v1 as tf
from teachflow.core import shape_rules
from teachflow.core.registry import OPS, op


@pytest.fixture
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def _run(fetches, feed=None):
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        return sess.run(fetches, feed)


def test_sum_of_ys_weighed_by_grad_ys(graph):
    x = tf.constant([1.0, 2.0])
    ys = [x * x, 3.0 * x]
    both = tf.gradients(ys, x)
    weighed = tf.gradients(ys, x, grad_ys=[tf.constant([10.0, 1.0]), None])
    np.testing.assert_array_equal(_run(both)[0], [5.0, 7.0])
    np.testing.assert_array_equal(_run(weighed)[0], [23.0, 7.0])


def test_any_order(graph):
    x = tf.constant(2.0)
    y = x * x * x * x
    found = []
    for _ in range(5):
        (y,) = tf.gradients(y, [x])
        found.append(y)
    assert _run(found[:4]) == [32.0, 48.0, 48.0, 24.0]
    assert found[4] is None or _run(found[4]) == 0.0


def test_the_gradient_at_a_variable_and_at_its_value(graph):
    v = tf.Variable([1.0, 2.0])
    loss = tf.reduce_sum(v * v)
    np.testing.assert_array_equal(
        _run(tf.gradients(loss, [v, v.value()])), [[2.0, 4.0], [2.0, 4.0]]
    )


def test_a_source_on_the_way_to_another(graph):
    x = tf.constant(3.0)
    h = x * x
    y = h * h
    assert _run(tf.gradients(y, [h, x])) == [18.0, 108.0]
    assert _run(tf.gradients(y, [h, x, h])) == [18.0, 108.0, 18.0]
    assert _run(tf.gradients(x, x)) == [1.0]


def test_stop_gradients_cuts_the_way(graph):
    x = tf.constant(3.0)
    h = x * x
    y = h * x
    assert _run(tf.gradients(y, [x, h], stop_gradients=[h])) == [9.0, 3.0]
    assert _run(tf.gradients(tf.stop_gradient(h) * x, x)) == [9.0]


def test_not_connected_is_none_or_zeros_on_demand(graph):
    x, y = tf.constant([1.0, 2.0]), tf.constant(3.0)
    assert tf.gradients(y * y, x) == [None]
    (zeros,) = tf.gradients(y * y, x, unconnected_gradients="zero")
    np.testing.assert_array_equal(_run(zeros), [0.0, 0.0])
    (zeros,) = tf.gradients(
        y * y, x, unconnected_gradients=tf.UnconnectedGradients.ZERO
    )
    np.testing.assert_array_equal(_run(zeros), [0.0, 0.0])


def test_nothing_flows_through_integers_on_purpose(graph):
    x = tf.constant([1.5, 2.5])
    through_int = tf.cast(tf.cast(x, tf.int32), tf.float32)
    assert tf.gradients(through_int, x) == [None]
    whole = tf.constant(2)
    assert tf.gradients(whole * whole, whole) == [None]


def test_an_op_without_a_rule_names_itself(graph):
    try:

        @op("TestOnlyNoRule", "T -> T", shape=shape_rules.same)
        def no_rule(x):
            """Has no gradient rule."""
            return x

        x = tf.constant(1.0, name="x")
        with pytest.raises(
            LookupError, match="No gradient defined for operation 'odd'"
        ):
            tf.gradients(no_rule(x, name="odd"), x)
    finally:
        del OPS["TestOnlyNoRule"]


def test_a_rule_that_gives_too_few_parts_is_caught(graph):
    try:

        @op("TestOnlyWrongRule", "T, T -> T", shape=shape_rules.broadcast)
        def wrong_rule(x, y):
            """Has a rule with too few parts."""
            return x + y

        @wrong_rule.vjp
        def _(call, g):
            return (g,)

        x = tf.constant(1.0)
        with pytest.raises(RuntimeError, match="gave 1 parts for 2 inputs"):
            tf.gradients(wrong_rule(x, x), x)
    finally:
        del OPS["TestOnlyWrongRule"]


def test_new_nodes_are_under_gradients_and_bear_the_names_of_their_ops(graph):
    x = tf.constant([1.0, 2.0], name="x")
    y = tf.square(x, name="y")
    before = len(graph.get_operations())
    tf.gradients(y, x)
    tf.gradients(y, x)
    names = [op.name for op in graph.get_operations()[before:]]
    assert all(name.startswith(("gradients/", "gradients_1/")) for name in names)
    assert any(name.startswith("gradients/y_grad/") for name in names)


def test_only_what_is_asked_for_is_built(graph):
    """The gradient for one factor builds no node for the other."""
    x = tf.placeholder(tf.float32, [3], name="x")
    w = tf.Variable([1.0, 2.0, 3.0], name="w")
    y = tf.multiply(x, w, name="y")
    before = len(graph.get_operations())
    tf.gradients(y, w)
    muls = [op for op in graph.get_operations()[before:] if op.type == "Mul"]
    assert len(muls) == 1


@pytest.mark.parametrize(
    ("do", "error", "words"),
    [
        (lambda x, i: tf.gradients(tf.constant("a"), x), TypeError, "string"),
        (
            lambda x, i: tf.gradients(x, x, grad_ys=[x, x]),
            ValueError,
            "2 grad_ys for 1",
        ),
        (
            lambda x, i: tf.gradients(x, x, grad_ys=[tf.constant([1.0] * 5)]),
            ValueError,
            "shape",
        ),
        (lambda x, i: tf.gradients(x, x, unconnected_gradients="no"), ValueError, "no"),
    ],
)
def test_wrong_arguments_say_so(graph, do, error, words):
    with pytest.raises(error, match=words):
        do(tf.constant([1.0, 2.0]), tf.constant(1))


def test_two_graphs_or_nothing_say_so(graph):
    x = tf.constant(1.0)
    with tf.Graph().as_default():
        stranger = tf.Variable(1.0)
    with pytest.raises(ValueError, match="must be from the same graph"):
        tf.gradients(x, stranger)
    with pytest.raises(TypeError, match="ys is None"):
        tf.gradients(None, x)


def test_unknown_shapes_are_no_hindrance(graph):
    x = tf.placeholder(tf.float32, None, name="x")
    b = tf.Variable([1.0, 2.0])
    (slope,) = tf.gradients(tf.reduce_sum(tf.square(x + b)), [b])
    np.testing.assert_array_equal(
        _run(slope, {x: [[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]}), [18.0, 24.0]
    )
