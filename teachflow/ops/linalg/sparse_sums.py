"""Sparse tensors in arithmetic: sums, extremes, products.

Unlike TensorFlow's, these functions are several nodes each, in graphs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.dtypes import int64
from teachflow.ops.arrays.create import ones, zeros_like
from teachflow.ops.arrays.gather import gather
from teachflow.ops.arrays.groups.segments import (
    unsorted_segment_max,
    unsorted_segment_sum,
)
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.lengths import shape, size
from teachflow.ops.arrays.ordering.sorting import argsort
from teachflow.ops.arrays.ordering.uniques import unique
from teachflow.ops.arrays.reshaping import (
    expand_dims,
    reshape,
)
from teachflow.ops.arrays.reshaping import (
    transpose as transposed,
)
from teachflow.ops.arrays.scatter import scatter_nd, tensor_scatter_add
from teachflow.ops.arrays.selecting import where_v2
from teachflow.ops.arrays.sparse.parts import (
    from_dense,
    numbers_of,
    places_of,
    retain,
    sparse_only,
)
from teachflow.ops.arrays.sparse.tensor import SparseTensor
from teachflow.ops.linalg.sparse_products import sparse_tensor_dense_matmul
from teachflow.ops.math.arithmetic import abs as absolute
from teachflow.ops.math.cast import cast
from teachflow.ops.math.logic import greater_equal, not_equal
from teachflow.ops.math.order import maximum as greater_of
from teachflow.ops.math.order import minimum as lesser_of
from teachflow.ops.math.reduce import (
    reduce_max as dense_max,
)
from teachflow.ops.math.reduce import (
    reduce_prod,
)
from teachflow.ops.math.reduce import (
    reduce_sum as dense_sum,
)


def _joined(a: SparseTensor, b: SparseTensor) -> tuple[Any, Any, Any]:
    """The places that either has, in order, and each one's values there, or 0."""
    both = concat([numbers_of(x.indices, x.dense_shape) for x in (a, b)], 0)
    numbers, _ = unique(both)
    numbers = gather(numbers, argsort(numbers))
    order = argsort(both, stable=True)
    _, ranks = unique(gather(both, order))
    ids = scatter_nd(expand_dims(order, 1), ranks, shape(both))
    count, of_a = size(numbers), size(a.values)
    left = unsorted_segment_sum(a.values, ids[:of_a], count)
    right = unsorted_segment_sum(b.values, ids[of_a:], count)
    return places_of(numbers, a.dense_shape), left, right


def add(a: Any, b: Any, threshold: Any = 0) -> Any:
    """Returns the sum: a ``SparseTensor`` of two, a tensor where one is dense.

    Of two sparse ones, sums whose size is below ``threshold`` are left out. Raises
    ``TypeError`` where none is sparse. Source: tf.sparse.add.

    >>> import teachflow as tf
    >>> one = tf.sparse.from_dense([[0, 5], [6, 0]])
    >>> tf.sparse.add(one, [[1, 1], [1, 1]]).numpy()
    array([[1, 6],
           [7, 1]], dtype=int32)
    >>> tf.sparse.add(one, one).values.numpy()
    array([10, 12], dtype=int32)
    """
    if not isinstance(a, SparseTensor) and not isinstance(b, SparseTensor):
        raise TypeError(
            "At least one input should be SparseTensor; do you mean to use tf.add()?"
        )
    if not (isinstance(a, SparseTensor) and isinstance(b, SparseTensor)):
        thin, dense = (a, b) if isinstance(a, SparseTensor) else (b, a)
        with home.within(thin.home):
            dense = thin.home.convert(dense, thin.dtype)
            return tensor_scatter_add(dense, thin.indices, thin.values)
    with home.within(a.home):
        indices, left, right = _joined(a, b)
        total = left + right
        if isinstance(threshold, (int, float)) and threshold == 0:
            return SparseTensor(indices, total, a.dense_shape)
        size_of = absolute(total)
        keep = greater_equal(size_of, cast(threshold, size_of.dtype))
        return retain(SparseTensor(indices, total, a.dense_shape), keep)


def maximum(sp_a: Any, sp_b: Any, name: str | None = None) -> SparseTensor:
    """Returns the greater of both where either has a value; what is missing is 0.

    Source: tf.sparse.maximum.

    >>> import teachflow as tf
    >>> a, b = tf.sparse.from_dense([3, -1, 0]), tf.sparse.from_dense([2, 0, 7])
    >>> tf.sparse.maximum(a, b).values.numpy()
    array([3, 0, 7], dtype=int32)
    """
    return _extreme(greater_of, sp_a, sp_b, name or "SparseSparseMaximum")


def minimum(sp_a: Any, sp_b: Any, name: str | None = None) -> SparseTensor:
    """Returns the lesser of both where either has a value; what is missing is 0.

    Source: tf.sparse.minimum.

    >>> import teachflow as tf
    >>> a, b = tf.sparse.from_dense([3, -1, 0]), tf.sparse.from_dense([2, 0, 7])
    >>> tf.sparse.minimum(a, b).values.numpy()
    array([ 2, -1,  0], dtype=int32)
    """
    return _extreme(lesser_of, sp_a, sp_b, name or "SparseSparseMinimum")


def _extreme(
    function: Callable[..., Any], sp_a: Any, sp_b: Any, name: str
) -> SparseTensor:
    sp_a, sp_b = sparse_only(sp_a, name), sparse_only(sp_b, name)
    with home.within(sp_a.home), sp_a.home.scope(name):
        indices, left, right = _joined(sp_a, sp_b)
        return SparseTensor(indices, function(left, right), sp_a.dense_shape)


def reduce_sum(
    sp_input: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    output_is_sparse: bool = False,
    name: str | None = None,
) -> Any:
    """Returns the sums of ``sp_input`` along ``axis``: a tensor, or a ``SparseTensor``.

    Source: tf.sparse.reduce_sum.

    >>> import teachflow as tf
    >>> tf.sparse.reduce_sum(tf.sparse.from_dense([[0, 5], [6, 7]]), axis=1).numpy()
    array([ 5, 13], dtype=int32)
    """
    sp_input = sparse_only(sp_input, "tf.sparse.reduce_sum")
    with home.within(sp_input.home), sp_input.home.scope(name or "SparseReduceSum"):
        dense = scatter_nd(sp_input.indices, sp_input.values, sp_input.dense_shape)
        total = dense_sum(dense, axis=axis, keepdims=keepdims)
        return from_dense(total) if output_is_sparse else total


def reduce_max(
    sp_input: Any,
    axis: Any = None,
    keepdims: bool | None = None,
    output_is_sparse: bool = False,
    name: str | None = None,
) -> Any:
    """Returns the greatest of the values along ``axis``, 0 where there is none.

    What is missing does not count as 0. Source: tf.sparse.reduce_max.

    >>> import teachflow as tf
    >>> tf.sparse.reduce_max(tf.sparse.from_dense([[0, -5], [6, 7]]), axis=1).numpy()
    array([-5,  7], dtype=int32)
    """
    sp_input = sparse_only(sp_input, "tf.sparse.reduce_max")
    with home.within(sp_input.home), sp_input.home.scope(name or "SparseReduceMax"):
        lengths = sp_input.dense_shape
        count = cast(reduce_prod(lengths), dt.int32)
        numbers = numbers_of(sp_input.indices, lengths)
        flat = unsorted_segment_max(sp_input.values, numbers, count)
        there = unsorted_segment_sum(cast(ones(shape(numbers)), int64), numbers, count)
        top = dense_max(reshape(flat, lengths), axis=axis, keepdims=keepdims)
        some = dense_sum(reshape(there, lengths), axis=axis, keepdims=keepdims)
        top = where_v2(not_equal(some, cast(0, int64)), top, zeros_like(top))
        return from_dense(top) if output_is_sparse else top


def sparse_dense_matmul(
    sp_a: Any,
    b: Any,
    adjoint_a: bool = False,
    adjoint_b: bool = False,
    name: str | None = None,
) -> Any:
    """Returns the product of two matrices, one of them sparse, as a tensor.

    ``adjoint_a`` and ``adjoint_b`` transpose (and conjugate) one of them first.
    Source: tf.sparse.sparse_dense_matmul.

    >>> import teachflow as tf
    >>> a = tf.sparse.from_dense([[0.0, 2.0], [0.0, 0.0]])
    >>> tf.sparse.sparse_dense_matmul(a, [[1.0], [3.0]]).numpy().tolist()
    [[6.0], [0.0]]
    """
    if isinstance(b, SparseTensor) and not isinstance(sp_a, SparseTensor):
        with home.within(b.home):  # (A B)ᴴ = Bᴴ Aᴴ
            turned = sparse_tensor_dense_matmul(b, sp_a, not adjoint_b, not adjoint_a)
            return transposed(turned, conjugate=True)
    return sparse_tensor_dense_matmul(sp_a, b, adjoint_a, adjoint_b, name)
