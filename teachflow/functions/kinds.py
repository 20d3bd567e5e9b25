"""What a traced function knows of an argument: its *kind*.

Arguments of one kind share a trace. A tensor's kind is its dtype and shape, a
variable's these and which other arguments are the same variable; of anything else the
value itself, or, where values cannot be compared, which object it is.
"""

from __future__ import annotations

import weakref
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
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


class CarriedKind:
    """An object that goes in as a tensor, and is put around it again inside.

    ``told`` says all that a trace depends on; ``inside`` makes the object of a tensor.
    """

    __slots__ = ("dims", "dtype", "inside", "told")

    def __init__(
        self, dtype: DType, dims: Dims, told: str, inside: Callable[[Any], Any]
    ) -> None:
        self.dtype, self.dims, self.told, self.inside = dtype, dims, told, inside

    def accepts(self, other: Any) -> bool:
        """Whether a trace for this kind serves arguments of ``other``."""
        return bool(self == other)

    def __eq__(self, other: object) -> bool:
        return type(other) is CarriedKind and self.told == other.told

    def __hash__(self) -> int:
        return hash(self.told)

    def __repr__(self) -> str:
        return self.told

    __str__ = __repr__


class Traced:
    """An object whose class says by ``__tf_tracing_type__`` which share a trace."""

    __slots__ = ("type",)

    def __init__(self, kind: TraceType) -> None:
        self.type = kind
        hash(kind)  # TypeError where it cannot be compared

    @property
    def value(self) -> Any:
        """What stands for the object while tracing."""
        return self.type.placeholder_value(None)

    def accepts(self, other: Any) -> bool:
        """Whether a trace for this kind serves arguments of ``other``."""
        return type(other) is Traced and bool(other.type.is_subtype_of(self.type))

    def __eq__(self, other: object) -> bool:
        return type(other) is Traced and bool(self.type == other.type)

    def __hash__(self) -> int:
        return hash(self.type)

    def __str__(self) -> str:
        return str(self.type)

    __repr__ = __str__


class TraceType(ABC):
    """What a traced function has to know of an argument, for a class of one's own.

    Objects whose method ``__tf_tracing_type__(context)`` returns equal types, or a
    subtype of the one there is, share a trace. In it stands what ``placeholder_value``
    returns. Unlike TensorFlow, the context is None, and the object has no tensors that
    the trace is given: ``to_tensors`` and its like are not asked. Source:
    tf.types.experimental.TraceType.

    >>> import teachflow as tf
    >>> class OfClass(tf.types.experimental.TraceType):
    ...     def __init__(self, kind):
    ...         self.kind = kind
    ...     def is_subtype_of(self, other):
    ...         return self == other
    ...     def most_specific_common_supertype(self, others):
    ...         return self if all(self == other for other in others) else None
    ...     def placeholder_value(self, placeholder_context):
    ...         return self.kind()
    ...     def __eq__(self, other):
    ...         return type(other) is OfClass and self.kind is other.kind
    ...     def __hash__(self):
    ...         return hash(self.kind)
    >>> class Apple:
    ...     def __tf_tracing_type__(self, context):
    ...         return OfClass(type(self))
    >>> f = tf.function(lambda fruit: 1.0, autograph=False)
    >>> _ = f(Apple()), f(Apple())
    >>> f.experimental_get_tracing_count()
    1
    """

    @abstractmethod
    def is_subtype_of(self, other: TraceType) -> bool:
        """Whether a trace for ``other`` serves arguments of this type."""

    @abstractmethod
    def most_specific_common_supertype(
        self, others: Sequence[TraceType]
    ) -> TraceType | None:
        """The narrowest type that serves all; None where there is none."""

    @abstractmethod
    def placeholder_value(self, placeholder_context: Any) -> Any:
        """What stands for the argument while tracing."""

    @abstractmethod
    def __eq__(self, other: object) -> bool: ...

    @abstractmethod
    def __hash__(self) -> int: ...


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
