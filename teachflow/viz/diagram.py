"""``Diagram``: what a picture of a graph shows, as plain data.

Nested boxes for name scopes, nodes for what the learner wrote, edges for tensors. No
geometry, no colours and no text format: those are decided by who draws it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Badge:
    """One more line of a node, on what a question found: ``kind`` says which question.

    Kinds: 'value', 'gradient', 'order' (its place in a run), 'count' (how often runs
    computed it), 'part' (how much of a closed scope they computed), 'fed', 'fetched',
    'read' and 'written' (of a variable), 'cell' (which cell made it), 'changed' (what
    is different), 'problem' (what is wrong); and 'input', which no question asks for:
    what it takes from so far away that no arrow is drawn.
    """

    kind: str
    text: str


@dataclass(frozen=True)
class Node:
    """One drawn node; ``id`` is the name of its operation (``scope/`` when closed).

    ``emphasis`` says why it stands out: 'path', 'found', 'center', 'offender', 'added',
    'removed', 'changed'; 'faded' that it does not count here; '' for an ordinary node.
    """

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
    badges: tuple[Badge, ...] = ()
    emphasis: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether it stands for a whole box of nodes."""
        return self.id.endswith("/")


@dataclass(frozen=True)
class Edge:
    """An arrow; ``kind``: 'data', 'control' (order only), 'write' (into a variable),
    'predicate' (which branch, or whether once more), 'next' (a loop's next round),
    'cotangent' (gradients going back), 'applied' (what is done with one), 'recalled'
    (a forward value that a gradient needs).

    ``id`` is the input that it goes into: ``mul:1``, or ``mul^init`` for order only.
    ``into`` names the box whose edge the arrow ends at, where that is not its target.
    """

    id: str
    source: str
    target: str
    label: str = ""
    kind: str = "data"
    emphasis: str = ""
    into: str = ""


@dataclass(frozen=True)
class Box:
    """A name scope and what is drawn in it; the outermost has no name.

    ``kind`` is 'condition', 'loop' or 'gradients' for more than a name scope. Parts of
    those are boxes whose last name begins with ``=``: ``choice/=true``, ``=gradients``.
    """

    name: str = ""
    nodes: tuple[Node, ...] = ()
    boxes: tuple[Box, ...] = ()
    kind: str = ""

    def walk(self) -> Iterator[Node]:
        """All nodes, those of inner boxes after a box's own."""
        yield from self.nodes
        for box in self.boxes:
            yield from box.walk()

    def changed(self, change: Callable[[Node], Node]) -> Box:
        """The same box with what ``change`` makes of each node in it."""
        nodes = tuple(map(change, self.nodes))
        boxes = tuple(box.changed(change) for box in self.boxes)
        return replace(self, nodes=nodes, boxes=boxes)


@dataclass(frozen=True)
class Diagram:
    """What to draw: ``root`` holds everything; ``notes`` are sentences for below it.

    ``drawn_as`` tells for every operation that the picture shows in which node, and
    ``hidden`` for those that it leaves out which option shows them. ``beside`` are
    pairs of nodes that should stand at one height. ``subject`` is the table of the
    catalogue that says what it is a picture of.
    """

    root: Box
    edges: tuple[Edge, ...]
    dtype: str = ""
    total: int = 0
    notes: tuple[str, ...] = ()
    too_many: bool = False
    drawn_as: Mapping[str, str] = field(default_factory=dict)
    hidden: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[tuple[str, str], ...] = ()
    subject: str = "graph"

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes, in the order of their boxes."""
        return tuple(self.root.walk())


def nest(
    nodes: Mapping[str, Node],
    homes: Mapping[str, str],
    kinds: Mapping[str, str] | None = None,
) -> Box:
    """The boxes around nodes; ``homes`` gives the scope of each, '' for none.

    ``kinds`` says which scopes are more than that.

    >>> node = Node("a/b/c", "op", "c")
    >>> nest({"a/b/c": node}, {"a/b/c": "a/b"}).boxes[0].boxes[0].nodes == (node,)
    True
    """
    children: dict[str, list[str]] = {"": []}
    inside: dict[str, list[Node]] = {}
    for node_id, node in nodes.items():
        inside.setdefault(homes[node_id], []).append(node)
        parts = homes[node_id].split("/") if homes[node_id] else []
        for end in range(len(parts)):
            outer, scope = "/".join(parts[:end]), "/".join(parts[: end + 1])
            if scope not in children:
                children[scope] = []
                children[outer].append(scope)
    return _box("", children, inside, kinds or {})


def _box(
    scope: str,
    children: Mapping[str, list[str]],
    inside: Mapping[str, list[Node]],
    kinds: Mapping[str, str],
) -> Box:
    boxes = tuple(_box(name, children, inside, kinds) for name in children[scope])
    return Box(scope, tuple(inside.get(scope, ())), boxes, kinds.get(scope, ""))
