"""Rows reduced by groups: an index says for each row which group it belongs to.

Groups without rows get what the reduction starts from. Of the sorted kind the number of
groups is told by the last index; the unsorted kind is given it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX, NUMBERS, REALS
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.array import ones_like_op
from teachflow.ops.math.cast import cast_op
from teachflow.ops.math.complex import conjugate
from teachflow.ops.math.logic import equal
from teachflow.ops.math.order import maximum

# ---- one reduction for all ---------------------------------------------------------


def _check_ids(ids: Any, limit: int) -> None:
    over = np.asarray(ids) >= limit
    if not over.any():
        return
    position = int(np.flatnonzero(over)[0])
    at = ",".join(str(int(i)) for i in np.unravel_index(position, np.shape(ids)))
    raise InvalidArgumentError(
        None,
        None,
        f"segment_ids[{at}] = {np.reshape(ids, -1)[position]} is out of range "
        f"[0, {limit})",
    )


def _gathered(ufunc: Any, start: Any, data: Any, ids: Any, count: int) -> Any:
    """``ufunc`` over the rows of each group; rows of negative index are left out."""
    _check_ids(ids, count)
    rows = np.reshape(ids, -1)
    items = data.reshape(rows.size, *data.shape[ids.ndim :])
    result = np.full((count, *items.shape[1:]), start, data.dtype)
    keep = rows >= 0
    if not keep.all():
        rows, items = rows[keep], items[keep]
    ufunc.at(result, rows, items)
    return result


def _least(kind: Any) -> Any:
    return np.finfo(kind).min if kind.kind == "f" else np.iinfo(kind).min


def _greatest(kind: Any) -> Any:
    return np.finfo(kind).max if kind.kind == "f" else np.iinfo(kind).max


# ---- sorted ------------------------------------------------------------------------


def _one_row_each(call: Any) -> TensorShape:
    data, ids = call.inputs[0].shape, call.inputs[1].shape
    rules.check_rank(ids, 1)
    if data.rank is None:
        return rules.UNKNOWN
    rules.check_least_rank(data, 1)
    return TensorShape([None, *data.known_dims[1:]])


def _sorted(ufunc: Any, start: Any, data: Any, ids: Any) -> Any:
    if len(ids) != len(data):
        raise InvalidArgumentError(
            None,
            None,
            "segment_ids should be the same size as dimension 0 of input: there are "
            f"{len(ids)} indices and {len(data)} rows.",
        )
    if np.any(np.diff(ids) < 0):
        raise InvalidArgumentError(None, None, "segment ids are not increasing")
    if len(ids) and ids[0] < 0:
        raise InvalidArgumentError(None, None, "segment ids must be >= 0")
    count = int(ids[-1]) + 1 if len(ids) else 0
    return _gathered(ufunc, start, data, ids, count)


@op("SegmentSum", "T, Tindices -> T", shape=_one_row_each, T=NUMBERS, Tindices=INDEX)
def segment_sum(data: Any, segment_ids: Any) -> Any:
    """The sums of the rows of each group; ``segment_ids`` are sorted.

    Raises ``InvalidArgumentError`` where they are not. Source: tf.math.segment_sum.

    >>> import teachflow as tf
    >>> tf.math.segment_sum([1, 2, 3, 4], [0, 0, 1, 1]).numpy()
    array([3, 7], dtype=int32)
    """
    return _sorted(np.add, 0, data, segment_ids)


@segment_sum.vjp
def _(call: Any, g: Any) -> Any:
    return take_group(g, call.inputs[1]), None


segment_sum.jvp_linear(0)


@op("SegmentMean", "T, Tindices -> T", shape=_one_row_each, T=NUMBERS, Tindices=INDEX)
def segment_mean(data: Any, segment_ids: Any) -> Any:
    """The means of the rows of each group; ``segment_ids`` are sorted.

    Source: tf.math.segment_mean.

    >>> import teachflow as tf
    >>> tf.math.segment_mean([1.0, 2.0, 3.0], [0, 0, 1]).numpy()
    array([1.5, 3. ], dtype=float32)
    """
    total = _sorted(np.add, 0, data, segment_ids)
    counts = np.bincount(segment_ids, minlength=len(total)).astype(data.dtype)
    counts = np.maximum(counts, 1).reshape(-1, *[1] * (data.ndim - 1))
    if data.dtype.kind in "iu":
        return np.trunc(total / counts).astype(data.dtype)
    return total / counts


@segment_mean.vjp
def _(call: Any, g: Any) -> Any:
    data, ids = call.inputs
    counts = segment_sum(ones_like_op(data), ids)
    return take_group(g / maximum(counts, 1), ids), None


segment_mean.jvp_linear(0)


@op("SegmentProd", "T, Tindices -> T", shape=_one_row_each, T=NUMBERS, Tindices=INDEX)
def segment_prod(data: Any, segment_ids: Any) -> Any:
    """The products of the rows of each group; ``segment_ids`` are sorted.

    Source: tf.math.segment_prod.

    >>> import teachflow as tf
    >>> tf.math.segment_prod([1, 2, 3, 4], [0, 0, 1, 1]).numpy()
    array([ 2, 12], dtype=int32)
    """
    return _sorted(np.multiply, 1, data, segment_ids)


def _to_factors(call: Any, g: Any, total: Any, product: Any) -> Any:
    """What goes back through products of groups: ``g`` times the other factors.

    These by division, but for the only 0 of a group.
    """
    data, ids, *count = call.inputs
    kind = data.dtype.base_dtype
    is_zero = cast_op(equal(data, 0), DstT=kind)
    zeros = total(is_zero, ids, *count)
    rest = product(data + is_zero, ids, *count)
    alone = take_group(rest * cast_op(equal(zeros, 1), DstT=kind), ids)
    divided = take_group(call.output, ids) / (data + is_zero)
    others = is_zero * alone + (1 - is_zero) * divided
    return take_group(g, ids) * conjugate(others)


@segment_prod.vjp
def _(call: Any, g: Any) -> Any:
    return _to_factors(call, g, segment_sum, segment_prod), None


segment_prod.jvp_summed(segment_sum)


def _extreme_gradient(call: Any, g: Any) -> Any:
    """The cotangent to the extreme rows, in equal parts to those that tie."""
    data, ids, *_more = call.inputs
    chosen = equal(data, take_group(call.output, ids))
    chosen = cast_op(chosen, DstT=data.dtype.base_dtype)
    ties = call.opdef.rules["sum"](chosen, *call.inputs[1:])
    part = take_group(g / maximum(ties, 1), ids) * chosen
    return (part, *[None] * (len(call.inputs) - 1))


@op("SegmentMax", "T, Tindices -> T", shape=_one_row_each, T=REALS, Tindices=INDEX)
def segment_max(data: Any, segment_ids: Any) -> Any:
    """The greatest of the rows of each group; ``segment_ids`` are sorted.

    Source: tf.math.segment_max.

    >>> import teachflow as tf
    >>> tf.math.segment_max([1, 2, 3, 4], [0, 0, 1, 1]).numpy()
    array([2, 4], dtype=int32)
    """
    found = _sorted(np.maximum, _least(data.dtype), data, segment_ids)
    return _without_empty(found, segment_ids)


@op("SegmentMin", "T, Tindices -> T", shape=_one_row_each, T=REALS, Tindices=INDEX)
def segment_min(data: Any, segment_ids: Any) -> Any:
    """The least of the rows of each group; ``segment_ids`` are sorted.

    Source: tf.math.segment_min.

    >>> import teachflow as tf
    >>> tf.math.segment_min([1, 2, 3, 4], [0, 0, 1, 1]).numpy()
    array([1, 3], dtype=int32)
    """
    found = _sorted(np.minimum, _greatest(data.dtype), data, segment_ids)
    return _without_empty(found, segment_ids)


def _without_empty(found: Any, ids: Any) -> Any:
    """0 for groups that have no rows, as TensorFlow's sorted kind has it."""
    found[np.bincount(ids, minlength=len(found)) == 0] = 0
    return found


# ---- unsorted ----------------------------------------------------------------------


def _groups(call: Any) -> TensorShape:
    data, ids = call.inputs[0].shape, call.inputs[1].shape
    if data.rank is None or ids.rank is None:
        return rules.UNKNOWN
    front = TensorShape(data.known_dims[: ids.rank])
    if ids.rank > data.rank or not front.is_compatible_with(ids):
        raise ShapeError(
            f"Shape of data must start with that of segment_ids: {data} and {ids}"
        )
    count = call.inputs[2].static_value()
    count = None if count is None else int(count)
    return TensorShape([count, *data.known_dims[ids.rank :]])


def _unsorted(ufunc: Any, start: Any, data: Any, ids: Any, count: Any) -> Any:
    ids = np.asarray(ids)
    if data.shape[: ids.ndim] != ids.shape:
        raise InvalidArgumentError(
            None,
            None,
            f"data.shape = {bracketed(data.shape)} does not start with "
            f"segment_ids.shape = {bracketed(ids.shape)}",
        )
    if int(count) < 0:
        raise InvalidArgumentError(None, None, f"num_segments must be >= 0: {count}")
    return _gathered(ufunc, start, np.asarray(data), ids, int(count))


_ANY = "T, Tindices, Tnumsegments -> T"
_KINDS: dict[str, Any] = {"Tindices": INDEX, "Tnumsegments": INDEX}


@op("UnsortedSegmentSum", _ANY, shape=_groups, T=NUMBERS, **_KINDS)
def unsorted_segment_sum(data: Any, segment_ids: Any, num_segments: Any) -> Any:
    """The sums of the rows of each of ``num_segments`` groups, 0 where there are none.

    Rows of negative index are left out. Raises ``InvalidArgumentError`` for an index
    that is too great. Source: tf.math.unsorted_segment_sum.

    >>> import teachflow as tf
    >>> tf.math.unsorted_segment_sum([1, 2, 3, 4], [1, 0, 1, 0], 3).numpy()
    array([6, 4, 0], dtype=int32)
    """
    return _unsorted(np.add, 0, data, segment_ids, num_segments)


@unsorted_segment_sum.vjp
def _(call: Any, g: Any) -> Any:
    return take_group(g, call.inputs[1]), None, None


unsorted_segment_sum.jvp_linear(0)


@op("UnsortedSegmentProd", _ANY, shape=_groups, T=NUMBERS, **_KINDS)
def unsorted_segment_prod(data: Any, segment_ids: Any, num_segments: Any) -> Any:
    """The products of the rows of each of ``num_segments`` groups, 1 for none.

    Source: tf.math.unsorted_segment_prod.

    >>> import teachflow as tf
    >>> tf.math.unsorted_segment_prod([1, 2, 3, 4], [1, 0, 1, 0], 3).numpy()
    array([8, 3, 1], dtype=int32)
    """
    return _unsorted(np.multiply, 1, data, segment_ids, num_segments)


@unsorted_segment_prod.vjp
def _(call: Any, g: Any) -> Any:
    slope = _to_factors(call, g, unsorted_segment_sum, unsorted_segment_prod)
    return slope, None, None


unsorted_segment_prod.jvp_summed(unsorted_segment_sum)


@op("UnsortedSegmentMax", _ANY, shape=_groups, T=REALS, **_KINDS)
def unsorted_segment_max(data: Any, segment_ids: Any, num_segments: Any) -> Any:
    """The greatest of the rows of each group; the least number of the dtype for none.

    Source: tf.math.unsorted_segment_max.

    >>> import teachflow as tf
    >>> tf.math.unsorted_segment_max([1, 2, 3, 4], [1, 0, 1, 0], 2).numpy()
    array([4, 3], dtype=int32)
    """
    least = _least(data.dtype)
    return _unsorted(np.maximum, least, data, segment_ids, num_segments)


@op("UnsortedSegmentMin", _ANY, shape=_groups, T=REALS, **_KINDS)
def unsorted_segment_min(data: Any, segment_ids: Any, num_segments: Any) -> Any:
    """The least of the rows of each group; the greatest number of the dtype for none.

    Source: tf.math.unsorted_segment_min.

    >>> import teachflow as tf
    >>> tf.math.unsorted_segment_min([1, 2, 3, 4], [1, 0, 1, 0], 2).numpy()
    array([2, 1], dtype=int32)
    """
    greatest = _greatest(data.dtype)
    return _unsorted(np.minimum, greatest, data, segment_ids, num_segments)


for _extreme in (segment_max, segment_min):
    _extreme.op.rules["sum"] = segment_sum
    _extreme.vjp(_extreme_gradient)
    _extreme.jvp_summed(segment_sum)
for _extreme in (unsorted_segment_max, unsorted_segment_min):
    _extreme.op.rules["sum"] = unsorted_segment_sum
    _extreme.vjp(_extreme_gradient)
    _extreme.jvp_summed(unsorted_segment_sum)


# ---- the way back ------------------------------------------------------------------


def _taken(call: Any) -> TensorShape:
    groups, ids = call.inputs[0].shape, call.inputs[1].shape
    if groups.rank is None or ids.rank is None:
        return rules.UNKNOWN
    return TensorShape([*ids.known_dims, *groups.known_dims[1:]])


@op("TakeGroup", "T, Tindices -> T", shape=_taken, T=NUMBERS, Tindices=INDEX)
def take_group(groups: Any, segment_ids: Any) -> Any:
    """For each row its group's value, 0 for a negative index.

    Ours, not TensorFlow's: what goes back through a sum by groups.
    """
    keep = segment_ids >= 0
    found = groups[np.where(keep, segment_ids, 0)] if len(groups) else None
    if found is None:
        return np.zeros(segment_ids.shape + groups.shape[1:], groups.dtype)
    if np.all(keep):
        return found
    return np.where(
        keep.reshape(keep.shape + (1,) * (found.ndim - keep.ndim)), found, 0
    ).astype(groups.dtype)


@take_group.vjp
def _(call: Any, g: Any) -> Any:
    groups, ids = call.inputs
    return add_groups(g, ids, groups), None


take_group.jvp_linear(0)


@op("AddGroups", "T, Tindices, S -> T", shape=rules.like(2), T=NUMBERS, Tindices=INDEX)
def add_groups(data: Any, segment_ids: Any, like: Any) -> Any:
    """The sums of the rows of each group, as many as ``like`` has. Ours."""
    return _unsorted(np.add, 0, data, segment_ids, len(like))


@add_groups.vjp
def _(call: Any, g: Any) -> Any:
    return take_group(g, call.inputs[1]), None, None


add_groups.jvp_linear(0)
