"""The gamma function's family: ops over the values in ``gamma_values``."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.ops.arrays.array import ones_like_op
from teachflow.ops.math.careful import xlog1py_op, xlogy
from teachflow.ops.math.elementary import exp
from teachflow.ops.math.math import log
from teachflow.ops.math.reduce import reduce_sum
from teachflow.ops.math.special import gamma_values

_WIDE = (dt.float32, dt.float64)


@op("Lgamma", "T -> T", shape=rules.same, T=FLOATS)
def lgamma(x: Any) -> Any:
    """Elementwise logarithm of ``|gamma(x)|``.

    Unlike TensorFlow, the last digit of a float32 may be another. Source:
    tf.math.lgamma.

    >>> import teachflow as tf
    >>> tf.math.lgamma([1.0, 4.0]).numpy()
    array([0.       , 1.7917595], dtype=float32)
    """
    return gamma_values.lgamma(x)


@lgamma.vjp
def _(call: Any, g: Any) -> Any:
    return g * digamma(call.inputs[0])


lgamma.jvp_symmetric()


@op("Digamma", "T -> T", shape=rules.same, T=FLOATS)
def digamma(x: Any) -> Any:
    """Elementwise derivative of ``lgamma``.

    Unlike TensorFlow, the last digit of a float32 may be another. Source:
    tf.math.digamma.

    >>> import teachflow as tf
    >>> tf.math.digamma([1.0]).numpy()
    array([-0.5772157], dtype=float32)
    """
    return gamma_values.digamma(x)


@digamma.vjp
def _(call: Any, g: Any) -> Any:
    x = call.inputs[0]
    return g * polygamma(ones_like_op(x), x)


digamma.jvp_symmetric()


@op("Polygamma", "T, T -> T", shape=rules.broadcast, T=_WIDE)
def polygamma(a: Any, x: Any) -> Any:
    """Elementwise derivative of order ``a`` of digamma at ``x``.

    No gradient flows to ``a``. Source: tf.math.polygamma.

    >>> import teachflow as tf
    >>> tf.math.polygamma([1.0], [1.0]).numpy()
    array([1.644934], dtype=float32)
    """
    return gamma_values.polygamma(a, x)


@polygamma.vjp
def _(call: Any, g: Any) -> Any:
    a, x = call.inputs
    return None, g * polygamma(a + 1, x)


polygamma.jvp_symmetric()


@op("Zeta", "T, T -> T", shape=rules.broadcast, T=_WIDE)
def zeta(x: Any, q: Any) -> Any:
    """Elementwise sum of ``(q + n) ** -x`` over n = 0, 1, 2 and so on.

    No gradient flows to ``x``. Source: tf.math.zeta.

    >>> import teachflow as tf
    >>> tf.math.zeta([2.0], [1.0]).numpy()
    array([1.644934], dtype=float32)
    """
    return gamma_values.zeta(x, q)


@zeta.vjp
def _(call: Any, g: Any) -> Any:
    x, q = call.inputs
    return None, -g * x * zeta(x + 1, q)


zeta.jvp_symmetric()


@op("IgammaGradA", "T, T -> T", shape=rules.broadcast, differentiable=False, T=_WIDE)
def igamma_grad_a(a: Any, x: Any) -> Any:
    """The derivative of ``igamma`` by ``a``."""
    return gamma_values.igamma_grad_a(a, x)


def _density(a: Any, x: Any) -> Any:
    """The derivative of ``igamma`` by ``x``: the gamma distribution's density."""
    return exp(-x + (a - 1) * log(x) - lgamma(a))


@op("Igamma", "T, T -> T", shape=rules.broadcast, T=FLOATS)
def igamma(a: Any, x: Any) -> Any:
    """Elementwise lower incomplete gamma function, over ``gamma(a)``.

    Source: tf.math.igamma.

    >>> import teachflow as tf
    >>> tf.math.igamma([1.0], [1.0]).numpy()
    array([0.63212055], dtype=float32)
    """
    return gamma_values.igamma(a, x)


@igamma.vjp
def _(call: Any, g: Any) -> Any:
    a, x = call.inputs
    return lambda: g * igamma_grad_a(a, x), lambda: g * _density(a, x)


igamma.jvp_symmetric()


@op("Igammac", "T, T -> T", shape=rules.broadcast, T=FLOATS)
def igammac(a: Any, x: Any) -> Any:
    """Elementwise upper incomplete gamma function, over ``gamma(a)``.

    Source: tf.math.igammac.

    >>> import teachflow as tf
    >>> tf.math.igammac([1.0], [1.0]).numpy()
    array([0.36787945], dtype=float32)
    """
    return gamma_values.igammac(a, x)


@igammac.vjp
def _(call: Any, g: Any) -> Any:
    a, x = call.inputs
    return lambda: -g * igamma_grad_a(a, x), lambda: -g * _density(a, x)


igammac.jvp_symmetric()


@op("Betainc", "T, T, T -> T", shape=rules.broadcast, T=_WIDE)
def betainc(a: Any, b: Any, x: Any) -> Any:
    """Elementwise incomplete beta function, over ``beta(a, b)``.

    A gradient flows to ``x`` alone. Source: tf.math.betainc.

    >>> import teachflow as tf
    >>> tf.math.betainc([1.0], [2.0], [0.5]).numpy()
    array([0.75], dtype=float32)
    """
    return gamma_values.betainc(a, b, x)


@betainc.vjp
def _(call: Any, g: Any) -> Any:
    a, b, x = call.inputs
    scale = lgamma(a) + lgamma(b) - lgamma(a + b)
    density = exp(xlog1py_op(b - 1, -x) + xlogy(a - 1, x) - scale)
    return None, None, g * density


betainc.jvp_symmetric()


@composite
def lbeta(x: Any, name: str | None = None) -> Any:
    """Returns the logarithm of the beta function of the last axis of ``x``.

    Source: tf.math.lbeta.

    >>> import teachflow as tf
    >>> tf.math.lbeta([1.0, 1.0]).numpy()
    np.float32(0.0)
    """
    here = home.choose((x,))
    with here.scope(name or "lbeta"):
        x = here.convert(x, None, "x")
        total = reduce_sum(lgamma(x), axis=[-1])
        return total - lgamma(reduce_sum(x, axis=[-1]))
