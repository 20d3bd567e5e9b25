"""ForwardAccumulator: what carries a tangent, who sees whose work, and its errors."""

from __future__ import annotations

import gc
import threading
import weakref

import numpy as np
import pytest

import teachflow as tf
from teachflow.core.recording import tapes

ForwardAccumulator = tf.autodiff.ForwardAccumulator


def test_a_tangent_in_any_structure():
    x, y = tf.constant([1.0, 2.0]), tf.Variable(3.0)
    with ForwardAccumulator({"x": x, "y": [y]}, {"x": x, "y": [1.0]}) as acc:
        z = {"product": x * y, "pair": (x, tf.reduce_sum(x))}
    tangents = acc.jvp(z)
    assert tangents["product"].numpy().tolist() == [4.0, 8.0]
    assert tangents["pair"][0] is not None
    assert tangents["pair"][1].numpy() == 3.0
    assert acc.jvp(y).numpy() == 1.0


def test_a_number_may_stand_for_a_whole_tangent():
    x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
    with ForwardAccumulator(x, 1.0) as acc:
        y = tf.reshape(x * x, [4])
    assert acc.jvp(x).shape == (2, 2)
    assert acc.jvp(y).numpy().tolist() == [2.0, 4.0, 6.0, 8.0]


def test_a_tangent_of_another_shape_is_refused():
    with pytest.raises(ValueError, match=r"shape \(3,\) does not fit .* shape \(2,\)"):
        ForwardAccumulator(tf.constant([1.0, 2.0]), tf.constant([1.0, 2.0, 3.0]))
    with pytest.raises(ValueError, match="does not fit"):
        ForwardAccumulator(tf.constant(1.0), tf.constant([1.0, 2.0]))


def test_what_is_no_tensor_is_refused():
    with pytest.raises(TypeError, match=r"received 3\.0 of type 'float'"):
        ForwardAccumulator(3.0, 1.0)
    acc = ForwardAccumulator(tf.constant(1.0), 1.0)
    with pytest.raises(TypeError, match="received 'y'"):
        acc.jvp("y")


def test_an_integer_primal_is_told_of_and_does_not_move(capsys):
    n = tf.constant(3)
    with ForwardAccumulator(n, tf.constant(1)) as acc:
        y = n * n
    assert acc.jvp(y) is None
    out, err = capsys.readouterr()
    assert "The dtype of the watched primal must be floating" in out
    assert not err


def test_a_used_up_tensor_is_forgotten():
    x = tf.constant(np.ones(1000))
    with ForwardAccumulator(x, x) as acc:
        y = x
        for _ in range(20):
            y = y * 1.5
        gone = weakref.ref(y)
        y = y + 1.0
    assert gone() is None
    assert len(acc._tangents) == len(acc._kept) == 2
    assert acc.jvp(y) is not None


def test_an_accumulator_leaves_nothing_behind():
    x = tf.constant(1.0)
    with ForwardAccumulator(x, 1.0) as acc:
        y = tf.exp(x)
    gc.collect()
    gc.disable()
    try:
        tangent = weakref.ref(acc.jvp(y))
        del acc
        assert tangent() is None  # no cycle: gone without the collector
    finally:
        gc.enable()
    assert tapes.stack == []


def test_an_error_inside_leaves_the_others_recording():
    x = tf.constant([1.0, 2.0])
    with ForwardAccumulator(x, 1.0) as outer:
        with (
            pytest.raises(tf.errors.InvalidArgumentError),
            ForwardAccumulator(x, 1.0),
        ):
            tf.matmul(x, x)
        y = x * x
    assert outer.jvp(y).numpy().tolist() == [2.0, 4.0]
    assert tapes.stack == []


def test_an_error_in_a_rule_leaves_the_others_recording():
    @tf.custom_gradient
    def broken(x):
        def grad(upstream):
            raise KeyError("no rule")

        return tf.round(x), grad

    x = tf.constant(2.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        with pytest.raises(KeyError), ForwardAccumulator(x, 1.0):
            broken(x)
        y = x * x
    assert tape.gradient(y, x).numpy() == 4.0


def test_each_thread_has_its_own():
    x = tf.constant(3.0)
    seen = []

    def elsewhere():
        seen.append(tf.exp(x))

    with ForwardAccumulator(x, 1.0) as acc:
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
        here = tf.exp(x)
    assert acc.jvp(seen[0]) is None
    assert acc.jvp(here) is not None


def test_many_tangents_make_a_jacobian():
    x = tf.constant([0.5, -1.0, 2.0])
    columns = []
    for direction in np.eye(3, dtype=np.float32):
        with ForwardAccumulator(x, direction) as acc:
            y = tf.nn.softmax(x) * x
        columns.append(acc.jvp(y).numpy())
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.nn.softmax(x) * x
    jacobian = tape.jacobian(y, x).numpy()
    np.testing.assert_allclose(np.stack(columns, 1), jacobian, 1e-5, 1e-6)


def test_hessian_times_vector_three_ways():
    x = tf.Variable([0.5, -1.0, 2.0])
    v = tf.constant([1.0, 2.0, -1.0])

    def loss():
        return tf.reduce_sum(tf.sin(x) * x**3)

    with ForwardAccumulator(x, v) as acc:
        with tf.GradientTape() as tape:
            y = loss()
        slope = tape.gradient(y, x)
    with tf.GradientTape() as around:
        with ForwardAccumulator(x, v) as inner:
            y = loss()
        rise = inner.jvp(y)
    with tf.GradientTape() as outer:
        with tf.GradientTape() as tape:
            y = loss()
        product = tf.reduce_sum(tape.gradient(y, x) * v)
    expected = outer.gradient(product, x).numpy()
    np.testing.assert_allclose(acc.jvp(slope).numpy(), expected, 1e-5)
    np.testing.assert_allclose(around.gradient(rise, x), expected, 1e-5)


def test_in_a_graph():
    with tf.Graph().as_default() as graph:
        x = tf.constant(3.0)
        with ForwardAccumulator(x, 1.0) as acc:
            y = x * tf.sin(x)
        tangent = acc.jvp(y)
    with tf.compat.v1.Session(graph=graph) as session:
        found = session.run(tangent)
    np.testing.assert_allclose(found, np.sin(3) + 3 * np.cos(3), 1e-6)


# ---- functions ---------------------------------------------------------------------


def test_through_a_function_and_back():
    @tf.function
    def f(x):
        return tf.sin(x) * x

    x = tf.constant(3.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        with ForwardAccumulator(x, 1.0) as acc:
            y = f(x)
        rise = acc.jvp(y)
    bend = tape.gradient(rise, x).numpy()
    np.testing.assert_allclose(bend, 2 * np.cos(3) - 3 * np.sin(3), 1e-5)


def test_a_function_that_changes_a_variable():
    total = tf.Variable(0.0)

    @tf.function
    def f(x):
        total.assign_add(x)
        return x * x * total

    x = tf.constant(2.0)
    with ForwardAccumulator(x, 1.0) as acc:
        y = f(x)
    assert y.numpy() == 8.0
    assert total.numpy() == 2.0  # the tangents did not run it again
    assert acc.jvp(y).numpy() == 8.0  # what was assigned does not move


def test_functions_in_functions():
    @tf.function
    def inner(x):
        return tf.cond(x > 0, lambda: x**3, lambda: -x)

    @tf.function
    def outer(x):
        return inner(x) * 2.0, inner(-x)

    x = tf.constant(2.0)
    with ForwardAccumulator(x, 1.0) as acc:
        y = outer(x)
    assert [t.numpy() for t in acc.jvp(list(y))] == [24.0, 1.0]


def test_a_random_function_keeps_its_draws():
    @tf.function
    def f(x):
        return x * x * tf.random.uniform([])

    x = tf.constant(3.0)
    with ForwardAccumulator(x, 1.0) as acc:
        y = f(x)
    np.testing.assert_allclose(acc.jvp(y).numpy(), y.numpy() / 9 * 6, 1e-6)


def test_loops_branches_arrays_and_variables_in_nested_functions():
    w = tf.Variable([[1.0, 2.0], [3.0, -1.0]])
    count = tf.Variable(0)

    @tf.function
    def step(x):
        count.assign_add(1)

        def body(i, h, rows):
            h = tf.cond(tf.reduce_sum(h) > 0, lambda: tf.tanh(h @ w), lambda: h * 2.0)
            return i + 1, h, rows.write(i, h * tf.cast(i + 1, tf.float32))

        begin = (0, x, tf.TensorArray(tf.float32, 3))
        _, h, rows = tf.while_loop(lambda i, *_: i < 3, body, begin)
        with tf.GradientTape() as tape:
            tape.watch(h)
            cubes = tf.reduce_sum(h**3)
        slope = tape.gradient(cubes, h)
        return tf.reduce_sum(rows.stack()) + cubes + tf.reduce_sum(slope)

    @tf.function
    def twice(x):
        return step(x) * step(x) + tf.reduce_sum(x @ w)

    x, move = tf.constant([[0.3, -0.2]]), tf.constant([[1.0, 0.5]])
    turn = tf.constant([[0.1, 0.2], [0.3, 0.4]])

    def accumulator():
        return ForwardAccumulator([x, w], [move, turn])

    with accumulator() as acc:
        y = twice(x)
    start, far = w.numpy(), 1e-2
    w.assign(start + far * turn)
    ahead = twice(x + far * move)
    w.assign(start - far * turn)
    behind = twice(x - far * move)
    w.assign(start)
    np.testing.assert_allclose(acc.jvp(y), (ahead - behind) / (2 * far), 1e-2)
    before = count.numpy()

    with accumulator() as acc:
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = twice(x)
        slopes = tape.gradient(y, [x, w])
    with tf.GradientTape() as tape:
        tape.watch(x)
        with accumulator() as inner:
            y = twice(x)
        rise = inner.jvp(y)
    with accumulator() as outer:
        with accumulator() as inner:
            y = twice(x)
        bend = outer.jvp(inner.jvp(y))
    assert count.numpy() == before + 6  # nothing ran but what was called
    first, second = acc.jvp(slopes), tape.gradient(rise, [x, w])
    for one, other in zip(first, second, strict=True):
        np.testing.assert_allclose(one, other, 1e-4, 1e-4)
    along = sum(
        np.sum(part * step) for part, step in zip(first, (move, turn), strict=True)
    )
    np.testing.assert_allclose(bend, along, 1e-4)
