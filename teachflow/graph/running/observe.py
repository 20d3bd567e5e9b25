"""Watching runs: which nodes a run computed, in which order, how often, with what
values.

Everything that looks into a run (counts, traces, steppers) is an observer; the loop
that runs without one has no hook in it.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from teachflow.graph.running.execute import Observer
from teachflow.graph.running.plan import Plan, Step


class _Active(threading.local):
    def __init__(self) -> None:
        self.observers: list[Observer] = []


_active = _Active()


def active() -> list[Observer]:
    """The observers that watch this thread's runs at present."""
    return _active.observers


@contextmanager
def observing(observer: Observer, *, alone: bool = False) -> Iterator[Observer]:
    """A scope in which ``observer`` watches every run of this thread.

    ``alone``: the others see nothing of these runs.
    """
    before = _active.observers
    _active.observers = [observer] if alone else [*before, observer]
    try:
        yield observer
    finally:
        if alone:
            _active.observers = before
        else:
            _active.observers = [o for o in _active.observers if o is not observer]


@dataclass
class RunRecord:
    """What one run did, as plain data, by the names of nodes.

    ``order``: the nodes, as often as they were computed. ``values``: their outputs (the
    last ones of a node in a loop). ``seconds``: how long each took, altogether.
    ``fetched``: what was asked for; ``fed``: the tensors that were fed, and with what.
    ``read``: the variables whose values were used, and these values; ``written``: the
    variables that were changed, and their values afterwards. ``failed``: the node that
    raised an error, else None. ``finished``: whether the run is over.
    """

    order: list[str] = field(default_factory=list)
    values: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    fetched: tuple[str, ...] = ()
    fed: dict[str, Any] = field(default_factory=dict)
    read: dict[str, Any] = field(default_factory=dict)
    written: dict[str, Any] = field(default_factory=dict)
    failed: str | None = None
    finished: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """Node name to the number of times it was computed, in order of first use."""
        return dict(Counter(self.order))

    def __str__(self) -> str:
        rows = [("fetched", name, None) for name in self.fetched]
        rows += [("fed", name, value) for name, value in self.fed.items()]
        rows += [("read", name, value) for name, value in self.read.items()]
        rows += [
            ("computed", f"{name} x{n}" if n > 1 else name, None)
            for name, n in self.counts.items()
        ]
        rows += [("written", name, value) for name, value in self.written.items()]
        rows += [("failed", self.failed, None)] if self.failed else []
        lines = []
        for number, (what, name, value) in enumerate(rows):
            again = number and rows[number - 1][0] == what
            shown = name if value is None else f"{name} = {_short(value)}"
            lines.append(f"{'' if again else what:<9} {shown}")
        return "\n".join(lines) or "nothing was fetched"


def _short(value: Any) -> str:
    text = np.array2string(
        np.asarray(value), precision=4, threshold=6, edgeitems=2, max_line_width=10**6
    )
    return " ".join(text.split())


class _Watching:
    """What is known of the run that goes on, besides its record."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.places: dict[int, str] = {}  # slot of a place to its variable
        self.present: dict[str, Any] = {}  # a variable's value as it is known now
        self.began = 0.0
        self.node: str | None = None  # the one that is being computed


@dataclass
class RunReport:
    """What the runs inside a ``with watch_runs():`` block computed.

    ``runs`` has a record for each run; ``counts`` says how often each node was
    computed.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     with tf.watch_runs() as report:
    ...         _ = sess.run(tf.constant(3, name="x"))
    >>> report.counts["x"]
    1
    """

    runs: list[RunRecord] = field(default_factory=list)
    _open: list[tuple[RunRecord, _Watching]] = field(default_factory=list, repr=False)

    @property
    def counts(self) -> dict[str, int]:
        """Node name to the number of times it was computed, in order of first use."""
        return dict(Counter(name for run in self.runs for name in run.order))

    def start(self, plan: Plan, fed: Sequence[Any]) -> None:
        """Opens the record of a run."""
        kept = [np.array(value) for value in fed]  # the caller may change his own
        given = dict(zip(plan.fed_names, kept, strict=True))
        run = RunRecord(fetched=plan.fetched_names, fed=given)
        self.runs.append(run)
        self._open.append((run, _Watching(plan)))

    def before(self, step: Step) -> None:
        """Notes what is read from variables, and the time."""
        run, watching = self._open[-1]
        for place, _ in step.loads:
            _note_read(run, watching, place)
        watching.node = step.node.name
        watching.began = time.perf_counter()

    def after(self, step: Step, values: tuple[Any, ...]) -> None:
        """Notes a node, its values and its time; a node counts when it is done."""
        ended = time.perf_counter()
        run, watching = self._open[-1]
        watching.node = None
        name = step.node.name
        run.order.append(name)
        run.values[name] = values
        run.seconds[name] = run.seconds.get(name, 0.0) + ended - watching.began
        if step.node.type == "VariableV2":
            watching.places[step.outputs[0]] = name
            watching.present[name] = values[0]
        elif step.computes:
            for slot, value in zip(step.outputs, values, strict=True):
                variable = watching.places.get(slot)
                if variable is not None:
                    run.written[variable] = watching.present[variable] = value

    def finish(self) -> None:
        """Closes the record."""
        run, watching = self._open.pop()
        run.failed = watching.node
        run.finished = True
        for slot in watching.plan.fetches:
            if slot is not None and watching.places.get(slot) not in run.written:
                _note_read(run, watching, slot)

    def __str__(self) -> str:
        counts = self.counts
        if not counts:
            return "no run"
        width = max(map(len, counts))
        head = f"{len(self.runs)} run{'s' if len(self.runs) != 1 else ''}"
        return "\n".join(
            [head, *(f"  {name:<{width}}  x{n}" for name, n in counts.items())]
        )


def _note_read(run: RunRecord, watching: _Watching, slot: int) -> None:
    """Notes that the value in the place at ``slot`` is used, if there is a place."""
    variable = watching.places.get(slot)
    if variable is not None:
        run.read.setdefault(variable, watching.present[variable])


@contextmanager
def watch_runs() -> Iterator[RunReport]:
    """A scope that keeps a record of every run inside it, on this thread.

    The report says which nodes were computed, in which order and how often, what was
    fed, what came from variables, and how long each node took.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     w = tf.constant(3, name="w")
    ...     y, z = w + 2, w * 3
    ...     with tf.watch_runs() as report:
    ...         _ = y.eval(), z.eval()
    >>> report.counts["w"], len(report.runs)
    (2, 2)
    >>> print(report.runs[0])
    fetched   add:0
    computed  w
              add/y
              add
    """
    report = RunReport()
    with observing(report):
        yield report
