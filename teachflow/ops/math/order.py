"""Size and order: absolute value, sign, the greater and the smaller of two."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import COMPLEX, REALS, SIGNED, float32, float64
from teachflow.core.registry import op
from teachflow.ops.math.cast import cast
from teachflow.ops.math.complex import complex_abs, conjugate, zeros_like
from teachflow.ops.math.logic import greater_equal, less_equal, logical_not
from teachflow.ops.math.mask import keep_where
from teachflow.ops.math.math import div_no_nan_op

_SIGNED_REALS = tuple(kind for kind in SIGNED if kind not in COMPLEX)


@op("Abs", "T -> T", shape=rules.same, T=_SIGNED_REALS)
def abs_op(x: Any) -> Any:
    """Elementwise ``|x|`` of real numbers."""
    return np.abs(x)


@abs_op.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return g * sign(x)


abs_op.jvp_symmetric()


@op("Sign", "T -> T", shape=rules.same, T=SIGNED)
def sign(x: Any) -> Any:
    """Elementwise -1, 0 or 1; for complex numbers ``x / |x|``, 0 for 0.

    Source: tf.math.sign.

    >>> import teachflow as tf
    >>> tf.math.sign([-2.0, 0.0, 5.0]).numpy()
    array([-1.,  0.,  1.], dtype=float32)
    """
    if x.dtype.kind != "c":
        return np.sign(x)
    size = np.abs(x)
    return x / np.where(size == 0, size.dtype.type(1), size)


@sign.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    if not x.dtype.is_complex:
        return zeros_like(g)  # flat, and TensorFlow says 0 rather than None
    # What of g turns the unit vector, over the size: (g - s·Re(conj(s)·g)) / |x|.
    s = call.output
    size = cast(complex_abs(x, Tout=x.dtype.real_dtype), x.dtype.base_dtype)
    along = (conjugate(s) * g + s * conjugate(g)) / 2
    return div_no_nan_op(g - s * along, size)


@sign.jvp
def _(call: Any, dx: Any) -> Any:
    if not dx.dtype.is_complex:
        return None
    return call.opdef.vjp(call, dx)  # the Jacobian is symmetric, but not complex


@op("Maximum", "T, T -> T", shape=rules.broadcast, T=REALS)
def maximum(x: Any, y: Any) -> Any:
    """Elementwise the greater of the two, with broadcasting.

    Where they are equal the gradient goes to ``x``. Source: tf.maximum.

    >>> import teachflow as tf
    >>> tf.maximum([1.0, 5.0], 3.0).numpy()
    array([3., 5.], dtype=float32)
    """
    return np.maximum(x, y)


@maximum.vjp
def _(call: Any, g: Any) -> Any:
    x, y = call.inputs
    return (
        lambda: keep_where(greater_equal(x, y), g),
        lambda: keep_where(logical_not(greater_equal(x, y)), g),
    )


maximum.jvp_symmetric()


@op("Minimum", "T, T -> T", shape=rules.broadcast, T=REALS)
def minimum(x: Any, y: Any) -> Any:
    """Elementwise the smaller of the two, with broadcasting.

    Where they are equal the gradient goes to ``x``. Source: tf.minimum.

    >>> import teachflow as tf
    >>> tf.minimum([1.0, 5.0], 3.0).numpy()
    array([1., 3.], dtype=float32)
    """
    return np.minimum(x, y)


@minimum.vjp
def _(call: Any, g: Any) -> Any:
    x, y = call.inputs
    return (
        lambda: keep_where(less_equal(x, y), g),
        lambda: keep_where(logical_not(less_equal(x, y)), g),
    )


minimum.jvp_symmetric()


@op("NextAfter", "T, T -> T", shape=rules.broadcast, T=(float32, float64))
def nextafter(x1: Any, x2: Any) -> Any:
    """Elementwise the number that follows ``x1`` on the way to ``x2``.

    Its gradient is that of ``x1``. Source: tf.math.nextafter.

    >>> import teachflow as tf
    >>> bool(tf.math.nextafter(1.0, 2.0) > 1.0)
    True
    """
    return np.nextafter(x1, x2)


@nextafter.vjp
def _(call: Any, g: Any) -> Any:
    return g, lambda: zeros_like(g)


nextafter.jvp_symmetric()
