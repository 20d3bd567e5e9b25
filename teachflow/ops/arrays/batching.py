"""Space and batch: blocks of the inner axes become entries of the first, and back."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.stacking import stack


def _known(call: Any) -> tuple[Any, Any, Any]:
    """The dims of the input, the blocks and the paddings, where they are known."""
    block, around = (tensor.static_value() for tensor in call.inputs[1:])
    return call.inputs[0].shape.known_dims, block, around


def _spread_shape(call: Any) -> TensorShape:
    dims, block, paddings = _known(call)
    if dims is None or block is None or paddings is None or None in dims:
        return rules.UNKNOWN
    inner = len(block)
    lengths = (np.array(dims[1 : inner + 1]) + paddings.sum(1)) // block
    rest = dims[inner + 1 :]
    return TensorShape([dims[0] * int(block.prod()), *lengths.tolist(), *rest])


def _gathered_shape(call: Any) -> TensorShape:
    dims, block, crops = _known(call)
    if dims is None or block is None or crops is None or None in dims:
        return rules.UNKNOWN
    inner = len(block)
    lengths = np.array(dims[1 : inner + 1]) * block - crops.sum(1)
    rest = dims[inner + 1 :]
    return TensorShape([dims[0] // int(block.prod()), *lengths.tolist(), *rest])


@op(
    "SpaceToBatchND",
    "T, Tblock_shape, Tpaddings -> T",
    shape=_spread_shape,
    Tblock_shape=INDEX,
    Tpaddings=INDEX,
)
def space_to_batch_nd(input: Any, block_shape: Any, paddings: Any) -> Any:
    """``input`` with each place of a block in an entry of its own along axis 0.

    The axes after the first are padded with zeros and cut into blocks of
    ``block_shape``. Raises ``InvalidArgumentError`` where they do not fit. Source:
    tf.space_to_batch_nd.

    >>> import teachflow as tf
    >>> tf.space_to_batch_nd([[1, 2, 3, 4]], [2], [[0, 0]]).numpy()
    array([[1, 3],
           [2, 4]], dtype=int32)
    """
    block, inner = block_shape.tolist(), len(block_shape)
    around = [(0, 0), *paddings.tolist(), *[(0, 0)] * (input.ndim - inner - 1)]
    padded = np.pad(input, around)
    batch, lengths, rest = (
        padded.shape[0],
        padded.shape[1 : inner + 1],
        padded.shape[inner + 1 :],
    )
    for axis, (length, size) in enumerate(zip(lengths, block, strict=True)):
        if length % size:
            raise InvalidArgumentError(
                None,
                None,
                f"padded_shape[{axis}]={length} is not divisible by "
                f"block_shape[{axis}]={size}",
            )
    cut = [
        part
        for n, size in zip(lengths, block, strict=True)
        for part in (n // size, size)
    ]
    order = [*range(2, 2 * inner + 1, 2), 0, *range(1, 2 * inner, 2)]
    order += range(2 * inner + 1, 2 * inner + 1 + len(rest))
    apart = padded.reshape(batch, *cut, *rest).transpose(order)
    wanted = [n // size for n, size in zip(lengths, block, strict=True)]
    return apart.reshape(-1, *wanted, *rest)


@op(
    "BatchToSpaceND",
    "T, Tblock_shape, Tcrops -> T",
    shape=_gathered_shape,
    Tblock_shape=INDEX,
    Tcrops=INDEX,
)
def batch_to_space_nd(input: Any, block_shape: Any, crops: Any) -> Any:
    """What ``space_to_batch_nd`` made ``input`` of, without the rows in ``crops``."""
    block, inner = block_shape.tolist(), len(block_shape)
    size = int(block_shape.prod())
    if input.shape[0] % size:
        raise InvalidArgumentError(
            None,
            None,
            f"Input batch dimension ({input.shape[0]}) is not divisible by product of "
            f"block sizes ({size})",
        )
    lengths, rest = input.shape[1 : inner + 1], input.shape[inner + 1 :]
    apart = input.reshape(*block, -1, *lengths, *rest)
    order = [inner]
    for axis in range(inner):
        order += [inner + 1 + axis, axis]
    order += range(2 * inner + 1, apart.ndim)
    whole = [n * one for n, one in zip(lengths, block, strict=True)]
    joined = apart.transpose(order).reshape(-1, *whole, *rest)
    kept = [
        slice(before, length - after)
        for length, (before, after) in zip(whole, crops.tolist(), strict=True)
    ]
    return joined[(slice(None), *kept)]


@space_to_batch_nd.vjp
def _(call: Any, g: Any) -> Any:
    _x, block, paddings = call.inputs
    return batch_to_space_nd(g, block, paddings), None, None


@batch_to_space_nd.vjp
def _(call: Any, g: Any) -> Any:
    _x, block, crops = call.inputs
    return space_to_batch_nd(g, block, crops), None, None


space_to_batch_nd.jvp_linear(0)
batch_to_space_nd.jvp_linear(0)


@composite
def space_to_batch(
    input: Any, block_shape: Any, paddings: Any, name: str | None = None
) -> Any:
    """The same as ``space_to_batch_nd``. Source: tf.space_to_batch.

    >>> import teachflow as tf
    >>> tf.space_to_batch([[1, 2, 3, 4]], block_shape=[2], paddings=[[0, 0]]).numpy()
    array([[1, 3],
           [2, 4]], dtype=int32)
    """
    return space_to_batch_nd(input, block_shape, paddings, name=name)


@composite
def batch_to_space(
    input: Any, block_shape: Any, crops: Any, name: str | None = None
) -> Any:
    """Returns what ``space_to_batch`` made ``input`` of, without the rows in ``crops``.

    Raises ``InvalidArgumentError`` where axis 0 has no whole number of blocks.
    Source: tf.batch_to_space.

    >>> import teachflow as tf
    >>> tf.batch_to_space([[1, 3], [2, 4]], block_shape=[2], crops=[[0, 0]]).numpy()
    array([[1, 2, 3, 4]], dtype=int32)
    """
    return batch_to_space_nd(input, block_shape, crops, name=name)


@composite
def required_space_to_batch_paddings(
    input_shape: Any,
    block_shape: Any,
    base_paddings: Any = None,
    name: str | None = None,
) -> Any:
    """Returns the paddings after which blocks fit, and the crops that undo them.

    Both have a row of two for each axis. ``base_paddings`` are what there has to be at
    least. Source: tf.required_space_to_batch_paddings.

    >>> import teachflow as tf
    >>> paddings, crops = tf.required_space_to_batch_paddings([3], [2])
    >>> paddings.numpy(), crops.numpy()
    (array([[0, 1]], dtype=int32), array([[0, 1]], dtype=int32))
    """
    here = home.choose((input_shape, block_shape, base_paddings))
    with here.scope(name or "required_space_to_batch_paddings"):
        lengths = here.convert(input_shape, None, "input_shape")
        block = here.convert(block_shape, lengths.dtype.base_dtype, "block_shape")
        if base_paddings is None:
            before = after = lengths * 0
        else:
            base = here.convert(base_paddings, lengths.dtype.base_dtype)
            before, after = base[:, 0], base[:, 1]
        total = before + lengths + after
        more = (block - total % block) % block
        nothing = lengths * 0
        paddings = stack([before, after + more], axis=1)
        return paddings, stack([nothing, more], axis=1)
