"""Reductions: sum, mean, product, extremes, all and any, along axes; running sums.

Backwards, a reduction's cotangent has lost the reduced axes. ``RestoreAxes`` gives them
back at run time, ``ShareAxes`` does so for the mean. Each is the transpose of its
reduction, so the system is closed under differentiation.
"""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import COMPLEX, FLOATS, INDEX, NUMBERS, REALS
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.math.cast import cast_op
from teachflow.ops.math.complex import conjugate
from teachflow.ops.math.logic import equal
from teachflow.ops.math.math import div_no_nan_op


@functools.lru_cache(maxsize=1024)
def _axes_of(raw: bytes, size: int, rank: int) -> Any:
    kind: type = np.int32 if size == 4 else np.int64
    axes = np.frombuffer(raw, kind).tolist()
    every = len(axes) == rank and all(-rank <= axis < rank for axis in axes)
    if every and len({axis % rank for axis in axes}) == rank:
        return None
    return tuple(axes)


def _axes(indices: Any, rank: int) -> Any:
    """The reduced axes as NumPy wants them: a tuple, or None for all of them."""
    return _axes_of(indices.tobytes(), indices.itemsize, rank)


def _reduce(ufunc: Any, x: Any, indices: Any, keep_dims: bool) -> Any:
    """``ufunc`` along axes; over all of them in one go, which NumPy sums in pairs."""
    axes = _axes_of(indices.tobytes(), indices.itemsize, x.ndim)
    return ufunc.reduce(x, axes, x.dtype, None, keep_dims)


FRACTIONS = FLOATS + COMPLEX

# ---- the way back ----------------------------------------------------------------


def _kept(shape: tuple[int, ...], indices: Any) -> list[int]:
    """``shape`` with length 1 along the reduced axes."""
    kept = list(shape)
    for axis in np.reshape(indices, -1).tolist():
        kept[axis] = 1
    return kept


_LARGE = 4096  # elements; above, a view is quicker than filling an array


def _spread(x: Any, indices: Any, shape: tuple[int, ...], keep_dims: bool) -> Any:
    """``x`` repeated along the reduced axes."""
    if x.ndim == 0:
        if math.prod(shape) > _LARGE:
            return np.ndarray(shape, x.dtype, x, 0, (0,) * len(shape))
        spread = np.empty(shape, x.dtype)
        spread.fill(x)
        return spread
    if not keep_dims:
        x = np.reshape(x, _kept(shape, indices))
    return np.broadcast_to(x, shape)


@op("RestoreAxes", "T, Tidx, S -> T", shape=rules.like(2), T=NUMBERS, Tidx=INDEX)
def restore_axes(
    input: Any, reduction_indices: Any, like: Any, *, keep_dims: bool = False
) -> Any:
    """``input`` repeated along the axes that were reduced, to the shape of ``like``.

    ``keep_dims`` says whether those axes are still there with length 1: what goes back
    through a sum. Ours, not TensorFlow's.
    """
    return _spread(input, reduction_indices, like.shape, keep_dims)


@restore_axes.vjp
def _(call: Any, g: Any) -> Any:
    keep_dims = call.attrs["keep_dims"]
    return reduce_sum_op(g, call.inputs[1], keep_dims=keep_dims), None, None


restore_axes.jvp_linear(0)


@op("ShareAxes", "T, Tidx, S -> T", shape=rules.like(2), T=FRACTIONS, Tidx=INDEX)
def share_axes(
    input: Any, reduction_indices: Any, like: Any, *, keep_dims: bool = False
) -> Any:
    """``input`` shared out equally along the axes that were reduced.

    As ``RestoreAxes``, divided by the number of elements that each element of ``input``
    is shared among: what goes back through a mean. Ours, not TensorFlow's.
    """
    share = input / input.dtype.type(like.size // input.size if input.size else 1)
    return _spread(share, reduction_indices, like.shape, keep_dims)


@share_axes.vjp
def _(call: Any, g: Any) -> Any:
    keep_dims = call.attrs["keep_dims"]
    return reduce_mean_op(g, call.inputs[1], keep_dims=keep_dims), None, None


share_axes.jvp_linear(0)


def _count(shape: tuple[int, ...], indices: Any) -> int:
    count = 1
    for axis in np.reshape(indices, -1).tolist():
        count *= shape[axis]
    return count


def _restore(call: Any, part: Any) -> Any:
    """A cotangent (or the output) of the reduction ``call``, in its input's shape."""
    x, indices = call.inputs
    like = x.shape_source()
    return restore_axes(part, indices, like, keep_dims=call.attrs["keep_dims"])


# ---- the reductions --------------------------------------------------------------


@op("Sum", "T, Tidx -> T", shape=rules.reduction, T=NUMBERS, Tidx=INDEX)
def reduce_sum_op(
    input: Any, reduction_indices: Any, *, keep_dims: bool = False
) -> Any:
    """The sum along axes."""
    return _reduce(np.add, input, reduction_indices, keep_dims)


@reduce_sum_op.vjp
def _(call: Any, g: Any) -> Any:
    return _restore(call, g), None


reduce_sum_op.jvp_linear(0)


@op("Mean", "T, Tidx -> T", shape=rules.reduction, T=NUMBERS, Tidx=INDEX)
def reduce_mean_op(
    input: Any, reduction_indices: Any, *, keep_dims: bool = False
) -> Any:
    """The mean along axes; whole numbers are cut off towards 0."""
    kind = input.dtype
    whole = kind.kind not in "fc"
    if whole:  # as in TensorFlow, the sums of small ones do not overflow
        input = np.asarray(input, np.uint64 if kind.kind == "u" else np.int64)
    total = _reduce(np.add, input, reduction_indices, keep_dims)
    count = total.dtype.type(input.size // total.size if total.size else 1)
    if not whole:
        return total / count
    below = np.floor_divide(total, np.maximum(count, 1))
    return np.asarray(below + ((total < 0) & (below * count != total)), kind)


@reduce_mean_op.vjp
def _(call: Any, g: Any) -> Any:
    x, indices = call.inputs
    like = x.shape_source()
    return share_axes(g, indices, like, keep_dims=call.attrs["keep_dims"]), None


reduce_mean_op.jvp_linear(0)


@op("Prod", "T, Tidx -> T", shape=rules.reduction, T=NUMBERS, Tidx=INDEX)
def reduce_prod_op(
    input: Any, reduction_indices: Any, *, keep_dims: bool = False
) -> Any:
    """The product along axes."""
    return _reduce(np.multiply, input, reduction_indices, keep_dims)


@reduce_prod_op.vjp
def _(call: Any, g: Any) -> Any:
    # The product of all others is the product of those before times those after, which
    # is right even where an element is 0.
    x, indices = call.inputs
    flat = flatten_axes(x, indices)
    before = cumprod_op(flat, 0, exclusive=True)
    after = cumprod_op(flat, 0, exclusive=True, reverse=True)
    others = unflatten_axes(before * after, indices, x.shape_source())
    return _restore(call, g) * conjugate(others), None


reduce_prod_op.jvp_summed(reduce_sum_op)


def _extreme_gradient(call: Any, g: Any) -> Any:
    """The cotangent to the extreme elements, in equal parts to those that tie."""
    x, indices = call.inputs
    chosen = cast_op(equal(x, _restore(call, call.output)), DstT=x.dtype.base_dtype)
    ties = reduce_sum_op(chosen, indices, keep_dims=call.attrs["keep_dims"])
    return _restore(call, g / ties) * chosen, None


@op("Max", "T, Tidx -> T", shape=rules.reduction, T=REALS, Tidx=INDEX)
def reduce_max_op(
    input: Any, reduction_indices: Any, *, keep_dims: bool = False
) -> Any:
    """The greatest element along axes; the least of the dtype where there is none."""
    axes = _axes(reduction_indices, input.ndim)
    return np.max(input, axes, keepdims=keep_dims, initial=_least(input.dtype))


reduce_max_op.vjp(_extreme_gradient)
reduce_max_op.jvp_summed(reduce_sum_op)


@op("Min", "T, Tidx -> T", shape=rules.reduction, T=REALS, Tidx=INDEX)
def reduce_min_op(
    input: Any, reduction_indices: Any, *, keep_dims: bool = False
) -> Any:
    """The least element along axes; the greatest of the dtype where there is none."""
    axes = _axes(reduction_indices, input.ndim)
    return np.min(input, axes, keepdims=keep_dims, initial=_greatest(input.dtype))


reduce_min_op.vjp(_extreme_gradient)
reduce_min_op.jvp_summed(reduce_sum_op)


def _least(kind: Any) -> Any:
    return -np.inf if kind.kind == "f" else np.iinfo(kind).min


def _greatest(kind: Any) -> Any:
    return np.inf if kind.kind == "f" else np.iinfo(kind).max


@op(
    "Any", "bool, Tidx -> bool", shape=rules.reduction, differentiable=False, Tidx=INDEX
)
def reduce_any_op(
    input: Any, reduction_indices: Any, *, keep_dims: bool = False
) -> Any:
    """Whether any element along axes is true."""
    return _reduce(np.logical_or, input, reduction_indices, keep_dims)


@op(
    "All", "bool, Tidx -> bool", shape=rules.reduction, differentiable=False, Tidx=INDEX
)
def reduce_all_op(
    input: Any, reduction_indices: Any, *, keep_dims: bool = False
) -> Any:
    """Whether all elements along axes are true."""
    return _reduce(np.logical_and, input, reduction_indices, keep_dims)


# ---- running sums and products -----------------------------------------------------


def running(ufunc: Any, x: Any, axis: Any, exclusive: bool, reverse: bool) -> Any:
    """What ``ufunc`` makes of the elements up to each one along an axis."""
    axis = int(axis)
    if reverse:
        x = np.flip(x, axis)
    found = ufunc.accumulate(x, axis, dtype=x.dtype)
    if exclusive:
        found = np.roll(found, 1, axis)
        first = [slice(None)] * x.ndim
        first[axis] = slice(0, 1)
        found[tuple(first)] = ufunc.identity
    return np.flip(found, axis) if reverse else found


def along_an_axis(call: Any) -> TensorShape:
    """The input's shape, of which the second input names an axis."""
    shape: TensorShape = call.inputs[0].shape
    axis = call.inputs[1].static_value()
    if axis is not None and shape.rank is not None:
        rules.normalize_axis(int(axis), shape.rank)
    return shape


@op("Cumsum", "T, Tidx -> T", shape=along_an_axis, T=NUMBERS, Tidx=INDEX)
def cumsum_op(
    x: Any, axis: Any, *, exclusive: bool = False, reverse: bool = False
) -> Any:
    """The sums of the first elements along an axis."""
    return running(np.add, x, axis, exclusive, reverse)


@cumsum_op.vjp
def _(call: Any, g: Any) -> Any:
    exclusive, reverse = call.attrs["exclusive"], call.attrs["reverse"]
    back = cumsum_op(g, call.inputs[1], exclusive=exclusive, reverse=not reverse)
    return back, None


cumsum_op.jvp_linear(0)


@op("Cumprod", "T, Tidx -> T", shape=along_an_axis, T=NUMBERS, Tidx=INDEX)
def cumprod_op(
    x: Any, axis: Any, *, exclusive: bool = False, reverse: bool = False
) -> Any:
    """The products of the first elements along an axis."""
    return running(np.multiply, x, axis, exclusive, reverse)


@cumprod_op.vjp
def _(call: Any, g: Any) -> Any:
    # As in TensorFlow, 0 (and not the product of the others) where an element is 0.
    x, axis = call.inputs
    exclusive, reverse = call.attrs["exclusive"], call.attrs["reverse"]
    weighed = g * conjugate(call.output)
    back = cumsum_op(weighed, axis, exclusive=exclusive, reverse=not reverse)
    return div_no_nan_op(back, conjugate(x)), None


@cumprod_op.jvp
def _(call: Any, dx: Any, _: Any) -> Any:
    x, axis = call.inputs
    return call.output * cumsum_op(div_no_nan_op(dx, x), axis, **call.attrs)


# ---- several axes as one -----------------------------------------------------------


def _front(rank: int, indices: Any) -> list[int]:
    """The permutation that brings the reduced axes to the front."""
    gone = [axis % rank for axis in np.reshape(indices, -1).tolist()]
    return gone + [axis for axis in range(rank) if axis not in gone]


def _two_axes(call: Any) -> TensorShape:
    return TensorShape([None, None])


@op("FlattenAxes", "T, Tidx -> T", shape=_two_axes, T=NUMBERS, Tidx=INDEX)
def flatten_axes(x: Any, axes: Any) -> Any:
    """A matrix: ``axes`` as one in front, all others as the second.

    Ours, not TensorFlow's.
    """
    rows = _count(x.shape, axes)
    turned = np.transpose(x, _front(x.ndim, axes))
    return np.reshape(turned, (rows, x.size // rows if rows else 0))


@flatten_axes.vjp
def _(call: Any, g: Any) -> Any:
    x, axes = call.inputs
    return unflatten_axes(g, axes, x), None


flatten_axes.jvp_linear(0)


@op("UnflattenAxes", "T, Tidx, S -> T", shape=rules.like(2), T=NUMBERS, Tidx=INDEX)
def unflatten_axes(matrix: Any, axes: Any, like: Any) -> Any:
    """What ``FlattenAxes`` made of an array shaped as ``like``, turned back.

    Ours, not TensorFlow's.
    """
    order = _front(like.ndim, axes)
    turned = np.reshape(matrix, [like.shape[axis] for axis in order])
    return np.transpose(turned, np.argsort(order))


@unflatten_axes.vjp
def _(call: Any, g: Any) -> Any:
    return flatten_axes(g, call.inputs[1]), None, None


unflatten_axes.jvp_linear(0)
