"""Comparisons and truth: what is equal, less, and, or, not, finite.

Truth values have no derivative, so nothing here is differentiable, on purpose.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS, INTEGERS, REALS
from teachflow.core.errors import ShapeError
from teachflow.core.home import composite
from teachflow.core.operand import Operand, operator
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.math.binary import binary, of_kind

_BROADCAST = {"shape": rules.broadcast, "differentiable": False}
_SAME = {"shape": rules.same, "differentiable": False}

# ---- comparison ------------------------------------------------------------------


def _compared(call: Any) -> Any:
    try:
        return rules.broadcast(call)
    except ShapeError:
        if call.attrs["incompatible_shape_error"]:
            raise
        return TensorShape([])


def _compare(compare: Any, x: Any, y: Any, otherwise: Any, strict: bool) -> Any:
    try:
        return compare(x, y)
    except ValueError:
        if strict:
            raise
        return otherwise


@op("Equal", "T, T -> bool", shape=_compared, differentiable=False)
def equal_op(x: Any, y: Any, *, incompatible_shape_error: bool = True) -> Any:
    """Elementwise ``x == y``; one False for shapes that do not fit, if not an error."""
    return _compare(np.equal, x, y, np.False_, incompatible_shape_error)


@composite
def equal(x: Any, y: Any, name: str | None = None) -> Any:
    """Elementwise ``x == y``, with broadcasting; bool.

    Source: tf.equal.

    >>> import teachflow as tf
    >>> tf.equal([1, 2], 2).numpy()
    array([False,  True])
    """
    return equal_op(x, y, incompatible_shape_error=True, name=name)


@op("NotEqual", "T, T -> bool", shape=_compared, differentiable=False)
def not_equal_op(x: Any, y: Any, *, incompatible_shape_error: bool = True) -> Any:
    """Elementwise ``x != y``; one True for shapes that do not fit, if not an error."""
    return _compare(np.not_equal, x, y, np.True_, incompatible_shape_error)


@composite
def not_equal(x: Any, y: Any, name: str | None = None) -> Any:
    """Elementwise ``x != y``, with broadcasting; bool.

    Source: tf.not_equal.

    >>> import teachflow as tf
    >>> tf.not_equal(["a", "b"], "b").numpy()
    array([ True, False])
    """
    return not_equal_op(x, y, incompatible_shape_error=True, name=name)


@op("Less", "T, T -> bool", T=REALS, **_BROADCAST)  # type: ignore[arg-type]
def less(x: Any, y: Any) -> Any:
    """Elementwise ``x < y``, with broadcasting; bool.

    Source: tf.less.

    >>> import teachflow as tf
    >>> tf.less([1, 2], 2).numpy()
    array([ True, False])
    """
    return np.less(x, y)


@op("LessEqual", "T, T -> bool", T=REALS, **_BROADCAST)  # type: ignore[arg-type]
def less_equal(x: Any, y: Any) -> Any:
    """Elementwise ``x <= y``, with broadcasting; bool.

    Source: tf.less_equal.

    >>> import teachflow as tf
    >>> tf.less_equal([1, 2, 3], 2).numpy()
    array([ True,  True, False])
    """
    return np.less_equal(x, y)


@op("Greater", "T, T -> bool", T=REALS, **_BROADCAST)  # type: ignore[arg-type]
def greater(x: Any, y: Any) -> Any:
    """Elementwise ``x > y``, with broadcasting; bool.

    Source: tf.greater.

    >>> import teachflow as tf
    >>> tf.greater([1, 2, 3], 2).numpy()
    array([False, False,  True])
    """
    return np.greater(x, y)


@op("GreaterEqual", "T, T -> bool", T=REALS, **_BROADCAST)  # type: ignore[arg-type]
def greater_equal(x: Any, y: Any) -> Any:
    """Elementwise ``x >= y``, with broadcasting; bool.

    Source: tf.greater_equal.

    >>> import teachflow as tf
    >>> tf.greater_equal([1, 2, 3], 2).numpy()
    array([False,  True,  True])
    """
    return np.greater_equal(x, y)


# ---- truth -----------------------------------------------------------------------


@op("LogicalAnd", "bool, bool -> bool", **_BROADCAST)  # type: ignore[arg-type]
def logical_and(x: Any, y: Any) -> Any:
    """Elementwise ``x and y``, with broadcasting.

    Source: tf.logical_and.

    >>> import teachflow as tf
    >>> tf.logical_and([True, False], True).numpy()
    array([ True, False])
    """
    return np.logical_and(x, y)


@op("LogicalOr", "bool, bool -> bool", **_BROADCAST)  # type: ignore[arg-type]
def logical_or(x: Any, y: Any) -> Any:
    """Elementwise ``x or y``, with broadcasting.

    Source: tf.logical_or.

    >>> import teachflow as tf
    >>> tf.logical_or([True, False], False).numpy()
    array([ True, False])
    """
    return np.logical_or(x, y)


@op("LogicalNot", "bool -> bool", **_SAME)  # type: ignore[arg-type]
def logical_not(x: Any) -> Any:
    """Elementwise ``not x``.

    Source: tf.logical_not.

    >>> import teachflow as tf
    >>> tf.logical_not([True, False]).numpy()
    array([False,  True])
    """
    return np.logical_not(x)


@composite
def logical_xor(x: Any, y: Any, name: str | None = "LogicalXor") -> Any:
    """Elementwise ``x != y`` of truth values, with broadcasting.

    Source: tf.math.logical_xor.

    >>> import teachflow as tf
    >>> tf.math.logical_xor([True, False], True).numpy()
    array([False,  True])
    """
    either = logical_or(x, y)
    return logical_and(either, logical_not(logical_and(x, y)), name=name)


# ---- kinds of floats ---------------------------------------------------------------


@op("IsNan", "T -> bool", T=FLOATS, **_SAME)  # type: ignore[arg-type]
def is_nan(x: Any) -> Any:
    """Elementwise: is it not a number?

    Source: tf.math.is_nan.

    >>> import teachflow as tf
    >>> tf.math.is_nan([1.0, float("nan")]).numpy()
    array([False,  True])
    """
    return np.isnan(x)


@op("IsInf", "T -> bool", T=FLOATS, **_SAME)  # type: ignore[arg-type]
def is_inf(x: Any) -> Any:
    """Elementwise: is it plus or minus infinity?

    Source: tf.math.is_inf.

    >>> import teachflow as tf
    >>> tf.math.is_inf([1.0, float("-inf")]).numpy()
    array([False,  True])
    """
    return np.isinf(x)


@op("IsFinite", "T -> bool", T=FLOATS, **_SAME)  # type: ignore[arg-type]
def is_finite(x: Any) -> Any:
    """Elementwise: is it neither infinite nor NaN?

    Source: tf.math.is_finite.

    >>> import teachflow as tf
    >>> tf.math.is_finite([1.0, float("inf")]).numpy()
    array([ True, False])
    """
    return np.isfinite(x)


# ---- bits ------------------------------------------------------------------------


@op("BitwiseAnd", "T, T -> T", T=INTEGERS, **_BROADCAST)  # type: ignore[arg-type]
def bitwise_and(x: Any, y: Any) -> Any:
    """Elementwise and of the bits.

    Source: tf.bitwise.bitwise_and.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.bitwise.bitwise_and([5, 6], 3)))
    [1 2]
    """
    return np.bitwise_and(x, y)


@op("BitwiseOr", "T, T -> T", T=INTEGERS, **_BROADCAST)  # type: ignore[arg-type]
def bitwise_or(x: Any, y: Any) -> Any:
    """Elementwise or of the bits.

    Source: tf.bitwise.bitwise_or.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.bitwise.bitwise_or([5, 6], 3)))
    [7 7]
    """
    return np.bitwise_or(x, y)


@op("BitwiseXor", "T, T -> T", T=INTEGERS, **_BROADCAST)  # type: ignore[arg-type]
def bitwise_xor(x: Any, y: Any) -> Any:
    """Elementwise exclusive or of the bits.

    Source: tf.bitwise.bitwise_xor.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.bitwise.bitwise_xor([5, 6], 3)))
    [6 5]
    """
    return np.bitwise_xor(x, y)


@op("Invert", "T -> T", T=INTEGERS, **_SAME)  # type: ignore[arg-type]
def bitwise_invert(x: Any) -> Any:
    """Elementwise complement of the bits.

    Source: tf.bitwise.invert.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.bitwise.invert([5, -1])))
    [-6  0]
    """
    return np.invert(x)


# ---- operators -------------------------------------------------------------------

# TensorFlow names the nodes of < and its kin after the ops, not after the operators.
operator("less")(binary(less, "Less", as_given=True))
operator("less_equal")(binary(less_equal, "LessEqual", as_given=True))
operator("greater")(binary(greater, "Greater", as_given=True))
operator("greater_equal")(binary(greater_equal, "GreaterEqual", as_given=True))


operator("and")(binary(of_kind(logical_and, bitwise_and), "and", convert_y=False))
operator("or")(binary(of_kind(logical_or, bitwise_or), "or", convert_y=False))
operator("xor")(binary(of_kind(logical_xor, bitwise_xor), "xor", convert_y=False))


@operator("invert")
def _(x: Any) -> Any:
    return logical_not(x) if x.dtype.is_bool else bitwise_invert(x)


@operator("equal")
def _(x: Any, y: Any) -> Any:
    """``x == y`` of tensors: False for None and where shapes do not fit."""
    return _comparison(equal_op, x, y, False)


@operator("not_equal")
def _(x: Any, y: Any) -> Any:
    """``x != y`` of tensors: True for None and where shapes do not fit."""
    return _comparison(not_equal_op, x, y, True)


def _comparison(compare: Any, x: Any, y: Any, otherwise: bool) -> Any:
    if x is None or y is None:
        return otherwise
    here = home.choose((x, y))
    first, second = (x, y) if isinstance(x, Operand) else (y, x)
    left = here.convert(first)
    kind = left.dtype.base_dtype
    exact = not (here.symbolic or isinstance(second, Operand))
    right = here.convert(second, kind if exact else None, "y", kind)
    return compare(left, right, incompatible_shape_error=False)
