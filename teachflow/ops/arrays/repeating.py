"""Rows and axes in other orders and numbers: rolled, reversed in part, repeated."""

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
from teachflow.ops.arrays.arranging import tile
from teachflow.ops.arrays.broadcasting import broadcast_to
from teachflow.ops.arrays.create import range_op
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.lengths import shape as lengths_of
from teachflow.ops.arrays.reshaping import expand_dims, reshape
from teachflow.ops.arrays.selecting import boolean_mask
from teachflow.ops.math.cast import cast, cast_op
from teachflow.ops.math.logic import less
from teachflow.ops.math.order import maximum
from teachflow.ops.math.reduce import reduce_max

# ---- rolling ---------------------------------------------------------------------


def _rolled(call: Any) -> TensorShape:
    for tensor in call.inputs[1:]:
        if (tensor.shape.rank or 0) > 1:
            raise ShapeError(
                f"Shape must be at most rank 1 but is rank {tensor.shape.rank}"
            )
    return TensorShape(call.inputs[0].shape)


@op(
    "Roll",
    "T, Tshift, Taxis -> T",
    shape=_rolled,
    Tshift=INDEX,
    Taxis=INDEX,
)
def roll(input: Any, shift: Any, axis: Any) -> Any:
    """``input`` with its elements moved by ``shift`` places along ``axis``.

    What leaves at one end comes in at the other. Source: tf.roll.

    >>> import teachflow as tf
    >>> tf.roll([1, 2, 3, 4], shift=1, axis=0).numpy()
    array([4, 1, 2, 3], dtype=int32)
    """
    if np.shape(shift) != np.shape(axis):
        raise InvalidArgumentError(
            None, None, "shift and axis must have the same size: one shift for an axis."
        )
    shifts, axes = np.reshape(shift, -1).tolist(), np.reshape(axis, -1).tolist()
    for one in axes:
        if not -input.ndim <= one < input.ndim:
            raise InvalidArgumentError(
                None, None, f"axis {one} is out of range: there are {input.ndim} axes."
            )
    return np.roll(input, shifts, axes)


@roll.vjp
def _(call: Any, g: Any) -> Any:
    _, shift, axis = call.inputs
    return roll(g, -shift, axis), None, None


roll.jvp_linear(0)


# ---- reversing -------------------------------------------------------------------


def _reversed(call: Any) -> TensorShape:
    shape, lengths = call.inputs[0].shape, call.inputs[1].shape
    rules.check_rank(lengths, 1)
    if shape.rank is None:
        return rules.UNKNOWN
    for name in ("batch_dim", "seq_dim"):
        at = call.attrs[name]
        if at >= shape.rank:
            raise ShapeError(f"{name} must be < input rank: {at} vs. {shape.rank}")
    rows = shape.known_dims[call.attrs["batch_dim"]]
    count = lengths.known_dims[0] if lengths.rank else None
    if rows is not None and count is not None and rows != count:
        raise ShapeError(f"Dimensions must be equal, but are {rows} and {count}")
    return TensorShape(shape)


@op("ReverseSequence", "T, Tlen -> T", shape=_reversed, Tlen=INDEX)
def reverse_sequence_op(
    input: Any, seq_lengths: Any, *, seq_dim: int, batch_dim: int = 0
) -> Any:
    """The first elements of each row in reverse, as many as its length says."""
    turned = np.moveaxis(input, (batch_dim, seq_dim), (0, 1))
    result = turned.copy()
    if np.any(seq_lengths > turned.shape[1]) or np.any(seq_lengths < 0):
        raise InvalidArgumentError(
            None,
            None,
            f"seq_lens must be between 0 and input.dims({seq_dim}) = "
            f"{turned.shape[1]}, but are {seq_lengths.tolist()}",
        )
    for row, (given, length) in enumerate(zip(turned, seq_lengths, strict=True)):
        result[row, :length] = given[:length][::-1]
    return np.moveaxis(result, (0, 1), (batch_dim, seq_dim))


@reverse_sequence_op.vjp
def _(call: Any, g: Any) -> Any:
    return reverse_sequence_op(g, call.inputs[1], **call.attrs), None


reverse_sequence_op.jvp_linear(0)


@composite
def reverse_sequence(
    input: Any,
    seq_lengths: Any,
    seq_axis: int | None = None,
    batch_axis: int | None = None,
    name: str | None = None,
    seq_dim: int | None = None,
    batch_dim: int | None = None,
) -> Any:
    """Returns ``input`` with the start of each of its sequences reversed.

    Each place along ``batch_axis`` (0) has its own length, along ``seq_axis``.
    Source: tf.reverse_sequence.

    >>> import teachflow as tf
    >>> tf.reverse_sequence([[1, 2, 3], [4, 5, 6]], [2, 3], seq_axis=1).numpy()
    array([[2, 1, 3],
           [6, 5, 4]], dtype=int32)
    """
    along = seq_dim if seq_axis is None else seq_axis
    batch = batch_dim if batch_axis is None else batch_axis
    if along is None:
        raise ValueError("Argument `seq_axis` must be given: which axis to reverse.")
    return reverse_sequence_op(
        input, seq_lengths, seq_dim=along, batch_dim=batch or 0, name=name
    )


# ---- masks and repetition ----------------------------------------------------------


@composite
def sequence_mask(
    lengths: Any, maxlen: Any = None, dtype: Any = dt.bool_, name: str | None = None
) -> Any:
    """Returns rows that are true in their first elements, as many as ``lengths`` say.

    The last axis has length ``maxlen``, by default the greatest of ``lengths``.
    Source: tf.sequence_mask.

    >>> import teachflow as tf
    >>> tf.sequence_mask([1, 3]).numpy()
    array([[ True, False, False],
           [ True,  True,  True]])
    """
    here = home.choose((lengths, maxlen))
    with here.scope(name or "SequenceMask"):
        lengths = here.convert(lengths)
        kind = lengths.dtype.base_dtype
        if maxlen is None:
            greatest = reduce_max(lengths)
            maxlen = maximum(here.convert(0, kind), greatest)
        else:
            maxlen = here.convert(maxlen)
        if maxlen.shape.rank not in (None, 0):
            raise ValueError(
                f"Argument `maxlen` must be scalar for sequence_mask, received "
                f"`maxlen` = {maxlen} with shape '{maxlen.shape}' instead."
            )
        limit = maxlen.dtype.base_dtype
        steps = range_op(here.convert(0, limit), maxlen, here.convert(1, limit))
        column = cast_op(expand_dims(lengths, -1), DstT=limit)
        result = less(steps, column)
        wanted = dt.as_dtype(dtype)
        return result if wanted is dt.bool_ else cast(result, wanted)


@composite
def repeat(input: Any, repeats: Any, axis: Any = None, name: str | None = None) -> Any:
    """Returns ``input`` with each element along ``axis`` repeated ``repeats`` times.

    ``repeats`` is a number, or one for each place along the axis; without ``axis`` the
    elements of the flattened input are repeated. Unlike TensorFlow, the ranks of both
    must be known. Source: tf.repeat.

    >>> import teachflow as tf
    >>> tf.repeat([3, 4], repeats=[1, 2]).numpy()
    array([3, 4, 4], dtype=int32)
    """
    here = home.choose((input, repeats))
    if axis is None:
        input, axis = reshape(input, [-1]), 0
    with here.scope(name or "Repeat"):
        x = here.convert(input, None, "data")
        times = here.convert(repeats, None, "repeats")
        times = cast_op(times, DstT=dt.int32)
        rank = x.shape.rank
        if rank is None or times.shape.rank is None:
            raise ValueError(
                f"tf.repeat needs to know how many axes {x} and `repeats` have: give "
                "their shapes, with tf.reshape or in the placeholder."
            )
        axis = rules.normalize_axis(int(axis), rank)
        lengths = lengths_of(x)
        if times.shape.num_elements() == 1:
            times = reshape(times, [])
            counts = [1] * (rank + 1)
            counts[axis + 1] = times
            tiled = tile(expand_dims(x, axis + 1), counts)
            front, length = lengths[:axis], times * lengths[axis]
            return reshape(tiled, concat([front, [length], lengths[axis + 1 :]], 0))
        if times.shape.rank != 1:
            raise ValueError(
                f"repeats must have rank 1 (or be a number), not {times.shape.rank}."
            )
        along, given = x.shape.as_list()[axis], times.shape.as_list()[0]
        if None not in (along, given) and along != given:
            raise ValueError(
                f"Dimensions {along} and {given} are not compatible: `repeats` has to "
                f"be a number, or have one for each place along axis {axis}."
            )
        times = broadcast_to(times, [lengths[axis]])
        greatest = reduce_max(times)
        longest = maximum(here.convert(0, dt.int32, "zero"), greatest)
        mask = sequence_mask(times, longest)
        counts = [1] * (rank + 1)
        counts[axis + 1] = longest
        tiled = tile(expand_dims(x, axis + 1), counts)
        return boolean_mask(tiled, mask, axis=axis)
