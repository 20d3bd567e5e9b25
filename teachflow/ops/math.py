"""Arithmetic, elementwise functions, and the operators ``+ - * / // % ** -x abs``.

In order of increasing difficulty; gradient rules are the lines of a calculus book.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import (
    COMPLEX,
    FLOATS,
    NUMBERS,
    REALS,
    SIGNED,
    DType,
    float32,
    float64,
    string,
)
from teachflow.core.home import composite
from teachflow.core.operand import Operand, operator
from teachflow.core.registry import op
from teachflow.ops.cast import cast

FRACTIONS = FLOATS + COMPLEX

# ---- arithmetic ------------------------------------------------------------------


@op("AddV2", "T, T -> T", shape=rules.broadcast, name="Add", T=NUMBERS)
def add_v2(x: Any, y: Any) -> Any:
    """Elementwise sum, with broadcasting: ``z = x + y``."""
    return np.add(x, y)


@add_v2.vjp
def _(call: Any, g: Any) -> Any:
    return g, g


@op("Sub", "T, T -> T", shape=rules.broadcast, T=NUMBERS)
def subtract(x: Any, y: Any) -> Any:
    """Elementwise difference, with broadcasting: ``z = x - y``.

    Source: tf.subtract.
    """
    return np.subtract(x, y)


@subtract.vjp
def _(call: Any, g: Any) -> Any:
    return g, lambda: -g


@op("Mul", "T, T -> T", shape=rules.broadcast, T=NUMBERS)
def multiply(x: Any, y: Any) -> Any:
    """Elementwise product, with broadcasting: ``z = x * y``.

    Source: tf.multiply.
    """
    return np.multiply(x, y)


@multiply.vjp
def _(call: Any, g: Any) -> Any:
    x, y = call.inputs
    return lambda: g * conjugate(y), lambda: g * conjugate(x)


@op("Neg", "T -> T", shape=rules.same, T=SIGNED)
def negative(x: Any) -> Any:
    """Elementwise ``-x``.

    Source: tf.negative.
    """
    return np.negative(x)


@negative.vjp
def _(call: Any, g: Any) -> Any:
    return -g


@op("Square", "T -> T", shape=rules.same, T=NUMBERS)
def square(x: Any) -> Any:
    """Elementwise ``x * x``.

    Source: tf.square.
    """
    return np.square(x)


@square.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return 2 * conjugate(x) * g


@op("Conj", "T -> T", shape=rules.same, T=COMPLEX)
def conj_op(input: Any) -> Any:
    """Elementwise complex conjugate."""
    return np.conjugate(input)


@conj_op.vjp
def _(call: Any, g: Any) -> Any:
    return conj_op(g)


def conjugate(x: Any) -> Any:
    """The complex conjugate of ``x``; real tensors come back as they are."""
    return conj_op(x) if x.dtype.is_complex else x


# ---- operators -------------------------------------------------------------------


def binary(definition: Any, name: str) -> Any:
    """The operator function of an op: numbers on either side take the other's dtype."""
    opdef = definition.op

    def call(x: Any, y: Any) -> Any:
        here = home.choose((x, y))
        with here.scope(name) as scope:
            if isinstance(x, Operand):
                y = here.convert(y, None, "y", x.dtype.base_dtype)
                x = here.convert(x)
            else:
                x = here.convert(x, None, "x", y.dtype.base_dtype)
                y = here.convert(y)
            return here.apply(opdef, (x, y), {}, scope)

    return call


operator("add")(binary(add_v2, "add"))
operator("sub")(binary(subtract, "sub"))
operator("mul")(binary(multiply, "mul"))
operator("neg")(negative)


@composite
def add(x: Any, y: Any, name: str | None = None) -> Any:
    """Elementwise sum, with broadcasting: ``z = x + y``.

    Source: tf.add.
    """
    return add_v2(x, y, name=name)


__all__ = ["DType", "REALS", "add", "cast", "float32", "float64", "multiply", "string"]
