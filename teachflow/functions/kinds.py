"""What a traced function knows of an argument: its *kind*.

Arguments of one kind share a trace. A tensor's kind is its dtype and shape, a
variable's these and which other arguments are the same variable; of anything else the
value itself, or, where values cannot be compared, which object it is.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import Any

from teachflow.core.dtypes import DType
from teachflow.core.shapes import TensorShape
from teachflow.core.tensor_spec import TensorSpec

Dims = tuple[int | None, ...] | None


@dataclass(frozen=True, slots=True)
class TensorKind:
    """A tensor: dtype, and what is known of its shape."""

    dtype: DType
    dims: Dims

    def accepts(self, other: Any) -> bool:
        """Whether a trace for this kind serves arguments of ``other``."""
        if type(other) is not TensorKind or other.dtype is not self.dtype:
            return False
        if self.dims is None or self.dims == other.dims:
            return True
        if other.dims is None or len(other.dims) != len(self.dims):
            return False
        return all(
            a is None or a == b for a, b in zip(self.dims, other.dims, strict=True)
        )

    def relaxed(self, other: Any) -> TensorKind | None:
        """The narrowest kind that serves both; None where there is none."""
        if type(other) is not TensorKind or other.dtype is not self.dtype:
            return None
        a, b = self.dims, other.dims
        if a is None or b is None or len(a) != len(b):
            return TensorKind(self.dtype, None)
        dims = tuple([m if m == n else None for m, n in zip(a, b, strict=True)])
        return TensorKind(self.dtype, dims)

    @property
    def spec(self) -> TensorSpec:
        """The same as a ``TensorSpec``."""
        return TensorSpec(TensorShape(self.dims), self.dtype)

    def __str__(self) -> str:
        return f"{self.dtype.name}{TensorShape(self.dims)}"


@dataclass(frozen=True, slots=True)
class VariableKind:
    """A variable; ``number`` tells apart the variables among the arguments."""

    dtype: DType
    dims: Dims
    trainable: bool
    number: int

    def accepts(self, other: Any) -> bool:
        """Whether a trace for this kind serves arguments of ``other``."""
        return bool(self == other)

    def __str__(self) -> str:
        return f"variable {self.dtype.name}{TensorShape(self.dims)}"


class Literal:
    """A Python value that can be compared: the trace has it inside.

    As in TensorFlow, 1, 1.0 and True are equal, so the first of them is in the trace.
    """

    __slots__ = ("_hash", "value")

    def __init__(self, value: Any) -> None:
        self.value = value
        self._hash = hash(value)  # TypeError where it cannot be compared

    def accepts(self, other: Any) -> bool:
        """Whether a trace for this kind serves arguments of ``other``."""
        return bool(self == other)

    def __eq__(self, other: object) -> bool:
        return type(other) is Literal and bool(self.value == other.value)

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Literal({self.value!r})"

    def __str__(self) -> str:
        return repr(self.value)


class Identity:
    """An object as itself; a trace for it serves no other object."""

    __slots__ = ("_id", "_name", "_ref")

    def __init__(self, value: Any) -> None:
        hash(value)  # TypeError where it can change, and so does the reference
        self._ref = weakref.ref(value)
        self._id = id(value)
        self._name = f"the object of type {type(value).__name__}"

    @property
    def value(self) -> Any:
        """The object; None where it is gone."""
        return self._ref()

    def accepts(self, other: Any) -> bool:
        """Whether a trace for this kind serves arguments of ``other``."""
        return bool(self == other)

    def __eq__(self, other: object) -> bool:
        return (
            type(other) is Identity
            and self._ref == other._ref
            and (self._id == other._id)
        )

    def __hash__(self) -> int:
        return self._id

    def __str__(self) -> str:
        return f"{self._name} at {self._id:#x}"
