"""Arithmetic: the ops. What people write (``+``, ``tf.add``) is in ``arithmetic``.

In order of increasing difficulty; gradient rules are the lines of a calculus book. The
driver sums what was broadcast back to each input's shape, so no rule speaks of shapes.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home, lists
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import COMPLEX, FLOATS, NUMBERS, REALS, SIGNED, variant
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import OPS, op
from teachflow.ops.math.cast import cast
from teachflow.ops.math.complex import conjugate
from teachflow.ops.math.logic import greater, not_equal
from teachflow.ops.math.mask import keep_where

_OLDER = (dt.int8, dt.int16, dt.int32, dt.int64, dt.uint8)  # what Add was made for
_ADDABLE = (*FLOATS, *COMPLEX, *_OLDER, dt.string)
_REMAINDERS = (*FLOATS, dt.int32, dt.int64)
_SQUARABLE = (*_REMAINDERS, *COMPLEX)

# ---- arithmetic ------------------------------------------------------------------


@op("AddV2", "T, T -> T", shape=rules.broadcast, T=NUMBERS)
def add_v2(x: Any, y: Any) -> Any:
    """Elementwise sum, with broadcasting: ``z = x + y``."""
    return x + y


@add_v2.vjp
def _(call: Any, g: Any) -> Any:
    return g, g


@add_v2.jvp
def _(call: Any, dx: Any, dy: Any) -> Any:
    if dx is None or dy is None:
        return dy if dx is None else dx
    return dx + dy


@op("Add", "T, T -> T", shape=rules.broadcast, T=_ADDABLE)
def add_v1(x: Any, y: Any) -> Any:
    """Elementwise sum; of strings, one after the other."""
    return x + y


@add_v1.vjp
def _(call: Any, g: Any) -> Any:
    return g, g


@add_v1.jvp
def _(call: Any, dx: Any, dy: Any) -> Any:
    if dx is None or dy is None:
        return dy if dx is None else dx
    return dx + dy


@op("Sub", "T, T -> T", shape=rules.broadcast, T=NUMBERS)
def subtract(x: Any, y: Any) -> Any:
    """Elementwise difference, with broadcasting: ``z = x - y``.

    Source: tf.subtract.

    >>> import teachflow as tf
    >>> tf.subtract([3, 4], 1).numpy()
    array([2, 3], dtype=int32)
    """
    return x - y


@subtract.vjp
def _(call: Any, g: Any) -> Any:
    return g, lambda: -g


@subtract.jvp
def _(call: Any, dx: Any, dy: Any) -> Any:
    if dx is None or dy is None:
        return -dy if dx is None else dx
    return dx - dy


@op("Mul", "T, T -> T", shape=rules.broadcast, T=NUMBERS)
def multiply(x: Any, y: Any) -> Any:
    """Elementwise product, with broadcasting: ``z = x * y``.

    Source: tf.multiply.

    >>> import teachflow as tf
    >>> tf.multiply([3, 4], 2).numpy()
    array([6, 8], dtype=int32)
    """
    return x * y


@multiply.vjp
def _(call: Any, g: Any) -> Any:
    x, y = call.inputs
    if not g.dtype.is_complex:
        return lambda: g * y, lambda: g * x
    return lambda: g * conjugate(y), lambda: g * conjugate(x)


multiply.jvp_multilinear(0, 1)


@op("Neg", "T -> T", shape=rules.same, T=SIGNED)
def negative(x: Any) -> Any:
    """Elementwise ``-x``.

    Source: tf.negative.

    >>> import teachflow as tf
    >>> tf.negative([1, -2]).numpy()
    array([-1,  2], dtype=int32)
    """
    return -x


@negative.vjp
def _(call: Any, g: Any) -> Any:
    return -g


negative.jvp_linear(0)


@op("Square", "T -> T", shape=rules.same, T=NUMBERS)
def square(x: Any) -> Any:
    """Elementwise ``x * x``.

    Source: tf.square.

    >>> import teachflow as tf
    >>> tf.square([1.0, -2.0]).numpy()
    array([1., 4.], dtype=float32)
    """
    return x * x


@square.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return 2 * conjugate(x) * g


square.jvp_symmetric()


@op("SquaredDifference", "T, T -> T", shape=rules.broadcast, T=_SQUARABLE)
def squared_difference(x: Any, y: Any) -> Any:
    """Elementwise ``(x - y)²``, with broadcasting; for complex numbers ``|x - y|²``.

    Source: tf.math.squared_difference.

    >>> import teachflow as tf
    >>> tf.math.squared_difference([1.0, 5.0], 3.0).numpy()
    array([4., 4.], dtype=float32)
    """
    difference = np.subtract(x, y)
    if difference.dtype.kind == "c":
        return np.multiply(np.conjugate(difference), difference)
    return np.square(difference)


@squared_difference.vjp
def _(call: Any, g: Any) -> Any:
    x, y = call.inputs
    part = 2 * (x - y) * g
    return part, lambda: -part


squared_difference.jvp_symmetric()


@op("RealDiv", "T, T -> T", shape=rules.broadcast, T=FLOATS + COMPLEX)
def real_divide(x: Any, y: Any) -> Any:
    """Elementwise ``x / y``, with broadcasting.

    Source: tf.realdiv.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.realdiv([1.0, 3.0], 2.0))
    array([0.5, 1.5], dtype=float32)
    """
    return x / y


@real_divide.vjp
def _(call: Any, g: Any) -> Any:
    _, y = call.inputs
    part = g / conjugate(y)
    return part, lambda: -part * conjugate(call.output)


real_divide.jvp_symmetric()


@op("DivNoNan", "T, T -> T", shape=rules.broadcast, T=FLOATS + COMPLEX)
def div_no_nan_op(x: Any, y: Any) -> Any:
    """Elementwise ``x / y``, and 0 where ``y`` is 0."""
    zero = np.equal(y, 0)
    return np.where(
        zero, _like(y, 0), np.true_divide(x, np.where(zero, _like(y, 1), y))
    )


def _like(x: Any, value: Any) -> Any:
    return x.dtype.type(value)


@div_no_nan_op.vjp
def _(call: Any, g: Any) -> Any:
    _, y = call.inputs
    part = div_no_nan_op(g, conjugate(y))
    return part, lambda: -part * conjugate(call.output)


div_no_nan_op.jvp_symmetric()


@op("Reciprocal", "T -> T", shape=rules.same, T=FLOATS + COMPLEX)
def reciprocal(x: Any) -> Any:
    """Elementwise ``1 / x``.

    Source: tf.math.reciprocal.

    >>> import teachflow as tf
    >>> tf.math.reciprocal([2.0, 4.0]).numpy()
    array([0.5 , 0.25], dtype=float32)
    """
    return np.reciprocal(x)


@reciprocal.vjp
def _(call: Any, g: Any) -> Any:
    if g.dtype.is_complex:
        y = conjugate(call.output)
        return -g * y * y
    return home.apply(OPS["ReciprocalGrad"], (call.output, g), {}, None)


reciprocal.jvp_symmetric()


def _no_zero(y: Any) -> None:
    if np.asarray(y).dtype.kind in "iu" and not np.all(y):
        raise InvalidArgumentError(
            None, None, "Integer division by zero: the divisor has an element 0."
        )


@op("FloorDiv", "T, T -> T", shape=rules.broadcast, T=REALS, differentiable=False)
def floor_div(x: Any, y: Any) -> Any:
    """Elementwise quotient, rounded down: ``-7 // 2`` is -4.

    Source: tf.math.floordiv.

    >>> import teachflow as tf
    >>> tf.math.floordiv([7, -7], 2).numpy()
    array([ 3, -4], dtype=int32)
    """
    _no_zero(y)
    if np.asarray(x).dtype.kind == "f":
        return np.floor(np.true_divide(x, y))
    return np.floor_divide(x, y)


@op("TruncateDiv", "T, T -> T", shape=rules.broadcast, T=NUMBERS, differentiable=False)
def truncatediv(x: Any, y: Any) -> Any:
    """Elementwise quotient, cut off towards 0: -7 by 2 is -3.

    Source: tf.truncatediv.

    >>> import teachflow as tf
    >>> tf.truncatediv([7, -7], 2).numpy()
    array([ 3, -3], dtype=int32)
    """
    _no_zero(y)
    if np.asarray(x).dtype.kind == "f":
        return np.trunc(x / y)
    if np.asarray(x).dtype.kind == "c":
        return x / y
    return (x - np.fmod(x, y)) // y


@op("TruncateMod", "T, T -> T", shape=rules.broadcast, T=_REMAINDERS)
def truncatemod(x: Any, y: Any) -> Any:
    """Elementwise remainder with the sign of ``x``: that of -7 by 3 is -1.

    Source: tf.truncatemod.

    >>> import teachflow as tf
    >>> tf.truncatemod([7, -7], 3).numpy()
    array([ 1, -1], dtype=int32)
    """
    _no_zero(y)
    return np.fmod(x, y)


@truncatemod.vjp
def _(call: Any, g: Any) -> Any:
    x, y = call.inputs
    return g, lambda: -g * truncatediv(x, y)


truncatemod.jvp_symmetric()


@op("FloorMod", "T, T -> T", shape=rules.broadcast, T=REALS)
def floormod(x: Any, y: Any) -> Any:
    """Elementwise remainder with the sign of ``y``: ``-7 % 2`` is 1.

    Source: tf.math.floormod.

    >>> import teachflow as tf
    >>> tf.math.floormod([7, -7], 3).numpy()
    array([1, 2], dtype=int32)
    """
    _no_zero(y)
    return np.remainder(x, y)


@floormod.vjp
def _(call: Any, g: Any) -> Any:
    x, y = call.inputs
    return g, lambda: -g * floor_div(x, y)


floormod.jvp_symmetric()


@op("Pow", "T, T -> T", shape=rules.broadcast, T=SIGNED)
def power(x: Any, y: Any) -> Any:
    """Elementwise ``x`` to the power of ``y``, with broadcasting."""
    if np.ndim(y) == 0 and y == 2:
        return x * x
    try:
        return np.power(x, y)
    except ValueError:
        if np.asarray(x).dtype.kind != "i" or not np.any(np.less(y, 0)):
            raise
        raise InvalidArgumentError(
            None,
            None,
            "Integers to negative integer powers are not allowed: cast the base to a "
            "floating type with tf.cast.",
        ) from None


@power.vjp
def _(call: Any, g: Any) -> Any:
    x, y = call.inputs

    def of_exponent() -> Any:
        # The logarithm where it is defined, 0 elsewhere: TensorFlow's convention.
        defined = not_equal(x, 0) if x.dtype.is_complex else greater(x, 0)
        safe = keep_where(defined, x) + (1 - cast(defined, x.dtype.base_dtype))
        return g * conjugate(call.output * log(safe))

    return lambda: g * conjugate(y * x ** (y - 1)), of_exponent


power.jvp_symmetric()


@op("Log", "T -> T", shape=rules.same, T=FLOATS + COMPLEX)
def log(x: Any) -> Any:
    """Elementwise natural logarithm; NaN for negative reals.

    Source: tf.math.log.

    >>> import teachflow as tf
    >>> tf.math.log([1.0, 0.0]).numpy()
    array([  0., -inf], dtype=float32)
    """
    return np.log(x)


@log.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return g / conjugate(x)


log.jvp_symmetric()


@op("AddN", "N*T -> T", shape=rules.merge, T=(*NUMBERS, variant))
def add_n_op(inputs: Any) -> Any:
    """The sum of all inputs, which have one shape; of lists, item by item."""
    if type(inputs[0]) is tuple:
        return lists.total(inputs)
    shape = inputs[0].shape
    if any(item.shape != shape for item in inputs):
        raise InvalidArgumentError(
            None,
            None,
            "Inputs to operation AddN must have the same size and shape. Input shapes: "
            + ", ".join(str(list(item.shape)) for item in inputs),
        )
    if len(inputs) == 1:
        return inputs[0]
    total = np.add(inputs[0], inputs[1])
    for item in inputs[2:]:
        total += item
    return total


@add_n_op.vjp
def _(call: Any, g: Any) -> Any:
    return (g,) * len(call.inputs)


@add_n_op.jvp
def _(call: Any, *tangents: Any) -> Any:
    moving = [tangent for tangent in tangents if tangent is not None]
    return moving[0] if len(moving) == 1 else add_n_op(moving)
