"""The calls between inputs and outputs of a functional model, and their order."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from teachflow.keras.keras_tensor import KerasTensor
from teachflow.keras.operation import Node


def map_graph(
    inputs: list[KerasTensor], outputs: list[KerasTensor]
) -> tuple[dict[int, list[Node]], list[Any]]:
    """The nodes by their distance from the outputs, and the operations in order.

    Raises ``ValueError`` where an output needs more than the inputs, and for two
    operations of one name.
    """
    ordered, first_seen = _ordered(inputs, outputs)
    known = {id(node) for node in ordered}
    depths: dict[int, int] = {}
    nodes = {id(node): node for node in ordered}
    operation_depths: dict[int, int] = {}
    operations: dict[int, Any] = {}
    for node in reversed(ordered):
        operation = node.operation
        depth = max(depths.get(id(node), 0), operation_depths.get(id(operation), 0))
        operation_depths[id(operation)] = depths[id(node)] = depth
        operations[id(operation)] = operation
        for parent in node.parent_nodes:
            if id(parent) in known:
                depths[id(parent)] = max(depth + 1, depths.get(id(parent), 0))
    for tensor in inputs:
        history = tensor._keras_history
        origin = None if history is None else history.operation
        if history is None or origin is None or id(origin) in operation_depths:
            continue
        node = origin._inbound_nodes[history.node_index]
        if node.is_input:
            operation_depths[id(origin)] = depths[id(node)] = 0
            operations[id(origin)], nodes[id(node)] = origin, node
            first_seen[id(origin)] = -1
    by_depth: dict[int, list[Node]] = defaultdict(list)
    for key, depth in depths.items():
        by_depth[depth].append(nodes[key])
    by_depth = {depth: by_depth[depth] for depth in sorted(by_depth, reverse=True)}
    listed = sorted(
        operations.values(),
        key=lambda item: (-operation_depths[id(item)], first_seen[id(item)]),
    )
    _check(inputs, by_depth, listed)
    return by_depth, listed


def _check(
    inputs: list[KerasTensor], by_depth: dict[int, list[Node]], listed: list[Any]
) -> None:
    computable = {id(tensor) for tensor in inputs}
    done: list[str] = []
    for at_depth in by_depth.values():
        for node in at_depth:
            for tensor in node.input_tensors:
                if id(tensor) not in computable:
                    raise ValueError(
                        f"Graph disconnected: cannot find parent for tensor {tensor} "
                        f"at operation '{node.operation}'. The following previous "
                        f"operations were accessed without issue: {done}"
                    )
                done.append(node.operation.name)
            computable |= {id(tensor) for tensor in node.outputs}
    names = [operation.name for operation in listed]
    for name in names:
        if names.count(name) != 1:
            raise ValueError(
                f'The name "{name}" is used {names.count(name)} times in the model. '
                "All operation names should be unique."
            )


def _ordered(
    inputs: list[KerasTensor], outputs: list[KerasTensor]
) -> tuple[list[Node], dict[int, int]]:
    """The nodes, each after those that it needs; when each operation was first seen."""
    finished: set[int] = set()
    in_progress: set[int] = set()
    ordered: list[Node] = []
    first_seen: dict[int, int] = {}
    known = {id(tensor) for tensor in inputs}

    def visit(tensor: KerasTensor) -> None:
        history = tensor._keras_history
        if history is None or history.operation is None:
            return
        operation = history.operation
        node = operation._inbound_nodes[history.node_index]
        if id(node) in finished:
            return
        if not node.is_input and id(tensor) in known:
            finished.add(id(node))
            return
        if id(node) in in_progress:
            raise ValueError(
                f"Tensor {tensor} from operation '{operation.name}' is part of a cycle."
            )
        first_seen.setdefault(id(operation), len(first_seen))
        in_progress.add(id(node))
        if not node.is_input:
            for item in node.input_tensors:
                visit(item)
        finished.add(id(node))
        in_progress.discard(id(node))
        ordered.append(node)

    for tensor in outputs:
        visit(tensor)
    return ordered, first_seen
