"""What operators work on: the common base of graph tensors, eager tensors, variables.

An operand knows its home, dtype and shape, and looks its operators up by name when they
are used, so this floor needs no op; ``ops`` fills the table ``OPERATORS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from teachflow.core.reference import Reference

if TYPE_CHECKING:
    from teachflow.core.dtypes import DType
    from teachflow.core.home import Home
    from teachflow.core.shapes import TensorShape

OPERATORS: Final[dict[str, Callable[..., Any]]] = {}
"""Operator name, such as ``add``, to the function of the operands in written order."""


def operator(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Registers the decorated function as the operator ``name``."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        OPERATORS[name] = function
        return function

    return register


def operands(values: Iterable[Any]) -> Iterator[Operand]:
    """The operands in a nest of lists, tuples and dicts, in order."""
    for value in values:
        if isinstance(value, Operand):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from operands(value)
        elif isinstance(value, dict):
            yield from operands(value.values())


class Operand:
    """A value in a graph or an eager value: what ``+`` and its kin combine.

    Python numbers, lists and arrays on the other side become constants of this
    operand's dtype where they fit. Subclasses give ``home``, ``dtype`` and ``shape``.
    """

    __slots__ = ()
    __array_priority__ = 100  # NumPy arrays leave `array + operand` to us

    @property
    def home(self) -> Home:
        """Where ops on this operand happen."""
        raise NotImplementedError

    @property
    def dtype(self) -> DType:
        """The type of the elements."""
        raise NotImplementedError

    @property
    def shape(self) -> TensorShape:
        """The static shape."""
        raise NotImplementedError

    def as_tensor(self) -> Any:
        """The tensor that ops take in: itself, or a variable's value."""
        return self

    def ref(self) -> Reference:
        """What stands for this very object as a key, since ``==`` compares elements."""
        return Reference(self)

    experimental_ref = ref

    def shape_source(self) -> Operand:
        """A tensor of the same shape at run time that takes no more work to compute.

        Rules that need a shape, not a value, ask for it.
        """
        return self

    def static_value(self) -> Any:
        """The value as an array where it is known before running, else None."""
        return None

    def __add__(self, other: Any) -> Any:
        return OPERATORS["add"](self, other)

    def __radd__(self, other: Any) -> Any:
        return OPERATORS["add"](other, self)

    def __sub__(self, other: Any) -> Any:
        return OPERATORS["sub"](self, other)

    def __rsub__(self, other: Any) -> Any:
        return OPERATORS["sub"](other, self)

    def __mul__(self, other: Any) -> Any:
        return OPERATORS["mul"](self, other)

    def __rmul__(self, other: Any) -> Any:
        return OPERATORS["mul"](other, self)

    def __truediv__(self, other: Any) -> Any:
        return OPERATORS["truediv"](self, other)

    def __rtruediv__(self, other: Any) -> Any:
        return OPERATORS["truediv"](other, self)

    def __floordiv__(self, other: Any) -> Any:
        return OPERATORS["floordiv"](self, other)

    def __rfloordiv__(self, other: Any) -> Any:
        return OPERATORS["floordiv"](other, self)

    def __mod__(self, other: Any) -> Any:
        return OPERATORS["mod"](self, other)

    def __rmod__(self, other: Any) -> Any:
        return OPERATORS["mod"](other, self)

    def __pow__(self, other: Any) -> Any:
        return OPERATORS["pow"](self, other)

    def __rpow__(self, other: Any) -> Any:
        return OPERATORS["pow"](other, self)

    def __matmul__(self, other: Any) -> Any:
        return OPERATORS["matmul"](self, other)

    def __rmatmul__(self, other: Any) -> Any:
        return OPERATORS["matmul"](other, self)

    def __and__(self, other: Any) -> Any:
        return OPERATORS["and"](self, other)

    def __rand__(self, other: Any) -> Any:
        return OPERATORS["and"](other, self)

    def __or__(self, other: Any) -> Any:
        return OPERATORS["or"](self, other)

    def __ror__(self, other: Any) -> Any:
        return OPERATORS["or"](other, self)

    def __xor__(self, other: Any) -> Any:
        return OPERATORS["xor"](self, other)

    def __rxor__(self, other: Any) -> Any:
        return OPERATORS["xor"](other, self)

    def __lt__(self, other: Any) -> Any:
        return OPERATORS["less"](self, other)

    def __le__(self, other: Any) -> Any:
        return OPERATORS["less_equal"](self, other)

    def __gt__(self, other: Any) -> Any:
        return OPERATORS["greater"](self, other)

    def __ge__(self, other: Any) -> Any:
        return OPERATORS["greater_equal"](self, other)

    def __neg__(self) -> Any:
        return OPERATORS["neg"](self)

    def __abs__(self) -> Any:
        return OPERATORS["abs"](self)

    def __invert__(self) -> Any:
        return OPERATORS["invert"](self)

    def __getitem__(self, key: Any) -> Any:
        return OPERATORS["getitem"](self, key)
