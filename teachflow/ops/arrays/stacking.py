"""Several tensors into one along a new axis, and back: stack, unstack."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.operand import operator
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.lengths import shallow

# ---- stack -----------------------------------------------------------------------


def _merged(tensors: Any) -> TensorShape:
    """The one shape that all of ``tensors`` have."""
    shape = TensorShape(None)
    for position, tensor in enumerate(tensors):
        other = TensorShape(tensor.shape)
        if shape.rank is not None and other.rank not in (None, shape.rank):
            raise ShapeError(
                f"Shapes must be equal rank, but are {shape.rank} and {other.rank}\n\t"
                f"From merging shape {position - 1} with other shapes."
            )
        pairs = zip(shape.known_dims or (), other.known_dims or (), strict=False)
        for axis, (m, n) in enumerate(pairs):
            if m is not None and n is not None and m != n:
                raise ShapeError(
                    f"Dimension {axis} in both shapes must be equal, but are {m} and "
                    f"{n}. Shapes are {bracketed(shape)} and {bracketed(other)}.\n\t"
                    f"From merging shape {position - 1} with other shapes."
                )
        shape = TensorShape(shape.merge_with(other))
    return shape


def _packed(call: Any) -> TensorShape:
    shape, axis = _merged(call.inputs), call.attrs["axis"]
    dims = shape.known_dims
    if dims is None:
        return rules.UNKNOWN
    axis = rules.normalize_axis(axis, len(dims) + 1)
    return TensorShape([*dims[:axis], len(call.inputs), *dims[axis:]])


@op("Pack", "N*T -> T", shape=_packed)
def pack(values: Any, *, axis: int = 0) -> Any:
    """Tensors of one shape along a new axis."""
    first = values[0]
    if first.ndim or first.dtype == object:
        return np.stack(values, axis)
    return np.array(values, first.dtype)


@pack.vjp
def _(call: Any, g: Any) -> Any:
    return unpack(g, num=len(call.inputs), axis=call.attrs["axis"])


pack.jvp_linear(0)


@shallow
def _spelled_lengths(node: Any) -> TensorShape | None:
    """The shape that a vector of scalars spells out, as far as they are known."""
    if any(tensor.shape.rank != 0 for tensor in node.inputs):
        return None
    values = [tensor.static_value() for tensor in node.inputs]
    return TensorShape(
        [None if value is None or value < 0 else int(value) for value in values]
    )


pack.op.rules["static_shape"] = _spelled_lengths


@operator("stack")
def _stack(items: Any) -> Any:
    return pack(items, axis=0)


@composite
def stack(values: Any, axis: int = 0, name: str | None = "stack") -> Any:
    """Returns the tensors ``values``, all of one shape, along a new axis.

    Raises ``ValueError`` (``InvalidArgumentError`` when computing) where shapes differ
    or the axis is out of range. Source: tf.stack.

    >>> import teachflow as tf
    >>> tf.stack([[1, 2], [3, 4]], axis=1).numpy()
    array([[1, 3],
           [2, 4]], dtype=int32)
    """
    here = home.choose((values,))
    name = name or "stack"
    if axis == 0:
        try:
            return here.convert(values, None, name)
        except (TypeError, ValueError):
            pass  # Pack finds better words for what does not fit
    rank = here.convert(values[0], None, name).shape.rank
    if rank is not None and not -rank - 1 <= axis <= rank:
        raise ValueError(
            f"Argument `axis` = {axis} not in range [{-rank - 1}, {rank + 1})"
        )
    return pack(values, axis=axis, name=name)


# ---- unstack ---------------------------------------------------------------------


def _unpacked(call: Any) -> tuple[TensorShape, ...]:
    num: int = call.attrs["num"]
    dims = call.inputs[0].shape.known_dims
    if dims is None:
        return (rules.UNKNOWN,) * num
    axis = rules.normalize_axis(call.attrs["axis"], len(dims))
    if dims[axis] not in (None, num):
        raise ShapeError(f"Dimension must be {num} but is {dims[axis]}")
    return (TensorShape([*dims[:axis], *dims[axis + 1 :]]),) * num


@op("Unpack", "T -> num*T", shape=_unpacked)
def unpack(value: Any, *, num: int, axis: int = 0) -> Any:
    """The slices of ``value`` along an axis, as a list."""
    if value.shape[axis] != num:
        raise InvalidArgumentError(
            None,
            None,
            f"Input shape axis {axis} must equal {num}, got shape "
            f"{bracketed(value.shape)}",
        )
    moved = np.moveaxis(value, axis, 0) if axis else value
    return [moved[position, ...] for position in range(num)]


@unpack.vjp
def _(call: Any, *gs: Any) -> Any:
    return pack(list(gs), axis=call.attrs["axis"])


unpack.jvp_linear(0)


@composite
def unstack(
    value: Any, num: int | None = None, axis: int = 0, name: str | None = "unstack"
) -> Any:
    """Returns a list of the ``num`` slices of ``value`` along ``axis``.

    ``num`` is needed only where the length is not known before running; else
    ``ValueError``. Source: tf.unstack.

    >>> import teachflow as tf
    >>> [int(part) for part in tf.unstack([1, 2, 3])]
    [1, 2, 3]
    """
    here = home.choose((value,))
    if num is None:
        value = here.convert(value)
        dims = value.shape.known_dims
        if dims is not None:
            if not -len(dims) <= axis < len(dims):
                raise ValueError(
                    f"Argument `axis` = {axis} not in range [{-len(dims)}, {len(dims)})"
                )
            num = dims[axis]
        if num is None:
            raise ValueError(f"Cannot infer argument `num` from shape {value.shape}")
    parts = unpack(value, num=num, axis=axis, name=name or "unstack")
    return parts if num else []
