"""``tf.reduce_sum`` and its kin: reductions with TensorFlow's ways to name the axes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.core.operand import Operand
from teachflow.core.registry import OPS
from teachflow.ops.arrays.lengths import shape_op
from teachflow.ops.arrays.reshaping import reshape_op
from teachflow.ops.arrays.selecting import select_v2_op
from teachflow.ops.math import reductions
from teachflow.ops.math.complex import conj, real
from teachflow.ops.math.elementary import exp, sqrt
from teachflow.ops.math.logic import is_finite
from teachflow.ops.math.math import add_v2, log, multiply, square, subtract


def older_names(
    axis: Any, keepdims: Any, reduction_indices: Any, keep_dims: Any
) -> tuple[Any, bool]:
    """Axis and keepdims, which TensorFlow 1 first called otherwise."""
    if reduction_indices is None and keep_dims is None:
        return axis, bool(keepdims)
    for new, old, name, older in (
        (axis, reduction_indices, "axis", "reduction_indices"),
        (keepdims, keep_dims, "keepdims", "keep_dims"),
    ):
        if new is not None and old is not None:
            raise ValueError(f"Cannot specify both '{name}' and '{older}'.")
    axis = reduction_indices if axis is None else axis
    keepdims = keep_dims if keepdims is None else keepdims
    return axis, bool(keepdims)


_all_axes: dict[int, Any] = {}  # eager vectors of them, by their number


def _dims(here: Any, x: Any, axis: Any) -> Any:
    """The axes to reduce: all of them where none are given."""
    if axis is not None:
        return axis
    rank = x.shape.rank if isinstance(x, Operand) else None
    if rank:  # TensorFlow computes those of a scalar
        if here.symbolic:
            return here.convert(np.arange(rank, dtype=np.int32))
        known = _all_axes.get(rank)
        if known is None:
            known = _all_axes[rank] = here.convert(np.arange(rank, dtype=np.int32))
        return known
    with here.scope("Rank") as scope:
        tensor = here.convert(x)
        if tensor.shape.rank is None:
            rank = here.apply(OPS["Rank"], (tensor,), {}, scope)
        else:
            rank = here.convert(np.array(tensor.shape.rank, np.int32), None, scope)
    return here.apply(OPS["Range"], (0, rank, 1), {}, "range")


def reduced(
    function: Callable[..., Any], x: Any, axis: Any, keepdims: bool, name: str | None
) -> Any:
    """``function`` along ``axis``, named and shaped as TensorFlow does it."""
    here = home.choose((x, axis))
    indices = _dims(here, x, axis)
    if axis is not None and not isinstance(axis, Operand):
        with here.scope(name or function.op.type) as scope:  # type: ignore[attr-defined]
            x = here.convert(x, None, "input")
            indices = here.convert(axis, None, "reduction_indices")
            if indices.dtype.is_floating and indices.shape == [
                0
            ]:  # an empty list has no ints to tell of
                indices = here.convert(np.zeros(0, np.int32), None, "reduction_indices")
            if not here.symbolic and indices.dtype.is_floating:
                here.convert(axis, dt.int32)  # this fails, and tells why
            return function(x, indices, keep_dims=keepdims, name=scope or None)
    result = function(x, indices, keep_dims=keepdims, name=name)
    if axis is None and not keepdims and here.symbolic:
        result.set_shape(())
    return result


@composite
def reduce_sum(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Any:
    """Returns the sum of ``input_tensor`` along ``axis``: an int, a list, None for all.

    The axes go, or stay with length 1 with ``keepdims``. Raises ``ValueError`` for an
    axis that is not there. Source: tf.reduce_sum.

    >>> import teachflow as tf
    >>> tf.reduce_sum([[1, 2], [3, 4]], axis=0).numpy()
    array([4, 6], dtype=int32)
    """
    axis, keep = older_names(axis, keepdims, reduction_indices, keep_dims)
    return reduced(reductions.reduce_sum_op, input_tensor, axis, keep, name)


@composite
def reduce_mean(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Any:
    """Returns the mean of ``input_tensor`` along ``axis``, in its own dtype.

    The mean of whole numbers is a whole number, cut off: cast first. Axes as in
    ``reduce_sum``. Source: tf.reduce_mean.

    >>> import teachflow as tf
    >>> tf.reduce_mean([[1.0, 2.0], [3.0, 4.0]]).numpy()
    np.float32(2.5)
    """
    axis, keep = older_names(axis, keepdims, reduction_indices, keep_dims)
    return reduced(reductions.reduce_mean_op, input_tensor, axis, keep, name)


@composite
def reduce_prod(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Any:
    """Returns the product of ``input_tensor`` along ``axis``.

    Axes as in ``reduce_sum``. Source: tf.reduce_prod.

    >>> import teachflow as tf
    >>> tf.reduce_prod([[1, 2], [3, 4]]).numpy()
    np.int32(24)
    """
    axis, keep = older_names(axis, keepdims, reduction_indices, keep_dims)
    return reduced(reductions.reduce_prod_op, input_tensor, axis, keep, name)


@composite
def reduce_max(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Any:
    """Returns the greatest of ``input_tensor`` along ``axis``.

    Elements that tie share the gradient equally. Axes as in ``reduce_sum``.
    Source: tf.reduce_max.

    >>> import teachflow as tf
    >>> tf.reduce_max([[1, 2], [3, 4]], axis=1).numpy()
    array([2, 4], dtype=int32)
    """
    axis, keep = older_names(axis, keepdims, reduction_indices, keep_dims)
    return reduced(reductions.reduce_max_op, input_tensor, axis, keep, name)


@composite
def reduce_min(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Any:
    """Returns the least of ``input_tensor`` along ``axis``.

    Elements that tie share the gradient equally. Axes as in ``reduce_sum``.
    Source: tf.reduce_min.

    >>> import teachflow as tf
    >>> tf.reduce_min([[1, 2], [3, 4]], axis=1).numpy()
    array([1, 3], dtype=int32)
    """
    axis, keep = older_names(axis, keepdims, reduction_indices, keep_dims)
    return reduced(reductions.reduce_min_op, input_tensor, axis, keep, name)


@composite
def reduce_any(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Any:
    """Returns whether any truth value along ``axis`` is true.

    Axes as in ``reduce_sum``. Source: tf.reduce_any.

    >>> import teachflow as tf
    >>> tf.reduce_any([[True, False], [False, False]], axis=1).numpy()
    array([ True, False])
    """
    axis, keep = older_names(axis, keepdims, reduction_indices, keep_dims)
    return reduced(reductions.reduce_any_op, input_tensor, axis, keep, name)


@composite
def reduce_all(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Any:
    """Returns whether all truth values along ``axis`` are true.

    Axes as in ``reduce_sum``. Source: tf.reduce_all.

    >>> import teachflow as tf
    >>> tf.reduce_all([[True, False], [True, True]], axis=1).numpy()
    array([False,  True])
    """
    axis, keep = older_names(axis, keepdims, reduction_indices, keep_dims)
    return reduced(reductions.reduce_all_op, input_tensor, axis, keep, name)


@composite
def reduce_logsumexp(
    input_tensor: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
    reduction_indices: Any = None,
    keep_dims: bool | None = None,
) -> Any:
    """Returns ``log(sum(exp(input_tensor)))`` along ``axis``, without overflowing.

    Axes as in ``reduce_sum``. Source: tf.reduce_logsumexp.

    >>> import teachflow as tf
    >>> tf.reduce_logsumexp([1000.0, 0.0]).numpy()
    np.float32(1000.0)
    """
    axis, keep = older_names(axis, keepdims, reduction_indices, keep_dims)
    here = home.choose((input_tensor, axis))
    with here.scope(name or "ReduceLogSumExp") as scope:
        x = here.convert(input_tensor)
        top = reduce_max(x, axis=axis, keepdims=True)
        finite = select_v2_op(is_finite(top), top, 0.0)
        top = here.apply(OPS["StopGradient"], (finite,), {}, None)
        total = log(reduce_sum(exp(subtract(x, top)), axis=axis, keepdims=keep))
        if not keep:
            top = reshape_op(top, shape_op(total))
        return add_v2(total, top, name=scope or None)


@composite
def reduce_variance(
    input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None
) -> Any:
    """Returns the mean squared distance from the mean along ``axis``.

    Axes as in ``reduce_sum``. Source: tf.math.reduce_variance.

    >>> import teachflow as tf
    >>> tf.math.reduce_variance([1.0, 3.0]).numpy()
    np.float32(1.0)
    """
    here = home.choose((input_tensor, axis))
    with here.scope(name or "reduce_variance"):
        x = here.convert(input_tensor)
        kind = x.dtype.base_dtype
        if kind.is_integer:
            raise TypeError(
                f"Input must be either real or complex. Received integer type "
                f"{kind!r}. Use tf.cast first."
            )
        centred = x - reduce_mean(x, axis=axis, keepdims=True)
        if kind.is_complex:
            squares = real(multiply(conj(centred), centred))
        else:
            squares = square(centred)
        return reduce_mean(squares, axis=axis, keepdims=keepdims)


@composite
def reduce_std(
    input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None
) -> Any:
    """Returns the standard deviation along ``axis``: the root of ``reduce_variance``.

    Source: tf.math.reduce_std.

    >>> import teachflow as tf
    >>> tf.math.reduce_std([1.0, 5.0]).numpy()
    np.float32(2.0)
    """
    here = home.choose((input_tensor, axis))
    with here.scope(name or "reduce_std"):
        x = here.convert(input_tensor)
        return sqrt(reduce_variance(x, axis=axis, keepdims=keepdims))


@composite
def cumsum(
    x: Any,
    axis: Any = 0,
    exclusive: bool = False,
    reverse: bool = False,
    name: str | None = None,
) -> Any:
    """Returns the running sums of ``x`` along ``axis``.

    ``exclusive`` leaves each element out of its own sum, ``reverse`` sums from the end.
    Source: tf.cumsum.

    >>> import teachflow as tf
    >>> tf.cumsum([1, 2, 3]).numpy()
    array([1, 3, 6], dtype=int32)
    """
    here = home.choose((x, axis))
    with here.scope(name or "Cumsum") as scope:
        x = here.convert(x, None, "x")
        return reductions.cumsum_op(
            x, axis, exclusive=exclusive, reverse=reverse, name=scope or None
        )


@composite
def cumprod(
    x: Any,
    axis: Any = 0,
    exclusive: bool = False,
    reverse: bool = False,
    name: str | None = None,
) -> Any:
    """Returns the running products of ``x`` along ``axis``. Source: tf.math.cumprod.

    >>> import teachflow as tf
    >>> tf.math.cumprod([1, 2, 3]).numpy()
    array([1, 2, 6], dtype=int32)
    """
    here = home.choose((x, axis))
    with here.scope(name or "Cumprod") as scope:
        x = here.convert(x, None, "x")
        return reductions.cumprod_op(
            x, axis, exclusive=exclusive, reverse=reverse, name=scope or None
        )
