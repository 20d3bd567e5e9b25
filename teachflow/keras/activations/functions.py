"""The activations, each a function of a tensor or of a symbolic tensor."""

from __future__ import annotations

import math
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.logits import remember_logits
from teachflow.keras.ops.dispatch import keras_op


def _tensor(x: Any) -> Any:
    x = tf.convert_to_tensor(x)
    return x if x.dtype.is_floating else tf.cast(x, tf.float32)


@keras_op
def relu(
    x: Any,
    negative_slope: float = 0.0,
    max_value: float | None = None,
    threshold: float = 0.0,
) -> Any:
    """``max(x, 0)``, or with a slope below, an upper bound, another threshold.

    Source: tf.keras.activations.relu.

    >>> import teachflow as tf
    >>> tf.keras.activations.relu(tf.constant([-2.0, 3.0]), 0.5).numpy()
    array([-1.,  3.], dtype=float32)
    """
    x = tf.convert_to_tensor(x)
    if negative_slope and max_value is None and threshold == 0:
        return tf.nn.leaky_relu(x, negative_slope)
    below = tf.nn.relu(threshold - x) if negative_slope else None
    if threshold:
        x = tf.where(x > threshold, x, tf.zeros_like(x))
    elif max_value == 6:
        x = tf.nn.relu6(x)
    else:
        x = tf.nn.relu(x)
    if max_value is not None and (threshold or max_value != 6):
        zero = tf.cast(0.0, x.dtype)
        x = tf.clip_by_value(x, zero, tf.cast(max_value, x.dtype))
    return x if below is None else x - negative_slope * below


@keras_op
def leaky_relu(x: Any, negative_slope: float = 0.2) -> Any:
    """``x``, below zero times a slope. Source: tf.keras.activations.leaky_relu.

    >>> import teachflow as tf
    >>> tf.keras.activations.leaky_relu([-1.0, 2.0]).numpy()
    array([-0.2,  2. ], dtype=float32)
    """
    return tf.nn.leaky_relu(_tensor(x), negative_slope)


@keras_op
def relu6(x: Any) -> Any:
    """``min(max(x, 0), 6)``. Source: tf.keras.activations.relu6.

    >>> import teachflow as tf
    >>> tf.keras.activations.relu6([-1.0, 9.0]).numpy()
    array([0., 6.], dtype=float32)
    """
    return tf.nn.relu6(_tensor(x))


@keras_op
def softmax(x: Any, axis: Any = -1) -> Any:
    """Exponentials, summing to one along an axis (or several).

    Source: tf.keras.activations.softmax.

    >>> import teachflow as tf
    >>> tf.keras.activations.softmax(tf.constant([[0.0, 0.0]])).numpy()
    array([[0.5, 0.5]], dtype=float32)
    """
    x = _tensor(x)
    if isinstance(axis, (list, tuple)):
        shifted = tf.exp(x - tf.reduce_max(x, axis=axis, keepdims=True))
        return shifted / tf.reduce_sum(shifted, axis=axis, keepdims=True)
    return remember_logits(tf.nn.softmax(x, axis), x)


@keras_op
def log_softmax(x: Any, axis: int = -1) -> Any:
    """The logarithm of ``softmax``. Source: tf.keras.activations.log_softmax.

    >>> import teachflow as tf
    >>> tf.keras.activations.log_softmax([[1.0, 1.0]]).numpy().round(3)
    array([[-0.693, -0.693]], dtype=float32)
    """
    return tf.nn.log_softmax(_tensor(x), axis)


@keras_op
def elu(x: Any, alpha: float = 1.0) -> Any:
    """``x``, below zero ``alpha (exp(x) - 1)``. Source: tf.keras.activations.elu.

    >>> import teachflow as tf
    >>> tf.keras.activations.elu([-1.0, 2.0]).numpy().round(3)
    array([-0.632,  2.   ], dtype=float32)
    """
    x = _tensor(x)
    found = tf.nn.elu(x)
    return found if alpha == 1 else tf.where(x > 0, found, alpha * found)


@keras_op
def selu(x: Any) -> Any:
    """A scaled ``elu``, which keeps variances. Source: tf.keras.activations.selu.

    >>> import teachflow as tf
    >>> tf.keras.activations.selu([-1.0, 2.0]).numpy().round(3)
    array([-1.111,  2.101], dtype=float32)
    """
    return tf.nn.selu(_tensor(x))


@keras_op
def celu(x: Any, alpha: float = 1.0) -> Any:
    """``max(x, 0) + min(0, alpha (exp(x/alpha) - 1))``.

    Source: tf.keras.activations.celu.

    >>> import teachflow as tf
    >>> tf.keras.activations.celu([-1.0, 2.0]).numpy().round(3)
    array([-0.632,  2.   ], dtype=float32)
    """
    x = _tensor(x)
    below = alpha * tf.math.expm1(tf.minimum(x, 0.0) / alpha)
    return tf.maximum(x, 0.0) + below


@keras_op
def softplus(x: Any) -> Any:
    """``log(1 + exp(x))``. Source: tf.keras.activations.softplus.

    >>> import teachflow as tf
    >>> tf.keras.activations.softplus([0.0, 20.0]).numpy().round(3)
    array([ 0.693, 20.   ], dtype=float32)
    """
    return tf.nn.softplus(_tensor(x))


@keras_op
def softsign(x: Any) -> Any:
    """``x / (1 + |x|)``. Source: tf.keras.activations.softsign.

    >>> import teachflow as tf
    >>> tf.keras.activations.softsign([-1.0, 3.0]).numpy()
    array([-0.5 ,  0.75], dtype=float32)
    """
    return tf.nn.softsign(_tensor(x))


@keras_op
def soft_shrink(x: Any, threshold: float = 0.5) -> Any:
    """``x`` drawn towards zero. Source: tf.keras.activations.soft_shrink.

    >>> import teachflow as tf
    >>> tf.keras.activations.soft_shrink(tf.constant([0.4, 2.0])).numpy()
    array([0. , 1.5], dtype=float32)
    """
    x = _tensor(x)
    zero = tf.zeros_like(x)
    low = tf.where(x < -threshold, x + threshold, zero)
    return tf.where(x > threshold, x - threshold, low)


@keras_op
def hard_shrink(x: Any, threshold: float = 0.5) -> Any:
    """``x``, zero near zero. Source: tf.keras.activations.hard_shrink.

    >>> import teachflow as tf
    >>> tf.keras.activations.hard_shrink([0.4, 2.0]).numpy()
    array([0., 2.], dtype=float32)
    """
    x = _tensor(x)
    return tf.where(tf.abs(x) > threshold, x, tf.zeros_like(x))


@keras_op
def threshold(x: Any, threshold: float, default_value: float) -> Any:
    """``x`` above the threshold, else ``default_value``.

    Source: tf.keras.activations.threshold.

    >>> import teachflow as tf
    >>> tf.keras.activations.threshold(tf.constant([0.5, 2.0]), 1.0, 9.0).numpy()
    array([9., 2.], dtype=float32)
    """
    x = _tensor(x)
    return tf.where(x > threshold, x, default_value * tf.ones_like(x))


@keras_op
def sparse_plus(x: Any) -> Any:
    """0 below -1, ``x`` above 1, a parabola between.

    Source: tf.keras.activations.sparse_plus.

    >>> import teachflow as tf
    >>> tf.keras.activations.sparse_plus(tf.constant([-2.0, 2.0])).numpy()
    array([0., 2.], dtype=float32)
    """
    x = _tensor(x)
    between = tf.where(x < 1, (x + 1) ** 2 / 4, x)
    return tf.where(x <= -1, tf.zeros_like(x), between)


@keras_op
def silu(x: Any) -> Any:
    """``x * sigmoid(x)``. Source: tf.keras.activations.silu.

    >>> import teachflow as tf
    >>> tf.keras.activations.silu([-1.0, 2.0]).numpy().round(3)
    array([-0.269,  1.762], dtype=float32)
    """
    return tf.nn.silu(_tensor(x))


@keras_op
def squareplus(x: Any, b: float = 4) -> Any:
    """``(x + sqrt(x² + b)) / 2``. Source: tf.keras.activations.squareplus.

    >>> import teachflow as tf
    >>> tf.keras.activations.squareplus([0.0]).numpy()
    array([1.], dtype=float32)
    """
    x = _tensor(x)
    return (x + tf.sqrt(x * x + b)) / 2


@keras_op
def gelu(x: Any, approximate: bool = False) -> Any:
    """``x`` times the normal distribution. Source: tf.keras.activations.gelu.

    >>> import teachflow as tf
    >>> tf.keras.activations.gelu([-1.0, 2.0]).numpy().round(3)
    array([-0.159,  1.954], dtype=float32)
    """
    x = _tensor(x)
    if approximate:
        inner = math.sqrt(2 / math.pi) * (x + 0.044715 * x * x * x)
        return 0.5 * x * (1.0 + tf.tanh(inner))
    return 0.5 * x * (1.0 + tf.math.erf(x / math.sqrt(2.0)))


@keras_op
def glu(x: Any, axis: int = -1) -> Any:
    """One half of ``x`` times the sigmoid of the other.

    Source: tf.keras.activations.glu.

    >>> import teachflow as tf
    >>> tf.keras.activations.glu(tf.constant([3.0, 0.0])).numpy()
    array([1.5], dtype=float32)
    """
    first, second = tf.split(_tensor(x), 2, axis)
    return first * tf.sigmoid(second)


@keras_op
def tanh(x: Any) -> Any:
    """The hyperbolic tangent. Source: tf.keras.activations.tanh.

    >>> import teachflow as tf
    >>> tf.keras.activations.tanh([0.0, 1.0]).numpy().round(3)
    array([0.   , 0.762], dtype=float32)
    """
    return tf.tanh(_tensor(x))


@keras_op
def tanh_shrink(x: Any) -> Any:
    """``x - tanh(x)``. Source: tf.keras.activations.tanh_shrink.

    >>> import teachflow as tf
    >>> tf.keras.activations.tanh_shrink([0.0, 1.0]).numpy().round(3)
    array([0.   , 0.238], dtype=float32)
    """
    x = _tensor(x)
    return x - tf.tanh(x)


@keras_op
def hard_tanh(x: Any) -> Any:
    """``x`` between -1 and 1. Source: tf.keras.activations.hard_tanh.

    >>> import teachflow as tf
    >>> tf.keras.activations.hard_tanh([-3.0, 0.5]).numpy()
    array([-1. ,  0.5], dtype=float32)
    """
    return tf.clip_by_value(_tensor(x), -1.0, 1.0)


@keras_op
def sigmoid(x: Any) -> Any:
    """``1 / (1 + exp(-x))``. Source: tf.keras.activations.sigmoid.

    >>> import teachflow as tf
    >>> tf.keras.activations.sigmoid(tf.constant([0.0])).numpy()
    array([0.5], dtype=float32)
    """
    x = _tensor(x)
    return remember_logits(tf.sigmoid(x), x)


@keras_op
def exponential(x: Any) -> Any:
    """``exp(x)``. Source: tf.keras.activations.exponential.

    >>> import teachflow as tf
    >>> tf.keras.activations.exponential([0.0, 1.0]).numpy().round(3)
    array([1.   , 2.718], dtype=float32)
    """
    return tf.exp(_tensor(x))


@keras_op
def hard_sigmoid(x: Any) -> Any:
    """``x/6 + 1/2`` between 0 and 1. Source: tf.keras.activations.hard_sigmoid.

    >>> import teachflow as tf
    >>> tf.keras.activations.hard_sigmoid([-3.0, 0.0]).numpy()
    array([0. , 0.5], dtype=float32)
    """
    return tf.clip_by_value(_tensor(x) / 6.0 + 0.5, 0.0, 1.0)


@keras_op
def log_sigmoid(x: Any) -> Any:
    """The logarithm of ``sigmoid``. Source: tf.keras.activations.log_sigmoid.

    >>> import teachflow as tf
    >>> tf.keras.activations.log_sigmoid([0.0]).numpy().round(3)
    array([-0.693], dtype=float32)
    """
    return -tf.nn.softplus(-_tensor(x))


@keras_op
def sparse_sigmoid(x: Any) -> Any:
    """``(x + 1)/2`` between 0 and 1. Source: tf.keras.activations.sparse_sigmoid.

    >>> import teachflow as tf
    >>> tf.keras.activations.sparse_sigmoid([-2.0, 0.0]).numpy()
    array([0. , 0.5], dtype=float32)
    """
    return tf.clip_by_value((_tensor(x) + 1.0) / 2.0, 0.0, 1.0)


@keras_op
def hard_silu(x: Any) -> Any:
    """``x * hard_sigmoid(x)``. Source: tf.keras.activations.hard_silu.

    >>> import teachflow as tf
    >>> tf.keras.activations.hard_silu([-3.0, 3.0]).numpy()
    array([-0.,  3.], dtype=float32)
    """
    x = _tensor(x)
    return x * tf.clip_by_value(x / 6.0 + 0.5, 0.0, 1.0)


@keras_op
def mish(x: Any) -> Any:
    """``x * tanh(softplus(x))``. Source: tf.keras.activations.mish.

    >>> import teachflow as tf
    >>> tf.keras.activations.mish([-1.0, 2.0]).numpy().round(3)
    array([-0.303,  1.944], dtype=float32)
    """
    x = _tensor(x)
    return x * tf.tanh(tf.nn.softplus(x))


def linear(x: Any) -> Any:
    """``x``. Source: tf.keras.activations.linear.

    >>> import teachflow as tf
    >>> tf.keras.activations.linear(tf.constant([-1.0, 2.0])).numpy()
    array([-1.,  2.], dtype=float32)
    """
    return x
