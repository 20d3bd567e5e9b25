"""What a thread has open in a graph: who is to be waited for, branches, devices."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from teachflow.graph import devices
from teachflow.graph.operation import Operation, Tensor


class ThreadState(threading.local):
    """The blocks that a thread is in."""

    def __init__(self) -> None:
        self.control: list[ControlGroup] = []
        self.context: Any = None
        self.devices: list[devices.Wish] = []


class ControlGroup:
    """What a ``control_dependencies`` block asks for, and the nodes made in it."""

    def __init__(self, inputs: tuple[Operation, ...]) -> None:
        self.inputs = inputs
        self.inside: set[Operation] = set()


def awaited(
    groups: Sequence[ControlGroup], inputs: Sequence[Tensor]
) -> tuple[Operation, ...]:
    """What a new node has to wait for, beyond what its inputs wait for already."""
    sources = {tensor.op for tensor in inputs}
    found: dict[Operation, None] = {}
    for group in groups:
        if sources.isdisjoint(group.inside):
            found.update((n, None) for n in group.inputs if n not in sources)
    return tuple(found)
