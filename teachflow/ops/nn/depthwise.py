"""Depthwise convolution: each channel has filters of its own.

Three ops as in ``conv``, linear in each tensor, each one's gradient the other two.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.lengths import shape, shape_op
from teachflow.ops.nn import conv
from teachflow.ops.nn import windows as win
from teachflow.ops.nn.windows import Windows


def _spread(call: Any) -> TensorShape:
    attrs = call.attrs
    form = attrs["data_format"]
    win.check_padding("DepthwiseConv2dNative", attrs["padding"])
    batch, height, width, depth = win.image_dims(call.inputs[0].shape, form)
    rows, columns, wanted, times = win.image_dims(call.inputs[1].shape, "NHWC")
    if depth is not None and wanted is not None and depth != wanted:
        raise ShapeError(f"Dimensions must be equal, but are {depth} and {wanted}")
    depth = wanted if depth is None else depth
    counts = win.image_counts(attrs, (height, width), (rows, columns))
    channels = None if depth is None or times is None else depth * times
    return win.image_shape([batch, *counts, channels], form)


def _windows(name: str, size: Any, kernel: Any, attrs: tuple[Any, ...]) -> Windows:
    strides, padding, explicit_paddings, data_format, dilations = attrs
    win.refuse_channels_first(name, data_format)
    if len(size) != 4 or len(kernel) != 4 or size[3] != kernel[2]:
        raise InvalidArgumentError(
            None,
            None,
            f"{name}: input and filter must have the same depth, as [batch, height, "
            f"width, depth] and [height, width, depth, multiplier]: "
            f"{bracketed(size)} vs {bracketed(kernel)}",
        )
    return win.lay_filters(size, kernel, strides, dilations, padding, explicit_paddings)


@op("DepthwiseConv2dNative", "T, T -> T", shape=_spread, T=FLOATS)
def depthwise_op(
    input: Any,
    filter: Any,
    *,
    strides: Any,
    padding: str,
    explicit_paddings: Any = (),
    data_format: str = "NHWC",
    dilations: Any = (1, 1, 1, 1),
) -> Any:
    """Each channel's own filters on every window."""
    attrs = strides, padding, explicit_paddings, data_format, dilations
    windows = _windows("DepthwiseConv2dNative", input.shape, filter.shape, attrs)
    image, (depth, times) = windows.padded(input), filter.shape[2:]
    batch = input.shape[0]
    found = np.zeros((batch, *windows.count, depth, times), input.dtype)
    for i, j, vertical, horizontal in windows.taps():
        found += image[:, vertical, horizontal, :, None] * filter[i, j]
    return found.reshape(batch, *windows.count, depth * times)


@depthwise_op.vjp
def _(call: Any, g: Any) -> Any:
    x, kernel = call.inputs
    return (
        lambda: depthwise_backprop_input(shape_op(x), kernel, g, **call.attrs),
        lambda: depthwise_backprop_filter(x, shape_op(kernel), g, **call.attrs),
    )


depthwise_op.jvp_multilinear(0, 1)


@op(
    "DepthwiseConv2dNativeBackpropInput",
    "int32, T, T -> T",
    shape=rules.shape_from(0),
    T=FLOATS,
)
def depthwise_backprop_input(
    input_sizes: Any,
    filter: Any,
    out_backprop: Any,
    *,
    strides: Any,
    padding: str,
    explicit_paddings: Any = (),
    data_format: str = "NHWC",
    dilations: Any = (1, 1, 1, 1),
) -> Any:
    """What goes back to the images."""
    attrs = strides, padding, explicit_paddings, data_format, dilations
    sizes, (depth, times) = input_sizes.tolist(), filter.shape[2:]
    windows = _windows("DepthwiseConv2dNativeBackpropInput", sizes, filter.shape, attrs)
    g = out_backprop.reshape(sizes[0], *windows.count, depth, times)
    image = windows.blank(sizes[0], depth, g.dtype)
    for i, j, vertical, horizontal in windows.taps():
        image[:, vertical, horizontal] += (g * filter[i, j]).sum(-1)
    return np.ascontiguousarray(windows.inner(image))


@depthwise_backprop_input.vjp
def _(call: Any, g: Any) -> Any:
    _, kernel, back = call.inputs
    return (
        None,
        lambda: depthwise_backprop_filter(g, shape_op(kernel), back, **call.attrs),
        lambda: depthwise_op(g, kernel, **call.attrs),
    )


depthwise_backprop_input.jvp_multilinear(1, 2)


@op(
    "DepthwiseConv2dNativeBackpropFilter",
    "T, int32, T -> T",
    shape=rules.shape_from(1),
    T=FLOATS,
)
def depthwise_backprop_filter(
    input: Any,
    filter_sizes: Any,
    out_backprop: Any,
    *,
    strides: Any,
    padding: str,
    explicit_paddings: Any = (),
    data_format: str = "NHWC",
    dilations: Any = (1, 1, 1, 1),
) -> Any:
    """What goes back to the filters."""
    attrs = strides, padding, explicit_paddings, data_format, dilations
    sizes = filter_sizes.tolist()
    windows = _windows("DepthwiseConv2dNativeBackpropFilter", input.shape, sizes, attrs)
    g = out_backprop.reshape(input.shape[0], *windows.count, *sizes[2:])
    image, found = windows.padded(input), np.empty(sizes, input.dtype)
    for i, j, vertical, horizontal in windows.taps():
        seen = image[:, vertical, horizontal]
        found[i, j] = np.einsum("nhwc,nhwcm->cm", seen, g)
    return found


@depthwise_backprop_filter.vjp
def _(call: Any, g: Any) -> Any:
    x, _, back = call.inputs
    return (
        lambda: depthwise_backprop_input(shape_op(x), g, back, **call.attrs),
        None,
        lambda: depthwise_op(x, g, **call.attrs),
    )


depthwise_backprop_filter.jvp_multilinear(0, 2)


# ---- what people call --------------------------------------------------------------


def _native(
    here: Any, x: Any, kernel: Any, strides: Any, padding: Any, rate: Any, name: Any
) -> Any:
    """The op, with the two nodes that TensorFlow leaves behind on the way."""
    rates = [1, 1] if rate is None else list(rate)
    if isinstance(rate, int):
        rates = [rate, rate]
    shape(kernel)
    here.convert(np.array(rates, np.int32), None, "dilation_rate")
    word, pads = win.explicit(padding)
    return depthwise_op(
        x,
        kernel,
        strides=win.four(strides, "strides"),
        padding=word,
        explicit_paddings=pads,
        dilations=(1, *rates, 1),
        name=name,
    )


@composite
def depthwise_conv2d(
    input: Any,
    filter: Any,
    strides: Any,
    padding: Any,
    rate: Any = None,
    name: str | None = None,
    data_format: str | None = None,
    dilations: Any = None,
) -> Any:
    """Returns the convolution of each channel with filters of its own.

    ``filter`` is [height, width, channels, multiplier]; the result has channels ·
    multiplier channels, those of one input channel beside each other. Raises
    ``UnimplementedError`` for "NCHW". Source: tf.compat.v1.nn.depthwise_conv2d.

    >>> import teachflow as tf
    >>> x, w = tf.ones([1, 3, 3, 2]), tf.ones([2, 2, 2, 3])
    >>> tf.nn.depthwise_conv2d(x, w, [1, 1, 1, 1], "VALID").shape
    TensorShape([1, 2, 2, 6])
    """
    win.refuse_channels_first("DepthwiseConv2dNative", data_format or "NHWC")
    here = home.choose((input, filter))
    with here.scope(name or "depthwise") as scope:
        input = here.convert(input, None, "tensor_in")
        filter = here.convert(filter, None, "filter_in")
        rate = dilations if rate is None else rate
        return _native(here, input, filter, strides, padding, rate, scope or None)


@composite
def separable_conv2d(
    input: Any,
    depthwise_filter: Any,
    pointwise_filter: Any,
    strides: Any,
    padding: Any,
    rate: Any = None,
    name: str | None = None,
    data_format: str | None = None,
    dilations: Any = None,
) -> Any:
    """Returns a depthwise convolution, then one that mixes channels pixel by pixel.

    ``pointwise_filter`` is [1, 1, channels · multiplier, filters].
    Source: tf.compat.v1.nn.separable_conv2d.

    >>> import teachflow as tf
    >>> x, w, p = tf.ones([1, 3, 3, 2]), tf.ones([2, 2, 2, 3]), tf.ones([1, 1, 6, 4])
    >>> tf.nn.separable_conv2d(x, w, p, [1, 1, 1, 1], "SAME").shape
    TensorShape([1, 3, 3, 4])
    """
    win.refuse_channels_first("DepthwiseConv2dNative", data_format or "NHWC")
    here = home.choose((input, depthwise_filter, pointwise_filter))
    with here.scope(name or "separable_conv2d") as scope:
        input = here.convert(input, None, "tensor_in")
        kernel = here.convert(depthwise_filter, None, "depthwise_filter")
        point = here.convert(pointwise_filter, None, "pointwise_filter")
        rate = dilations if rate is None else rate
        deep = _native(here, input, kernel, strides, padding, rate, "depthwise")
        return conv.conv2d_op(
            deep, point, strides=(1, 1, 1, 1), padding="VALID", name=scope or None
        )
