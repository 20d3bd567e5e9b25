"""Matrices, and stacks of them: transpose, inverse, determinant, solving."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import COMPLEX, FLOATS
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.create import range_op
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.lengths import rank_op
from teachflow.ops.arrays.reshaping import expand_dims_op, transpose
from teachflow.ops.linalg.matmul import matmul
from teachflow.ops.math.complex import conjugate
from teachflow.ops.math.reductions import reduce_sum_op

_FRACTIONS = FLOATS + COMPLEX


# ---- transpose -------------------------------------------------------------------


@composite
def matrix_transpose(
    a: Any, name: str | None = "matrix_transpose", conjugate: bool = False
) -> Any:
    """Returns ``a`` with its last two axes swapped; ``conjugate`` conjugates as well.

    Raises ``ValueError`` for fewer than two axes. Source: tf.linalg.matrix_transpose.

    >>> import teachflow as tf
    >>> tf.linalg.matrix_transpose([[[1, 2, 3]]]).shape
    TensorShape([1, 3, 1])
    """
    here = home.choose((a,))
    with here.scope(name or "matrix_transpose"):
        a = here.convert(a, None, "a")
        rank = a.shape.rank
        if rank is None:
            count = rank_op(a)
            front = range_op(0, count - 2, 1)
            perm = concat([front, [count - 1, count - 2]], 0)
        elif rank < 2:
            raise ValueError(
                f"Argument `a` should be a (batch) matrix with rank >= 2. Received `a` "
                f"= {a} with shape: {a.shape}."
            )
        else:
            perm = [*range(rank - 2), rank - 1, rank - 2]
        return transpose(a, perm=perm, conjugate=conjugate)


# ---- inverse, determinant, solving -----------------------------------------------


def square_shape(call: Any) -> TensorShape:
    """The input's shape, of which the last two axes are equal."""
    shape = call.inputs[0].shape
    rules.check_least_rank(shape, 2)
    dims = shape.known_dims
    if dims is None:
        return rules.UNKNOWN
    rows, columns = dims[-2:]
    if rows is not None and columns is not None and rows != columns:
        raise ShapeError(f"Dimensions must be equal, but are {rows} and {columns}")
    side = columns if rows is None else rows
    return TensorShape([*dims[:-2], side, side])


def _solved(function: Any, *arrays: Any) -> Any:
    """NumPy's answer, with TensorFlow's error for a matrix that has none."""
    given = arrays[0].dtype
    if given == np.float16:  # LAPACK has none
        arrays = tuple([array.astype(np.float32) for array in arrays])
    try:
        return function(*arrays).astype(given, copy=False)
    except np.linalg.LinAlgError as error:
        if "singular" in str(error).lower():
            raise InvalidArgumentError(
                None,
                None,
                "Input is not invertible. Its rows depend on each other (is a feature "
                "there twice?).",
            ) from None
        raise


@op("MatrixInverse", "T -> T", shape=square_shape, T=_FRACTIONS)
def matrix_inverse_op(input: Any, *, adjoint: bool = False) -> Any:
    """The inverses of square matrices, or of their conjugate transposes."""
    if adjoint:
        input = np.conjugate(np.swapaxes(input, -1, -2))
    return _solved(np.linalg.inv, input)


@matrix_inverse_op.vjp
def _(call: Any, g: Any) -> Any:
    y = call.output
    if call.attrs["adjoint"]:
        return -matmul(matmul(y, g, adjoint_b=True), y)
    return -matmul(matmul(y, g, adjoint_a=True), y, adjoint_b=True)


@matrix_inverse_op.jvp
def _(call: Any, dx: Any) -> Any:
    y, adjoint = call.output, call.attrs["adjoint"]
    return -matmul(matmul(y, dx, adjoint_b=adjoint), y)


@composite
def matrix_inverse(input: Any, adjoint: bool = False, name: str | None = None) -> Any:
    """Returns the inverse of each square matrix in ``input``.

    ``adjoint`` inverts the conjugate transpose. Raises ``InvalidArgumentError`` for a
    matrix without an inverse, ``ValueError`` for one that is not square.
    Source: tf.linalg.inv.

    >>> import teachflow as tf
    >>> tf.linalg.inv([[2.0, 0.0], [0.0, 4.0]]).numpy()
    array([[0.5 , 0.  ],
           [0.  , 0.25]], dtype=float32)
    """
    return matrix_inverse_op(input, adjoint=adjoint, name=name)


def batch_shape(call: Any) -> TensorShape:
    """The shape of one number for each square matrix of the input."""
    shape = square_shape(call)
    return rules.UNKNOWN if shape.rank is None else TensorShape(shape[:-2])


@op("MatrixDeterminant", "T -> T", shape=batch_shape, T=_FRACTIONS)
def matrix_determinant_op(input: Any) -> Any:
    """The determinants of square matrices."""
    return _solved(np.linalg.det, input)


@matrix_determinant_op.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    inverse = matrix_inverse_op(x, adjoint=True)
    scale = g * conjugate(call.output)
    return expand_dims_op(expand_dims_op(scale, -1), -1) * inverse


@matrix_determinant_op.jvp
def _(call: Any, dx: Any) -> Any:
    # Jacobi's formula, the trace as a sum over both axes.
    inverse = conjugate(matrix_inverse_op(call.inputs[0], adjoint=True))
    return call.output * reduce_sum_op(inverse * dx, [-2, -1])


@composite
def matrix_determinant(input: Any, name: str | None = None) -> Any:
    """Returns the determinant of each square matrix in ``input``.

    Source: tf.linalg.det.

    >>> import teachflow as tf
    >>> tf.linalg.det([[2.0, 1.0], [0.0, 4.0]]).numpy()
    np.float32(8.0)
    """
    return matrix_determinant_op(input, name=name)


def _solution(call: Any) -> TensorShape:
    matrix, rhs = square_shape(call), call.inputs[1].shape
    if matrix.rank is None or rhs.rank is None:
        return rules.UNKNOWN
    rules.check_least_rank(rhs, 2)
    rows, given = matrix.known_dims[-1], rhs.known_dims[-2]  # type: ignore[index]
    if rows is not None and given is not None and rows != given:
        raise ShapeError(f"Dimensions must be equal, but are {rows} and {given}")
    return TensorShape(rhs)


@op("MatrixSolve", "T, T -> T", shape=_solution, T=_FRACTIONS)
def matrix_solve_op(matrix: Any, rhs: Any, *, adjoint: bool = False) -> Any:
    """The solutions x of ``matrix @ x = rhs``."""
    if matrix.ndim != rhs.ndim:
        raise InvalidArgumentError(
            None,
            None,
            "All input tensors must have the same rank. Those of matrix and rhs are "
            f"{matrix.ndim} and {rhs.ndim}: make a vector a column with tf.reshape.",
        )
    if adjoint:
        matrix = np.conjugate(np.swapaxes(matrix, -1, -2))
    return _solved(np.linalg.solve, matrix, rhs)


@matrix_solve_op.vjp
def _(call: Any, g: Any) -> Any:
    matrix, _rhs = call.inputs
    flipped = call.attrs["adjoint"]
    of_rhs = matrix_solve_op(matrix, g, adjoint=not flipped)

    def of_matrix() -> Any:
        if flipped:
            return -matmul(call.output, of_rhs, adjoint_b=True)
        return -matmul(of_rhs, call.output, adjoint_b=True)

    return of_matrix, of_rhs


@matrix_solve_op.jvp
def _(call: Any, dmatrix: Any, drhs: Any) -> Any:
    adjoint, parts = call.attrs["adjoint"], []
    if dmatrix is not None:
        parts.append(-matmul(dmatrix, call.output, adjoint_a=adjoint))
    if drhs is not None:
        parts.append(drhs)
    total = parts[0] if len(parts) == 1 else parts[0] + parts[1]
    return matrix_solve_op(call.inputs[0], total, adjoint=adjoint)


@composite
def matrix_solve(
    matrix: Any, rhs: Any, adjoint: bool = False, name: str | None = None
) -> Any:
    """Returns the x with ``matrix @ x = rhs``, for each matrix.

    Both have two axes or more. Raises ``InvalidArgumentError`` for a matrix without an
    inverse.
    Source: tf.linalg.solve.

    >>> import teachflow as tf
    >>> tf.linalg.solve([[2.0, 0.0], [0.0, 4.0]], [[2.0], [8.0]]).numpy()
    array([[1.],
           [2.]], dtype=float32)
    """
    return matrix_solve_op(matrix, rhs, adjoint=adjoint, name=name)
