"""GradientTape: what is watched, how often it may be asked, nesting, and its errors."""

from __future__ import annotations

import numpy as np
import pytest

import teachflow as tf
from teachflow.core import notices


def test_a_watched_constant():
    x = tf.constant(3.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x * x
    assert str(tape.gradient(y, x)) == "tf.Tensor(6.0, shape=(), dtype=float32)"


def test_nested_tapes_give_the_second_derivative():
    x = tf.constant(5.0)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = x * x
        first = inner.gradient(y, x)
    assert first.numpy() == 10.0
    assert outer.gradient(first, x).numpy() == 2.0


def test_a_persistent_tape_may_be_asked_again_another_one_not():
    x = tf.constant(3.0)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = x * x
        z = y * y
    assert tape.gradient(z, x).numpy() == 108.0
    assert tape.gradient(y, x).numpy() == 6.0
    with tf.GradientTape() as once:
        once.watch(x)
        y = x * x
    once.gradient(y, x)
    with pytest.raises(
        RuntimeError, match="non-persistent GradientTape can only be used"
    ):
        once.gradient(y, x)


def test_a_persistent_tape_that_is_open_records_its_own_gradients():
    x = tf.Variable(3.0)
    with tf.GradientTape(persistent=True) as tape:
        y = x * x * x
        slope = tape.gradient(y, x)
    assert slope.numpy() == 27.0
    assert tape.gradient(slope, x).numpy() == 18.0


def test_variables_are_watched_by_themselves_unless_told_otherwise():
    x, w = tf.Variable(2.0), tf.Variable(5.0)
    with tf.GradientTape() as tape:
        y = x**2 + w**3
    assert [g.numpy() for g in tape.gradient(y, [x, w])] == [4.0, 75.0]
    assert [v is u for v, u in zip(tape.watched_variables(), (x, w), strict=True)]
    with tf.GradientTape(watch_accessed_variables=False, persistent=True) as tape:
        tape.watch(x)
        y = x**2
        z = w**3
    assert tape.gradient(y, x).numpy() == 4.0
    assert tape.gradient(z, w) is None


def test_what_is_not_trainable_or_not_floating_is_not_watched(capfd):
    notices._given.clear()
    counter = tf.Variable(1.0, trainable=False)
    number = tf.Variable(3)
    with tf.GradientTape() as tape:
        y = counter * tf.cast(number, tf.float32)
    assert tape.gradient(y, [counter, number]) == [None, None]
    with tf.GradientTape() as tape:
        tape.watch(tf.constant(3))
    out = capfd.readouterr()
    assert "must be floating" in out.out
    assert out.err == ""


def test_structures_of_sources_and_sums_of_targets():
    a, b = tf.Variable(2.0), tf.Variable(3.0)
    with tf.GradientTape(persistent=True) as tape:
        p, q = a * b, a + b
    assert tape.gradient([p, q], a).numpy() == 4.0
    found = tape.gradient(p, {"b": b, "a": [a, (b,)]})
    assert found["b"].numpy() == 2.0
    assert found["a"][0].numpy() == 3.0
    assert found["a"][1][0].numpy() == 2.0


def test_unconnected_gradients():
    x, y = tf.Variable([1.0, 2.0]), tf.Variable(3.0)
    with tf.GradientTape(persistent=True) as tape:
        z = y * 2.0
    assert tape.gradient(z, x) is None
    zeros = tape.gradient(z, x, unconnected_gradients="zero")
    np.testing.assert_array_equal(zeros.numpy(), [0.0, 0.0])
    with pytest.raises(ValueError, match="Unknown value for unconnected_gradients"):
        tape.gradient(z, x, unconnected_gradients="maybe")


def test_output_gradients_weigh_the_target():
    x = tf.Variable([1.0, 2.0])
    with tf.GradientTape() as tape:
        y = x * x
    slope = tape.gradient(y, x, output_gradients=tf.constant([10.0, 1.0]))
    np.testing.assert_array_equal(slope.numpy(), [20.0, 4.0])


def test_stop_recording_and_reset():
    x = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        y = x * x
        with tape.stop_recording():
            z = x * x * x
    assert tape.gradient(z, x) is None
    with tf.GradientTape() as tape:
        z = x * x * x
        tape.reset()
        y = x * x
    assert tape.gradient(y, x).numpy() == 4.0


def test_a_value_used_twice_gets_both_parts():
    x = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        y = x * x + x
    assert tape.gradient(y, x).numpy() == 7.0


def test_control_flow_is_pythons_own():
    x = tf.constant(2.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x * x if x > 1.0 else -x
        for _ in range(2):
            y = y * x
    assert tape.gradient(y, x).numpy() == 4 * 2.0**3


def test_the_slope_of_a_broadcast_has_the_shape_of_its_source():
    b = tf.Variable([[1.0], [2.0]])
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(tf.zeros([2, 3]) + b)
    np.testing.assert_array_equal(tape.gradient(y, b).numpy(), [[3.0], [3.0]])


def test_a_variable_may_change_while_it_is_watched():
    v = tf.Variable(2.0)
    with tf.GradientTape(persistent=True) as tape:
        y = v * v
        v.assign_add(1.0)
        z = v * v
    assert tape.gradient(y, v).numpy() == 4.0
    assert tape.gradient(z, v).numpy() == 6.0


@pytest.mark.parametrize(("target", "source"), [(None, 0), (0, None), (0, 3.0)])
def test_asking_for_what_is_no_tensor_says_so(target, source):
    v = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        y = v * v
    with pytest.raises(TypeError, match="should be a list or nested structure"):
        tape.gradient(y if target == 0 else target, v if source == 0 else source)


def test_symbolic_gradients_of_eager_values_point_to_the_tape():
    x = tf.constant(2.0)
    with pytest.raises(RuntimeError, match=r"Use tf\.GradientTape"):
        tf.gradients(x * x, x)


def test_watching_what_is_no_tensor_says_so():
    with tf.GradientTape() as tape, pytest.raises(ValueError, match=r"not tf\.Tensor"):
        tape.watch(3.0)


def test_a_tape_cannot_be_entered_twice():
    with tf.GradientTape() as tape, pytest.raises(ValueError, match="still recording"):
        tape.__enter__()


def test_an_exception_ends_the_recording():
    x = tf.Variable(1.0)
    with pytest.raises(ZeroDivisionError), tf.GradientTape() as tape:
        raise ZeroDivisionError
    x * x
    assert tape._calls == []
