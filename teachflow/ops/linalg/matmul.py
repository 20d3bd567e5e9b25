"""Products of matrices, and of stacks of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home, shapes
from teachflow.core import shape_rules as rules
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.operand import operator
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.shaping import sum_like
from teachflow.ops.math.binary import binary
from teachflow.ops.math.complex import conj, conjugate

_WIDE = (dt.int32, dt.int64, dt.uint8, dt.uint16, dt.uint32, dt.uint64)
_TYPES = (*dt.FLOATS, *_WIDE, *dt.COMPLEX)


def _matrix(shape: TensorShape, transposed: bool) -> tuple[int | None, int | None]:
    dims = shape.known_dims
    if dims is None:
        return None, None
    if len(dims) != 2:
        raise ShapeError(f"Shape must be rank 2 but is rank {len(dims)}")
    rows, columns = dims
    return (columns, rows) if transposed else (rows, columns)


def _meet(inner: int | None, other: int | None) -> None:
    if inner is not None and other is not None and inner != other:
        raise ShapeError(f"Dimensions must be equal, but are {inner} and {other}")


def _product(call: Any) -> TensorShape:
    a, b = call.inputs
    rows, inner = _matrix(a.shape, call.attrs["transpose_a"])
    other, columns = _matrix(b.shape, call.attrs["transpose_b"])
    _meet(inner, other)
    return TensorShape([rows, columns])


@op("MatMul", "T, T -> T", shape=_product, T=_TYPES)
def matmul_op(
    a: Any, b: Any, *, transpose_a: bool = False, transpose_b: bool = False
) -> Any:
    """The product of two matrices, each transposed first where asked."""
    if a.ndim != 2 or b.ndim != 2:
        given = f"{shapes.bracketed(a.shape)} vs. {shapes.bracketed(b.shape)}"
        words = (
            f"In[0] and In[1] ndims must be == 2: {a.ndim}. They have shapes {given}"
            if a.ndim == b.ndim
            else f"In[0] and In[1] has different ndims: {given}"
        )
        advice = "make a vector a matrix with tf.expand_dims or tf.reshape"
        raise InvalidArgumentError(None, None, f"{words}: {advice}")
    first, second = a.T if transpose_a else a, b.T if transpose_b else b
    try:
        # Of matrices the same as matmul, and quicker to call.
        return first.dot(second)
    except ValueError:
        raise InvalidArgumentError(
            None,
            None,
            f"Matrix size-incompatible: In[0]: {shapes.bracketed(a.shape)}, In[1]: "
            f"{shapes.bracketed(b.shape)}: as multiplied the first is "
            f"{shapes.bracketed(first.shape)} and the second "
            f"{shapes.bracketed(second.shape)}, and the columns of the first have to "
            f"be as many as the rows of the second",
        ) from None


@matmul_op.vjp
def _(call: Any, g: Any) -> Any:
    a, b = call.inputs

    def times(x: Any, y: Any, transpose_x: bool, transpose_y: bool) -> Any:
        return matmul_op(x, y, transpose_a=transpose_x, transpose_b=transpose_y)

    # With C = op(A) op(B): dA = G op(B)ᴴ and dB = op(A)ᴴ G, transposed back as needed.
    ta, tb = call.attrs["transpose_a"], call.attrs["transpose_b"]
    if ta:
        of_a = lambda: times(conjugate(b), g, tb, True)  # noqa: E731
    else:
        of_a = lambda: times(g, conjugate(b), False, not tb)  # noqa: E731
    if tb:
        of_b = lambda: times(g, conjugate(a), True, ta)  # noqa: E731
    else:
        of_b = lambda: times(conjugate(a), g, not ta, False)  # noqa: E731
    return of_a, of_b


matmul_op.jvp_multilinear(0, 1)


def _batch_product(call: Any) -> TensorShape:
    for tensor in call.inputs[:2]:
        rules.check_least_rank(tensor.shape, 2)
    x, y = call.inputs[0].shape.known_dims, call.inputs[1].shape.known_dims
    if x is None or y is None:
        return rules.UNKNOWN
    rows, inner = _matrix(TensorShape(x[-2:]), call.attrs["adj_x"])
    other, columns = _matrix(TensorShape(y[-2:]), call.attrs["adj_y"])
    _meet(inner, other)
    return shapes.broadcast(x[:-2], y[:-2]).concatenate([rows, columns])


@op("BatchMatMulV2", "T, T -> T", shape=_batch_product, T=(*_TYPES, dt.int16))
def batch_matmul(x: Any, y: Any, *, adj_x: bool = False, adj_y: bool = False) -> Any:
    """The products of the matrices in two stacks, which are broadcast."""
    for position, item in enumerate((x, y)):
        if item.ndim < 2:
            raise InvalidArgumentError(
                None,
                None,
                f"In[{position}] ndims must be >= 2: {item.ndim}. Make a vector a "
                f"matrix with tf.expand_dims or tf.reshape.",
            )
    if adj_x:
        x = np.conjugate(np.swapaxes(x, -1, -2))
    if adj_y:
        y = np.conjugate(np.swapaxes(y, -1, -2))
    return np.matmul(x, y)


@batch_matmul.vjp
def _(call: Any, g: Any) -> Any:
    x, y = call.inputs
    ax, ay = call.attrs["adj_x"], call.attrs["adj_y"]

    def of_x() -> Any:
        if ax:
            part = batch_matmul(y, g, adj_x=ay, adj_y=True)
        else:
            part = batch_matmul(g, y, adj_y=not ay)
        return sum_like(part, x)

    def of_y() -> Any:
        if ay:
            part = batch_matmul(g, x, adj_x=True, adj_y=ax)
        else:
            part = batch_matmul(x, g, adj_x=not ax)
        return sum_like(part, y)

    return of_x, of_y


batch_matmul.jvp_multilinear(0, 1)


@composite
def matmul(
    a: Any,
    b: Any,
    transpose_a: bool = False,
    transpose_b: bool = False,
    adjoint_a: bool = False,
    adjoint_b: bool = False,
    a_is_sparse: bool = False,
    b_is_sparse: bool = False,
    output_type: Any = None,
    name: str | None = None,
) -> Any:
    """Returns the matrix product ``a @ b``; of higher ranks, that of their matrices.

    ``a`` has shape [..., n, k] and ``b`` [..., k, m] (after transposing, or adjoining:
    transposing and conjugating, where asked); leading axes are broadcast. The result
    has shape [..., n, m]. Raises ``ValueError`` for shapes that do not meet or both a
    transpose and an adjoint of one. Unlike TensorFlow, ``a_is_sparse``, ``b_is_sparse``
    and ``output_type`` change nothing. Source: tf.matmul.

    >>> import teachflow as tf
    >>> tf.matmul([[1.0, 2.0]], [[3.0], [4.0]]).numpy()
    array([[11.]], dtype=float32)
    """
    for transposed, adjoint, which in (
        (transpose_a, adjoint_a, "a"),
        (transpose_b, adjoint_b, "b"),
    ):
        if transposed and adjoint:
            raise ValueError(
                f"Only one of `transpose_{which}` and `adjoint_{which}` can be True."
            )
    here = home.choose((a, b))
    with here.scope(name or "MatMul") as scope:
        a = here.convert(a, None, "a")
        b = here.convert(b, None, "b", a.dtype.base_dtype)
        ranks = a.shape.rank, b.shape.rank
        if any(rank is None or rank > 2 for rank in ranks):
            if transpose_a:
                a, adjoint_a = conj(a), True
            if transpose_b:
                b, adjoint_b = conj(b), True
            return batch_matmul(
                a, b, adj_x=adjoint_a, adj_y=adjoint_b, name=scope or None
            )
        if adjoint_a:
            a, transpose_a = conj(a), True
        if adjoint_b:
            b, transpose_b = conj(b), True
        return matmul_op(
            a,
            b,
            transpose_a=transpose_a,
            transpose_b=transpose_b,
            name=scope or None,
        )


operator("matmul")(
    binary(lambda x, y, name: matmul(x, y, name=name), "matmul", convert_y=False)
)
