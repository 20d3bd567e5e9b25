"""TensorFlow 2's order and names of arguments, where they are not TensorFlow 1's.

Each function is the other one: it only takes its arguments otherwise.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.documented import told_by
from teachflow.core.shapes import TensorShape
from teachflow.ops.nn import (
    activations,
    blocks,
    confusion,
    convolution,
    depthwise,
    losses,
    moments,
    pooling,
)


@told_by(confusion.confusion_matrix)
def confusion_matrix(
    labels: Any,
    predictions: Any,
    num_classes: Any = None,
    weights: Any = None,
    dtype: Any = dt.int32,
    name: str | None = None,
) -> Any:
    return confusion.confusion_matrix(
        labels, predictions, num_classes, dtype, name, weights
    )


@told_by(losses.log_softmax)
def log_softmax(logits: Any, axis: Any = None, name: str | None = None) -> Any:
    return losses.log_softmax(logits, axis, name)


@told_by(losses.softmax)
def softmax(logits: Any, axis: Any = None, name: str | None = None) -> Any:
    return losses.softmax(logits, axis, name)


@told_by(pooling.max_pool)
def max_pool(
    input: Any,
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str | None = None,
    name: str | None = None,
) -> Any:
    kinds = pooling.max_pool, pooling.max_pool1d
    return _pooled(kinds, input, ksize, strides, padding, data_format, name)


@told_by(pooling.avg_pool)
def avg_pool(
    input: Any,
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str | None = None,
    name: str | None = None,
) -> Any:
    kinds = pooling.avg_pool, pooling.avg_pool1d
    return _pooled(kinds, input, ksize, strides, padding, data_format, name)


def _pooled(
    kinds: tuple[Any, Any],
    input: Any,
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str | None,
    name: str | None,
) -> Any:
    """Pooling over as many axes as ``input`` has between its first and its last."""
    two, one = kinds
    rank = TensorShape(getattr(input, "shape", np.shape(input))).rank
    if data_format in ("NWC", "NCW") or (rank == 3 and data_format is None):
        return one(input, ksize, strides, padding, data_format or "NWC", name)
    if rank not in (4, None):
        raise ValueError(
            f"`input.shape.rank` must be 3 or 4 here (TensorFlow knows 5 too). "
            f"Received: input.shape={input.shape} of rank {rank}"
        )
    return two(input, ksize, strides, padding, data_format or "NHWC", name)


@told_by(pooling.avg_pool)
def avg_pool2d(
    input: Any,
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    name: str | None = None,
) -> Any:
    return pooling.avg_pool(input, ksize, strides, padding, data_format, name)


@told_by(pooling.max_pool_with_argmax)
def max_pool_with_argmax(
    input: Any,
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    output_dtype: Any = dt.int64,
    include_batch_in_index: bool = False,
    name: str | None = None,
) -> Any:
    return pooling.max_pool_with_argmax(
        input,
        ksize,
        strides,
        padding,
        data_format,
        output_dtype=output_dtype,
        include_batch_in_index=include_batch_in_index,
        name=name,
    )


@told_by(convolution.conv1d)
def conv1d(
    input: Any,
    filters: Any,
    stride: Any,
    padding: Any,
    data_format: str | None = "NWC",
    dilations: Any = None,
    name: str | None = None,
) -> Any:
    return convolution.conv1d(
        input,
        filters,
        stride,
        padding,
        data_format=data_format,
        name=name,
        dilations=dilations,
    )


@told_by(convolution.conv2d_transpose)
def conv2d_transpose(
    input: Any,
    filters: Any,
    output_shape: Any,
    strides: Any,
    padding: Any = "SAME",
    data_format: str | None = "NHWC",
    dilations: Any = None,
    name: str | None = None,
) -> Any:
    return convolution.conv2d_transpose(
        input,
        filters,
        output_shape,
        strides,
        padding,
        data_format,
        name,
        dilations=dilations,
    )


@told_by(depthwise.depthwise_conv2d)
def depthwise_conv2d(
    input: Any,
    filter: Any,
    strides: Any,
    padding: Any,
    data_format: str | None = None,
    dilations: Any = None,
    name: str | None = None,
) -> Any:
    return depthwise.depthwise_conv2d(
        input,
        filter,
        strides,
        padding,
        name=name,
        data_format=data_format,
        dilations=dilations,
    )


@told_by(depthwise.separable_conv2d)
def separable_conv2d(
    input: Any,
    depthwise_filter: Any,
    pointwise_filter: Any,
    strides: Any,
    padding: Any,
    data_format: str | None = None,
    dilations: Any = None,
    name: str | None = None,
) -> Any:
    return depthwise.separable_conv2d(
        input,
        depthwise_filter,
        pointwise_filter,
        strides,
        padding,
        name=name,
        data_format=data_format,
        dilations=dilations,
    )


@told_by(activations.crelu)
def crelu(features: Any, axis: int = -1, name: str | None = None) -> Any:
    return activations.crelu(features, name, axis)


@told_by(blocks.depth_to_space)
def depth_to_space(
    input: Any, block_size: int, data_format: str = "NHWC", name: str | None = None
) -> Any:
    return blocks.depth_to_space(input, block_size, name, data_format)


@told_by(blocks.space_to_depth)
def space_to_depth(
    input: Any, block_size: int, data_format: str = "NHWC", name: str | None = None
) -> Any:
    return blocks.space_to_depth(input, block_size, name, data_format)


@told_by(losses.softmax_cross_entropy_with_logits_v2)
def softmax_cross_entropy_with_logits(
    labels: Any, logits: Any, axis: int = -1, name: str | None = None
) -> Any:
    return losses.softmax_cross_entropy_with_logits_v2(labels, logits, axis, name)


@told_by(losses.sparse_softmax_cross_entropy_with_logits)
def sparse_softmax_cross_entropy_with_logits(
    labels: Any, logits: Any, name: str | None = None
) -> Any:
    return losses.sparse_softmax_cross_entropy_with_logits(
        labels=labels, logits=logits, name=name
    )


@told_by(losses.weighted_cross_entropy_with_logits)
def weighted_cross_entropy_with_logits(
    labels: Any, logits: Any, pos_weight: Any, name: str | None = None
) -> Any:
    return losses.weighted_cross_entropy_with_logits(labels, logits, pos_weight, name)


@told_by(moments.sufficient_statistics)
def sufficient_statistics(
    x: Any,
    axes: Any,
    shift: Any = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Any:
    return moments.sufficient_statistics(x, axes, shift, name=name, keepdims=keepdims)


@told_by(moments.weighted_moments)
def weighted_moments(
    x: Any,
    axes: Any,
    frequency_weights: Any,
    keepdims: bool = False,
    name: str | None = None,
) -> Any:
    return moments.weighted_moments(
        x, axes, frequency_weights, name=name, keepdims=keepdims
    )
