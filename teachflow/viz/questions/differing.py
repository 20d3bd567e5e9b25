"""The picture of a difference: the later graph, with what was removed put back in."""

from __future__ import annotations

import dataclasses

from teachflow.graph.diff import GraphDiff
from teachflow.graph.graph import Graph
from teachflow.texts import text
from teachflow.viz.build import build_diagram
from teachflow.viz.diagram import Badge, Box, Diagram, Node, nest
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
    earlier = _own(applied(build_diagram(diff.before), _marked(diff, "removed")))
    later = applied(build_diagram(diff.after), _marked(diff, "added"))
    places = {**_places(earlier.root), **_places(later.root)}
    boxes = {**_kinds(earlier.root), **_kinds(later.root)}
    nodes = {node.id: node for node in later.nodes}
    drawn = _drawn(earlier, later)
    for node in earlier.nodes:
        if drawn[node.id] == node.id:
            nodes.setdefault(node.id, node)
    before, after = _sources(diff.before), _sources(diff.after)
    known = {edge.id for edge in later.edges}
    edges = []
    for edge in earlier.edges:
        source, target = drawn[edge.source], drawn[edge.target]
        # What decides in a loop or condition has no input of its own to compare.
        stays = edge.id in (after if edge.id in before else known)
        if source == target or (stays and before.get(edge.id) == after.get(edge.id)):
            continue
        # Two graphs may have arrows of one id; a picture may not.
        id_ = f"{edge.id}-" if edge.id in known else edge.id
        changed = dataclasses.replace(edge, id=id_, source=source, target=target)
        edges.append(dataclasses.replace(changed, emphasis="removed"))
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


def _own(diagram: Diagram) -> Diagram:
    """The earlier diagram with ids of its own for repeats, which have no names."""
    ids = {n.id: f"{n.id[:-1]}-/" for n in diagram.nodes if n.kind == "repeated"}

    def change(node: Node) -> Node:
        return dataclasses.replace(node, id=ids.get(node.id, node.id))

    return dataclasses.replace(
        diagram,
        root=diagram.root.changed(change),
        edges=tuple(
            dataclasses.replace(
                edge,
                source=ids.get(edge.source, edge.source),
                target=ids.get(edge.target, edge.target),
            )
            for edge in diagram.edges
        ),
        drawn_as={name: ids.get(id_, id_) for name, id_ in diagram.drawn_as.items()},
    )


def _drawn(earlier: Diagram, later: Diagram) -> dict[str, str]:
    """Where each node of the earlier diagram is: its own id where it is put back in.

    What is only folded in another way now is in the node that has taken it in.
    """
    there = {node.id for node in later.nodes}
    inside: dict[str, list[str]] = {}
    for name, id_ in earlier.drawn_as.items():
        inside.setdefault(id_, []).append(name)
    found = {}
    for node in earlier.nodes:
        names = inside.get(node.id, [])
        taken = bool(names) and all(name in later.drawn_as for name in names)
        is_gone = node.id not in there and taken
        found[node.id] = later.drawn_as[names[0]] if is_gone else node.id
    return found


def _sources(graph: Graph) -> dict[str, str]:
    """For the id of each arrow of a graph, drawn or not, where it comes from."""
    ops = graph.get_operations()
    found = {f"{op.name}:{i}": t.name for op in ops for i, t in enumerate(op.inputs)}
    return found | {
        f"{op.name}^{one.name}": one.name for op in ops for one in op.control_inputs
    }


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
