"""``Explanation`` -> ``Diagram``: the way from a source to a target, and where it ends.

The picture that belongs to a gradient that is ``None``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from teachflow.core.explaining.explanation import Explanation, Step
from teachflow.texts import text
from teachflow.viz.building import roles
from teachflow.viz.diagram import Badge, Box, Diagram, Edge, Node
from teachflow.viz.drawing import labels
from teachflow.viz.tapes.names import Numbering


def explanation_diagram(
    why: Explanation,
    *,
    source: str = "source",
    target: str = "target",
    is_variable: bool = False,
) -> Diagram:
    """What ``tf.explain_gradient`` found, as a chain from source to target.

    The step through which nothing flows is the 'offender'; what lies before it is the
    'path' on which no gradient comes back. ``source`` and ``target`` are what the
    learner calls the two, and ``is_variable`` tells whether the source is one.

    >>> import teachflow as tf
    >>> x = tf.Variable(3.0)
    >>> with tf.GradientTape() as tape:
    ...     y = tf.stop_gradient(x * x) + 1.0
    >>> why = tf.explain_gradient(tape, y, x)
    >>> [(n.label, n.emphasis) for n in explanation_diagram(why, source="x").nodes]
    [('x', 'path'), ('Mul', 'path'), ('StopGradient', 'offender'), ('target', '')]
    """
    names = Numbering((source, target))
    first = Node(source, "watched", source, output=_shape(why.start), emphasis="path")
    if why.reason == "not watched":
        first = _blamed(replace(first, kind="constant"), why)
    elif is_variable:
        first = replace(first, kind="variable")
    nodes, edges = [first], []
    flows = first.emphasis == "path"
    arrives = bool(why.path) and why.path[-1].op != "NumPy"
    for step in why.path:
        last = arrives and step is why.path[-1]
        name = target if last else names.new(step.op)
        node = _step_node(name, step, flows, nodes[-1].label)
        flows = flows and step.flows
        edges.append(_edge(nodes[-1], node, step.shape_in))
        nodes.append(node)
    if not arrives:
        if why.path:  # what came back from NumPy
            edges.append(Edge(f"{target}:0", nodes[-1].id, target, kind="unseen"))
        nodes.append(Node(target, "outside", target))
    if flows and not why.connected:
        nodes[-1] = _blamed(nodes[-1], why)
    notes = tuple(part for part in (why.text, why.where, why.advice) if part)
    return Diagram(
        Box(nodes=tuple(nodes)),
        tuple(edges),
        total=max(len(why.path), 1),
        notes=notes,
        subject="path",
    )


def _step_node(name: str, step: Step, flows: bool, before: str) -> Node:
    """One step; ``flows``: whether anything would flow back as far as here."""
    symbol, _ = roles.SYMBOLS.get(step.op, ("", frozenset[str]()))
    kind = "outside" if step.op == "NumPy" else "op"
    ends_here = flows and not step.flows
    badges = (Badge("problem", text("tape.ends_here")),) if ends_here else ()
    lines = (step.op,) if not symbol and not name.startswith(step.op) else ()
    return Node(
        name,
        kind,
        name,
        lines,
        symbol,
        step.op,
        (before,),
        output=_shape(step.shape_out),
        badges=badges,
        emphasis="offender" if ends_here else "path" if flows else "",
    )


def _blamed(node: Node, why: Explanation) -> Node:
    """The target, where no single step on the way is to blame."""
    said = Badge("problem", text(f"tape.reasons.{why.reason.replace(' ', '_')}"))
    return replace(node, badges=(said,), emphasis="offender")


def _shape(shape: Any) -> str:
    return "" if shape is None else labels.shape_text(shape)


def _edge(before: Node, after: Node, shape: Any) -> Edge:
    label = _shape(shape)
    return Edge(
        f"{after.id}:0", before.id, after.id, "" if label == "scalar" else label
    )
