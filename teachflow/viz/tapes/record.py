"""``Record``: what happened in eager code, in its order, whoever looked on.

A GradientTape keeps what touched something watched; a ``Recorder`` keeps everything.
Either is told here in the same plain data, which is what gets drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from teachflow.core.recording import tapes
from teachflow.core.registry import Call
from teachflow.eager.tapes.memory import Ghost
from teachflow.eager.tapes.tape import GradientTape
from teachflow.graph.operation import Tensor
from teachflow.texts import text
from teachflow.viz.building import roles

MOST_CALLS = 300
MOST_DRAWN = 100
READ = "ReadVariableOp"


@dataclass(frozen=True)
class Event:
    """One call; ``kind`` says what a gradient finds there.

    'recorded': it flows back as the op's rule says; 'end': it never flows through this
    op (``stop_gradient``, an assignment); 'other': nobody watched what goes in;
    'paused': it happened inside ``stop_recording``.
    """

    call: Call
    kind: str = "recorded"


@dataclass(frozen=True)
class Record:
    """Calls in their order, the watched values by id, and what NumPy took.

    ``faded``: only types and shapes are left of the values. ``missed``: how many calls
    happened after the record was full; ``cut``: how many are kept and not shown.
    ``complete``: all calls are there, not only those on watched values.
    """

    events: tuple[Event, ...]
    watched: Mapping[int, Any] = field(default_factory=dict)
    gone: tuple[Any, ...] = ()
    faded: bool = False
    missed: int = 0
    cut: int = 0
    complete: bool = False

    @property
    def calls(self) -> list[Call]:
        """The calls that a gradient can go back through."""
        return [event.call for event in self.events if event.kind == "recorded"]

    @property
    def variables(self) -> list[Any]:
        """The variables that were read or changed, in the order of their first use."""
        found = {
            id(value): value
            for event in self.events
            for value in event.call.inputs
            if is_variable(value)
        }
        return list(found.values())

    def names(self, known: Mapping[int, str]) -> Mapping[int, str]:
        """The names of values, by id, also for what is left of those let go."""
        if not self.faded:
            return known
        values = {
            id(v): v for e in self.events for v in (*e.call.inputs, *e.call.outputs)
        }
        left = {key: id(v.of()) for key, v in values.items() if type(v) is Ghost}
        found = {key: known[alive] for key, alive in left.items() if alive in known}
        return {**known, **found}

    def made(self, value: Any) -> bool:
        """Whether one of the calls made the value."""
        return any(value is out for e in self.events for out in e.call.outputs)

    def now(self, value: Any) -> Any:
        """The value as the record knows it: of one that it let go, what is left."""
        if not self.faded:
            return value
        for event in self.events:
            for known in (*event.call.inputs, *event.call.outputs):
                if type(known) is Ghost and known.of() is value:
                    return known
        return value


def shortened(record: Record, target: Any = None, most: int = MOST_DRAWN) -> Record:
    """A record of at most so many events: the last that the target needs, or the first.

    Of a long way to a target its end is what says how the target came about.
    """
    events = record.events
    if len(events) <= most:
        return record
    if target is not None:
        needed = {id(target)}
        kept = []
        for event in reversed(events):
            if any(id(out) in needed for out in event.call.outputs):
                needed.update(id(value) for value in event.call.inputs)
                kept.append(event)
        events = tuple(reversed(kept)) or events
    events = events[-most:] if target is not None else events[:most]
    return replace(record, events=events, cut=len(record.events) - len(events))


def is_variable(value: Any) -> bool:
    """Whether a value is an eager variable, which has a cell."""
    return hasattr(value, "cell")


def changed_by(call: Call) -> list[Any]:
    """The variables that a call changes."""
    if not call.opdef.inputs or not call.opdef.inputs[0].is_ref:
        return []
    if call.opdef.type == READ or not roles.is_write(call.opdef.type):
        return []
    return [value for value in call.inputs if is_variable(value)][:1]


def record_of(tape: GradientTape) -> Record:
    """What a tape has recorded, also one that is used up.

    Of the ops that touched nothing watched there are those that a stopped or paused
    path leads to. Raises ``ValueError`` for a tape that has recorded nothing at all.
    """
    memory = tape._memory
    calls: Sequence[Call] = tape._calls or memory.calls
    watched = tape._watched or memory.watched
    if not calls and not watched and not memory.ends:
        raise ValueError(text("tape.nothing_recorded"))
    ends = [(at, call) for at, (call, _) in zip(memory.ends_at, memory.ends)]  # noqa: B905
    main: list[Event] = []
    for position, call in enumerate(calls):
        main += [Event(end, "end") for at, end in ends if at == position]
        main.append(Event(call))
    main += [Event(end, "end") for at, end in ends if at >= len(calls)]
    aside = [Event(call, "paused") for call in memory.paused.missed]
    aside += [Event(call, "other") for call in memory.others]
    events = _reached(_merged(main, aside), watched)
    values = [v for e in events for v in (*e.call.inputs, *e.call.outputs)]
    return Record(
        events,
        watched,
        tuple([tensor for tensor, _ in memory.gone]),
        any(type(value) is Ghost for value in values),
    )


def _merged(main: Sequence[Event], aside: Sequence[Event]) -> list[Event]:
    """All events, each of ``aside`` just before what uses it, the others last."""
    makers = {id(out): event for event in aside for out in event.call.outputs}
    placed: dict[int, Event] = {}

    def place(event: Event) -> None:
        waiting = [event]
        while waiting:
            current = waiting[-1]
            before = [
                makers[id(value)]
                for value in current.call.inputs
                if id(value) in makers and id(makers[id(value)]) not in placed
            ]
            if before:
                waiting += before[::-1]
            else:
                placed.setdefault(id(waiting.pop()), current)

    for event in (*main, *aside):
        place(event)
    return list(placed.values())


def _reached(events: Sequence[Event], watched: Mapping[int, Any]) -> tuple[Event, ...]:
    """The events that something watched leads to, and the readings that they use."""
    reached = set(watched)
    used: set[int] = set()
    kept = set()
    for event in events:
        call = event.call
        if event.kind == "recorded" or any(id(v) in reached for v in call.inputs):
            kept.add(id(event))
            used.update(id(value) for value in call.inputs)
            reached.update(id(out) for out in call.outputs)
    for event in events:
        call = event.call
        if call.opdef.type == READ and any(id(out) in used for out in call.outputs):
            kept.add(id(event))
    return tuple([event for event in events if id(event) in kept])


class Recorder:
    """Stands among the tapes and keeps every call, the first ``most`` of them.

    >>> import teachflow as tf
    >>> with Recorder() as seen:
    ...     y = tf.constant(3.0) * 2.0
    >>> [event.call.name for event in seen.record.events]
    ['Mul']
    """

    def __init__(self, most: int = MOST_CALLS) -> None:
        self._most = most
        self._events: list[Event] = []
        self._gone: list[Any] = []
        self._missed = 0

    def see(self, call: Call) -> None:
        """Keeps a call through which a gradient may flow."""
        self._keep(call, "recorded")

    def remember_end(self, call: Call) -> None:
        """Keeps a call through which none does."""
        self._keep(call, "end")

    def remember_leaving(self, tensor: Any) -> None:
        """Keeps a value that NumPy or Python took."""
        if len(self._gone) < self._most:
            self._gone.append(tensor)

    def _keep(self, call: Call, kind: str) -> None:
        values = (*call.inputs, *call.outputs)
        if any(isinstance(value, Tensor) for value in values):
            return  # a node of a function that is traced: that has a graph's picture
        if len(self._events) < self._most:
            self._events.append(Event(call, kind))
        else:
            self._missed += 1

    def __enter__(self) -> Recorder:
        tapes.stack.append(self)
        return self

    def __exit__(self, *error: object) -> None:
        tapes.stack[:] = [tape for tape in tapes.stack if tape is not self]

    @property
    def record(self) -> Record:
        """What was seen so far."""
        return Record(
            tuple(self._events),
            gone=tuple(self._gone),
            missed=self._missed,
            complete=True,
        )
