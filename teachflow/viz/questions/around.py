"""``around``: what is drawn within some steps of one node."""

from __future__ import annotations

from collections import defaultdict

from teachflow.graph.graph import Graph
from teachflow.texts import text
from teachflow.viz.diagram import Diagram
from teachflow.viz.questions.answer import Answer
from teachflow.viz.questions.elements import operation_of


def around(graph: Graph, diagram: Diagram, what: object, hops: int = 1) -> Answer:
    """The nodes at most ``hops`` arrows away from ``what``, along or against them.

    Arrows are counted as the diagram draws them, so a variable is one step from what
    uses it although a node that reads it lies between. Raises ``ValueError`` and
    ``TypeError`` for what is not in the graph, and ``ValueError`` for ``hops`` below 0.

    >>> import teachflow.compat.v1 as tf
    >>> from teachflow.viz.build import build_diagram
    >>> with tf.Graph().as_default() as graph:
    ...     x = tf.Variable(3, name="x")
    ...     f = tf.square(tf.square(x, name="s"), name="f")
    >>> answer = around(graph, build_diagram(graph), x)
    >>> "s" in answer.only, "f" in answer.only, dict(answer.emphasis)
    (True, False, {'x': 'center'})
    """
    if hops < 0:
        raise ValueError(text("questions.around.hops", hops=hops))
    name = operation_of(graph, what).name
    center = diagram.drawn_as.get(name, name)
    beside: defaultdict[str, list[str]] = defaultdict(list)
    for edge in diagram.edges:
        beside[edge.source].append(edge.target)
        beside[edge.target].append(edge.source)
    reached = {center}
    rim = reached
    for _ in range(hops):
        rim = {near for node in rim for near in beside[node]} - reached
        reached = reached | rim
    inside = {op for op, node in diagram.drawn_as.items() if node in reached}
    # A constant that is drawn at each use has a node, but not as its own operation.
    inside |= {node.partition("#")[0] for node in reached}
    note = text("questions.around.found", count=hops, node=name)
    return Answer(
        only=frozenset(inside | {name}), emphasis={name: "center"}, notes=(note,)
    )
