"""``tf.gradients`` and ``tf.hessians``: they differentiate what is in a graph."""

from __future__ import annotations

from typing import Any

from teachflow.compat.v2._scopes import in_graph
from teachflow.core.explaining.facts import told
from teachflow.core.unconnected import UnconnectedGradients
from teachflow.graph import gradients as _reverse
from teachflow.graph import hessians as _second


def gradients(
    ys: Any,
    xs: Any,
    grad_ys: Any = None,
    name: str = "gradients",
    gate_gradients: bool = False,
    aggregation_method: Any = None,
    stop_gradients: Any = None,
    unconnected_gradients: Any = UnconnectedGradients.NONE,
) -> Any:
    """``tf.gradients`` of a graph's tensors; eager values need ``tf.GradientTape``.

    Raises ``RuntimeError`` where nothing is symbolic. Source: tf.gradients.

    >>> import teachflow as tf
    >>> with tf.Graph().as_default():
    ...     x = tf.constant(3.0)
    ...     tf.gradients(x * x, x)[0].shape
    TensorShape([])
    """
    if not in_graph(ys, xs):
        raise told(
            RuntimeError(
                "tf.gradients is not supported when eager execution is enabled. Use "
                "tf.GradientTape instead."
            ),
            "eager gradients",
        )
    return _reverse.gradients(
        ys,
        xs,
        grad_ys,
        name,
        False,
        gate_gradients,
        aggregation_method,
        stop_gradients,
        unconnected_gradients,
    )


def hessians(
    ys: Any,
    xs: Any,
    gate_gradients: bool = False,
    aggregation_method: Any = None,
    name: str = "hessians",
) -> Any:
    """``tf.hessians`` of a graph's tensors; eager values need nested tapes.

    Raises ``RuntimeError`` where nothing is symbolic. Source: tf.hessians.

    >>> import teachflow as tf
    >>> with tf.Graph().as_default():
    ...     x = tf.constant([1.0, 2.0])
    ...     tf.hessians(tf.reduce_sum(x**3), x)[0].shape.as_list()
    [2, 2]
    """
    if not in_graph(ys, xs):
        raise RuntimeError(
            "tf.gradients is not supported when eager execution is enabled. "
            "Use tf.GradientTape instead: its jacobian of a gradient is the Hessian."
        )
    return _second.hessians(
        ys,
        xs,
        name,
        gate_gradients=gate_gradients,
        aggregation_method=aggregation_method,
    )
