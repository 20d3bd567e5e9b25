"""Blocks of pixels as channels, and back: space to depth, depth to space."""

from __future__ import annotations

from typing import Any

from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.nn import windows as win


def _part(length: int | None, block: int) -> int | None:
    if length is not None and length % block:
        raise ShapeError(
            f"Dimension size must be evenly divisible by {block} but is {length}"
        )
    return None if length is None else length // block


def _times(length: int | None, block: int) -> int | None:
    return None if length is None else length * block


def _deeper(call: Any) -> TensorShape:
    form, block = call.attrs["data_format"], call.attrs["block_size"]
    batch, height, width, depth = win.image_dims(call.inputs[0].shape, form)
    dims = [batch, _part(height, block), _part(width, block), _times(depth, block**2)]
    return win.image_shape(dims, form)


def _wider(call: Any) -> TensorShape:
    form, block = call.attrs["data_format"], call.attrs["block_size"]
    batch, height, width, depth = win.image_dims(call.inputs[0].shape, form)
    dims = [batch, _times(height, block), _times(width, block), _part(depth, block**2)]
    return win.image_shape(dims, form)


def _check(name: str, x: Any, form: str, lengths: tuple[int, ...], block: int) -> None:
    win.refuse_channels_first(name, form)
    if x.ndim != 4 or any(length % block for length in lengths):
        raise InvalidArgumentError(
            None,
            None,
            f"{name}: images of shape {list(x.shape)} do not divide into blocks of "
            f"{block}",
        )


@op("SpaceToDepth", "T -> T", shape=_deeper)
def space_to_depth_op(input: Any, *, block_size: int, data_format: str = "NHWC") -> Any:
    """Each block of pixels as the channels of one."""
    _check("SpaceToDepth", input, data_format, input.shape[1:3], block_size)
    batch, height, width, depth = input.shape
    rows, columns = height // block_size, width // block_size
    cut = input.reshape(batch, rows, block_size, columns, block_size, depth)
    return cut.transpose(0, 1, 3, 2, 4, 5).reshape(batch, rows, columns, -1)


@space_to_depth_op.vjp
def _(call: Any, g: Any) -> Any:
    return depth_to_space_op(g, **call.attrs)


space_to_depth_op.jvp_linear(0)


@op("DepthToSpace", "T -> T", shape=_wider)
def depth_to_space_op(input: Any, *, block_size: int, data_format: str = "NHWC") -> Any:
    """The channels of each pixel as a block of pixels."""
    block = block_size
    _check("DepthToSpace", input, data_format, input.shape[3:], block**2)
    batch, rows, columns, depth = input.shape
    cut = input.reshape(batch, rows, columns, block, block, depth // block**2)
    turned = cut.transpose(0, 1, 3, 2, 4, 5)
    return turned.reshape(batch, rows * block, columns * block, -1)


@depth_to_space_op.vjp
def _(call: Any, g: Any) -> Any:
    return space_to_depth_op(g, **call.attrs)


depth_to_space_op.jvp_linear(0)


@composite
def space_to_depth(
    input: Any,
    block_size: int,
    name: str | None = None,
    data_format: str = "NHWC",
) -> Any:
    """Returns images whose pixels are blocks of ``input``, side by side in channels.

    [batch, height, width, channels] becomes [batch, height / block, width / block,
    channels · block²]. Source: tf.compat.v1.space_to_depth.

    >>> import teachflow as tf
    >>> tf.nn.space_to_depth(tf.ones([1, 4, 4, 3]), 2).shape
    TensorShape([1, 2, 2, 12])
    """
    return space_to_depth_op(
        input, block_size=block_size, data_format=data_format, name=name
    )


@composite
def depth_to_space(
    input: Any,
    block_size: int,
    name: str | None = None,
    data_format: str = "NHWC",
) -> Any:
    """Returns images whose blocks of pixels are the channels of ``input``.

    [batch, height, width, channels] becomes [batch, height · block, width · block,
    channels / block²]. Source: tf.compat.v1.depth_to_space.

    >>> import teachflow as tf
    >>> tf.nn.depth_to_space(tf.ones([1, 2, 2, 12]), 2).shape
    TensorShape([1, 4, 4, 3])
    """
    return depth_to_space_op(
        input, block_size=block_size, data_format=data_format, name=name
    )
