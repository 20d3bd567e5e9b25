"""In which order nodes run where some depend on conditions and some go around.

The result is nested like a program: nodes one after the other, branches, loops. Nodes
stay in the order of their making as far as dependencies allow; a loop is one item of
the program around it.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from teachflow.graph.control.flow import (
    ENTER,
    MERGE,
    NEXT,
    Flow,
    Frame,
    Guard,
    is_loop_merge,
    oldest_first,
)
from teachflow.graph.operation import Operation, Tensor


@dataclass(frozen=True, slots=True)
class Pick:
    """A ``Merge`` takes its input number ``which``."""

    node: Operation
    which: int


@dataclass(frozen=True, slots=True)
class Branch:
    """``items`` happen where ``test`` is ``branch``."""

    test: Tensor
    branch: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Rounds:
    """A loop: what enters, what is done to ask for another round, the round, the end.

    ``merges`` begin a round with the value that entered or that the last round left.
    """

    frame: Frame
    enter: tuple[Item, ...]
    merges: tuple[Operation, ...]
    condition: tuple[Item, ...]
    body: tuple[Item, ...]
    after: tuple[Item, ...]


Item = Operation | Pick | Branch | Rounds
_Unit = Operation | Frame  # what is put in order on one level


def arrange(nodes: Sequence[Operation], flow: Flow) -> tuple[Item, ...]:
    """The program that runs ``nodes``, which stand in the order of their making."""
    return Arranger(nodes, flow).level(None)


class Arranger:
    """Nodes by the loop that they are in, and what has to come before what."""

    def __init__(self, nodes: Sequence[Operation], flow: Flow) -> None:
        self.flow = flow
        self.units: dict[Frame | None, dict[_Unit, int]] = defaultdict(dict)
        self.after: dict[_Unit, set[_Unit]] = defaultdict(set)
        self.waits: dict[_Unit, int] = defaultdict(int)
        needed = set(nodes)
        for node in nodes:
            self._place(node)
        for node in nodes:
            for other in self._dependencies(node):
                if other in needed:
                    self._edge(other, node)

    def _place(self, node: Operation) -> None:
        unit: _Unit = node
        frame = self.flow.frames[node]
        self.units[frame][unit] = node._id
        while frame is not None:
            unit, frame = frame, frame.parent
            self.units[frame].setdefault(unit, node._id)

    def _dependencies(self, node: Operation) -> list[Operation]:
        loop = is_loop_merge(node)
        found = [
            tensor.op
            for tensor in node.inputs
            if tensor not in self.flow.fed and not (loop and tensor.op.type in NEXT)
        ]
        return [*found, *node.control_inputs]

    def _edge(self, first: Operation, then: Operation) -> None:
        """``first`` before ``then``, or before the loop that ``then`` is in."""
        a: _Unit = first
        b: _Unit = then
        inner, outer = self.flow.frames[first], self.flow.frames[then]
        while inner is not outer:
            if _depth(inner) >= _depth(outer):
                assert inner is not None
                a, inner = inner, inner.parent
            else:
                assert outer is not None
                b, outer = outer, outer.parent
        if a is not b and b not in self.after[a]:
            self.after[a].add(b)
            self.waits[b] += 1

    def level(self, frame: Frame | None) -> tuple[Item, ...]:
        """The items directly inside ``frame``."""
        return _nested(self._guarded(self.sorted(frame), frame))

    def sorted(self, frame: Frame | None) -> list[_Unit]:
        """The nodes and loops directly inside ``frame``, each after what it needs."""
        units = self.units[frame]
        ready = [(units[unit], unit) for unit in units if not self.waits[unit]]
        heapq.heapify(ready)
        found = []
        while ready:
            _, unit = heapq.heappop(ready)
            found.append(unit)
            for then in self.after[unit]:
                self.waits[then] -= 1
                if not self.waits[then]:
                    heapq.heappush(ready, (units[then], then))
        if len(found) < len(units):
            stuck = [unit.name for unit in units if self.waits[unit]]
            raise ValueError(
                f"These nodes wait for each other, and no NextIteration closes the "
                f"circle: {', '.join(stuck[:8])}."
            )
        return found

    def _guarded(
        self, units: Iterable[_Unit], frame: Frame | None
    ) -> list[tuple[Guard, Item]]:
        """Each unit as an item, with when it happens beyond the loop around it."""
        flow = self.flow
        base = frame.guard if frame is not None else frozenset()
        found: list[tuple[Guard, Item]] = []
        for unit in units:
            if isinstance(unit, Frame):
                found.append((unit.guard - base, self._rounds(unit)))
            elif unit.type in MERGE and not is_loop_merge(unit):
                found += [
                    (flow.guard(tensor) - base, Pick(unit, which))
                    for which, tensor in enumerate(unit.inputs)
                ]
            else:
                found.append((flow.when(unit) - base, unit))
        return [item for item in found if _possible(item[0])]

    def _rounds(self, frame: Frame) -> Rounds:
        enter: list[tuple[Guard, Item]] = []
        merges: list[Operation] = []
        phases: dict[bool | None, list[tuple[Guard, Item]]]
        phases = {None: [], True: [], False: []}
        for guard, item in self._guarded(self.sorted(frame), frame):
            if isinstance(item, Operation) and item.type in ENTER:
                enter.append((guard, item))
                continue
            if isinstance(item, Operation) and is_loop_merge(item):
                merges.append(item)
                continue
            phase = next((b for test, b in guard if test is frame.test), None)
            rest = frozenset(pair for pair in guard if pair[0] is not frame.test)
            phases[phase].append((rest, item))
        return Rounds(
            frame,
            _nested(enter),
            tuple(merges),
            _nested(phases[None]),
            _nested(phases[True]),
            _nested(phases[False]),
        )


def _possible(guard: Guard) -> bool:
    return not any((test, not branch) in guard for test, branch in guard)


def _nested(found: Iterable[tuple[Guard, Item]]) -> tuple[Item, ...]:
    """Neighbours under one condition as one branch, the outermost condition first."""
    return _grouped([(oldest_first(guard), item) for guard, item in found], 0)


def _grouped(
    rows: list[tuple[list[tuple[Tensor, bool]], Item]], depth: int
) -> tuple[Item, ...]:
    def condition(
        row: tuple[list[tuple[Tensor, bool]], Item],
    ) -> tuple[int, bool] | None:
        if depth >= len(row[0]):
            return None
        test, branch = row[0][depth]
        return id(test), branch  # tensors compare element by element

    items: list[Item] = []
    for key, group in groupby(rows, condition):
        found = list(group)
        if key is None:
            items += [item for _, item in found]
        else:
            test, branch = found[0][0][depth]
            items.append(Branch(test, branch, _grouped(found, depth + 1)))
    return tuple(items)


def _depth(frame: Frame | None) -> int:
    return 0 if frame is None else frame.depth
