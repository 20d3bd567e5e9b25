"""Parts of a picture that no arrow joins, in rows: engines put them all side by side.

The graph of many small examples, as a notebook makes it that never resets it, would be
ten screens wide otherwise. Nothing is said of a picture that a screen holds.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

from teachflow.viz.diagram import Box, Diagram, Edge
from teachflow.viz.drawing.captions import node_size
from teachflow.viz.drawing.style import ARROWS

_WIDE = 1400.0  # points, about a screen
_BETWEEN = 24.0  # from node to node and from box to box, roughly
_LONGER = 1.6  # how much wider than high all rows together should be


def below(diagram: Diagram, *, across: bool = False) -> tuple[tuple[str, str], ...]:
    """Pairs of nodes: the second stands a layer after the first, in the next row.

    ``across``: layers follow each other from side to side.

    >>> from teachflow.viz.diagram import Node
    >>> nodes = tuple(Node(f"n{i}", "op", "name" * 20) for i in range(5))
    >>> below(Diagram(Box("", nodes), ()))
    (('n1', 'n2'), ('n1', 'n3'), ('n3', 'n4'))
    """
    sizes = {node.id: node_size(node) for node in diagram.nodes}
    boxes = dict(_boxes(diagram.root))
    before = _before(diagram)
    parts = []
    for names in _joined(diagram):
        layers, first = _layers(names, before)
        sides = [[sizes[name][across] + _BETWEEN for name in layer] for layer in layers]
        depth = [max(sizes[name][not across] for name in layer) for layer in layers]
        margin = _BETWEEN * max(boxes[name] for name in names)
        wide = margin + max(sum(side) for side in sides)
        high = margin + sum(depth) + _BETWEEN * len(depth)
        parts.append(_Part(first, layers[-1][0], len(layers), wide, high))
    if sum(part.wide for part in parts) <= _WIDE:
        return ()
    area = sum(part.wide * part.high for part in parts)
    limit = max(_WIDE, math.sqrt(area * _LONGER), *(part.wide for part in parts))
    rows: list[list[_Part]] = [[]]
    for part in parts:
        if rows[-1] and sum(other.wide for other in rows[-1]) + part.wide > limit:
            rows.append([])
        rows[-1].append(part)
    pairs = []
    for row, after in itertools.pairwise(rows):
        longest = _longest(row)
        pairs += [(longest.last, part.first) for part in after]
    return tuple(pairs)


def laid_out(edge: Edge) -> tuple[str, str]:
    """The two ends of an arrow, the one that stands above first.

    A turned arrow is laid out against its flow: what it leads to stands above.

    >>> laid_out(Edge("b:0", "a", "b"))
    ('a', 'b')
    >>> laid_out(Edge("b:0", "a", "b", kind="cotangent"))
    ('b', 'a')
    """
    turned = ARROWS[edge.kind].turned
    return (edge.target, edge.source) if turned else (edge.source, edge.target)


def depths(diagram: Diagram) -> dict[str, int]:
    """About in which layer an engine puts each node, counted from where arrows begin.

    As low as its uses, where no more arrows pull it up than down; what only it uses
    goes with it.

    >>> from teachflow.viz.diagram import Node
    >>> nodes = tuple(Node(name, "op", name) for name in "abcd")
    >>> ends = ["ab", "bc", "dc"]
    >>> edges = tuple(Edge(f"{end}:0", start, end) for start, end in ends)
    >>> sorted(depths(Diagram(Box("", nodes), edges)).items())
    [('a', 0), ('b', 1), ('c', 2), ('d', 1)]
    """
    before = _before(diagram)
    after: dict[str, list[str]] = {name: [] for name in before}
    for name, above in before.items():
        for other in above:
            after[other].append(name)
    found = {
        name: depth
        for names in _joined(diagram)
        for depth, layer in enumerate(_layers(names, before)[0])
        for name in layer
    }
    for name in sorted(found, key=found.__getitem__, reverse=True):
        under = [other for other in after[name] if found[other] > found[name]]
        holds = [other for other in before[name] if before[other] or after[other][1:]]
        if under and len(under) >= len(holds):
            found[name] = min(found[other] for other in under) - 1
    return found


@dataclass(frozen=True)
class _Part:
    """Nodes that are joined: the ends of their longest way, and how large they are."""

    first: str
    last: str
    layers: int
    wide: float
    high: float


def _longest(row: list[_Part]) -> _Part:
    """The part with most layers; of several the middle one: a row is to be under it."""
    most = max(part.layers for part in row)
    longest = [part for part in row if part.layers == most]
    return longest[len(longest) // 2]


def _joined(diagram: Diagram) -> list[list[str]]:
    """The nodes' ids, those together that arrows or a box join; in their order."""
    part_of = {node.id: [node.id] for node in diagram.nodes}

    def join(one: str, other: str) -> None:
        into, gone = part_of[one], part_of[other]
        if into is not gone:
            into += gone
            part_of.update(dict.fromkeys(gone, into))

    for box in diagram.root.boxes:
        inside = [node.id for node in box.walk()]
        for name in inside[1:]:
            join(inside[0], name)
    for edge in diagram.edges:
        join(edge.source, edge.target)
    for one, other in diagram.beside:
        join(one, other)
    return list({id(part): part for part in part_of.values()}.values())


def _boxes(box: Box, around: int = 0) -> Iterator[tuple[str, int]]:
    """How many boxes stand around each node."""
    for node in box.nodes:
        yield node.id, around
    for inner in box.boxes:
        yield from _boxes(inner, around + 1)


def _before(diagram: Diagram) -> dict[str, list[str]]:
    """The nodes that arrows lay out before a node."""
    found: dict[str, list[str]] = {node.id: [] for node in diagram.nodes}
    for edge in diagram.edges:
        if not ARROWS[edge.kind].loose:
            above, under = laid_out(edge)
            found[under].append(above)
    return found


def _layers(
    names: list[str], before: dict[str, list[str]]
) -> tuple[list[list[str]], str]:
    """The nodes layer by layer, and where the longest way begins.

    An arrow that would close a circle is passed over.

    >>> _layers(["a", "b", "c"], {"a": ["c"], "b": ["a"], "c": ["a", "b"]})
    ([['b'], ['c'], ['a']], 'b')
    """
    depths: dict[str, int] = {}
    start: dict[str, str] = {}
    for name in names:
        pending = [] if name in depths else [(name, iter(before[name]))]
        seen = {name}
        while pending:
            node, rest = pending[-1]
            new = next((o for o in rest if o not in depths and o not in seen), None)
            if new is not None:
                seen.add(new)
                pending.append((new, iter(before[new])))
                continue
            pending.pop()
            over = [other for other in before[node] if other in depths]
            deepest = max(over, key=lambda other: depths[other], default=None)
            depths[node] = 0 if deepest is None else depths[deepest] + 1
            start[node] = node if deepest is None else start[deepest]
    layers: list[list[str]] = [[] for _ in range(max(depths[n] for n in names) + 1)]
    for name in names:
        layers[depths[name]].append(name)
    return layers, start[layers[-1][0]]
