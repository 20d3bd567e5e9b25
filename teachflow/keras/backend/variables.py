"""Keras 2's functions of variables and their values, and of random numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

import teachflow.compat.v2 as tf
from teachflow.core import dtypes as dt
from teachflow.keras.config import standardize_dtype
from teachflow.keras.random import draws


def _kind(dtype: Any) -> Any:
    return dt.as_dtype(standardize_dtype(dtype))


def _variable(value: Any, **more: Any) -> Any:
    kind: Any = tf.Variable  # a class that makes the kind that fits
    return kind(value, **more)


def dtype(x: Any) -> str:
    """Returns the dtype by its name. Source: tf.keras.backend.dtype.

    >>> import teachflow as tf
    >>> tf.keras.backend.dtype(tf.ones([2]))
    'float32'
    """
    return standardize_dtype(x.dtype)


def int_shape(x: Any) -> Any:
    """Returns the lengths as a tuple, None where one is not known.

    Source: tf.keras.backend.int_shape.

    >>> import teachflow as tf
    >>> tf.keras.backend.int_shape(tf.ones([2, 3]))
    (2, 3)
    """
    return tuple(x.shape)


def ndim(x: Any) -> int:
    """Returns the number of axes. Source: tf.keras.backend.ndim.

    >>> import teachflow as tf
    >>> tf.keras.backend.ndim(tf.ones([2, 3]))
    2
    """
    return len(x.shape)


def count_params(x: Any) -> int:
    """Returns how many numbers ``x`` has. Source: tf.keras.backend.count_params.

    >>> import teachflow as tf
    >>> tf.keras.backend.count_params(tf.ones([2, 3]))
    6
    """
    return int(np.prod(tuple(x.shape)))


def eval(x: Any) -> Any:
    """Returns the value as an array. Source: tf.keras.backend.eval.

    >>> import teachflow as tf
    >>> tf.keras.backend.eval(tf.constant([1, 2]))
    array([1, 2], dtype=int32)
    """
    return get_value(x)


def get_value(x: Any) -> Any:
    """Returns the value as an array. Source: tf.keras.backend.get_value.

    >>> import teachflow as tf
    >>> tf.keras.backend.get_value(tf.Variable(1.0))
    np.float32(1.0)
    """
    return x.numpy() if hasattr(x, "numpy") else x


def set_value(x: Any, value: Any) -> None:
    """Stores a value in a variable. Source: tf.keras.backend.set_value.

    >>> import teachflow as tf
    >>> v = tf.Variable(1.0)
    >>> tf.keras.backend.set_value(v, 2.0)
    >>> tf.keras.backend.get_value(v)
    np.float32(2.0)
    """
    x.assign(np.asarray(value, x.dtype.as_numpy_dtype))


def batch_get_value(tensors: Any) -> list[Any]:
    """Returns the values as a list of arrays. Source: tf.keras.backend.batch_get_value.

    >>> import teachflow as tf
    >>> tf.keras.backend.batch_get_value([tf.Variable(1.0)])
    [np.float32(1.0)]
    """
    return [get_value(tensor) for tensor in tensors]


def batch_set_value(tuples: Any) -> None:
    """Stores values in variables, given as pairs.

    Source: tf.keras.backend.batch_set_value.

    >>> import teachflow as tf
    >>> v = tf.Variable(1.0)
    >>> tf.keras.backend.batch_set_value([(v, 2.0)])
    >>> v.numpy()
    np.float32(2.0)
    """
    for variable_, value in tuples:
        set_value(variable_, value)


def update(x: Any, new_x: Any) -> Any:
    """Stores a value in a variable; returns the variable.

    Source: tf.keras.backend.update.

    >>> import teachflow as tf
    >>> tf.keras.backend.update(tf.Variable(1.0), 2.0).numpy()
    np.float32(2.0)
    """
    return x.assign(new_x)


def update_add(x: Any, increment: Any) -> Any:
    """Adds to a variable; returns the variable. Source: tf.keras.backend.update_add.

    >>> import teachflow as tf
    >>> tf.keras.backend.update_add(tf.Variable(1.0), 2.0).numpy()
    np.float32(3.0)
    """
    return x.assign_add(increment)


def update_sub(x: Any, decrement: Any) -> Any:
    """Subtracts from a variable; returns the variable.

    Source: tf.keras.backend.update_sub.

    >>> import teachflow as tf
    >>> tf.keras.backend.update_sub(tf.Variable(1.0), 2.0).numpy()
    np.float32(-1.0)
    """
    return x.assign_sub(decrement)


def variable(value: Any, dtype: Any = None, name: Any = None) -> Any:
    """Returns a variable of ``value``, ``floatx`` unless ``dtype`` is given.

    Source: tf.keras.backend.variable.

    >>> import teachflow as tf
    >>> tf.keras.backend.variable(3).numpy()
    np.float32(3.0)
    """
    return _variable(value, dtype=_kind(dtype), name=name)


def zeros(shape: Any, dtype: Any = None, name: Any = None) -> Any:
    """Returns a variable of zeros. Source: tf.keras.backend.zeros.

    >>> import teachflow as tf
    >>> tf.keras.backend.zeros((2,)).numpy()
    array([0., 0.], dtype=float32)
    """
    return _variable(tf.zeros(list(shape), _kind(dtype)), name=name)


def ones(shape: Any, dtype: Any = None, name: Any = None) -> Any:
    """Returns a variable of ones. Source: tf.keras.backend.ones.

    >>> import teachflow as tf
    >>> tf.keras.backend.ones((2,)).numpy()
    array([1., 1.], dtype=float32)
    """
    return _variable(tf.ones(list(shape), _kind(dtype)), name=name)


def eye(size: int, dtype: Any = None, name: Any = None) -> Any:
    """Returns a variable of the identity matrix. Source: tf.keras.backend.eye.

    >>> import teachflow as tf
    >>> tf.keras.backend.eye(2).numpy()
    array([[1., 0.],
           [0., 1.]], dtype=float32)
    """
    return _variable(tf.eye(size, dtype=_kind(dtype)), name=name)


def random_normal(
    shape: Any,
    mean: float = 0.0,
    stddev: float = 1.0,
    dtype: Any = None,
    seed: Any = None,
) -> Any:
    """Returns numbers drawn from the normal distribution.

    Source: tf.keras.backend.random_normal.

    >>> import teachflow as tf
    >>> tf.keras.backend.random_normal((2, 3), seed=1).shape
    TensorShape([2, 3])
    """
    return draws.normal(shape, mean, stddev, dtype, seed)


def random_uniform(
    shape: Any,
    minval: float = 0.0,
    maxval: float = 1.0,
    dtype: Any = None,
    seed: Any = None,
) -> Any:
    """Returns numbers drawn evenly from ``minval`` up to ``maxval``.

    Source: tf.keras.backend.random_uniform.

    >>> import teachflow as tf
    >>> tf.keras.backend.random_uniform((2, 3), seed=1).shape
    TensorShape([2, 3])
    """
    return draws.uniform(shape, minval, maxval, dtype, seed)
