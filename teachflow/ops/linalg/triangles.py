"""Triangles and bands of matrices: cutting them out, and solving by substitution."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home, shapes
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import COMPLEX, FLOATS, INDEX
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.shaping import sum_like
from teachflow.ops.linalg.matmul import matmul

# ---- bands -----------------------------------------------------------------------


def _at_least_two_axes(call: Any) -> TensorShape:
    shape: TensorShape = call.inputs[0].shape
    rules.check_least_rank(shape, 2)
    return shape


def _check_band(name: str, what: str, given: int, limit: int) -> None:
    if given > limit:
        raise InvalidArgumentError(
            None,
            None,
            f"{name} must be negative or less or equal to number of {what} ({limit}) "
            f"got: {given}",
        )


@op(
    "MatrixBandPart",
    "T, Tindex, Tindex -> T",
    shape=_at_least_two_axes,
    Tindex=INDEX,
)
def matrix_band_part(input: Any, num_lower: Any, num_upper: Any) -> Any:
    """Matrices with all but the diagonals near the main one set to zero.

    ``num_lower`` diagonals below the main one stay and ``num_upper`` above it, all of
    them where the number is negative. Raises ``InvalidArgumentError`` for a number
    beyond the matrix. Source: tf.linalg.band_part.

    >>> import teachflow as tf
    >>> tf.linalg.band_part([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 1, 0).numpy()
    array([[1, 0, 0],
           [4, 5, 0],
           [0, 8, 9]], dtype=int32)
    """
    rows, columns = input.shape[-2:]
    lower, upper = int(num_lower), int(num_upper)
    _check_band("num_lower", "rows", lower, rows)
    _check_band("num_upper", "columns", upper, columns)
    below = np.arange(rows)[:, None] - np.arange(columns)
    keep = np.ones((rows, columns), bool)
    if lower >= 0:
        keep &= below <= lower
    if upper >= 0:
        keep &= -below <= upper
    return np.where(keep, input, np.zeros((), input.dtype))


@matrix_band_part.vjp
def _(call: Any, g: Any) -> Any:
    _, lower, upper = call.inputs
    return matrix_band_part(g, lower, upper), None, None


matrix_band_part.jvp_linear(0)


# ---- substitution ----------------------------------------------------------------


def _solution(call: Any) -> TensorShape:
    for tensor in call.inputs:
        rules.check_least_rank(tensor.shape, 2)
    matrix, rhs = (tensor.shape.known_dims for tensor in call.inputs)
    if matrix is None or rhs is None:
        return rules.UNKNOWN
    side = matrix[-1]
    for one, other in ((matrix[-2], side), (side, rhs[-2])):
        if one is not None and other is not None and one != other:
            raise ShapeError(f"Dimensions must be equal, but are {one} and {other}")
    batch = shapes.broadcast(matrix[:-2], rhs[:-2])
    rows = next((dim for dim in (*matrix[-2:], rhs[-2]) if dim is not None), None)
    return TensorShape(batch.concatenate([rows, rhs[-1]]))


@op(
    "MatrixTriangularSolve",
    "T, T -> T",
    shape=_solution,
    T=FLOATS + COMPLEX,
)
def triangular_solve_op(
    matrix: Any, rhs: Any, *, lower: bool = True, adjoint: bool = False
) -> Any:
    """The x with ``matrix @ x = rhs``, of which one triangle is read."""
    if adjoint:
        matrix = np.conjugate(np.swapaxes(matrix, -1, -2))
    side = matrix.shape[-1]
    batch = np.broadcast_shapes(matrix.shape[:-2], rhs.shape[:-2])
    x = np.empty((*batch, side, rhs.shape[-1]), rhs.dtype)
    downwards = lower != adjoint
    for i in range(side) if downwards else reversed(range(side)):
        known = slice(0, i) if downwards else slice(i + 1, side)
        done = np.matmul(matrix[..., i : i + 1, known], x[..., known, :])
        pivot = matrix[..., i, i, None]
        x[..., i, :] = (rhs[..., i, :] - done[..., 0, :]) / pivot
    return x


@triangular_solve_op.vjp
def _(call: Any, g: Any) -> Any:
    matrix, rhs = call.inputs
    lower, flipped = call.attrs["lower"], call.attrs["adjoint"]
    of_rhs = triangular_solve_op(matrix, g, lower=lower, adjoint=not flipped)

    def of_matrix() -> Any:
        if flipped:
            part = -matmul(call.output, of_rhs, adjoint_b=True)
        else:
            part = -matmul(of_rhs, call.output, adjoint_b=True)
        part = matrix_band_part(part, *((-1, 0) if lower else (0, -1)))
        return sum_like(part, matrix)

    return of_matrix, lambda: sum_like(of_rhs, rhs)


@triangular_solve_op.jvp
def _(call: Any, dmatrix: Any, drhs: Any) -> Any:
    lower, flipped, parts = call.attrs["lower"], call.attrs["adjoint"], []
    if dmatrix is not None:
        triangle = matrix_band_part(dmatrix, *((-1, 0) if lower else (0, -1)))
        parts.append(-matmul(triangle, call.output, adjoint_a=flipped))
    if drhs is not None:
        parts.append(drhs)
    total = parts[0] if len(parts) == 1 else parts[0] + parts[1]
    return triangular_solve_op(call.inputs[0], total, **call.attrs)


@composite
def matrix_triangular_solve(
    matrix: Any,
    rhs: Any,
    lower: bool = True,
    adjoint: bool = False,
    name: str | None = None,
) -> Any:
    """Returns the x with ``matrix @ x = rhs`` for triangular matrices.

    ``lower`` says which triangle is read; ``adjoint`` solves with the conjugate
    transpose. Leading axes broadcast. A zero on the diagonal divides by zero.
    Source: tf.linalg.triangular_solve.

    >>> import teachflow as tf
    >>> tf.linalg.triangular_solve([[2.0, 9.0], [1.0, 4.0]], [[2.0], [9.0]]).numpy()
    array([[1.],
           [2.]], dtype=float32)
    """
    here = home.choose((matrix, rhs))
    with here.scope(name or "triangular_solve"):
        return triangular_solve_op(matrix, rhs, lower=lower, adjoint=adjoint)


@composite
def cholesky_solve(chol: Any, rhs: Any, name: str | None = None) -> Any:
    """Returns the x with ``A @ x = rhs``, where ``chol`` is the Cholesky factor of A.

    Source: tf.linalg.cholesky_solve.

    >>> import teachflow as tf
    >>> tf.linalg.cholesky_solve([[2.0, 0.0], [1.0, 1.0]], [[4.0], [2.0]]).numpy()
    array([[1.],
           [0.]], dtype=float32)
    """
    here = home.choose((chol, rhs))
    with here.scope(name or "cholesky_solve"):
        half = triangular_solve_op(chol, rhs)
        return triangular_solve_op(chol, half, adjoint=True)
