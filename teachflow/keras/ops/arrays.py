"""``keras.ops``: shapes, joining, selecting and making."""

from __future__ import annotations

from itertools import pairwise as _pairwise
from typing import Any

import numpy as np

import teachflow.compat.v2 as tf
from teachflow.core import dtypes as _dt
from teachflow.core.operand import Operand as _Operand
from teachflow.keras import dtype_policies as _policies
from teachflow.keras.config import standardize_dtype as _standardize_dtype
from teachflow.keras.keras_tensor import OPERATORS as _OPERATORS
from teachflow.keras.keras_tensor import KerasTensor as _KerasTensor
from teachflow.keras.ops.dispatch import keras_op as _op


def _kind(dtype: Any) -> Any:
    return None if dtype is None else _dt.as_dtype(_standardize_dtype(dtype))


def convert_to_tensor(x: Any, dtype: Any = None) -> Any:
    """``x`` as a tensor, cast where it has another dtype."""
    if isinstance(x, _KerasTensor) or dtype is None:
        return x if isinstance(x, _KerasTensor) else tf.convert_to_tensor(x)
    if hasattr(x, "dtype"):
        return tf.cast(x, _kind(dtype))
    return tf.convert_to_tensor(x, _kind(dtype))


def convert_to_numpy(x: Any) -> Any:
    """``x`` as an array."""
    return np.array(x)


def is_tensor(x: Any) -> bool:
    """Whether ``x`` is a tensor with a value."""
    return isinstance(x, _Operand)


def shape(x: Any) -> Any:
    """The lengths as a tuple; unknown ones are scalar tensors."""
    if isinstance(x, _KerasTensor):
        return x.shape
    known = x.shape.as_list()
    found: Any = None if None not in known else tf.shape(x)
    return tuple(found[i] if n is None else n for i, n in enumerate(known))


def _cast(x: Any, dtype: Any) -> Any:
    """``x`` as ``dtype``."""
    return tf.cast(x, _kind(dtype))


def _get_item(x: Any, key: Any) -> Any:
    return x[key]


def _reshape(x: Any, newshape: Any) -> Any:
    """``x`` with another shape; one length may be -1."""
    return tf.reshape(x, newshape)


def _transpose(x: Any, axes: Any = None) -> Any:
    """``x`` with its axes in another order."""
    return tf.transpose(x, axes)


def _expand_dims(x: Any, axis: Any) -> Any:
    """``x`` with axes of length 1 more."""
    for one in [axis] if isinstance(axis, int) else sorted(axis):
        x = tf.expand_dims(x, one)
    return x


def _squeeze(x: Any, axis: Any = None) -> Any:
    """``x`` without axes of length 1."""
    return tf.squeeze(x, axis)


def _concatenate(xs: Any, axis: int = 0) -> Any:
    """Tensors joined along an axis."""
    return tf.concat(list(xs), axis)


def _stack(x: Any, axis: int = 0) -> Any:
    """Tensors joined along a new axis."""
    return tf.stack(list(x), axis)


def _unstack(x: Any, num: int | None = None, axis: int = 0) -> Any:
    """The slices along an axis."""
    return tf.unstack(x, num, axis)


def _split(x: Any, indices_or_sections: Any, axis: int = 0) -> Any:
    """Equal parts, or the parts between the indices."""
    if isinstance(indices_or_sections, int):
        return tf.split(x, indices_or_sections, axis)
    ends = [0, *indices_or_sections, x.shape[axis]]
    sizes = [end - start for start, end in _pairwise(ends)]
    return tf.split(x, sizes, axis)


def _flip(x: Any, axis: Any = None) -> Any:
    """``x`` backwards."""
    if axis is None:
        axis = list(range(len(x.shape)))
    return tf.reverse(x, [axis] if isinstance(axis, int) else list(axis))


def _repeat(x: Any, repeats: Any, axis: int | None = None) -> Any:
    """Each item several times."""
    return tf.repeat(x, repeats, axis)


def _tile(x: Any, repeats: Any) -> Any:
    """All of ``x`` several times."""
    return tf.tile(x, [repeats] if isinstance(repeats, int) else list(repeats))


def _take(x: Any, indices: Any, axis: int | None = None) -> Any:
    """The slices at ``indices``."""
    if axis is None:
        return tf.gather(tf.reshape(x, [-1]), indices)
    return tf.gather(x, indices, axis=axis)


def _where(condition: Any, x1: Any = None, x2: Any = None) -> Any:
    """``x1`` where the condition holds, else ``x2``."""
    return tf.where(condition, x1, x2)


def _pad(
    x: Any, pad_width: Any, mode: str = "constant", constant_values: Any = 0
) -> Any:
    """``x`` with items put around."""
    if isinstance(pad_width, int):
        pad_width = [(pad_width, pad_width)] * len(x.shape)
    return tf.pad(x, [list(pair) for pair in pad_width], mode, constant_values)


def _broadcast_to(x: Any, shape: Any) -> Any:
    """``x`` repeated to a shape."""
    return tf.broadcast_to(x, list(shape))


def _zeros_like(x: Any, dtype: Any = None) -> Any:
    """Zeros of the shape of ``x``."""
    return tf.zeros_like(x, _kind(dtype))


def _ones_like(x: Any, dtype: Any = None) -> Any:
    """Ones of the shape of ``x``."""
    return tf.ones_like(x, _kind(dtype))


def zeros(shape: Any, dtype: Any = None) -> Any:
    """Zeros of a shape."""
    return tf.zeros(list(shape), _kind(_standardize_dtype(dtype)))


def ones(shape: Any, dtype: Any = None) -> Any:
    """Ones of a shape."""
    return tf.ones(list(shape), _kind(_standardize_dtype(dtype)))


def full(shape: Any, fill_value: Any, dtype: Any = None) -> Any:
    """One value in each place of a shape."""
    return tf.fill(list(shape), tf.cast(fill_value, _kind(_standardize_dtype(dtype))))


def arange(start: Any, stop: Any = None, step: Any = 1, dtype: Any = None) -> Any:
    """Numbers in equal steps."""
    if stop is None:
        start, stop = 0, start
    return tf.range(start, stop, step, dtype=_kind(dtype))


def eye(N: int, M: int | None = None, dtype: Any = None) -> Any:
    """The identity matrix."""
    return tf.eye(N, M, dtype=_kind(_standardize_dtype(dtype)))


def linspace(start: Any, stop: Any, num: int = 50) -> Any:
    """``num`` numbers from ``start`` to ``stop``."""
    return tf.linspace(tf.cast(start, tf.float32), tf.cast(stop, tf.float32), num)


def array(x: Any, dtype: Any = None) -> Any:
    """``x`` as a tensor."""
    return convert_to_tensor(x, dtype)


def stop_gradient(variable: Any) -> Any:
    """The value, through which no gradient flows."""
    return tf.stop_gradient(variable)


broadcast_to = _op(_broadcast_to, "broadcast_to")
cast = _op(_cast, "cast")
concatenate = _op(_concatenate, "concatenate")
expand_dims = _op(_expand_dims, "expand_dims")
flip = _op(_flip, "flip")
get_item = _op(_get_item, "get_item")
ones_like = _op(_ones_like, "ones_like")
pad = _op(_pad, "pad")
repeat = _op(_repeat, "repeat")
reshape = _op(_reshape, "reshape")
split = _op(_split, "split")
squeeze = _op(_squeeze, "squeeze")
stack = _op(_stack, "stack")
take = _op(_take, "take")
tile = _op(_tile, "tile")
transpose = _op(_transpose, "transpose")
unstack = _op(_unstack, "unstack")
where = _op(_where, "where")
zeros_like = _op(_zeros_like, "zeros_like")

_OPERATORS["get_item"] = get_item
_policies.CAST[:] = [cast]

__all__ = [
    name
    for name in dir()
    if not name.startswith("_") and name not in ("tf", "np", "annotations", "Any")
]
