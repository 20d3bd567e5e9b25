"""``keras.ops``: elementwise mathematics, sums and products."""

from __future__ import annotations

import builtins as _builtins
from collections.abc import Callable
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.core import dtypes as _dt
from teachflow.core.operand import Operand as _Operand
from teachflow.keras.config import floatx as _floatx
from teachflow.keras.keras_tensor import OPERATORS as _OPERATORS
from teachflow.keras.ops.dispatch import keras_op as _op

_RANKS = (
    _dt.bool_,
    _dt.uint8,
    _dt.int8,
    _dt.uint16,
    _dt.int16,
    _dt.int32,
    _dt.int64,
    _dt.float16,
    _dt.float32,
    _dt.float64,
)


def _float(x: Any) -> Any:
    """``x`` as a tensor of floats."""
    x = tf.convert_to_tensor(x)
    if x.dtype.is_floating or x.dtype.is_complex:
        return x
    return tf.cast(x, _floatx())


def _pair(x1: Any, x2: Any) -> tuple[Any, Any]:
    """Both as tensors of the wider of their dtypes; Python numbers fit themselves."""
    kinds = [
        x.dtype if isinstance(x, _Operand) else _dt.as_dtype(x.dtype)
        for x in (x1, x2)
        if hasattr(x, "dtype")
    ]
    if not kinds:
        x1 = tf.convert_to_tensor(x1)
        return _pair(x1, x2)
    kind = _builtins.max(
        kinds, key=lambda each: _RANKS.index(each) if each in _RANKS else 99
    )
    plain = [x for x in (x1, x2) if not hasattr(x, "dtype")]
    if not kind.is_floating and _builtins.any(isinstance(x, float) for x in plain):
        kind = _dt.as_dtype(_floatx())
    return tf.cast(x1, kind), tf.cast(x2, kind)


def _binary(name: str, function: Callable[..., Any], floats: bool = False) -> Any:
    def call(x1: Any, x2: Any) -> Any:
        x1, x2 = _pair(x1, x2)
        if floats:
            x1, x2 = _float(x1), _float(x2)
        return function(x1, x2)

    call.__doc__ = f"``{name}`` of two tensors, elementwise, in the wider dtype."
    call.__name__ = name
    return _op(call, name)


def _unary(name: str, function: Callable[..., Any], floats: bool = True) -> Any:
    def call(x: Any) -> Any:
        return function(_float(x) if floats else tf.convert_to_tensor(x))

    call.__doc__ = f"``{name}`` of each element."
    call.__name__ = name
    return _op(call, name)


def _reduction(name: str, function: Callable[..., Any], floats: bool = False) -> Any:
    def call(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
        x = _float(x) if floats else tf.convert_to_tensor(x)
        return function(x, axis=axis, keepdims=keepdims)

    call.__doc__ = f"``{name}`` over the axes, or over all."
    call.__name__ = name
    return _op(call, name)


add = _binary("add", tf.add)
divide = _binary("divide", tf.truediv, floats=True)
divide_no_nan = _binary("divide_no_nan", tf.math.divide_no_nan, floats=True)
equal = _binary("equal", tf.equal)
floor_divide = _binary("floor_divide", lambda x, y: x // y)
greater = _binary("greater", tf.greater)
greater_equal = _binary("greater_equal", tf.greater_equal)
less = _binary("less", tf.less)
less_equal = _binary("less_equal", tf.less_equal)
maximum = _binary("maximum", tf.maximum)
minimum = _binary("minimum", tf.minimum)
mod = _binary("mod", lambda x, y: x % y)
multiply = _binary("multiply", tf.multiply)
not_equal = _binary("not_equal", tf.not_equal)
power = _binary("power", tf.pow)
subtract = _binary("subtract", tf.subtract)
true_divide = _binary("true_divide", tf.truediv, floats=True)

absolute = _unary("absolute", tf.abs, floats=False)
abs = _unary("abs", tf.abs, floats=False)
arctan = _unary("arctan", tf.atan)
ceil = _unary("ceil", tf.math.ceil)
cos = _unary("cos", tf.cos)
exp = _unary("exp", tf.exp)
expm1 = _unary("expm1", tf.math.expm1)
floor = _unary("floor", tf.floor)
isnan = _unary("isnan", tf.math.is_nan)
log = _unary("log", tf.math.log)
log1p = _unary("log1p", tf.math.log1p)
logical_not = _unary("logical_not", tf.logical_not, floats=False)
negative = _unary("negative", tf.negative, floats=False)
reciprocal = _unary("reciprocal", tf.math.reciprocal)
round = _unary("round", tf.round, floats=False)
rsqrt = _unary("rsqrt", tf.math.rsqrt)
sign = _unary("sign", tf.sign, floats=False)
sin = _unary("sin", tf.sin)
sqrt = _unary("sqrt", tf.sqrt)
square = _unary("square", tf.square, floats=False)
tan = _unary("tan", tf.tan)
tanh = _unary("tanh", tf.tanh)

all = _reduction("all", tf.reduce_all)
any = _reduction("any", tf.reduce_any)
logsumexp = _reduction("logsumexp", tf.reduce_logsumexp, floats=True)
max = _reduction("max", tf.reduce_max)
mean = _reduction("mean", tf.reduce_mean, floats=True)
min = _reduction("min", tf.reduce_min)
prod = _reduction("prod", tf.reduce_prod)
std = _reduction("std", tf.math.reduce_std, floats=True)
sum = _reduction("sum", tf.reduce_sum)
var = _reduction("var", tf.math.reduce_variance, floats=True)


def _logical_and(x1: Any, x2: Any) -> Any:
    """Whether both hold."""
    return tf.logical_and(x1, x2)


def _logical_or(x1: Any, x2: Any) -> Any:
    """Whether one holds."""
    return tf.logical_or(x1, x2)


def _argmax(x: Any, axis: int | None = None, keepdims: bool = False) -> Any:
    """The index of the largest, as int32."""
    return _index(tf.argmax, x, axis, keepdims)


def _argmin(x: Any, axis: int | None = None, keepdims: bool = False) -> Any:
    """The index of the smallest, as int32."""
    return _index(tf.argmin, x, axis, keepdims)


def _index(function: Any, x: Any, axis: int | None, keepdims: bool) -> Any:
    x = tf.convert_to_tensor(x)
    if axis is None:
        return tf.cast(function(tf.reshape(x, [-1]), axis=0), tf.int32)
    found = tf.cast(function(x, axis=axis), tf.int32)
    return tf.expand_dims(found, axis) if keepdims else found


def _matmul(x1: Any, x2: Any) -> Any:
    """The product of matrices; vectors count as rows or columns."""
    x1, x2 = _pair(x1, x2)
    if len(x2.shape) == 1:
        return tf.tensordot(x1, x2, 1)
    if len(x1.shape) == 1 or (len(x2.shape) == 2 and len(x1.shape) > 2):
        return tf.tensordot(x1, x2, 1)
    return tf.matmul(x1, x2)


def _dot(x1: Any, x2: Any) -> Any:
    """The sum of products over the last axis and the last but one."""
    x1, x2 = _pair(x1, x2)
    if not len(x1.shape) or not len(x2.shape):
        return x1 * x2
    return tf.tensordot(x1, x2, [[-1], [-2 if len(x2.shape) > 1 else -1]])


def _tensordot(x1: Any, x2: Any, axes: Any = 2) -> Any:
    """The sum of products over the axes."""
    return tf.tensordot(*_pair(x1, x2), axes)


def _einsum(subscripts: str, *operands: Any) -> Any:
    """The sum of products that the subscripts say."""
    return tf.einsum(subscripts, *operands)


def _clip(x: Any, x_min: Any, x_max: Any) -> Any:
    """``x`` between two bounds."""
    return tf.clip_by_value(x, x_min, x_max)


def _norm(x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Any:
    """The norm of vectors or matrices."""
    return tf.norm(_float(x), ord or "euclidean", axis, keepdims)


def _cumsum(x: Any, axis: int = 0) -> Any:
    """Running sums."""
    return tf.cumsum(x, axis)


argmax = _op(_argmax, "argmax")
argmin = _op(_argmin, "argmin")
clip = _op(_clip, "clip")
cumsum = _op(_cumsum, "cumsum")
dot = _op(_dot, "dot")
einsum = _op(_einsum, "einsum")
logical_and = _op(_logical_and, "logical_and")
logical_or = _op(_logical_or, "logical_or")
matmul = _op(_matmul, "matmul")
norm = _op(_norm, "norm")
tensordot = _op(_tensordot, "tensordot")

for _name in (
    "absolute",
    "add",
    "divide",
    "floor_divide",
    "greater",
    "greater_equal",
    "less",
    "less_equal",
    "logical_and",
    "logical_not",
    "logical_or",
    "matmul",
    "mod",
    "multiply",
    "negative",
    "not_equal",
    "power",
    "subtract",
):
    _OPERATORS[_name] = globals()[_name]

__all__ = [
    name
    for name in dir()
    if not name.startswith("_") and name not in ("tf", "Any", "Callable", "annotations")
]
