"""Logarithms of determinants, least squares, ranks: what factorizations are for."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import COMPLEX, FLOATS
from teachflow.core.errors import ShapeError
from teachflow.core.home import composite
from teachflow.core.operand import Operand
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.lengths import shape as shape_tensor
from teachflow.ops.arrays.lengths import shape_op
from teachflow.ops.arrays.reshaping import expand_dims, expand_dims_op
from teachflow.ops.arrays.selecting import where_v2
from teachflow.ops.linalg.decompositions import cholesky_op, svd_op
from teachflow.ops.linalg.diagonals import eye, matrix_diag_part
from teachflow.ops.linalg.linalg import batch_shape, matrix_inverse_op
from teachflow.ops.linalg.matmul import matmul
from teachflow.ops.linalg.triangles import cholesky_solve
from teachflow.ops.math.cast import cast
from teachflow.ops.math.complex import conjugate, real
from teachflow.ops.math.logic import greater
from teachflow.ops.math.math import log
from teachflow.ops.math.reduce import reduce_max, reduce_sum

_FRACTIONS = FLOATS + COMPLEX

# ---- determinants ----------------------------------------------------------------


class LogMatrixDeterminant(NamedTuple):
    """What ``slogdet`` returns."""

    sign: Any
    log_abs_determinant: Any


def _two_batches(call: Any) -> tuple[TensorShape, TensorShape]:
    shape = batch_shape(call)
    return shape, shape


@op("LogMatrixDeterminant", "T -> T, T", shape=_two_batches, T=_FRACTIONS)
def log_matrix_determinant_op(input: Any) -> Any:
    """Sign and logarithm of the size of the determinants of square matrices."""
    kind = input.dtype
    given = input.astype(np.float32) if kind == np.float16 else input
    sign, size = np.linalg.slogdet(given)
    return np.asarray(sign, kind), np.asarray(size, kind)


@log_matrix_determinant_op.vjp
def _(call: Any, _sign: Any, g: Any) -> Any:
    (x,) = call.inputs
    return expand_dims_op(expand_dims_op(g, -1), -1) * matrix_inverse_op(
        x, adjoint=True
    )


@log_matrix_determinant_op.jvp
def _(call: Any, dx: Any) -> Any:
    inverse = conjugate(matrix_inverse_op(call.inputs[0], adjoint=True))
    return None, reduce_sum(inverse * dx, [-2, -1])


@composite
def slogdet(input: Any, name: str | None = None) -> Any:
    """Returns the sign and the logarithm of the size of each matrix's determinant.

    Where ``det`` would overflow, this does not. Source: tf.linalg.slogdet.

    >>> import teachflow as tf
    >>> sign, size = tf.linalg.slogdet([[0.0, 1.0], [1.0, 0.0]])
    >>> sign.numpy(), size.numpy()
    (np.float32(-1.0), np.float32(0.0))
    """
    return LogMatrixDeterminant(*log_matrix_determinant_op(input, name=name))


@composite
def logdet(matrix: Any, name: str | None = None) -> Any:
    """Returns the logarithm of the determinant of positive definite matrices.

    Source: tf.linalg.logdet.

    >>> import teachflow as tf
    >>> tf.linalg.logdet([[1.0, 0.0], [0.0, 1.0]]).numpy()
    np.float32(0.0)
    """
    here = home.choose((matrix,))
    with here.scope(name or "logdet"):
        logs = log(real(matrix_diag_part(cholesky_op(matrix))))
        return 2.0 * reduce_sum(logs, axis=[-1])


# ---- least squares ---------------------------------------------------------------


def _least_squares(call: Any) -> TensorShape:
    for tensor in call.inputs[:2]:
        rules.check_least_rank(tensor.shape, 2)
    matrix, rhs = (tensor.shape.known_dims for tensor in call.inputs[:2])
    if matrix is None or rhs is None:
        return rules.UNKNOWN
    rows, given = matrix[-2], rhs[-2]
    if rows is not None and given is not None and rows != given:
        raise ShapeError(f"Dimensions must be equal, but are {rows} and {given}")
    return TensorShape([*rhs[:-2], matrix[-1], rhs[-1]])


@op("MatrixSolveLs", "T, T, float64 -> T", shape=_least_squares, T=_FRACTIONS)
def matrix_solve_ls_op(
    matrix: Any, rhs: Any, l2_regularizer: Any, *, fast: bool = True
) -> Any:
    """The x that makes ``matrix @ x - rhs`` smallest."""
    kind = matrix.dtype
    if kind == np.float16:  # LAPACK has none
        matrix, rhs = matrix.astype(np.float32), rhs.astype(np.float32)
    if not fast:  # by singular values, which need no full rank
        return np.matmul(np.linalg.pinv(matrix), rhs).astype(kind)
    adjoint = np.conjugate(np.swapaxes(matrix, -1, -2))
    rows, columns = matrix.shape[-2:]
    penalty = float(l2_regularizer) * np.eye(min(rows, columns), dtype=matrix.dtype)
    if rows >= columns:
        found = np.linalg.solve(adjoint @ matrix + penalty, adjoint @ rhs)
    else:
        found = adjoint @ np.linalg.solve(matrix @ adjoint + penalty, rhs)
    return found.astype(kind, copy=False)


@matrix_solve_ls_op.vjp
def _(call: Any, g: Any) -> Any:
    if not call.attrs["fast"]:
        raise ValueError("Gradient not defined for fast=False: leave it True.")
    raise NotImplementedError(
        "The gradient of tf.linalg.lstsq needs to know whether the matrix has more "
        "rows or more columns: give its shape, with tf.reshape or in the placeholder."
    )


matrix_solve_ls_op.jvp_transposed()


@composite
def matrix_solve_ls(
    matrix: Any,
    rhs: Any,
    l2_regularizer: float = 0.0,
    fast: bool = True,
    name: str | None = None,
) -> Any:
    """Returns the x for which ``|matrix @ x - rhs|² + l2_regularizer |x|²`` is least.

    With fewer rows than columns it is the smallest x that solves the equation. ``fast``
    goes by the normal equations, which need full rank; otherwise by singular values,
    without a regularizer and without a gradient. Unlike TensorFlow, the gradient needs
    to know whether there are more rows or more columns. Source: tf.linalg.lstsq.

    >>> import teachflow as tf
    >>> tf.linalg.lstsq([[2.0, 0.0], [0.0, 1.0], [0.0, 0.0]], [[4.0], [3.0], [5.0]])
    <tf.Tensor: shape=(2, 1), dtype=float32, numpy=
    array([[2.],
           [3.]], dtype=float32)>
    """
    here = home.choose((matrix, rhs))
    if not fast:
        penalty = np.float64(l2_regularizer)
        return matrix_solve_ls_op(matrix, rhs, penalty, fast=False, name=name)
    with here.scope(name or "matrix_solve_ls") as scope:
        matrix = here.convert(matrix, None, "matrix")
        rhs = here.convert(rhs, matrix.dtype.base_dtype, "rhs")
        dims = matrix.shape.known_dims
        if dims is None or len(dims) < 2 or None in dims[-2:]:
            penalty = np.float64(l2_regularizer)
            return matrix_solve_ls_op(matrix, rhs, penalty, name=scope or None)
        rows, columns = dims[-2:]
        tall = rows >= columns

        def factor() -> Any:
            gram = matmul(matrix, matrix, adjoint_a=tall, adjoint_b=not tall)
            if l2_regularizer == 0:
                return cholesky_op(gram)
            lengths = shape_tensor(matrix)
            batch, side = lengths[:-2], lengths[-1 if tall else -2]
            ridge = eye(side, batch_shape=batch, dtype=matrix.dtype.base_dtype)
            return cholesky_op(gram + l2_regularizer * ridge)

        root = factor()
        if tall:
            return cholesky_solve(root, matmul(matrix, rhs, adjoint_a=True))
        return matmul(matrix, cholesky_solve(root, rhs), adjoint_a=True)


# ---- by singular values ----------------------------------------------------------


def _longer_side(matrix: Any) -> Any:
    """The greater of rows and columns: a NumPy number where both are known."""
    dims = matrix.shape.known_dims
    if dims is None or None in dims[-2:]:
        return reduce_max(shape_op(matrix)[-2:])
    return np.max(dims[-2:])


@composite
def matrix_rank(
    a: Any, tol: Any = None, validate_args: bool = False, name: str | None = None
) -> Any:
    """Returns the rank of each matrix: how many singular values are above ``tol``.

    ``tol`` is by default the greatest singular value times the longer side times the
    dtype's precision. Unlike TensorFlow, ``validate_args`` changes nothing: shapes are
    checked where they are known. Source: tf.linalg.matrix_rank.

    >>> import teachflow as tf
    >>> tf.linalg.matrix_rank([[1.0, 2.0], [2.0, 4.0]]).numpy()
    np.int32(1)
    """
    here = home.choose((a, tol))
    with here.scope(name or "matrix_rank"):
        a = here.convert(a, None, "a")
        s = svd_op(a, compute_uv=False)[0]
        if tol is None:
            precision = np.finfo(a.dtype.real_dtype.as_numpy_dtype).eps
            scale = precision * cast(_longer_side(a), s.dtype)
            tol = scale * reduce_max(s, axis=-1, keepdims=True)
        return reduce_sum(cast(greater(s, tol), dt.int32), axis=-1)


@composite
def pinv(
    a: Any, rcond: Any = None, validate_args: bool = False, name: str | None = None
) -> Any:
    """Returns the pseudo-inverse of each matrix in ``a``.

    Singular values up to ``rcond`` times the greatest count as zero. Unlike TensorFlow,
    ``validate_args`` changes nothing: shapes are checked where they are known. Source:
    tf.linalg.pinv.

    >>> import teachflow as tf
    >>> tf.linalg.pinv([[2.0, 0.0], [0.0, 0.0]]).numpy()
    array([[0.5, 0. ],
           [0. , 0. ]], dtype=float32)
    """
    here = home.choose((a, rcond))
    with here.scope(name or "pinv"):
        a = here.convert(a, None, "a")
        kind = a.dtype.base_dtype
        if rcond is None:
            longer = _longer_side(a)
            if isinstance(longer, Operand):
                longer = cast(longer, kind)
            rcond = 10.0 * longer * np.finfo(kind.as_numpy_dtype).eps
        rcond = here.convert(rcond, kind, "rcond")
        s, u, v = svd_op(a)
        cutoff = rcond * reduce_max(s, axis=-1)
        s = where_v2(greater(s, expand_dims(cutoff, -1)), s, np.inf)
        return matmul(v / expand_dims(s, -2), u, adjoint_b=True)
