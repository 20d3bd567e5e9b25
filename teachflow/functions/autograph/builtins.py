"""Python's built-in functions, on tensors."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.functions.autograph.staging import staged
from teachflow.ops.arrays.create import range_
from teachflow.ops.arrays.lengths import shape as shape_of
from teachflow.ops.math.arithmetic import abs as tensor_abs
from teachflow.ops.math.cast import cast


def _int(x: Any = 0, *base: Any) -> Any:
    return int(x, *base) if staged(x) is None else cast(x, dt.int32)


def _float(x: Any = 0) -> Any:
    return float(x) if staged(x) is None else cast(x, dt.float32)


def _abs(x: Any) -> Any:
    return abs(x) if staged(x) is None else tensor_abs(x)


def _len(x: Any) -> Any:
    if staged(x) is None:
        return len(x)
    dims = x.shape.known_dims
    if dims == ():
        raise ValueError("len requires a non-scalar tensor, got one of shape ()")
    if dims is not None and dims[0] is not None:
        return dims[0]
    return shape_of(x)[0]


def _range(*args: Any) -> Any:
    if any(staged(arg) is not None for arg in args):
        return range_(*args)
    return range(*args)


OVERLOADS: dict[Callable[..., Any], Callable[..., Any]] = {
    builtins.abs: _abs,
    builtins.float: _float,
    builtins.int: _int,
    builtins.len: _len,
    builtins.range: _range,
}
"""What stands for a built-in function in converted code; others are as they are."""
