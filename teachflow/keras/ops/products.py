"""``keras.ops``: logic, products of matrices, places of the largest, norms."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.keras_tensor import OPERATORS as _OPERATORS
from teachflow.keras.ops import kinds as _kinds
from teachflow.keras.ops.dispatch import keras_op as _op


def _square(x: Any) -> Any:
    """Returns the square of each element; booleans count as int32.

    Source: tf.keras.ops.square.

    >>> import teachflow as tf
    >>> tf.keras.ops.square([1, -2]).numpy()
    array([1, 4], dtype=int32)
    """
    x = tf.convert_to_tensor(x)
    return tf.square(tf.cast(x, tf.int32) if x.dtype.is_bool else x)


def _logical_and(x1: Any, x2: Any) -> Any:
    """Returns whether both hold, elementwise. Source: tf.keras.ops.logical_and.

    >>> import teachflow as tf
    >>> tf.keras.ops.logical_and([True, True], [True, False]).numpy()
    array([ True, False])
    """
    return tf.logical_and(_kinds.truth(x1), _kinds.truth(x2))


def _logical_or(x1: Any, x2: Any) -> Any:
    """Returns whether one holds, elementwise. Source: tf.keras.ops.logical_or.

    >>> import teachflow as tf
    >>> tf.keras.ops.logical_or([True, False], [False, False]).numpy()
    array([ True, False])
    """
    return tf.logical_or(_kinds.truth(x1), _kinds.truth(x2))


def _logical_not(x: Any) -> Any:
    """Returns whether it does not hold, elementwise. Source: tf.keras.ops.logical_not.

    >>> import teachflow as tf
    >>> tf.keras.ops.logical_not([True, False]).numpy()
    array([False,  True])
    """
    return tf.logical_not(_kinds.truth(x))


def _argmax(x: Any, axis: int | None = None, keepdims: bool = False) -> Any:
    """Returns the index of the largest, int32: along ``axis``, or in ``x`` made flat.

    Source: tf.keras.ops.argmax.

    >>> import teachflow as tf
    >>> tf.keras.ops.argmax([[1, 5], [7, 2]], axis=1).numpy()
    array([1, 0], dtype=int32)
    """
    return _index(tf.argmax, x, axis, keepdims)


def _argmin(x: Any, axis: int | None = None, keepdims: bool = False) -> Any:
    """Returns the index of the smallest, int32: along ``axis``, or in ``x`` made flat.

    Source: tf.keras.ops.argmin.

    >>> import teachflow as tf
    >>> tf.keras.ops.argmin([[1, 5], [7, 2]]).numpy()
    np.int32(0)
    """
    return _index(tf.argmin, x, axis, keepdims)


def _index(function: Any, x: Any, axis: int | None, keepdims: bool) -> Any:
    x = tf.convert_to_tensor(x)
    if axis is None:
        found = tf.cast(function(tf.reshape(x, [-1]), axis=0), tf.int32)
        return tf.reshape(found, [1] * len(x.shape)) if keepdims else found
    found = tf.cast(function(x, axis=axis), tf.int32)
    return tf.expand_dims(found, axis) if keepdims else found


def _matmul(x1: Any, x2: Any) -> Any:
    """Returns the product of matrices; vectors count as rows or columns.

    Source: tf.keras.ops.matmul.

    >>> import teachflow as tf
    >>> tf.keras.ops.matmul([[1, 2]], [[3], [4]]).numpy()
    array([[11]], dtype=int32)
    """
    x1, x2 = _kinds.in_one_dtype(x1, x2)
    if len(x2.shape) == 1:
        return tf.tensordot(x1, x2, 1)
    if len(x1.shape) == 1 or (len(x2.shape) == 2 and len(x1.shape) > 2):
        return tf.tensordot(x1, x2, 1)
    return tf.matmul(x1, x2)


def _dot(x1: Any, x2: Any) -> Any:
    """Returns the sum of products over the last axis and the last but one.

    Source: tf.keras.ops.dot.

    >>> import teachflow as tf
    >>> tf.keras.ops.dot([1, 2], [3, 4]).numpy()
    np.int32(11)
    """
    x1, x2 = _kinds.in_one_dtype(x1, x2)
    if not len(x1.shape) or not len(x2.shape):
        return x1 * x2
    return tf.tensordot(x1, x2, [[-1], [-2 if len(x2.shape) > 1 else -1]])


def _tensordot(x1: Any, x2: Any, axes: Any = 2) -> Any:
    """Returns the sum of products over ``axes``: how many, or a list for each tensor.

    Source: tf.keras.ops.tensordot.

    >>> import teachflow as tf
    >>> tf.keras.ops.tensordot([1, 2], [3, 4], axes=1).numpy()
    np.int32(11)
    """
    return tf.tensordot(*_kinds.in_one_dtype(x1, x2), axes)


def _einsum(subscripts: str, *operands: Any) -> Any:
    """Returns the sum of products that ``subscripts`` says.

    Source: tf.keras.ops.einsum.

    >>> import teachflow as tf
    >>> tf.keras.ops.einsum("i,j->ij", [1, 2], [3, 4]).numpy()
    array([[3, 4],
           [6, 8]], dtype=int32)
    """
    return tf.einsum(subscripts, *operands)


def _clip(x: Any, x_min: Any, x_max: Any) -> Any:
    """Returns ``x``, no element below ``x_min`` or above ``x_max``.

    Source: tf.keras.ops.clip.

    >>> import teachflow as tf
    >>> tf.keras.ops.clip([-1.0, 0.5, 2.0], 0.0, 1.0).numpy()
    array([0. , 0.5, 1. ], dtype=float32)
    """
    return tf.clip_by_value(x, x_min, x_max)


def _norm(x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Any:
    """Returns the norm of the vectors along ``axis``; without, of all elements.

    ``ord`` is as in ``tf.norm``, by default the Euclidean norm; with it a matrix
    without ``axis`` has a matrix's norm. Source: tf.keras.ops.norm.

    >>> import teachflow as tf
    >>> tf.keras.ops.norm([3.0, 4.0]).numpy()
    np.float32(5.0)
    """
    x = _kinds.floats(x)
    if axis is None and ord is not None and len(x.shape) == 2:
        axis = [-2, -1]
    return tf.norm(x, ord or "euclidean", axis, keepdims)


def _cumsum(x: Any, axis: int = 0) -> Any:
    """Returns the running sums along ``axis``. Source: tf.keras.ops.cumsum.

    >>> import teachflow as tf
    >>> tf.keras.ops.cumsum([1, 2, 3]).numpy()
    array([1, 3, 6], dtype=int32)
    """
    return tf.cumsum(_kinds.summable(x), axis)


argmax = _op(_argmax, "argmax")
argmin = _op(_argmin, "argmin")
clip = _op(_clip, "clip")
cumsum = _op(_cumsum, "cumsum")
dot = _op(_dot, "dot")
einsum = _op(_einsum, "einsum")
logical_and = _op(_logical_and, "logical_and")
logical_not = _op(_logical_not, "logical_not")
logical_or = _op(_logical_or, "logical_or")
matmul = _op(_matmul, "matmul")
norm = _op(_norm, "norm")
square = _op(_square, "square")
tensordot = _op(_tensordot, "tensordot")

for _name in ("logical_and", "logical_not", "logical_or", "matmul"):
    _OPERATORS[_name] = globals()[_name]

__all__ = [
    name
    for name in dir()
    if not name.startswith("_") and name not in ("tf", "Any", "annotations")
]
