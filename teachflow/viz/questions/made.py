"""``made``: what one maker has added to a graph, such as a cell of a notebook."""

from __future__ import annotations

from teachflow.graph.graph import Graph
from teachflow.graph.owning.making import Maker
from teachflow.texts import text
from teachflow.viz.questions.answer import Answer


def made(graph: Graph, maker: Maker) -> Answer:
    """The operations that ``maker`` made, and faded what they are built upon.

    >>> import teachflow.compat.v1 as tf
    >>> from teachflow.graph.owning.making import making
    >>> with tf.Graph().as_default() as graph:
    ...     x = tf.placeholder(tf.float32, name="x")
    ...     with making(Maker()) as cell:
    ...         y = tf.square(x, name="y")
    >>> answer = made(graph, cell)
    >>> sorted(answer.only), dict(answer.emphasis)
    (['x', 'y'], {'y': 'added'})
    """
    added = [op for op in graph.get_operations() if op.maker is maker]
    below = {tensor.op.name for op in added for tensor in op.inputs}
    below |= {before.name for op in added for before in op.control_inputs}
    names = [op.name for op in added]
    return Answer(
        only=frozenset(below.union(names)),
        emphasis=dict.fromkeys(names, "added"),
        fades=True,
        notes=(text("questions.made.found", count=len(names)),),
    )
