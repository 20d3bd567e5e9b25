"""Matrices taken apart: Cholesky, QR, eigenvalues of symmetric ones, singular values.

Signs of vectors are no accident: ``factors`` walks the way of TensorFlow's library, so
that the columns point where TensorFlow's do. Rules are the published formulas, written
without asking for a shape.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import COMPLEX, FLOATS
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.lengths import shape_op
from teachflow.ops.arrays.reshaping import expand_dims_op
from teachflow.ops.linalg import factors
from teachflow.ops.linalg.diagonals import (
    matrix_diag,
    matrix_diag_part,
    matrix_set_diag,
)
from teachflow.ops.linalg.linalg import matrix_transpose, square_shape
from teachflow.ops.linalg.matmul import matmul
from teachflow.ops.linalg.triangles import matrix_band_part, triangular_solve_op
from teachflow.ops.math.complex import conjugate, real
from teachflow.ops.math.math import div_no_nan_op

_FRACTIONS = FLOATS + COMPLEX


def adjointed(x: Any) -> Any:
    """Each matrix transposed and conjugated."""
    return matrix_transpose(x, conjugate=True)


def _lower(x: Any) -> Any:
    return matrix_band_part(x, -1, 0)


def _halved_diagonal(x: Any) -> Any:
    return matrix_set_diag(x, 0.5 * matrix_diag_part(x))


def _differences(x: Any) -> Any:
    """1 / (x_j - x_i) for all pairs, 0 on the diagonal and where two are equal."""
    gaps = expand_dims_op(x, -2) - expand_dims_op(x, -1)
    return div_no_nan_op(gaps * 0 + 1, gaps)


# ---- Cholesky --------------------------------------------------------------------


@op("Cholesky", "T -> T", shape=square_shape, T=_FRACTIONS)
def cholesky_op(input: Any) -> Any:
    """The lower triangles L with ``L @ adjoint(L)`` equal to the input."""
    if input.shape[-1] != input.shape[-2]:
        raise InvalidArgumentError(None, None, "Input matrix must be square.")
    try:
        return factors.in_lapack(np.linalg.cholesky, input)
    except np.linalg.LinAlgError:
        if input.ndim == 2:
            nothing = np.full(input.shape, np.nan, input.dtype)
            return np.tril(nothing)
    stack = input.reshape(-1, *input.shape[-2:])  # the others have their triangles
    return np.stack([cholesky_op.op.kernel(one) for one in stack]).reshape(input.shape)


@cholesky_op.vjp
def _(call: Any, g: Any) -> Any:
    lower = call.output
    middle = _lower(_halved_diagonal(matmul(lower, g, adjoint_a=True)))
    # L⁻ᴴ · middle · L⁻¹, by two solutions instead of an inverse.
    left = triangular_solve_op(lower, middle, adjoint=True)
    right = adjointed(triangular_solve_op(lower, adjointed(left), adjoint=True))
    return 0.5 * (right + adjointed(right))


@cholesky_op.jvp
def _(call: Any, dx: Any) -> Any:
    lower = call.output
    dx = 0.5 * (dx + adjointed(dx))
    left = triangular_solve_op(lower, dx)
    middle = adjointed(triangular_solve_op(lower, adjointed(left)))
    return matmul(lower, _lower(_halved_diagonal(middle)))


@composite
def cholesky(input: Any, name: str | None = None) -> Any:
    """Returns the lower triangle L with ``L @ adjoint(L) = input``, for each matrix.

    Only the lower triangle of ``input`` is read. That of a matrix which is not positive
    definite is full of NaN. Source: tf.linalg.cholesky.

    >>> import teachflow as tf
    >>> tf.linalg.cholesky([[4.0, 2.0], [2.0, 2.0]]).numpy()
    array([[2., 0.],
           [1., 1.]], dtype=float32)
    """
    return cholesky_op(input, name=name)


# ---- QR --------------------------------------------------------------------------


class Qr(NamedTuple):
    """What ``qr`` returns."""

    q: Any
    r: Any


def _matrix_dims(call: Any) -> tuple[Any, Any, Any]:
    """The batch's dims (None: unknown rank), rows and columns."""
    rules.check_least_rank(call.inputs[0].shape, 2)
    dims = call.inputs[0].shape.known_dims
    if dims is None:
        return None, None, None
    return dims[:-2], dims[-2], dims[-1]


def _smaller(rows: int | None, columns: int | None) -> int | None:
    if rows is None or columns is None:
        return None
    return min(rows, columns)


def _qr_shapes(call: Any) -> tuple[TensorShape, TensorShape]:
    batch, rows, columns = _matrix_dims(call)
    if batch is None:
        return rules.UNKNOWN, rules.UNKNOWN
    inner = rows if call.attrs["full_matrices"] else _smaller(rows, columns)
    return TensorShape([*batch, rows, inner]), TensorShape([*batch, inner, columns])


@op("Qr", "T -> T, T", shape=_qr_shapes, T=_FRACTIONS)
def qr_op(input: Any, *, full_matrices: bool = False) -> Any:
    """Orthonormal columns q and upper triangles r with ``q @ r`` equal to the input."""
    mode: Literal["complete", "reduced"]
    mode = "complete" if full_matrices else "reduced"
    q, r = factors.in_lapack(lambda x: np.linalg.qr(x, mode), input)
    return q + q.dtype.type(0), r  # no -0.0 among the zeros


@qr_op.vjp
def _(call: Any, gq: Any, gr: Any) -> Any:
    q, r = call.outputs
    (x,) = call.inputs
    rows, columns = (r.shape.known_dims or (None, None))[-2:]
    if call.attrs["full_matrices"] and (columns is None or rows != columns):
        raise NotImplementedError(
            "QrGrad not implemented when nrows > ncols and full_matrices is true: ask "
            f"for tf.linalg.qr(x, full_matrices=False). Received r.shape={r.shape}"
        )
    # The columns beyond the square part follow from the square part's q.
    count = shape_op(r)[-2]
    square, rest = r[..., :count], x[..., count:]
    g_rest, g_square = gr[..., count:], gr[..., :count]
    gq = gq + matmul(rest, g_rest, adjoint_b=True)

    def over_r(part: Any) -> Any:
        return adjointed(triangular_solve_op(square, adjointed(part), lower=False))

    inner = matmul(q, gq, adjoint_a=True)
    outer = matmul(square, g_square, adjoint_b=True)
    turn = inner - adjointed(inner) + outer - adjointed(outer)
    part = matmul(q, g_square + over_r(_lower(turn)))
    part = part + over_r(gq - matmul(q, inner))
    if x.dtype.is_complex:
        mixed = matrix_diag_part(outer - adjointed(inner))
        phases = matrix_diag(conjugate(mixed - conjugate(mixed)) / 2)
        part = part + over_r(matmul(q, phases))
    return concat([part, matmul(q, g_rest)], -1)


qr_op.jvp_transposed()


@composite
def qr(input: Any, full_matrices: bool = False, name: str | None = None) -> Any:
    """Returns ``q`` and ``r`` with ``q @ r = input``, for each matrix.

    q has orthonormal columns, r is upper triangular. With ``full_matrices`` q is
    square. Source: tf.linalg.qr.

    >>> import teachflow as tf
    >>> q, r = tf.linalg.qr([[3.0, 1.0], [4.0, 2.0]])
    >>> tf.matmul(q, r).numpy().round(5)
    array([[3., 1.],
           [4., 2.]], dtype=float32)
    """
    return Qr(*qr_op(input, full_matrices=full_matrices, name=name))


# ---- eigenvalues of symmetric matrices -------------------------------------------


def eigen_shapes(call: Any) -> tuple[TensorShape, TensorShape]:
    """The eigenvalues of square matrices, and the vectors where they are asked for."""
    square = square_shape(call)
    values = rules.UNKNOWN if square.rank is None else TensorShape(square[:-1])
    return values, TensorShape(square if call.attrs["compute_v"] else [0])


@op("SelfAdjointEigV2", "T -> T, T", shape=eigen_shapes, T=_FRACTIONS)
def self_adjoint_eig_op(input: Any, *, compute_v: bool = True) -> Any:
    """Eigenvalues, least first, and eigenvectors (columns) of symmetric matrices."""
    if not np.all(np.isfinite(np.tril(input))):
        raise InvalidArgumentError(
            None,
            None,
            "Self-adjoint eigen decomposition was not successful. The input might not "
            "be valid: it has elements that are not finite.",
        )
    if compute_v:
        values, vectors = factors.in_lapack(factors.symmetric_eigen, input)
        return values.astype(input.dtype), vectors
    values = factors.in_lapack(lambda x: np.linalg.eigvalsh(x).astype(x.dtype), input)
    return values, np.zeros(0, input.dtype)


@self_adjoint_eig_op.vjp
def _(call: Any, ge: Any, gv: Any) -> Any:
    if call.attrs["compute_v"]:
        values, vectors = call.outputs
        turn = matmul(vectors, gv, adjoint_a=True)
        middle = matrix_diag(ge) + _differences(values) * turn
    else:
        _, vectors = self_adjoint_eig_op(call.inputs[0])
        middle = matrix_diag(ge)
    part = matmul(vectors, matmul(middle, vectors, adjoint_b=True))
    # The kernel reads the lower triangle alone.
    return _halved_diagonal(_lower(part + adjointed(part)))


@self_adjoint_eig_op.jvp
def _(call: Any, dx: Any) -> Any:
    lower = _halved_diagonal(_lower(dx))
    values, vectors = call.outputs
    if not call.attrs["compute_v"]:
        _, vectors = self_adjoint_eig_op(call.inputs[0])
    seen = matmul(lower + adjointed(lower), vectors)
    seen = matmul(vectors, seen, adjoint_a=True)  # by the eigenvectors
    if not call.attrs["compute_v"]:
        return matrix_diag_part(seen), None
    return matrix_diag_part(seen), matmul(vectors, _differences(values) * seen)


@composite
def self_adjoint_eig(tensor: Any, name: str | None = None) -> Any:
    """Returns eigenvalues, least first, and eigenvectors of symmetric matrices.

    The vectors are the columns of the second. Only the lower triangle of ``tensor`` is
    read. Unlike TensorFlow, the signs of the vectors are those of LAPACK above 96 rows.
    Source: tf.linalg.eigh.

    >>> import teachflow as tf
    >>> values, vectors = tf.linalg.eigh([[3.0, 0.0], [0.0, 1.0]])
    >>> values.numpy()
    array([1., 3.], dtype=float32)
    """
    return tuple(self_adjoint_eig_op(tensor, name=name))


@composite
def self_adjoint_eigvals(tensor: Any, name: str | None = None) -> Any:
    """Returns the eigenvalues of symmetric matrices, least first.

    Only the lower triangle of ``tensor`` is read. Source: tf.linalg.eigvalsh.

    >>> import teachflow as tf
    >>> tf.linalg.eigvalsh([[3.0, 0.0], [0.0, 1.0]]).numpy()
    array([1., 3.], dtype=float32)
    """
    return self_adjoint_eig_op(tensor, compute_v=False, name=name)[0]


# ---- singular values -------------------------------------------------------------


def _svd_shapes(call: Any) -> tuple[TensorShape, TensorShape, TensorShape]:
    batch, rows, columns = _matrix_dims(call)
    if batch is None:
        return rules.UNKNOWN, rules.UNKNOWN, rules.UNKNOWN
    least, full = _smaller(rows, columns), call.attrs["full_matrices"]
    singular = TensorShape([*batch, least])
    if not call.attrs["compute_uv"]:
        return singular, TensorShape([0]), TensorShape([0])
    return (
        singular,
        TensorShape([*batch, rows, rows if full else least]),
        TensorShape([*batch, columns, columns if full else least]),
    )


@op("Svd", "T -> T, T, T", shape=_svd_shapes, T=_FRACTIONS)
def svd_op(input: Any, *, compute_uv: bool = True, full_matrices: bool = False) -> Any:
    """Singular values, greatest first, and both sides' vectors as columns."""
    kind = input.dtype
    if not np.all(np.isfinite(input)):
        input = np.where(np.isfinite(input).all((-1, -2), keepdims=True), input, 0)
        found = svd_op.op.kernel(
            input, compute_uv=compute_uv, full_matrices=full_matrices
        )
        return tuple([part * kind.type(np.nan) for part in found])
    if compute_uv:
        s, u, v = factors.in_lapack(lambda x: factors.singular(x, full_matrices), input)
        return s.astype(kind), u, v
    s = factors.in_lapack(lambda x: np.linalg.svd(x, compute_uv=False), input)
    return s.astype(kind), np.zeros(0, kind), np.zeros(0, kind)


@svd_op.vjp
def _(call: Any, gs: Any, gu: Any, gv: Any) -> Any:
    (x,) = call.inputs
    if not call.attrs["compute_uv"]:
        _, u, v = svd_op(x)
        return matmul(u, matmul(matrix_diag(gs), v, adjoint_b=True))
    s, u, v = call.outputs
    beyond_u = beyond_v = None
    if call.attrs["full_matrices"]:
        rows, columns = (x.shape.known_dims or (None, None))[-2:]
        if rows is not None and columns is not None and abs(rows - columns) > 1:
            raise NotImplementedError(
                "svd gradient is not implemented for abs(m - n) > 1 when "
                f"full_matrices is True. Received: m={rows} and n={columns} from "
                f"input {x} with shape={x.shape}."
            )
        count = shape_op(s)[-1]
        beyond_u, beyond_v = (
            (u[..., count:], gu[..., count:]),
            (
                v[..., count:],
                gv[..., count:],
            ),
        )
        u, v, gu, gv = u[..., :count], v[..., :count], gu[..., :count], gv[..., :count]

    def outside(w: Any, gw: Any, beyond: Any) -> Any:
        """What of ``gw`` leaves the space of the columns of ``w``."""
        part = gw - matmul(w, matmul(w, gw, adjoint_a=True))
        if beyond is None:
            return part
        more, g_more = beyond
        return part - matmul(more, matmul(g_more, w, adjoint_a=True))

    pairs = _differences(s * s)
    turn_u = pairs * matmul(u, gu, adjoint_a=True)
    turn_v = pairs * matmul(v, gv, adjoint_a=True)
    singular = expand_dims_op(s, -2)
    over = div_no_nan_op(s * 0 + 1, s)
    middle = matrix_diag(gs) + (turn_u + adjointed(turn_u)) * singular
    middle = middle + expand_dims_op(s, -1) * (turn_v + adjointed(turn_v))
    if x.dtype.is_complex:  # the phase that u and v share
        phase = matrix_diag_part(matmul(v, gv, adjoint_a=True))
        middle = middle + matrix_diag((conjugate(phase) - phase) * over / 2)
    over = expand_dims_op(over, -2)
    part = matmul(u, matmul(middle, v, adjoint_b=True))
    part = part + matmul(outside(u, gu, beyond_u) * over, v, adjoint_b=True)
    return part + matmul(u * over, outside(v, gv, beyond_v), adjoint_b=True)


svd_op.jvp_transposed()


@composite
def svd(
    tensor: Any,
    full_matrices: bool = False,
    compute_uv: bool = True,
    name: str | None = None,
) -> Any:
    """Returns ``s``, ``u`` and ``v`` with ``u @ diag(s) @ adjoint(v) = tensor``.

    s holds the singular values, the greatest first; u and v have orthonormal columns,
    all of them with ``full_matrices``. Without ``compute_uv`` s alone comes back. Mind
    the order, which is not NumPy's. Unlike TensorFlow, the signs of singular vectors
    are those of LAPACK where a matrix has 16 columns or more, or complex numbers.
    Source: tf.linalg.svd.

    >>> import teachflow as tf
    >>> s, u, v = tf.linalg.svd([[0.0, 2.0], [1.0, 0.0]])
    >>> s.numpy()
    array([2., 1.], dtype=float32)
    """
    s, u, v = svd_op(
        tensor, compute_uv=compute_uv, full_matrices=full_matrices, name=name
    )
    s = real(s)
    return (s, u, v) if compute_uv else s
