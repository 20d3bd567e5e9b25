"""``tf.sets``: the last axis of a tensor (dense or sparse) as sets of elements."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.sparse.tensor import SparseTensor

ELEMENTS = (dt.int8, dt.int16, dt.int32, dt.int64, dt.uint8, dt.uint16, dt.string)
"""What sets may hold."""

_TO_SPARSE = "int64, T, int64"


def _shapes(call: Any) -> tuple[TensorShape, ...]:
    first = call.inputs[0].shape
    axes = first.rank
    if len(call.inputs) != 2 and call.opdef.type.startswith("Sparse"):
        axes = first.known_dims[1] if first.rank == 2 else None
    return TensorShape([None, axes]), TensorShape([None]), TensorShape([axes])


_Rows = dict[tuple[int, ...], list[Any]]


def _of_dense(values: Any) -> tuple[_Rows, tuple[int, ...]]:
    """The elements of each row by its place, and the lengths of the other axes."""
    if values.ndim < 2:
        raise InvalidArgumentError(
            None, None, f"Shape [{len(values)}] has rank {values.ndim} < 2"
        )
    places = np.ndindex(*values.shape[:-1])
    return {place: values[place].tolist() for place in places}, values.shape[:-1]


def _of_sparse(
    indices: Any, values: Any, lengths: Any
) -> tuple[_Rows, tuple[int, ...]]:
    rows: _Rows = {}
    for place, value in zip(indices.tolist(), values.tolist(), strict=True):
        rows.setdefault(tuple(place[:-1]), []).append(value)
    return rows, tuple(lengths.tolist()[:-1])


def _combined(
    first: tuple[_Rows, tuple[int, ...]],
    second: tuple[_Rows, tuple[int, ...]],
    operation: str,
    kind: Any,
) -> tuple[Any, Any, Any]:
    """The sparse tensor of the sets that ``operation`` makes of two, row by row."""
    (left, lengths), (right, others) = first, second
    if lengths != others:
        raise InvalidArgumentError(
            None, None, f"Mismatched shapes {list(lengths)} vs {list(others)}"
        )
    operations = {
        "a-b": set.difference,
        "b-a": lambda a, b: b - a,
        "intersection": set.intersection,
        "union": set.union,
    }
    places, elements, widest = [], [], 0
    for place in sorted({*left, *right}):
        a, b = set(left.get(place, ())), set(right.get(place, ()))
        found = sorted(operations[operation](a, b))
        places += [(*place, position) for position in range(len(found))]
        elements += found
        widest = max(widest, len(found))
    indices = np.array(places, np.int64).reshape(-1, len(lengths) + 1)
    return indices, np.array(elements, kind), np.array([*lengths, widest], np.int64)


@op(
    "DenseToDenseSetOperation",
    f"T, T -> {_TO_SPARSE}",
    shape=_shapes,
    differentiable=False,
    T=ELEMENTS,
)
def dense_sets(
    set1: Any, set2: Any, *, set_operation: Any, validate_indices: bool = True
) -> Any:
    """The sets of two tensors combined row by row."""
    return _combined(_of_dense(set1), _of_dense(set2), set_operation, set1.dtype)


@op(
    "DenseToSparseSetOperation",
    f"T, int64, T, int64 -> {_TO_SPARSE}",
    shape=_shapes,
    differentiable=False,
    T=ELEMENTS,
)
def mixed_sets(
    set1: Any,
    set2_indices: Any,
    set2_values: Any,
    set2_shape: Any,
    *,
    set_operation: Any,
    validate_indices: bool = True,
) -> Any:
    """The sets of a tensor and a sparse one combined row by row."""
    second = _of_sparse(set2_indices, set2_values, set2_shape)
    return _combined(_of_dense(set1), second, set_operation, set1.dtype)


@op(
    "SparseToSparseSetOperation",
    f"int64, T, int64, int64, T, int64 -> {_TO_SPARSE}",
    shape=_shapes,
    differentiable=False,
    T=ELEMENTS,
)
def sparse_sets(
    set1_indices: Any,
    set1_values: Any,
    set1_shape: Any,
    set2_indices: Any,
    set2_values: Any,
    set2_shape: Any,
    *,
    set_operation: Any,
    validate_indices: bool = True,
) -> Any:
    """The sets of two sparse tensors combined row by row."""
    first = _of_sparse(set1_indices, set1_values, set1_shape)
    second = _of_sparse(set2_indices, set2_values, set2_shape)
    return _combined(first, second, set_operation, set1_values.dtype)


@op(
    "SetSize",
    "int64, T, int64 -> int32",
    shape=rules.unknown,
    differentiable=False,
    T=ELEMENTS,
)
def set_size_op(
    set_indices: Any, set_values: Any, set_shape: Any, *, validate_indices: bool = True
) -> Any:
    """How many different elements each set has."""
    rows, lengths = _of_sparse(set_indices, set_values, set_shape)
    sizes = np.zeros(lengths, np.int32)
    for place, elements in rows.items():
        sizes[place] = len(set(elements))
    return sizes


def _parts(sparse: SparseTensor) -> tuple[Any, Any, Any]:
    return sparse.indices, sparse.values, sparse.dense_shape


def _combine(a: Any, b: Any, operation: str, validate_indices: bool) -> SparseTensor:
    here = home.choose((getattr(a, "values", a), getattr(b, "values", b)))
    with home.within(here):
        a, b = (
            one if isinstance(one, SparseTensor) else here.convert(one)
            for one in (a, b)
        )
        if a.dtype.base_dtype not in ELEMENTS:
            raise TypeError(
                f"'a' has invalid dtype `{a.dtype}`: sets hold "
                f"{', '.join(kind.name for kind in ELEMENTS)}. Cast it first."
            )
        if a.dtype.base_dtype is not b.dtype.base_dtype:
            raise TypeError(f"Types don't match, {a.dtype} vs {b.dtype}.")
        if isinstance(a, SparseTensor) and not isinstance(b, SparseTensor):
            a, b = b, a
            operation = {"a-b": "b-a", "b-a": "a-b"}.get(operation, operation)
        options = {"set_operation": operation, "validate_indices": validate_indices}
        if isinstance(a, SparseTensor):
            return SparseTensor(*sparse_sets(*_parts(a), *_parts(b), **options))
        if isinstance(b, SparseTensor):
            return SparseTensor(*mixed_sets(a, *_parts(b), **options))
        return SparseTensor(*dense_sets(a, b, **options))


def difference(
    a: Any, b: Any, aminusb: bool = True, validate_indices: bool = True
) -> SparseTensor:
    """Returns, for each row, the elements of ``a`` that are not in ``b``.

    Both have the same shape but for the last axis, and hold whole numbers or strings;
    either may be a ``SparseTensor``. With ``aminusb=False`` it is the other way round.
    Raises ``TypeError`` for other dtypes. Unlike TensorFlow, ``validate_indices``
    changes nothing. Source: tf.sets.difference.

    >>> import teachflow as tf
    >>> tf.sparse.to_dense(tf.sets.difference([[1, 2, 3]], [[2, 9]])).numpy()
    array([[1, 3]], dtype=int32)
    """
    operation = "a-b" if aminusb else "b-a"
    return _combine(a, b, operation, validate_indices)


def intersection(a: Any, b: Any, validate_indices: bool = True) -> SparseTensor:
    """Returns, for each row, the elements that ``a`` and ``b`` share.

    Arguments as in ``difference``. Source: tf.sets.intersection.

    >>> import teachflow as tf
    >>> tf.sparse.to_dense(tf.sets.intersection([[1, 2, 3]], [[2, 9]])).numpy()
    array([[2]], dtype=int32)
    """
    return _combine(a, b, "intersection", validate_indices)


def union(a: Any, b: Any, validate_indices: bool = True) -> SparseTensor:
    """Returns, for each row, the elements that ``a`` or ``b`` has.

    Arguments as in ``difference``. Source: tf.sets.union.

    >>> import teachflow as tf
    >>> tf.sparse.to_dense(tf.sets.union([[1, 2, 3]], [[2, 9]])).numpy()
    array([[1, 2, 3, 9]], dtype=int32)
    """
    return _combine(a, b, "union", validate_indices)


def set_size(a: Any, validate_indices: bool = True) -> Any:
    """Returns how many different elements each row of the ``SparseTensor`` ``a`` has.

    Raises ``TypeError`` where ``a`` is no ``SparseTensor``. Source: tf.sets.size.

    >>> import teachflow as tf
    >>> tf.sets.size(tf.sparse.from_dense([[0, 1, 1], [2, 3, 4]])).numpy()
    array([1, 3], dtype=int32)
    """
    if not isinstance(a, SparseTensor):
        raise TypeError(f"Expected `SparseTensor`, got {a}.")
    with home.within(a.home):
        return set_size_op(*_parts(a), validate_indices=validate_indices)
