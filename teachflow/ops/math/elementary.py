"""Elementwise functions of one number: roots, exponentials, bells, rounding.

Each block is the function and its derivative, as in a table of derivatives.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import COMPLEX, FLOATS, SIGNED
from teachflow.core.registry import OPS, op
from teachflow.ops.math.complex import conjugate
from teachflow.ops.math.special.erf import erf_values, erfc_values

_FRACTIONS = FLOATS + COMPLEX

# ---- roots and exponentials --------------------------------------------------------


@op("Sqrt", "T -> T", shape=rules.same, T=_FRACTIONS)
def sqrt(x: Any) -> Any:
    """Elementwise square root; NaN for negative reals.

    Source: tf.math.sqrt.

    >>> import teachflow as tf
    >>> tf.math.sqrt([4.0, 9.0]).numpy()
    array([2., 3.], dtype=float32)
    """
    return np.sqrt(x)


@sqrt.vjp
def _(call: Any, g: Any) -> Any:
    # A slope op: 0 where g is 0, so that a branch not taken may be NaN.
    if g.dtype.is_complex:
        return 0.5 * g / conjugate(call.output)
    return home.apply(OPS["SqrtGrad"], (call.output, g), {}, None)


sqrt.jvp_symmetric()


@op("Rsqrt", "T -> T", shape=rules.same, T=_FRACTIONS)
def rsqrt(x: Any) -> Any:
    """Elementwise ``1 / sqrt(x)``.

    Source: tf.math.rsqrt.

    >>> import teachflow as tf
    >>> tf.math.rsqrt([4.0, 16.0]).numpy()
    array([0.5 , 0.25], dtype=float32)
    """
    return np.reciprocal(np.sqrt(x))


@rsqrt.vjp
def _(call: Any, g: Any) -> Any:
    if g.dtype.is_complex:
        return -0.5 * g * conjugate(call.output**3)
    return home.apply(OPS["RsqrtGrad"], (call.output, g), {}, None)


rsqrt.jvp_symmetric()


@op("Exp", "T -> T", shape=rules.same, T=_FRACTIONS)
def exp(x: Any) -> Any:
    """Elementwise ``e ** x``.

    Source: tf.math.exp.

    >>> import teachflow as tf
    >>> tf.math.exp([0.0, -1000.0]).numpy()
    array([1., 0.], dtype=float32)
    """
    return np.exp(x)


@exp.vjp
def _(call: Any, g: Any) -> Any:
    return g * conjugate(call.output)


exp.jvp_symmetric()


@op("Expm1", "T -> T", shape=rules.same, T=_FRACTIONS)
def expm1(x: Any) -> Any:
    """Elementwise ``e ** x - 1``, exact near 0.

    Source: tf.math.expm1.

    >>> import teachflow as tf
    >>> tf.math.expm1([0.0, 1e-9]).numpy()
    array([0.e+00, 1.e-09], dtype=float32)
    """
    return np.expm1(x)


@expm1.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return g * conjugate(exp(x))


expm1.jvp_symmetric()


@op("Log1p", "T -> T", shape=rules.same, T=_FRACTIONS)
def log1p(x: Any) -> Any:
    """Elementwise ``log(1 + x)``, exact near 0.

    Source: tf.math.log1p.

    >>> import teachflow as tf
    >>> tf.math.log1p([0.0, 1e-9]).numpy()
    array([0.e+00, 1.e-09], dtype=float32)
    """
    return np.log1p(x)


@log1p.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return g / conjugate(1 + x)


log1p.jvp_symmetric()


# ---- bells and steps -----------------------------------------------------------------


@op("Sigmoid", "T -> T", shape=rules.same, T=_FRACTIONS)
def sigmoid(x: Any) -> Any:
    """Elementwise ``1 / (1 + e ** -x)``.

    Source: tf.math.sigmoid.

    >>> import teachflow as tf
    >>> tf.math.sigmoid([-1000.0, 0.0, 1000.0]).numpy()
    array([0. , 0.5, 1. ], dtype=float32)
    """
    return np.reciprocal(1 + np.exp(-x))


@sigmoid.vjp
def _(call: Any, g: Any) -> Any:
    y = call.output
    return g * conjugate(y * (1 - y))


sigmoid.jvp_symmetric()


@op("Erf", "T -> T", shape=rules.same, T=FLOATS)
def erf(x: Any) -> Any:
    """Elementwise error function: the mass of a normal distribution within ``x√2``.

    Source: tf.math.erf.

    >>> import teachflow as tf
    >>> tf.math.erf([0.0, 10.0]).numpy()
    array([0., 1.], dtype=float32)
    """
    return erf_values(x)


@erf.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return g * (exp(-(x * x)) * (2 / np.sqrt(np.pi)))


erf.jvp_symmetric()


@op("Erfc", "T -> T", shape=rules.same, T=FLOATS)
def erfc(x: Any) -> Any:
    """Elementwise ``1 - erf(x)``.

    Source: tf.math.erfc.

    >>> import teachflow as tf
    >>> tf.math.erfc([0.0]).numpy()
    array([1.], dtype=float32)
    """
    return erfc_values(x)


@erfc.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return g * (exp(-(x * x)) * (-2 / np.sqrt(np.pi)))


erfc.jvp_symmetric()


# ---- rounding ------------------------------------------------------------------------
# Steps are flat where they have a derivative: nothing flows through them, on purpose.


@op("Floor", "T -> T", shape=rules.same, T=FLOATS, differentiable=False)
def floor(x: Any) -> Any:
    """Elementwise greatest whole number not above ``x``.

    Source: tf.math.floor.

    >>> import teachflow as tf
    >>> tf.math.floor([1.7, -1.7]).numpy()
    array([ 1., -2.], dtype=float32)
    """
    return np.floor(x)


@op("Ceil", "T -> T", shape=rules.same, T=FLOATS, differentiable=False)
def ceil(x: Any) -> Any:
    """Elementwise least whole number not below ``x``.

    Source: tf.math.ceil.

    >>> import teachflow as tf
    >>> tf.math.ceil([1.2, -1.2]).numpy()
    array([ 2., -1.], dtype=float32)
    """
    return np.ceil(x)


@op("Rint", "T -> T", shape=rules.same, T=FLOATS, differentiable=False)
def rint(x: Any) -> Any:
    """Elementwise nearest whole number, halves to the even one.

    Source: tf.math.rint.

    >>> import teachflow as tf
    >>> tf.math.rint([0.5, 1.5]).numpy()
    array([0., 2.], dtype=float32)
    """
    return np.rint(x)


@op("Round", "T -> T", shape=rules.same, T=SIGNED, differentiable=False)
def round_op(x: Any) -> Any:
    """Elementwise nearest whole number, halves to the even one."""
    return np.round(x)
