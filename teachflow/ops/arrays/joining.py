"""Several tensors into one along an axis that they have, and back: concat, split."""

from __future__ import annotations

import numbers
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.explaining.facts import told
from teachflow.core.home import composite
from teachflow.core.operand import operands
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.array import identity
from teachflow.ops.arrays.lengths import plain, shallow

# ---- concat ----------------------------------------------------------------------


def _concatenated(call: Any) -> TensorShape:
    *values, axis_tensor = call.inputs
    known = [tensor.shape.known_dims for tensor in values]
    ranks = [len(dims) for dims in known if dims is not None]
    if not ranks:
        return rules.UNKNOWN
    rank = ranks[0]
    for other in ranks:
        if other != rank:
            raise ShapeError(f"Shape must be rank {rank} but is rank {other}")
    if not rank:
        raise ShapeError("Can't concatenate scalars (use tf.stack instead)")
    axis = axis_tensor.static_value()
    if axis is None:
        return TensorShape([None] * rank)
    axis = int(axis)
    if not -rank <= axis < rank:
        least = axis + 1 if axis >= 0 else -axis
        raise ShapeError(f"Shape must be at least rank {least} but is rank {rank}")
    axis %= rank
    result: list[int | None] = [None] * rank
    length: int | None = 0
    for dims in known:
        if dims is None:
            length = None
            continue
        for at, (m, n) in enumerate(zip(result, dims, strict=True)):
            if at == axis:
                continue
            if m is not None and n is not None and m != n:
                raise ShapeError(
                    f"Dimension {at} in both shapes must be equal, but are {m} and {n}."
                    f" Shapes are {bracketed(known[0])} and {bracketed(dims)}."
                )
            result[at] = n if m is None else m
        more = dims[axis]
        length = None if length is None or more is None else length + more
    result[axis] = length
    return TensorShape(result)


@op("ConcatV2", "N*T, Tidx -> T", shape=_concatenated, Tidx=INDEX)
def concat_op(values: Any, axis: Any) -> Any:
    """Tensors one after the other along an axis that they have."""
    return np.concatenate(values, int(axis))


@concat_op.vjp
def _(call: Any, g: Any) -> Any:
    *values, axis = call.inputs
    return [*split_like(values, axis, g), None]


concat_op.jvp_linear(0)


@shallow
def _joined_lengths(node: Any) -> TensorShape | None:
    shape = TensorShape([])
    for tensor in node.inputs[:-1]:
        part = tensor.static_shape_value()
        if part is None:
            return None
        shape = TensorShape(shape.concatenate(part))
    return shape


concat_op.op.rules["static_shape"] = _joined_lengths


@op(
    "SplitLike",
    "N*T, Tidx, T -> N*T",
    shape=lambda call: tuple([tensor.shape for tensor in call.inputs[:-2]]),
    Tidx=INDEX,
)
def split_like(like: Any, axis: Any, value: Any) -> Any:
    """``value`` cut along an axis into parts of the shapes of ``like``.

    Ours, not TensorFlow's.
    """
    return _cut(value, [part.shape[axis] for part in like], int(axis))


@split_like.vjp
def _(call: Any, *gs: Any) -> Any:
    *like, axis, _value = call.inputs
    return [*[None] * len(like), None, concat_op(list(gs), axis)]


split_like.jvp_linear(2)


@composite
def concat(values: Any, axis: Any, name: str | None = "concat") -> Any:
    """Returns the tensors ``values`` one after the other along ``axis``.

    Raises ``ValueError`` (``InvalidArgumentError`` when computing) where their other
    axes differ. Source: tf.concat.

    >>> import teachflow as tf
    >>> tf.concat([[[1, 2]], [[3, 4]]], axis=0).numpy()
    array([[1, 2],
           [3, 4]], dtype=int32)
    """
    values = list(values) if isinstance(values, (list, tuple)) else [values]
    here = home.choose((values, axis))
    name = name or "concat"
    if len(values) == 1:
        if here.symbolic and isinstance(axis, (list, tuple)):
            first = next(operands(axis), None)
            inner = () if first is None else first.shape.known_dims or ()
            words = f"Shape {TensorShape([len(axis), *inner])} must have rank 0"
            raise told(ValueError(words), "axis first")
        with here.scope(name):
            place = here.convert(plain(axis), dt.int32, "concat_dim")
            if place.shape.rank not in (0, None):
                raise ValueError(f"Shape {place.shape} must have rank 0")
            return identity(values[0], name=name)
    return concat_op(values, axis, name=name)


# ---- split -----------------------------------------------------------------------


def _cut(value: Any, lengths: list[int], axis: int) -> list[Any]:
    """Parts of the given lengths along an axis, as views."""
    before = (slice(None),) * (axis % value.ndim)
    parts, start = [], 0
    for length in lengths:
        parts.append(value[(*before, slice(start, start + length))])
        start += length
    return parts


def _along(value: Any, axis_tensor: Any, count: int) -> Any:
    """The input's lengths and the axis, or unknown shapes of the outputs."""
    dims, axis = value.shape.known_dims, axis_tensor.static_value()
    if dims is None:
        return None, 0, (rules.UNKNOWN,) * count
    if axis is None:
        return None, 0, (TensorShape([None] * len(dims)),) * count
    rank = len(dims)
    if not -rank <= int(axis) < rank:
        raise ShapeError(
            f"Dimension size, given by scalar input {int(axis)} must be in range "
            f"[{-rank}, {rank})"
        )
    return dims, int(axis) % rank, ()


def _evenly(call: Any) -> tuple[TensorShape, ...]:
    count: int = call.attrs["num_split"]
    dims, axis, unknown = _along(call.inputs[1], call.inputs[0], count)
    if dims is None:
        return unknown  # type: ignore[no-any-return]
    length = dims[axis]
    if length is not None and length % count:
        raise ShapeError(
            f"Dimension size must be evenly divisible by {count} but is {length}"
        )
    part = None if length is None else length // count
    return (TensorShape([*dims[:axis], part, *dims[axis + 1 :]]),) * count


@op("Split", "int32, T -> num_split*T", shape=_evenly)
def split_op(split_dim: Any, value: Any, *, num_split: int) -> Any:
    """``value`` cut along an axis into equal parts."""
    axis = int(split_dim)
    length = value.shape[axis]
    if length % num_split:
        raise InvalidArgumentError(
            None,
            None,
            f"Number of ways to split should evenly divide the split dimension, but "
            f"got split_dim {axis} (size = {length}) and num_split {num_split}",
        )
    return _cut(value, [length // num_split] * num_split, axis)


@split_op.vjp
def _(call: Any, *gs: Any) -> Any:
    return None, concat_op(list(gs), call.inputs[0])


split_op.jvp_linear(1)


def _unevenly(call: Any) -> tuple[TensorShape, ...]:
    value, sizes, axis_tensor = call.inputs
    count = call.attrs["num_split"]
    dims, axis, unknown = _along(value, axis_tensor, count)
    if dims is None:
        return unknown  # type: ignore[no-any-return]
    known = sizes.static_value()
    if known is None:
        lengths = [None] * count
    else:
        lengths = _completed(known.tolist(), dims[axis])
    return tuple(
        [TensorShape([*dims[:axis], length, *dims[axis + 1 :]]) for length in lengths]
    )


def _completed(lengths: list[Any], total: int | None) -> list[Any]:
    """``lengths`` with the one -1 among them replaced by what is left of ``total``."""
    rest = sum(length for length in lengths if length != -1)
    if total is None:
        return [None if length == -1 else length for length in lengths]
    if rest > total or (-1 not in lengths and rest != total) or lengths.count(-1) > 1:
        raise ShapeError(
            f"Sum of output sizes must match the size of the original Tensor along the "
            f"split dimension or the sum of the positive sizes must be less if it "
            f"contains a -1: the sizes are {lengths}, the dimension is {total}"
        )
    return [total - rest if length == -1 else length for length in lengths]


@op("SplitV", "T, Tlen, int32 -> num_split*T", shape=_unevenly, Tlen=(dt.int8, *INDEX))
def split_v_op(value: Any, size_splits: Any, split_dim: Any, *, num_split: int) -> Any:
    """``value`` cut along an axis into parts of the given lengths."""
    axis = int(split_dim)
    return _cut(value, _completed(size_splits.tolist(), value.shape[axis]), axis)


@split_v_op.vjp
def _(call: Any, *gs: Any) -> Any:
    return concat_op(list(gs), call.inputs[2]), None, None


split_v_op.jvp_linear(0)


@composite
def split(
    value: Any,
    num_or_size_splits: Any,
    axis: Any = 0,
    num: int | None = None,
    name: str | None = "split",
) -> Any:
    """Returns ``value`` cut along ``axis`` into equal parts, or parts of given lengths.

    ``num_or_size_splits`` is the number of parts or a list of lengths, of which one may
    be -1. Raises ``ValueError`` (``InvalidArgumentError`` when computing) where that
    does not come out even. Source: tf.split.

    >>> import teachflow as tf
    >>> [part.numpy().tolist() for part in tf.split([1, 2, 3, 4], 2)]
    [[1, 2], [3, 4]]
    """
    here = home.choose((value, num_or_size_splits, axis))
    parts = plain(num_or_size_splits)
    name = name or "split"
    if isinstance(parts, numbers.Integral):
        return split_op(axis, value, num_split=int(parts), name=name)
    sizes = here.convert(parts)
    if sizes.shape.rank == 0:
        raise ValueError(
            f"Rank-0 tensors are not supported as the num_or_size_splits argument to "
            f"split. Argument provided: {num_or_size_splits}"
        )
    count = sizes.shape.num_elements() if num is None else num
    if count is None:
        raise ValueError(
            f"Cannot infer argument `num` from shape {num_or_size_splits}: give `num`."
        )
    return split_v_op(value, sizes, axis, num_split=count, name=name)
