"""The cases: each written once for a TensorFlow 1 face and once by hand in NumPy.

A case makes a function that does the work once. The face may be TeachFlow's or
TensorFlow's: the same code runs on both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Work = Callable[[], Any]

ROWS, FEATURES, BATCH, RATE = 20_640, 8, 100, 0.01


def data() -> tuple[Any, Any]:
    """A linear problem of the size of the California housing set, bias column first."""
    rng = np.random.default_rng(42)
    x = rng.normal(size=(ROWS, FEATURES))
    y = x @ rng.normal(size=(FEATURES, 1)) + rng.normal(size=(ROWS, 1))
    return np.c_[np.ones((ROWS, 1)), x].astype(np.float32), y.astype(np.float32)


def scalar(tf: Any) -> Work:
    """One run of x*x*y + y + 2."""
    with tf.Graph().as_default() as graph:
        x, y = tf.Variable(3, name="x"), tf.Variable(4, name="y")
        f = x * x * y + y + 2
        session = tf.Session(graph=graph)
        session.run(tf.global_variables_initializer())
    return lambda: session.run(f)


def scalar_numpy() -> Work:
    """The same on NumPy scalars."""
    x, y, two = np.int32(3), np.int32(4), np.int32(2)
    return lambda: x * x * y + y + two


def full_batch(tf: Any) -> Work:
    """One step of gradient descent on all rows, which are a constant of the graph."""
    x_data, y_data = data()
    with tf.Graph().as_default() as graph:
        x, y = tf.constant(x_data), tf.constant(y_data)
        step, init = _descent(tf, x, y)
        session = tf.Session(graph=graph)
        session.run(init)
    return lambda: session.run(step)


def full_batch_numpy() -> Work:
    """The same step by hand."""
    x, y = data()
    theta = np.zeros((FEATURES + 1, 1), np.float32)
    return lambda: _step_by_hand(x, y, theta)


def mini_batch(tf: Any) -> Work:
    """One step of gradient descent on 100 rows that are fed."""
    x_data, y_data = (array[:BATCH] for array in data())
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, shape=(None, FEATURES + 1), name="X")
        y = tf.placeholder(tf.float32, shape=(None, 1), name="y")
        step, init = _descent(tf, x, y)
        session = tf.Session(graph=graph)
        session.run(init)
    return lambda: session.run(step, feed_dict={x: x_data, y: y_data})


def mini_batch_numpy() -> Work:
    """The same step by hand."""
    x, y = (array[:BATCH] for array in data())
    theta = np.zeros((FEATURES + 1, 1), np.float32)
    return lambda: _step_by_hand(x, y, theta)


def _descent(tf: Any, x: Any, y: Any) -> tuple[Any, Any]:
    theta = tf.Variable(tf.zeros([FEATURES + 1, 1]), name="theta")
    error = tf.matmul(x, theta) - y
    mse = tf.reduce_mean(tf.square(error))
    step = tf.train.GradientDescentOptimizer(RATE).minimize(mse)
    return step, tf.global_variables_initializer()


def _step_by_hand(x: Any, y: Any, theta: Any) -> None:
    error = x @ theta - y
    theta -= np.float32(RATE) * (np.float32(2 / len(x)) * (x.T @ error))


CASES: dict[str, tuple[Callable[[Any], Work], Callable[[], Work], int]] = {
    "run x*x*y + y + 2": (scalar, scalar_numpy, 4000),
    "full batch 20,640 x 9": (full_batch, full_batch_numpy, 200),
    "mini-batch 100 x 9": (mini_batch, mini_batch_numpy, 2000),
}
"""Name to (with a face, by hand, repetitions of one measurement)."""
