"""Random numbers as one node: what ``tf.random.normal`` does in several ops.

A graph's picture folds these by their name scope. Eager ops have no scopes, so they are
known by their shape here: drawn, scaled by a constant, moved by a constant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from teachflow.core.registry import Call
from teachflow.viz.building import roles
from teachflow.viz.tapes.record import Event, Record, is_variable

_KEYS = "StatelessRandomGetKeyCounter"
_THEN = ("Mul", "AddV2")


def folded(record: Record, names: Collection[int] = ()) -> Record:
    """The record with one call for each draw of random numbers.

    ``names``: the ids of the values that the learner has a name for, which stay.

    >>> import teachflow as tf
    >>> from teachflow.viz.tapes.record import Recorder
    >>> with Recorder() as seen:
    ...     _ = tf.random.normal([2], mean=5.0)
    >>> [event.call.name for event in folded(seen.record).events]
    ['RandomStandardNormal']
    """
    events = record.events
    uses = Counter(id(v) for e in events for v in e.call.inputs)
    users = {id(v): e for e in events for v in e.call.inputs}
    makers = {id(out): e for e in events for out in e.call.outputs}
    kept: dict[int, Event] = {id(event): event for event in events}

    def passing(value: Any) -> bool:
        """Whether a value goes on to one op and is of no other interest."""
        return uses[id(value)] == 1 and id(value) not in names

    def plain(value: Any) -> bool:
        """Whether a value is a constant, or the difference of two."""
        if is_variable(value) or id(value) in names or id(value) in record.watched:
            return False
        maker = makers.get(id(value))
        if maker is None:
            return True
        return maker.call.name == "Sub" and all(map(plain, maker.call.inputs))

    for event in events:
        call = event.call
        if not roles.is_random(call.opdef.type) or call.name == _KEYS:
            continue
        inputs = call.inputs[:1]
        for value in call.inputs:
            maker = makers.get(id(value))
            if maker is not None and maker.call.name == _KEYS:
                kept.pop(id(maker), None)
                inputs = ()
        chain = [call]
        for wanted in _THEN:
            (output,) = chain[-1].outputs
            after = users.get(id(output))
            if after is None or not passing(output) or after.call.name != wanted:
                break
            others = [value for value in after.call.inputs if value is not output]
            if not all(map(plain, others)):
                break
            chain.append(after.call)
            for other in others:
                if id(other) in makers and uses[id(other)] == 1:
                    kept.pop(id(makers[id(other)]), None)
            kept.pop(id(after), None)
        drawn = Call(call.opdef, inputs, call.attrs, chain[-1].outputs)
        kept[id(event)] = Event(drawn, event.kind)
    return replace(record, events=tuple(kept.values()))
