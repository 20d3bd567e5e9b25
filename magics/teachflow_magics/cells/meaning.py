"""What the learner's names and values stand for: which operations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from teachflow.core.operand import Operand
from teachflow.graph.operation import Operation, Tensor


def nodes_by_name(names: Mapping[str, Any]) -> dict[str, Any]:
    """Of a learner's names those that stand for tensors, operations and variables."""
    return {
        name: value
        for name, value in list(names.items())
        if not name.startswith("_") and node_of(value) is not None
    }


def node_of(value: Any) -> Operation | None:
    """The operation that a tensor, operation or variable stands for."""
    if isinstance(value, Operand) and not isinstance(value, Tensor):
        value = getattr(value, "op", None)
    if isinstance(value, Tensor):
        value = value.op
    return value if isinstance(value, Operation) else None


def nodes_in(value: Any, depth: int = 3) -> Iterator[Operation]:
    """The operations that a value stands for or holds.

    What holds them are lists and the like, and objects of the learner's own classes.
    """
    node = node_of(value)
    if node is not None:
        yield node
    elif depth:
        parts: Iterable[Any] = ()
        if isinstance(value, (list, tuple, set)):
            parts = value
        elif isinstance(value, dict):
            parts = value.values()
        elif type(value).__module__ == "__main__":
            parts = getattr(value, "__dict__", {}).values()
        for part in list(parts):
            yield from nodes_in(part, depth - 1)
