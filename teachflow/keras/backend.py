"""``tf.keras.backend``: Keras 2's functions of tensors, which old files still use."""

from __future__ import annotations

from typing import Any

import numpy as np

import teachflow.compat.v2 as tf
from teachflow.compat.missing import looking_up as _looking_up
from teachflow.core import dtypes as _dt
from teachflow.keras.config import (
    backend,
    epsilon,
    floatx,
    image_data_format,
    set_epsilon,
    set_floatx,
    set_image_data_format,
    standardize_dtype,
)
from teachflow.keras.keras_tensor import is_keras_tensor
from teachflow.keras.random import draws as _draws
from teachflow.keras.state import clear_session, get_uid


def _kind(dtype: Any) -> Any:
    return _dt.as_dtype(standardize_dtype(dtype))


def _variable(value: Any, **more: Any) -> Any:
    kind: Any = tf.Variable  # a class that makes the kind that fits
    return kind(value, **more)


def _floats(x: Any) -> Any:
    """``x``, of booleans as floats: their mean is a share."""
    return tf.cast(x, floatx()) if x.dtype is tf.bool else x


abs = tf.abs
cos = tf.cos
elu = tf.nn.elu
equal = tf.equal
exp = tf.exp
expand_dims = tf.expand_dims
gather = tf.gather
greater = tf.greater
greater_equal = tf.greater_equal
less = tf.less
less_equal = tf.less_equal
log = tf.math.log
maximum = tf.maximum
minimum = tf.minimum
not_equal = tf.not_equal
ones_like = tf.ones_like
pow = tf.pow
reshape = tf.reshape
round = tf.round
shape = tf.shape
sigmoid = tf.sigmoid
sign = tf.sign
sin = tf.sin
softplus = tf.nn.softplus
softsign = tf.nn.softsign
sqrt = tf.sqrt
square = tf.square
stack = tf.stack
stop_gradient = tf.stop_gradient
tanh = tf.tanh
tile = tf.tile
transpose = tf.transpose
zeros_like = tf.zeros_like


def argmax(x: Any, axis: int = -1) -> Any:
    """The index of the largest."""
    return tf.argmax(x, axis)


def argmin(x: Any, axis: int = -1) -> Any:
    """The index of the smallest."""
    return tf.argmin(x, axis)


def all(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Whether all hold."""
    return tf.reduce_all(tf.cast(x, tf.bool), axis, keepdims)


def any(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Whether one holds."""
    return tf.reduce_any(tf.cast(x, tf.bool), axis, keepdims)


def max(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The largest."""
    return tf.reduce_max(x, axis, keepdims)


def min(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The smallest."""
    return tf.reduce_min(x, axis, keepdims)


def mean(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The mean. Source: tf.keras.backend.mean.

    >>> import teachflow as tf
    >>> float(tf.keras.backend.mean(tf.constant([1.0, 2.0])))
    1.5
    """
    return tf.reduce_mean(_floats(tf.convert_to_tensor(x)), axis, keepdims)


def prod(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The product."""
    return tf.reduce_prod(x, axis, keepdims)


def std(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The standard deviation."""
    return tf.math.reduce_std(_floats(tf.convert_to_tensor(x)), axis, keepdims)


def sum(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The sum."""
    return tf.reduce_sum(x, axis, keepdims)


def var(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The variance."""
    return tf.math.reduce_variance(_floats(tf.convert_to_tensor(x)), axis, keepdims)


def arange(start: Any, stop: Any = None, step: Any = 1, dtype: Any = "int32") -> Any:
    """Numbers in equal steps."""
    if stop is None:
        start, stop = 0, start
    return tf.cast(tf.range(start, stop, step), _kind(dtype))


def cast(x: Any, dtype: Any) -> Any:
    """``x`` as ``dtype``."""
    return tf.cast(x, _kind(dtype))


def cast_to_floatx(x: Any) -> Any:
    """An array or tensor as ``floatx``."""
    return np.asarray(x, floatx()) if isinstance(x, np.ndarray) else cast(x, floatx())


def clip(x: Any, min_value: Any, max_value: Any) -> Any:
    """``x`` between two bounds."""
    low = -np.inf if min_value is None else min_value
    high = np.inf if max_value is None else max_value
    return tf.clip_by_value(x, low, high)


def concatenate(tensors: Any, axis: int = -1) -> Any:
    """Tensors joined along an axis."""
    return tf.concat(list(tensors), axis)


def constant(value: Any, dtype: Any = None, shape: Any = None, name: Any = None) -> Any:
    """A tensor of a value."""
    return tf.constant(value, _kind(dtype), shape)


def dot(x: Any, y: Any) -> Any:
    """The product of matrices, over the last axis and the last but one."""
    if len(x.shape) == 2 and len(y.shape) == 2:
        return tf.matmul(x, y)
    return tf.tensordot(x, y, [[-1], [-2]])


def flatten(x: Any) -> Any:
    """All axes in one."""
    return tf.reshape(x, [-1])


def batch_flatten(x: Any) -> Any:
    """All axes but the batch's in one."""
    return tf.reshape(x, [tf.shape(x)[0], -1])


def l2_normalize(x: Any, axis: Any = None) -> Any:
    """``x`` with norm one along an axis."""
    return tf.math.l2_normalize(x, axis=axis)


def one_hot(indices: Any, num_classes: int) -> Any:
    """A one at each index, else zeros."""
    return tf.one_hot(indices, num_classes)


def permute_dimensions(x: Any, pattern: Any) -> Any:
    """``x`` with its axes in another order."""
    return tf.transpose(x, pattern)


def relu(
    x: Any, alpha: float = 0.0, max_value: Any = None, threshold: Any = 0.0
) -> Any:
    """``max(x, 0)`` with its variants."""
    kept = tf.where(x > threshold, x, alpha * (x - threshold))
    return kept if max_value is None else tf.minimum(kept, max_value)


def repeat_elements(x: Any, rep: int, axis: int) -> Any:
    """Each slice along an axis ``rep`` times."""
    return tf.repeat(x, rep, axis=axis)


def reverse(x: Any, axes: Any) -> Any:
    """``x`` backwards along axes."""
    return tf.reverse(x, [axes] if isinstance(axes, int) else axes)


def softmax(x: Any, axis: int = -1) -> Any:
    """Exponentials, summing to one along an axis."""
    return tf.nn.softmax(x, axis)


def squeeze(x: Any, axis: int) -> Any:
    """``x`` without an axis of length 1."""
    return tf.squeeze(x, [axis])


def switch(condition: Any, then_expression: Any, else_expression: Any) -> Any:
    """One or the other, by a condition; functions are called."""
    one, other = (
        value() if callable(value) else value
        for value in (then_expression, else_expression)
    )
    return tf.where(condition, one, other)


def dtype(x: Any) -> str:
    """The dtype by its name."""
    return standardize_dtype(x.dtype)


def int_shape(x: Any) -> Any:
    """The lengths as a tuple."""
    return tuple(x.shape)


def ndim(x: Any) -> int:
    """The number of axes."""
    return len(x.shape)


def count_params(x: Any) -> int:
    """The number of numbers."""
    return int(np.prod(tuple(x.shape)))


def eval(x: Any) -> Any:
    """The value as an array."""
    return np.array(x)


def get_value(x: Any) -> Any:
    """The value as an array. Source: tf.keras.backend.get_value."""
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
    """The values as arrays."""
    return [get_value(tensor) for tensor in tensors]


def batch_set_value(tuples: Any) -> None:
    """Stores values in variables."""
    for variable_, value in tuples:
        set_value(variable_, value)


def update(x: Any, new_x: Any) -> Any:
    """Stores a value in a variable; returns the variable."""
    x.assign(new_x)
    return x


def update_add(x: Any, increment: Any) -> Any:
    """Adds to a variable; returns it."""
    x.assign_add(increment)
    return x


def update_sub(x: Any, decrement: Any) -> Any:
    """Subtracts from a variable; returns it."""
    x.assign_sub(decrement)
    return x


def variable(value: Any, dtype: Any = None, name: Any = None) -> Any:
    """A variable of a value."""
    return _variable(value, dtype=_kind(dtype), name=name)


def zeros(shape: Any, dtype: Any = None, name: Any = None) -> Any:
    """A variable of zeros."""
    return _variable(tf.zeros(list(shape), _kind(dtype)), name=name)


def ones(shape: Any, dtype: Any = None, name: Any = None) -> Any:
    """A variable of ones."""
    return _variable(tf.ones(list(shape), _kind(dtype)), name=name)


def eye(size: int, dtype: Any = None, name: Any = None) -> Any:
    """A variable of the identity matrix."""
    return _variable(tf.eye(size, dtype=_kind(dtype)), name=name)


def random_normal(
    shape: Any,
    mean: float = 0.0,
    stddev: float = 1.0,
    dtype: Any = None,
    seed: Any = None,
) -> Any:
    """Normal numbers."""
    return _draws.normal(shape, mean, stddev, dtype, seed)


def random_uniform(
    shape: Any,
    minval: float = 0.0,
    maxval: float = 1.0,
    dtype: Any = None,
    seed: Any = None,
) -> Any:
    """Numbers from ``minval`` up to ``maxval``."""
    return _draws.uniform(shape, minval, maxval, dtype, seed)


__all__ = [
    "abs",
    "all",
    "any",
    "arange",
    "argmax",
    "argmin",
    "backend",
    "batch_flatten",
    "batch_get_value",
    "batch_set_value",
    "cast",
    "cast_to_floatx",
    "clear_session",
    "clip",
    "concatenate",
    "constant",
    "cos",
    "count_params",
    "dot",
    "dtype",
    "elu",
    "epsilon",
    "equal",
    "eval",
    "exp",
    "expand_dims",
    "eye",
    "flatten",
    "floatx",
    "gather",
    "get_uid",
    "get_value",
    "greater",
    "greater_equal",
    "image_data_format",
    "int_shape",
    "is_keras_tensor",
    "l2_normalize",
    "less",
    "less_equal",
    "log",
    "max",
    "maximum",
    "mean",
    "min",
    "minimum",
    "ndim",
    "not_equal",
    "one_hot",
    "ones",
    "ones_like",
    "permute_dimensions",
    "pow",
    "prod",
    "random_normal",
    "random_uniform",
    "relu",
    "repeat_elements",
    "reshape",
    "reverse",
    "round",
    "set_epsilon",
    "set_floatx",
    "set_image_data_format",
    "set_value",
    "shape",
    "sigmoid",
    "sign",
    "sin",
    "softmax",
    "softplus",
    "softsign",
    "sqrt",
    "square",
    "squeeze",
    "stack",
    "standardize_dtype",
    "std",
    "stop_gradient",
    "sum",
    "switch",
    "tanh",
    "tile",
    "transpose",
    "update",
    "update_add",
    "update_sub",
    "var",
    "variable",
    "zeros",
    "zeros_like",
]

__getattr__ = _looking_up(__name__)
