"""Matrices of any kind taken apart: eigenvalues, LU, square roots."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import COMPLEX, FLOATS, INDEX
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.gather import gather
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.lengths import shape_op
from teachflow.ops.arrays.ordering.sorting import argsort
from teachflow.ops.arrays.reshaping import expand_dims_op, reshape
from teachflow.ops.arrays.stacking import stack
from teachflow.ops.linalg.decompositions import adjointed, eigen_shapes
from teachflow.ops.linalg.diagonals import (
    eye,
    matrix_diag,
    matrix_diag_part,
    matrix_set_diag,
)
from teachflow.ops.linalg.linalg import matrix_solve_op, matrix_transpose, square_shape
from teachflow.ops.linalg.matmul import matmul
from teachflow.ops.linalg.triangles import matrix_band_part, triangular_solve_op
from teachflow.ops.math.cast import cast
from teachflow.ops.math.complex import conj, real
from teachflow.ops.math.math import div_no_nan_op

_FRACTIONS = FLOATS + COMPLEX
_PLAIN = (dt.float32, dt.float64, *COMPLEX)


def _check_square(x: Any) -> None:
    if x.shape[-1] != x.shape[-2]:
        raise InvalidArgumentError(None, None, "Input matrix must be square.")


# ---- eigenvalues -----------------------------------------------------------------


@op("Eig", "T -> Tout, Tout", shape=eigen_shapes, T=_PLAIN, Tout=COMPLEX)
def eig_op(input: Any, *, compute_v: bool = True, Tout: Any) -> Any:
    """Eigenvalues and eigenvectors (columns of length 1) of square matrices."""
    _check_square(input)
    if not np.isfinite(input).all():
        raise InvalidArgumentError(
            None, None, "Eigen decomposition was not successful. It has to be finite."
        )
    kind = Tout.numpy_dtype
    if not compute_v:
        return np.linalg.eigvals(input).astype(kind), np.zeros(0, kind)
    values, vectors = np.linalg.eig(input)
    return values.astype(kind), vectors.astype(kind)


@eig_op.vjp
def _(call: Any, ge: Any, gv: Any) -> Any:
    (x,) = call.inputs
    if call.attrs["compute_v"]:
        values, vectors = call.outputs
        overlap = matmul(vectors, gv, adjoint_a=True)
        length = matrix_diag(cast(real(matrix_diag_part(overlap)), values.dtype))
        turn = overlap - matmul(matmul(vectors, vectors, adjoint_a=True), length)
        gaps = conj(expand_dims_op(values, -2) - expand_dims_op(values, -1))
        middle = matrix_diag(ge) + div_no_nan_op(turn, gaps)
    else:
        _, vectors = eig_op(x, Tout=call.attrs["Tout"])
        middle = matrix_diag(ge)
    turned = matrix_solve_op(adjointed(vectors), matmul(middle, adjointed(vectors)))
    return turned if x.dtype.is_complex else cast(real(turned), x.dtype)


eig_op.jvp_transposed()


def _complex_of(here: Any, tensor: Any) -> Any:
    kind = here.convert(tensor, None, "input").dtype.base_dtype
    return dt.complex128 if kind in (dt.float64, dt.complex128) else dt.complex64


@composite
def eig(tensor: Any, name: str | None = None) -> Any:
    """Returns eigenvalues and eigenvectors of square matrices: complex, both.

    The vectors are the columns of the second. Unlike TensorFlow, their order and phases
    are LAPACK's. Source: tf.linalg.eig.

    >>> import teachflow as tf
    >>> values, vectors = tf.linalg.eig(tf.constant([[2.0, 0.0], [0.0, 3.0]]))
    >>> values.numpy()
    array([2.+0.j, 3.+0.j], dtype=complex64)
    """
    kind = _complex_of(home.choose((tensor,)), tensor)
    return tuple(eig_op(tensor, Tout=kind, name=name))


@composite
def eigvals(tensor: Any, name: str | None = None) -> Any:
    """Returns the eigenvalues of square matrices, which are complex.

    Unlike TensorFlow, their order is LAPACK's. Source: tf.linalg.eigvals.

    >>> import teachflow as tf
    >>> tf.linalg.eigvals(tf.constant([[2.0, 1.0], [0.0, 3.0]])).numpy()
    array([2.+0.j, 3.+0.j], dtype=complex64)
    """
    kind = _complex_of(home.choose((tensor,)), tensor)
    return eig_op(tensor, compute_v=False, Tout=kind, name=name)[0]


# ---- LU --------------------------------------------------------------------------


class Lu(NamedTuple):
    """What ``lu`` returns."""

    lu: Any
    p: Any


def _lu_shapes(call: Any) -> tuple[TensorShape, TensorShape]:
    square = square_shape(call)
    return square, rules.UNKNOWN if square.rank is None else TensorShape(square[:-1])


def _eliminated(matrix: Any) -> tuple[Any, Any]:
    """Both triangles in one matrix, and the order of its rows (partial pivoting)."""
    lu, order = matrix.copy(), np.arange(len(matrix))
    for step in range(len(lu)):
        pivot = step + int(np.abs(lu[step:, step]).argmax())
        if lu[pivot, step] == 0:
            raise InvalidArgumentError(None, None, "Input is not invertible.")
        if pivot != step:
            lu[[step, pivot]], order[[step, pivot]] = (
                lu[[pivot, step]],
                order[[pivot, step]],
            )
        lu[step + 1 :, step] /= lu[step, step]
        lu[step + 1 :, step + 1 :] -= np.outer(
            lu[step + 1 :, step], lu[step, step + 1 :]
        )
    return lu, order


@op(
    "Lu",
    "T -> T, output_idx_type",
    shape=_lu_shapes,
    T=_FRACTIONS,
    output_idx_type=INDEX,
)
def lu_op(input: Any, *, output_idx_type: Any = dt.int32) -> Any:
    """L (without its ones) and U of square matrices, and their rows' order."""
    _check_square(input)
    lu, order = np.empty_like(input), np.empty(input.shape[:-1], np.int64)
    for place in np.ndindex(*input.shape[:-2]):
        lu[place], order[place] = _eliminated(input[place])
    return lu, order.astype(output_idx_type.numpy_dtype)


@lu_op.vjp
def _(call: Any, g: Any, _gp: Any) -> Any:
    lu, order = call.outputs
    lower, upper = _triangles(lu)
    over = matmul(lower, matrix_band_part(g, -1, 0), adjoint_a=True)
    beside = matmul(matrix_band_part(g, 0, -1), upper, adjoint_b=True)
    middle = matrix_band_part(over, -1, 0)
    middle = matrix_set_diag(middle, 0 * matrix_diag_part(middle))
    middle = middle + matrix_band_part(beside, 0, -1)
    # L⁻ᴴ · middle · U⁻ᴴ, by two solutions instead of inverses.
    left = triangular_solve_op(lower, middle, adjoint=True)
    right = triangular_solve_op(upper, adjointed(left), lower=False)
    return _rows(adjointed(right), argsort(order))


lu_op.jvp_transposed()


def _triangles(lu: Any) -> tuple[Any, Any]:
    """L with its ones, and U."""
    lower = matrix_band_part(lu, -1, 0)
    ones = matrix_diag_part(lower) * 0 + 1
    return matrix_set_diag(lower, ones), matrix_band_part(lu, 0, -1)


def _rows(matrix: Any, order: Any) -> Any:
    """The rows of each matrix in the order that is given for it."""
    axes = (order.shape.rank or 1) - 1
    return gather(matrix, order, axis=axes, batch_dims=axes)


@composite
def lu(input: Any, output_idx_type: Any = dt.int32, name: str | None = None) -> Any:
    """Returns ``lu`` and ``p``: the rows of ``input`` in the order ``p`` are L @ U.

    Below its diagonal ``lu`` holds L (whose own diagonal is ones), above and on it U.
    Raises ``InvalidArgumentError`` for a matrix without an inverse.
    Source: tf.linalg.lu.

    >>> import teachflow as tf
    >>> lu, p = tf.linalg.lu([[1.0, 2.0], [4.0, 4.0]])
    >>> lu.numpy(), p.numpy()
    (array([[4.  , 4.  ],
           [0.25, 1.  ]], dtype=float32), array([1, 0], dtype=int32))
    """
    return Lu(*lu_op(input, output_idx_type=dt.as_dtype(output_idx_type), name=name))


@composite
def lu_reconstruct(
    lower_upper: Any, perm: Any, validate_args: bool = False, name: str | None = None
) -> Any:
    """Returns the matrix that ``lu`` took apart.

    Unlike TensorFlow, ``validate_args`` changes nothing.
    Source: tf.linalg.lu_reconstruct.

    >>> import teachflow as tf
    >>> tf.linalg.lu_reconstruct(*tf.linalg.lu([[1.0, 2.0], [4.0, 4.0]])).numpy()
    array([[1., 2.],
           [4., 4.]], dtype=float32)
    """
    here = home.choose((lower_upper, perm))
    with here.scope(name or "lu_reconstruct"):
        both, order = here.convert(lower_upper), here.convert(perm)
        return _rows(matmul(*_triangles(both)), argsort(order))


@composite
def lu_solve(
    lower_upper: Any,
    perm: Any,
    rhs: Any,
    validate_args: bool = False,
    name: str | None = None,
) -> Any:
    """Returns X with ``A @ X = rhs``, where ``lu`` gave the first two for A.

    Unlike TensorFlow, ``validate_args`` changes nothing. Source: tf.linalg.lu_solve.

    >>> import teachflow as tf
    >>> parts = tf.linalg.lu([[0.0, 2.0], [4.0, 0.0]])
    >>> tf.linalg.lu_solve(*parts, [[2.0], [8.0]]).numpy()
    array([[2.],
           [1.]], dtype=float32)
    """
    here = home.choose((lower_upper, perm, rhs))
    with here.scope(name or "lu_solve"):
        both, order = here.convert(lower_upper), here.convert(perm)
        right = _rows(here.convert(rhs, both.dtype.base_dtype), order)
        lower, upper = _triangles(both)
        return triangular_solve_op(
            upper, triangular_solve_op(lower, right), lower=False
        )


@composite
def lu_matrix_inverse(
    lower_upper: Any, perm: Any, validate_args: bool = False, name: str | None = None
) -> Any:
    """Returns the inverse of the matrix that ``lu`` took apart.

    Unlike TensorFlow, ``validate_args`` changes nothing.
    Source: tf.linalg.lu_matrix_inverse.

    >>> import teachflow as tf
    >>> tf.linalg.lu_matrix_inverse(*tf.linalg.lu([[0.0, 2.0], [4.0, 0.0]])).numpy()
    array([[0.  , 0.25],
           [0.5 , 0.  ]], dtype=float32)
    """
    here = home.choose((lower_upper, perm))
    with here.scope(name or "lu_matrix_inverse"):
        both = here.convert(lower_upper)
        ones = matrix_diag(matrix_diag_part(both) * 0 + 1)
        return lu_solve(both, perm, ones)


# ---- square roots ----------------------------------------------------------------


def _root(matrix: Any) -> Any:
    """The principal square root of one matrix."""
    wide = matrix.astype(np.complex128)
    values, vectors = np.linalg.eig(wide)
    if np.linalg.cond(vectors) < 1e6:
        root = vectors * np.sqrt(values) @ np.linalg.inv(vectors)
    else:  # too few vectors: Denman and Beavers' iteration
        root, inverse = wide, np.eye(len(wide), dtype=wide.dtype)
        for _ in range(60):
            root, inverse = (
                (root + np.linalg.inv(inverse)) / 2,
                (inverse + np.linalg.inv(root)) / 2,
            )
    real_one = matrix.dtype.kind != "c"
    return (root.real if real_one else root).astype(matrix.dtype)


@op("MatrixSquareRoot", "T -> T", shape=square_shape, T=_PLAIN)
def matrix_square_root_op(input: Any) -> Any:
    """The matrices whose squares the input's are."""
    _check_square(input)
    result = np.empty_like(input)
    for place in np.ndindex(*input.shape[:-2]):
        result[place] = _root(input[place])
    return result


@matrix_square_root_op.vjp
def _(call: Any, g: Any) -> Any:
    # Xᴴ Z + Z Xᴴ = g, written as one system of equations for the elements of Z.
    root = conj(call.output)
    lengths = shape_op(root)
    count, batch = lengths[-1], lengths[:-2]
    ones = eye(count, dtype=root.dtype.base_dtype)
    left = _outer(matrix_transpose(root), ones)
    right = _outer(ones, root)
    square = count * count
    whole = reshape(left + right, _joined(batch, [square, square]))
    flat = matrix_solve_op(whole, reshape(g, _joined(batch, [square, 1])))
    return reshape(flat, lengths)


def _joined(batch: Any, lengths: list[Any]) -> Any:
    return concat([batch, stack(lengths)], 0)


def _outer(a: Any, b: Any) -> Any:
    """``a[i, k] * b[j, l]`` with the axes i, j, k, l."""
    a = expand_dims_op(expand_dims_op(a, -2), -1)
    b = expand_dims_op(expand_dims_op(b, -2), -4)
    return a * b


matrix_square_root_op.jvp_transposed()


@composite
def sqrtm(input: Any, name: str | None = None) -> Any:
    """Returns the matrix whose square is ``input``, for each matrix.

    Source: tf.linalg.sqrtm.

    >>> import teachflow as tf
    >>> tf.linalg.sqrtm([[4.0, 0.0], [0.0, 9.0]]).numpy()
    array([[2., 0.],
           [0., 3.]], dtype=float32)
    """
    return matrix_square_root_op(input, name=name)
