"""Ways from one value to another through calls: what explains a gradient, or none.

A step may be good (recorded, and something flows) or bad (it happened, but nothing
flows). Of many ways with bad steps the one with the fewest tells the most; of good ways
all count, since a gradient is the sum over them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from teachflow.core.explaining.explanation import Step
from teachflow.core.registry import Call

MOST_WAYS = 5
_MOST_TRIED = 200
_SILENT = ("ReadVariableOp",)  # nothing that anybody wrote


@dataclass(frozen=True)
class Edge:
    """A step from one value to the next, with how it is known.

    ``kind`` is "recorded", "other", "missed" or "end"; ``line`` the place in the
    program where it happened, if somebody kept it.
    """

    call: Call
    kind: str
    into: Any
    out: Any
    line: tuple[str, int] | None = None

    @property
    def flows(self) -> bool:
        """Whether a gradient comes back through this step."""
        return self.kind == "recorded" and floats(self.into) and floats(self.out)


Makers = Mapping[int, Sequence[Edge]]
"""For each value, by id, the steps that end in it."""


def cheapest_way(made: Makers, begin: Any, end: Any) -> list[Edge] | None:
    """The steps from ``begin`` to ``end`` with as few bad ones as there may be.

    None where there is no way.
    """
    costs = {id(end): 0}
    onward: dict[int, Edge] = {}
    waiting = deque([end])
    while waiting:
        value = waiting.popleft()
        for edge in made.get(id(value), ()):
            cost = costs[id(value)] + (not edge.flows)
            if cost < costs.get(id(edge.into), 1 << 30):
                costs[id(edge.into)] = cost
                onward[id(edge.into)] = edge
                if edge.flows:
                    waiting.appendleft(edge.into)
                else:
                    waiting.append(edge.into)
    if id(begin) not in onward:
        return None
    way, value = [], begin
    while value is not end:
        edge = onward[id(value)]
        way.append(edge)
        value = edge.out
    return way


def good_ways(
    made: Makers, begin: Any, end: Any, silent: Iterable[Call] = ()
) -> tuple[tuple[Step, ...], ...]:
    """Ways on which a gradient flows, as steps, the shortest first; a few at most.

    Two ways that take the same calls are one: ``x * x`` is one step.
    """
    hidden = {id(call) for call in silent}
    leads = _leading(made, begin, end)
    found: dict[tuple[int, ...], tuple[Step, ...]] = {}
    waiting: deque[tuple[Any, tuple[Edge, ...]]] = deque([(end, ())])
    tried = 0
    while waiting and len(found) <= MOST_WAYS and tried < _MOST_TRIED:
        value, way = waiting.popleft()
        if value is begin and way:
            tried += 1
            shown = [edge for edge in way if id(edge.call) not in hidden]
            calls = tuple(id(edge.call) for edge in shown)
            found.setdefault(calls, steps(shown))
            continue
        taken = set()
        for edge in made.get(id(value), ()):
            key = (id(edge.call), id(edge.into))
            if any(edge.into is later.into for later in way):
                continue  # once more through a loop is the same way
            if edge.flows and id(edge.into) in leads and key not in taken:
                taken.add(key)
                waiting.append((edge.into, (edge, *way)))
        if len(waiting) > _MOST_TRIED:
            while len(waiting) > _MOST_TRIED:
                waiting.pop()
    return tuple(found.values())


def _leading(made: Makers, begin: Any, end: Any) -> set[int]:
    """The ids of all values that a good way from ``begin`` to ``end`` goes through."""
    onward: dict[int, list[int]] = {}
    seen, waiting = {id(end)}, [end]
    while waiting:
        value = waiting.pop()
        for edge in made.get(id(value), ()):
            if edge.flows:
                onward.setdefault(id(edge.into), []).append(id(value))
                if id(edge.into) not in seen:
                    seen.add(id(edge.into))
                    waiting.append(edge.into)
    found, todo = {id(begin)}, [id(begin)]
    while todo:
        for value_id in onward.get(todo.pop(), ()):
            if value_id not in found:
                found.add(value_id)
                todo.append(value_id)
    return found & seen


def steps(way: Iterable[Edge]) -> tuple[Step, ...]:
    """The way as what is told of it."""
    return tuple(
        [
            Step(named(e.call), shape_of(e.into), shape_of(e.out), e.flows)
            for e in way
            if e.call.opdef.type not in _SILENT
        ]
    )


def floats(value: Any) -> bool:
    """Whether gradients with respect to the value make sense."""
    dtype = getattr(value, "dtype", None)
    return dtype is not None and bool(dtype.base_dtype.is_differentiable)


def named(call: Call) -> str:
    """What the op is called: by its type, or as a rule of the learner's says."""
    return getattr(call.opdef.vjp, "told", None) or call.opdef.type


def shape_of(value: Any) -> tuple[int | None, ...]:
    """The lengths as far as they are known."""
    shape = getattr(value, "shape", None)
    return tuple(getattr(shape, "known_dims", None) or ())
