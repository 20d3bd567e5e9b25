"""Which nodes a result depends on."""

from __future__ import annotations

from collections.abc import Sequence

from teachflow.graph.operation import Operation, Tensor


def needed_nodes(
    wanted: Sequence[Tensor | Operation], fed: frozenset[Tensor] = frozenset()
) -> list[Operation]:
    """The nodes that ``wanted`` depends on, in creation order; none beyond ``fed``."""
    pending = [
        item.op if isinstance(item, Tensor) else item
        for item in wanted
        if item not in fed
    ]
    seen: set[Operation] = set()
    while pending:
        node = pending.pop()
        if node in seen:
            continue
        seen.add(node)
        pending += [tensor.op for tensor in node.inputs if tensor not in fed]
        pending += [n for n in node.control_inputs if not _stands_fed(n, fed)]
    return sorted(seen, key=_position)


def _stands_fed(node: Operation, fed: frozenset[Tensor]) -> bool:
    """Whether ``node`` is a fed placeholder, for which nobody has to wait."""
    return node.type == "Placeholder" and node.outputs[0] in fed


def _position(node: Operation) -> int:
    return node._id
