"""``Explanation`` -> ``Diagram``: the way from a source to a target, and where it ends.

The picture that belongs to a gradient that is ``None``.
"""

from __future__ import annotations

from typing import Any

from teachflow.eager.explanation import Explanation, Step
from teachflow.texts import text
from teachflow.viz import labels, roles
from teachflow.viz.diagram import Badge, Box, Diagram, Edge, Node
from teachflow.viz.tapes.names import Numbering


def explanation_diagram(
    why: Explanation, *, source: str = "source", target: str = "target"
) -> Diagram:
    """What ``tf.explain_gradient`` found, as a chain from source to target.

    The step through which nothing flows is the 'offender' and says why; what lies
    before it is the 'path' that the gradient cannot come back on. ``source`` and
    ``target`` are what the learner calls the two.

    >>> import teachflow as tf
    >>> x = tf.Variable(3.0)
    >>> with tf.GradientTape() as tape:
    ...     y = tf.stop_gradient(x * x) + 1.0
    >>> why = tf.explain_gradient(tape, y, x)
    >>> [(n.label, n.emphasis) for n in explanation_diagram(why, source="x").nodes]
    [('x', 'path'), ('Mul', ''), ('StopGradient', 'offender'), ('target', '')]
    """
    names = Numbering()
    first = Node(
        names.new(source), "watched", source, output=_shape(why.start), emphasis="path"
    )
    nodes, edges = [first], []
    broken = why.connected
    for step in why.path:
        node = _step_node(names.new(step.op), step, not step.flows and not broken, why)
        broken = broken or not step.flows
        edges.append(_edge(nodes[-1], node, step.shape_in))
        nodes.append(node)
    end = Node(names.new(target), "result", target, result=True)
    if why.path or why.connected:
        shape = why.path[-1].shape_out if why.path else why.start
        edges.append(_edge(nodes[-1], end, shape))
    nodes.append(end)
    if not broken:
        nodes[-1] = _blamed(nodes[-1], why)
    notes = tuple(part for part in (why.text, why.where, why.advice) if part)
    return Diagram(
        Box(nodes=tuple(nodes)),
        tuple(edges),
        total=max(len(why.path), 1),
        notes=notes,
        subject="path",
    )


def _step_node(name: str, step: Step, ends_here: bool, why: Explanation) -> Node:
    symbol, _ = roles.SYMBOLS.get(step.op, ("", frozenset[str]()))
    kind = "outside" if step.op == "NumPy" else "op"
    badges = (Badge("problem", text("tape.ends_here")),) if ends_here else ()
    return Node(
        name,
        kind,
        name,
        (),
        symbol,
        step.op,
        output=_shape(step.shape_out),
        badges=badges,
        emphasis="offender" if ends_here else "",
    )


def _blamed(node: Node, why: Explanation) -> Node:
    """The target, where the way to it is not known."""
    said = Badge("problem", text(f"tape.reasons.{why.reason.replace(' ', '_')}"))
    return Node(
        node.id, node.kind, node.label, result=True, badges=(said,), emphasis="offender"
    )


def _shape(shape: Any) -> str:
    return "" if shape is None else labels.shape_text(shape)


def _edge(before: Node, after: Node, shape: Any) -> Edge:
    label = _shape(shape)
    return Edge(
        f"{after.id}:0", before.id, after.id, "" if label == "scalar" else label
    )
