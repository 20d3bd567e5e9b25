"""Circles and hyperbolas: sine, cosine, tangent, their kin and their inverses.

Each block is the function and its derivative, as in a table of derivatives.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import COMPLEX, FLOATS
from teachflow.core.registry import op
from teachflow.ops.math.complex import conjugate
from teachflow.ops.math.elementary import sqrt

_FRACTIONS = FLOATS + COMPLEX


@op("Sin", "T -> T", shape=rules.same, T=_FRACTIONS)
def sin(x: Any) -> Any:
    """Elementwise sine of radians.

    Source: tf.math.sin.

    >>> import teachflow as tf
    >>> tf.math.sin([0.0]).numpy()
    array([0.], dtype=float32)
    """
    return np.sin(x)


@sin.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return g * conjugate(cos(x))


sin.jvp_symmetric()


@op("Cos", "T -> T", shape=rules.same, T=_FRACTIONS)
def cos(x: Any) -> Any:
    """Elementwise cosine of radians.

    Source: tf.math.cos.

    >>> import teachflow as tf
    >>> tf.math.cos([0.0]).numpy()
    array([1.], dtype=float32)
    """
    return np.cos(x)


@cos.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return -g * conjugate(sin(x))


cos.jvp_symmetric()


@op("Tan", "T -> T", shape=rules.same, T=_FRACTIONS)
def tan(x: Any) -> Any:
    """Elementwise tangent of radians.

    Source: tf.math.tan.

    >>> import teachflow as tf
    >>> tf.math.tan([0.0]).numpy()
    array([0.], dtype=float32)
    """
    return np.tan(x)


@tan.vjp
def _(call: Any, g: Any) -> Any:
    return g * conjugate(1 + call.output**2)


tan.jvp_symmetric()


@op("Asin", "T -> T", shape=rules.same, T=_FRACTIONS)
def asin(x: Any) -> Any:
    """Elementwise inverse sine, in radians; NaN outside [-1, 1].

    Source: tf.math.asin.

    >>> import teachflow as tf
    >>> tf.math.asin([0.0]).numpy()
    array([0.], dtype=float32)
    """
    return np.arcsin(x)


@asin.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return g / conjugate(sqrt(1 - x * x))


asin.jvp_symmetric()


@op("Acos", "T -> T", shape=rules.same, T=_FRACTIONS)
def acos(x: Any) -> Any:
    """Elementwise inverse cosine, in radians; NaN outside [-1, 1].

    Source: tf.math.acos.

    >>> import teachflow as tf
    >>> tf.math.acos([1.0]).numpy()
    array([0.], dtype=float32)
    """
    return np.arccos(x)


@acos.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return -g / conjugate(sqrt(1 - x * x))


acos.jvp_symmetric()


@op("Atan", "T -> T", shape=rules.same, T=_FRACTIONS)
def atan(x: Any) -> Any:
    """Elementwise inverse tangent, in radians.

    Source: tf.math.atan.

    >>> import teachflow as tf
    >>> tf.math.atan([0.0]).numpy()
    array([0.], dtype=float32)
    """
    return np.arctan(x)


@atan.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return g / conjugate(1 + x * x)


atan.jvp_symmetric()


@op("Atan2", "T, T -> T", shape=rules.broadcast, T=FLOATS)
def atan2(y: Any, x: Any) -> Any:
    """Elementwise angle of the point (x, y), in radians, with broadcasting.

    Source: tf.math.atan2.

    >>> import teachflow as tf
    >>> tf.math.atan2(0.0, [1.0, 2.0]).numpy()
    array([0., 0.], dtype=float32)
    """
    return np.arctan2(y, x)


@atan2.vjp
def _(call: Any, g: Any) -> Any:
    y, x = call.inputs
    part = g / (x * x + y * y)
    return lambda: x * part, lambda: -y * part


atan2.jvp_symmetric()


@op("Sinh", "T -> T", shape=rules.same, T=_FRACTIONS)
def sinh(x: Any) -> Any:
    """Elementwise hyperbolic sine.

    Source: tf.math.sinh.

    >>> import teachflow as tf
    >>> tf.math.sinh([0.0]).numpy()
    array([0.], dtype=float32)
    """
    return np.sinh(x)


@sinh.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return g * conjugate(cosh(x))


sinh.jvp_symmetric()


@op("Cosh", "T -> T", shape=rules.same, T=_FRACTIONS)
def cosh(x: Any) -> Any:
    """Elementwise hyperbolic cosine.

    Source: tf.math.cosh.

    >>> import teachflow as tf
    >>> tf.math.cosh([0.0]).numpy()
    array([1.], dtype=float32)
    """
    return np.cosh(x)


@cosh.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return g * conjugate(sinh(x))


cosh.jvp_symmetric()


@op("Tanh", "T -> T", shape=rules.same, T=_FRACTIONS)
def tanh(x: Any) -> Any:
    """Elementwise hyperbolic tangent.

    Source: tf.math.tanh.

    >>> import teachflow as tf
    >>> tf.math.tanh([0.0, 100.0]).numpy()
    array([0., 1.], dtype=float32)
    """
    return np.tanh(x)


@tanh.vjp
def _(call: Any, g: Any) -> Any:
    return g * conjugate(1 - call.output**2)


tanh.jvp_symmetric()


@op("Asinh", "T -> T", shape=rules.same, T=_FRACTIONS)
def asinh(x: Any) -> Any:
    """Elementwise inverse hyperbolic sine.

    Source: tf.math.asinh.

    >>> import teachflow as tf
    >>> tf.math.asinh([0.0]).numpy()
    array([0.], dtype=float32)
    """
    return np.arcsinh(x)


@asinh.vjp
def _(call: Any, g: Any) -> Any:
    return g / conjugate(cosh(call.output))


asinh.jvp_symmetric()


@op("Acosh", "T -> T", shape=rules.same, T=_FRACTIONS)
def acosh(x: Any) -> Any:
    """Elementwise inverse hyperbolic cosine; NaN below 1.

    Source: tf.math.acosh.

    >>> import teachflow as tf
    >>> tf.math.acosh([1.0]).numpy()
    array([0.], dtype=float32)
    """
    return np.arccosh(x)


@acosh.vjp
def _(call: Any, g: Any) -> Any:
    return g / conjugate(sinh(call.output))


acosh.jvp_symmetric()


@op("Atanh", "T -> T", shape=rules.same, T=_FRACTIONS)
def atanh(x: Any) -> Any:
    """Elementwise inverse hyperbolic tangent; NaN outside [-1, 1].

    Source: tf.math.atanh.

    >>> import teachflow as tf
    >>> tf.math.atanh([0.0]).numpy()
    array([0.], dtype=float32)
    """
    return np.arctanh(x)


@atanh.vjp
def _(call: Any, g: Any) -> Any:
    (x,) = call.inputs
    return g / conjugate(1 - x * x)


atanh.jvp_symmetric()
