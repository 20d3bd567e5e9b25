"""The shape rules that ops share.

A rule takes a call and returns the shape of its output, or a tuple of shapes. It may
look at its inputs' ``shape`` and at ``static_value()``, the value where it is known
before running. Where shapes do not meet it raises ``ShapeError`` with the bare facts;
homes add the node. The same rule explains a failed run, with the real shapes.
"""

from __future__ import annotations

from typing import Any

from teachflow.core import shapes
from teachflow.core.errors import ShapeError
from teachflow.core.shapes import TensorShape

UNKNOWN = TensorShape(None)
SCALAR = TensorShape(())


def same(call: Any) -> TensorShape:
    """The shape of the first input."""
    shape: TensorShape = call.inputs[0].shape
    return shape


def scalar(call: Any) -> TensorShape:
    """No axes."""
    return SCALAR


def unknown(call: Any) -> TensorShape:
    """Nothing is known."""
    return UNKNOWN


def nothing(call: Any) -> tuple[TensorShape, ...]:
    """No output."""
    return ()


def attribute(call: Any) -> TensorShape:
    """What the attribute ``shape`` says."""
    return TensorShape(call.attrs["shape"])


def like(position: int) -> Any:
    """The rule: the shape of the input at ``position``."""

    def rule(call: Any) -> TensorShape:
        shape: TensorShape = call.inputs[position].shape
        return shape

    return rule


def broadcast(call: Any) -> TensorShape:
    """Elementwise with broadcasting, of all inputs."""
    inputs = call.inputs
    shape = shapes.broadcast(inputs[0].shape, inputs[1].shape)
    for tensor in inputs[2:]:
        shape = shapes.broadcast(shape, tensor.shape)
    return shape


broadcast.unbroadcast = True  # type: ignore[attr-defined]  # the reverse pass sums back


def merge(call: Any) -> TensorShape:
    """All inputs have one shape; what is known of it together."""
    shape = TensorShape(None)
    for position, tensor in enumerate(call.inputs):
        try:
            shape = shape.merge_with(tensor.shape)
        except ValueError:
            raise ShapeError(
                f"Shapes must be equal, but input 0 has {shapes.bracketed(shape)} and "
                f"input {position} has {shapes.bracketed(tensor.shape)}"
            ) from None
    return shape


def vector(call: Any) -> TensorShape:
    """One axis of unknown length."""
    return TensorShape([None])


def shape_from(position: int) -> Any:
    """The rule: the value of the input at ``position`` *is* the output's shape."""

    def rule(call: Any) -> TensorShape:
        return value_as_shape(call.inputs[position])

    return rule


def check_rank(shape: Any, rank: int) -> None:
    """Raises ``ShapeError`` where ``shape`` is known to have another rank."""
    if shape.rank not in (None, rank):
        raise ShapeError(f"Shape must be rank {rank} but is rank {shape.rank}")


def check_least_rank(shape: Any, least: int) -> None:
    """Raises ``ShapeError`` where ``shape`` is known to have fewer axes."""
    if shape.rank is not None and shape.rank < least:
        raise ShapeError(
            f"Shape must be at least rank {least} but is rank {shape.rank}"
        )


def value_as_shape(tensor: Any) -> TensorShape:
    """What is known of the shape that a tensor of lengths spells out.

    A length of -1 or one that is computed at run time is unknown. ``ShapeError`` where
    the tensor cannot be a vector.
    """
    check_rank(tensor.shape, 1)
    partial: TensorShape | None = tensor.static_shape_value()
    return UNKNOWN if partial is None else partial


def spelled(value: Any) -> TensorShape | None:
    """The shape that an array of lengths spells out; -1 is unknown, None: no vector."""
    if value.ndim != 1:
        return None
    return TensorShape([None if n < 0 else n for n in value.tolist()])


def conflict(call: Any) -> str | None:
    """What the op's own shape rule has against the inputs of ``call``, or None.

    It explains why a kernel failed, in both homes: the shapes are the real ones. An op
    may have other words for that than for building (``rules["conflict"]``).
    """
    words = call.opdef.rules.get("conflict")
    said: str | None = words(call) if words else None
    if said:
        return said
    try:
        call.opdef.shape(call)
    except ShapeError as error:
        given = " vs. ".join(shapes.bracketed(tensor.shape) for tensor in call.inputs)
        if call.opdef.broadcasts:
            return f"Incompatible shapes: {given}"
        return f"{error}: {call.opdef.type} got shapes {given}"
    except (ValueError, TypeError, AttributeError):
        return None
    return None


def normalize_axis(axis: int, rank: int, what: str = "axis") -> int:
    """``axis`` counted from the front; ``ShapeError`` where it is out of range."""
    if not -rank <= axis < rank:
        raise ShapeError(f"{what} {axis} is not in [{-rank}, {rank})")
    return axis + rank if axis < 0 else axis


def reduction(call: Any) -> TensorShape:
    """The first input without the axes that the second names (or with length 1)."""
    shape = call.inputs[0].shape
    axes = call.inputs[1].static_value()
    keep = call.attrs.get("keep_dims", False)
    if shape.rank is None:
        return UNKNOWN
    if axes is None:
        return TensorShape([None] * shape.rank) if keep else UNKNOWN
    gone = {_reduced_axis(int(axis), shape.rank) for axis in axes.reshape(-1).tolist()}
    dims = shape.known_dims
    if keep:
        return TensorShape([1 if i in gone else dim for i, dim in enumerate(dims)])
    return TensorShape([dim for i, dim in enumerate(dims) if i not in gone])


def _reduced_axis(axis: int, rank: int) -> int:
    if not -rank <= axis < rank:
        raise ShapeError(
            f"Invalid reduction dimension {axis} for input with {rank} dimensions"
        )
    return axis % rank
