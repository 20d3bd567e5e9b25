"""TensorFlow 2's order and names of arguments, where they are not TensorFlow 1's.

Each function is the other one: it only takes its arguments otherwise.
"""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core.documented import told_by
from teachflow.ops.math import counting, reduce


@told_by(reduce.reduce_all)
def reduce_all(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Any:
    return reduce.reduce_all(input_tensor, axis, keepdims, name)


@told_by(reduce.reduce_any)
def reduce_any(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Any:
    return reduce.reduce_any(input_tensor, axis, keepdims, name)


@told_by(reduce.reduce_logsumexp)
def reduce_logsumexp(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Any:
    return reduce.reduce_logsumexp(input_tensor, axis, keepdims, name)


@told_by(reduce.reduce_max)
def reduce_max(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Any:
    return reduce.reduce_max(input_tensor, axis, keepdims, name)


@told_by(reduce.reduce_mean)
def reduce_mean(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Any:
    return reduce.reduce_mean(input_tensor, axis, keepdims, name)


@told_by(reduce.reduce_min)
def reduce_min(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Any:
    return reduce.reduce_min(input_tensor, axis, keepdims, name)


@told_by(reduce.reduce_prod)
def reduce_prod(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Any:
    return reduce.reduce_prod(input_tensor, axis, keepdims, name)


@told_by(reduce.reduce_sum)
def reduce_sum(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Any:
    return reduce.reduce_sum(input_tensor, axis, keepdims, name)


@told_by(counting.count_nonzero)
def count_nonzero(
    input: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    dtype: Any = dt.int64,
    name: str | None = None,
) -> Any:
    return counting.count_nonzero(input, axis, keepdims, dtype, name)


def bincount(
    arr: Any,
    weights: Any = None,
    minlength: Any = None,
    maxlength: Any = None,
    dtype: Any = dt.int32,
    name: str | None = None,
    axis: int | None = None,
    binary_output: bool = False,
) -> Any:
    """Returns how often each number 0, 1, 2 ... occurs in ``arr``.

    ``weights`` are summed instead of ones, and set the dtype. The result has at least
    ``minlength`` and at most ``maxlength`` elements; with ``axis`` -1 each row of a
    matrix is counted by itself. ``binary_output`` only says whether a number occurs.
    Raises ``InvalidArgumentError`` for negative numbers. Source: tf.math.bincount.

    >>> import teachflow as tf
    >>> tf.math.bincount([[1, 1], [0, 2]], axis=-1).numpy()
    array([[0, 2, 0],
           [1, 0, 1]], dtype=int32)
    """
    return counting.binned(
        arr, weights, minlength, maxlength, dtype, name, axis, binary_output
    )
