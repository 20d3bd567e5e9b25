"""Gradients of functions of symmetric matrices, along symmetric directions.

TensorFlow's rule of the Cholesky factor is symmetric, while the kernel reads a
triangle: the table's directions, which are not symmetric, cannot try it.
"""

from __future__ import annotations

import numpy as np
import pytest

import teachflow as tf
from tests.ops.sample import reals

STEP = 1e-6
WEIGHTS = reals(3, 3, seed=5)


def definite(seed: int) -> np.ndarray:
    """A symmetric matrix of positive eigenvalues."""
    x = reals(3, 3, seed=seed) + 2 * np.eye(3)
    return x @ x.T


def objective(a: tf.Tensor) -> tf.Tensor:
    return tf.reduce_sum(WEIGHTS * tf.linalg.cholesky(a) ** 2)


def slope(matrix: np.ndarray) -> np.ndarray:
    a = tf.constant(matrix)
    with tf.GradientTape() as tape:
        tape.watch(a)
        y = objective(a)
    return tape.gradient(y, a).numpy()


@pytest.mark.parametrize("seed", range(3))
def test_first_order(seed: int) -> None:
    x, along = definite(seed), reals(3, 3, seed=seed + 9)
    along = along + along.T
    ends = [objective(tf.constant(x + sign * STEP * along)).numpy() for sign in (1, -1)]
    measured = (ends[0] - ends[1]) / (2 * STEP)
    assert np.sum(slope(x) * along) == pytest.approx(measured, rel=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_second_order(seed: int) -> None:
    x, along = definite(seed), reals(3, 3, seed=seed + 9)
    along = along + along.T
    a = tf.constant(x)
    with tf.GradientTape() as outer:
        outer.watch(a)
        with tf.GradientTape() as inner:
            inner.watch(a)
            y = objective(a)
        turned = tf.reduce_sum(inner.gradient(y, a) * along)
    second = np.sum(outer.gradient(turned, a).numpy() * along)
    ends = [np.sum(slope(x + sign * STEP * along) * along) for sign in (1, -1)]
    assert second == pytest.approx((ends[0] - ends[1]) / (2 * STEP), rel=1e-5)
