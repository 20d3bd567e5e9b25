"""Watching for numbers that are none: not-a-number and infinities."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.operand import OPERATORS
from teachflow.core.registry import op


@op("CheckNumerics", "T -> T", shape=rules.same, stateful=True, T=FLOATS)
def check_numerics(tensor: Any, *, message: str) -> Any:
    """Returns ``tensor``; its node fails where a value is NaN or infinite.

    Raises ``InvalidArgumentError`` at run time, with ``message``. Source:
    tf.debugging.check_numerics.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     checked = tf.check_numerics(tf.log(0.0), "the logarithm")
    ...     try:
    ...         sess.run(checked)
    ...     except tf.errors.InvalidArgumentError as error:
    ...         print(error.message.splitlines()[0])
    the logarithm : Tensor had Inf values
    """
    if np.isfinite(tensor).all():
        return tensor
    found = ["Inf"] if np.isinf(tensor).any() else []
    found += ["NaN"] if np.isnan(tensor).any() else []
    raise InvalidArgumentError(
        None, None, f"{message} : Tensor had {' and '.join(found)} values"
    )


@check_numerics.vjp
def _(call: Any, g: Any) -> Any:
    what = "Not a number (NaN) or infinity (Inf) values detected in gradient."
    return check_numerics(g, message=what)


check_numerics.jvp_symmetric()


@composite
def verify_tensor_all_finite(
    t: Any = None,
    msg: str | None = None,
    name: str | None = None,
    x: Any = None,
    message: str | None = None,
) -> Any:
    """Returns the tensor, which can be had only where all its values are finite.

    ``x`` and ``message`` are the newer names of ``t`` and ``msg``. Raises
    ``InvalidArgumentError`` at run time. Source: tf.compat.v1.verify_tensor_all_finite.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.verify_tensor_all_finite(tf.ones([2]), "weights")))
    [1. 1.]
    """
    given = t if x is None else x
    here = home.choose((given,))
    with here.scope(name or "VerifyFinite"):
        tensor = here.convert(given, None, "x")
        check = check_numerics(tensor, message=(msg if message is None else message))
        with here.control_dependencies([check]):
            return OPERATORS["identity"](tensor, name="control_dependency")


def assert_all_finite(x: Any, message: str, name: str | None = None) -> Any:
    """Returns ``x``, which can be had only where all its values are finite.

    Raises ``InvalidArgumentError`` with ``message`` where one is not. Source:
    tf.debugging.assert_all_finite.

    >>> import teachflow as tf
    >>> tf.debugging.assert_all_finite(tf.ones([2]), "weights").numpy()
    array([1., 1.], dtype=float32)
    """
    return verify_tensor_all_finite(x, message, name)
