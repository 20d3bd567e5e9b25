"""``keras.ops``: the functions of networks."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.config import floatx as _floatx
from teachflow.keras.config import standardize_dtype as _standardize_dtype
from teachflow.keras.ops.dispatch import keras_op as _op


def _relu(x: Any) -> Any:
    """``max(x, 0)``."""
    return tf.nn.relu(x)


def _sigmoid(x: Any) -> Any:
    """``1 / (1 + exp(-x))``."""
    return tf.sigmoid(x)


def _softmax(x: Any, axis: int = -1) -> Any:
    """Exponentials, summing to one along an axis."""
    return tf.nn.softmax(x, axis)


def _log_softmax(x: Any, axis: int = -1) -> Any:
    """The logarithm of ``softmax``."""
    return tf.nn.log_softmax(x, axis)


def _softplus(x: Any) -> Any:
    """``log(1 + exp(x))``."""
    return tf.nn.softplus(x)


def _elu(x: Any) -> Any:
    """``x``, below zero ``exp(x) - 1``."""
    return tf.nn.elu(x)


def _leaky_relu(x: Any, negative_slope: float = 0.2) -> Any:
    """``x``, below zero times a slope."""
    return tf.nn.leaky_relu(x, negative_slope)


def _silu(x: Any) -> Any:
    """``x * sigmoid(x)``."""
    return tf.nn.silu(x)


def _one_hot(x: Any, num_classes: int, axis: int = -1, dtype: Any = None) -> Any:
    """A one at each index, else zeros."""
    kind = _standardize_dtype(dtype or _floatx())
    return tf.one_hot(tf.cast(x, tf.int32), num_classes, axis=axis, dtype=kind)


def _normalize(x: Any, axis: int = -1, order: int = 2, epsilon: float = 1e-12) -> Any:
    """``x`` with norm one along an axis."""
    if order == 2:
        return tf.math.l2_normalize(x, axis, epsilon)
    norms = tf.norm(x, order, axis, keepdims=True)
    return x / tf.maximum(norms, epsilon)


def _moments(x: Any, axes: Any, keepdims: bool = False) -> Any:
    """Means and variances over the axes."""
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
