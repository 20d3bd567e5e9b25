"""What is used all over a picture is told by its name where an arrow would be too long.

A placeholder that thirty layers read would send thirty arrows across all of them: they
hide what stands beside, and layout engines need minutes for them. As in a book, the
first uses are drawn and the others refer: a small node with the name stands beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from teachflow.texts import text
from teachflow.viz.building.names import prefixes
from teachflow.viz.diagram import Box, Diagram, Edge, Node
from teachflow.viz.drawing.rows import depths

LEAST = 4  # so many arrows have to be too long
FAR = 3  # an arrow is, that ends more than so many layers below the first use,
MANY = 8  # and of more arrows than these every one that does not end beside that


def referred(diagram: Diagram) -> Diagram:
    """The diagram with long arrows of hubs cut: each begins at a reference instead.

    >>> names = "abcdefghijkl"
    >>> nodes = tuple(Node(name, "op", name) for name in names)
    >>> row = [Edge(f"{b}:0", a, b) for a, b in zip(names, names[1:])]
    >>> uses = [Edge(f"{name}:1", "a", name) for name in names[1:]]
    >>> drawn = referred(Diagram(Box("", nodes), (*row, *uses)))
    >>> [node.id for node in drawn.nodes if node.kind == "reference"]
    ['a#f', 'a#g', 'a#h', 'a#i', 'a#j', 'a#k', 'a#l']
    """
    far = _far(diagram)
    if not far:
        return diagram
    nodes = {node.id: node for node in diagram.nodes}
    beside: defaultdict[str, list[Node]] = defaultdict(list)
    more: defaultdict[str, set[str]] = defaultdict(set)
    edges = list(diagram.edges)
    for place, edge in enumerate(edges):
        if place in far:
            name = f"{edge.source}#{edge.target}"
            if edge.target not in more[edge.source]:
                beside[edge.target].append(_reference(name, nodes, edge))
                more[edge.source].add(edge.target)
            edges[place] = replace(edge, source=name)
    counts = {name: len(targets) for name, targets in more.items()}
    root = _with_references(diagram.root, beside, counts)
    return replace(diagram, root=root, edges=tuple(edges))


def _far(diagram: Diagram) -> set[int]:
    """The places of the arrows to cut; none that an answer marks."""
    depth = depths(diagram)
    leaving: defaultdict[str, dict[int, Edge]] = defaultdict(dict)
    for place, edge in enumerate(diagram.edges):
        if edge.kind == "data" and edge.emphasis in ("", "faded"):
            leaving[edge.source][place] = edge
    found: set[int] = set()
    for edges in leaving.values():
        first = min(depth[edge.target] for edge in edges.values())
        last = first + (FAR if len(edges) <= MANY else 0)
        far = {at for at, edge in edges.items() if depth[edge.target] > last}
        if len(far) >= LEAST:
            found |= far
    return found


def _reference(name: str, nodes: Mapping[str, Node], edge: Edge) -> Node:
    """A node with the hub's name, as it is said beside the target."""
    hub, label = nodes[edge.source], edge.source
    for scope in reversed(prefixes(edge.target)):
        if label.startswith(scope + "/"):
            label = label.removeprefix(scope + "/")
            break
    label = hub.label if hub.kind == "repeated" else label
    emphasis = "faded" if hub.emphasis == "faded" else ""
    return Node(name, "reference", label, emphasis=emphasis)


def _with_references(
    box: Box, beside: Mapping[str, list[Node]], counts: Mapping[str, int]
) -> Box:
    nodes: list[Node] = []
    for node in box.nodes:
        nodes += beside.get(node.id, ())
        if node.id in counts:
            told = text("graph.uses", count=counts[node.id])
            node = replace(node, lines=(*node.lines, told))
        nodes.append(node)
    inner = tuple(_with_references(part, beside, counts) for part in box.boxes)
    return replace(box, nodes=tuple(nodes), boxes=inner)
