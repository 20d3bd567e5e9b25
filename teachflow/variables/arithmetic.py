"""The operators of eager variables: those of the tensor that reads them."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from teachflow.core.home import scopes
from teachflow.core.operand import OPERATORS


def _of_two(
    name: str, python: Callable[[Any, Any], Any]
) -> tuple[Callable[..., Any], Callable[..., Any]]:
    def written(self: Any, other: Any) -> Any:
        homes = scopes.homes
        if homes and homes[-1].symbolic:
            return OPERATORS[name](self, other)
        first = self.as_tensor()
        if other is self:  # one reading is enough
            return python(first, first)
        return python(first, other)

    def reflected(self: Any, other: Any) -> Any:
        homes = scopes.homes
        if homes and homes[-1].symbolic:
            return OPERATORS[name](other, self)
        return python(other, self.as_tensor())

    return written, reflected


class ReadFirst:
    """The operators of what ``as_tensor`` reads."""

    __slots__ = ()

    __add__, __radd__ = _of_two("add", operator.add)
    __sub__, __rsub__ = _of_two("sub", operator.sub)
    __mul__, __rmul__ = _of_two("mul", operator.mul)
    __truediv__, __rtruediv__ = _of_two("truediv", operator.truediv)
    __pow__, __rpow__ = _of_two("pow", operator.pow)
    __matmul__, __rmatmul__ = _of_two("matmul", operator.matmul)
