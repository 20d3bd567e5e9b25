"""Optimizers: the op against a loop by hand, the nodes, the slots and the errors."""

from __future__ import annotations

import numpy as np
import pytest

import teachflow.compat.v1 as tf
from teachflow.ops.state.training import gradient_descent, momentum


@pytest.fixture
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def _loop(kind, start, slope, steps):
    """The same optimizer by hand, in float32."""
    value, velocity = np.float32(start), np.float32(0)
    rate, decay = np.float32(0.1), np.float32(0.9)
    for _ in range(steps):
        if kind == "plain":
            value = gradient_descent(value, rate, np.float32(slope(value)))
        else:
            value, velocity = momentum(
                value,
                velocity,
                rate,
                np.float32(slope(value)),
                decay,
                kind == "nesterov",
            )
    return value


@pytest.mark.parametrize("kind", ["plain", "momentum", "nesterov"])
def test_ten_steps_are_those_of_the_loop(graph, kind):
    x = tf.Variable(3.0, name="x")
    optimizer = (
        tf.train.GradientDescentOptimizer(0.1)
        if kind == "plain"
        else tf.train.MomentumOptimizer(0.1, 0.9, use_nesterov=kind == "nesterov")
    )
    step = optimizer.minimize(tf.square(x - 1.0))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for number in range(1, 11):
            sess.run(step)
            expected = _loop(kind, 3.0, lambda v: 2 * (v - 1), number)
            assert sess.run(x) == pytest.approx(expected, rel=1e-6)


def test_nodes_and_slots_are_named_as_tensorflow_names_them(graph):
    w = tf.Variable([1.0, 2.0], name="w")
    count = tf.Variable(0, trainable=False, name="count")
    optimizer = tf.train.MomentumOptimizer(0.1, 0.9)
    step = optimizer.minimize(tf.reduce_sum(tf.square(w)), global_step=count)
    names = [op.name for op in graph.get_operations()]
    for name in (
        "w/Momentum/Initializer/zeros",
        "w/Momentum",
        "w/Momentum/Assign",
        "w/Momentum/read",
        "Momentum/learning_rate",
        "Momentum/momentum",
        "Momentum/update_w/ApplyMomentum",
        "Momentum/update",
        "Momentum/value",
    ):
        assert name in names
    assert step.name == "Momentum"
    assert optimizer.get_slot_names() == ["momentum"]
    assert optimizer.get_slot(w, "momentum").name == "w/Momentum:0"
    assert [v.name for v in optimizer.variables()] == ["w/Momentum:0"]
    assert [v.name for v in tf.trainable_variables()] == ["w:0"]
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(3):
            sess.run(step)
        assert sess.run(count) == 3


def test_compute_and_apply_apart_as_when_gradients_are_clipped(graph):
    x = tf.Variable(3.0)
    other = tf.Variable(1.0)
    optimizer = tf.train.GradientDescentOptimizer(1.0)
    pairs = optimizer.compute_gradients(tf.square(x))
    assert [(g is None, v) for g, v in pairs] == [(False, x), (True, other)]
    step = optimizer.apply_gradients(
        [(tf.minimum(g, 1.0), v) for g, v in pairs if v is x]
    )
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(step)
        assert sess.run([x, other]) == [2.0, 1.0]


def test_a_learning_rate_may_be_a_tensor_or_a_function(graph):
    x = tf.Variable(1.0)
    rate = tf.placeholder(tf.float32, [])
    fed = tf.train.GradientDescentOptimizer(rate).minimize(x * 2.0)
    called = tf.train.GradientDescentOptimizer(lambda: 0.25).minimize(x * 2.0)
    with tf.Session() as sess:
        sess.run(x.initializer)
        sess.run(fed, {rate: 0.5})
        assert sess.run(x) == 0.0
        sess.run(called)
        assert sess.run(x) == -0.5


def test_double_precision_variables_are_trained_in_double_precision(graph):
    x = tf.Variable(np.float64(1.0))
    step = tf.train.MomentumOptimizer(0.1, 0.9).minimize(tf.square(x))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(step)
        assert sess.run(x).dtype == np.float64


@pytest.mark.parametrize(
    ("do", "error", "words"),
    [
        (lambda o, c: o.minimize(c), ValueError, "No variables to optimize"),
        (lambda o, c: o.apply_gradients([]), ValueError, "No variables provided"),
        (
            lambda o, c: o.minimize(c, var_list=[c]),
            NotImplementedError,
            "update a Tensor",
        ),
        (
            lambda o, c: o.minimize(c, var_list=["x"]),
            AttributeError,
            "not a tf.Variable",
        ),
    ],
)
def test_what_cannot_be_optimized_says_so(graph, do, error, words):
    with pytest.raises(error, match=words):
        do(tf.train.GradientDescentOptimizer(0.1), tf.constant(1.0))


def test_a_learning_rate_is_one_number(graph):
    x = tf.Variable(1.0)
    with pytest.raises(ValueError, match="Shape must be rank 0 but is rank 1"):
        tf.train.GradientDescentOptimizer([0.1, 0.2]).minimize(tf.square(x))


def test_a_loss_that_no_variable_reaches_says_so(graph):
    tf.Variable(1.0, name="lonely")
    with pytest.raises(ValueError, match=r"No gradients provided .*lonely"):
        tf.train.GradientDescentOptimizer(0.1).minimize(tf.constant(1.0))


def test_a_second_optimizer_has_slots_of_its_own(graph):
    x = tf.Variable(1.0, name="x")
    first, second = (tf.train.MomentumOptimizer(0.1, 0.9) for _ in range(2))
    first.minimize(tf.square(x))
    second.minimize(tf.square(x))
    assert first.get_slot(x, "momentum").name == "x/Momentum:0"
    assert second.get_slot(x, "momentum").name == "x/Momentum_1:0"


def test_a_moving_average_takes_what_can_be_gone_through_once(graph):
    x = tf.Variable(0.0, name="x")
    average = tf.train.ExponentialMovingAverage(0.5)
    update = average.apply(variable for variable in [x])
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(x.assign(4.0))
        sess.run(update)
        assert sess.run(average.average(x)) == 2.0
