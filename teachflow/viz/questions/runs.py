"""``runs``: what runs computed: which nodes, in which order, how often; fed, read, ...

Whatever no run computed fades. Of one run the badge says the place in its order, of
several how often they computed the node.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from teachflow.graph.graph import Graph
from teachflow.graph.running.observe import RunRecord, RunReport
from teachflow.graph.running.tally import RunKind, RunTally
from teachflow.texts import text
from teachflow.viz.diagram import Badge
from teachflow.viz.questions.answer import Answer
from teachflow.viz.questions.replay import LastRun


def kinds_of(graph: Graph, watched: Any) -> list[RunKind]:
    """The runs of ``graph`` that were watched, those of one kind as one.

    ``watched``: an observer that summed them, what ``watch_runs`` gives, or one record
    of it. Raises ``TypeError`` for anything else.
    """
    if isinstance(watched, LastRun):
        watched = watched.tally
    if isinstance(watched, RunTally):
        return watched.of(graph)
    if isinstance(watched, RunReport):
        records = watched.runs
    elif isinstance(watched, RunRecord):
        records = [watched]
    else:
        raise TypeError(text("questions.run.kind", kind=type(watched).__name__))
    tally = RunTally()
    for number, record in enumerate(records, 1):
        tally.add(graph, number, dataclasses.replace(record))
    return tally.kinds


def runs(graph: Graph, kinds: Sequence[RunKind]) -> Answer:
    """What these runs computed, by operation.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph, tf.Session() as sess:
    ...     w = tf.constant(3, name="w")
    ...     y, z = tf.square(w, name="y"), tf.negative(w, name="z")
    ...     with tf.watch_runs() as report:
    ...         _ = y.eval(), z.eval()
    >>> answer = runs(graph, kinds_of(graph, report))
    >>> {name: badges[0].text for name, badges in answer.badges.items()}
    {'w': '2', 'y': '1', 'z': '1'}
    """
    total = sum(kind.times for kind in kinds)
    if not total:
        return Answer(fades=True, notes=(text("questions.run.none"),))
    order: dict[str, int] = {}
    times: dict[str, int] = {}
    for kind in kinds:
        for name, count in kind.nodes.items():
            times[name] = times.get(name, 0) + count
            order.setdefault(name, len(order) + 1)
    badges: dict[str, list[Badge]] = {}
    for name, count in times.items():
        found = [Badge("order", str(order[name]))] if total == 1 else []
        if total > 1 or count > 1:
            found.append(Badge("count", str(count)))
        badges[name] = found
    groups = {
        "fed": [name for kind in kinds for name in kind.last.fed],
        "fetched": [name for kind in kinds for name in kind.last.fetched],
        "read": [name for kind in kinds for name in kind.read],
        "written": [name for kind in kinds for name in kind.written],
    }
    for group, names in groups.items():
        for name in dict.fromkeys(name.partition(":")[0] for name in names):
            badges.setdefault(name, []).append(Badge(group, ""))
    problem = Badge("problem", text("questions.run.failed"))
    for failed in dict.fromkeys(kind.last.failed for kind in kinds):
        if failed is not None:
            badges.setdefault(failed, []).append(problem)
    if total == 1:
        note = text("questions.run.one", count=len(times))
    else:
        computed, different = sum(times.values()), len(times)
        note = text(
            "questions.run.many", count=total, total=computed, different=different
        )
    return Answer(
        badges={name: tuple(found) for name, found in badges.items()},
        emphasis=dict.fromkeys(badges, ""),
        fades=True,
        notes=(note,),
    )
