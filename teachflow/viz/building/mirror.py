"""Gradients as the mirrored half: beside the forward part, and flowing back up.

What a gradient flows along is an arrow laid out against its flow, so that the rule of
the last operation stands lowest; and each rule wants to stand beside its operation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from teachflow.viz.building.names import is_gradient_scope, plain, prefixes
from teachflow.viz.building.scene import Scene
from teachflow.viz.diagram import Edge, Node

_RULE = re.compile(r"(.*)_grad(_\d+)?$")


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


def beside(
    scene: Scene, nodes: Mapping[str, Node], homes: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Pairs of a node and the first node of its gradient rule."""
    pairs: dict[str, tuple[str, str]] = {}
    for node in nodes:
        path = [*prefixes(plain(homes[node])), plain(homes[node])]
        if node.endswith("/"):
            path.append(plain(node[:-1]))
        for scope in path:
            forward = _forward(scope, scene)
            if forward is None:
                continue
            target = scene.ids.get(forward)
            if target is None or target not in nodes or target == node:
                continue
            if nodes[node].kind != "constant":
                pairs.setdefault(scope, (target, node))
    return tuple(pairs.values())


def _forward(scope: str, scene: Scene) -> str | None:
    """The operation that a rule's scope is named after."""
    match = _RULE.match(scope)
    if match is None:
        return None
    parts = match[1].split("/")
    inside = any(map(is_gradient_scope, prefixes(scope)))
    if not inside and not scene.folding.traced:
        return None
    names = ("/".join(parts[start:]) for start in range(len(parts)))
    return next((name for name in names if name in scene.ids), None)
