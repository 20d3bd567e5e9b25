"""The picture of a difference: the later graph, with what was removed put back in."""

from __future__ import annotations

import dataclasses

from teachflow.graph.diff import GraphDiff
from teachflow.texts import text
from teachflow.viz.build import build_diagram
from teachflow.viz.diagram import Badge, Box, Diagram, Edge, nest
from teachflow.viz.questions.answer import Answer
from teachflow.viz.questions.asking import applied

_MOST = 2


def draw_difference(diff: GraphDiff) -> Diagram:
    """What is added, removed and changed, among what stayed.

    Nodes that only one graph draws come with the arrows that they have there.

    >>> import teachflow.compat.v1 as tf
    >>> first, second = tf.Graph(), tf.Graph()
    >>> with first.as_default():
    ...     old = tf.square(tf.placeholder(tf.float32, name="x"), name="old")
    >>> with second.as_default():
    ...     new = tf.sqrt(tf.placeholder(tf.float32, name="x"), name="new")
    >>> drawn = draw_difference(first.diff(second))
    >>> [(node.id, node.emphasis) for node in drawn.nodes]
    [('x', 'faded'), ('new', 'added'), ('old', 'removed')]
    """
    earlier = applied(build_diagram(diff.before), _marked(diff, "removed"))
    later = applied(build_diagram(diff.after), _marked(diff, "added"))
    places = {**_places(earlier.root), **_places(later.root)}
    boxes = {**_kinds(earlier.root), **_kinds(later.root)}
    nodes = {node.id: node for node in later.nodes}
    gone = [node for node in earlier.nodes if node.id not in nodes]
    nodes |= {node.id: node for node in gone}
    known = {edge.id for edge in later.edges}
    removed = {node.id for node in gone}
    edges = [
        dataclasses.replace(edge, emphasis="removed")
        for edge in earlier.edges
        if edge.source in nodes
        and edge.target in nodes
        and (edge.id not in known or {edge.source, edge.target} & removed)
    ]
    # Two graphs may have arrows of one id; a picture may not.
    edges = [
        dataclasses.replace(edge, id=f"{edge.id}-") if edge.id in known else edge
        for edge in edges
        if not _there(edge, later)
    ]
    return dataclasses.replace(
        later,
        root=nest(nodes, places, boxes),
        edges=(*later.edges, *edges),
        total=len({*earlier.drawn_as, *later.drawn_as} | set(diff.removed)),
        notes=(*later.notes, text("diff.picture"), str(diff).partition("\n")[0]),
        too_many=earlier.too_many or later.too_many,
        drawn_as={**earlier.drawn_as, **later.drawn_as},
    )


def _marked(diff: GraphDiff, side: str) -> Answer:
    names = diff.added if side == "added" else diff.removed
    emphasis = dict.fromkeys(names, side)
    badges = {}
    for name, changes in diff.changed.items():
        emphasis[name] = "changed"
        if side == "added":
            told = [str(change) for change in changes[:_MOST]]
            badges[name] = tuple(Badge("changed", line) for line in told)
    return Answer(emphasis=emphasis, badges=badges, fades=True)


def _there(edge: Edge, diagram: Diagram) -> bool:
    """Whether the diagram has the same arrow."""
    return any(
        (edge.source, edge.target, edge.id) == (other.source, other.target, other.id)
        for other in diagram.edges
    )


def _places(box: Box) -> dict[str, str]:
    """The box that each node is in."""
    found = {node.id: box.name for node in box.nodes}
    for inner in box.boxes:
        found |= _places(inner)
    return found


def _kinds(box: Box) -> dict[str, str]:
    """What each box is, where it is more than a name scope."""
    found = {box.name: box.kind} if box.kind else {}
    for inner in box.boxes:
        found |= _kinds(inner)
    return found
