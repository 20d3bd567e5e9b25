"""Keras 2's functions of tensors that the eager face has not under these names."""

from __future__ import annotations

from typing import Any

import numpy as np

import teachflow.compat.v2 as tf
from teachflow.core import dtypes as dt
from teachflow.keras.config import floatx, standardize_dtype


def _kind(dtype: Any) -> Any:
    return dt.as_dtype(standardize_dtype(dtype))


def _floats(x: Any) -> Any:
    """``x``, of booleans as floats: their mean is a share."""
    return tf.cast(x, floatx()) if x.dtype is tf.bool else x


def argmax(x: Any, axis: int = -1) -> Any:
    """Returns the index of the largest along ``axis``, int64.

    Source: tf.keras.backend.argmax.

    >>> import teachflow as tf
    >>> tf.keras.backend.argmax([[1, 3], [4, 2]]).numpy()
    array([1, 0])
    """
    return tf.argmax(x, axis)


def argmin(x: Any, axis: int = -1) -> Any:
    """Returns the index of the smallest along ``axis``, int64.

    Source: tf.keras.backend.argmin.

    >>> import teachflow as tf
    >>> tf.keras.backend.argmin([[1, 3], [4, 2]]).numpy()
    array([0, 1])
    """
    return tf.argmin(x, axis)


def all(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Returns whether all hold, over ``axis`` or all axes.

    Source: tf.keras.backend.all.

    >>> import teachflow as tf
    >>> tf.keras.backend.all([[True, False], [True, True]], axis=1).numpy()
    array([False,  True])
    """
    return tf.reduce_all(tf.cast(x, tf.bool), axis, keepdims)


def any(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Returns whether one holds, over ``axis`` or all axes.

    Source: tf.keras.backend.any.

    >>> import teachflow as tf
    >>> tf.keras.backend.any([True, False]).numpy()
    np.True_
    """
    return tf.reduce_any(tf.cast(x, tf.bool), axis, keepdims)


def max(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Returns the largest, over ``axis`` or all axes. Source: tf.keras.backend.max.

    >>> import teachflow as tf
    >>> tf.keras.backend.max([1, 3, 2]).numpy()
    np.int32(3)
    """
    return tf.reduce_max(x, axis, keepdims)


def min(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Returns the smallest, over ``axis`` or all axes. Source: tf.keras.backend.min.

    >>> import teachflow as tf
    >>> tf.keras.backend.min([1, 3, 2]).numpy()
    np.int32(1)
    """
    return tf.reduce_min(x, axis, keepdims)


def mean(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The mean. Source: tf.keras.backend.mean.

    >>> import teachflow as tf
    >>> float(tf.keras.backend.mean(tf.constant([1.0, 2.0])))
    1.5
    """
    return tf.reduce_mean(_floats(tf.convert_to_tensor(x)), axis, keepdims)


def prod(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Returns the product, over ``axis`` or all axes. Source: tf.keras.backend.prod.

    >>> import teachflow as tf
    >>> tf.keras.backend.prod([2, 3]).numpy()
    np.int32(6)
    """
    return tf.reduce_prod(x, axis, keepdims)


def std(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Returns the standard deviation, over ``axis`` or all axes.

    Source: tf.keras.backend.std.

    >>> import teachflow as tf
    >>> tf.keras.backend.std(tf.constant([1.0, 3.0])).numpy()
    np.float32(1.0)
    """
    return tf.math.reduce_std(_floats(tf.convert_to_tensor(x)), axis, keepdims)


def sum(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Returns the sum, over ``axis`` or all axes. Source: tf.keras.backend.sum.

    >>> import teachflow as tf
    >>> tf.keras.backend.sum([[1, 2], [3, 4]], axis=0).numpy()
    array([4, 6], dtype=int32)
    """
    return tf.reduce_sum(x, axis, keepdims)


def var(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Returns the variance, over ``axis`` or all axes. Source: tf.keras.backend.var.

    >>> import teachflow as tf
    >>> tf.keras.backend.var(tf.constant([1.0, 3.0])).numpy()
    np.float32(1.0)
    """
    return tf.math.reduce_variance(_floats(tf.convert_to_tensor(x)), axis, keepdims)


def arange(start: Any, stop: Any = None, step: Any = 1, dtype: Any = "int32") -> Any:
    """Returns the numbers from ``start`` (0) to before ``stop``, in equal steps.

    Source: tf.keras.backend.arange.

    >>> import teachflow as tf
    >>> tf.keras.backend.arange(3).numpy()
    array([0, 1, 2], dtype=int32)
    """
    if stop is None:
        start, stop = 0, start
    return tf.cast(tf.range(start, stop, step), _kind(dtype))


def cast(x: Any, dtype: Any) -> Any:
    """Returns ``x`` as ``dtype``. Source: tf.keras.backend.cast.

    >>> import teachflow as tf
    >>> tf.keras.backend.cast([1.5], "int32").numpy()
    array([1], dtype=int32)
    """
    return tf.cast(x, _kind(dtype))


def cast_to_floatx(x: Any) -> Any:
    """Returns a tensor as ``floatx``, anything else as such an array.

    Source: tf.keras.backend.cast_to_floatx.

    >>> import teachflow as tf
    >>> tf.keras.backend.cast_to_floatx([1, 2])
    array([1., 2.], dtype=float32)
    """
    return cast(x, floatx()) if tf.is_tensor(x) else np.asarray(x, floatx())


def clip(x: Any, min_value: Any, max_value: Any) -> Any:
    """Returns ``x``, no element below the one or above the other; None is no bound.

    Source: tf.keras.backend.clip.

    >>> import teachflow as tf
    >>> tf.keras.backend.clip(tf.constant([1.0, 5.0]), None, 2.0).numpy()
    array([1., 2.], dtype=float32)
    """
    low = -np.inf if min_value is None else min_value
    high = np.inf if max_value is None else max_value
    return tf.clip_by_value(x, low, high)


def concatenate(tensors: Any, axis: int = -1) -> Any:
    """Returns the tensors joined along ``axis``. Source: tf.keras.backend.concatenate.

    >>> import teachflow as tf
    >>> tf.keras.backend.concatenate([[1, 2], [3]]).numpy()
    array([1, 2, 3], dtype=int32)
    """
    return tf.concat(list(tensors), axis)


def constant(value: Any, dtype: Any = None, shape: Any = None, name: Any = None) -> Any:
    """Returns a tensor of ``value``, ``floatx`` unless ``dtype`` is given.

    Source: tf.keras.backend.constant.

    >>> import teachflow as tf
    >>> tf.keras.backend.constant([1, 2]).numpy()
    array([1., 2.], dtype=float32)
    """
    return tf.constant(value, _kind(dtype), shape, name)


def dot(x: Any, y: Any) -> Any:
    """Returns the product of matrices, over the last axis and the last but one.

    Source: tf.keras.backend.dot.

    >>> import teachflow as tf
    >>> tf.keras.backend.dot(tf.ones([2, 3]), tf.ones([3, 1])).shape
    TensorShape([2, 1])
    """
    if len(x.shape) == 2 and len(y.shape) == 2:
        return tf.matmul(x, y)
    return tf.tensordot(x, y, [[-1], [-2]])


def flatten(x: Any) -> Any:
    """Returns ``x`` with all axes in one. Source: tf.keras.backend.flatten.

    >>> import teachflow as tf
    >>> tf.keras.backend.flatten([[1, 2], [3, 4]]).shape
    TensorShape([4])
    """
    return tf.reshape(x, [-1])


def batch_flatten(x: Any) -> Any:
    """Returns ``x`` with all axes but the batch's in one.

    Source: tf.keras.backend.batch_flatten.

    >>> import teachflow as tf
    >>> tf.keras.backend.batch_flatten(tf.ones([2, 3, 4])).shape
    TensorShape([2, 12])
    """
    return tf.reshape(x, [tf.shape(x)[0], -1])


def l2_normalize(x: Any, axis: Any = None) -> Any:
    """Returns ``x`` with norm one along ``axis``.

    Source: tf.keras.backend.l2_normalize.

    >>> import teachflow as tf
    >>> tf.keras.backend.l2_normalize([3.0, 4.0]).numpy()
    array([0.6, 0.8], dtype=float32)
    """
    return tf.math.l2_normalize(x, axis=axis)


def one_hot(indices: Any, num_classes: int) -> Any:
    """Returns a one at each index, else zeros, along a new last axis.

    Source: tf.keras.backend.one_hot.

    >>> import teachflow as tf
    >>> tf.keras.backend.one_hot([1], 3).numpy()
    array([[0., 1., 0.]], dtype=float32)
    """
    return tf.one_hot(indices, num_classes)


def permute_dimensions(x: Any, pattern: Any) -> Any:
    """Returns ``x`` with its axes in the order ``pattern``.

    Source: tf.keras.backend.permute_dimensions.

    >>> import teachflow as tf
    >>> tf.keras.backend.permute_dimensions(tf.ones([2, 3]), (1, 0)).shape
    TensorShape([3, 2])
    """
    return tf.transpose(x, pattern)


def relu(
    x: Any, alpha: float = 0.0, max_value: Any = None, threshold: Any = 0.0
) -> Any:
    """Returns ``x`` above ``threshold``, else ``alpha * (x - threshold)``.

    Nothing is above ``max_value``. Source: tf.keras.backend.relu.

    >>> import teachflow as tf
    >>> tf.keras.backend.relu(tf.constant([-1.0, 2.0]), alpha=0.5).numpy()
    array([-0.5,  2. ], dtype=float32)
    """
    low = alpha * (x - threshold) if alpha else tf.zeros_like(x)
    kept = tf.where(x > threshold, x, low)
    return kept if max_value is None else tf.minimum(kept, max_value)


def repeat_elements(x: Any, rep: int, axis: int) -> Any:
    """Returns each slice along ``axis`` ``rep`` times.

    Source: tf.keras.backend.repeat_elements.

    >>> import teachflow as tf
    >>> tf.keras.backend.repeat_elements([[1, 2]], 2, axis=1).numpy()
    array([[1, 1, 2, 2]], dtype=int32)
    """
    return tf.repeat(x, rep, axis=axis)


def reverse(x: Any, axes: Any) -> Any:
    """Returns ``x`` backwards along ``axes``. Source: tf.keras.backend.reverse.

    >>> import teachflow as tf
    >>> tf.keras.backend.reverse([1, 2, 3], 0).numpy()
    array([3, 2, 1], dtype=int32)
    """
    return tf.reverse(x, [axes] if isinstance(axes, int) else axes)


def softmax(x: Any, axis: int = -1) -> Any:
    """Returns exponentials that sum to one along ``axis``.

    Source: tf.keras.backend.softmax.

    >>> import teachflow as tf
    >>> tf.keras.backend.softmax([1.0, 1.0]).numpy()
    array([0.5, 0.5], dtype=float32)
    """
    return tf.nn.softmax(x, axis)


def squeeze(x: Any, axis: int) -> Any:
    """Returns ``x`` without ``axis``, which has length 1.

    Source: tf.keras.backend.squeeze.

    >>> import teachflow as tf
    >>> tf.keras.backend.squeeze(tf.ones([1, 2]), 0).shape
    TensorShape([2])
    """
    return tf.squeeze(x, [axis])


def switch(condition: Any, then_expression: Any, else_expression: Any) -> Any:
    """Returns one or the other, by a condition; functions are called, both.

    Source: tf.keras.backend.switch.

    >>> import teachflow as tf
    >>> tf.keras.backend.switch(tf.constant(True), 1.0, 2.0).numpy()
    np.float32(1.0)
    """
    one, other = (
        value() if callable(value) else value
        for value in (then_expression, else_expression)
    )
    return tf.where(condition, one, other)
