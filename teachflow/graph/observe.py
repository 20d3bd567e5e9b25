"""Watching runs: which nodes a run computed, in which order, how often, with what
values.

Everything that looks into a run (counts, traces, steppers) is an observer; the loop
that runs without one has no hook in it.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from teachflow.graph.execute import Observer
from teachflow.graph.plan import Plan, Step


class _Active(threading.local):
    def __init__(self) -> None:
        self.observers: list[Observer] = []


_active = _Active()


def active() -> list[Observer]:
    """The observers that watch this thread's runs at present."""
    return _active.observers


@contextmanager
def observing(observer: Observer) -> Iterator[Observer]:
    """A scope in which ``observer`` watches every run of this thread."""
    _active.observers = [*_active.observers, observer]
    try:
        yield observer
    finally:
        _active.observers = [o for o in _active.observers if o is not observer]


@dataclass
class RunRecord:
    """What one run did: its nodes in order, their values, and what was fed."""

    order: list[str] = field(default_factory=list)
    values: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    fed: int = 0
    finished: bool = False


@dataclass
class RunReport:
    """What the runs inside a ``with watch_runs():`` block computed.

    ``runs`` has a record for each run; ``counts`` says how often each node was
    computed.
    """

    runs: list[RunRecord] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Node name to the number of times it was computed, in order of first use."""
        return dict(Counter(name for run in self.runs for name in run.order))

    def start(self, plan: Plan, fed: Sequence[Any]) -> None:
        """Opens the record of a run."""
        self.runs.append(RunRecord(fed=len(fed)))

    def before(self, step: Step) -> None:
        """Nothing: a node counts when it is done."""

    def after(self, step: Step, values: tuple[Any, ...]) -> None:
        """Notes a node and its values."""
        run = self.runs[-1]
        run.order.append(step.node.name)
        run.values[step.node.name] = values

    def finish(self) -> None:
        """Closes the record."""
        self.runs[-1].finished = True

    def __str__(self) -> str:
        counts = self.counts
        if not counts:
            return "no run"
        width = max(map(len, counts))
        head = f"{len(self.runs)} run{'s' if len(self.runs) != 1 else ''}"
        return "\n".join(
            [head, *(f"  {name:<{width}}  x{n}" for name, n in counts.items())]
        )


@contextmanager
def watch_runs() -> Iterator[RunReport]:
    """A scope that counts which nodes are computed by the runs inside it.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     w = tf.constant(3, name="w")
    ...     y, z = w + 2, w * 3
    ...     with tf.watch_runs() as report:
    ...         _ = y.eval(), z.eval()
    >>> report.counts["w"], len(report.runs)
    (2, 2)
    """
    report = RunReport()
    with observing(report):
        yield report
