"""``explain_gradient`` in graphs against ``tf.gradients``: None where it says so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import teachflow.compat.v1 as tf


def _after(value: Any, waited: Any) -> Any:
    with tf.control_dependencies([waited]):
        return tf.identity(value)


def _in_python(value: Any) -> Any:
    found = tf.py_func(lambda array: array * 2.0, [value], tf.float32)
    found.set_shape([2])
    return found


@tf.custom_gradient
def _halved(a: Any, b: Any) -> Any:
    return a * 0.5 + b, lambda upstream: (upstream * 0.5, None)


STEPS = {
    "add": lambda a, b: a + b,
    "mul": lambda a, b: a * b,
    "square": lambda a, _: tf.square(a),
    "stop": lambda a, _: tf.stop_gradient(a),
    "floor": lambda a, _: tf.floor(a),
    "sign": lambda a, b: tf.sign(a) + b,
    "ints": lambda a, _: tf.cast(tf.cast(a, tf.int32), tf.float32),
    "numpy": lambda a, _: a * np.float32(2.0),
    "constant": lambda _a, _b: tf.constant([1.0, 2.0]),
    "gather": lambda a, _: tf.gather(a, [1, 0]),
    "argmax": lambda a, b: tf.cast(tf.argmax(a), tf.float32) * b,
    "comparison": lambda a, b: tf.where(a > 0.0, b, b),
    "cond": lambda a, b: tf.cond(tf.reduce_sum(b) > 0.0, lambda: a, lambda: b * 2.0),
    "while": lambda a, b: tf.while_loop(
        lambda i, _: i < 2, lambda i, v: (i + 1, v * b), [0, a]
    )[1],
    "order": _after,
    "py_func": lambda a, _: _in_python(a),
    "own": _halved,
    "shape": lambda a, b: tf.cast(tf.shape(a), tf.float32) * b,
    "stacked": lambda a, b: tf.unstack(tf.stack([a, b]))[0],
}


def agrees(target: Any, source: Any) -> tuple[bool, bool, str]:
    """Whether there is a gradient by ``tf.gradients``, by the explanation, and why."""
    why = tf.explain_gradient(target, source)
    try:
        (found,) = tf.gradients(target, source)
    except LookupError:
        return why.reason == "no rule", True, why.reason
    return found is not None, why.connected, why.reason


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 9), st.integers(0, 9)),
        min_size=1,
        max_size=6,
    )
)
def test_of_random_graphs(program: list[tuple[str, int, int]]) -> None:
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [2], name="x")
        v = tf.Variable([1.0, 2.0], name="v")
        values = [x, v * 1.0]
        for step, first, second in program:
            made = STEPS[step](
                values[first % len(values)], values[second % len(values)]
            )
            values.append(made)
        before = len(graph.get_operations())
        why = [tf.explain_gradient(values[-1], source) for source in (x, v)]
        assert len(graph.get_operations()) == before
        for source, said in zip((x, v), why, strict=True):
            there, told, reason = agrees(values[-1], source)
            assert there == told, (program, reason)
            assert str(said)


def test_a_shared_variable_is_one() -> None:
    with tf.Graph().as_default():
        with tf.variable_scope("s"):
            w = tf.get_variable("w", [2])
        y = w * 2.0
        with tf.variable_scope("s", reuse=True):
            again = tf.get_variable("w", [2])
        assert agrees(y, again) == (True, True, "connected")
        other = tf.get_variable("w", [2])
        there, told, reason = agrees(y, other)
        assert (there, told, reason) == (False, False, "independent")


def test_of_two_graphs() -> None:
    with tf.Graph().as_default():
        x = tf.constant(1.0)
    with tf.Graph().as_default():
        y = tf.constant(2.0)
    with pytest.raises(ValueError, match="no gradient flows from one graph"):
        tf.explain_gradient(y, x)
