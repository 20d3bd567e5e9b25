"""``keras.ops``: elementwise mathematics and sums, each a line of a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.keras_tensor import OPERATORS as _OPERATORS
from teachflow.keras.ops import kinds as _kinds
from teachflow.keras.ops.dispatch import keras_op as _op


def _op_told(call: Callable[..., Any], name: str, text: str, example: str) -> Any:
    """The op ``call`` with a docstring made of what it does and one example."""
    asked, _, answer = example.partition(" == ")
    call.__name__ = name
    call.__doc__ = (
        f"Returns {text} Source: tf.keras.ops.{name}.\n\n"
        f">>> import teachflow as tf\n"
        f">>> tf.keras.ops.{name}({asked}).numpy().tolist()\n"
        f"{answer}\n"
    )
    return _op(call, name)


def _binary(
    name: str,
    function: Callable[..., Any],
    text: str,
    example: str,
    floats: bool = False,
) -> Any:
    def call(x1: Any, x2: Any) -> Any:
        x1, x2 = _kinds.in_one_dtype(x1, x2)
        if floats:
            x1, x2 = _kinds.floats(x1), _kinds.floats(x2)
        return function(x1, x2)

    text = f"{text}, elementwise.\n\nBoth are taken in the wider of their dtypes."
    return _op_told(call, name, text, example)


def _unary(
    name: str,
    function: Callable[..., Any],
    text: str,
    example: str,
    floats: bool = True,
) -> Any:
    def call(x: Any) -> Any:
        return function(_kinds.floats(x) if floats else tf.convert_to_tensor(x))

    kind = "Whole numbers are taken as ``floatx``." if floats else "The dtype is kept."
    return _op_told(call, name, f"{text} of each element.\n\n{kind}", example)


def _reduction(
    name: str,
    function: Callable[..., Any],
    text: str,
    example: str,
    taken: Callable[[Any], Any] = tf.convert_to_tensor,
) -> Any:
    def call(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
        return function(taken(x), axis=axis, keepdims=keepdims)

    text = (
        f"{text} over ``axis``, or over all axes.\n\n"
        "With ``keepdims`` the axes stay, of length 1."
    )
    return _op_told(call, name, text, example)


add = _binary("add", tf.add, "the sum", "[1, 2], 0.5 == [1.5, 2.5]")
divide = _binary("divide", tf.truediv, "the quotient", "3, 2 == 1.5", floats=True)
divide_no_nan = _binary(
    "divide_no_nan",
    tf.math.divide_no_nan,
    "the quotient, 0 where ``x2`` is 0",
    "3.0, 0.0 == 0.0",
    floats=True,
)
equal = _binary(
    "equal", tf.equal, "whether both are equal", "[1, 2], 2 == [False, True]"
)
floor_divide = _binary(
    "floor_divide", lambda x, y: x // y, "the quotient rounded down", "-3, 2 == -2"
)
greater = _binary("greater", tf.greater, "whether ``x1 > x2``", "3, 2 == True")
greater_equal = _binary(
    "greater_equal", tf.greater_equal, "whether ``x1 >= x2``", "2, 2 == True"
)
less = _binary("less", tf.less, "whether ``x1 < x2``", "3, 2 == False")
less_equal = _binary(
    "less_equal", tf.less_equal, "whether ``x1 <= x2``", "2, 2 == True"
)
maximum = _binary("maximum", tf.maximum, "the larger one", "[1, 5], 3 == [3, 5]")
minimum = _binary("minimum", tf.minimum, "the smaller one", "[1, 5], 3 == [1, 3]")
mod = _binary(
    "mod", lambda x, y: x % y, "the remainder, with ``x2``'s sign", "-5, 3 == 1"
)
multiply = _binary("multiply", tf.multiply, "the product", "[1, 2], 3 == [3, 6]")
not_equal = _binary("not_equal", tf.not_equal, "whether both differ", "1, 2 == True")
power = _binary("power", tf.pow, "``x1`` to the power of ``x2``", "2, 3 == 8")
subtract = _binary("subtract", tf.subtract, "the difference", "3, 2 == 1")
true_divide = _binary(
    "true_divide", tf.truediv, "the quotient", "3, 2 == 1.5", floats=True
)

absolute = _unary("absolute", tf.abs, "the absolute value", "[-1, 2] == [1, 2]", False)
abs = _unary("abs", tf.abs, "the absolute value", "[-1, 2] == [1, 2]", False)
arctan = _unary("arctan", tf.atan, "the arc tangent", "0.0 == 0.0")
ceil = _unary("ceil", tf.math.ceil, "the next whole number up", "1.5 == 2.0")
cos = _unary("cos", tf.cos, "the cosine", "0.0 == 1.0")
exp = _unary("exp", tf.exp, "the exponential", "0.0 == 1.0")
expm1 = _unary("expm1", tf.math.expm1, "``exp(x) - 1``", "0.0 == 0.0")
floor = _unary("floor", tf.floor, "the next whole number down", "1.5 == 1.0")
isnan = _unary(
    "isnan", tf.math.is_nan, "whether it is no number", '[float("nan")] == [True]'
)
log = _unary("log", tf.math.log, "the natural logarithm", "1.0 == 0.0")
log1p = _unary("log1p", tf.math.log1p, "``log(1 + x)``", "0.0 == 0.0")
negative = _unary("negative", tf.negative, "the negative", "[1, -2] == [-1, 2]", False)
reciprocal = _unary("reciprocal", tf.math.reciprocal, "``1 / x``", "4.0 == 0.25")
round = _unary(
    "round", tf.round, "the nearest whole number", "[0.4, 1.5] == [0.0, 2.0]", False
)
rsqrt = _unary("rsqrt", tf.math.rsqrt, "``1 / sqrt(x)``", "4.0 == 0.5")
sign = _unary(
    "sign", tf.sign, "the sign: -1, 0 or 1", "[-3, 0, 2] == [-1, 0, 1]", False
)
sin = _unary("sin", tf.sin, "the sine", "0.0 == 0.0")
sqrt = _unary("sqrt", tf.sqrt, "the square root", "4 == 2.0")
tan = _unary("tan", tf.tan, "the tangent", "0.0 == 0.0")
tanh = _unary("tanh", tf.tanh, "the hyperbolic tangent", "0.0 == 0.0")

all = _reduction(
    "all", tf.reduce_all, "whether all hold", "[True, False] == False", _kinds.truth
)
any = _reduction(
    "any", tf.reduce_any, "whether one holds", "[True, False] == True", _kinds.truth
)
logsumexp = _reduction(
    "logsumexp",
    tf.reduce_logsumexp,
    "the logarithm of the sum of the exponentials",
    "[0.0] == 0.0",
    _kinds.floats,
)
max = _reduction("max", tf.reduce_max, "the largest", "[1, 3, 2] == 3")
mean = _reduction("mean", tf.reduce_mean, "the mean", "[1, 2] == 1.5", _kinds.floats)
min = _reduction(
    "min", tf.reduce_min, "the smallest", "[[1, 3], [4, 2]], axis=1 == [1, 2]"
)
prod = _reduction("prod", tf.reduce_prod, "the product", "[2, 3] == 6", _kinds.summable)
std = _reduction(
    "std",
    tf.math.reduce_std,
    "the standard deviation",
    "[1.0, 3.0] == 1.0",
    _kinds.floats,
)
sum = _reduction(
    "sum",
    tf.reduce_sum,
    "the sum",
    "[[1, 2], [3, 4]], axis=0 == [4, 6]",
    _kinds.summable,
)
var = _reduction(
    "var", tf.math.reduce_variance, "the variance", "[1.0, 3.0] == 1.0", _kinds.floats
)

for _name in (
    "absolute",
    "add",
    "divide",
    "floor_divide",
    "greater",
    "greater_equal",
    "less",
    "less_equal",
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
