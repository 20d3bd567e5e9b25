"""``values``: on every node what it computed in one run, or – for *not computed*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation
from teachflow.graph.running.observe import RunRecord
from teachflow.texts import text
from teachflow.viz.diagram import Badge
from teachflow.viz.drawing import labels
from teachflow.viz.questions.answer import Answer
from teachflow.viz.questions.badges import NOT_COMPUTED, value_badges
from teachflow.viz.questions.looking import Look, look
from teachflow.viz.questions.replay import LastRun, replay
from teachflow.viz.questions.runs import kinds_of

_SHAPE = re.compile(r"(?<![\w\]])\[((?:\?|\d+)(?:, ?(?:\?|\d+))*)?\]")
_MOST = 4


def seen_by(
    graph: Graph, watched: Any, feeds: Any = None, targets: Sequence[Any] = ()
) -> Look:
    """The run whose values are shown.

    ``watched``: a ``RunRecord``, or what watched runs (of the graph the last one
    counts): exactly what was computed then. None: a run made now only to look, with
    ``feeds`` as its ``feed_dict``, of what ``targets`` need: see ``looking``. Raises
    ``TypeError`` for anything else and ``ValueError`` where there was no run.
    """
    if watched is None:
        return look(graph, feeds, targets)
    if feeds is not None:
        raise ValueError(text("questions.values.fed_already"))
    if isinstance(watched, LastRun):
        if watched.record and watched.replay and watched.replay.graph is graph:
            return Look(watched.record, watched.replay)
        watched = watched.tally
    if isinstance(watched, RunRecord):
        return Look(watched, replay(graph, watched))
    kinds = kinds_of(graph, watched)
    if not kinds:
        raise ValueError(text("questions.values.no_run"))
    record = max(kinds, key=lambda kind: kind.numbers[1]).last
    return Look(record, replay(graph, record))


def values(graph: Graph, seen: Look) -> Answer:
    """The values of one run, by operation, and sentences on what has none.

    Of several outputs the first is shown; a small constant has its value in its label.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     x = tf.placeholder(tf.float32, name="x")
    ...     y = tf.multiply(x, 2.0, name="y")
    >>> answer = values(graph, seen_by(graph, None))
    >>> answer.badges["y"][0].text, answer.notes[-1]
    ('–', "no value was fed for 'x', so what needs it was not computed")
    >>> answer = values(graph, seen_by(graph, None, {x: 3}))
    >>> answer.badges["x"][0].text, answer.badges["y"][0].text
    ('3.0', '6.0')
    """
    badges: dict[str, tuple[Badge, ...]] = {}
    for op in graph.get_operations():
        if op.outputs and not _said_already(op):
            badges[op.name] = value_badges(value_of(op, seen.record))
    for name, problem in seen.failed.items():
        badges[name] = (
            Badge("problem", labels.shortened(labels.visible(_said(problem)), 60)),
        )
    notes = (text("questions.values.marks"), *without_value(seen))
    return Answer(badges=badges, notes=notes)


def value_of(op: Operation, record: RunRecord) -> Any:
    """What the first output of ``op`` was in a run, or ``NOT_COMPUTED``."""
    fed = record.fed.get(op.outputs[0].name, NOT_COMPUTED)
    if fed is not NOT_COMPUTED:
        return fed
    found = record.values.get(op.name)
    if not found or found[0] is None:
        return NOT_COMPUTED
    return found[0]


def _said(problem: str) -> str:
    """An error's words, with shapes as pictures write them: (2, 3) for [2,3]."""

    def shape(match: re.Match[str]) -> str:
        lengths = match.group(1).split(",") if match.group(1) else []
        return labels.shape_text(
            [None if n == "?" else int(n) for n in map(str.strip, lengths)]
        )

    return _SHAPE.sub(shape, problem)


def _said_already(op: Operation) -> bool:
    return op.type == "Const" and labels.value_text(op.get_attr("value")) is not None


def without_value(seen: Look) -> tuple[str, ...]:
    """Sentences on what a look did not run, and why."""
    notes = []
    for key in ("unfed", "empty", "effects"):
        names = getattr(seen, key)
        if key == "effects":  # who looks is not told of what nobody asked for
            names = [name for name in names if not name.endswith("/Assign")]
        if names:
            told = text(f"questions.values.{key}", count=len(names), names=_some(names))
            notes.append(told)
    for name, problem in seen.failed.items():
        notes.append(text("questions.values.failed", name=name, problem=problem))
    return tuple(notes)


def _some(names: Iterable[str]) -> str:
    listed = [f"'{name}'" for name in names]
    return ", ".join(listed[:_MOST]) + (", …" if len(listed) > _MOST else "")
