"""Vectors as sets and sorted lists: what is in them once, what one lacks, where to put.

TensorFlow keeps the order of first occurrence, NumPy sorts; so these look twice.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX, REALS
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape

VECTOR = TensorShape([None])


class Unique(NamedTuple):
    """What ``unique`` returns."""

    y: Any
    idx: Any


class UniqueWithCounts(NamedTuple):
    """What ``unique_with_counts`` returns."""

    y: Any
    idx: Any
    count: Any


class ListDiff(NamedTuple):
    """What ``setdiff1d`` returns."""

    out: Any
    idx: Any


def _vector(tensor: Any) -> TensorShape:
    rules.check_rank(tensor.shape, 1)
    return TensorShape(tensor.shape if tensor.shape.rank else [None])


def _distinct(x: Any) -> tuple[Any, Any, Any]:
    """Values in order of first occurrence, each element's place there, and counts."""
    if x.dtype == object:
        places: dict[Any, int] = {}
        where = [places.setdefault(item, len(places)) for item in x.tolist()]
        values = np.empty(len(places), object)
        values[:] = list(places)
        index = np.array(where, np.int64)
        return values, index, np.bincount(index, minlength=len(places))
    _, first, inverse, counts = np.unique(
        x, return_index=True, return_inverse=True, return_counts=True, equal_nan=False
    )
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return x[first[order]], rank[inverse.reshape(-1)], counts[order]


def _unique_shapes(call: Any) -> tuple[TensorShape, TensorShape]:
    return VECTOR, _vector(call.inputs[0])


@op("Unique", "T -> T, out_idx", shape=_unique_shapes, differentiable=False)
def unique_op(x: Any, *, out_idx: Any = dt.int32) -> Any:
    """The values of a vector, each once, and where each element is among them."""
    values, index, _ = _distinct(x)
    return values, index.astype(out_idx.numpy_dtype)


def _counted_shapes(call: Any) -> tuple[TensorShape, TensorShape, TensorShape]:
    return VECTOR, _vector(call.inputs[0]), VECTOR


@op(
    "UniqueWithCounts",
    "T -> T, out_idx, out_idx",
    shape=_counted_shapes,
    differentiable=False,
)
def unique_with_counts_op(x: Any, *, out_idx: Any = dt.int32) -> Any:
    """As ``Unique``, and how often each value is there."""
    values, index, counts = _distinct(x)
    kind = out_idx.numpy_dtype
    return values, index.astype(kind), counts.astype(kind)


@composite
def unique(x: Any, out_idx: Any = dt.int32, name: str | None = None) -> Any:
    """Returns ``y``, the values of a vector each once, and ``idx`` with ``y[idx] = x``.

    Values stand in the order in which they first occur. Source: tf.unique.

    >>> import teachflow as tf
    >>> y, idx = tf.unique([7, 3, 7])
    >>> y.numpy(), idx.numpy()
    (array([7, 3], dtype=int32), array([0, 1, 0], dtype=int32))
    """
    return Unique(*unique_op(x, out_idx=dt.as_dtype(out_idx), name=name))


@composite
def unique_with_counts(x: Any, out_idx: Any = dt.int32, name: str | None = None) -> Any:
    """Returns ``y`` and ``idx`` as ``unique`` does, and ``count``: how often each is.

    Source: tf.unique_with_counts.

    >>> import teachflow as tf
    >>> tf.unique_with_counts([7, 3, 7]).count.numpy()
    array([2, 1], dtype=int32)
    """
    kind = dt.as_dtype(out_idx)
    return UniqueWithCounts(*unique_with_counts_op(x, out_idx=kind, name=name))


def _difference_shapes(call: Any) -> tuple[TensorShape, TensorShape]:
    for tensor in call.inputs:
        _vector(tensor)
    return VECTOR, VECTOR


@op("ListDiff", "T, T -> T, out_idx", shape=_difference_shapes, differentiable=False)
def list_diff(x: Any, y: Any, *, out_idx: Any = dt.int32) -> Any:
    """The elements of ``x`` that are not in ``y``, and where they stand in ``x``."""
    if x.dtype == object:
        known = set(y.tolist())
        keep = np.array([item not in known for item in x.tolist()], bool)
    else:
        keep = ~np.isin(x, y)
    return x[keep], np.flatnonzero(keep).astype(out_idx.numpy_dtype)


@composite
def setdiff1d(
    x: Any, y: Any, index_dtype: Any = dt.int32, name: str | None = None
) -> Any:
    """Returns ``out``, what is in ``x`` and not in ``y``, and ``idx``, its places in x.

    Source: tf.compat.v1.setdiff1d.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(*sess.run(tf.setdiff1d([1, 2, 3, 4], [2, 4])))
    [1 3] [0 2]
    """
    return ListDiff(*list_diff(x, y, out_idx=dt.as_dtype(index_dtype), name=name))


# ---- permutations and sorted lists -------------------------------------------------


def _found_shape(call: Any) -> TensorShape:
    return TensorShape(call.inputs[1].shape)


def _bound(sorted_inputs: Any, values: Any, side: Any, out_type: Any) -> Any:
    rows = [
        np.searchsorted(row, wanted, side)
        for row, wanted in zip(sorted_inputs, values, strict=True)
    ]
    return np.array(rows, out_type.numpy_dtype).reshape(values.shape)


@op(
    "LowerBound",
    "T, T -> out_type",
    shape=_found_shape,
    differentiable=False,
    T=REALS,
    out_type=INDEX,
)
def lower_bound(sorted_inputs: Any, values: Any, *, out_type: Any = dt.int32) -> Any:
    """For each value the first place in its sorted row where it could stand."""
    return _bound(sorted_inputs, values, "left", out_type)


@op(
    "UpperBound",
    "T, T -> out_type",
    shape=_found_shape,
    differentiable=False,
    T=REALS,
    out_type=INDEX,
)
def upper_bound(sorted_inputs: Any, values: Any, *, out_type: Any = dt.int32) -> Any:
    """For each value the last place in its sorted row where it could stand."""
    return _bound(sorted_inputs, values, "right", out_type)
