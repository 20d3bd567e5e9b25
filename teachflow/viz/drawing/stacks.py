"""Boxes that follow each other stand one below the other, like the pages of a story.

An engine puts a box beside the one before it as soon as one node in it could stand as
high as that: the variables of a layer, which wait for nothing. Ten layers were a
staircase across ten screens. So all of a box stands below whatever is computed and
leads into it, where nothing leads back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from teachflow.viz.diagram import Box, Diagram
from teachflow.viz.drawing.rows import laid_out
from teachflow.viz.drawing.style import ARROWS

Pair = tuple[str, str]


def stacked(diagram: Diagram) -> tuple[Pair, ...]:
    """Pairs of nodes: the second stands in a layer below the first.

    >>> from teachflow.viz.diagram import Edge, Node
    >>> x, h, w, y = (Node(name, "op", name) for name in ("x", "h", "net/w", "net/y"))
    >>> ends = (("x", "h"), ("h", "net/y"), ("net/w", "net/y"))
    >>> edges = tuple(Edge(f"{end}:0", start, end) for start, end in ends)
    >>> stacked(Diagram(Box("", (x, h), (Box("net", (w, y)),)), edges))
    (('h', 'net/w'),)
    """
    edges = list(_laid_out(diagram))
    pairs: dict[Pair, None] = {}
    for box in _with_boxes(diagram.root):
        pairs.update(dict.fromkeys(_below(box, edges)))
    drawn = set(edges)
    return tuple(pair for pair in pairs if pair not in drawn)


def _laid_out(diagram: Diagram) -> Iterator[Pair]:
    """The ends of the arrows that pull nodes into layers, upper end first."""
    for edge in diagram.edges:
        if not ARROWS[edge.kind].loose and edge.kind != "predicate":
            yield laid_out(edge)


def _with_boxes(box: Box) -> Iterator[Box]:
    if box.boxes:
        yield box
        for inner in box.boxes:
            yield from _with_boxes(inner)


def _below(box: Box, edges: Sequence[Pair]) -> Iterator[Pair]:
    """The pairs for the boxes that lie in ``box`` itself."""
    part = {node.id: node.id for node in box.nodes}
    # The parts of conditions and loops stand beside each other.
    inside = {b.name + "/=": b for b in box.boxes if not _is_part(b)}
    for name, inner in inside.items():
        part.update((node.id, name) for node in inner.walk())
    after: defaultdict[str, set[str]] = defaultdict(set)
    before: defaultdict[str, set[str]] = defaultdict(set)
    for source, target in edges:
        if source in part and target in part:
            if part[source] == part[target]:
                before[target].add(source)
            else:
                after[part[source]].add(part[target])
    reached: dict[str, set[str]] = {}
    computed = {target for _, target in edges}
    for source, target in edges:
        name = part.get(target, "")
        if name not in inside or part.get(source, name) == name:
            continue
        if source not in computed:
            continue
        if name not in reached:
            reached[name] = _reached(name, after)
        if part[source] not in reached[name]:
            # What leads to the target stands above it, so it may stand too high.
            for node in sorted(_reached(target, before)):
                if not before[node]:
                    yield source, node


def _is_part(box: Box) -> bool:
    return box.name.rpartition("/")[2].startswith("=")


def _reached(start: str, after: defaultdict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = after[waiting.pop()] - found
        found |= new
        waiting += new
    return found
