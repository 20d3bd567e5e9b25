"""The offending part as a picture: the node that failed, with what leads into it.

Of a node that could not be made there is none in the graph, so it is put beside the
others here; of values that were computed at once there is no graph at all.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from teachflow.graph.operation import Tensor
from teachflow.variables.base import BaseVariable
from teachflow.viz.build import build_diagram
from teachflow.viz.building import roles
from teachflow.viz.building.names import is_gradient_scope, prefixes
from teachflow.viz.diagram import Badge, Box, Diagram, Edge, Node, nest
from teachflow.viz.display import Picture
from teachflow.viz.drawing import labels

_HOPS = 2


@dataclass(frozen=True)
class Input:
    """What led into the node: the value, the learner's name for it, what to mark."""

    value: Any
    name: str
    label: str


def failed_node(
    op: str, name: str, inputs: Sequence[Input], problem: str
) -> Picture | None:
    """The node that could not be made, or failed, with two steps of what leads there.

    ``op`` is its type, ``name`` its name; ``problem`` is written into it. None where
    nothing leads into it.
    """
    if not inputs:
        return None
    if all(isinstance(item.value, Tensor | BaseVariable) for item in inputs) and all(
        getattr(item.value, "graph", None) is not None for item in inputs
    ):
        return Picture(_in_graph(op, name, inputs, problem))
    return Picture(_of_values(op, inputs, problem))


def marked_node(graph: Any, op: Any, problem: str, also: Sequence[Any] = ()) -> Picture:
    """A node of a graph with what it needs and what uses it, and what is wrong.

    ``also`` are nodes with the same problem.
    """
    ops = list(dict.fromkeys([op, *also]))
    around = [each.outputs[0] if each.outputs else each for each in ops]
    forward = (
        user
        for each in ops
        for user in _users(each)
        if not _is_gradient(user) or _is_gradient(each)
    )
    around += [t for user in forward for t in user.outputs[:1]]
    diagram = build_diagram(graph, targets=around)
    node_ids = [diagram.drawn_as.get(each.name, each.name) for each in ops]
    shown = _only(diagram, _near(diagram, node_ids, _HOPS, both=True))
    for node_id in node_ids:
        shown = _marked(shown, node_id, problem)
    return Picture(shown)


def _is_gradient(op: Any) -> bool:
    return any(is_gradient_scope(scope) for scope in prefixes(op.name))


def _users(op: Any) -> Iterator[Any]:
    for tensor in op.outputs:
        yield from tensor.consumers()


def _in_graph(op: str, name: str, inputs: Sequence[Input], problem: str) -> Diagram:
    tensors = [_tensor(item.value) for item in inputs]
    graph = tensors[0].graph
    diagram = build_diagram(graph, targets=[tensor.op for tensor in tensors])
    ids = [diagram.drawn_as.get(tensor.op.name, "") for tensor in tensors]
    known = {node.id for node in diagram.nodes}
    pairs = zip(tensors, ids, strict=True)
    alone = [not _is_part(tensor.op, drawn) for tensor, drawn in pairs]
    if not set(ids) <= known or not any(alone):
        return _of_values(op, inputs, problem)
    called = [
        drawn if is_alone else labels.value_text(tensor.static_value()) or "…"
        for tensor, drawn, is_alone in zip(tensors, ids, alone, strict=True)
    ]
    inputs = list(itertools.compress(inputs, alone))
    ids = list(itertools.compress(ids, alone))
    near = _near(diagram, ids, _HOPS)
    kept = _only(diagram, near)
    # What the inputs were results of before, they are no more.
    plain = {
        node.id: replace(node, kind="op", result=False)
        if node.kind == "result"
        else node
        for node in kept.nodes
    }
    failed_id = _free(name or op, known)
    edges = [
        Edge(f"{failed_id}:{i}", source, failed_id, item.label, emphasis="path")
        for i, (source, item) in enumerate(zip(ids, inputs, strict=True))
    ]
    homes = {node: home for node, home in _homes(kept.root) if node in plain}
    failed = _failed(failed_id, op, name, called, problem)
    homes[failed_id] = ""
    return replace(
        kept,
        root=nest({**plain, failed_id: failed}, homes),
        edges=(*kept.edges, *edges),
        total=kept.total + 1,
        notes=(),
    )


def _is_part(op: Any, drawn: str) -> bool:
    """Whether a constant is drawn as part of what it is used by."""
    return bool(op.type == "Const" and drawn != op.name)


def _of_values(op: str, inputs: Sequence[Input], problem: str) -> Diagram:
    """Values by the learner's names, and what was to be made of them."""
    nodes: dict[str, Node] = {}
    failed_id = _free(op, [item.name for item in inputs])
    edges: list[Edge] = []
    for position, item in enumerate(inputs):
        node_id = next(
            (
                edge.source
                for edge, known in zip(edges, inputs, strict=False)
                if known.value is item.value
            ),
            _free(item.name or "input", [*nodes, failed_id]),
        )
        if node_id not in nodes:
            kind = "constant"
            if isinstance(item.value, BaseVariable):
                kind = "variable" if item.value.trainable else "fixed variable"
            shown = labels.value_text(_array(item.value))
            nodes[node_id] = Node(
                node_id,
                kind,
                item.name or shown or item.label or "?",
                (shown,) if item.name and shown else (),
                output=item.label,
            )
        edge = Edge(f"{failed_id}:{position}", node_id, failed_id, item.label)
        edges.append(replace(edge, emphasis="path"))
    called = [nodes[edge.source].label for edge in edges]
    nodes[failed_id] = _failed(failed_id, op, op, called, problem)
    return Diagram(
        root=nest(nodes, dict.fromkeys(nodes, "")),
        edges=tuple(edges),
        total=len(nodes),
    )


def _free(name: str, taken: Collection[str]) -> str:
    """The name as a node's id, with a number where another node has it."""
    numbered = (f"{name}_{number}" for number in itertools.count(1))
    return next(each for each in itertools.chain([name], numbered) if each not in taken)


def _failed(
    node_id: str, op: str, name: str, inputs: Iterable[str], problem: str
) -> Node:
    sign, names = roles.SYMBOLS.get(op, ("", frozenset[str]()))
    short = name.rpartition("/")[2]
    plain = short == op or short.rstrip("_0123456789").lower() in names
    symbol = sign if plain else ""
    return Node(
        node_id,
        "op",
        short or op,
        () if symbol or short == op else (op,),
        symbol,
        op,
        tuple(inputs),
        badges=(Badge("problem", problem),),
        emphasis="offender",
    )


def _array(value: Any) -> Any:
    try:
        return value.numpy() if hasattr(value, "numpy") else value
    except Exception:  # noqa: BLE001 (its value is not needed)
        return None


def _tensor(value: Any) -> Any:
    return value if isinstance(value, Tensor) else value.op.outputs[0]


def _near(
    diagram: Diagram, centers: Iterable[str], hops: int, both: bool = False
) -> set[str]:
    """The nodes that lead to the centers in some steps (or that they lead to)."""
    found = set(centers)
    for _ in range(hops):
        before = {edge.source for edge in diagram.edges if edge.target in found}
        after = {edge.target for edge in diagram.edges if edge.source in found}
        found |= before | (after if both else set())
    return found


def _only(diagram: Diagram, wanted: Collection[str]) -> Diagram:
    """The diagram with these nodes alone."""
    nodes = {node.id: node for node in diagram.nodes if node.id in wanted}
    homes = {node: home for node, home in _homes(diagram.root) if node in nodes}
    edges = tuple(
        edge for edge in diagram.edges if edge.source in nodes and edge.target in nodes
    )
    return replace(
        diagram,
        root=nest(nodes, homes),
        edges=edges,
        notes=(),
        total=len(nodes),
        beside=tuple(pair for pair in diagram.beside if nodes.keys() >= set(pair)),
    )


def _marked(diagram: Diagram, node_id: str, problem: str) -> Diagram:
    nodes = {
        node.id: replace(
            node,
            emphasis="offender",
            badges=(*node.badges, Badge("problem", problem)),
        )
        if node.id == node_id
        else node
        for node in diagram.nodes
    }
    return replace(diagram, root=nest(nodes, dict(_homes(diagram.root))))


def _homes(box: Box) -> Iterator[tuple[str, str]]:
    """Each node with the scope that it is drawn in."""
    for node in box.nodes:
        yield node.id, box.name
    for inner in box.boxes:
        yield from _homes(inner)
