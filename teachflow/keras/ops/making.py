"""``keras.ops``: tensors made of values, shapes and numbers in a row."""

from __future__ import annotations

from typing import Any

import numpy as np

import teachflow.compat.v2 as tf
from teachflow.core import dtypes as _dt
from teachflow.core.operand import Operand as _Operand
from teachflow.keras.config import standardize_dtype as _standardize_dtype
from teachflow.keras.keras_tensor import KerasTensor as _KerasTensor
from teachflow.keras.ops.dispatch import keras_op as _op
from teachflow.keras.ops.kinds import floats as _floats
from teachflow.keras.ops.kinds import in_one_dtype as _in_one_dtype


def _kind(dtype: Any) -> Any:
    return None if dtype is None else _dt.as_dtype(_standardize_dtype(dtype))


def _lengths(shape: Any) -> list[Any]:
    return [shape] if isinstance(shape, int) else list(shape)


def convert_to_tensor(x: Any, dtype: Any = None) -> Any:
    """Returns ``x`` as a tensor, cast where it has another dtype.

    Source: tf.keras.ops.convert_to_tensor.

    >>> import teachflow as tf
    >>> tf.keras.ops.convert_to_tensor([1, 2], "float32").numpy()
    array([1., 2.], dtype=float32)
    """
    if isinstance(x, _KerasTensor) or dtype is None:
        return x if isinstance(x, _KerasTensor) else tf.convert_to_tensor(x)
    if hasattr(x, "dtype"):
        return tf.cast(x, _kind(dtype))
    return tf.convert_to_tensor(x, _kind(dtype))


def convert_to_numpy(x: Any) -> Any:
    """Returns ``x`` as a NumPy array, a copy. Source: tf.keras.ops.convert_to_numpy.

    >>> import teachflow as tf
    >>> tf.keras.ops.convert_to_numpy(tf.constant([1, 2]))
    array([1, 2], dtype=int32)
    """
    return np.array(x)


def is_tensor(x: Any) -> bool:
    """Returns whether ``x`` is a tensor that has a value.

    Source: tf.keras.ops.is_tensor.

    >>> import teachflow as tf
    >>> tf.keras.ops.is_tensor(tf.constant(1)), tf.keras.ops.is_tensor(1)
    (True, False)
    """
    return isinstance(x, _Operand)


def array(x: Any, dtype: Any = None) -> Any:
    """Returns ``x`` as a tensor. Source: tf.keras.ops.array.

    >>> import teachflow as tf
    >>> tf.keras.ops.array([1, 2]).numpy()
    array([1, 2], dtype=int32)
    """
    return convert_to_tensor(x, dtype)


def zeros(shape: Any, dtype: Any = None) -> Any:
    """Returns zeros of a shape, ``floatx`` unless ``dtype`` is given.

    Source: tf.keras.ops.zeros.

    >>> import teachflow as tf
    >>> tf.keras.ops.zeros((2,)).numpy()
    array([0., 0.], dtype=float32)
    """
    return tf.zeros(_lengths(shape), _kind(_standardize_dtype(dtype)))


def ones(shape: Any, dtype: Any = None) -> Any:
    """Returns ones of a shape, ``floatx`` unless ``dtype`` is given.

    Source: tf.keras.ops.ones.

    >>> import teachflow as tf
    >>> tf.keras.ops.ones((2,)).numpy()
    array([1., 1.], dtype=float32)
    """
    return tf.ones(_lengths(shape), _kind(_standardize_dtype(dtype)))


def full(shape: Any, fill_value: Any, dtype: Any = None) -> Any:
    """Returns one value in each place of a shape, ``floatx`` without ``dtype``.

    Source: tf.keras.ops.full.

    >>> import teachflow as tf
    >>> tf.keras.ops.full((2,), 7).numpy()
    array([7., 7.], dtype=float32)
    """
    return tf.fill(
        _lengths(shape), tf.cast(fill_value, _kind(_standardize_dtype(dtype)))
    )


def arange(start: Any, stop: Any = None, step: Any = 1, dtype: Any = None) -> Any:
    """Returns the numbers from ``start`` (0) to before ``stop``, in equal steps.

    Source: tf.keras.ops.arange.

    >>> import teachflow as tf
    >>> tf.keras.ops.arange(3).numpy()
    array([0, 1, 2], dtype=int32)
    """
    if stop is None:
        start, stop = 0, start
    return tf.range(start, stop, step, dtype=_kind(dtype))


def eye(N: int, M: int | None = None, dtype: Any = None) -> Any:
    """Returns the identity matrix of ``N`` rows and ``M`` (as many) columns.

    Source: tf.keras.ops.eye.

    >>> import teachflow as tf
    >>> tf.keras.ops.eye(2).numpy()
    array([[1., 0.],
           [0., 1.]], dtype=float32)
    """
    return tf.eye(N, M, dtype=_kind(_standardize_dtype(dtype)))


def linspace(
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: bool = True,
    retstep: bool = False,
    dtype: Any = None,
    axis: int = 0,
) -> Any:
    """Returns ``num`` numbers from ``start`` to ``stop`` along a new axis.

    Without ``endpoint`` they end one step before; with ``retstep`` a pair of them and
    the step. Source: tf.keras.ops.linspace.

    >>> import teachflow as tf
    >>> tf.keras.ops.linspace(0.0, 1.0, 3).numpy()
    array([0. , 0.5, 1. ], dtype=float32)
    """
    start, stop = map(_floats, _in_one_dtype(start, stop))
    parts = max(num - 1 if endpoint else num, 1)
    step = (stop - start) / parts
    numbers = tf.linspace(start, stop if endpoint else stop - step, num, axis=axis)
    numbers = numbers if dtype is None else tf.cast(numbers, _kind(dtype))
    return (numbers, step) if retstep else numbers


def _zeros_like(x: Any, dtype: Any = None) -> Any:
    """Returns zeros of the shape of ``x``, and of its dtype or ``dtype``.

    Source: tf.keras.ops.zeros_like.

    >>> import teachflow as tf
    >>> tf.keras.ops.zeros_like([1, 2]).numpy()
    array([0, 0], dtype=int32)
    """
    return tf.zeros_like(x, _kind(dtype))


def _ones_like(x: Any, dtype: Any = None) -> Any:
    """Returns ones of the shape of ``x``, and of its dtype or ``dtype``.

    Source: tf.keras.ops.ones_like.

    >>> import teachflow as tf
    >>> tf.keras.ops.ones_like([1, 2]).numpy()
    array([1, 1], dtype=int32)
    """
    return tf.ones_like(x, _kind(dtype))


def stop_gradient(variable: Any) -> Any:
    """Returns the value, through which no gradient flows.

    Source: tf.keras.ops.stop_gradient.

    >>> import teachflow as tf
    >>> tf.keras.ops.stop_gradient(tf.constant(1.0)).numpy()
    np.float32(1.0)
    """
    return tf.stop_gradient(variable)


ones_like = _op(_ones_like, "ones_like")
zeros_like = _op(_zeros_like, "zeros_like")

__all__ = [
    name
    for name in dir()
    if not name.startswith("_") and name not in ("tf", "np", "annotations", "Any")
]
