"""Losses of numbers: how far a prediction is from the truth, for each sample."""

from __future__ import annotations

import math
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.config import epsilon
from teachflow.keras.losses.reduction import to_same_rank
from teachflow.keras.tensors import tensor


def alike(y_true: Any, y_pred: Any) -> tuple[Any, Any]:
    """Both as tensors of the prediction's dtype and of one rank."""
    y_pred = tf.convert_to_tensor(y_pred)
    return to_same_rank(tensor(y_true, y_pred.dtype), y_pred)


def mean_squared_error(y_true: Any, y_pred: Any) -> Any:
    """The mean of the squared differences over the last axis.

    Source: tf.keras.losses.mse.

    >>> import teachflow as tf
    >>> tf.keras.losses.mse([[0.0, 1.0]], [[1.0, 4.0]]).numpy()
    array([5.], dtype=float32)
    """
    y_true, y_pred = alike(y_true, y_pred)
    return tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)


def mean_absolute_error(y_true: Any, y_pred: Any) -> Any:
    """The mean of the absolute differences over the last axis.

    Source: tf.keras.losses.mae.

    >>> import teachflow as tf
    >>> tf.keras.losses.mae([[0.0, 1.0]], [[1.0, 4.0]]).numpy()
    array([2.], dtype=float32)
    """
    y_true, y_pred = alike(y_true, y_pred)
    return tf.reduce_mean(tf.abs(y_true - y_pred), axis=-1)


def mean_absolute_percentage_error(y_true: Any, y_pred: Any) -> Any:
    """The mean difference in percent of the truth, over the last axis.

    Source: tf.keras.losses.mape.

    >>> import teachflow as tf
    >>> tf.keras.losses.mape([[2.0, 4.0]], [[1.0, 4.0]]).numpy()
    array([25.], dtype=float32)
    """
    y_true, y_pred = alike(y_true, y_pred)
    size = tf.maximum(tf.abs(y_true), tensor(epsilon(), y_pred.dtype))
    return 100.0 * tf.reduce_mean(tf.abs((y_true - y_pred) / size), axis=-1)


def mean_squared_logarithmic_error(y_true: Any, y_pred: Any) -> Any:
    """The mean of ``(log(y_true + 1) - log(y_pred + 1)) ** 2`` over the last axis.

    Source: tf.keras.losses.msle.

    >>> import teachflow as tf
    >>> tf.keras.losses.msle([[0.0, 1.0]], [[0.0, 1.0]]).numpy()
    array([0.], dtype=float32)
    """
    y_true, y_pred = alike(y_true, y_pred)
    small = tensor(epsilon(), y_pred.dtype)
    first = tf.math.log(tf.maximum(y_pred, small) + 1.0)
    second = tf.math.log(tf.maximum(y_true, small) + 1.0)
    return tf.reduce_mean(tf.square(first - second), axis=-1)


def normalized(x: Any, axis: int) -> Any:
    """``x`` divided by its Euclidean length along ``axis``."""
    squares = tf.reduce_sum(tf.square(x), axis=axis, keepdims=True)
    return x * tf.minimum(tf.math.rsqrt(squares), tensor(1.0 / epsilon(), x.dtype))


def cosine_similarity(y_true: Any, y_pred: Any, axis: int = -1) -> Any:
    """The cosine of the angle between both, negated: -1 where they are parallel.

    Source: tf.keras.losses.cosine_similarity.

    >>> import teachflow as tf
    >>> loss = tf.keras.losses.cosine_similarity([[0.0, 1.0]], [[0.0, 2.0]])
    >>> loss.numpy()
    array([-1.], dtype=float32)
    """
    y_true, y_pred = alike(y_true, y_pred)
    product = normalized(y_true, axis) * normalized(y_pred, axis)
    return -tf.reduce_sum(product, axis=axis)


def huber(y_true: Any, y_pred: Any, delta: float = 1.0) -> Any:
    """Half the square of small differences, linear beyond ``delta``; the mean of them.

    Source: tf.keras.losses.huber; Huber (1964).

    >>> import teachflow as tf
    >>> tf.keras.losses.huber([[0.0, 0.0]], [[1.0, 3.0]]).numpy()
    array([1.5], dtype=float32)
    """
    y_true, y_pred = alike(y_true, y_pred)
    error = tf.subtract(y_pred, y_true)
    size = tf.abs(error)
    delta = tensor(delta, y_pred.dtype)
    half = tensor(0.5, y_pred.dtype)
    small, large = half * tf.square(error), delta * size - half * tf.square(delta)
    return tf.reduce_mean(tf.where(size <= delta, small, large), axis=-1)


def log_cosh(y_true: Any, y_pred: Any) -> Any:
    """The mean of ``log(cosh(y_pred - y_true))`` over the last axis.

    Source: tf.keras.losses.logcosh.

    >>> import teachflow as tf
    >>> tf.keras.losses.logcosh([[0.0]], [[0.0]]).numpy()
    array([0.], dtype=float32)
    """
    y_true, y_pred = alike(y_true, y_pred)
    error = y_pred - y_true
    values = error + tf.math.softplus(error * -2.0) - tensor(math.log(2.0), error.dtype)
    return tf.reduce_mean(values, axis=-1)


def signs(y_true: Any) -> Any:
    """Labels 0 and 1 as -1 and 1; others as they are."""
    binary = tf.reduce_all(tf.logical_or(tf.equal(y_true, 0.0), tf.equal(y_true, 1.0)))
    return tf.where(binary, 2.0 * y_true - 1.0, y_true)


def hinge(y_true: Any, y_pred: Any) -> Any:
    """The mean of ``max(1 - y_true * y_pred, 0)``; labels are -1 and 1, or 0 and 1.

    Source: tf.keras.losses.hinge.

    >>> import teachflow as tf
    >>> tf.keras.losses.hinge([[0.0, 1.0]], [[0.5, 0.5]]).numpy()
    array([1.], dtype=float32)
    """
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = signs(tf.cast(y_true, y_pred.dtype))
    return tf.reduce_mean(tf.maximum(1.0 - y_true * y_pred, 0.0), axis=-1)


def squared_hinge(y_true: Any, y_pred: Any) -> Any:
    """The mean of ``max(1 - y_true * y_pred, 0) ** 2``; labels as ``hinge``'s.

    Source: tf.keras.losses.squared_hinge.

    >>> import teachflow as tf
    >>> tf.keras.losses.squared_hinge([[0.0, 1.0]], [[0.0, 1.0]]).numpy()
    array([0.5], dtype=float32)
    """
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = signs(tf.cast(y_true, y_pred.dtype))
    return tf.reduce_mean(tf.square(tf.maximum(1.0 - y_true * y_pred, 0.0)), axis=-1)


def categorical_hinge(y_true: Any, y_pred: Any) -> Any:
    """``max(neg - pos + 1, 0)``: how near another class is to the true one.

    Source: tf.keras.losses.categorical_hinge.

    >>> import teachflow as tf
    >>> tf.keras.losses.categorical_hinge([[0.0, 1.0]], [[1.0, 0.5]]).numpy()
    array([1.5], dtype=float32)
    """
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tf.cast(y_true, y_pred.dtype)
    positive = tf.reduce_sum(y_true * y_pred, axis=-1)
    negative = tf.reduce_max((1.0 - y_true) * y_pred, axis=-1)
    return tf.maximum(negative - positive + 1.0, 0.0)
