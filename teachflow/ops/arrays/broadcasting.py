"""Broadcasting: tensors repeated to a shape, and the shape that two shapes meet in."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home, shapes
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.lengths import indices
from teachflow.ops.arrays.shaping import sum_like


def _broadcast_to(call: Any) -> TensorShape:
    given = call.inputs[0].shape.known_dims
    wanted = rules.value_as_shape(call.inputs[1])
    dims = wanted.known_dims
    if given is None or dims is None:
        return wanted
    if len(given) > len(dims):
        raise ShapeError(
            f"Incompatible shapes: {bracketed(given)} vs. {bracketed(dims)}"
        )
    for have, want in zip(reversed(given), reversed(dims), strict=False):
        if have not in (1, want, None) and want is not None:
            raise ShapeError(f"Dimensions must be equal, but are {have} and {want}")
    return wanted


@op("BroadcastTo", "T, Tidx -> T", shape=_broadcast_to, Tidx=INDEX)
def broadcast_to_op(input: Any, shape: Any) -> Any:
    """The input repeated to ``shape`` by broadcasting, without copying."""
    try:
        return np.broadcast_to(input, shape.tolist())
    except ValueError:
        raise InvalidArgumentError(
            None,
            None,
            f"Incompatible shapes: {bracketed(np.shape(input))} vs. "
            f"{bracketed(shape.tolist())}",
        ) from None


@broadcast_to_op.vjp
def _(call: Any, g: Any) -> Any:
    return sum_like(g, call.inputs[0]), None


broadcast_to_op.jvp_linear(0)


@composite
def broadcast_to(input: Any, shape: Any, name: str | None = None) -> Any:
    """Returns ``input`` repeated to ``shape``.

    It is repeated along axes of length 1 and along new axes in front. Raises
    ``ValueError`` (``InvalidArgumentError`` when computing) where shapes do not meet.
    Source: tf.broadcast_to.

    >>> import teachflow as tf
    >>> tf.broadcast_to([1, 2], [2, 2]).numpy()
    array([[1, 2],
           [1, 2]], dtype=int32)
    """
    here = home.choose((input, shape))
    with here.scope(name or "BroadcastTo") as scope:
        input = here.convert(input, None, "input")
        return broadcast_to_op(input, indices(here, shape, "shape"), name=scope or None)


def _longer(call: Any) -> TensorShape:
    counts = [tensor.shape.num_elements() for tensor in call.inputs]
    return TensorShape([None if None in counts else max(counts)])


@op("BroadcastArgs", "T, T -> T", shape=_longer, differentiable=False, T=INDEX)
def broadcast_args(s0: Any, s1: Any) -> Any:
    """The shape that two shapes broadcast to."""
    shape = np.broadcast_shapes(tuple(s0.tolist()), tuple(s1.tolist()))
    return np.array(shape, s0.dtype)


def broadcast_static_shape(shape_x: Any, shape_y: Any) -> Any:
    """Returns the ``TensorShape`` that two shapes broadcast to.

    Raises ``ValueError`` where they do not. Source: tf.broadcast_static_shape.

    >>> import teachflow as tf
    >>> tf.broadcast_static_shape(tf.TensorShape([2, 1]), tf.TensorShape([3]))
    TensorShape([2, 3])
    """
    kind = type(shape_x) if isinstance(shape_x, TensorShape) else TensorShape
    try:
        return kind(shapes.broadcast(shape_x, shape_y))
    except ShapeError:
        raise ValueError(
            f"Incompatible shapes for broadcasting: {shape_x} and {shape_y}: along "
            "each axis, counted from the last, they must be equal or one of them 1."
        ) from None


@composite
def broadcast_dynamic_shape(shape_x: Any, shape_y: Any) -> Any:
    """Returns the shape that two shapes broadcast to; all are vectors of lengths.

    Source: tf.broadcast_dynamic_shape.

    >>> import teachflow as tf
    >>> tf.broadcast_dynamic_shape([2, 1], [3]).numpy()
    array([2, 3], dtype=int32)
    """
    return broadcast_args(_listed(shape_x), _listed(shape_y))


def _listed(shape: Any) -> Any:
    return shape.as_known_list() if isinstance(shape, TensorShape) else shape
