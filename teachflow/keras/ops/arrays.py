"""``keras.ops``: shapes, joining and selecting."""

from __future__ import annotations

from itertools import pairwise as _pairwise
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.core import dtypes as _dt
from teachflow.keras import dtype_policies as _policies
from teachflow.keras.config import standardize_dtype as _standardize_dtype
from teachflow.keras.keras_tensor import OPERATORS as _OPERATORS
from teachflow.keras.keras_tensor import KerasTensor as _KerasTensor
from teachflow.keras.ops.dispatch import keras_op as _op
from teachflow.keras.ops.kinds import in_one_dtype as _in_one_dtype


def _kind(dtype: Any) -> Any:
    return None if dtype is None else _dt.as_dtype(_standardize_dtype(dtype))


def shape(x: Any) -> Any:
    """Returns the lengths as a tuple; unknown ones are scalar tensors.

    Source: tf.keras.ops.shape.

    >>> import teachflow as tf
    >>> tf.keras.ops.shape(tf.zeros([2, 3]))
    (2, 3)
    """
    if isinstance(x, _KerasTensor):
        return x.shape
    x = tf.convert_to_tensor(x)
    known = x.shape.as_list()
    found: Any = None if None not in known else tf.shape(x)
    return tuple(found[i] if n is None else n for i, n in enumerate(known))


def _cast(x: Any, dtype: Any) -> Any:
    """Returns ``x`` as ``dtype``. Source: tf.keras.ops.cast.

    >>> import teachflow as tf
    >>> tf.keras.ops.cast([1.5], "int32").numpy()
    array([1], dtype=int32)
    """
    return tf.cast(x, _kind(dtype))


def _get_item(x: Any, key: Any) -> Any:
    """Returns ``x[key]``. Source: tf.keras.ops.get_item.

    >>> import teachflow as tf
    >>> tf.keras.ops.get_item(tf.constant([1, 2]), 0).numpy()
    np.int32(1)
    """
    return x[key]


def _reshape(x: Any, newshape: Any) -> Any:
    """Returns ``x`` in the shape ``newshape``, of which one length may be -1.

    Source: tf.keras.ops.reshape.

    >>> import teachflow as tf
    >>> tf.keras.ops.reshape([1, 2, 3, 4], (2, -1)).shape
    TensorShape([2, 2])
    """
    return tf.reshape(x, newshape)


def _transpose(x: Any, axes: Any = None) -> Any:
    """Returns ``x`` with its axes in the order ``axes``, by default reversed.

    Source: tf.keras.ops.transpose.

    >>> import teachflow as tf
    >>> tf.keras.ops.transpose(tf.zeros([2, 3])).shape
    TensorShape([3, 2])
    """
    return tf.transpose(x, axes)


def _expand_dims(x: Any, axis: Any) -> Any:
    """Returns ``x`` with axes of length 1 more, which are the result's ``axis``.

    Source: tf.keras.ops.expand_dims.

    >>> import teachflow as tf
    >>> tf.keras.ops.expand_dims([1, 2], (0, -1)).shape
    TensorShape([1, 2, 1])
    """
    for one in [axis] if isinstance(axis, int) else sorted(axis):
        x = tf.expand_dims(x, one)
    return x


def _squeeze(x: Any, axis: Any = None) -> Any:
    """Returns ``x`` without ``axis`` of length 1, or without all such axes.

    Source: tf.keras.ops.squeeze.

    >>> import teachflow as tf
    >>> tf.keras.ops.squeeze(tf.zeros([1, 2, 1])).shape
    TensorShape([2])
    """
    return tf.squeeze(x, axis)


def _concatenate(xs: Any, axis: int = 0) -> Any:
    """Returns the tensors joined along ``axis``, in the widest of their dtypes.

    Source: tf.keras.ops.concatenate.

    >>> import teachflow as tf
    >>> tf.keras.ops.concatenate([[1, 2], [3]]).numpy()
    array([1, 2, 3], dtype=int32)
    """
    return tf.concat(_in_one_dtype(*xs), axis)


def _stack(x: Any, axis: int = 0) -> Any:
    """Returns the tensors joined along a new axis, in the widest of their dtypes.

    Source: tf.keras.ops.stack.

    >>> import teachflow as tf
    >>> tf.keras.ops.stack([[1, 2], [3, 4]], axis=1).numpy()
    array([[1, 3],
           [2, 4]], dtype=int32)
    """
    return tf.stack(_in_one_dtype(*x), axis)


def _unstack(x: Any, num: int | None = None, axis: int = 0) -> Any:
    """Returns the slices along ``axis`` as a list.

    ``num`` is needed where the length is not known. Source: tf.keras.ops.unstack.

    >>> import teachflow as tf
    >>> [int(x) for x in tf.keras.ops.unstack([1, 2])]
    [1, 2]
    """
    return tf.unstack(x, num, axis)


def _split(x: Any, indices_or_sections: Any, axis: int = 0) -> Any:
    """Returns a list of so many equal parts, or of those between the indices.

    Source: tf.keras.ops.split.

    >>> import teachflow as tf
    >>> [x.numpy().tolist() for x in tf.keras.ops.split(tf.constant([1, 2, 3]), [1])]
    [[1], [2, 3]]
    """
    x = tf.convert_to_tensor(x)
    if isinstance(indices_or_sections, int):
        return tf.split(x, indices_or_sections, axis)
    ends = [0, *indices_or_sections, x.shape[axis]]
    sizes = [end - start for start, end in _pairwise(ends)]
    return tf.split(x, sizes, axis)


def _flip(x: Any, axis: Any = None) -> Any:
    """Returns ``x`` backwards along ``axis``, or along all axes.

    Source: tf.keras.ops.flip.

    >>> import teachflow as tf
    >>> tf.keras.ops.flip(tf.constant([1, 2, 3])).numpy()
    array([3, 2, 1], dtype=int32)
    """
    x = tf.convert_to_tensor(x)
    if axis is None:
        axis = list(range(len(x.shape)))
    return tf.reverse(x, [axis] if isinstance(axis, int) else list(axis))


def _repeat(x: Any, repeats: Any, axis: int | None = None) -> Any:
    """Returns each item ``repeats`` times, along ``axis`` or of ``x`` made flat.

    Source: tf.keras.ops.repeat.

    >>> import teachflow as tf
    >>> tf.keras.ops.repeat([1, 2], 2).numpy()
    array([1, 1, 2, 2], dtype=int32)
    """
    return tf.repeat(x, repeats, axis)


def _tile(x: Any, repeats: Any) -> Any:
    """Returns all of ``x`` several times, along each axis. Source: tf.keras.ops.tile.

    >>> import teachflow as tf
    >>> tf.keras.ops.tile([1, 2], 2).numpy()
    array([1, 2, 1, 2], dtype=int32)
    """
    return tf.tile(x, [repeats] if isinstance(repeats, int) else list(repeats))


def _take(x: Any, indices: Any, axis: int | None = None) -> Any:
    """Returns the slices at ``indices``, along ``axis`` or of ``x`` made flat.

    Source: tf.keras.ops.take.

    >>> import teachflow as tf
    >>> tf.keras.ops.take([10, 20, 30], [2, 0]).numpy()
    array([30, 10], dtype=int32)
    """
    if axis is None:
        return tf.gather(tf.reshape(x, [-1]), indices)
    return tf.gather(x, indices, axis=axis)


def _where(condition: Any, x1: Any = None, x2: Any = None) -> Any:
    """Returns ``x1`` where ``condition`` holds, else ``x2``, in the wider dtype.

    Without them: a list of the indices where it holds, one tensor for each axis.
    Source: tf.keras.ops.where.

    >>> import teachflow as tf
    >>> tf.keras.ops.where([True, False], [1, 2], [3, 4]).numpy()
    array([1, 4], dtype=int32)
    """
    if (x1 is None) is not (x2 is None):
        raise ValueError("`x1` and `x2` either both should be `None` or neither.")
    condition = tf.cast(condition, tf.bool)
    if x1 is None:
        places = tf.cast(tf.where(condition), tf.int32)
        return tf.unstack(places, condition.shape.rank, axis=1)
    return tf.where(condition, *_in_one_dtype(x1, x2))


def _pad(
    x: Any, pad_width: Any, mode: str = "constant", constant_values: Any = 0
) -> Any:
    """Returns ``x`` with items put around: ``pad_width`` before and behind each axis.

    ``mode`` is "constant", "reflect" or "symmetric". Source: tf.keras.ops.pad.

    >>> import teachflow as tf
    >>> tf.keras.ops.pad([1, 2], 1).numpy()
    array([0, 1, 2, 0], dtype=int32)
    """
    x = tf.convert_to_tensor(x)
    if isinstance(pad_width, int):
        pad_width = [(pad_width, pad_width)] * len(x.shape)
    return tf.pad(x, [list(pair) for pair in pad_width], mode, constant_values)


def _broadcast_to(x: Any, shape: Any) -> Any:
    """Returns ``x`` repeated to ``shape``. Source: tf.keras.ops.broadcast_to.

    >>> import teachflow as tf
    >>> tf.keras.ops.broadcast_to([1, 2], (2, 2)).numpy()
    array([[1, 2],
           [1, 2]], dtype=int32)
    """
    return tf.broadcast_to(x, list(shape))


broadcast_to = _op(_broadcast_to, "broadcast_to")
cast = _op(_cast, "cast")
concatenate = _op(_concatenate, "concatenate")
expand_dims = _op(_expand_dims, "expand_dims")
flip = _op(_flip, "flip")
get_item = _op(_get_item, "get_item")
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

_OPERATORS["get_item"] = get_item
_policies.CAST[:] = [cast]

__all__ = [
    name
    for name in dir()
    if not name.startswith("_") and name not in ("tf", "np", "annotations", "Any")
]
