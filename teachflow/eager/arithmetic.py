"""The operators of eager tensors, for the usual case: floats of one dtype.

They do what the operators of every ``Operand`` do, which also know graphs, variables,
lists and other dtypes and to which they leave all that is unusual: a first time, a
dtype that does not fit, an error.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core.home import scopes
from teachflow.core.operand import OPERATORS, Operand
from teachflow.core.quiet import quiet
from teachflow.core.recording import mention, record, tapes
from teachflow.core.registry import OPS, Call, OpDef
from teachflow.ops.linalg import matmul as matmul
from teachflow.ops.math import arithmetic as arithmetic
from teachflow.variables.base import BaseVariable

_NUMBERS: dict[Any, Any] = {}  # a Python number and a dtype, to a tensor of it
_MOST_NUMBERS = 1000
_NO_ATTRS: dict[str, Any] = {}
_MATMUL = {"transpose_a": False, "transpose_b": False}


def number(value: Any, like: Any) -> Any:
    """A Python number as a tensor of the dtype of ``like``, None for anything else.

    Nobody else holds the tensor, so equal numbers may be one.
    """
    kind = type(value)
    if kind is not float and kind is not int:
        return None
    dtype = like._dtype
    if dtype._kind not in "fc":
        return None
    key = value, kind, dtype.enum
    known = _NUMBERS.get(key)
    if known is None:
        try:
            array = quiet.run(dtype.as_numpy_dtype, value)
        except OverflowError:
            return None
        known = type(like)(array, dtype)
        if value:  # 0.0 and -0.0 are equal
            if len(_NUMBERS) >= _MOST_NUMBERS:
                _NUMBERS.clear()
            _NUMBERS[key] = known
    return known


def _of_two(name: str, type_: str) -> tuple[Callable[..., Any], Callable[..., Any]]:
    op = OPS[type_]

    def written(self: Any, other: Any) -> Any:
        homes = scopes.homes
        if not (homes and homes[-1].symbolic):
            if type(other) is type(self):
                result = _quickly(op, self, other)
            elif isinstance(other, BaseVariable):
                result = _quickly(op, self, other.as_tensor())
            else:
                second = number(other, self)
                result = None if second is None else _quickly(op, self, second)
            if result is not None:
                return result
        return OPERATORS[name](self, other)

    def reflected(self: Any, other: Any) -> Any:
        homes = scopes.homes
        if not (homes and homes[-1].symbolic):
            first = number(other, self)
            if first is not None:
                result = _quickly(op, first, self)
                if result is not None:
                    return result
        return OPERATORS[name](other, self)

    return written, reflected


def _quickly(op: OpDef, x: Any, y: Any, attrs: dict[str, Any] = _NO_ATTRS) -> Any:
    """The op on two tensors of one dtype, or None."""
    dtype = x._dtype
    if dtype is not y._dtype or not dtype.is_differentiable:
        return None
    known = op.quick.get(dtype.enum * 129)  # type: ignore[union-attr]
    if known is None:
        return None
    try:
        result = type(x)(quiet.run(op.kernel, x.array, y.array, **attrs), known)
    except Exception:
        return None
    if tapes.stack:
        show = record if op.differentiable else mention
        show(Call(op, (x, y), attrs, (result,)))
    return result


def _product(self: Any, other: Any) -> Any:
    homes = scopes.homes
    if not (homes and homes[-1].symbolic):
        second = other.as_tensor() if isinstance(other, BaseVariable) else other
        if type(second) is type(self) and self.array.ndim == second.array.ndim == 2:
            result = _quickly(OPS["MatMul"], self, second, _MATMUL)
            if result is not None:
                return result
    return OPERATORS["matmul"](self, other)


def _negative(self: Any) -> Any:
    op = OPS["Neg"]
    homes = scopes.homes
    known = op.quick.get(self._dtype.enum)  # type: ignore[union-attr]
    if known is None or (homes and homes[-1].symbolic):
        return OPERATORS["neg"](self)
    result = type(self)(quiet.run(op.kernel, self.array), known)
    if tapes.stack:
        record(Call(op, (self,), _NO_ATTRS, (result,)))
    return result


class Arithmetic(Operand):
    """The operators that eager tensors have; ``_dtype`` and ``array`` are theirs."""

    __slots__ = ()

    __add__, __radd__ = _of_two("add", "AddV2")
    __sub__, __rsub__ = _of_two("sub", "Sub")
    __mul__, __rmul__ = _of_two("mul", "Mul")
    __truediv__, __rtruediv__ = _of_two("truediv", "RealDiv")
    __pow__, __rpow__ = _of_two("pow", "Pow")
    __lt__, _gt = _of_two("less", "Less")
    __le__, _ge = _of_two("less_equal", "LessEqual")
    __gt__, _lt = _of_two("greater", "Greater")
    __ge__, _le = _of_two("greater_equal", "GreaterEqual")
    __matmul__ = _product
    __neg__ = _negative
