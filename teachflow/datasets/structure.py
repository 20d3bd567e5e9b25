"""What an element of a dataset looks like: tuples and dicts of typed, shaped leaves.

Unlike elsewhere a list is no structure here but a tensor. Source: tf.data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core.dtypes import DType
from teachflow.core.operand import Operand
from teachflow.core.shapes import TensorShape
from teachflow.core.tensor_spec import TensorSpec
from teachflow.ops.arrays.sparse.tensor import SparseTensor


@dataclass(frozen=True)
class DatasetSpec:
    """A component that is a dataset, whose elements look like ``element_spec``.

    Source: tf.data.DatasetSpec.
    """

    element_spec: Any
    dtype: DType = dt.variant

    @property
    def shape(self) -> TensorShape:
        """No axes."""
        return TensorShape(())

    def __repr__(self) -> str:
        return f"DatasetSpec({self.element_spec!r}, {self.shape!r})"


def leaves(structure: Any) -> list[Any]:
    """The leaves in order, dicts by sorted key.

    >>> leaves(({"b": 2, "a": [1]}, 3))
    [[1], 2, 3]
    """
    if isinstance(structure, dict):
        return [leaf for key in sorted(structure) for leaf in leaves(structure[key])]
    if isinstance(structure, tuple):
        return [leaf for item in structure for leaf in leaves(item)]
    return [structure]


def packed(structure: Any, flat: Iterator[Any]) -> Any:
    """``flat``, in the order of ``leaves``, in the shape of ``structure``."""
    if isinstance(structure, dict):
        found = {key: packed(structure[key], flat) for key in sorted(structure)}
        return type(structure)((key, found[key]) for key in structure)
    if isinstance(structure, tuple):
        items = [packed(item, flat) for item in structure]
        return type(structure)(*items) if hasattr(structure, "_fields") else (*items,)
    return next(flat)


def mapped(function: Callable[[Any], Any], structure: Any) -> Any:
    """``structure`` with ``function`` of each leaf in its place."""
    return packed(structure, iter([function(leaf) for leaf in leaves(structure)]))


def spec_of(tensor: Any) -> TensorSpec:
    """The spec of a tensor."""
    return TensorSpec(tensor.shape, tensor.dtype.base_dtype)


def shown(spec: Any, shape_type: type[TensorShape]) -> Any:
    """``spec`` with shapes of the class as which its home shows them."""

    def leaf(part: Any) -> Any:
        if isinstance(part, DatasetSpec):
            return DatasetSpec(shown(part.element_spec, shape_type))
        return TensorSpec(shape_type(part.shape), part.dtype)

    return mapped(leaf, spec)


def types_of(specs: Sequence[Any]) -> tuple[DType, ...]:
    """The attribute ``output_types``."""
    return tuple([spec.dtype for spec in specs])


def shapes_of(specs: Sequence[Any]) -> tuple[TensorShape, ...]:
    """The attribute ``output_shapes``."""
    return tuple([TensorShape(spec.shape) for spec in specs])


def specs_from(types: Any, shapes: Any = None) -> Any:
    """Specs from a structure of dtypes and, alike or missing, one of shapes."""
    kinds = [dt.as_dtype(kind) for kind in leaves(types)]
    if shapes is None:
        known: list[Any] = [None] * len(kinds)
    else:
        known = _shapes_like(types, shapes)
    pairs = zip(known, kinds, strict=True)
    return packed(types, iter([TensorSpec(shape, kind) for shape, kind in pairs]))


def _shapes_like(types: Any, shapes: Any) -> list[Any]:
    """The shapes in order; where ``types`` has a leaf, a tuple is a shape."""
    if isinstance(types, dict):
        return [
            s for key in sorted(types) for s in _shapes_like(types[key], shapes[key])
        ]
    if isinstance(types, tuple):
        if len(types) != len(shapes):
            raise TypeError(
                f"output_types has {len(types)} components and output_shapes "
                f"{len(shapes)}: {types}, {shapes}"
            )
        pairs = zip(types, shapes, strict=True)
        return [shape for kind, part in pairs for shape in _shapes_like(kind, part)]
    return [shapes]


def as_tensors(here: Any, structure: Any, name: str | None) -> Any:
    """``structure`` with its leaves as tensors, named ``name`` and a number."""
    flat = []
    for position, leaf in enumerate(leaves(structure)):
        if isinstance(leaf, SparseTensor):
            raise TypeError(
                f"Sparse tensors cannot be elements of a dataset here: {leaf}. Use "
                f"tf.sparse_tensor_to_dense first."
            )
        known = isinstance(leaf, Operand)
        named = None if known or name is None else f"{name}_{position}"
        flat.append(here.convert(leaf, None, named))
    return packed(structure, iter(flat))
