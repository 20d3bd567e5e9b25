"""``Diagram``: what a picture of a graph shows, as plain data.

Nested boxes for name scopes, nodes for what the learner wrote, edges for tensors. No
geometry, no colours and no text format: those are decided by who draws it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
    """One drawn node; ``id`` is the name of its operation (``scope/`` when closed)."""

    id: str
    kind: str
    label: str
    lines: tuple[str, ...] = ()
    symbol: str = ""
    type: str = ""
    inputs: tuple[str, ...] = ()
    output: str = ""
    ops: int = 1
    result: bool = False


@dataclass(frozen=True)
class Edge:
    """An arrow; ``kind``: 'data', 'control' (order only), 'write' (into a variable).

    ``id`` is the input that it goes into: ``mul:1``, or ``mul^init`` for order only.
    """

    id: str
    source: str
    target: str
    label: str = ""
    kind: str = "data"


@dataclass(frozen=True)
class Box:
    """A name scope and what is drawn in it; the outermost has no name."""

    name: str = ""
    nodes: tuple[Node, ...] = ()
    boxes: tuple[Box, ...] = ()

    def walk(self) -> Iterator[Node]:
        """All nodes, those of inner boxes after a box's own."""
        yield from self.nodes
        for box in self.boxes:
            yield from box.walk()


@dataclass(frozen=True)
class Diagram:
    """What to draw: ``root`` holds everything; ``notes`` are sentences for below it."""

    root: Box
    edges: tuple[Edge, ...]
    dtype: str = ""
    total: int = 0
    notes: tuple[str, ...] = ()
    too_many: bool = False

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes, in the order of their boxes."""
        return tuple(self.root.walk())
