"""Matrices with few diagonals: written as these, solved and multiplied whole.

Unlike TensorFlow, which never fills the matrix, so that its way costs less.
"""

from __future__ import annotations

from typing import Any

from teachflow.core import home
from teachflow.core.home import composite
from teachflow.ops.arrays.reshaping import expand_dims, squeeze
from teachflow.ops.arrays.stacking import unstack
from teachflow.ops.linalg.decompositions import (
    self_adjoint_eig,
    self_adjoint_eigvals,
)
from teachflow.ops.linalg.diagonals import matrix_diag, matrix_diag_part
from teachflow.ops.linalg.linalg import matrix_solve, matrix_transpose
from teachflow.ops.linalg.matmul import matmul
from teachflow.ops.linalg.triangles import matrix_triangular_solve


def _parts(here: Any, diagonals: Any, diagonals_format: str) -> tuple[Any, Any, Any]:
    """The diagonals above, on and below, each as long as the matrix."""
    if diagonals_format == "matrix":
        whole = here.convert(diagonals)
        above = matrix_diag_part(whole, k=1)
        main = matrix_diag_part(whole)
        below = matrix_diag_part(whole, k=-1)
        return above, main, below
    if diagonals_format == "compact":
        above, main, below = unstack(here.convert(diagonals), axis=-2)
    elif diagonals_format == "sequence":
        above, main, below = [here.convert(part) for part in diagonals]
    else:
        raise ValueError(
            f"Unrecognized diagonals_format: {diagonals_format}. Give 'compact', "
            "'matrix' or 'sequence'."
        )
    return above[..., :-1], main, below[..., 1:]


def _whole(here: Any, diagonals: Any, diagonals_format: str) -> Any:
    if diagonals_format == "matrix":
        diagonals = here.convert(diagonals)
    above, main, below = _parts(here, diagonals, diagonals_format)
    return matrix_diag(above, k=1) + matrix_diag(main) + matrix_diag(below, k=-1)


@composite
def tridiagonal_solve(
    diagonals: Any,
    rhs: Any,
    diagonals_format: str = "compact",
    transpose_rhs: bool = False,
    conjugate_rhs: bool = False,
    name: str | None = None,
    partial_pivoting: bool = True,
    perturb_singular: bool = False,
) -> Any:
    """Returns X with ``T @ X = rhs``, where T has three diagonals.

    ``diagonals`` has three rows: above (its last element unused), on and below the main
    diagonal (its first unused); with ``diagonals_format`` "sequence" they are a list,
    with "matrix" they stand in a square one. ``rhs`` holds vectors or matrices. Unlike
    TensorFlow, the whole matrix is filled, and ``partial_pivoting`` and
    ``perturb_singular`` change nothing. Source: tf.linalg.tridiagonal_solve.

    >>> import teachflow as tf
    >>> three = [[1.0, 0.0], [2.0, 2.0], [0.0, 1.0]]
    >>> tf.linalg.tridiagonal_solve(three, [3.0, 3.0]).numpy()
    array([1., 1.], dtype=float32)
    """
    here = home.choose((diagonals, rhs))
    with here.scope(name or "tridiagonal_solve"):
        whole = _whole(here, diagonals, diagonals_format)
        right = here.convert(rhs, whole.dtype.base_dtype)
        if right.shape.rank == whole.shape.rank - 1:
            return squeeze(matrix_solve(whole, expand_dims(right, -1)), -1)
        if transpose_rhs:
            right = matrix_transpose(right, conjugate=conjugate_rhs)
        return matrix_solve(whole, right)


@composite
def tridiagonal_matmul(
    diagonals: Any,
    rhs: Any,
    diagonals_format: str = "compact",
    name: str | None = None,
) -> Any:
    """Returns ``T @ rhs``, where T has three diagonals.

    Arguments as in ``tridiagonal_solve``. Source: tf.linalg.tridiagonal_matmul.

    >>> import teachflow as tf
    >>> three = tf.constant([[1.0, 0.0], [2.0, 2.0], [0.0, 1.0]])
    >>> tf.linalg.tridiagonal_matmul(three, [[1.0], [1.0]]).numpy().tolist()
    [[3.0], [3.0]]
    """
    here = home.choose((diagonals, rhs))
    with here.scope(name or "tridiagonal_matmul"):
        whole = _whole(here, diagonals, diagonals_format)
        return matmul(whole, here.convert(rhs, whole.dtype.base_dtype))


@composite
def banded_triangular_solve(
    bands: Any,
    rhs: Any,
    lower: bool = True,
    adjoint: bool = False,
    name: str | None = None,
) -> Any:
    """Returns X with ``T @ X = rhs``, where T is triangular with few diagonals.

    The rows of ``bands`` are T's diagonals: the main one first, then (``lower``) those
    below, each pushed to the right end; for an upper T the main one is last and those
    above stand before it, pushed to the left. Source:
    tf.linalg.banded_triangular_solve.

    >>> import teachflow as tf
    >>> two = [[2.0, 2.0], [0.0, 1.0]]
    >>> tf.linalg.banded_triangular_solve(two, [[2.0], [3.0]]).numpy().tolist()
    [[1.0], [1.0]]
    """
    here = home.choose((bands, rhs))
    with here.scope(name or "banded_triangular_solve"):
        rows = unstack(here.convert(bands), axis=-2)
        whole = 0.0
        for place, row in enumerate(rows):
            if lower:
                whole = whole + matrix_diag(row[..., place:], k=-place)
            else:
                above = len(rows) - 1 - place
                part = row[..., :-above] if above else row
                whole = whole + matrix_diag(part, k=above)
        return matrix_triangular_solve(whole, rhs, lower, adjoint)


@composite
def eigh_tridiagonal(
    alpha: Any,
    beta: Any,
    eigvals_only: bool = True,
    select: str = "a",
    select_range: Any = None,
    tol: Any = None,
    name: str | None = None,
) -> Any:
    """Returns the eigenvalues of a symmetric matrix with three diagonals, least first.

    ``alpha`` is its diagonal, ``beta`` the one beside. Without ``eigvals_only`` the
    vectors come as well. ``select`` "i" takes those from place ``select_range[0]`` to
    ``select_range[1]``. Raises ``ValueError`` for another ``select``. Unlike
    TensorFlow, "v" is not there, and ``tol`` changes nothing.
    Source: tf.linalg.eigh_tridiagonal.

    >>> import teachflow as tf
    >>> tf.linalg.eigh_tridiagonal([2.0, 2.0], [1.0]).numpy().round(5)
    array([1., 3.], dtype=float32)
    """
    if select not in ("a", "i"):
        raise ValueError(
            f"'select' must have a value in {{'a', 'i'}}. Received select: {select!r}."
        )
    here = home.choose((alpha, beta))
    with here.scope(name or "eigh_tridiagonal"):
        beside = matrix_diag(beta, k=-1)
        whole = matrix_diag(alpha) + beside + matrix_transpose(beside, conjugate=True)
        first, last = (0, None) if select == "a" else select_range
        chosen = slice(first, None if last is None else last + 1)
        if eigvals_only:
            return self_adjoint_eigvals(whole)[chosen]
        values, vectors = self_adjoint_eig(whole)
        return values[chosen], vectors[:, chosen]
