"""Elements repeated, put around, turned round: tile, pad, reverse."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.operand import Operand
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.create import ones
from teachflow.ops.arrays.lengths import indices, size
from teachflow.ops.arrays.reshaping import reshape
from teachflow.ops.arrays.shaping import sum_like
from teachflow.ops.arrays.stacking import stack
from teachflow.ops.math.math import subtract

# ---- tile ------------------------------------------------------------------------


def _tiled(call: Any) -> TensorShape:
    dims = call.inputs[0].shape.known_dims
    times = rules.value_as_shape(call.inputs[1]).known_dims
    if dims is None or times is None:
        known = dims if times is None else times
        return rules.UNKNOWN if known is None else TensorShape([None] * len(known))
    if len(times) != len(dims):
        raise ShapeError(f"Shape must be rank {len(dims)} but is rank {len(times)}")
    return TensorShape(
        [
            None if dim is None or many is None else dim * many
            for dim, many in zip(dims, times, strict=True)
        ]
    )


@op("Tile", "T, Tmultiples -> T", shape=_tiled, Tmultiples=INDEX)
def tile_op(input: Any, multiples: Any) -> Any:
    """The input repeated along each axis."""
    times = multiples.tolist()
    if len(times) != np.ndim(input):
        raise InvalidArgumentError(
            None,
            None,
            f"Expected multiples argument to be a vector of length {np.ndim(input)} "
            f"but got length {len(times)}",
        )
    return np.tile(input, times)


@tile_op.vjp
def _(call: Any, g: Any) -> Any:
    x, multiples = call.inputs
    return untile(g, multiples, x), None


tile_op.jvp_linear(0)


@op("Untile", "T, Tmultiples, T -> T", shape=rules.like(2), Tmultiples=INDEX)
def untile(input: Any, multiples: Any, like: Any) -> Any:
    """The sum of the copies that a Tile of ``like`` made. Ours, not TensorFlow's."""
    pairs = zip(multiples.tolist(), np.shape(like), strict=True)
    split = [length for pair in pairs for length in pair]
    return input.reshape(split).sum(tuple(range(0, len(split), 2)), dtype=input.dtype)


@untile.vjp
def _(call: Any, g: Any) -> Any:
    return tile_op(g, call.inputs[1]), None, None


untile.jvp_linear(0)


@composite
def tile(input: Any, multiples: Any, name: str | None = None) -> Any:
    """Returns ``input`` repeated ``multiples[i]`` times along each axis i.

    Source: tf.tile.

    >>> import teachflow as tf
    >>> tf.tile([[1, 2]], [2, 2]).numpy()
    array([[1, 2, 1, 2],
           [1, 2, 1, 2]], dtype=int32)
    """
    here = home.choose((input, multiples))
    with here.scope(name or "Tile") as scope:
        input = here.convert(input, None, "input")
        return tile_op(input, indices(here, multiples, "multiples"), name=scope or None)


@composite
def meshgrid(*args: Any, indexing: str = "xy", name: str | None = "meshgrid") -> Any:
    """Returns the coordinates of a grid with the vectors ``args`` along its axes.

    One tensor for each vector, all of the grid's shape; with ``indexing="xy"`` the
    first two axes are swapped, as pictures have it. Source: tf.meshgrid.

    >>> import teachflow as tf
    >>> [part.numpy().tolist() for part in tf.meshgrid([1, 2, 3], [4, 5])]
    [[[1, 2, 3], [1, 2, 3]], [[4, 4, 4], [5, 5, 5]]]
    """
    if indexing not in ("xy", "ij"):
        raise ValueError(
            f"Argument `indexing` parameter must be either 'xy' or 'ij', got "
            f"'{indexing}'"
        )
    here = home.choose(args)
    with here.scope(name or "meshgrid"):
        rank = len(args)
        if not rank:
            return []
        ones_before = [1] * rank
        parts = [
            reshape(stack(x), [*ones_before[:i], -1, *ones_before[i + 1 :]])
            for i, x in enumerate(args)
        ]
        lengths = [size(x) for x in args]
        dtype = here.convert(args[0]).dtype.base_dtype
        if indexing == "xy" and rank > 1:
            parts[0] = reshape(parts[0], [1, -1, *ones_before[2:]])
            parts[1] = reshape(parts[1], [-1, 1, *ones_before[2:]])
            lengths[:2] = lengths[1], lengths[0]
        grid = ones(lengths, dtype)
        return [part * grid for part in parts]


# ---- pad -------------------------------------------------------------------------


def _padded(call: Any) -> TensorShape:
    x, around = call.inputs[0].shape, call.inputs[1]
    sides, dims = around.static_value(), x.known_dims
    if sides is None or dims is None:
        count = None if around.shape.rank is None else around.shape.known_dims[0]
        rank = len(dims) if dims is not None else count
        return rules.UNKNOWN if rank is None else TensorShape([None] * rank)
    if sides.shape != (len(dims), 2):
        raise ShapeError(
            f"The first dimension of paddings must be the rank of inputs: paddings "
            f"have the shape {bracketed(sides.shape)}, inputs {bracketed(dims)}"
        )
    totals = sides.sum(1).tolist()
    return TensorShape(
        [
            None if dim is None else dim + more
            for dim, more in zip(dims, totals, strict=True)
        ]
    )


def _checked_sides(input: Any, paddings: Any) -> list[list[int]]:
    sides: list[list[int]] = paddings.tolist()
    if paddings.size and paddings.min() < 0:
        raise InvalidArgumentError(
            None, None, f"Paddings must be non-negative: {sides}"
        )
    if np.shape(paddings) != (input.ndim, 2):
        raise ValueError("the first dimension of paddings must be the rank of inputs")
    return sides


def _padded_with(input: Any, paddings: Any, value: Any) -> Any:
    sides = _checked_sides(input, paddings)
    shape = [sum(pair) + n for pair, n in zip(sides, input.shape, strict=True)]
    result = np.full(shape, value, input.dtype)
    result[_inside(sides, shape)] = input
    return result


def _inside(sides: list[list[int]], shape: Any) -> tuple[slice, ...]:
    """The key of what lies within the padding of an array of ``shape``."""
    pairs = zip(sides, shape, strict=True)
    return tuple([slice(before, n - after) for (before, after), n in pairs])


@op("Pad", "T, Tpaddings -> T", shape=_padded, Tpaddings=INDEX)
def pad_op(input: Any, paddings: Any) -> Any:
    """The input with zeros around it."""
    return _padded_with(input, paddings, b"" if input.dtype == object else 0)


@pad_op.vjp
def _(call: Any, g: Any) -> Any:
    x, paddings = call.inputs
    return unpad(g, paddings, x), None


pad_op.jvp_linear(0)


@op("PadV2", "T, Tpaddings, T -> T", shape=_padded, Tpaddings=INDEX)
def pad_v2_op(input: Any, paddings: Any, constant_values: Any) -> Any:
    """The input with one value around it."""
    return _padded_with(input, paddings, constant_values)


@pad_v2_op.vjp
def _(call: Any, g: Any) -> Any:
    x, paddings, value = call.inputs
    inside = unpad(g, paddings, x)

    def around() -> Any:
        return subtract(sum_like(g, value), sum_like(inside, value))

    return inside, None, around


pad_v2_op.jvp_linear(0, 2)


@op("Unpad", "T, Tpaddings, T -> T", shape=rules.like(2), Tpaddings=INDEX)
def unpad(input: Any, paddings: Any, like: Any) -> Any:
    """What lies within the padding. Ours, not TensorFlow's."""
    return input[_inside(paddings.tolist(), np.shape(input))]


@unpad.vjp
def _(call: Any, g: Any) -> Any:
    return pad_op(g, call.inputs[1]), None, None


unpad.jvp_linear(0)


def _mirror_key(shape: Any, paddings: Any, mode: str) -> tuple[Any, ...]:
    """For each place of the padded array, the place of the input it mirrors."""
    axes = []
    for length, (before, after) in zip(shape, paddings.tolist(), strict=True):
        if max(before, after) > length - (mode == "REFLECT"):
            raise InvalidArgumentError(
                None,
                None,
                f"paddings must be no greater than the dimension size: {before}, "
                f"{after} greater than {length}",
            )
        side = np.arange(length)
        axes.append(np.pad(side, (before, after), mode.lower()))  # type: ignore[call-overload]
    return np.ix_(*axes)


@op("MirrorPad", "T, Tpaddings -> T", shape=_padded, Tpaddings=INDEX)
def mirror_pad_op(input: Any, paddings: Any, *, mode: str) -> Any:
    """The input with its own mirror image around it."""
    _checked_sides(input, paddings)
    return input[_mirror_key(input.shape, paddings, mode)]


@mirror_pad_op.vjp
def _(call: Any, g: Any) -> Any:
    x, paddings = call.inputs
    return unmirror(g, paddings, x, mode=call.attrs["mode"]), None


mirror_pad_op.jvp_linear(0)


@op("Unmirror", "T, Tpaddings, T -> T", shape=rules.like(2), Tpaddings=INDEX)
def unmirror(input: Any, paddings: Any, like: Any, *, mode: str) -> Any:
    """Each mirror image added to what it mirrors. Ours, not TensorFlow's."""
    result = np.zeros(np.shape(like), input.dtype)
    np.add.at(result, _mirror_key(np.shape(like), paddings, mode), input)
    return result


@unmirror.vjp
def _(call: Any, g: Any) -> Any:
    paddings = call.inputs[1]
    return mirror_pad_op(g, paddings, mode=call.attrs["mode"]), None, None


unmirror.jvp_linear(0)


@composite
def pad(
    tensor: Any,
    paddings: Any,
    mode: str = "CONSTANT",
    name: str | None = None,
    constant_values: Any = 0,
) -> Any:
    """Returns ``tensor`` with ``paddings[i] = [before, after]`` elements around axis i.

    They are ``constant_values``, or with ``mode`` "REFLECT" or "SYMMETRIC" the mirror
    image without or with the edge. Raises ``ValueError`` for another mode.
    Source: tf.pad.

    >>> import teachflow as tf
    >>> tf.pad([1, 2], [[1, 2]]).numpy()
    array([0, 1, 2, 0, 0], dtype=int32)
    """
    mode = mode.upper()
    if mode in ("REFLECT", "SYMMETRIC"):
        return mirror_pad_op(tensor, paddings, mode=mode, name=name)
    if mode != "CONSTANT":
        raise ValueError(
            f"Value of argument `mode` expected to be one of 'CONSTANT', 'REFLECT', or "
            f"'SYMMETRIC'. Received `mode` = {mode}"
        )
    if not isinstance(constant_values, Operand) and np.all(constant_values == 0):
        return pad_op(tensor, paddings, name=name)
    return pad_v2_op(tensor, paddings, constant_values, name=name)


# ---- reverse ---------------------------------------------------------------------


def _checked_axes(call: Any) -> TensorShape:
    if call.inputs[1].shape.rank not in (None, 1):
        rank = call.inputs[1].shape.rank
        raise ShapeError(f"Shape must be rank 1 but is rank {rank}")
    shape, axes = call.inputs[0].shape, call.inputs[1].static_value()
    if axes is not None and shape.rank is not None:
        for axis in axes.reshape(-1).tolist():
            if not -shape.rank <= axis < shape.rank:
                raise ShapeError(f"axis {axis} is not in [{-shape.rank}, {shape.rank})")
    return TensorShape(shape)


@op("ReverseV2", "T, Tidx -> T", shape=_checked_axes, Tidx=INDEX)
def reverse_op(tensor: Any, axis: Any) -> Any:
    """The tensor turned round along the given axes, as a view."""
    return np.flip(tensor, tuple(axis.tolist()))


@reverse_op.vjp
def _(call: Any, g: Any) -> Any:
    return reverse_op(g, call.inputs[1]), None


reverse_op.jvp_linear(0)


@composite
def reverse(tensor: Any, axis: Any, name: str | None = None) -> Any:
    """Returns ``tensor`` turned round along each axis of the list ``axis``.

    Source: tf.reverse.

    >>> import teachflow as tf
    >>> tf.reverse([1, 2, 3], axis=[0]).numpy()
    array([3, 2, 1], dtype=int32)
    """
    here = home.choose((tensor, axis))
    with here.scope(name or "ReverseV2") as scope:
        tensor = here.convert(tensor, None, "tensor")
        return reverse_op(tensor, indices(here, axis, "axis"), name=scope or None)
