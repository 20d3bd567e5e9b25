"""Means of groups of rows, made of their sums and counts."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.ops.arrays.create import ones
from teachflow.ops.arrays.groups.segments import unsorted_segment_sum
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.lengths import rank, shape_within
from teachflow.ops.arrays.reshaping import reshape
from teachflow.ops.math.elementary import sqrt
from teachflow.ops.math.order import maximum


def _counts(data: Any, ids: Any, count: Any) -> Any:
    """How many rows each group has, at least 1, shaped to divide the sums."""
    each = ones(shape_within(ids, None, dt.int32, "shape_as_tensor"), data.dtype)
    found = unsorted_segment_sum(each, ids, count)
    lengths = concat([count[None], ones([rank(data) - rank(ids)], dt.int32)], 0)
    return maximum(reshape(found, lengths), 1)


def _by_counts(
    data: Any, segment_ids: Any, num_segments: Any, name: str, root: bool
) -> Any:
    here = home.choose((data, segment_ids, num_segments))
    with here.scope(name):
        data = here.convert(data)
        ids = here.convert(segment_ids)
        counts = _counts(data, ids, here.convert(num_segments))
        total = unsorted_segment_sum(data, ids, num_segments)
        return total / (sqrt(counts) if root else counts)


@composite
def unsorted_segment_mean(
    data: Any, segment_ids: Any, num_segments: Any, name: str | None = None
) -> Any:
    """Returns the means of the rows of each of ``num_segments`` groups, 0 for none.

    Source: tf.math.unsorted_segment_mean.

    >>> import teachflow as tf
    >>> tf.math.unsorted_segment_mean([1.0, 2.0, 3.0], [1, 0, 1], 3).numpy()
    array([2., 2., 0.], dtype=float32)
    """
    name = name or "UnsortedSegmentMean"
    return _by_counts(data, segment_ids, num_segments, name, root=False)


@composite
def unsorted_segment_sqrt_n(
    data: Any, segment_ids: Any, num_segments: Any, name: str | None = None
) -> Any:
    """Returns the sums of each group's rows over the roots of their numbers.

    Source: tf.math.unsorted_segment_sqrt_n.

    >>> import teachflow as tf
    >>> tf.math.unsorted_segment_sqrt_n([1.0, 2.0, 1.0, 1.0, 1.0], [0, 1, 0, 0, 0], 2)
    <tf.Tensor: shape=(2,), dtype=float32, numpy=array([2., 2.], dtype=float32)>
    """
    name = name or "UnsortedSegmentSqrtN"
    return _by_counts(data, segment_ids, num_segments, name, root=True)
