"""The recorder: its numbers against a NumPy loop, and what it refuses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import teachflow.compat.v1 as tf
from teachflow.graph.running.needed import needed_nodes
from teachflow.widgets import record_descent
from teachflow.widgets.descent import MOST_STEPS
from teachflow.widgets.probe import copy_nodes


@pytest.fixture
def bowl() -> tuple[Any, Any, Any]:
    """A tilted bowl over two scalars."""
    w = tf.Variable(3.0, name="w")
    b = tf.Variable(-2.0, name="b")
    loss = tf.add(tf.square(w - 1.0), 3.0 * tf.square(b + 0.5 * w - 2.0), name="loss")
    return w, b, loss


def _slope(w: Any, b: Any) -> tuple[Any, Any]:
    rest = np.float32(3) * 2 * (b + np.float32(0.5) * w - 2)
    return 2 * (w - 1) + rest / 2, rest


def test_plain_descent_is_what_a_loop_computes(bowl: tuple[Any, Any, Any]) -> None:
    run = record_descent(bowl[2], learning_rate=0.05, steps=30)
    w, b = np.float32(3), np.float32(-2)
    assert [frame.step for frame in run.frames] == list(range(31))
    for frame in run.frames:
        np.testing.assert_allclose(frame.values, (w, b), rtol=1e-4, atol=1e-6)
        slope = _slope(w, b)
        np.testing.assert_allclose(frame.gradient, slope, rtol=1e-3, atol=1e-4)
        loss = (w - 1) ** 2 + 3 * (b + 0.5 * w - 2) ** 2
        np.testing.assert_allclose(frame.loss, loss, rtol=1e-4, atol=1e-6)
        w, b = w - np.float32(0.05) * slope[0], b - np.float32(0.05) * slope[1]
        np.testing.assert_allclose(frame.after, (w, b), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("nesterov", [False, True])
def test_momentum_is_what_the_optimizer_does(
    bowl: tuple[Any, Any, Any], nesterov: bool
) -> None:
    w, b, loss = bowl
    optimizer = tf.train.MomentumOptimizer(0.03, 0.8, use_nesterov=nesterov)
    run = record_descent(loss, optimizer=optimizer, steps=10)
    train = optimizer.minimize(loss)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for frame in run.frames:
            assert frame.values == tuple(map(float, sess.run([w, b])))
            sess.run(train)
    assert run.rule.nesterov is nesterov


def test_the_learners_graph_and_session_stay_as_they_are(
    bowl: tuple[Any, Any, Any],
) -> None:
    w, b, loss = bowl
    graph = tf.get_default_graph()
    before = [op.name for op in graph.get_operations()]
    with tf.Session() as sess:
        w.load(7.0)
        b.load(8.0)
        run = record_descent(loss, steps=3)
        assert sess.run([w, b]) == [7.0, 8.0]
    assert [op.name for op in graph.get_operations()] == before
    assert run.frames[0].values == (3.0, -2.0)
    assert record_descent(loss, steps=3).frames == run.frames


def test_where_it_starts(bowl: tuple[Any, Any, Any]) -> None:
    w, b, loss = bowl
    assert record_descent(loss, start=(1, 2)).frames[0].values == (1.0, 2.0)
    with tf.Session():
        w.load(7.0)
        run = record_descent(loss, start="current")
    assert run.frames[0].values == (7.0, -2.0)
    assert b is not None


def test_one_variable_moves_and_the_other_keeps_the_sessions_value(
    bowl: tuple[Any, Any, Any],
) -> None:
    w, b, loss = bowl
    with tf.Session():
        b.load(10.0)
        run = record_descent(loss, w, start=1.0)
    assert run.parameters == ("w",)
    assert run.frames[0].loss == pytest.approx(3 * (10 + 0.5 - 2) ** 2)
    assert run.surface.losses.ndim == 1


def test_a_vector_of_two_and_chosen_entries() -> None:
    two = tf.Variable([1.0, 2.0], name="two")
    run = record_descent(tf.reduce_sum(tf.square(two)), learning_rate=0.5, steps=1)
    assert run.parameters == ("two[0]", "two[1]")
    assert run.frames[1].values == (0.0, 0.0)

    theta = tf.Variable([[1.0], [2.0], [3.0]], name="theta")
    loss = tf.reduce_sum(tf.square(theta))
    run = record_descent(
        loss, [(theta, 0), (theta, (2, 0))], learning_rate=0.5, steps=1
    )
    assert run.parameters == ("theta[0, 0]", "theta[2, 0]")
    assert run.frames[1].loss == 4.0  # the entry in between stays 2


def test_fed_data() -> None:
    x = tf.placeholder(tf.float32, shape=(None,), name="x")
    w = tf.Variable(0.0, name="w")
    loss = tf.reduce_mean(tf.square(w * x - 2.0 * x))
    run = record_descent(loss, feed_dict={x: [1, 2, 3]}, learning_rate=0.1, steps=40)
    assert run.frames[-1].values[0] == pytest.approx(2.0, abs=1e-3)
    with pytest.raises(tf.errors.InvalidArgumentError, match="x"):
        record_descent(loss)


def test_random_initial_values_are_those_of_the_learners_graph() -> None:
    tf.set_random_seed(42)
    w = tf.Variable(tf.random_uniform([], -1.0, 1.0), name="w")
    run = record_descent(tf.square(w))
    with tf.Session() as sess:
        sess.run(w.initializer)
        assert run.frames[0].values == (float(sess.run(w)),)


def test_the_surface_is_the_loss(bowl: tuple[Any, Any, Any]) -> None:
    run = record_descent(bowl[2], learning_rate=0.05)
    across, up = run.surface.axes
    w, b = np.meshgrid(across, up, indexing="ij")
    wanted = (w - 1) ** 2 + 3 * (b + 0.5 * w - 2) ** 2
    np.testing.assert_allclose(run.surface.losses, wanted, rtol=1e-4, atol=1e-4)
    for axis, position in ((across, 0), (up, 1)):
        places = [frame.values[position] for frame in run.frames]
        assert axis[0] < min(places)
        assert max(places) < axis[-1]


def test_a_runaway_is_stopped_and_says_so() -> None:
    w = tf.Variable(1.0, name="w")
    run = record_descent(tf.square(w), learning_rate=3.0, steps=MOST_STEPS)
    assert len(run.frames) < 10
    assert run.problem is not None
    assert "smaller learning rate, such as 0.75" in run.problem


def test_a_loss_that_becomes_nan_is_stopped_before_it() -> None:
    w = tf.Variable(1.0, name="w")
    run = record_descent(tf.sqrt(w), learning_rate=3.0)
    assert run.problem is not None
    assert "nan" in run.problem
    assert all(np.isfinite(frame.loss) for frame in run.frames)


def test_what_cannot_be_drawn_is_refused(bowl: tuple[Any, Any, Any]) -> None:
    w, b, loss = bowl
    c = tf.Variable([1.0, 2.0, 3.0], name="c")
    other = tf.Variable(1.0, name="other")
    cases: list[tuple[type[Exception], str, Any]] = [
        (ValueError, r"has shape \(3,\).*reduce_mean", lambda: record_descent(c * w)),
        (TypeError, "in a graph", lambda: record_descent(3.0)),
        (
            ValueError,
            r"Choose which.*\(c, 0\), \(c, 1\)",
            lambda: record_descent(tf.reduce_sum(c)),
        ),
        (ValueError, "no entry 3", lambda: record_descent(tf.reduce_sum(c), (c, 3))),
        (ValueError, "does not depend on 'other'", lambda: record_descent(loss, other)),
        (TypeError, "not a variable", lambda: record_descent(loss, [loss])),
        (ValueError, "chosen twice", lambda: record_descent(loss, [w, w])),
        (ValueError, "no variable", lambda: record_descent(tf.constant(1.0))),
        (ValueError, "1 to 99", lambda: record_descent(loss, steps=100)),
        (TypeError, "whole number", lambda: record_descent(loss, steps=2.5)),
        (ValueError, "not both", lambda: record_descent(loss, [w], 1, 2)),
        (TypeError, "knows", lambda: record_descent(loss, optimizer="sgd")),
        (ValueError, "1 values for 2", lambda: record_descent(loss, start=1)),
        (ValueError, "another start", lambda: record_descent(tf.sqrt(w), start=-1)),
        (ValueError, "is None", lambda: record_descent(tf.stop_gradient(b))),
    ]
    for kind, message, call in cases:
        with pytest.raises(kind, match=message):
            call()


def test_a_loop_is_copied_with_the_edge_that_closes_it():
    with tf.Graph().as_default():
        x = tf.constant(2.0)
        step = lambda i, a: (i + 1, a * x)  # noqa: E731
        power = tf.while_loop(lambda i, _: i < 5, step, (0, 1.0))[1]
        (slope,) = tf.gradients(power, x)
        copy, twins = copy_nodes(needed_nodes([power, slope]))
    with tf.Session(graph=copy) as session:
        fetches = [twins[tensor.op].outputs[0] for tensor in (power, slope)]
        assert session.run(fetches) == [32.0, 80.0]
