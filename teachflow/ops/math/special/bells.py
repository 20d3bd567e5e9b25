"""Inverses of the error function and the normal distribution; Bessel functions."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.ops.arrays.selecting import select_v2_op
from teachflow.ops.math.elementary import exp
from teachflow.ops.math.logic import equal
from teachflow.ops.math.order import sign
from teachflow.ops.math.special import bell_values


@op("Erfinv", "T -> T", shape=rules.same, T=FLOATS)
def erfinv_op(x: Any) -> Any:
    """Elementwise inverse of the error function."""
    return bell_values.erfinv(x)


@erfinv_op.vjp
def _(call: Any, g: Any) -> Any:
    return g * (exp(call.output * call.output) * (np.sqrt(np.pi) / 2))


erfinv_op.jvp_symmetric()


@op("Ndtri", "T -> T", shape=rules.same, T=FLOATS)
def ndtri_op(x: Any) -> Any:
    """Elementwise quantile of the normal distribution."""
    return bell_values.ndtri(x)


@ndtri_op.vjp
def _(call: Any, g: Any) -> Any:
    return g * (exp(call.output * call.output / 2) * np.sqrt(2 * np.pi))


ndtri_op.jvp_symmetric()


@op("BesselI0", "T -> T", shape=rules.same, T=FLOATS)
def bessel_i0_op(x: Any) -> Any:
    """Elementwise modified Bessel function of order 0."""
    return bell_values.bessel_i0(x)


@bessel_i0_op.vjp
def _(call: Any, g: Any) -> Any:
    return g * bessel_i1_op(call.inputs[0])


bessel_i0_op.jvp_symmetric()


@op("BesselI1", "T -> T", shape=rules.same, T=FLOATS)
def bessel_i1_op(x: Any) -> Any:
    """Elementwise modified Bessel function of order 1."""
    return bell_values.bessel_i1(x)


@bessel_i1_op.vjp
def _(call: Any, g: Any) -> Any:
    # 1 at 0 is TensorFlow's; the mathematics says 1/2.
    (x,) = call.inputs
    return g * _unless_zero(x, 1.0, bessel_i0_op(x) - call.output / x)


bessel_i1_op.jvp_symmetric()


@op("BesselI0e", "T -> T", shape=rules.same, T=FLOATS)
def bessel_i0e_op(x: Any) -> Any:
    """Elementwise ``exp(-|x|)`` times the modified Bessel function of order 0."""
    return bell_values.bessel_i0e(x)


@bessel_i0e_op.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return g * (bessel_i1e_op(x) - sign(x) * call.output)


bessel_i0e_op.jvp_symmetric()


@op("BesselI1e", "T -> T", shape=rules.same, T=FLOATS)
def bessel_i1e_op(x: Any) -> Any:
    """Elementwise ``exp(-|x|)`` times the modified Bessel function of order 1."""
    return bell_values.bessel_i1e(x)


@bessel_i1e_op.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    slope = bessel_i0e_op(x) - call.output * (sign(x) + 1 / x)
    return g * _unless_zero(x, 0.5, slope)


bessel_i1e_op.jvp_symmetric()


def _unless_zero(x: Any, there: float, elsewhere: Any) -> Any:
    return select_v2_op(equal(x, 0), x * 0 + there, elsewhere)


# ---- what users call -------------------------------------------------------------


def _within(operation: Any, default: str, x: Any, name: str | None) -> Any:
    """The op under a scope of its own, as TensorFlow builds it."""
    here = home.choose((x,))
    with here.scope(name or default):
        return operation(x)


@composite
def erfinv(x: Any, name: str | None = None) -> Any:
    """Returns elementwise the y with ``erf(y) = x``; NaN outside [-1, 1].

    Source: tf.math.erfinv.

    >>> import teachflow as tf
    >>> tf.math.erfinv([0.0, 1.0]).numpy()
    array([ 0., inf], dtype=float32)
    """
    return _within(erfinv_op, "erfinv", x, name)


@composite
def ndtri(x: Any, name: str | None = None) -> Any:
    """Returns elementwise below what a normal number lies with probability ``x``.

    Source: tf.math.ndtri.

    >>> import teachflow as tf
    >>> tf.math.ndtri([0.5, 0.975]).numpy()
    array([0.       , 1.9599644], dtype=float32)
    """
    return _within(ndtri_op, "ndtri", x, name)


@composite
def erfcinv(x: Any, name: str | None = None) -> Any:
    """Returns elementwise the y with ``erfc(y) = x``. Source: tf.math.erfcinv.

    >>> import teachflow as tf
    >>> tf.math.erfcinv([1.0]).numpy()
    array([-0.], dtype=float32)
    """
    here = home.choose((x,))
    with here.scope(name or "erfcinv"):
        x = here.convert(x, None, "start")
        return -ndtri(0.5 * x) * np.sqrt(0.5)


@composite
def bessel_i0(x: Any, name: str | None = None) -> Any:
    """Returns elementwise the modified Bessel function of order 0.

    Source: tf.math.bessel_i0.

    >>> import teachflow as tf
    >>> tf.math.bessel_i0([0.0, 1.0]).numpy()
    array([1.       , 1.2660658], dtype=float32)
    """
    return _within(bessel_i0_op, "bessel_i0", x, name)


@composite
def bessel_i1(x: Any, name: str | None = None) -> Any:
    """Returns elementwise the modified Bessel function of order 1.

    Source: tf.math.bessel_i1.

    >>> import teachflow as tf
    >>> tf.math.bessel_i1([0.0, 1.0]).numpy()
    array([0.       , 0.5651591], dtype=float32)
    """
    return _within(bessel_i1_op, "bessel_i1", x, name)


@composite
def bessel_i0e(x: Any, name: str | None = None) -> Any:
    """Returns elementwise ``exp(-|x|)`` times ``bessel_i0``.

    Source: tf.math.bessel_i0e.

    >>> import teachflow as tf
    >>> tf.math.bessel_i0e([0.0, 1.0]).numpy()
    array([1.       , 0.4657596], dtype=float32)
    """
    return _within(bessel_i0e_op, "bessel_i0e", x, name)


@composite
def bessel_i1e(x: Any, name: str | None = None) -> Any:
    """Returns elementwise ``exp(-|x|)`` times ``bessel_i1``.

    Source: tf.math.bessel_i1e.

    >>> import teachflow as tf
    >>> tf.math.bessel_i1e([0.0, 1.0]).numpy()
    array([0.        , 0.20791042], dtype=float32)
    """
    return _within(bessel_i1e_op, "bessel_i1e", x, name)
