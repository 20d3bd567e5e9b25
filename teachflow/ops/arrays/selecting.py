"""Elements by truth value: where, select and boolean masks."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.errors import ShapeError
from teachflow.core.home import composite
from teachflow.core.operand import Operand
from teachflow.core.registry import OPS, op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.array import zeros_like_op
from teachflow.ops.arrays.gather import gather
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.lengths import shape
from teachflow.ops.arrays.reshaping import reshape, squeeze_op


def _places(call: Any) -> TensorShape:
    return TensorShape([None, call.inputs[0].shape.rank])


@op("Where", "T -> int64", shape=_places, differentiable=False)
def where_op(input: Any) -> Any:
    """The places of the elements that are true or not 0, one a row."""
    return np.argwhere(input)


def _selected(call: Any) -> TensorShape:
    condition, t, e = call.inputs
    if not t.shape.is_compatible_with(e.shape):
        raise ShapeError(_unequal(t.shape, e.shape))
    shape = TensorShape(t.shape.merge_with(e.shape))
    chosen, dims = condition.shape.known_dims, shape.known_dims
    if not chosen or dims is None:
        return shape
    if len(chosen) == 1 and len(dims) > 1:
        dims = dims[:1]
    if not TensorShape(chosen).is_compatible_with(dims):
        raise ShapeError(_unequal(TensorShape(dims), TensorShape(chosen)))
    return shape


def _unequal(one: TensorShape, other: TensorShape) -> str:
    m, n = one.known_dims or (), other.known_dims or ()
    if len(m) != len(n):
        return f"Shapes must be equal rank, but are {len(m)} and {len(n)}"
    axis = next(i for i, (a, b) in enumerate(zip(m, n, strict=True)) if a != b)
    return (
        f"Dimension {axis} in both shapes must be equal, but are {m[axis]} and "
        f"{n[axis]}. Shapes are {bracketed(one)} and {bracketed(other)}."
    )


@op("Select", "bool, T, T -> T", shape=_selected)
def select_op(condition: Any, t: Any, e: Any) -> Any:
    """``t`` where the condition holds, else ``e``; a vector chooses whole rows."""
    if np.shape(t) != np.shape(e):
        raise ValueError("t and e must have one shape")
    if condition.ndim and condition.ndim < t.ndim:
        condition = condition.reshape(condition.shape + (1,) * (t.ndim - 1))
    elif condition.ndim and condition.shape != t.shape:
        raise ValueError("the condition must have the shape of t and e")
    return np.where(condition, t, e)


@select_op.vjp
def _(call: Any, g: Any) -> Any:
    condition = call.inputs[0]
    return (
        None,
        lambda: select_op(condition, g, zeros_like_op(g)),
        lambda: select_op(condition, zeros_like_op(g), g),
    )


select_op.jvp_linear(1, 2)


@op("SelectV2", "bool, T, T -> T", shape=rules.broadcast)
def select_v2_op(condition: Any, t: Any, e: Any) -> Any:
    """``t`` where the condition holds, else ``e``, with broadcasting of all three."""
    return np.where(condition, t, e)


@select_v2_op.vjp
def _(call: Any, g: Any) -> Any:
    condition = call.inputs[0]
    return (
        None,
        lambda: select_v2_op(condition, g, zeros_like_op(g)),
        lambda: select_v2_op(condition, zeros_like_op(g), g),
    )


select_v2_op.jvp_linear(1, 2)


@composite
def where(condition: Any, x: Any = None, y: Any = None, name: str | None = None) -> Any:
    """Returns ``x`` where ``condition`` holds and ``y`` elsewhere, all of one shape.

    A vector as condition chooses whole rows. Without ``x`` and ``y``: the places where
    it holds, one a row, as int64. Raises ``ValueError`` (``InvalidArgumentError`` when
    computing) where shapes differ. Source: tf.compat.v1.where.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.where([True, False], [1, 2], [10, 20])))
    [ 1 20]
    """
    return _where(select_op, condition, x, y, name)


@composite
def where_v2(
    condition: Any, x: Any = None, y: Any = None, name: str | None = None
) -> Any:
    """Returns ``x`` where ``condition`` holds and ``y`` elsewhere, with broadcasting.

    Without ``x`` and ``y``: the places where it holds, one a row, as int64.
    Source: tf.where.

    >>> import teachflow as tf
    >>> tf.where([True, False], [1, 2], 0).numpy()
    array([1, 0], dtype=int32)
    """
    if isinstance(y, Operand) and x is not None and not isinstance(x, Operand):
        here = home.choose((condition, x, y))
        with here.scope(name or "SelectV2") as scope:
            condition = here.convert(condition, dt.bool_, "condition")
            x = here.convert(x, None, "t", y.dtype.base_dtype)
            return select_v2_op(condition, x, y, name=scope or None)
    return _where(select_v2_op, condition, x, y, name)


def _where(select: Any, condition: Any, x: Any, y: Any, name: str | None) -> Any:
    if (x is None) is not (y is None):
        raise ValueError("x and y must both be non-None or both be None.")
    if x is not None:
        return select(condition, x, y, name=name)
    here = home.choose((condition,))
    with here.scope(name or "Where") as scope:
        condition = here.convert(condition, None, "condition")
        return where_op(condition, name=scope or None)


@composite
def boolean_mask(
    tensor: Any, mask: Any, name: str | None = "boolean_mask", axis: int | None = None
) -> Any:
    """Returns the elements or slices of ``tensor`` where ``mask`` is true.

    The mask's axes go together with those of ``tensor`` from ``axis`` (0) on and become
    one. Raises ``ValueError`` for a scalar mask or shapes that differ.
    Source: tf.boolean_mask.

    >>> import teachflow as tf
    >>> tf.boolean_mask([1, 2, 3], [True, False, True]).numpy()
    array([1, 3], dtype=int32)
    """
    here = home.choose((tensor, mask))
    with here.scope(name or "boolean_mask"):
        tensor = here.convert(tensor, None, "tensor")
        mask = here.convert(mask, None, "mask")
        rank = mask.shape.rank
        if rank is None:
            raise ValueError(
                "Number of mask dimensions must be specified, even if some dimensions "
                "are None: use set_shape on the mask."
            )
        if rank == 0:
            raise ValueError("mask cannot be scalar.")
        first = axis or 0
        dims = tensor.shape.known_dims
        if dims is not None and not mask.shape.is_compatible_with(
            dims[first : first + rank]
        ):
            raise ValueError(
                f"Shapes {TensorShape(dims[first : first + rank])} and {mask.shape} "
                f"are incompatible: the mask has to match the tensor from axis "
                f"{first} on."
            )
        product = OPS["Prod"]
        masked = shape(tensor)[first : first + rank]
        length = here.apply(product, (masked, [0]), {"keep_dims": False}, None)
        before, after = shape(tensor)[:first], shape(tensor)[first + rank :]
        tensor = reshape(tensor, concat([before, [length], after], 0))
        flat = reshape(mask, [-1])
        chosen = squeeze_op(where_v2(flat), squeeze_dims=(1,))
        return gather(tensor, chosen, axis=first)
