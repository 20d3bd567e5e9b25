"""Products of a sparse matrix and a dense one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import NUMBERS
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.operand import OPERATORS, operator
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.broadcasting import broadcast_to
from teachflow.ops.arrays.gather import gather, gather_nd
from teachflow.ops.arrays.sparse.tensor import SparseTensor
from teachflow.ops.linalg.linalg import matrix_transpose
from teachflow.ops.math.complex import conj
from teachflow.ops.math.math import multiply
from teachflow.ops.math.reduce import reduce_sum


def _product(call: Any) -> TensorShape:
    rows = rules.value_as_shape(call.inputs[2])
    columns = call.inputs[3].shape
    for shape in (rows, columns):
        rules.check_rank(shape, 2)
    a = rows.as_list() if rows.rank == 2 else [None, None]
    b = columns.as_list() if columns.rank == 2 else [None, None]
    a = a[::-1] if call.attrs["adjoint_a"] else a
    b = b[::-1] if call.attrs["adjoint_b"] else b
    if a[1] is not None and b[0] is not None and a[1] != b[0]:
        raise ShapeError(f"Dimensions must be equal, but are {a[1]} and {b[0]}")
    return TensorShape([a[0], b[1]])


@op(
    "SparseTensorDenseMatMul",
    "Tindices, T, int64, T -> T",
    shape=_product,
    Tindices=dt.INDEX,
    T=NUMBERS,
)
def sparse_tensor_dense_matmul_op(
    a_indices: Any,
    a_values: Any,
    a_shape: Any,
    b: Any,
    *,
    adjoint_a: bool = False,
    adjoint_b: bool = False,
) -> Any:
    """The product of a sparse matrix and a dense one."""
    order = -1 if adjoint_a else 1
    lengths, places = a_shape.tolist()[::order], a_indices[:, ::order]
    right = b.T.conj() if adjoint_b else b
    if lengths[1] != len(right):
        raise InvalidArgumentError(
            None,
            None,
            f"Cannot multiply A and B because inner dimension does not match: "
            f"{lengths[1]} vs. {len(right)}. Did you forget a transpose?",
        )
    outside = ((places < 0) | (places >= lengths)).any(axis=1)
    if outside.any():
        raise InvalidArgumentError(
            None,
            None,
            f"index {a_indices[outside.argmax()].tolist()} is out of bounds of the "
            f"sparse matrix's shape {a_shape.tolist()}",
        )
    values = a_values.conj() if adjoint_a else a_values
    product = np.zeros((lengths[0], right.shape[1]), b.dtype)
    np.add.at(product, places[:, 0], values[:, None] * right[places[:, 1]])
    return product


@sparse_tensor_dense_matmul_op.vjp
def _(call: Any, g: Any) -> Any:
    indices, values, shape, b = call.inputs
    adjoint_a, adjoint_b = call.attrs["adjoint_a"], call.attrs["adjoint_b"]

    def to_values() -> Any:
        rows, columns = indices[:, 0], indices[:, 1]
        if adjoint_a:
            rows, columns = columns, rows
        right = conj(matrix_transpose(b)) if adjoint_b else b
        parts = multiply(gather(g, rows), conj(gather(right, columns)))
        summed = reduce_sum(parts, 1)
        return conj(summed) if adjoint_a else summed

    def to_b() -> Any:
        back = sparse_tensor_dense_matmul_op(
            indices, values, shape, g, adjoint_a=not adjoint_a
        )
        return conj(matrix_transpose(back)) if adjoint_b else back

    return None, to_values, None, to_b


sparse_tensor_dense_matmul_op.jvp_multilinear(1, 3)


def sparse_tensor_dense_matmul(
    sp_a: Any,
    b: Any,
    adjoint_a: bool = False,
    adjoint_b: bool = False,
    name: str | None = None,
) -> Any:
    """Returns the matrix product of the ``SparseTensor`` ``sp_a`` and the dense ``b``.

    ``adjoint_a`` and ``adjoint_b`` transpose (and conjugate) one of them first. Source:
    tf.sparse.sparse_dense_matmul.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     a = tf.SparseTensor([[0, 1]], [2.0], [2, 2])
    ...     print(sess.run(tf.sparse_tensor_dense_matmul(a, [[1.0], [3.0]])).tolist())
    [[6.0], [0.0]]
    """
    if not isinstance(sp_a, SparseTensor):
        sp_a = SparseTensor.from_value(sp_a)
    with home.within(sp_a.home), sp_a.home.scope(name or "SparseTensorDenseMatMul"):
        return sparse_tensor_dense_matmul_op(
            sp_a.indices,
            sp_a.values,
            sp_a.dense_shape,
            sp_a.home.convert(b, None, "b"),
            adjoint_a=adjoint_a,
            adjoint_b=adjoint_b,
            name=name or "SparseTensorDenseMatMul",
        )


@operator("sparse_mul")
def product(sparse: SparseTensor, other: Any) -> SparseTensor:
    """``sparse * other``: each value times the element of ``other`` at its place."""
    return _scaled(OPERATORS["mul"], sparse, other)


@operator("sparse_truediv")
def quotient(sparse: SparseTensor, other: Any) -> SparseTensor:
    """``sparse / other``: each value by the element of ``other`` at its place."""
    return _scaled(OPERATORS["truediv"], sparse, other)


def _scaled(
    operation: Callable[..., Any], sparse: SparseTensor, other: Any
) -> SparseTensor:
    here = sparse.home
    with home.within(here):
        dense = here.convert(other, sparse.dtype)
        dense = gather_nd(broadcast_to(dense, sparse.dense_shape), sparse.indices)
        values = operation(sparse.values, dense)
        return SparseTensor(sparse.indices, values, sparse.dense_shape)
