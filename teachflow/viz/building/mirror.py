"""Gradients as the mirrored half: beside the forward part, and flowing back up.

What a gradient flows along is an arrow laid out against its flow, so that the rule of
the last operation stands lowest; and each rule wants to stand beside its operation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from teachflow.viz.building.names import forward_of, plain, prefixes
from teachflow.viz.building.scene import Scene
from teachflow.viz.diagram import Edge, Node


def gradient_nodes(scene: Scene, nodes: Mapping[str, Node]) -> set[str]:
    """The nodes that gradients are computed in; constants beside them too."""
    gradients, owner = scene.folding.gradients, scene.folding.owner
    found = {
        scene.ids[op.name]
        for op in scene.shown
        if op.name in gradients and owner[op.name] in gradients
    }
    return {node for node in nodes if node in found or node.partition("#")[0] in found}


def mirrored(edges: Sequence[Edge], gradients: set[str]) -> list[Edge]:
    """The arrows, those between gradients turned round, those into them loose."""
    kinds = {edge.id: _kind(edge, gradients) for edge in edges if edge.kind == "data"}
    return [
        # What a gradient needs of the forward run has its shape written there already.
        replace(edge, kind=kind, label="" if kind == "recalled" else edge.label)
        if (kind := kinds.get(edge.id)) is not None
        else edge
        for edge in edges
    ]


def _kind(edge: Edge, gradients: set[str]) -> str:
    if edge.target not in gradients:
        return "applied" if edge.source in gradients else "data"
    return "cotangent" if edge.source in gradients else "recalled"


def beside(scene: Scene, nodes: Mapping[str, Node]) -> tuple[tuple[str, str], ...]:
    """Pairs of a node and the first node of its gradient rule."""
    pairs: dict[str, tuple[str, str]] = {}
    for node in nodes:
        name = plain(node.removesuffix("/"))
        for scope in [*prefixes(name), name] if node.endswith("/") else prefixes(name):
            forward = forward_of(scope, scene.ids, traced=scene.folding.traced)
            if forward is None:
                continue
            target = scene.ids.get(forward)
            if target is None or target not in nodes or target == node:
                continue
            if nodes[node].kind != "constant":
                pairs.setdefault(scope, (target, node))
    return tuple(pairs.values())
