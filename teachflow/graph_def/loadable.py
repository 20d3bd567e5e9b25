"""Which nodes of a graph TensorFlow could not load, and why.

Forward graphs are TensorFlow's node for node. Gradients are not: they have helper ops
of our own, which only TeachFlow reads again.
"""

from __future__ import annotations

from typing import Any

from teachflow.core.registry import find
from teachflow.graph_def.attributes import attributes, is_tensorflows


def own_nodes(graph_or_graph_def: Any) -> dict[str, str]:
    """Returns what TensorFlow has nothing for: each such node's name, and the reason.

    Nodes that only depend on such ones are not named. Empty where TensorFlow loads all.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     x = tf.placeholder(tf.float32, [None, 2], name="x")
    ...     b = tf.Variable([1.0, 2.0], name="b")
    ...     print(own_nodes(graph))
    ...     dy = tf.gradients(tf.reduce_sum(x + b), b)
    ...     print(sorted(set(own_nodes(graph).values())))
    {}
    ['RestoreAxes is an op of TeachFlow', 'SumLike is an op of TeachFlow']
    """
    as_graph_def = getattr(graph_or_graph_def, "as_graph_def", None)
    graph_def = graph_or_graph_def if as_graph_def is None else as_graph_def()
    found: dict[str, str] = {}
    for node in graph_def.node:
        if not is_tensorflows(node.op):
            found[node.name] = f"{node.op} is an op of TeachFlow"
            continue
        opdef = find(node.op)
        ours = {a.name for a in attributes(opdef) if a.ours} if opdef else set()
        for name, value in node.attr.items():
            if name in ours:
                found[node.name] = f"{node.op} has {name} in TeachFlow alone"
            elif value.WhichOneof("value") == "func":
                found[node.name] = f"{name} is a Python function"
    return found


def check_loadable(graph_or_graph_def: Any) -> None:
    """Raises ``ValueError`` naming the nodes that TensorFlow could not load.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     x = tf.constant([1.0])
    >>> check_loadable(graph)
    """
    found = own_nodes(graph_or_graph_def)
    if found:
        some = list(found.items())[:8]
        listed = "; ".join(f"'{name}': {reason}" for name, reason in some)
        more = f" and {len(found) - 8} more" if len(found) > len(some) else ""
        raise ValueError(
            f"TensorFlow cannot load {len(found)} of the nodes: {listed}{more}. Such "
            "nodes come from tf.gradients and minimize(): tf.graph_util.lower_helpers "
            "says most of them in TensorFlow's ops. Others can be cut off with "
            "tf.graph_util.extract_sub_graph."
        )
