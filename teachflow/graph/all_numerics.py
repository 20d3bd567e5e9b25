"""One operation that watches every number of a graph."""

from __future__ import annotations

from typing import Any

from teachflow.core import home
from teachflow.core.dtypes import FLOATS
from teachflow.graph.control.flow import CONTROL
from teachflow.graph.defaults import get_default_graph
from teachflow.ops.control.numerics import check_numerics
from teachflow.ops.state.state import group


def add_check_numerics_ops() -> Any:
    """Returns an operation that fails where a float of the default graph is none.

    It has a ``CheckNumerics`` node for every floating tensor made so far, one after the
    other, so that the first node that computes NaN or an infinity is the one named.
    Raises ``ValueError`` in a graph with conditions or loops. Source:
    tf.compat.v1.add_check_numerics_ops.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     y = tf.log(tf.constant(0.0), name="log") * 2
    ...     try:
    ...         sess.run([y, tf.add_check_numerics_ops()])
    ...     except tf.errors.InvalidArgumentError as error:
    ...         print(error.message.splitlines()[0])
    log:0 : Tensor had Inf values
    """
    graph = get_default_graph()
    checks: list[Any] = []
    for node in graph.get_operations():
        for tensor in node.outputs:
            if tensor.dtype not in FLOATS:
                continue
            if node.type in CONTROL:
                raise ValueError(
                    f"`tf.add_check_numerics_ops() is not compatible with TensorFlow "
                    f"control flow operations such as `tf.cond()` or "
                    f"`tf.while_loop()`: '{node.name}' is a {node.type}. Use "
                    f"tf.check_numerics on the tensors to be watched."
                )
            with graph.control_dependencies(checks):
                checks = [check_numerics(tensor, message=tensor.name)]
    with home.within(graph):
        return group(*checks)
