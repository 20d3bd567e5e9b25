"""What an explorer tells of everything that it draws: one plain row for each.

A row is what a reader sees when the pointer is on a node, what a screen reader says,
and where the arrows lead; the front end shows rows and knows nothing of graphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from teachflow.graph.operation import Operation, Tensor
from teachflow.texts import text
from teachflow.viz.diagram import Box, Edge, Node
from teachflow.viz.drawing import labels
from teachflow.widgets.explorer import Explorer

MOST_LINKS = 24
MOST_NAMES = 60
LONGEST_VALUE = 300
LONGEST_LABEL = 120
_SAID_BY_THE_TENSORS = frozenset({"dtype", "value"})


def rows_and_arrows(
    explorer: Explorer,
) -> tuple[list[dict[str, Any]], list[list[Any]]]:
    """The rows in reading order, and the arrows between them.

    An arrow is [source, target, tensor's name, kind] with places in the list of rows;
    all of it can be written as JSON.
    """
    return _Table(explorer).all()


class _Table:
    """One picture of one graph, on its way to rows."""

    def __init__(self, explorer: Explorer) -> None:
        diagram = explorer.diagram
        self.explorer = explorer
        self.ops = explorer.ops
        self.drawn_as = diagram.drawn_as
        self.items = list(_items(diagram.root, 1, -1))
        self.place = {_key(item): at for at, (item, _, _) in enumerate(self.items)}
        self.members: dict[str, list[Operation]] = {}
        for name, node in diagram.drawn_as.items():
            if name in self.ops:
                self.members.setdefault(node, []).append(self.ops[name])
        self.into = {edge.id: edge for edge in diagram.edges}
        self.leaving: dict[str, list[Edge]] = {}
        for edge in diagram.edges:
            self.leaving.setdefault(edge.source, []).append(edge)

    def all(self) -> tuple[list[dict[str, Any]], list[list[Any]]]:
        rows = [self._row(*found) for found in self.items]
        return rows, [self._arrow(edge) for edge in self.explorer.diagram.edges]

    def _arrow(self, edge: Edge) -> list[Any]:
        tensor = self._tensor(edge)
        ends = [self.place[edge.source], self.place[edge.target]]
        return [*ends, "" if tensor is None else tensor.name, edge.kind]

    def _row(self, item: Node | Box, level: int, parent: int) -> dict[str, Any]:
        row = self._box(item) if isinstance(item, Box) else self._node(item)
        return {"id": _key(item), "level": level, "parent": parent, **row}

    def _box(self, box: Box) -> dict[str, Any]:
        count = len(list(box.walk()))
        last = box.name.rpartition("/")[2]
        what = "part" if box.kind or last.startswith("=") else "box"
        return {
            "name": _title(box),
            "kind": text(f"explorer.kind.{what}"),
            "open": True if self.explorer.closable(box.name) else None,
            "says": text(f"explorer.says.{what}", name=_title(box), count=count),
            "facts": [[text("explorer.fact.inside"), _nodes(count)]],
        }

    def _node(self, node: Node) -> dict[str, Any]:
        op = self.ops.get(node.id.partition("#")[0])
        own = self.members.get(node.id) or ([op] if op is not None else [])
        foldable = node.id in self.explorer.foldable
        unfolded = (
            node.id in self.explorer.visible and node.id not in self.explorer.boxes
        )
        row: dict[str, Any] = {
            "name": node.id.rstrip("/").partition("#")[0],
            "kind": text(f"legend.kinds.{node.kind}"),
            "type": node.type,
            "open": unfolded if foldable or unfolded else None,
            "says": self._says(node),
            "facts": [*self._attributes(node, op), *_found(node)],
            "in": self._inputs(node, own),
            "out": self._outputs(node, own),
        }
        if node.is_closed:
            row["holds"] = [each.name for each in own[:MOST_NAMES]]
            row["more"] = max(len(own) - MOST_NAMES, 0)
        return row

    def _says(self, node: Node) -> str:
        """A name for the node that is read aloud, such as "mul, Mul of x and y"."""
        name = labels.shortened(labels.visible(node.label), LONGEST_LABEL)
        kind = text(f"legend.kinds.{node.kind}")
        values = {"name": name.rstrip("/"), "kind": kind, "output": node.output}
        more = [
            text(f"graph.badge.{badge.kind}", text=badge.text) for badge in node.badges
        ]
        if node.is_closed:
            said = text("explorer.says.scope", count=node.ops, **values)
        elif node.inputs:
            inputs = _listed([labels.visible(name) for name in node.inputs])
            said = text("explorer.says.op", type=node.type, inputs=inputs, **values)
        else:
            said = text("explorer.says.leaf", **values)
            seen = {node.type, node.output, *more}
            more = [line for line in node.lines if line not in seen] + more
        return ", ".join([said.rstrip(", "), *more])

    def _attributes(self, node: Node, op: Operation | None) -> list[list[str]]:
        if op is None or node.is_closed or node.kind == "outside":
            return []
        facts = [
            [name, _short(value)]
            for name, value in op.attrs.items()
            if name not in _SAID_BY_THE_TENSORS and not name.startswith("_")
        ]
        if op.type == "Const":
            facts.append([text("explorer.fact.value"), _short(op.get_attr("value"))])
        if node.ops > 1:
            facts.append([text("explorer.fact.folded"), _nodes(node.ops)])
        number = getattr(op.maker, "number", None)  # a notebook's cells have one
        if number is not None:
            facts.append([text("explorer.fact.cell"), f"[{number}]"])
        return facts

    def _inputs(self, node: Node, own: Sequence[Operation]) -> list[list[Any]]:
        """[tensor, what it is, place of the row it comes from or -1, kind]."""
        inside = {op.name for op in own}
        found: dict[tuple[str, int], list[Any]] = {}
        for op in own:
            for index, tensor in enumerate(op.inputs):
                if tensor.op.name in inside:
                    continue
                edge = self.into.get(f"{op.name}:{index}")
                key = edge.source if edge else self.drawn_as.get(tensor.op.name, "")
                if key == node.id:
                    continue
                slot = (tensor.name, 0 if node.is_closed else len(found))
                kind = edge.kind if edge else "data"
                found[slot] = [
                    tensor.name,
                    _tensor(tensor),
                    self.place.get(key, -1),
                    kind,
                ]
            for before in op.control_inputs:
                key = self.drawn_as.get(before.name, "")
                if before.name not in inside and key in self.place and key != node.id:
                    place = self.place[key]
                    found[before.name, -1] = [f"^{before.name}", "", place, "control"]
        return list(found.values())[:MOST_LINKS]

    def _outputs(self, node: Node, own: Sequence[Operation]) -> list[list[Any]]:
        """[tensor, what it is, places of the rows that take it in]."""
        found: dict[str, list[Any]] = {}
        if own and not node.is_closed and node.kind != "outside":
            head = self.ops.get(node.id.partition("#")[0], own[-1])
            for tensor in head.outputs:
                found[tensor.name] = [tensor.name, _tensor(tensor), []]
        for edge in self.leaving.get(node.id, ()):
            sent = self._tensor(edge)
            name = f"^{node.id}" if sent is None else sent.name
            what = "" if sent is None else _tensor(sent)
            places = found.setdefault(name, [name, what, []])[2]
            place = self.place[edge.target]
            if place not in places and len(places) < MOST_LINKS:
                places.append(place)
        return list(found.values())[:MOST_LINKS]

    def _tensor(self, edge: Edge) -> Tensor | None:
        """What an arrow carries; None where it says order only."""
        name, mark, index = edge.id.rpartition(":")
        op = self.ops.get(name)
        if edge.kind == "control" or op is None or not mark or not index.isdigit():
            return None
        return op.inputs[int(index)] if int(index) < len(op.inputs) else None


def _items(
    box: Box, level: int, parent: int, at: int = 0
) -> Iterator[tuple[Node | Box, int, int]]:
    """Everything drawn with its level and the place of the box around it."""
    for node in box.nodes:
        yield node, level, parent
        at += 1
    for inner in box.boxes:
        yield inner, level, parent
        inside = list(_items(inner, level + 1, at, at + 1))
        yield from inside
        at += 1 + len(inside)


def _key(item: Node | Box) -> str:
    return f"{item.name}/" if isinstance(item, Box) else item.id


def _title(box: Box) -> str:
    """A box's name; parts of conditions, loops, gradients by what they are.

    >>> _title(Box("choice/=true"))
    'choice, if true'
    """
    outer, _, last = box.name.rpartition("/")
    if not last.startswith("="):
        return box.name
    part = text(f"graph.part.{last[1:]}")
    return text("explorer.part", name=outer, part=part) if outer else part


def _found(node: Node) -> list[list[str]]:
    return [
        [text(f"graph.badge_alone.{badge.kind}"), badge.text] for badge in node.badges
    ]


def _nodes(count: int) -> str:
    return text("explorer.nodes", count=count)


def _listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them; of many only the first.

    >>> _listed(["x", "y"]), _listed(["a", "b", "c"])
    ('x and y', 'a, b and c')
    """
    if len(names) > 4:
        shown = ", ".join(names[:3])
        return text("explorer.list.more", names=shown, count=len(names) - 3)
    if len(names) > 1:
        first = ", ".join(names[:-1])
        return text("explorer.list.last", names=first, last=names[-1])
    return "".join(names)


def _tensor(tensor: Tensor) -> str:
    return f"{labels.dtype_text(tensor.dtype)} {labels.shape_text(tensor.shape)}"


def _decoded(value: bytes | str) -> str:
    text = value if isinstance(value, str) else value.decode("utf-8", "replace")
    return f'"{text}"'


def _short(value: Any) -> str:
    """An attribute's value on one line."""
    if isinstance(value, np.ndarray):
        said = labels.value_text(value)
        if value.ndim == 0 and isinstance(value.item(), (bytes, str)):
            said = labels.visible(_decoded(value.item()))  # all of it, not a label
        elif said is None:
            with np.printoptions(threshold=16, edgeitems=2, precision=5):
                said = " ".join(str(value).split())
    elif hasattr(value, "as_numpy_dtype"):
        said = labels.dtype_text(value)
    elif hasattr(value, "as_list"):
        said = labels.shape_text(value)
    elif isinstance(value, Operation):
        said = value.name
    elif isinstance(value, (str, int, float, bool, bytes, tuple, list, type(None))):
        said = str(value)
    else:
        said = type(value).__name__  # a function or a region: its text has addresses
    return labels.shortened(labels.visible(said), LONGEST_VALUE)
