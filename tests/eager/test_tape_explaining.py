"""``explain_gradient``: each way in which a gradient can be None has its own reason."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest

import teachflow as tf

# The four cases of TensorFlow's guide to automatic differentiation.


def test_a_variable_that_a_tensor_replaced():
    x = tf.Variable(2.0)
    reasons = []
    for _ in range(2):
        with tf.GradientTape() as tape:
            y = x + 1
        tape.gradient(y, x)
        reasons.append(tf.explain_gradient(tape, y, x).reason)
        x = x + 1
    assert reasons == ["connected", "not watched"]
    why = tf.explain_gradient(tape, y, tf.constant(1.0))
    assert "assign_add" in why.advice


def test_a_calculation_outside_of_tensorflow():
    x = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
    with tf.GradientTape() as tape:
        squares = x**2
        y = np.mean(squares, axis=0)
        y = tf.reduce_mean(y, axis=0)
    assert tape.gradient(y, x) is None
    why = tf.explain_gradient(tape, y, x)
    assert (why.reason, why.op) == ("numpy", "NumPy")
    assert why.where is not None
    assert why.where.endswith("y = np.mean(squares, axis=0)")
    assert [step.op for step in why.path] == ["Pow", "NumPy"]


def test_gradients_through_an_integer(capsys):
    x = tf.constant(10)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x * x
    assert tape.gradient(y, x) is None
    assert tf.explain_gradient(tape, y, x).reason == "integer"
    v = tf.Variable(2.5)
    with tf.GradientTape() as tape:
        y = tf.cast(tf.cast(v * 3.0, tf.int32), tf.float32) * 2.0
    why = tf.explain_gradient(tape, y, v)
    assert (why.reason, why.op) == ("integer", "Cast")
    assert capsys.readouterr().err == ""


def test_gradients_through_state():
    first, second = tf.Variable(3.0), tf.Variable(0.0)
    with tf.GradientTape() as tape:
        second.assign_add(first * 2.0)
        y = second**2
    assert tape.gradient(y, first) is None
    why = tf.explain_gradient(tape, y, first)
    assert (why.reason, why.op) == ("overwritten", "assign_add")
    assert why.where is not None
    assert "second.assign_add(first * 2.0)" in why.where
    assert [step.op for step in why.path] == ["Mul", "AssignAdd", "Pow"]
    assert [step.flows for step in why.path] == [True, False, True]


# What else there is.


def test_stop_gradient_is_named_with_its_line():
    x = tf.Variable([1.0, 2.0])
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(tf.stop_gradient(x * 3.0) * 2.0)
    why = tf.explain_gradient(tape, y, x)
    assert (why.reason, why.op) == ("cut", "StopGradient")
    assert "tf.stop_gradient(x * 3.0)" in (why.where or "")
    assert str(why).startswith("cut: Nothing flows back through StopGradient.")
    assert "-x StopGradient (2,)" in repr(why)


def test_a_recording_that_was_stopped_and_one_that_was_over():
    x = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        y = x * x
        with tape.stop_recording():
            z = x * x * x
    outside = x * y
    why = tf.explain_gradient(tape, z, x)
    assert (why.reason, why.op) == ("not recording", "Mul")
    assert "stop_recording" in why.text
    assert tf.explain_gradient(tape, outside, x).reason == "not recording"


def test_watched_too_late_or_not_at_all():
    x = tf.constant(2.0)
    v, still = tf.Variable(1.0), tf.Variable(1.0, trainable=False)
    with tf.GradientTape() as tape:
        y = x * x
        tape.watch(x)
        z = still * 2.0
    assert tf.explain_gradient(tape, y, x).reason == "watched too late"
    why = tf.explain_gradient(tape, z, still)
    assert (why.reason, why.op) == ("not watched", "Mul")
    assert "not trainable" in why.text
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        y = v * 2.0
    assert "watch_accessed_variables=False" in tf.explain_gradient(tape, y, v).text


def test_what_never_existed():
    a, b = tf.Variable(1.0), tf.Variable(2.0)
    with tf.GradientTape() as tape:
        y, _ = a * a, b * 3.0
    assert tf.explain_gradient(tape, y, b).reason == "independent"


def test_a_rule_that_gives_none():
    @tf.custom_gradient
    def silent(x):
        return x * 2.0, lambda g: None

    x = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        y = silent(x) * 2.0
    assert tape.gradient(y, x) is None
    why = tf.explain_gradient(tape, y, x)
    assert why.reason == "rule"
    assert why.op == "the custom gradient of silent"


@pytest.mark.parametrize("persistent", [False, True])
def test_a_connection_is_told_op_by_op_before_and_after_gradient(persistent):
    x = tf.Variable([[1.0, 2.0]])
    with tf.GradientTape(persistent=persistent) as tape:
        y = tf.reduce_sum(tf.matmul(x, [[1.0], [2.0]]) ** 2)
    for _ in range(2):
        why = tf.explain_gradient(tape, y, x)
        assert why.connected
        assert [(s.op, s.shape_out) for s in why.path] == [
            ("MatMul", (1, 1)),
            ("Pow", (1, 1)),
            ("Sum", ()),
        ]
        if persistent or not tape._used:
            assert tape.gradient(y, x) is not None


def test_large_values_are_let_go_and_the_way_is_remembered():
    x = tf.Variable(np.ones((1500, 1500), np.float32))
    with tf.GradientTape() as tape:
        middle = x * 2.0
        y = tf.reduce_sum(tf.stop_gradient(middle))
        z = tf.reduce_sum(middle)
    seen = weakref.ref(middle)
    tape.gradient(z, x)
    del middle
    gc.collect()
    assert seen() is None
    assert [s.op for s in tf.explain_gradient(tape, z, x).path] == ["Mul", "Sum"]
    assert tf.explain_gradient(tape, y, x).op == "StopGradient"


def test_explaining_records_nothing_and_asks_for_tensors():
    x = tf.Variable(2.0)
    with tf.GradientTape(persistent=True) as tape:
        y = x * x
        before = len(tape._calls)
        tf.explain_gradient(tape, y, x)
        assert len(tape._calls) == before
    with pytest.raises(TypeError, match="must be a tensor or a variable"):
        tf.explain_gradient(tape, y, 3.0)
    with pytest.raises(TypeError, match=r"must be a tf\.GradientTape"):
        tf.explain_gradient(y, y, x)
    assert tf.explain_gradient(tape, np.float32(3.0), x).reason == "numpy"


def test_a_tensor_that_is_not_watched_though_it_met_a_variable():
    """Part of what it did is recorded; half a slope would be worse than none."""
    x, factor = tf.constant(2.0), tf.Variable(3.0)
    with tf.GradientTape() as tape:
        y = x * factor + x**2
    assert tape.gradient(y, x) is None
    why = tf.explain_gradient(tape, y, x)
    assert why.reason == "not watched"
    assert [step.op for step in why.path] == ["Mul", "AddV2"]


def test_the_line_that_made_an_integer_is_told():
    x = tf.Variable(np.ones((1500, 1500), np.float32))
    with tf.GradientTape(persistent=True) as tape:
        whole = tf.cast(x, tf.int32)
        y = tf.reduce_sum(tf.cast(whole, tf.float32))
    told = [tf.explain_gradient(tape, y, x).where]
    with tf.GradientTape() as tape:
        whole = tf.cast(x * 2.0, tf.int32)
        y = tf.reduce_sum(tf.cast(whole, tf.float32))
    tape.gradient(y, x)  # too large to be kept
    told.append(tf.explain_gradient(tape, y, x).where)
    assert [where.partition(": ")[2] for where in told] == [
        "whole = tf.cast(x, tf.int32)",
        "whole = tf.cast(x * 2.0, tf.int32)",
    ]


def test_what_is_printed_fits_a_notebook():
    x = y = tf.Variable([1.0, 2.0])
    with tf.GradientTape() as tape:
        for _ in range(20):
            y = tf.sin(y)
    text = str(tf.explain_gradient(tape, y, x))
    first, *rest = text.splitlines()
    assert first == "connected: The gradient flows back through 20 ops."
    assert rest[0].startswith("  way:    source (2,) -> Sin (2,) -> Sin (2,)")
    assert len(rest) > 2
    assert max(map(len, rest)) <= 80
    assert all(line.startswith("          -> Sin (2,)") for line in rest[1:])
