"""What is said of inputs that do not fit, while computing: TensorFlow's words.

An op's shape rule explains most failures of its kernel (``shape_rules.conflict``). For
these ops TensorFlow's kernels have words of their own, which are in every notebook.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core.registry import PublicOp
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays import arranging, joining, reshaping, selecting, stacking
from teachflow.ops.math import reductions


def _dims(tensor: Any) -> list[int | None]:
    """The lengths; those of a value that is computed are all known."""
    return list(TensorShape(tensor.shape).known_dims or ())


def _joined(call: Any) -> str | None:
    *parts, axis = call.inputs
    shapes = [_dims(part) for part in parts]
    first, place = next(iter(shapes), None), axis.static_value()
    if not first or place is None:
        return None
    at, rank = int(place), len(first)
    if not -rank <= at < rank:
        return (
            f"ConcatOp : Expected concatenating dimensions in the range "
            f"[{-rank}, {rank}), but got {at}"
        )
    for number, shape in enumerate(shapes):
        both = f"shape[0] = {bracketed(first)} vs. shape[{number}] = {bracketed(shape)}"
        if len(shape) != rank:
            return f"ConcatOp : Ranks of all input tensors should match: {both}"
        for axis, (m, n) in enumerate(zip(first, shape, strict=True)):
            if m != n and axis != at % rank:
                return (
                    f"ConcatOp : Dimension {axis} in both shapes must be equal: {both}"
                )
    return None


def _packed(call: Any) -> str | None:
    first = _dims(call.inputs[0])
    for number, tensor in enumerate(call.inputs):
        if _dims(tensor) != first:
            return (
                f"Shapes of all inputs must match: values[0].shape = "
                f"{bracketed(first)} != values[{number}].shape = "
                f"{bracketed(tensor.shape)}"
            )
    return None


def _selected(call: Any) -> str | None:
    condition, t, e = [bracketed(tensor.shape) for tensor in call.inputs]
    return f"condition {condition}, then {t}, and else {e} must be broadcastable"


def _transposed(call: Any) -> str | None:
    rank, order = len(_dims(call.inputs[0])), call.inputs[1].static_value()
    if order is None:
        return None
    if order.size != rank:
        return (
            f"transpose expects a vector of size {rank}. But input(1) is a vector of "
            f"size {order.size}"
        )
    for axis in order.ravel().tolist():
        if not -rank <= axis < rank:
            return f"{axis} is out of range [0 .. {rank})"
    there = {axis % rank for axis in order.ravel().tolist()}
    missing = next((axis for axis in range(rank) if axis not in there), None)
    spelled = ",".join(map(str, order.ravel().tolist()))
    return None if missing is None else f"{missing} is missing from {{{spelled}}}."


def _tiled(call: Any) -> str | None:
    times = call.inputs[1]
    if len(_dims(times)) == 1:
        return None
    return f"Expected multiples to be 1-D, but got shape {bracketed(times.shape)}"


def _reversed(call: Any) -> str | None:
    rank = len(_dims(call.inputs[1]))
    return None if rank == 1 else f"'dims' must be 1-dimension, not {rank}"


def _reduced(call: Any) -> str | None:
    rank, axes = len(_dims(call.inputs[0])), call.inputs[1].static_value()
    if axes is None:
        return None
    for axis in axes.ravel().tolist():
        if not -rank <= axis < rank:
            return (
                f"Invalid reduction dimension ({axis} for input with {rank} "
                f"dimension(s)"
            )
    return None


_WORDS: dict[PublicOp, Callable[[Any], str | None]] = {
    arranging.reverse_op: _reversed,
    arranging.tile_op: _tiled,
    joining.concat_op: _joined,
    stacking.pack: _packed,
    reductions.reduce_all_op: _reduced,
    reductions.reduce_any_op: _reduced,
    reductions.reduce_max_op: _reduced,
    reductions.reduce_mean_op: _reduced,
    reductions.reduce_min_op: _reduced,
    reductions.reduce_prod_op: _reduced,
    reductions.reduce_sum_op: _reduced,
    reshaping.transpose_op: _transposed,
    selecting.select_v2_op: _selected,
}
for _function, _words in _WORDS.items():
    _function.op.rules["conflict"] = _words
