"""Jacobians, slices, own gradients, recomputing: what records cannot say."""

from __future__ import annotations

import numpy as np
import pytest

import teachflow as tf
from teachflow.core import notices


def test_a_jacobian_is_recorded_by_the_tape_around():
    x = tf.Variable([1.0, 2.0, 3.0])
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = x**3
        jacobian = inner.jacobian(y, x)
        trace = tf.linalg.trace(jacobian)
    np.testing.assert_allclose(outer.gradient(trace, x), [6.0, 12.0, 18.0])


def test_a_jacobian_of_many_outputs_agrees_with_the_product():
    weights = tf.constant(np.random.default_rng(0).normal(size=(5, 100)), tf.float32)
    x = tf.constant([[1.0, -1.0, 0.5, 2.0, 3.0]])
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x @ weights
    jacobian = tape.jacobian(y, x)
    assert jacobian.shape == [1, 100, 1, 5]
    np.testing.assert_allclose(jacobian[0, :, 0, :], np.transpose(weights), rtol=1e-6)


def test_slices_are_taken_by_variables_and_added_to_tensors():
    table = tf.Variable([[1.0], [2.0], [3.0]])
    with tf.GradientTape(persistent=True) as tape:
        rows = tf.reduce_sum(tf.gather(table, [0, 2, 0]))
        both = rows + tf.reduce_sum(table)
    slices = tape.gradient(rows, table)
    assert isinstance(slices, tf.IndexedSlices)
    assert repr(slices) == str(slices)
    assert isinstance(tape.gradient(both, table), tf.Tensor)
    np.testing.assert_array_equal(tape.gradient(both, table), [[3.0], [1.0], [2.0]])
    table.assign_sub(slices)
    np.testing.assert_array_equal(table, [[-1.0], [2.0], [2.0]])


def test_recomputing_draws_the_same_random_numbers():
    def noisy(x):
        return x * tf.random.uniform([4])

    x = tf.Variable(tf.ones([4]))
    tf.random.set_seed(3)
    with tf.GradientTape() as tape:
        y = tf.recompute_grad(noisy)(x)
    after = tf.random.uniform([2])
    np.testing.assert_array_equal(tape.gradient(y, x), y)
    tf.random.set_seed(3)
    noisy(x)
    np.testing.assert_array_equal(after, tf.random.uniform([2]))


def test_recomputing_twice_differentiates_twice_and_keeps_nothing():
    w, x = tf.Variable(2.0), tf.constant(3.0)
    calls = []

    def cube(x):
        calls.append(1)
        return w * x**3

    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = tf.recompute_grad(cube)(x)
        assert [c.opdef.type for c in inner._calls][-1] == "IdentityN"
        assert "Pow" not in [c.opdef.type for c in inner._calls]
        slope = inner.gradient(y, x)
    assert len(calls) == 2
    assert float(slope) == 54.0
    assert [float(g) for g in outer.gradient(slope, [x, w])] == [36.0, 27.0]


def test_variables_of_an_own_gradient_come_in_the_order_of_their_reading():
    a, b = tf.Variable(2.0, name="a"), tf.Variable(5.0, name="b")
    seen = []

    @tf.custom_gradient
    def f(x):
        y = b * x * a + b

        def grad(upstream, variables=None):
            seen.extend(v.name for v in variables)
            return upstream, [tf.constant(float(i)) for i, _ in enumerate(variables)]

        return y, grad

    x = tf.constant(1.0)
    with tf.GradientTape() as tape:
        y = f(x)
    assert [float(g) for g in tape.gradient(y, [a, b])] == [1.0, 0.0]
    assert seen == ["b:0", "a:0"]


def test_an_own_gradient_is_a_method_too_and_keeps_its_name():
    class Scaled:
        factor = 4.0

        @tf.custom_gradient
        def __call__(self, x):
            """Scales."""
            return x * self.factor, lambda g: g * 10.0

    x = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        y = Scaled()(x)
    assert float(y) == 12.0
    assert float(tape.gradient(y, x)) == 10.0
    assert Scaled.__call__.__doc__ == "Scales."


def test_notices_come_once_and_on_stdout(capsys):
    notices._given.clear()
    x = tf.constant(10)
    for _ in range(2):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = x * x
        tape.gradient(y, x)
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    assert len(lines) == 2
    assert lines[0] == (
        "WARNING:tensorflow:The dtype of the watched tensor must be floating "
        "(e.g. tf.float32), got tf.int32"
    )
    assert "The dtype of the target tensor must be floating" in lines[1]


@pytest.mark.parametrize("y", [2.0, 3, -0.0, 1e300, np.float32(2.0)])
def test_the_quick_way_and_the_long_way_give_the_same_bits(y):
    x = tf.constant([1.5, -2.0, 0.0])
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        c = tf.constant([1.5, -2.0, 0.0])
        wanted = session.run([c + y, c - y, c * y, c / y, y - c, y / c, c**y])
    for _ in range(2):  # the first time an op has no quick way yet
        found = [x + y, x - y, x * y, x / y, y - x, y / x, x**y]
        for ours, other in zip(found, wanted, strict=True):
            np.testing.assert_array_equal(ours.numpy(), other)
            assert ours.dtype == tf.float32


def test_overflow_says_nothing_and_the_users_settings_stay():
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        before = np.geterr()
        x = tf.constant([1e30, 0.0])
        assert np.isinf((x * x).numpy()[0])
        assert np.isnan((x / x * x).numpy()[1])
        assert np.geterr() == before


def test_a_quick_op_that_fails_tells_why():
    x, y = tf.constant([1.0, 2.0]), tf.constant([1.0, 2.0, 3.0])
    assert (x + x).shape == [2]
    with pytest.raises(tf.errors.InvalidArgumentError, match=r"\[2\] vs\. \[3\]"):
        x + y


def test_a_tape_on_a_graph_sees_its_variables_and_goes_around_loops():
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        x, v = tf.constant(2.0), tf.Variable(3.0)
        session.run(v.initializer)
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(x)
            square = v * v
            power = tf.while_loop(
                lambda i, a: i < 3, lambda i, a: (i + 1, a * x), [0, 1.0]
            )[1]
        assert [w is v for w in tape.watched_variables()] == [True]
        slopes = [tape.gradient(square, v), tape.gradient(power, x)]
        assert session.run(slopes) == [6.0, 12.0]
        assert session.run(tape.jacobian(tf.stack([x, x]), x, "zero")).shape == (2,)
