"""A call of a ``tf.function``, unfolded: its graph as a box in a tape's picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from teachflow.core.registry import Call
from teachflow.viz.build import build_diagram
from teachflow.viz.diagram import Box, Edge, Node

CALLS = frozenset({"PartitionedCall", "StatefulPartitionedCall"})


@dataclass(frozen=True)
class Inside:
    """The nodes of a function's graph with their boxes, and its doors."""

    nodes: tuple[tuple[Node, str], ...]
    edges: tuple[Edge, ...]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]

    def into(self, index: int) -> str | None:
        """The node that an argument goes into; None where nothing uses it."""
        found = self.inputs[index] if index < len(self.inputs) else ""
        return found or None

    def out(self, index: int) -> str:
        """The node that an output comes from."""
        return self.outputs[index]


def inside(call: Call, name: str) -> Inside | None:
    """What is in a called function, in a box of that name; None for any other op."""
    region = call.attrs.get("f")
    if call.opdef.type not in CALLS or region is None:
        return None
    drawn = build_diagram(region.graph, targets=list(region.outputs))
    homes: dict[str, str] = {}

    def walk(box: Box) -> None:
        for node in box.nodes:
            homes[node.id] = f"{name}/{box.name}".rstrip("/")
        for inner in box.boxes:
            walk(inner)

    walk(drawn.root)
    nodes = tuple(
        [
            (
                replace(
                    node,
                    id=f"{name}/{node.id}",
                    kind="op" if node.kind == "result" else node.kind,
                    result=False,
                ),
                homes[node.id],
            )
            for node in drawn.nodes
        ]
    )
    present = {node.id for node in drawn.nodes}
    edges = tuple(
        [
            replace(
                edge,
                id=f"{name}/{edge.id}",
                source=f"{name}/{edge.source}",
                target=f"{name}/{edge.target}",
            )
            for edge in drawn.edges
        ]
    )

    def place(tensor: Any) -> str:
        node = drawn.drawn_as.get(tensor.op.name, tensor.op.name)
        return f"{name}/{node}" if node in present else ""

    outputs = [place(tensor) for tensor in region.outputs]
    if "" in outputs:
        return None
    inputs = tuple([place(tensor) for tensor in region.inputs])
    return Inside(nodes, edges, inputs, tuple(outputs))
