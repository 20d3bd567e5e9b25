"""Tensors with some of their parts changed: the opposite of ``gather_nd``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.array import zeros_like_op
from teachflow.ops.arrays.gather import gather_nd_op, nd_key, scatter_nd_op
from teachflow.ops.arrays.lengths import shape_op
from teachflow.ops.math.cast import cast_op
from teachflow.ops.math.logic import equal

_TYPES = "T, Tindices, T -> T"


def check_updates(places: Any, updates: Any, shape: Any) -> None:
    """Raises ``InvalidArgumentError`` where ``updates`` do not fit their places."""
    deep = places.shape[-1]
    wanted = (*places.shape[:-1], *shape[deep:])
    if deep > len(shape) or updates.shape != wanted:
        raise InvalidArgumentError(
            None,
            None,
            "Must have updates.shape = indices.shape[:-1] + "
            f"params_shape[indices.shape[-1]:], got updates.shape: "
            f"{bracketed(updates.shape)}, indices.shape: {bracketed(places.shape)}, "
            f"params_shape: {bracketed(shape)}",
        )


def _scattered(call: Any) -> TensorShape:
    tensor, places, updates = (one.shape.known_dims for one in call.inputs)
    rules.check_least_rank(call.inputs[0].shape, 1)
    if tensor is None or updates is None or not places or places[-1] is None:
        return TensorShape(call.inputs[0].shape)
    outer = TensorShape(places[:-1]).concatenate(tensor[places[-1] :])
    if not outer.is_compatible_with(TensorShape(updates)):
        raise ShapeError(
            f"Dimensions of updates must be {outer}, as indices and tensor say, but "
            f"are {TensorShape(updates)}"
        )
    return TensorShape(tensor)


def changed(
    ufunc: Callable[..., Any] | None, tensor: Any, places: Any, updates: Any
) -> Any:
    """A copy of ``tensor``, changed by ``ufunc`` at its places (None: replaced)."""
    check_updates(places, updates, tensor.shape)
    result = tensor.copy()
    key = (*nd_key(places, tensor.shape), ...)
    if ufunc is None:
        result[key] = updates
    else:
        ufunc.at(result, key, updates)  # type: ignore[attr-defined]
    return result


@op("TensorScatterUpdate", _TYPES, shape=_scattered, Tindices=INDEX)
def tensor_scatter_update(tensor: Any, indices: Any, updates: Any) -> Any:
    """``tensor`` with ``updates`` at the places that the rows of ``indices`` name.

    Raises ``InvalidArgumentError`` for a place that is not there or updates that do
    not fit. Source: tf.tensor_scatter_nd_update.

    >>> import teachflow as tf
    >>> tf.tensor_scatter_nd_update([1, 2, 3, 4], [[1], [3]], [20, 40]).numpy()
    array([ 1, 20,  3, 40], dtype=int32)
    """
    return changed(None, tensor, indices, updates)


@tensor_scatter_update.vjp
def _(call: Any, g: Any) -> Any:
    _tensor, places, updates = call.inputs
    return (
        lambda: tensor_scatter_update(g, places, zeros_like_op(updates)),
        None,
        lambda: gather_nd_op(g, places),
    )


tensor_scatter_update.jvp_linear(0, 2)


@op("TensorScatterAdd", _TYPES, shape=_scattered, Tindices=INDEX)
def tensor_scatter_add(tensor: Any, indices: Any, updates: Any) -> Any:
    """``tensor`` with ``updates`` added at the places in ``indices``.

    Source: tf.tensor_scatter_nd_add.

    >>> import teachflow as tf
    >>> tf.tensor_scatter_nd_add([1, 2, 3], [[1], [1]], [10, 100]).numpy()
    array([  1, 112,   3], dtype=int32)
    """
    return changed(np.add, tensor, indices, updates)


@tensor_scatter_add.vjp
def _(call: Any, g: Any) -> Any:
    return g, None, lambda: gather_nd_op(g, call.inputs[1])


tensor_scatter_add.jvp_linear(0, 2)


@op("TensorScatterSub", _TYPES, shape=_scattered, Tindices=INDEX)
def tensor_scatter_sub(tensor: Any, indices: Any, updates: Any) -> Any:
    """``tensor`` with ``updates`` subtracted at the places in ``indices``.

    Source: tf.tensor_scatter_nd_sub.

    >>> import teachflow as tf
    >>> tf.tensor_scatter_nd_sub([1, 2, 3], [[1]], [10]).numpy()
    array([ 1, -8,  3], dtype=int32)
    """
    return changed(np.subtract, tensor, indices, updates)


@tensor_scatter_sub.vjp
def _(call: Any, g: Any) -> Any:
    return g, None, lambda: -gather_nd_op(g, call.inputs[1])


tensor_scatter_sub.jvp_linear(0, 2)


def _winners(call: Any) -> tuple[Any, Any, Any]:
    """1 where the tensor, and where an update, is the extreme; how many are at once."""
    tensor, places, updates = call.inputs
    kind = tensor.dtype.base_dtype
    stayed = cast_op(equal(tensor, call.output), DstT=kind)
    came = cast_op(equal(updates, gather_nd_op(call.output, places)), DstT=kind)
    return stayed, came, _spread(call, came) + stayed


def _spread(call: Any, updates: Any) -> Any:
    """Zeros like the tensor, with the sums of ``updates`` at their places."""
    tensor, places, _ = call.inputs
    lengths = shape_op(tensor, out_type=places.dtype.base_dtype)
    return scatter_nd_op(places, updates, lengths)


def _extreme_gradient(call: Any, g: Any) -> Any:
    """The cotangent to whoever is the extreme, in equal parts to those that tie."""
    stayed, came, count = _winners(call)
    share = g / count
    return share * stayed, None, lambda: came * gather_nd_op(share, call.inputs[1])


def _extreme_tangent(call: Any, dtensor: Any, _: Any, dupdates: Any) -> Any:
    """The tangent of whoever is the extreme, the mean of those that tie."""
    stayed, came, count = _winners(call)
    parts = [] if dtensor is None else [dtensor * stayed]
    parts += [] if dupdates is None else [_spread(call, came * dupdates)]
    return (parts[0] if len(parts) == 1 else parts[0] + parts[1]) / count


@op("TensorScatterMax", _TYPES, shape=_scattered, Tindices=INDEX)
def tensor_scatter_max(tensor: Any, indices: Any, updates: Any) -> Any:
    """``tensor`` with the greater of it and ``updates`` at the places in ``indices``.

    Source: tf.tensor_scatter_nd_max.

    >>> import teachflow as tf
    >>> tf.tensor_scatter_nd_max([1, 20, 3], [[0], [1]], [5, 5]).numpy()
    array([ 5, 20,  3], dtype=int32)
    """
    return changed(np.maximum, tensor, indices, updates)


@op("TensorScatterMin", _TYPES, shape=_scattered, Tindices=INDEX)
def tensor_scatter_min(tensor: Any, indices: Any, updates: Any) -> Any:
    """``tensor`` with the smaller of it and ``updates`` at the places in ``indices``.

    Source: tf.tensor_scatter_nd_min.

    >>> import teachflow as tf
    >>> tf.tensor_scatter_nd_min([1, 20, 3], [[0], [1]], [5, 5]).numpy()
    array([1, 5, 3], dtype=int32)
    """
    return changed(np.minimum, tensor, indices, updates)


for _extreme in (tensor_scatter_max, tensor_scatter_min):
    _extreme.vjp(_extreme_gradient)
    _extreme.jvp(_extreme_tangent)


@composite
def scatter_nd(indices: Any, updates: Any, shape: Any, name: str | None = None) -> Any:
    """Returns zeros of ``shape``, with ``updates`` added at the places in ``indices``.

    Raises ``InvalidArgumentError`` for a place that is not there.
    Source: tf.scatter_nd.

    >>> import teachflow as tf
    >>> tf.scatter_nd([[1], [3]], [10, 30], [5]).numpy()
    array([ 0, 10,  0, 30,  0], dtype=int32)
    """
    return scatter_nd_op(indices, updates, shape, name=name)
