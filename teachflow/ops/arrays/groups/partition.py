"""Rows dealt out to several tensors by number, and stitched together again."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.create import range_op
from teachflow.ops.arrays.gather import gather_op
from teachflow.ops.arrays.lengths import size_op
from teachflow.ops.arrays.shaping import reshape_like


def _dealt(call: Any) -> tuple[TensorShape, ...]:
    data, places = call.inputs[0].shape, call.inputs[1].shape
    count = call.attrs["num_partitions"]
    if data.rank is None or places.rank is None:
        return tuple([TensorShape(None)] * count)
    head = TensorShape(data.known_dims[: places.rank])
    if not head.is_compatible_with(places):
        raise ShapeError(
            f"data.shape must start with partitions.shape, got data.shape = "
            f"{bracketed(data)}, partitions.shape = {bracketed(places)}"
        )
    return tuple([TensorShape([None, *data.known_dims[places.rank :]])] * count)


@op("DynamicPartition", "T, int32 -> num_partitions*T", shape=_dealt)
def dynamic_partition(data: Any, partitions: Any, *, num_partitions: int) -> Any:
    """Returns ``num_partitions`` tensors, dealt out as ``partitions`` says, in order.

    ``partitions`` is int32 and has the first axes of ``data``; each element says where
    its part goes. Raises ``InvalidArgumentError`` for a number that is no partition.
    Source: tf.dynamic_partition.

    >>> import teachflow as tf
    >>> even, odd = tf.dynamic_partition([4, 7, 9, 2], [0, 1, 1, 0], 2)
    >>> even.numpy(), odd.numpy()
    (array([4, 2], dtype=int32), array([7, 9], dtype=int32))
    """
    if data.shape[: partitions.ndim] != partitions.shape:
        raise InvalidArgumentError(
            None,
            None,
            f"data.shape must start with partitions.shape, got data.shape = "
            f"{bracketed(data.shape)}, partitions.shape = "
            f"{bracketed(partitions.shape)}",
        )
    wrong = (partitions < 0) | (partitions >= num_partitions)
    if wrong.any():
        at = np.argwhere(wrong)[0].tolist()
        raise InvalidArgumentError(
            None,
            None,
            f"partitions{at} = {partitions[tuple(at)]} is not in [0, {num_partitions})",
        )
    return [data[partitions == number] for number in range(num_partitions)]


@dynamic_partition.vjp
def _(call: Any, *gs: Any) -> Any:
    places = call.inputs[1]
    order = reshape_like(range_op(0, size_op(places), 1), places)
    dealt = dynamic_partition(order, places, **call.attrs)
    return reshape_like(parallel_dynamic_stitch(dealt, list(gs)), call.inputs[0]), None


dynamic_partition.jvp_linear(0)


def _stitched(call: Any) -> TensorShape:
    half = len(call.inputs) // 2
    indices, data = call.inputs[:half], call.inputs[half:]
    rest: TensorShape = TensorShape(None)
    for index, part in zip(indices, data, strict=True):
        if index.shape.rank is not None and part.shape.rank is not None:
            tail = TensorShape(part.shape.known_dims[index.shape.rank :])
            try:
                rest = rest.merge_with(tail)
            except ValueError as error:
                raise ShapeError(str(error)) from None
    values = [index.static_value() for index in indices]
    if any(value is None for value in values):
        return TensorShape([None]).concatenate(rest)
    greatest = max((int(value.max()) for value in values if value.size), default=-1)
    return TensorShape([greatest + 1]).concatenate(rest)


def _stitch(indices: Any, data: Any) -> Any:
    greatest = max((int(index.max()) for index in indices if index.size), default=-1)
    tail = data[0].shape[indices[0].ndim :]
    merged = np.zeros((greatest + 1, *tail), data[0].dtype)
    for index, part in zip(indices, data, strict=True):
        if index.size and index.min() < 0:
            raise InvalidArgumentError(
                None, None, f"indices = {index.min()} is not in [0, {greatest + 1})"
            )
        merged[index] = part
    return merged


def _unstitch(call: Any, g: Any) -> Any:
    half = len(call.inputs) // 2
    parts = [gather_op(g, index, 0) for index in call.inputs[:half]]
    return (*(None,) * half, *parts)


@op("DynamicStitch", "N*int32, N*T -> T", shape=_stitched)
def dynamic_stitch(indices: Any, data: Any) -> Any:
    """Returns one tensor whose row ``indices[i][j]`` is ``data[i][j]``.

    Of a row that is named twice the last one stays. Source: tf.dynamic_stitch.

    >>> import teachflow as tf
    >>> tf.dynamic_stitch([[0, 3], [1, 2]], [[4, 2], [7, 9]]).numpy()
    array([4, 7, 9, 2], dtype=int32)
    """
    return _stitch(indices, data)


@op("ParallelDynamicStitch", "N*int32, N*T -> T", shape=_stitched)
def parallel_dynamic_stitch(indices: Any, data: Any) -> Any:
    """As ``dynamic_stitch``, for rows that are named once."""
    return _stitch(indices, data)


dynamic_stitch.vjp(_unstitch)
dynamic_stitch.jvp_linear(1)
parallel_dynamic_stitch.vjp(_unstitch)
parallel_dynamic_stitch.jvp_linear(1)
