"""Ops that make, shape and pick arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.cell import Cell
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.operand import operator
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed


@op("Const", "-> dtype", shape=lambda call: TensorShape(call.attrs["value"].shape))
def const(*, value: Any, dtype: Any) -> Any:
    """A value that never changes."""
    return value


@op("Identity", "T -> T", shape=rules.same)
def identity(input: Any) -> Any:
    """The input as it is.

    Source: tf.identity.
    """
    return input


operator("identity")(identity)


@identity.vjp
def _(call: Any, g: Any) -> Any:
    return g


@op("Placeholder", "-> dtype", shape=rules.attribute)
def placeholder_op(*, dtype: Any, shape: Any, cell: Cell) -> Any:
    """A value that each run has to be fed."""
    kind = {"float32": "float", "float64": "double"}.get(dtype.name, dtype.name)
    known = "" if shape.rank is None else f" and shape {bracketed(shape)}"
    raise InvalidArgumentError(
        None,
        None,
        f"You must feed a value for placeholder tensor '{cell.name}' with dtype {kind}"
        f"{known}. Write run(..., feed_dict={{{cell.name}: value}}).",
    )


@op("ZerosLike", "T -> T", shape=rules.same)
def zeros_like_op(x: Any) -> Any:
    """Zeros of the input's shape and dtype."""
    return np.zeros_like(x)


@zeros_like_op.vjp
def _(call: Any, g: Any) -> Any:
    return None


@op("OnesLike", "T -> T", shape=rules.same)
def ones_like_op(x: Any) -> Any:
    """Ones of the input's shape and dtype."""
    return np.ones_like(x)


@ones_like_op.vjp
def _(call: Any, g: Any) -> Any:
    return None


__all__ = ["composite", "const", "dt", "home", "identity"]
