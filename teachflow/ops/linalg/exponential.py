"""The exponential of matrices, by scaling and squaring."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core.dtypes import COMPLEX, FLOATS
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.ops.arrays.array import zeros_like_op
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.lengths import shape_op
from teachflow.ops.linalg.decompositions import adjointed
from teachflow.ops.linalg.linalg import square_shape

# Numerators of the Padé approximant of order 13. Source: N. Higham, The scaling and
# squaring method for the matrix exponential revisited (2005).
_PADE = [
    math.factorial(26 - k) * math.comb(13, k) / math.factorial(26) for k in range(14)
]
_REACH = 5.37  # the norm up to which it is exact in double precision


@op("MatrixExponential", "T -> T", shape=square_shape, T=FLOATS + COMPLEX)
def matrix_exponential_op(input: Any) -> Any:
    """The exponentials of square matrices."""
    wide = np.complex128 if input.dtype.kind == "c" else np.float64
    a = input.astype(wide)
    size = np.abs(a).sum(-2).max(-1, initial=0)
    if not np.all(np.isfinite(size)):
        return np.full(input.shape, np.nan, input.dtype)
    halvings = max(
        0, math.ceil(math.log2(max(float(size.max(initial=0)), 1e-9) / _REACH))
    )
    a = a / 2.0**halvings
    unit = np.eye(a.shape[-1])
    even = odd = np.zeros_like(a)
    power = np.broadcast_to(unit, a.shape)
    square = a @ a
    for k in range(0, 14, 2):
        even = even + _PADE[k] * power
        odd = odd + _PADE[k + 1] * power
        power = power @ square
    odd = a @ odd
    found = np.linalg.solve(even - odd, even + odd)
    for _ in range(halvings):
        found = found @ found
    return found.astype(input.dtype)


def _along(a: Any, direction: Any) -> Any:
    """How the exponential of A moves as A does: the corner of exp([[A, D], [0, A]])."""
    top, bottom = concat([a, direction], -1), concat([zeros_like_op(a), a], -1)
    side = shape_op(a)[-1]
    return matrix_exponential_op(concat([top, bottom], -2))[..., :side, side:]


@matrix_exponential_op.vjp
def _(call: Any, g: Any) -> Any:
    return _along(adjointed(call.inputs[0]), g)


@matrix_exponential_op.jvp
def _(call: Any, dx: Any) -> Any:
    return _along(call.inputs[0], dx)


@composite
def matrix_exponential(input: Any, name: str | None = None) -> Any:
    """Returns ``I + A + A²/2 + A³/6 + ...`` for each square matrix A.

    Unlike TensorFlow, it is one node, not a hundred, and computes in float64, so that
    the last digits of a float32 may be others. Source: tf.linalg.expm.

    >>> import teachflow as tf
    >>> tf.linalg.expm([[0.0, 0.0], [0.0, 0.0]]).numpy()
    array([[1., 0.],
           [0., 1.]], dtype=float32)
    """
    here = home.choose((input,))
    with here.scope(name or "matrix_exponential"):
        return matrix_exponential_op(here.convert(input, None, "matrix_exponential"))
