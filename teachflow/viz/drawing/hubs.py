"""What is used all over a picture is told by its name where an arrow would be too long.

A placeholder that thirty layers read would send thirty arrows across all of them: they
hide what stands beside, and layout engines need minutes for them. As in a book, the
first uses are drawn and the others refer: the name stands in the node that uses it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from teachflow.texts import text
from teachflow.viz.building.names import prefixes
from teachflow.viz.diagram import Badge, Diagram, Edge, Node
from teachflow.viz.drawing.rows import depths

LEAST = 4  # so many arrows have to be too long
FAR = 3  # an arrow is, that ends more than so many layers below the first use,
MANY = 8  # and of more arrows than these every one that does not end beside that


def referred(diagram: Diagram) -> Diagram:
    """The diagram without the long arrows of hubs: who uses one has its name instead.

    >>> from teachflow.viz.diagram import Box
    >>> names = "abcdefghi"
    >>> nodes = tuple(Node(name, "op", name) for name in names)
    >>> row = [Edge(f"{b}:0", a, b) for a, b in zip(names, names[1:])]
    >>> uses = [Edge(f"{name}:1", "a", name) for name in names[2:]]
    >>> drawn = referred(Diagram(Box("", nodes), (*row, *uses)))
    >>> [node.id for node in drawn.nodes if node.badges], drawn.nodes[-1].badges
    (['f', 'g', 'h', 'i'], (Badge(kind='input', text='a'),))
    """
    far = _far(diagram)
    if not far:
        return diagram
    nodes = {node.id: node for node in diagram.nodes}
    inputs: defaultdict[str, dict[Badge, None]] = defaultdict(dict)
    users: defaultdict[str, set[str]] = defaultdict(set)
    for place in sorted(far):
        edge = diagram.edges[place]
        badge = Badge("input", _name(nodes[edge.source], edge))
        inputs[edge.target][badge] = None
        users[edge.source].add(edge.target)

    def change(node: Node) -> Node:
        badges = (*inputs.get(node.id, ()), *node.badges)
        if node.id not in users:
            return replace(node, badges=badges)
        told = text("graph.uses", count=len(users[node.id]))
        return replace(node, badges=badges, lines=(*node.lines, told))

    edges = (edge for place, edge in enumerate(diagram.edges) if place not in far)
    return replace(diagram, root=diagram.root.changed(change), edges=tuple(edges))


def _far(diagram: Diagram) -> set[int]:
    """The places of the arrows to leave out; none that an answer marks."""
    leaving: defaultdict[str, dict[int, Edge]] = defaultdict(dict)
    for place, edge in enumerate(diagram.edges):
        if edge.kind == "data" and edge.emphasis in ("", "faded"):
            leaving[edge.source][place] = edge
    hubs = [edges for edges in leaving.values() if len(edges) > LEAST]
    depth = depths(diagram) if hubs else {}
    found: set[int] = set()
    for edges in hubs:
        first = min(depth[edge.target] for edge in edges.values())
        last = first + (FAR if len(edges) <= MANY else 0)
        far = {at for at, edge in edges.items() if depth[edge.target] > last}
        if len(far) >= LEAST:
            found |= far
    return found


def _name(hub: Node, edge: Edge) -> str:
    """What a hub is called by who uses it: without the scope that both share.

    With the number of the output that is used where the arrow says it.
    """
    if hub.kind == "repeated":
        return hub.label
    shared = (scope + "/" for scope in reversed(prefixes(edge.target)))
    scope = next(filter(hub.id.startswith, shared), "")
    output = re.match(r":\d+", edge.label)
    return hub.id.removeprefix(scope) + (output[0] if output else "")
