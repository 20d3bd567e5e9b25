"""One run's operations once more, as eager calls on the values that they had.

So the one reverse pass can go back through a run that is over, and no node is added to
the graph. Conditions stay as they were decided, and the rounds of a loop stand one
after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from teachflow.core.registry import OPS, Call
from teachflow.eager.tensor import EagerTensor
from teachflow.graph.control.flow import CONTROL, MERGE
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.running.observe import RunRecord
from teachflow.graph.running.plan import Plan, Step
from teachflow.graph.running.tally import RunTally


class Replay:
    """``calls`` as they happened; ``now``: what each tensor of the graph was last."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.calls: list[Call] = []
        self.now: dict[Tensor, EagerTensor] = {}
        self._turn: dict[Tensor, int] = {}  # when a tensor got its present value
        self._turns = 0

    def feed(self, name: str, value: Any) -> None:
        """A tensor was fed."""
        self.set(self.graph.get_tensor_by_name(name), value)

    def note(self, node: Operation, values: Sequence[Any], fed: frozenset[str]) -> None:
        """A node was computed."""
        sources = [self.now.get(tensor) for tensor in node.inputs]
        if node.type in MERGE:
            sources = [sources[self._taken(node, values)]]
        elif node.type in CONTROL:
            sources = sources[:1]
        outputs = [
            None if value is None or tensor.name in fed else self.set(tensor, value)
            for tensor, value in zip(node.outputs, values, strict=True)
        ]
        if None in sources or not outputs or node.type == "VariableV2":
            return
        if node.type in CONTROL:
            values_of = outputs[:1] if node.type in MERGE else outputs
            self.calls += [
                Call(OPS["Identity"], (sources[0],), {}, (out,))
                for out in values_of
                if out is not None
            ]
        elif None not in outputs:
            self.calls.append(
                Call(node.opdef, tuple(sources), node.attrs, tuple(outputs))
            )

    def set(self, tensor: Tensor, value: Any) -> EagerTensor:
        """A tensor has got a value."""
        made = EagerTensor(value, tensor.dtype.base_dtype)
        self.now[tensor] = made
        self._turn[tensor] = self._turns = self._turns + 1
        return made

    def _taken(self, node: Operation, values: Sequence[Any]) -> int:
        """Which input a ``Merge`` took: of a loop's, what came last."""
        enters = [tensor.op.type.endswith("Enter") for tensor in node.inputs]
        if not any(enters):
            return int(values[1])
        turns = [self._turn.get(tensor, -1) for tensor in node.inputs]
        return turns.index(max(turns))


class LastRun:
    """An observer of runs: ``tally`` sums them all; of the last it keeps the replay.

    ``record`` and ``replay`` are of the last run that is over. What a Python function
    runs in a session of its own is part of its node.
    """

    def __init__(self) -> None:
        self.tally = RunTally()
        self.record: RunRecord | None = None
        self.replay: Replay | None = None
        self._replay: Replay | None = None  # of the run that goes on
        self._depth = 0  # how many runs are going on, one inside the other
        self._fed: dict[str, Any] = {}

    def start(self, plan: Plan, fed: Sequence[Any]) -> None:
        """A run begins."""
        self.tally.start(plan, fed)
        self._depth += 1
        if self._depth == 1:
            self._replay = None
            self._fed = dict(zip(plan.fed_names, fed, strict=True))

    def before(self, step: Step) -> None:
        """A node begins; the first tells of which graph the run is."""
        self.tally.before(step)
        if self._depth == 1 and self._replay is None:
            self._replay = Replay(step.node.graph)
            for name, value in self._fed.items():
                self._replay.feed(name, np.array(value))

    def after(self, step: Step, values: tuple[Any, ...]) -> None:
        """A node has ended."""
        self.tally.after(step, values)
        if self._depth == 1 and self._replay is not None:
            self._replay.note(step.node, values, frozenset(self._fed))

    def finish(self) -> None:
        """A run has ended; it replaces the one before."""
        self.tally.finish()
        self._depth -= 1
        if not self._depth and self._replay is not None:
            self.record, self.replay = self.tally.last, self._replay


def replay(graph: Graph, record: RunRecord) -> Replay:
    """What a record says of ``graph``'s operations; it has no rounds of loops."""
    found = Replay(graph)
    for name, value in record.fed.items():
        found.feed(name, value)
    fed = frozenset(record.fed)
    for op in sorted(graph.get_operations(), key=lambda op: op.position):
        values = record.values.get(op.name)
        if values is None:
            continue
        if goes_around(op):
            for tensor, value in zip(op.outputs, values, strict=True):
                found.set(tensor, value)
        else:
            found.note(op, values, fed)
    return found


def goes_around(op: Operation) -> bool:
    """Whether the operation leads into a loop, around in it or out of it."""
    return op.type in CONTROL - MERGE - {"Switch", "RefSwitch"} or (
        op.type in MERGE and any(t.op.type.endswith("Enter") for t in op.inputs)
    )
