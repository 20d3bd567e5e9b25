"""Static shapes: what is known of an array's shape before anything runs.

A shape is a tuple of lengths, each an int or None, or no tuple at all when even the
rank is unknown. ``TensorShape`` shows it the TensorFlow 2 way; ``TensorShapeV1``, which
graphs use, shows it as TensorFlow 1 does, with ``Dimension`` objects and question
marks. The rules that ops share are in ``shape_rules``.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from typing import Any, Self

from teachflow.core.dimension import Dimension
from teachflow.core.errors import ShapeError

Dims = tuple[int | None, ...]


def _as_dim(value: Any) -> int | None:
    if value is None or type(value) is int:
        dim = value
    elif isinstance(value, Dimension):
        dim = value.value
    else:
        try:
            dim = operator.index(value)
        except TypeError:
            raise TypeError(
                f"Dimension value must be integer or None or have an __index__ method, "
                f"got value {value!r} with type {type(value)!r}."
            ) from None
    if dim is not None and dim < 0:
        raise ValueError(f"Dimension {dim} must be >= 0")
    return dim


class TensorShape:
    """The partly known shape of a tensor.

    ``dims`` is None (rank unknown), an int (one axis) or a sequence of ints, Nones and
    ``Dimension`` objects. Iterating or comparing ranks of an unknown shape raises
    ``ValueError``. Source: tf.TensorShape.

    >>> TensorShape([None, 3]).as_list(), TensorShape(None).rank
    ([None, 3], None)
    """

    __slots__ = ("_dims",)

    _dims: Dims | None

    def __init__(self, dims: Any) -> None:
        if isinstance(dims, TensorShape):
            self._dims = dims._dims
        elif dims is None:
            self._dims = None
        elif isinstance(dims, (list, tuple)):
            self._dims = tuple([_as_dim(dim) for dim in dims])
        else:
            try:
                iterator = iter(dims)
            except TypeError:
                self._dims = (_as_dim(dims),)
            else:
                self._dims = tuple([_as_dim(dim) for dim in iterator])

    @classmethod
    def of(cls, lengths: tuple[int, ...]) -> Self:
        """The shape of an array, whose lengths need no check."""
        shape = cls.__new__(cls)
        shape._dims = lengths
        return shape

    @property
    def known_dims(self) -> Dims | None:
        """The lengths as a tuple of ints and Nones; None when the rank is unknown."""
        return self._dims

    @property
    def dims(self) -> Any:
        """The lengths as a list; None when the rank is unknown."""
        return None if self._dims is None else list(self)

    @property
    def rank(self) -> int | None:
        """The number of axes, or None."""
        return None if self._dims is None else len(self._dims)

    @property
    def ndims(self) -> int | None:
        """The same as ``rank``, by its older name."""
        return self.rank

    def as_list(self) -> list[int | None]:
        """The lengths as a list of ints and Nones.

        Raises ``ValueError`` when the rank is unknown.
        """
        if self._dims is None:
            raise ValueError("as_list() is not defined on an unknown TensorShape.")
        return list(self._dims)

    def as_known_list(self) -> list[int]:
        """The lengths as a list of ints, for a tensor that holds them.

        Raises ``ValueError`` where one of them is unknown.
        """
        if self._dims is None or None in self._dims:
            raise ValueError(
                f"Cannot convert a partially known TensorShape {self} to a Tensor. "
                f"Use tf.shape(x), which is known when the graph is run."
            )
        return [dim for dim in self._dims if dim is not None]

    def num_elements(self) -> int | None:
        """The number of elements, or None when it is not fully known."""
        if not self.is_fully_defined():
            return None
        size = 1
        for dim in self._dims or ():
            size *= dim or 0
        return size

    def is_fully_defined(self) -> bool:
        """Whether rank and every length are known."""
        return self._dims is not None and None not in self._dims

    def is_compatible_with(self, other: Any) -> bool:
        """Whether one array could have both shapes.

        >>> TensorShape([None, 3]).is_compatible_with([5, 3])
        True
        """
        mine, theirs = self._dims, TensorShape(other)._dims
        if mine is None or theirs is None:
            return True
        return len(mine) == len(theirs) and all(
            a is None or b is None or a == b for a, b in zip(mine, theirs, strict=True)
        )

    def assert_is_compatible_with(self, other: Any) -> None:
        """Raises ``ValueError`` where no array could have both shapes."""
        if not self.is_compatible_with(other):
            raise ValueError(f"Shapes {self} and {type(self)(other)} are incompatible")

    def assert_has_rank(self, rank: int) -> None:
        """Raises ``ValueError`` where the rank is known to be another."""
        if self.rank not in (None, rank):
            raise ValueError(f"Shape {self} must have rank {rank}")

    def assert_is_fully_defined(self) -> None:
        """Raises ``ValueError`` where something of the shape is unknown."""
        if not self.is_fully_defined():
            raise ValueError(f"Shape {self} is not fully defined")

    def merge_with(self, other: Any) -> Self:
        """What is known when both shapes describe the same array.

        >>> TensorShape([None, 3]).merge_with([5, None])
        TensorShape([5, 3])
        """
        if not self.is_compatible_with(other):
            raise ValueError(
                f"Shapes {self} and {type(self)(other)} are not compatible"
            )
        theirs = TensorShape(other)._dims
        if self._dims is None:
            return type(self)(theirs)
        if theirs is None:
            return self
        return type(self)(
            [b if a is None else a for a, b in zip(self._dims, theirs, strict=True)]
        )

    def concatenate(self, other: Any) -> Self:
        """The axes of this shape followed by those of ``other``."""
        theirs = TensorShape(other)._dims
        if self._dims is None or theirs is None:
            return type(self)(None)
        return type(self)(self._dims + theirs)

    def with_rank(self, rank: int) -> Self:
        """This shape, known to have ``rank`` axes; ``ValueError`` if it cannot."""
        self.assert_has_rank(rank)
        return type(self)([None] * rank) if self._dims is None else self

    def with_rank_at_least(self, rank: int) -> Self:
        """This shape; ``ValueError`` if it is known to have fewer axes."""
        if self.rank is not None and self.rank < rank:
            raise ValueError(f"Shape {self} must have rank at least {rank}")
        return self

    def _item(self, dim: int | None) -> Any:
        return dim

    def __getitem__(self, key: Any) -> Any:
        if self._dims is None:
            if isinstance(key, slice):
                return type(self)(None)
            return self._item(None)
        if isinstance(key, slice):
            return type(self)(self._dims[key])
        return self._item(self._dims[key])

    def __iter__(self) -> Iterator[Any]:
        if self._dims is None:
            raise ValueError("Cannot iterate over a shape with unknown rank.")
        return iter([self._item(dim) for dim in self._dims])

    def __len__(self) -> int:
        if self._dims is None:
            raise ValueError("Cannot take the length of shape with unknown rank.")
        return len(self._dims)

    def __bool__(self) -> bool:
        return self._dims is not None

    def __add__(self, other: Any) -> Self:
        return self.concatenate(other)

    def __radd__(self, other: Any) -> Self:
        return type(self)(other).concatenate(self)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, TensorShape):
            return self._dims == other._dims
        try:
            return self._dims == TensorShape(other)._dims
        except (TypeError, ValueError):
            return False

    def __hash__(self) -> int:
        return hash(self._dims)

    def __reduce__(self) -> Any:
        return type(self), (self._dims,)

    def __repr__(self) -> str:
        return f"TensorShape({self.dims})"

    def __str__(self) -> str:
        if self._dims is None:
            return "<unknown>"
        inner = ", ".join(str(dim) for dim in self)
        return f"({inner},)" if len(self._dims) == 1 else f"({inner})"


class TensorShapeV1(TensorShape):
    """A shape as TensorFlow 1 shows it: axes are ``Dimension`` objects, ``?`` unknown.

    Source: tf.compat.v1.TensorShape.

    >>> print(TensorShapeV1([None, 3]), TensorShapeV1([None, 3])[1].value)
    (?, 3) 3
    """

    __slots__ = ()

    def _item(self, dim: int | None) -> Any:
        return Dimension(dim)


def bracketed(shape: Any) -> str:
    """The form that TensorFlow's messages use: ``[?,3]``, ``[]`` or ``<unknown>``.

    >>> bracketed(TensorShape([None, 3]))
    '[?,3]'
    """
    dims = TensorShape(shape).known_dims
    if dims is None:
        return "<unknown>"
    return "[" + ",".join("?" if dim is None else str(dim) for dim in dims) + "]"


def broadcast(left: Any, right: Any) -> TensorShape:
    """The shape of an elementwise result of two shapes, by NumPy's broadcasting.

    Raises ``ShapeError`` where two known lengths differ and neither is 1.

    >>> broadcast([None, 3], [1])
    TensorShape([None, 3])
    """
    a, b = TensorShape(left).known_dims, TensorShape(right).known_dims
    if a is None or b is None:
        return TensorShape(None)
    rank = max(len(a), len(b))
    pairs = zip((1,) * (rank - len(a)) + a, (1,) * (rank - len(b)) + b, strict=True)
    dims: list[int | None] = []
    for m, n in pairs:
        if m == n:
            dims.append(m)
        elif m == 1 or n == 1:
            dims.append(n if m == 1 else m)
        elif m is None or n is None:
            dims.append(n if m is None else m)
        else:
            raise ShapeError(f"Dimensions must be equal, but are {m} and {n}")
    return TensorShape(dims)
