"""The shape that two shapes broadcast to, before running and while it runs."""

from __future__ import annotations

from typing import Any

from teachflow.core import shapes
from teachflow.core.errors import ShapeError
from teachflow.core.home import composite
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.reshaping import broadcast_args


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
