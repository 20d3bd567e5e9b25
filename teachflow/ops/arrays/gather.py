"""Elements by index: gather, and back."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.explaining.facts import told
from teachflow.core.home import composite
from teachflow.core.registry import OPS, op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.indexed_slices import rows_read
from teachflow.ops.arrays.lengths import plain, shape_op
from teachflow.ops.math.cast import cast

# ---- gather ----------------------------------------------------------------------


def _gathered(call: Any) -> TensorShape:
    params, index, axis_tensor = call.inputs
    dims, chosen = params.shape.known_dims, index.shape.known_dims
    axis, batch = axis_tensor.static_value(), call.attrs["batch_dims"]
    if dims is None or chosen is None:
        return rules.UNKNOWN
    batch = batch + len(chosen) if batch < 0 else batch
    if axis is None:
        return TensorShape([None] * (len(dims) + len(chosen) - 1 - batch))
    axis = int(axis)
    if not -len(dims) <= axis < len(dims):
        raise ShapeError(
            f"Shape must be at least rank {axis + 1} but is rank {len(dims)}"
        )
    axis %= len(dims)
    return TensorShape([*dims[:axis], *chosen[batch:], *dims[axis + 1 :]])


def check_indices(index: Any, limit: int) -> None:
    """Raises ``InvalidArgumentError`` naming the first index out of range."""
    if not index.size or (index.min() >= 0 and index.max() < limit):
        return
    flat = index.reshape(-1)
    position = int(np.flatnonzero((flat < 0) | (flat >= limit))[0])
    at = ",".join(str(int(i)) for i in np.unravel_index(position, index.shape))
    where = f"[{at}]" if index.ndim else ""
    raise told(
        InvalidArgumentError(
            None, None, f"indices{where} = {flat[position]} is not in [0, {limit})"
        ),
        "gathered",
        index=int(flat[position]),
        limit=limit,
    )


def _batch_key(index: Any, batch: int) -> tuple[Any, ...]:
    """A key that picks, for each place of the batch axes, that place's own indices."""
    key = []
    for axis in range(batch):
        places = np.arange(index.shape[axis])
        key.append(places.reshape([-1] + [1] * (index.ndim - axis - 1)))
    return (*key, index)


@op(
    "GatherV2",
    "Tparams, Tindices, Taxis -> Tparams",
    shape=_gathered,
    Tindices=INDEX,
    Taxis=INDEX,
)
def gather_op(params: Any, indices: Any, axis: Any, *, batch_dims: int = 0) -> Any:
    """The slices of ``params`` along ``axis`` that ``indices`` name."""
    limit, at = params.shape[axis], int(axis) % params.ndim
    check_indices(indices, limit)
    if not batch_dims:
        return params.take(indices, at)
    batch = batch_dims % indices.ndim
    picked = np.moveaxis(params, at, batch)[_batch_key(indices, batch)]
    new = indices.ndim - batch
    order = [
        *range(batch),
        *range(batch + new, at + new),
        *range(batch, batch + new),
        *range(at + new, picked.ndim),
    ]
    return picked.transpose(order)


@gather_op.vjp
def _gather_rule(call: Any, g: Any, *, slices: bool = False) -> Any:
    params, index, axis = call.inputs
    if slices and not call.attrs["batch_dims"] and _is_first(axis):
        return rows_read(params, index, g), None, None
    return gather_grad(params, index, axis, g, **call.attrs), None, None


gather_op.jvp_linear(0)


_gather_rule.takes_slices = True  # type: ignore[attr-defined]


def _is_first(axis: Any) -> bool:
    known = axis.static_value()
    return known is not None and int(known) == 0


@op(
    "GatherGrad",
    "Tparams, Tindices, Taxis, Tparams -> Tparams",
    shape=rules.same,
    Tindices=INDEX,
    Taxis=INDEX,
)
def gather_grad(
    params: Any, indices: Any, axis: Any, dy: Any, *, batch_dims: int = 0
) -> Any:
    """Zeros of the shape of ``params``, to which ``dy`` is added where a gather reads.

    Ours, not TensorFlow's.
    """
    result = np.zeros(params.shape, dy.dtype)
    at = int(axis) % params.ndim
    batch = batch_dims % indices.ndim if batch_dims else 0
    new = indices.ndim - batch
    order = [
        *range(batch),
        *range(at, at + new),
        *range(batch, at),
        *range(at + new, dy.ndim),
    ]
    view = np.moveaxis(result, at, batch)
    np.add.at(view, _batch_key(indices, batch), dy.transpose(order))
    return result


@gather_grad.vjp
def _(call: Any, g: Any) -> Any:
    _params, index, axis, _dy = call.inputs
    return None, None, None, gather_op(g, index, axis, **call.attrs)


gather_grad.jvp_linear(3)


@composite
def gather(
    params: Any,
    indices: Any,
    validate_indices: Any = None,
    name: str | None = None,
    axis: Any = None,
    batch_dims: int = 0,
) -> Any:
    """Returns the slices of ``params`` along ``axis`` (0) that ``indices`` name.

    The shape is that of ``params`` with ``axis`` replaced by the shape of ``indices``;
    the first ``batch_dims`` axes of both go together. Raises ``InvalidArgumentError``
    for an index out of range. ``validate_indices`` does nothing. Source: tf.gather.

    >>> import teachflow as tf
    >>> tf.gather([10, 20, 30], [2, 0]).numpy()
    array([30, 10], dtype=int32)
    """
    if axis is None:
        axis = batch_dims
    return gather_op(params, plain(indices), axis, batch_dims=batch_dims, name=name)


def _gathered_nd(call: Any) -> TensorShape:
    dims, chosen = call.inputs[0].shape.known_dims, call.inputs[1].shape.known_dims
    if dims is None or not chosen or chosen[-1] is None:
        return rules.UNKNOWN
    if chosen[-1] > len(dims):
        raise ShapeError(
            f"indices.shape[-1] must be <= params.rank, but saw indices shape: "
            f"{bracketed(chosen)} and params shape: {bracketed(dims)}"
        )
    return TensorShape([*chosen[:-1], *dims[chosen[-1] :]])


def nd_key(index: Any, limits: tuple[int, ...]) -> tuple[Any, ...]:
    """The rows of ``index`` as NumPy's key; ``InvalidArgumentError`` out of range."""
    for axis in range(index.shape[-1]):
        part = index[..., axis]
        if part.size and (part.min() < 0 or part.max() >= limits[axis]):
            bad = int(np.flatnonzero((part < 0) | (part >= limits[axis]))[0])
            row = index.reshape(-1, index.shape[-1])[bad].tolist()
            at = ",".join(str(int(i)) for i in np.unravel_index(bad, part.shape))
            raise InvalidArgumentError(
                None,
                None,
                f"indices[{at}] = {row} does not index into param shape "
                f"{bracketed(limits)}",
            )
    return tuple(np.moveaxis(index, -1, 0))


@op("GatherNd", "Tparams, Tindices -> Tparams", shape=_gathered_nd, Tindices=INDEX)
def gather_nd_op(params: Any, indices: Any) -> Any:
    """The parts of ``params`` at the places that the rows of ``indices`` name."""
    return params[(*nd_key(indices, params.shape), ...)]


@gather_nd_op.vjp
def _gather_nd_rule(call: Any, g: Any, *, slices: bool = False) -> Any:
    params, index = call.inputs
    known = index.shape.known_dims
    if slices and known is not None and len(known) == 2 and known[1] == 1:
        rows = OPS["Squeeze"], (index,), {"squeeze_dims": [-1]}, None
        return rows_read(params, home.choose((index,)).apply(*rows), g), None
    lengths = shape_op(params, out_type=index.dtype.base_dtype)
    return scatter_nd_op(index, g, lengths), None


gather_nd_op.jvp_linear(0)


_gather_nd_rule.takes_slices = True  # type: ignore[attr-defined]


@composite
def gather_nd(
    params: Any, indices: Any, name: str | None = None, batch_dims: int = 0
) -> Any:
    """Returns the parts of ``params`` at the places in the last axis of ``indices``.

    Raises ``InvalidArgumentError`` for a place that is not there. The first
    ``batch_dims`` axes of both go together. Unlike TensorFlow, it builds fewer nodes
    for ``batch_dims``. Source: tf.gather_nd.

    >>> import teachflow as tf
    >>> tf.gather_nd([[1, 2], [3, 4]], [[0, 1], [1, 0]]).numpy()
    array([2, 3], dtype=int32)
    """
    if not batch_dims:
        return gather_nd_op(params, plain(indices), name=name)
    here = home.choose((params, indices))
    with here.scope(name or "BatchGatherND"):
        places = here.convert(plain(indices), None, "indices")
        return gather_nd_op(params, _with_batch(here, places, batch_dims))


def _with_batch(here: Any, places: Any, batch_dims: int) -> Any:
    """``places`` with the number of its own place along each batch axis before it."""
    rank = places.shape.rank
    if rank is None or not 0 < batch_dims < rank:
        raise ValueError(
            f"batch_dims = {batch_dims} must be less than the rank of `indices`, which "
            f"must be known; `indices` is {places}."
        )
    lengths = shape_op(places)
    grids = []
    for axis in range(batch_dims):
        steps = here.apply(OPS["Range"], (0, lengths[axis], 1), {}, None)
        column = [1] * rank
        column[axis] = -1
        grid = here.apply(OPS["Reshape"], (steps, column), {}, None)
        whole = here.apply(OPS["ConcatV2"], ([lengths[:-1], [1]], 0), {}, None)
        grid = here.apply(OPS["BroadcastTo"], (grid, whole), {}, None)
        grids.append(cast(grid, places.dtype.base_dtype))
    return here.apply(OPS["ConcatV2"], ([*grids, places], rank - 1), {}, None)


@composite
def batch_gather(params: Any, indices: Any, name: str | None = None) -> Any:
    """Returns the slices of ``params`` that ``indices`` names row by row.

    ``gather`` with all axes of ``indices`` but the last going together. Unlike
    TensorFlow, it is one node, not its arithmetic. Source: tf.compat.v1.batch_gather.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.batch_gather([[1, 2], [3, 4]], [[1], [0]]))
    array([[2],
           [3]], dtype=int32)
    """
    here = home.choose((params, indices))
    with here.scope(name or "BatchGather"):
        index = here.convert(plain(indices), None, "indices")
        if index.shape.rank is None:
            raise ValueError(
                f"batch_gather does not allow indices of unknown rank: {index}"
            )
        along = index.shape.rank - 1
        return gather_op(params, index, along, batch_dims=along)


@op(
    "ScatterNd",
    "Tindices, T, Tindices -> T",
    shape=rules.shape_from(2),
    Tindices=INDEX,
)
def scatter_nd_op(indices: Any, updates: Any, shape: Any) -> Any:
    """Zeros of ``shape``, and ``updates`` added at the places in ``indices``."""
    result = np.zeros(shape.tolist(), updates.dtype)
    np.add.at(result, (*nd_key(indices, result.shape), ...), updates)
    return result


@scatter_nd_op.vjp
def _(call: Any, g: Any) -> Any:
    return None, gather_nd_op(g, call.inputs[0]), None


scatter_nd_op.jvp_linear(1)
