"""``keras.ops``: the functions of networks."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.config import floatx as _floatx
from teachflow.keras.config import standardize_dtype as _standardize_dtype
from teachflow.keras.ops.dispatch import keras_op as _op


def _relu(x: Any) -> Any:
    """Returns ``max(x, 0)``. Source: tf.keras.ops.relu.

    >>> import teachflow as tf
    >>> tf.keras.ops.relu([-1.0, 2.0]).numpy()
    array([0., 2.], dtype=float32)
    """
    return tf.nn.relu(x)


def _sigmoid(x: Any) -> Any:
    """Returns ``1 / (1 + exp(-x))``. Source: tf.keras.ops.sigmoid.

    >>> import teachflow as tf
    >>> tf.keras.ops.sigmoid([0.0]).numpy()
    array([0.5], dtype=float32)
    """
    return tf.sigmoid(x)


def _softmax(x: Any, axis: int = -1) -> Any:
    """Returns exponentials that sum to one along ``axis``.

    Source: tf.keras.ops.softmax.

    >>> import teachflow as tf
    >>> tf.keras.ops.softmax([1.0, 1.0]).numpy()
    array([0.5, 0.5], dtype=float32)
    """
    return tf.nn.softmax(x, axis)


def _log_softmax(x: Any, axis: int = -1) -> Any:
    """Returns the logarithm of ``softmax`` along ``axis``.

    Source: tf.keras.ops.log_softmax.

    >>> import teachflow as tf
    >>> tf.keras.ops.log_softmax([3.0]).numpy()
    array([0.], dtype=float32)
    """
    return tf.nn.log_softmax(x, axis)


def _softplus(x: Any) -> Any:
    """Returns ``log(1 + exp(x))``. Source: tf.keras.ops.softplus.

    >>> import teachflow as tf
    >>> tf.keras.ops.softplus([100.0]).numpy()
    array([100.], dtype=float32)
    """
    return tf.nn.softplus(x)


def _elu(x: Any) -> Any:
    """Returns ``x``, below zero ``exp(x) - 1``. Source: tf.keras.ops.elu.

    >>> import teachflow as tf
    >>> tf.keras.ops.elu([0.0, 2.0]).numpy()
    array([0., 2.], dtype=float32)
    """
    return tf.nn.elu(x)


def _leaky_relu(x: Any, negative_slope: float = 0.2) -> Any:
    """Returns ``x``, below zero ``negative_slope * x``.

    Source: tf.keras.ops.leaky_relu.

    >>> import teachflow as tf
    >>> tf.keras.ops.leaky_relu([-1.0, 2.0], 0.5).numpy()
    array([-0.5,  2. ], dtype=float32)
    """
    return tf.nn.leaky_relu(x, negative_slope)


def _silu(x: Any) -> Any:
    """Returns ``x * sigmoid(x)``. Source: tf.keras.ops.silu.

    >>> import teachflow as tf
    >>> tf.keras.ops.silu([0.0]).numpy()
    array([0.], dtype=float32)
    """
    return tf.nn.silu(x)


def _one_hot(x: Any, num_classes: int, axis: int = -1, dtype: Any = None) -> Any:
    """Returns a one at each index, else zeros, along a new axis.

    Source: tf.keras.ops.one_hot.

    >>> import teachflow as tf
    >>> tf.keras.ops.one_hot([1], 3).numpy()
    array([[0., 1., 0.]], dtype=float32)
    """
    kind = _standardize_dtype(dtype or _floatx())
    return tf.one_hot(tf.cast(x, tf.int32), num_classes, axis=axis, dtype=kind)


def _normalize(x: Any, axis: int = -1, order: int = 2, epsilon: float = 1e-12) -> Any:
    """Returns ``x`` divided by its norm of that ``order`` along ``axis``.

    A norm below ``epsilon`` counts as ``epsilon``. Source: tf.keras.ops.normalize.

    >>> import teachflow as tf
    >>> tf.keras.ops.normalize([3.0, 4.0]).numpy()
    array([0.6, 0.8], dtype=float32)
    """
    if order == 2:
        return tf.math.l2_normalize(x, axis, epsilon)
    norms = tf.norm(x, order, axis, keepdims=True)
    return x / tf.maximum(norms, epsilon)


def _moments(x: Any, axes: Any, keepdims: bool = False) -> Any:
    """Returns the means and the variances over ``axes``. Source: tf.keras.ops.moments.

    >>> import teachflow as tf
    >>> mean, variance = tf.keras.ops.moments([1.0, 3.0], axes=[0])
    >>> float(mean), float(variance)
    (2.0, 1.0)
    """
    return tf.nn.moments(x, axes, keepdims=keepdims)


elu = _op(_elu, "elu")
leaky_relu = _op(_leaky_relu, "leaky_relu")
log_softmax = _op(_log_softmax, "log_softmax")
moments = _op(_moments, "moments")
normalize = _op(_normalize, "normalize")
one_hot = _op(_one_hot, "one_hot")
relu = _op(_relu, "relu")
sigmoid = _op(_sigmoid, "sigmoid")
silu = _op(_silu, "silu")
softmax = _op(_softmax, "softmax")
softplus = _op(_softplus, "softplus")

__all__ = [
    "elu",
    "leaky_relu",
    "log_softmax",
    "moments",
    "normalize",
    "one_hot",
    "relu",
    "sigmoid",
    "silu",
    "softmax",
    "softplus",
]
