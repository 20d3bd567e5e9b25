"""One axis length of TensorFlow 1, which may be unknown.

TensorFlow 2 uses plain ``int`` and ``None``; notebooks written for TensorFlow 1 ask for
``shape[1].value`` and do sums with unknown lengths, so the graph face keeps this class.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any


class Dimension:
    """The length of one axis: an int that may be unknown.

    Sums and comparisons with an unknown length give an unknown answer
    (``Dimension(None)`` and ``None``). Source: tf.compat.v1.Dimension.

    >>> Dimension(3) + 1, Dimension(None) + 1, int(Dimension(3))
    (Dimension(4), Dimension(None), 3)
    """

    __slots__ = ("_value",)

    def __init__(self, value: Any) -> None:
        if isinstance(value, Dimension):
            value = value.value
        if value is not None:
            try:
                value = operator.index(value)
            except TypeError:
                raise TypeError(
                    f"Dimension value must be integer or None or have an __index__ "
                    f"method, got value {value!r} with type {type(value)!r}."
                ) from None
            if value < 0:
                raise ValueError(f"Dimension {value} must be >= 0")
        self._value: int | None = value

    @property
    def value(self) -> int | None:
        """The length as an int, or None where it is unknown."""
        return self._value

    def __repr__(self) -> str:
        return f"Dimension({self._value})"

    def __str__(self) -> str:
        return "?" if self._value is None else str(self._value)

    def __int__(self) -> int:
        return self.__index__()

    def __index__(self) -> int:
        if self._value is None:
            raise TypeError(
                "This dimension is unknown until the graph is run, so it is no int; "
                "use tf.shape(x)[axis] inside the graph, or give the placeholder a "
                "shape."
            )
        return self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def is_compatible_with(self, other: Any) -> bool:
        """Whether the two lengths are equal or one is unknown."""
        other = Dimension(other)
        return self._value is None or other.value is None or self._value == other.value

    def assert_is_compatible_with(self, other: Any) -> None:
        """Raises ``ValueError`` where ``is_compatible_with`` is false."""
        if not self.is_compatible_with(other):
            raise ValueError(f"Dimensions {self} and {other} are not compatible")

    def merge_with(self, other: Any) -> Dimension:
        """The known one of two compatible lengths; ``ValueError`` if they differ."""
        other = Dimension(other)
        if not self.is_compatible_with(other):
            raise ValueError(f"Dimensions {self} and {other} are not compatible")
        return self if self._value is not None else other

    def _compare(self, other: Any, compare: Callable[[int, int], bool]) -> Any:
        try:
            other = Dimension(other)
        except (TypeError, ValueError):
            return NotImplemented
        if self._value is None or other.value is None:
            return None
        return compare(self._value, other.value)

    def __eq__(self, other: object) -> Any:
        return self._compare(other, operator.eq)

    def __ne__(self, other: object) -> Any:
        return self._compare(other, operator.ne)

    def __lt__(self, other: Any) -> Any:
        return self._compare(other, operator.lt)

    def __le__(self, other: Any) -> Any:
        return self._compare(other, operator.le)

    def __gt__(self, other: Any) -> Any:
        return self._compare(other, operator.gt)

    def __ge__(self, other: Any) -> Any:
        return self._compare(other, operator.ge)

    def _combine(self, other: Any, combine: Callable[[int, int], int]) -> Any:
        try:
            other = Dimension(other)
        except (TypeError, ValueError):
            return NotImplemented
        if self._value is None or other.value is None:
            return Dimension(None)
        return Dimension(combine(self._value, other.value))

    def __add__(self, other: Any) -> Any:
        return self._combine(other, operator.add)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return self._combine(other, operator.sub)

    def __rsub__(self, other: Any) -> Any:
        return Dimension(other) - self

    def __mul__(self, other: Any) -> Any:
        return self._combine(other, operator.mul)

    __rmul__ = __mul__

    def __floordiv__(self, other: Any) -> Any:
        return self._combine(other, operator.floordiv)

    def __rfloordiv__(self, other: Any) -> Any:
        return Dimension(other) // self

    def __mod__(self, other: Any) -> Any:
        return self._combine(other, operator.mod)

    def __rmod__(self, other: Any) -> Any:
        return Dimension(other) % self


def dimension_value(dimension: Any) -> int | None:
    """The length as an integer, or None where it is unknown; from either face's.

    Source: tf.compat.dimension_value.

    >>> dimension_value(Dimension(3)), dimension_value(3), dimension_value(None)
    (3, 3, None)
    """
    if isinstance(dimension, Dimension):
        return dimension.value
    found: int | None = dimension
    return found
