"""Graph -> ``Diagram``: the steps from operations to boxes, nodes and edges.

Fold (what belongs to one node), place (in which box), close scopes that are too deep or
too many, then write down the nodes and edges that are left. Pure: the graph is read.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.viz import labels, roles
from teachflow.viz.diagram import Diagram, Edge, Node, nest
from teachflow.viz.folding import Folding, fold, is_unnamed, prefixes
from teachflow.viz.places import Places


def build_diagram(
    graph: Graph,
    *,
    targets: Sequence[Any] = (),
    scope: str | None = None,
    depth: int | None = None,
    expand: Collection[str] = (),
    gradients: bool = False,
    optimizer: bool = False,
    init: bool = False,
    raw: bool = False,
    max_nodes: int = 100,
) -> Diagram:
    """What a picture of ``graph`` shows.

    ``targets``: only what these tensors or operations need. ``scope``: only that name
    scope and its neighbours. ``depth``: scopes nested deeper are closed into one node
    (0 closes all), but not those in ``expand``. ``gradients``, ``optimizer``, ``init``:
    show these too. ``raw``: one node per operation, nothing folded. ``max_nodes``:
    above it, scopes are closed from the innermost outwards, and a note says so.

    Raises ``ValueError`` for a scope that the graph does not have.

    >>> import teachflow.compat.v1 as tf
    >>> graph = tf.Graph()
    >>> with graph.as_default():
    ...     x = tf.placeholder(tf.float32, name="x")
    ...     y = x * 2.0
    >>> [(node.id, node.kind) for node in build_diagram(graph).nodes]
    [('x', 'placeholder'), ('mul/y', 'constant'), ('mul', 'result')]
    """
    ops: list[Operation] = list(graph.get_operations())
    trained = _trainable(graph)
    train_ops = [_op_of(o).name for o in graph.get_collection("train_op")]
    expand = {name.strip("/") for name in expand}
    folding = fold(
        ops,
        trained,
        train_ops=train_ops,
        gradients=gradients or raw,
        optimizer=optimizer or raw,
        init=init or raw,
        expand=expand,
        raw=raw,
    )
    shown = [op for op in ops if op.name not in folding.hidden]
    if targets:
        needed = _needed(targets)
        wanted = {folding.owner[op.name] for op in shown if op.name in needed}
        shown = [op for op in shown if folding.owner[op.name] in wanted]
    notes: list[str] = []
    if scope is not None:
        scope = _checked_scope(scope, ops)
    places = Places(ops, shown, folding, scope, expand)
    deepest = max((len(p.split("/")) for p in places.scopes()), default=0)
    start = len(scope.split("/")) if scope else 0
    level = deepest if depth is None else min(depth + start, deepest)
    while places.count(level) > max_nodes and level > start:
        level -= 1
        notes = [
            (
                "closed the inner name scopes to keep the picture readable "
                "(open them with --scope NAME, or max_nodes=, scope=, expand=)"
            )
        ]
    notes += _hidden_notes(folding, ops)
    builder = _Builder(places, ops, trained, level)
    return builder.build(tuple(notes), max(max_nodes, MOST_NODES))


def _trainable(graph: Graph) -> set[str]:
    """The nodes of trainable variables: its own, and those that a function captured."""
    captured: dict[int, tuple[Any, Tensor]] = getattr(graph, "captured", {})
    return {v.op.name for v in graph.get_collection("trainable_variables")} | {
        place.op.name
        for outside, place in captured.values()
        if getattr(outside, "trainable", False)
    }


def _op_of(item: Any) -> Operation:
    op: Operation = item if isinstance(item, Operation) else item.op
    return op


def _needed(targets: Iterable[Any]) -> set[str]:
    seen: set[str] = set()
    todo = [_op_of(target) for target in targets]
    while todo:
        op = todo.pop()
        if op.name not in seen:
            seen.add(op.name)
            todo += [tensor.op for tensor in op.inputs]
            todo += op.control_inputs
    return seen


def _checked_scope(scope: str, ops: Sequence[Operation]) -> str:
    wanted = scope.strip("/")
    known = {p: None for op in ops for p in prefixes(op.name)}
    if wanted not in known:
        close = difflib.get_close_matches(wanted, known, n=1)
        hint = f"; did you mean '{close[0]}'?" if close else "."
        names = ", ".join(sorted(known)[:8]) or "none"
        raise ValueError(
            f"The graph has no name scope '{scope}'{hint} Its scopes are: {names}"
            f"{', …' if len(known) > 8 else '.'}"
        )
    return wanted


def _hidden_notes(folding: Folding, ops: Sequence[Operation]) -> list[str]:
    counts = Counter(folding.hidden[op.name] for op in ops if op.name in folding.hidden)
    # As it is typed after %%graph, and as it is typed in show_graph().
    options = {"gradient": "gradients", "optimizer": "optimizer"}
    parts = [
        f"{counts[reason]} {reason} op{'s' if counts[reason] > 1 else ''} "
        f"(--{option} or {option}=True)"
        for reason, option in options.items()
        if counts[reason]
    ]
    return [f"not drawn: {', '.join(parts)}"] if parts else []


MOST_NODES = 300


class _Builder:
    """The nodes and edges of one folded and placed graph."""

    def __init__(
        self,
        places: Places,
        ops: Sequence[Operation],
        trained: Collection[str],
        level: int,
    ) -> None:
        self.places = places
        self.ops = ops
        self.trained = trained
        self.level = level
        self.folding = places.folding
        self.shown = places.shown
        self.names = places.names
        self.home = places.home
        self.neighbours = places.neighbours
        self.random = {
            self.folding.owner[op.name] for op in ops if roles.is_random(op.type)
        }
        self.ids = {op.name: self._id(op.name) for op in self.shown}

    def build(self, notes: tuple[str, ...], limit: int) -> Diagram:
        """The diagram; more nodes than ``limit`` are marked as too many."""
        ids = self.ids
        edges, constants, texts = self._edges()
        dtypes = Counter(labels.dtype_text(t.dtype) for t, _ in edges if t is not None)
        dtype = dtypes.most_common(1)[0][0] if dtypes else ""
        nodes: dict[str, Node] = {}
        homes: dict[str, str] = {}
        sizes = Counter(ids.values())
        outgoing = {edge.source for _, edge in edges if edge.kind != "control"}
        used = self._used()
        for op in self.shown:
            node_id = ids[op.name]
            owner = self.folding.owner[op.name]
            for constant, constant_id, home in constants.get(op.name, ()):
                if constant_id not in nodes:
                    nodes[constant_id] = self._constant(constant, constant_id)
                    homes[constant_id] = home
            if node_id in nodes or (node_id == owner != op.name):
                continue
            if node_id.endswith("/"):
                nodes[node_id] = _scope_node(node_id, sizes[node_id])
                homes[node_id] = node_id[:-1].rpartition("/")[0]
            elif op.type != "Const" or self._stays(op):
                inputs = tuple(texts.get(owner, ()))
                nodes[node_id] = self._node(op, inputs, used, outgoing, sizes[node_id])
                homes[node_id] = self.home[op.name]
        return Diagram(
            root=nest(nodes, homes),
            edges=tuple(
                Edge(e.id, e.source, e.target, _edge_label(t, e.label, dtype), e.kind)
                for t, e in edges
                if e.source in nodes and e.target in nodes
            ),
            dtype=dtype,
            total=len(self.ops),
            notes=notes,
            too_many=len(nodes) > limit,
            drawn_as={name: node for name, node in ids.items() if node in nodes},
        )

    def _id(self, name: str) -> str:
        """The node that an operation is part of: a closed scope, or its owner."""
        scope = self.places.closed(self.home[name], self.level)
        return self.folding.owner[name] if scope is None else scope + "/"

    def _used(self) -> set[str]:
        """Owners that another drawn owner takes in."""
        owner = self.folding.owner
        return {
            owner[t.op.name]
            for op in self.ops
            if op.name not in self.folding.hidden
            for t in op.inputs
            if owner[t.op.name] != owner[op.name]
        }

    def _stays(self, op: Operation) -> bool:
        """Whether a constant is one node of its own, rather than one at each use."""
        users = [u for u in self.folding.users.get(op.name, ()) if u.name in self.names]
        return not users or not self._per_use(op, users[0])

    def _per_use(self, constant: Operation, user: Operation) -> bool:
        return not self.folding.raw and is_unnamed(constant, user)

    def _edges(
        self,
    ) -> tuple[
        list[tuple[Tensor | None, Edge]],
        dict[str, list[tuple[Operation, str, str]]],
        dict[str, list[str]],
    ]:
        edges: list[tuple[Tensor | None, Edge]] = []
        constants: dict[str, list[tuple[Operation, str, str]]] = {}
        texts: dict[str, list[str]] = {}
        seen: dict[tuple[str, str], set[str]] = {}
        waits: dict[tuple[str, str], Edge] = {}
        owner = self.folding.owner
        for op in self.shown:
            target = self.ids[op.name]
            whole = owner[op.name]
            if op.name != whole and roles.is_write(op.type):
                continue  # the folded `x/Assign`: its first value is in the label
            for index, tensor in enumerate(op.inputs):
                source = tensor.op
                if (op.name, index) in self.folding.side or (
                    source.name not in self.names
                ):
                    continue
                if owner[source.name] == whole:
                    continue
                source_id = self.ids[source.name]
                if source.type == "Const" and self._per_use(source, op):
                    if target.endswith("/") or whole in self.neighbours:
                        continue
                    users = self.folding.users[source.name]
                    source_id = (
                        source.name if len(users) == 1 else f"{source.name}#{whole}"
                    )
                    place = (source, source_id, self.home[op.name])
                    constants.setdefault(op.name, []).append(place)
                    value = labels.value_text(source.get_attr("value"))
                    texts.setdefault(whole, []).append(value or source.name)
                else:
                    texts.setdefault(whole, []).append(owner[source.name])
                if source_id == target:
                    continue
                if {source_id, target} <= self.neighbours:
                    continue
                kind = "write" if index == 0 and roles.is_write(op.type) else "data"
                edge_id = f"{op.name}:{index}"
                closed = source_id.endswith("/") or target.endswith("/")
                repeated = (source_id, target) in seen
                seen.setdefault((source_id, target), set()).add(tensor.name)
                if closed and repeated:
                    continue
                edges.append((tensor, Edge(edge_id, source_id, target, "", kind)))
            for before in op.control_inputs:
                if before.name not in self.names:
                    continue
                source_id = self.ids[before.name]
                if source_id != target:
                    edge_id = f"{op.name}^{before.name}"
                    edge = Edge(edge_id, source_id, target, "", "control")
                    waits.setdefault((source_id, target), edge)
        drawn = [(t, _counted(e, len(seen[e.source, e.target]))) for t, e in edges]
        # Where data flows, the order is said already.
        drawn += [(None, edge) for pair, edge in waits.items() if pair not in seen]
        return drawn, constants, texts

    def _constant(self, op: Operation, node_id: str) -> Node:
        value = labels.value_text(op.get_attr("value"))
        tensor = op.outputs[0]
        output = _tensor_text(tensor)
        if is_unnamed(op, None) or "/" in op.name:
            label = value or labels.shape_text(tensor.shape)
            return Node(node_id, "constant", label, (), "", "Const", (), output)
        lines = (value or labels.shape_text(tensor.shape),)
        return Node(node_id, "constant", op.name, lines, "", "Const", (), output)

    def _label(self, name: str) -> str:
        """A name as it is said inside of its box."""
        home = self.home[name]
        shown = self.folding.shown_as.get(name, name)
        inside = shown.removeprefix(home + "/") if home else shown
        return shown.rsplit("/", 1)[-1] if home and inside == shown else inside

    def _node(
        self,
        op: Operation,
        inputs: tuple[str, ...],
        used: Collection[str],
        outgoing: Collection[str],
        size: int,
    ) -> Node:
        folding = self.folding
        name = op.name
        label = self._label(name)
        kind = roles.kind_of(op.type)
        lines: list[str] = []
        symbol = ""
        arguments = folding.arguments.get(name, [])
        result = name not in used and bool(op.outputs)
        if kind == "variable" and name not in self.trained:
            kind = "fixed variable"
        if name in folding.composites:
            kind = "random" if name in self.random else "op"
        elif kind == "constant":
            shape = labels.shape_text(op.outputs[0].shape)
            lines.append(labels.value_text(op.get_attr("value")) or shape)
        elif kind in ("variable", "fixed variable"):
            start = folding.initial.get(name)
            lines += [f"starts at {start}"] if start else []
        elif kind != "placeholder":
            plain = re.sub(r"_\d+$", "", label.rsplit("/", 1)[-1]).lower()
            sign, names = roles.SYMBOLS.get(op.type, ("", frozenset[str]()))
            if sign and plain in names:
                symbol = sign
            elif plain != op.type.lower():
                lines.append(op.type)
        lines += arguments
        output = _tensor_text(op.outputs[0]) if op.outputs else ""
        if output and name not in outgoing and kind != "constant":
            lines.append(output)
        if kind == "op" and result:
            kind = "result"
        if name in self.neighbours:
            kind, label, lines, symbol = "outside", name, [], ""
        return Node(
            name,
            kind,
            label,
            tuple(lines),
            symbol,
            op.type,
            inputs,
            output,
            size,
            result,
        )


def _counted(edge: Edge, count: int) -> Edge:
    closed = edge.source.endswith("/") or edge.target.endswith("/")
    if count < 2 or not closed:
        return edge
    label = f"{count} tensors"
    return Edge(edge.id, edge.source, edge.target, label, edge.kind)


def _tensor_text(tensor: Tensor) -> str:
    return f"{labels.dtype_text(tensor.dtype)} {labels.shape_text(tensor.shape)}"


def _edge_label(tensor: Tensor | None, label: str, dtype: str) -> str:
    """The shape; with the dtype where it is not that of most edges.

    Nothing for a scalar of that dtype: where most are scalars, the word on every arrow
    hides the others. A line below the picture says what an unmarked arrow carries.
    """
    if tensor is None or label:
        return label
    text = _tensor_text(tensor).removeprefix(f"{dtype} ")
    return "" if text == "scalar" else text


def _scope_node(node_id: str, size: int) -> Node:
    label = node_id.rstrip("/").rsplit("/", 1)[-1]
    lines = (f"{size} ops" if size > 1 else "1 op",)
    return Node(node_id, "scope", label + "/", lines, ops=size)
