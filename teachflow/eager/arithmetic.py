"""The operators of eager tensors, for the usual case: floats of one dtype.

They do what the operators of every ``Operand`` do, which also know graphs, variables,
lists and other dtypes and to which they leave all that is unusual: a first time, a
dtype that does not fit, an error.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from teachflow.core.home import scopes
from teachflow.core.operand import OPERATORS, Operand
from teachflow.core.quiet import FAILURES, quiet
from teachflow.core.recording import mention, record, tapes
from teachflow.core.registry import Call, PublicOp
from teachflow.ops.linalg.matmul import matmul_op
from teachflow.ops.math import logic, math
from teachflow.variables.base import BaseVariable

_NUMBERS: dict[Any, Any] = {}  # a Python number and a dtype, to a tensor of it
_MOST_NUMBERS = 1000
_SAME_IN_C = {"AddV2": operator.add, "Sub": operator.sub, "Mul": operator.mul}
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
    if not dtype.is_differentiable:
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


def _of_two(
    name: str, public: PublicOp
) -> tuple[Callable[..., Any], Callable[..., Any]]:
    op = public.op
    kernel = _SAME_IN_C.get(op.type, op.kernel)
    show = record if op.differentiable else mention

    def written(self: Any, other: Any) -> Any:
        homes = scopes.homes
        if homes and homes[-1].symbolic:
            return OPERATORS[name](self, other)
        if type(other) is type(self):
            second = other
        elif type(other) is float or not isinstance(other, BaseVariable):
            second = number(other, self)
        else:
            second = other.as_tensor()
        dtype = self._dtype
        if second is None or second._dtype is not dtype or not dtype.is_differentiable:
            return OPERATORS[name](self, other)
        # What ``EagerHome.apply`` does with an op that ran before, unrolled.
        known = op.quick.get(dtype.enum * 129)  # type: ignore[union-attr]
        if known is None:
            return OPERATORS[name](self, other)
        try:
            result = type(self)(quiet.run(kernel, self.array, second.array), known)
        except FAILURES:
            return OPERATORS[name](self, other)  # which says what is wrong
        if tapes.stack:
            show(Call(op, (self, second), _NO_ATTRS, (result,)))
        return result

    def reflected(self: Any, other: Any) -> Any:
        homes = scopes.homes
        if not (homes and homes[-1].symbolic):
            first = number(other, self)
            if first is not None:
                return written(first, self)
        return OPERATORS[name](other, self)

    return written, reflected


def _product(self: Any, other: Any) -> Any:
    homes = scopes.homes
    if not (homes and homes[-1].symbolic):
        second = other.as_tensor() if isinstance(other, BaseVariable) else other
        if type(second) is type(self) and self.array.ndim == second.array.ndim == 2:
            dtype, op = self._dtype, matmul_op.op
            known = op.quick.get(dtype.enum * 129)  # type: ignore[union-attr]
            if known is not None and dtype is second._dtype:
                try:
                    array = quiet.run(op.kernel, self.array, second.array)
                except FAILURES:
                    return OPERATORS["matmul"](self, other)
                result = type(self)(array, known)
                if tapes.stack:
                    record(Call(op, (self, second), _MATMUL, (result,)))
                return result
    return OPERATORS["matmul"](self, other)


def _negative(self: Any) -> Any:
    op = math.negative.op
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

    __add__, __radd__ = _of_two("add", math.add_v2)
    __sub__, __rsub__ = _of_two("sub", math.subtract)
    __mul__, __rmul__ = _of_two("mul", math.multiply)
    __truediv__, __rtruediv__ = _of_two("truediv", math.real_divide)
    __pow__, __rpow__ = _of_two("pow", math.power)
    __lt__, _gt = _of_two("less", logic.less)
    __le__, _ge = _of_two("less_equal", logic.less_equal)
    __gt__, _lt = _of_two("greater", logic.greater)
    __ge__, _le = _of_two("greater_equal", logic.greater_equal)
    __matmul__ = _product
    __neg__ = _negative
