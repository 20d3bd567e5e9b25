"""Random tensors of a seed: an int, a ``SeedGenerator``, or None."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.core import dtypes as dt
from teachflow.core import shape_rules
from teachflow.keras.config import standardize_dtype
from teachflow.keras.keras_tensor import KerasTensor
from teachflow.keras.random.seeds import draw_seed


def _kind(dtype: Any) -> Any:
    return dt.as_dtype(standardize_dtype(dtype))


def normal(
    shape: Any,
    mean: float = 0.0,
    stddev: float = 1.0,
    dtype: Any = None,
    seed: Any = None,
) -> Any:
    """Normal numbers. Source: tf.keras.random.normal.

    >>> import teachflow as tf
    >>> tf.keras.random.normal((2,), seed=1).numpy()
    array([ 0.1266503 , -0.49301657], dtype=float32)
    """
    return tf.random.stateless_normal(
        shape, draw_seed(seed), mean, stddev, _kind(dtype)
    )


def truncated_normal(
    shape: Any,
    mean: float = 0.0,
    stddev: float = 1.0,
    dtype: Any = None,
    seed: Any = None,
) -> Any:
    """Normal numbers within two deviations.

    Source: tf.keras.random.truncated_normal.

    >>> import teachflow as tf
    >>> tf.keras.random.truncated_normal((2, 3), seed=1).shape
    TensorShape([2, 3])
    """
    return tf.random.stateless_truncated_normal(
        shape, draw_seed(seed), mean, stddev, _kind(dtype)
    )


def uniform(
    shape: Any,
    minval: float = 0.0,
    maxval: float = 1.0,
    dtype: Any = None,
    seed: Any = None,
) -> Any:
    """Numbers from ``minval`` up to ``maxval``. Source: tf.keras.random.uniform.

    >>> import teachflow as tf
    >>> tf.keras.random.uniform((2, 3), seed=1).shape
    TensorShape([2, 3])
    """
    kind = _kind(dtype)
    return tf.random.stateless_uniform(
        shape, draw_seed(seed), tf.cast(minval, kind), tf.cast(maxval, kind), kind
    )


def randint(
    shape: Any, minval: int, maxval: int, dtype: Any = "int32", seed: Any = None
) -> Any:
    """Integers from ``minval`` to below ``maxval``. Source: tf.keras.random.randint.

    >>> import teachflow as tf
    >>> tf.keras.random.randint((2, 3), 0, 10, seed=1).shape
    TensorShape([2, 3])
    """
    kind = _kind(dtype)
    between = kind if kind in (dt.int32, dt.int64) else dt.int64
    drawn = tf.random.stateless_uniform(shape, draw_seed(seed), minval, maxval, between)
    return tf.cast(drawn, kind)


def categorical(
    logits: Any, num_samples: int, dtype: Any = "int32", seed: Any = None
) -> Any:
    """Indices drawn by log probabilities. Source: tf.keras.random.categorical.

    >>> import teachflow as tf
    >>> tf.keras.random.categorical([[0.0, 0.0]], 3, seed=1).shape
    TensorShape([1, 3])
    """
    drawn = tf.random.stateless_categorical(logits, num_samples, draw_seed(seed))
    return tf.cast(drawn, _kind(dtype))


def shuffle(x: Any, axis: int = 0, seed: Any = None) -> Any:
    """``x`` in another order along ``axis``. Source: tf.keras.random.shuffle.

    >>> import teachflow as tf
    >>> tf.keras.random.shuffle([1, 2, 3], seed=1).shape
    TensorShape([3])
    """
    drawn = tf.random.stateless_uniform([tf.shape(x)[axis]], draw_seed(seed))
    return tf.gather(x, tf.argsort(drawn), axis=axis)


def dropout(inputs: Any, rate: float, noise_shape: Any = None, seed: Any = None) -> Any:
    """``inputs`` with a part ``rate`` set to zero, the rest scaled up.

    Source: tf.keras.random.dropout.

    >>> import teachflow as tf
    >>> tf.keras.random.dropout(tf.ones([6]), 0.5, seed=1).numpy()
    array([2., 0., 2., 0., 0., 0.], dtype=float32)
    """
    if rate == 1.0:
        return tf.zeros_like(inputs)
    if rate == 0.0 or isinstance(inputs, KerasTensor):
        return inputs
    shape: Any = tf.shape(inputs)
    if noise_shape is not None:
        shape = [
            shape[axis] if length is None else length
            for axis, length in enumerate(noise_shape)
        ]
    elif shape_rules.value_as_shape is not None and inputs.shape.is_fully_defined():
        shape = inputs.shape.as_list()
    drawn = tf.random.stateless_uniform(shape, draw_seed(seed), dtype=inputs.dtype)
    kept = inputs * tf.constant(1 / (1 - rate), inputs.dtype)
    return tf.where(drawn >= rate, kept, tf.zeros_like(kept))
