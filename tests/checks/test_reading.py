"""Formulas read back from graphs, and values put into words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import teachflow.compat.v1 as tf
from teachflow.checks.reading import formula, other_variables, uses
from teachflow.checks.words import kind, shown

FORMULAS = [
    (lambda x, _: x * x + 2, "x * x + 2"),
    (lambda x, y: x - (y - 1), "x - (y - 1)"),
    (lambda x, y: (x - y) - 1, "x - y - 1"),
    (lambda x, y: x / (y * 2), "x / (y * 2)"),
    (lambda x, y: -(x + y), "-(x + y)"),
    (lambda x, y: (-x) * y, "-x * y"),
    (lambda x, y: (x + y) ** 2, "(x + y) ** 2"),
    (lambda x, _: tf.exp(x) * 3, "exp(x) * 3"),
    (lambda x, _: tf.reduce_sum(x, axis=0) if x.shape.ndims else x, "x"),
]


def _variables() -> tuple[Any, Any]:
    return tf.Variable(3.0, name="x"), tf.Variable(4.0, name="y")


@pytest.mark.parametrize(("build", "written"), FORMULAS)
def test_formula(build: Any, written: str) -> None:
    with tf.Graph().as_default():
        built = build(*_variables())
        assert formula(tf.convert_to_tensor(built)) == written


def test_a_long_formula_ends_and_a_deep_one_needs_no_recursion() -> None:
    with tf.Graph().as_default():
        x, _ = _variables()
        f = x * 1
        for _ in range(5000):
            f = f + f
        assert len(formula(f)) < 1000
        assert "…" in formula(f)
        assert uses(f, x)


def test_variables_beside_the_known() -> None:
    with tf.Graph().as_default():
        x, y = _variables()
        z = tf.Variable(1.0, name="z")
        assert other_variables(x * y + z, x, y) == ["z"]
        assert other_variables(x * y, x, y) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.float32(2.5), "the NumPy number 2.5"),
        (np.array(3), "the NumPy number 3"),
        (np.zeros((2, 3)), "a NumPy array of shape (2, 3)"),
        (None, "None"),
        (True, "the truth value True"),
        (len, "the function len itself (call it)"),
        (int, "the class int itself (call it)"),
        ("a\nb", r"the text 'a\nb'"),
    ],
)
def test_kind(value: Any, text: str) -> None:
    assert kind(value) == text


def test_nothing_long_and_no_address_is_shown() -> None:
    assert len(shown("x" * 10_000)) <= 60
    assert len(shown(np.zeros((300, 300)))) <= 60
    assert len(shown(list(range(10_000)))) <= 60
    assert shown(np.float32(14 / 3)) == "4.6666665"
    assert shown(object()) == "an object of type object"
    assert shown([object()]) == "an object of type list"
