"""Eigenvalues and singular values by rotations, as TensorFlow's library finds them.

LAPACK, which NumPy calls, finds the same values, but its vectors have other signs. So
small matrices go the way of Eigen, the library in TensorFlow: Householder's tridiagonal
form and implicit QR steps for symmetric matrices, two-sided Jacobi rotations for
singular values. All is computed in double precision.

Sources: Golub and Van Loan, Matrix Computations, 8.3 and 8.6; Eigen's documentation.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

_TINY = np.finfo(np.float64).tiny
_EPSILON = np.finfo(np.float64).eps
_LARGE_EIGEN = 96  # rows; above, Python's loops take too long and LAPACK's signs stay
_LARGE_JACOBI = 16  # columns; above, Eigen divides and conquers as LAPACK does

Rotation = tuple[float, float]  # cosine and sine


def in_lapack(function: Callable[[Any], Any], x: Any) -> Any:
    """``function(x)``, in single precision for float16, which LAPACK does not know.

    The result, or each of several, comes back in the dtype of ``x`` where that is real.
    """
    if x.dtype != np.float16:
        found = function(x)
        return found if isinstance(found, np.ndarray) else tuple(found)
    found = function(x.astype(np.float32))
    if isinstance(found, np.ndarray):
        return found.astype(np.float16)
    return tuple([part.astype(np.float16) for part in found])


def _stacked(
    function: Callable[[Any], tuple[Any, ...]], x: Any, shapes: list[tuple[int, ...]]
) -> tuple[Any, ...]:
    """``function`` of every matrix in the stack ``x``; ``shapes`` of one's results."""
    batch = x.shape[:-2]
    count = math.prod(batch)
    rows = [function(matrix) for matrix in x.reshape(count, *x.shape[-2:])]
    kinds = [x.real.dtype] + [x.dtype] * (len(shapes) - 1)
    parts = []
    for position, (shape, kind) in enumerate(zip(shapes, kinds, strict=True)):
        part = np.empty((len(rows), *shape), kind)
        for number, row in enumerate(rows):
            part[number] = row[position]
        parts.append(part.reshape(batch + shape))
    return tuple(parts)


# ---- rotations and reflections -----------------------------------------------------


def _reflection(x: Any) -> tuple[Any, Any, float]:
    """V (v[0] = 1), tau and beta with ``(I - tau v vᴴ) x = beta e₁``."""
    first, tail = x[0], x[1:]
    rest = float(np.vdot(tail, tail).real)
    v = np.zeros_like(x)
    v[0] = 1
    if rest <= _TINY and first.imag**2 <= _TINY:
        return v, x.dtype.type(0), float(first.real)
    beta = math.sqrt(abs(first) ** 2 + rest)
    if first.real >= 0:
        beta = -beta
    v[1:] = tail / (first - beta)
    return v, np.conjugate((beta - first) / beta), beta


def _reflect(x: Any, v: Any, tau: Any) -> None:
    """Applies the reflection to the rows of ``x``, in place."""
    x -= tau * np.outer(v, np.conjugate(v) @ x)


def _turn_columns(x: Any, p: int, q: int, c: float, s: float) -> None:
    """Columns p and q of ``x`` times the rotation [[c, s], [-s, c]], in place."""
    one, other = x[:, p].copy(), x[:, q]
    x[:, p] = c * one - s * other
    x[:, q] = s * one + c * other


def _givens(p: float, q: float) -> Rotation:
    """The rotation that turns (p, q) onto the first axis."""
    if q == 0:
        return (-1.0 if p < 0 else 1.0), 0.0
    if p == 0:
        return 0.0, (1.0 if q < 0 else -1.0)
    if abs(p) > abs(q):
        t = q / p
        u = math.copysign(math.sqrt(1 + t * t), p)
        return 1 / u, -t / u
    t = p / q
    u = math.copysign(math.sqrt(1 + t * t), q)
    return t / u, -1 / u


# ---- symmetric matrices --------------------------------------------------------------


def symmetric_eigen(x: Any) -> tuple[Any, Any]:
    """Eigenvalues, least first, and eigenvectors; lower triangles alone are read."""
    side = x.shape[-1]
    if side > _LARGE_EIGEN:
        values, vectors = np.linalg.eigh(x)
        return values, vectors
    return _stacked(_symmetric_eigen, x, [(side,), (side, side)])


def _symmetric_eigen(x: Any) -> tuple[Any, Any]:
    wide = np.complex128 if x.dtype.kind == "c" else np.float64
    a = np.tril(x).astype(wide)
    a += np.conjugate(np.tril(a, -1)).T
    side = len(a)
    if not side:
        return np.zeros(0), a
    scale = float(np.abs(a).max()) or 1.0
    a /= scale
    q = np.eye(side, dtype=wide)
    for i in range(side - 1):
        v, tau, _ = _reflection(a[i + 1 :, i].copy())
        _reflect(a[i + 1 :], v, tau)
        right = np.conjugate(a[:, i + 1 :]).T
        _reflect(right, v, tau)
        a[:, i + 1 :] = np.conjugate(right).T
        turned = np.conjugate(q[:, i + 1 :]).T
        _reflect(turned, v, tau)
        q[:, i + 1 :] = np.conjugate(turned).T
    diagonal = a.diagonal().real.tolist()
    beside = a.diagonal(-1).real.tolist()
    _diagonalize(diagonal, beside, q)
    values = np.array(diagonal)
    for i in range(side - 1):
        k = i + int(np.argmin(values[i:]))
        if k > i:
            values[[i, k]] = values[[k, i]]
            q[:, [i, k]] = q[:, [k, i]]
    return values * scale, q


def _diagonalize(diagonal: list[float], beside: list[float], q: Any) -> None:
    """Implicit QR steps until the tridiagonal matrix is diagonal, in place."""
    end, rounds = len(diagonal) - 1, 30 * len(diagonal)
    while end > 0 and rounds:
        for i in range(end):
            scaled = beside[i] / _EPSILON
            near = abs(diagonal[i]) + abs(diagonal[i + 1])
            if abs(beside[i]) < _TINY or scaled * scaled <= near:
                beside[i] = 0.0
        while end > 0 and beside[end - 1] == 0:
            end -= 1
        if end <= 0:
            return
        rounds -= 1
        start = end - 1
        while start > 0 and beside[start - 1] != 0:
            start -= 1
        _qr_step(diagonal, beside, start, end, q)


def _qr_step(d: list[float], e: list[float], start: int, end: int, q: Any) -> None:
    """One step with Wilkinson's shift on the rows from ``start`` to ``end``."""
    half, last = (d[end - 1] - d[end]) * 0.5, e[end - 1]
    shift = d[end]
    if half == 0:
        shift -= abs(last)
    elif last != 0:
        far = half + math.copysign(math.hypot(half, last), half)
        shift -= last / (far / last)
    x, z = d[start] - shift, e[start]
    for k in range(start, end):
        if z == 0:
            return
        c, s = _givens(x, z)
        over, under = s * d[k] + c * e[k], s * e[k] + c * d[k + 1]
        d[k] = c * (c * d[k] - s * e[k]) - s * (c * e[k] - s * d[k + 1])
        d[k + 1] = s * over + c * under
        e[k] = c * over - s * under
        if k > start:
            e[k - 1] = c * e[k - 1] - s * z
        x = e[k]
        if k < end - 1:
            z = -s * e[k + 1]
            e[k + 1] *= c
        _turn_columns(q, k, k + 1, c, s)


# ---- singular values -----------------------------------------------------------------


def singular(x: Any, full: bool) -> tuple[Any, Any, Any]:
    """Singular values, greatest first, and the vectors of both sides as columns."""
    rows, columns = x.shape[-2:]
    small = columns < _LARGE_JACOBI and rows <= 64 * _LARGE_JACOBI
    if not small or x.dtype.kind == "c":
        u, s, vh = np.linalg.svd(x, full)
        return s, u, np.conjugate(np.swapaxes(vh, -1, -2))
    least = min(rows, columns)
    shapes = [
        (least,),
        (rows, rows if full else least),
        (columns, columns if full else least),
    ]
    return _stacked(lambda a: _singular(a, full), x, shapes)


def _singular(x: Any, full: bool) -> tuple[Any, Any, Any]:
    a = x.astype(np.float64)
    rows, columns = a.shape
    scale = float(np.abs(a).max()) if a.size else 1.0
    a = a / (scale or 1.0)
    if rows > columns:
        w, u, v = _pivoted(a, full)
    elif columns > rows:
        w, v, u = _pivoted(a.T.copy(), full)
        w = w.T.copy()
    else:
        w, u, v = a, np.eye(rows), np.eye(rows)
    _sweep(w, u, v)
    values = w.diagonal().copy()
    u[:, : len(values)] *= np.where(values < 0, -1.0, 1.0)
    values = np.abs(values)
    for i in range(len(values)):
        k = i + int(np.argmax(values[i:]))
        if values[k] == 0:
            break
        if k > i:
            values[[i, k]] = values[[k, i]]
            u[:, [i, k]] = u[:, [k, i]]
            v[:, [i, k]] = v[:, [k, i]]
    return values * scale, u, v


def _pivoted(a: Any, full: bool) -> tuple[Any, Any, Any]:
    """r, q and the permutation p with ``a @ p = q @ r``: the longest column first."""
    r, (rows, columns) = a.copy(), a.shape
    order, reflections = list(range(columns)), []
    for k in range(columns):
        longest = k + int(np.argmax((r[k:, k:] ** 2).sum(0)))
        if longest > k:
            r[:, [k, longest]] = r[:, [longest, k]]
            order[k], order[longest] = order[longest], order[k]
        v, tau, _ = _reflection(r[k:, k].copy())
        _reflect(r[k:, k:], v, tau)
        reflections.append((v, tau))
    q = np.eye(rows, rows if full else columns)
    for k in reversed(range(columns)):
        _reflect(q[k:], *reflections[k])
    return np.triu(r[:columns]), q, np.eye(columns)[:, order]


def _sweep(w: Any, u: Any, v: Any) -> None:
    """Two-sided Jacobi rotations until ``w`` is diagonal, in place."""
    side = len(w)
    greatest = float(np.abs(w.diagonal()).max()) if side else 0.0
    finished = False
    while not finished:
        finished = True
        for p in range(1, side):
            for q in range(p):
                limit = max(_TINY, 2 * _EPSILON * greatest)
                if abs(w[p, q]) <= limit and abs(w[q, p]) <= limit:
                    continue
                finished = False
                (cl, sl), (cr, sr) = _jacobi(w, p, q)
                _turn_columns(w.T, p, q, cl, -sl)
                _turn_columns(u, p, q, cl, -sl)
                _turn_columns(w, p, q, cr, sr)
                _turn_columns(v, p, q, cr, sr)
                greatest = max(greatest, abs(w[p, p]), abs(w[q, q]))


def _jacobi(w: Any, p: int, q: int) -> tuple[Rotation, Rotation]:
    """The rotations from the left and the right that make a 2x2 block diagonal."""
    a, b, c, d = (float(w[i, j]) for i, j in ((p, p), (p, q), (q, p), (q, q)))
    t, gap = a + d, c - b
    cosine, sine = 1.0, 0.0
    if abs(gap) >= _TINY:  # makes the block symmetric
        u = t / gap
        norm = math.sqrt(1 + u * u)
        cosine, sine = u / norm, 1 / norm
    x, y = cosine * a + sine * c, cosine * b + sine * d
    z = -sine * b + cosine * d
    right = (1.0, 0.0)
    if 2 * abs(y) >= _TINY:
        tau = (x - z) / (2 * abs(y))
        root = math.sqrt(tau * tau + 1)
        t = 1 / (tau + root) if tau > 0 else 1 / (tau - root)
        n = 1 / math.sqrt(t * t + 1)
        right = (n, -math.copysign(1.0, t) * math.copysign(1.0, y) * abs(t) * n)
    cr, sr = right
    return (cosine * cr + sine * sr, sine * cr - cosine * sr), right
