"""Regularizers: functions of a variable that return what its size costs.

``get_variable`` takes one as ``regularizer`` and keeps what it returns among the losses
of the graph. A factor of 0.0 means no cost at all, and then the result is None.
"""

from __future__ import annotations

import numbers
from collections.abc import Callable
from typing import Any

from teachflow.core import home
from teachflow.core.home import composite
from teachflow.ops.math.arithmetic import abs as abs_
from teachflow.ops.math.arithmetic import add_n
from teachflow.ops.math.math import multiply
from teachflow.ops.math.reduce import reduce_sum
from teachflow.ops.nn.nn import l2_loss

Regularizer = Callable[[Any], Any]


def _checked(scale: Any, name: str = "scale") -> Any:
    if isinstance(scale, numbers.Integral):
        raise ValueError(f"{name} cannot be an integer: {scale}")
    if isinstance(scale, numbers.Real) and scale < 0.0:
        raise ValueError(f"Setting a scale less than 0 on a regularizer: {scale:g}")
    return scale


def _nothing(_: Any) -> None:
    """The cost of a variable with the factor 0."""


def _scaled(
    scale: Any, scope: str | None, default: str, size: Callable[[Any], Any]
) -> Regularizer:
    if _checked(scale) == 0.0:
        return _nothing

    @composite
    def regularizer(weights: Any) -> Any:
        here = home.choose((weights,))
        with here.scope(scope or default) as name:
            factor = here.convert(scale, weights.dtype.base_dtype, "scale")
            return multiply(factor, size(weights), name=name or None)

    return regularizer


def l1_regularizer(scale: float, scope: str | None = None) -> Regularizer:
    """The function ``scale * sum(|weights|)``.

    Raises ``ValueError`` for an integer or a negative ``scale``. Source:
    tf.contrib.layers.l1_regularizer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(l1_regularizer(0.5)(tf.constant([1.0, -3.0]))))
    2.0
    """
    return _scaled(scale, scope, "l1_regularizer", lambda w: reduce_sum(abs_(w)))


def l2_regularizer(scale: float, scope: str | None = None) -> Regularizer:
    """The function ``scale * sum(weights ** 2) / 2``.

    Raises ``ValueError`` for an integer or a negative ``scale``. Source:
    tf.contrib.layers.l2_regularizer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(l2_regularizer(0.5)(tf.constant([1.0, -3.0]))))
    2.5
    """
    return _scaled(scale, scope, "l2_regularizer", l2_loss)


def l1_l2_regularizer(
    scale_l1: float = 1.0, scale_l2: float = 1.0, scope: str | None = None
) -> Any:
    """The sum of both regularizers, or the one whose factor is not 0.

    Source: tf.contrib.layers.l1_l2_regularizer.
    """
    _checked(scale_l1, "scale_l1")
    _checked(scale_l2, "scale_l2")
    scope = scope or "l1_l2_regularizer"
    if scale_l1 == 0.0:
        return l2_regularizer(scale_l2, scope)
    if scale_l2 == 0.0:
        return l1_regularizer(scale_l1, scope)
    both = [l1_regularizer(scale_l1), l2_regularizer(scale_l2)]
    return sum_regularizer(both, scope)


def sum_regularizer(regularizer_list: Any, scope: str | None = None) -> Any:
    """The function that adds up what all of them return; None for an empty list.

    Source: tf.contrib.layers.sum_regularizer.
    """
    regularizers = [item for item in regularizer_list if item is not None]
    if not regularizers:
        return None

    @composite
    def regularizer(weights: Any) -> Any:
        with home.choose((weights,)).scope(scope or "sum_regularizer") as name:
            if len(regularizers) == 1:
                return regularizers[0](weights)
            costs = [cost(weights) for cost in regularizers]
            costs = [cost for cost in costs if cost is not None]
            return add_n(costs, name=name or None) if costs else None

    return regularizer
