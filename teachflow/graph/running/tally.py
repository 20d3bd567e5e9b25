"""Many runs, summed: what a training loop of ten thousand runs leaves behind is small.

Runs that fetch and feed the same things are of one kind, and of a kind are kept: how
often it ran, how often it computed each node, and the record of its last run. Values
of nodes are kept of the last run of each graph alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from teachflow.graph.graph import Graph
from teachflow.graph.running.observe import RunRecord, RunReport
from teachflow.graph.running.plan import Plan, Step

MOST_KINDS = 500


@dataclass
class RunKind:
    """Runs of ``graph`` with the same fetches and feeds; ``last`` is one's record.

    ``numbers``: the first and the last of them, counted from 1 among all runs.
    ``nodes``: how often they computed each node. ``failed``: how many ended in an
    error. ``mixed``: whether kinds are in it for which there was no room.
    """

    graph: Graph | None
    numbers: tuple[int, int]
    last: RunRecord
    times: int = 0
    nodes: Counter[str] = field(default_factory=Counter)
    written: dict[str, Any] = field(default_factory=dict)
    read: dict[str, Any] = field(default_factory=dict)
    failed: int = 0
    mixed: bool = False


class RunTally:
    """An observer that sums runs by their kind; ``kinds`` in the order of first runs.

    >>> import teachflow.compat.v1 as tf
    >>> from teachflow.graph.running.observe import observing
    >>> with tf.Graph().as_default() as graph, tf.Session() as sess:
    ...     w = tf.constant(3, name="w")
    ...     y = tf.square(w, name="y")
    ...     with observing(RunTally()) as tally:
    ...         for _ in range(1000):
    ...             _ = sess.run(y)
    >>> len(tally.kinds), tally.runs, tally.counts(graph)
    (1, 1000, {'w': 1000, 'y': 1000})
    """

    def __init__(self) -> None:
        self.runs = 0
        self.last: RunRecord | None = None  # of the run that ended last
        self._kinds: dict[Any, RunKind] = {}
        self._lasts: dict[Graph | None, RunRecord] = {}  # of each graph
        self._report = RunReport()
        self._graphs: list[Graph | None] = []  # of the runs that go on
        self._began: list[int] = []

    @property
    def kinds(self) -> list[RunKind]:
        """The kinds of runs, in the order in which they began."""
        return list(self._kinds.values())

    @property
    def graphs(self) -> list[Graph]:
        """The graphs that were run, the one that was run most often first."""
        times: Counter[Graph] = Counter()
        for kind in self.kinds:
            if kind.graph is not None:
                times[kind.graph] += kind.times
        return [graph for graph, _ in times.most_common()]

    def of(self, graph: Graph) -> list[RunKind]:
        """The kinds of runs of one graph."""
        return [kind for kind in self.kinds if kind.graph is graph]

    def counts(self, graph: Graph) -> dict[str, int]:
        """How often each node of a graph was computed, in order of first use."""
        total: Counter[str] = Counter()
        for kind in self.of(graph):
            total.update(kind.nodes)
        return dict(total)

    def start(self, plan: Plan, fed: Sequence[Any]) -> None:
        """A run begins."""
        self.runs += 1
        self._began.append(self.runs)
        self._graphs.append(None)
        self._report.start(plan, fed)

    def before(self, step: Step) -> None:
        """A node begins."""
        self._graphs[-1] = step.node.graph
        self._report.before(step)

    def after(self, step: Step, values: tuple[Any, ...]) -> None:
        """A node has ended."""
        self._report.after(step, values)

    def finish(self) -> None:
        """A run has ended: it becomes part of its kind."""
        self._report.finish()
        run = self.last = self._report.runs.pop()
        self.add(self._graphs.pop(), self._began.pop(), run)

    def add(self, graph: Graph | None, number: int, run: RunRecord) -> None:
        """Sums one run more, of which there is a record."""
        former = self._lasts.get(graph)
        if former is not None:
            former.values = {}  # those of one run are enough
        self._lasts[graph] = run
        key: tuple[Any, ...] = (graph, run.fetched, tuple(run.fed))
        kind = self._kinds.get(key)
        if kind is None:
            mixed = len(self._kinds) >= MOST_KINDS
            key = (graph, "others", ()) if mixed else key
            made = RunKind(graph, (number, number), run, mixed=mixed)
            kind = self._kinds.setdefault(key, made)
        kind.last = run
        kind.numbers = (min(kind.numbers[0], number), max(kind.numbers[1], number))
        kind.times += 1
        kind.nodes.update(run.order)
        kind.read.update(run.read)
        kind.written.update(run.written)
        kind.failed += run.failed is not None
