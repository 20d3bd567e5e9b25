"""Products and quotients that are 0 where a factor is, whatever the other one is."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import COMPLEX, FLOATS
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.ops.math.cast import cast_op
from teachflow.ops.math.complex import conjugate
from teachflow.ops.math.logic import not_equal

_FRACTIONS = FLOATS + COMPLEX


def _is_there(x: Any) -> Any:
    """1 where ``x`` is not 0, else 0."""
    return cast_op(not_equal(x, 0), DstT=x.dtype.base_dtype)


def _where_there(x: Any, value: Any) -> Any:
    return np.where(np.equal(x, 0), x.dtype.type(0), value)


@op("Xdivy", "T, T -> T", shape=rules.broadcast, T=_FRACTIONS)
def xdivy_op(x: Any, y: Any) -> Any:
    """Elementwise ``x / y``, and 0 where ``x`` is 0."""
    return _where_there(x, np.true_divide(x, y))


@xdivy_op.vjp
def _(call: Any, g: Any) -> Any:
    x, y = call.inputs
    return (
        lambda: g * conjugate(xdivy_op(_is_there(x), y)),
        lambda: g * conjugate(xdivy_op(-x, y * y)),
    )


xdivy_op.jvp_symmetric()


@op("Xlogy", "T, T -> T", shape=rules.broadcast, T=_FRACTIONS)
def xlogy(x: Any, y: Any) -> Any:
    """Elementwise ``x * log(y)``, and 0 where ``x`` is 0.

    Source: tf.math.xlogy.

    >>> import teachflow as tf
    >>> tf.math.xlogy([0.0, 2.0], [0.0, 1.0]).numpy()
    array([0., 0.], dtype=float32)
    """
    return _where_there(x, np.multiply(x, np.log(y)))


@xlogy.vjp
def _(call: Any, g: Any) -> Any:
    x, y = call.inputs
    return (
        lambda: g * conjugate(xlogy(_is_there(x), y)),
        lambda: g * conjugate(xdivy_op(x, y)),
    )


xlogy.jvp_symmetric()


@op("Xlog1py", "T, T -> T", shape=rules.broadcast, T=_FRACTIONS)
def xlog1py_op(x: Any, y: Any) -> Any:
    """Elementwise ``x * log(1 + y)``, and 0 where ``x`` is 0."""
    return _where_there(x, np.multiply(x, np.log1p(y)))


@xlog1py_op.vjp
def _(call: Any, g: Any) -> Any:
    x, y = call.inputs
    return (
        lambda: g * conjugate(xlog1py_op(_is_there(x), y)),
        lambda: g * conjugate(xdivy_op(x, y + 1)),
    )


xlog1py_op.jvp_symmetric()


@op("MulNoNan", "T, T -> T", shape=rules.broadcast, T=_FRACTIONS)
def mul_no_nan_op(x: Any, y: Any) -> Any:
    """Elementwise ``x * y``, and 0 where ``y`` is 0."""
    return np.where(np.equal(y, 0), y.dtype.type(0), np.multiply(x, y))


@mul_no_nan_op.vjp
def _(call: Any, g: Any) -> Any:
    x, y = call.inputs
    return (
        lambda: mul_no_nan_op(g, conjugate(y)),
        lambda: mul_no_nan_op(conjugate(x), g),
    )


mul_no_nan_op.jvp_multilinear(0, 1)


# ---- what users call -------------------------------------------------------------


@composite
def xdivy(x: Any, y: Any, name: str | None = None) -> Any:
    """Returns elementwise ``x / y``, and 0 where ``x`` is 0. Source: tf.math.xdivy.

    >>> import teachflow as tf
    >>> tf.math.xdivy([0.0, 1.0], [0.0, 2.0]).numpy()
    array([0. , 0.5], dtype=float32)
    """
    here = home.choose((x, y))
    with here.scope(name or "xdivy"):
        return xdivy_op(x, y)


@composite
def xlog1py(x: Any, y: Any, name: str | None = None) -> Any:
    """Returns elementwise ``x * log(1 + y)``, and 0 where ``x`` is 0.

    Source: tf.math.xlog1py.

    >>> import teachflow as tf
    >>> tf.math.xlog1py([0.0, 1.0], [-1.0, 0.0]).numpy()
    array([0., 0.], dtype=float32)
    """
    here = home.choose((x, y))
    with here.scope(name or "xlog1py"):
        return xlog1py_op(x, y)


@composite
def multiply_no_nan(x: Any, y: Any, name: str | None = None) -> Any:
    """Returns elementwise ``x * y``, and 0 where ``y`` is 0, even if x is infinite.

    Source: tf.math.multiply_no_nan.

    >>> import numpy as np
    >>> import teachflow as tf
    >>> tf.math.multiply_no_nan([np.inf, 2.0], [0.0, 3.0]).numpy()
    array([0., 6.], dtype=float32)
    """
    here = home.choose((x, y))
    with here.scope(name or "multiply_no_nan") as scope:
        x = here.convert(x, None, "x")
        y = here.convert(y, x.dtype.base_dtype, "y")
        return mul_no_nan_op(x, y, name=scope or None)
