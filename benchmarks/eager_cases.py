"""The cases of the eager face: once for TensorFlow 2, by hand in NumPy, and in PyTorch.

A case makes a function that does the work once. The face may be TeachFlow's or
TensorFlow's: the same code runs on both.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.cases import BATCH, FEATURES, RATE, Work, data

ROUNDS_OF_CHAIN, SLOW, FAST = 5, np.float32(0.1), np.float32(2.0)


def chain(tf: Any) -> Work:
    """Value and slope of twenty scalar operations, y = 0.1 y² + 2 y five times."""
    x = tf.Variable(0.5)

    def work() -> Any:
        with tf.GradientTape() as tape:
            y = x
            for _ in range(ROUNDS_OF_CHAIN):
                y = y * y * 0.1 + 2.0 * y
        return tape.gradient(y, x)

    return work


def chain_numpy() -> Work:
    """The same with the slope carried along by hand."""
    x = np.float32(0.5)

    def work() -> Any:
        y, slope = x, np.float32(1.0)
        for _ in range(ROUNDS_OF_CHAIN):
            slope = slope * (FAST * SLOW * y + FAST)
            y = y * y * SLOW + FAST * y
        return slope

    return work


def chain_torch(torch: Any) -> Work:
    """The same in PyTorch."""
    x = torch.tensor(0.5, requires_grad=True)

    def work() -> Any:
        y = x
        for _ in range(ROUNDS_OF_CHAIN):
            y = y * y * 0.1 + 2.0 * y
        return torch.autograd.grad(y, x)[0]

    return work


def batch(tf: Any) -> Work:
    """One step of gradient descent on a mini-batch."""
    x_data, y_data = (array[:BATCH] for array in data())
    x, y = tf.constant(x_data), tf.constant(y_data)
    theta = tf.Variable(tf.zeros([FEATURES + 1, 1]))

    def work() -> None:
        with tf.GradientTape() as tape:
            error = tf.matmul(x, theta) - y
            mse = tf.reduce_mean(tf.square(error))
        theta.assign_sub(RATE * tape.gradient(mse, theta))

    return work


def batch_numpy() -> Work:
    """The same step by hand."""
    x, y = (array[:BATCH] for array in data())
    theta = np.zeros((FEATURES + 1, 1), np.float32)

    def work() -> None:
        nonlocal theta
        error = x @ theta - y
        np.mean(np.square(error))
        theta = theta - np.float32(RATE) * (np.float32(2 / BATCH) * (x.T @ error))

    return work


def batch_torch(torch: Any) -> Work:
    """The same step in PyTorch."""
    x, y = (torch.from_numpy(array[:BATCH].copy()) for array in data())
    theta = torch.zeros((FEATURES + 1, 1), requires_grad=True)

    def work() -> None:
        error = torch.matmul(x, theta) - y
        mse = torch.mean(torch.square(error))
        (slope,) = torch.autograd.grad(mse, theta)
        with torch.no_grad():
            theta.sub_(RATE * slope)

    return work


def product(tf: Any) -> Work:
    """One product of two scalars."""
    x, y = tf.constant(2.0), tf.constant(3.0)
    return lambda: x * y


def product_numpy() -> Work:
    """The same on NumPy scalars."""
    x, y = np.float32(2.0), np.float32(3.0)
    return lambda: x * y


def product_torch(torch: Any) -> Work:
    """The same in PyTorch."""
    x, y = torch.tensor(2.0), torch.tensor(3.0)
    return lambda: x * y


EAGER_CASES: dict[str, tuple[Any, Any, Any, int]] = {
    "x * y of scalars": (product, product_numpy, product_torch, 20_000),
    "slope of 20 scalar ops": (chain, chain_numpy, chain_torch, 1000),
    "tape on 100 x 9": (batch, batch_numpy, batch_torch, 1000),
}
"""Name to (with a face, by hand, in PyTorch, repetitions of one measurement)."""
