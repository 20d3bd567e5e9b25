"""Sparse tensors made of sparse tensors: ``tf.sparse``, mostly in terms of other ops.

A place in a sparse tensor is a row of indices; its *number* is where it stands when all
rows are written one after another. Sorting, joining and reshaping are done on numbers.
Unlike TensorFlow's, these functions are several nodes each, in graphs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.dtypes import int64
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.shapes import bracketed
from teachflow.ops.arrays.create import ones, zeros_like
from teachflow.ops.arrays.gather import gather, gather_nd
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.lengths import shape
from teachflow.ops.arrays.ordering.sorting import argsort
from teachflow.ops.arrays.reshaping import (
    transpose as transposed,
)
from teachflow.ops.arrays.retyping import unravel_index
from teachflow.ops.arrays.selecting import boolean_mask, where, where_v2
from teachflow.ops.arrays.sparse.tensor import SparseTensor
from teachflow.ops.arrays.stacking import stack, unstack
from teachflow.ops.math.cast import cast
from teachflow.ops.math.logic import greater_equal, less, logical_and, not_equal
from teachflow.ops.math.order import maximum as greater_of
from teachflow.ops.math.order import minimum as lesser_of
from teachflow.ops.math.reduce import (
    cumprod,
    cumsum,
    reduce_all,
    reduce_prod,
)
from teachflow.ops.math.reduce import (
    reduce_max as dense_max,
)
from teachflow.ops.math.reduce import (
    reduce_sum as dense_sum,
)


def sparse_only(value: Any, function: str) -> SparseTensor:
    """``value``; ``TypeError`` where it is no ``SparseTensor``."""
    if not isinstance(value, SparseTensor):
        raise TypeError(
            f"Input must be a SparseTensor. {function} got {value!r}: make it one with "
            "tf.sparse.from_dense."
        )
    return value


def numbers_of(indices: Any, lengths: Any) -> Any:
    """The number of each place in a tensor of ``lengths``."""
    steps = cumprod(lengths, exclusive=True, reverse=True)
    return dense_sum(indices * steps, axis=1)


def places_of(numbers: Any, lengths: Any) -> Any:
    """The places that have these numbers."""
    return transposed(unravel_index(numbers, lengths))


def from_dense(tensor: Any, name: str | None = None) -> SparseTensor:
    """Returns ``tensor`` as a ``SparseTensor`` of what is not 0 in it.

    Source: tf.sparse.from_dense.

    >>> import teachflow as tf
    >>> tf.sparse.from_dense([[0, 5], [6, 0]]).values.numpy()
    array([5, 6], dtype=int32)
    """
    here = home.choose((tensor,))
    with home.within(here), here.scope(name or "dense_to_sparse"):
        tensor = here.convert(tensor)
        kind = tensor.dtype.base_dtype
        nothing = b"" if kind is dt.string else kind.as_numpy_dtype()
        indices = where(not_equal(tensor, here.convert(nothing, kind)))
        values = gather_nd(tensor, indices)
        return SparseTensor(indices, values, shape(tensor, out_type=int64))


def reorder(sp_input: Any, name: str | None = None) -> SparseTensor:
    """Returns ``sp_input`` with its places in order, row by row.

    Source: tf.sparse.reorder.

    >>> import teachflow as tf
    >>> mixed = tf.SparseTensor([[1, 0], [0, 1]], [6, 5], [2, 2])
    >>> tf.sparse.reorder(mixed).values.numpy()
    array([5, 6], dtype=int32)
    """
    sp_input = sparse_only(sp_input, "tf.sparse.reorder")
    with home.within(sp_input.home), sp_input.home.scope(name or "SparseReorder"):
        lengths = sp_input.dense_shape
        order = argsort(numbers_of(sp_input.indices, lengths), stable=True)
        indices, values = sp_input.indices, sp_input.values
        return SparseTensor(gather(indices, order), gather(values, order), lengths)


def transpose(sp_input: Any, perm: Any = None, name: str | None = None) -> SparseTensor:
    """Returns ``sp_input`` with axis i being its axis ``perm[i]``, or all turned round.

    Source: tf.sparse.transpose.

    >>> import teachflow as tf
    >>> thin = tf.sparse.transpose(tf.sparse.from_dense([[0, 5, 6]]))
    >>> tf.sparse.to_dense(thin).numpy().tolist()
    [[0], [5], [6]]
    """
    sp_input = sparse_only(sp_input, "tf.sparse.transpose")
    with home.within(sp_input.home), sp_input.home.scope(name or "SparseTranspose"):
        if perm is None:
            axes = sp_input.dense_shape.shape[0]
            perm = np.arange(int(axes))[::-1].astype(np.int32)
        indices = gather(sp_input.indices, perm, axis=1)
        lengths = gather(sp_input.dense_shape, perm)
        return reorder(SparseTensor(indices, sp_input.values, lengths))


def sparse_reshape(sp_input: Any, shape: Any, name: str | None = None) -> SparseTensor:
    """Returns ``sp_input`` with another ``shape``, one length of which may be -1.

    Source: tf.sparse.reshape.

    >>> import teachflow as tf
    >>> tf.sparse.reshape(tf.sparse.from_dense([[0, 5], [6, 0]]), [4]).indices.numpy()
    array([[1],
           [2]])
    """
    sp_input = sparse_only(sp_input, "tf.sparse.reshape")
    here = sp_input.home
    with home.within(here), here.scope(name or "SparseReshape"):
        lengths = cast(here.convert(shape), int64)
        known = reduce_prod(where_v2(less(lengths, 0), ones([], int64), lengths))
        rest = reduce_prod(sp_input.dense_shape) // known
        lengths = where_v2(less(lengths, 0), rest, lengths)
        new, old = lengths.static_value(), sp_input.dense_shape.static_value()
        if new is not None and old is not None and new.prod() != old.prod():
            raise InvalidArgumentError(
                None,
                None,
                f"Input to reshape is a tensor with {old.prod()} dense values, but the "
                f"requested shape has {new.prod()}. input_shape={bracketed(old)} "
                f"output_shape={bracketed(new)} [Op:SparseReshape]",
            )
        numbers = numbers_of(sp_input.indices, sp_input.dense_shape)
        return SparseTensor(places_of(numbers, lengths), sp_input.values, lengths)


def sparse_concat(
    axis: int,
    sp_inputs: Any,
    expand_nonconcat_dims: bool = False,
    name: str | None = None,
) -> SparseTensor:
    """Returns the sparse tensors one after another along ``axis``.

    Other axes are as long as the longest with ``expand_nonconcat_dims``; without it
    they must be equal. Source: tf.sparse.concat.

    >>> import teachflow as tf
    >>> one = tf.sparse.from_dense([[0, 5]])
    >>> tf.sparse.to_dense(tf.sparse.concat(0, [one, one])).numpy().tolist()
    [[0, 5], [0, 5]]
    """
    parts = [sparse_only(part, "tf.sparse.concat") for part in sp_inputs]
    here = parts[0].home
    with home.within(here), here.scope(name or "SparseConcat"):
        axes = int(parts[0].dense_shape.shape[0])
        shapes = stack([part.dense_shape for part in parts])
        along = np.eye(axes, dtype=np.int64)[axis]
        known = shapes.static_value()
        if known is not None and not expand_nonconcat_dims:
            _check_alike(known, axis)
        starts = cumsum(shapes, axis=0, exclusive=True) * along
        indices = [
            part.indices + start
            for part, start in zip(parts, unstack(starts, len(parts)), strict=True)
        ]
        lengths = dense_sum(shapes, axis=0) * along
        lengths = lengths + dense_max(shapes, axis=0) * (1 - along)
        values = concat([part.values for part in parts], 0)
        return reorder(SparseTensor(concat(indices, 0), values, lengths))


def _check_alike(shapes: Any, axis: int) -> None:
    """All rows of ``shapes`` must be equal but for ``axis``."""
    wrong = np.delete(shapes != shapes[0], axis, 1)
    if wrong.any():
        part = int(wrong.any(1).argmax())
        off = shapes[part] != shapes[0]
        off[axis] = False
        at = int(off.argmax())
        raise InvalidArgumentError(
            None,
            None,
            f"Input shapes must match: expected {shapes[0][at]} for dimension {at} but "
            f"got {shapes[part][at]} at position {part} [Op:SparseConcat]",
        )


def eye(
    num_rows: int,
    num_columns: int | None = None,
    dtype: Any = dt.float32,
    name: str | None = None,
) -> SparseTensor:
    """Returns a sparse matrix with ones on its diagonal.

    Source: tf.sparse.eye.

    >>> import teachflow as tf
    >>> tf.sparse.eye(2).indices.numpy().tolist()
    [[0, 0], [1, 1]]
    """
    here = home.choose(())
    with here.scope(name or "eye"):
        columns = num_rows if num_columns is None else num_columns
        count = min(num_rows, columns)
        steps = np.arange(count, dtype=np.int64)
        lengths = np.array([num_rows, columns], np.int64)
        return SparseTensor(np.stack([steps, steps], 1), ones([count], dtype), lengths)


def map_values(op: Callable[..., Any], *args: Any, **kwargs: Any) -> SparseTensor:
    """Returns ``op`` of the values of the sparse arguments, at their places.

    All sparse arguments have the same places. Raises ``ValueError`` where none is
    sparse. Source: tf.sparse.map_values.

    >>> import teachflow as tf
    >>> tf.sparse.map_values(tf.square, tf.sparse.from_dense([0, 3])).values.numpy()
    array([9], dtype=int32)
    """
    given = [*args, *kwargs.values()]
    thin = [one for one in given if isinstance(one, SparseTensor)]
    if not thin:
        raise ValueError("No SparseTensor in argument list of map_values")

    def plain(one: Any) -> Any:
        return one.values if isinstance(one, SparseTensor) else one

    with home.within(thin[0].home):
        values = op(*map(plain, args), **{key: plain(v) for key, v in kwargs.items()})
        return SparseTensor(thin[0].indices, values, thin[0].dense_shape)


def retain(sp_input: Any, to_retain: Any) -> SparseTensor:
    """Returns ``sp_input`` with only the values where ``to_retain`` is true.

    Source: tf.sparse.retain.

    >>> import teachflow as tf
    >>> tf.sparse.retain(tf.sparse.from_dense([5, 6]), [False, True]).values.numpy()
    array([6], dtype=int32)
    """
    sp_input = sparse_only(sp_input, "tf.sparse.retain")
    with home.within(sp_input.home):
        indices = boolean_mask(sp_input.indices, to_retain)
        values = boolean_mask(sp_input.values, to_retain)
        return SparseTensor(indices, values, sp_input.dense_shape)


def sparse_slice(
    sp_input: Any, start: Any, size: Any, name: str | None = None
) -> SparseTensor:
    """Returns the part of ``sp_input`` from ``start`` on, at most ``size`` long.

    Source: tf.sparse.slice.

    >>> import teachflow as tf
    >>> part = tf.sparse.slice(tf.sparse.from_dense([4, 0, 6]), [1], [5])
    >>> tf.sparse.to_dense(part).numpy()
    array([0, 6], dtype=int32)
    """
    sp_input = sparse_only(sp_input, "tf.sparse.slice")
    here = sp_input.home
    with home.within(here), here.scope(name or "SparseSlice"):
        begin = here.convert(start, int64)
        end = lesser_of(begin + here.convert(size, int64), sp_input.dense_shape)
        end = greater_of(end, begin)
        places = sp_input.indices
        inside = logical_and(greater_equal(places, begin), less(places, end))
        kept = retain(sp_input, reduce_all(inside, axis=1))
        return SparseTensor(kept.indices - begin, kept.values, end - begin)


def sparse_expand_dims(
    sp_input: Any, axis: int | None = None, name: str | None = None
) -> SparseTensor:
    """Returns ``sp_input`` with an axis of length 1 put in at ``axis`` (the end).

    Source: tf.sparse.expand_dims.

    >>> import teachflow as tf
    >>> tf.sparse.expand_dims(tf.sparse.from_dense([5, 6]), 0).dense_shape.numpy()
    array([1, 2])
    """
    sp_input = sparse_only(sp_input, "tf.sparse.expand_dims")
    with home.within(sp_input.home), sp_input.home.scope(name or "expand_dims"):
        axes = int(sp_input.dense_shape.shape[0])
        at = -1 if axis is None else axis
        if not -axes - 1 <= at <= axes:
            raise ValueError(f"axis must be in [{-axes - 1}, {axes}], but is {at}.")
        at %= axes + 1
        indices, lengths = sp_input.indices, sp_input.dense_shape
        column = zeros_like(indices[:, :1])
        indices = concat([indices[:, :at], column, indices[:, at:]], 1)
        lengths = concat([lengths[:at], ones([1], int64), lengths[at:]], 0)
        return SparseTensor(indices, sp_input.values, lengths)
