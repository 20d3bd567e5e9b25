"""Convolutions by another name: of any rank, with holes, of sequences turned round."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.reshaping import expand_dims, squeeze
from teachflow.ops.nn import convolution as conv


@composite
def convolution(
    input: Any,
    filters: Any,
    strides: Any = None,
    padding: Any = "VALID",
    data_format: str | None = None,
    dilations: Any = None,
    name: str | None = None,
) -> Any:
    """Returns the convolution of sequences or of images, as ``input`` has 3 or 4 axes.

    ``strides`` and ``dilations`` are a number or one for each axis in between. Raises
    ``ValueError`` for another number of axes. Source: tf.nn.convolution.

    >>> import teachflow as tf
    >>> tf.nn.convolution(tf.ones([1, 4, 4, 1]), tf.ones([2, 2, 1, 3])).shape
    TensorShape([1, 3, 3, 3])
    """
    here = home.choose((input, filters))
    input = here.convert(input, None, "input")
    rank = input.shape.rank
    if rank == 3:
        return conv.conv1d(
            input, filters, _one(strides), padding, True, data_format, name, None,
            _one(dilations),
        )  # fmt: skip
    if rank != 4:
        raise ValueError(
            f"`input` must be sequences [batch, width, channels] or images [batch, "
            f"height, width, channels]. Received: input.shape={input.shape}"
        )
    form = data_format or "NHWC"
    steps = 1 if strides is None else strides
    return conv.conv2d_v2(input, filters, steps, padding, form, dilations, name)


def _one(value: Any) -> Any:
    if value is None:
        return 1
    return value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value


@composite
def atrous_conv2d(
    value: Any, filters: Any, rate: int, padding: Any, name: str | None = None
) -> Any:
    """Returns the convolution of images with ``rate - 1`` holes between the weights.

    Source: tf.nn.atrous_conv2d.

    >>> import teachflow as tf
    >>> x, w = tf.ones([1, 5, 5, 1]), tf.ones([2, 2, 1, 1])
    >>> tf.nn.atrous_conv2d(x, w, 2, "VALID").shape
    TensorShape([1, 3, 3, 1])
    """
    return conv.conv2d_v2(value, filters, 1, padding, "NHWC", rate, name)


@composite
def conv1d_transpose(
    input: Any,
    filters: Any,
    output_shape: Any,
    strides: Any,
    padding: Any = "SAME",
    data_format: str = "NWC",
    dilations: Any = None,
    name: str | None = None,
) -> Any:
    """Returns ``conv1d`` turned round: sequences of ``output_shape``.

    ``filters`` is [width, output channels, input channels]. Source:
    tf.nn.conv1d_transpose.

    >>> import teachflow as tf
    >>> x, w = tf.ones([1, 2, 1]), tf.ones([2, 3, 1])
    >>> tf.nn.conv1d_transpose(x, w, [1, 4, 3], 2).shape
    TensorShape([1, 4, 3])
    """
    if data_format != "NWC":
        raise ValueError(
            f"`data_format` must be 'NWC': channels first is not there on a CPU. "
            f"Received: data_format={data_format}"
        )
    here = home.choose((input, filters, output_shape))
    with here.scope(name or "conv1d_transpose"):
        shape = here.convert(output_shape, dt.int32, "output_shape")
        shape = concat([shape[:1], [1], shape[1:]], 0)
        step = (
            strides[-2]
            if isinstance(strides, (list, tuple)) and len(strides) == 3
            else _one(strides)
        )
        holes = 1 if dilations is None else _one(dilations)
        found = conv.conv2d_transpose(
            expand_dims(input, 1),
            expand_dims(filters, 0),
            shape,
            [1, step],
            padding,
            dilations=[1, holes],
        )
        return squeeze(found, [1])
