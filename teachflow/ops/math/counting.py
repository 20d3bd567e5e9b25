"""How often: what is not zero, which number, in which bin."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.lengths import size
from teachflow.ops.arrays.reshaping import reshape
from teachflow.ops.math.cast import cast
from teachflow.ops.math.elementary import floor
from teachflow.ops.math.logic import greater, not_equal
from teachflow.ops.math.order import maximum, minimum
from teachflow.ops.math.reduce import older_names, reduce_max, reduce_sum

_COUNTED = (dt.int32, dt.int64, dt.float32, dt.float64)

# ---- counts ------------------------------------------------------------------------


@composite
def count_nonzero(
    input_tensor: Any = None,
    axis: Any = None,
    keepdims: bool | None = None,
    dtype: Any = dt.int64,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
    input: Any = None,
) -> Any:
    """Returns how many elements along ``axis`` are not 0 (not empty, of strings).

    Axes as in ``reduce_sum``. Source: tf.math.count_nonzero.

    >>> import teachflow as tf
    >>> tf.math.count_nonzero([[0, 1], [2, 3]]).numpy()
    np.int64(3)
    """
    input_tensor = input if input_tensor is None else input_tensor
    axis, keep = older_names(axis, keepdims, reduction_indices, keep_dims)
    here = home.choose((input_tensor,))
    with here.scope(name or "count_nonzero"):
        x = here.convert(input_tensor, None, "input")
        kind = x.dtype.base_dtype
        if kind is not dt.bool_:
            empty = b"" if kind is dt.string else kind.as_numpy_dtype()
            x = not_equal(x, here.convert(empty, kind, "zeros"))
        there = cast(x, dt.int64)
        return cast(reduce_sum(there, axis=axis, keepdims=keep), dt.as_dtype(dtype))


def _binned(call: Any) -> TensorShape:
    dims, count = call.inputs[0].shape.known_dims, call.inputs[1].static_value()
    if dims is None:
        return rules.UNKNOWN
    if len(dims) > 2:
        raise ShapeError(f"Shape must be at most rank 2 but is rank {len(dims)}")
    return TensorShape([*dims[:-1], None if count is None else int(count)])


@op(
    "DenseBincount",
    "Tidx, Tidx, T -> T",
    shape=_binned,
    differentiable=False,
    Tidx=INDEX,
    T=_COUNTED,
)
def dense_bincount(
    input: Any, size: Any, weights: Any, *, binary_output: bool = False
) -> Any:
    """How often 0, 1, 2 ... occur in ``input``, or the sums of their weights."""
    if np.any(np.less(input, 0)):
        raise InvalidArgumentError(
            None, None, "Input arr must be non-negative: it counts 0, 1, 2 and so on."
        )
    rows = np.atleast_2d(input)
    heavy = np.reshape(weights, rows.shape) if weights.size else np.ones(rows.shape)
    result = np.zeros((len(rows), int(size)), weights.dtype)
    for row, values, loads in zip(result, rows, heavy, strict=True):
        keep = values < size
        np.add.at(row, values[keep], loads[keep].astype(weights.dtype))
    if binary_output:
        result = (result != 0).astype(weights.dtype)
    return result.reshape(*np.shape(input)[:-1], int(size))


@composite
def bincount(
    arr: Any,
    weights: Any = None,
    minlength: Any = None,
    maxlength: Any = None,
    dtype: Any = dt.int32,
    name: str | None = None,
) -> Any:
    """Returns how often each number 0, 1, 2 ... occurs in ``arr``.

    ``weights`` are summed instead of ones, and set the dtype. The result has at least
    ``minlength`` and at most ``maxlength`` elements. Raises ``InvalidArgumentError``
    for negative numbers. Source: tf.math.bincount.

    >>> import teachflow as tf
    >>> tf.math.bincount([1, 1, 3]).numpy()
    array([0, 2, 0, 1], dtype=int32)
    """
    return binned(arr, weights, minlength, maxlength, dtype, name, None, False)


@composite
def binned(
    arr: Any,
    weights: Any,
    minlength: Any,
    maxlength: Any,
    dtype: Any,
    name: str | None,
    axis: int | None,
    binary_output: bool,
) -> Any:
    """``bincount`` of all numbers together, or with ``axis`` -1 row by row."""
    if axis not in (None, 0, -1):
        raise ValueError(f"Unsupported value for argument axis={axis}: 0, -1 or None.")
    if binary_output and weights is not None:
        raise ValueError(
            "Arguments `binary_output` and `weights` are mutually exclusive: there is "
            "nothing to weigh where only 0 and 1 come out."
        )
    here = home.choose((arr, weights))
    with here.scope(name or "bincount"):
        arr = here.convert(arr, None, "arr")
        if not arr.dtype.is_integer:
            arr = cast(arr, dt.int32)
        kind = arr.dtype.base_dtype
        if weights is not None:
            weights = here.convert(weights, None, "weights")
        there = cast(greater(size(arr), 0), kind)
        count = there * (reduce_max(arr) + 1)
        if minlength is not None:
            count = maximum(here.convert(minlength, kind, "minlength"), count)
        if maxlength is not None:
            count = minimum(here.convert(maxlength, kind, "maxlength"), count)
        if axis != -1:
            weights = None if weights is None else reshape(weights, [-1])
            arr = reshape(arr, [-1])
        if weights is None:
            weights = here.convert(np.zeros(0, dt.as_dtype(dtype).numpy_dtype))
        return dense_bincount(arr, count, weights, binary_output=binary_output)


def _nbins(call: Any) -> TensorShape:
    count = call.inputs[2].static_value()
    return TensorShape([None if count is None else int(count)])


@op(
    "HistogramFixedWidth",
    "T, T, int32 -> dtype",
    shape=_nbins,
    differentiable=False,
    T=_COUNTED,
    dtype=INDEX,
)
def histogram_fixed_width_op(
    values: Any, value_range: Any, nbins: Any, *, dtype: Any = dt.int32
) -> Any:
    """How many values are in each of ``nbins`` bins of one width."""
    low, high = value_range
    count = int(nbins)
    if not low < high:
        raise InvalidArgumentError(
            None,
            None,
            "value_range should satisfy value_range[0] < value_range[1], but got "
            f"'[{low}, {high}]'",
        )
    if count <= 0:
        raise InvalidArgumentError(
            None, None, f"nbins should be a positive number, but got '{count}'"
        )
    step = (float(high) - float(low)) / count
    places = (np.maximum(values, low) - low).astype(np.float64) / step
    places = np.minimum(places, count - 1).astype(np.int32).reshape(-1)
    return np.bincount(places, minlength=count).astype(dtype.numpy_dtype)


@composite
def histogram_fixed_width(
    values: Any,
    value_range: Any,
    nbins: Any = 100,
    dtype: Any = dt.int32,
    name: str | None = None,
) -> Any:
    """Returns how many ``values`` are in each of ``nbins`` equal bins.

    ``value_range`` is [low, high]; what is outside counts in the first or last bin.
    Source: tf.histogram_fixed_width.

    >>> import teachflow as tf
    >>> tf.histogram_fixed_width([-1.0, 0.0, 1.5, 2.0, 15.0], [0.0, 5.0], nbins=5)
    <tf.Tensor: shape=(5,), dtype=int32, numpy=array([2, 1, 1, 0, 1], dtype=int32)>
    """
    here = home.choose((values, value_range, nbins))
    with here.scope(name or "histogram_fixed_width") as scope:
        return histogram_fixed_width_op(
            values, value_range, nbins, dtype=dt.as_dtype(dtype), name=scope or None
        )


@composite
def histogram_fixed_width_bins(
    values: Any,
    value_range: Any,
    nbins: Any = 100,
    dtype: Any = dt.int32,
    name: str | None = None,
) -> Any:
    """Returns in which of ``nbins`` bins of one width each of ``values`` is.

    The bins cover ``value_range``, a pair; what is outside is in the first or last.
    Source: tf.histogram_fixed_width_bins.

    >>> import teachflow as tf
    >>> tf.histogram_fixed_width_bins([-1.0, 1.5, 9.0], [0.0, 5.0], nbins=5).numpy()
    array([0, 1, 4], dtype=int32)
    """
    here = home.choose((values, value_range, nbins))
    with here.scope(name or "histogram_fixed_width_bins"):
        values = here.convert(values, None, "values")
        ends = here.convert(value_range, values.dtype.base_dtype, "value_range")
        kind = dt.as_dtype(dtype)
        low, high = ends[0], ends[1]
        part = (values - low) / (high - low)
        count = here.convert(nbins, dt.int32, "nbins")
        places = cast(floor(cast(count, part.dtype) * part), kind)
        last = cast(count - 1, kind)
        return minimum(maximum(places, cast(0, kind)), last)
