"""``path``: all ways from one operation to another, or where they break off."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation
from teachflow.texts import text
from teachflow.viz.questions.answer import Answer
from teachflow.viz.questions.elements import operation_of

Onward = Callable[[Operation], Iterable[Operation]]

_MOST = 4


def path(graph: Graph, begin: Any, end: Any) -> Answer:
    """All operations on a way from ``begin`` to ``end``; their neighbours fade.

    Ways go along tensors; where there is none, along what has to run before. Where
    there is none either, a note says how far one gets from both ends. Raises
    ``ValueError`` and ``TypeError`` for what is not in the graph.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     x = tf.placeholder(tf.float32, name="x")
    ...     f = tf.add(tf.square(x, name="s"), tf.ones([]), name="f")
    >>> sorted(path(graph, x, "f").emphasis), sorted(path(graph, x, "f").only)
    (['f', 's', 'x'], ['f', 'ones', 's', 'x'])
    """
    first, last = operation_of(graph, begin), operation_of(graph, end)
    waits = _waiting(graph)

    def all_after(op: Operation) -> list[Operation]:
        return [*_users(op), *waits.get(op, ())]

    for before, after in ((_inputs, _users), (_all_before, all_after)):
        on_way = _reach(first, after) & _reach(last, before)
        if on_way:
            return _found(graph, first, last, on_way)
    return _broken(first, last, all_after)


def _found(
    graph: Graph, first: Operation, last: Operation, on_way: set[Operation]
) -> Answer:
    nodes = [op for op in graph.get_operations() if op in on_way]
    edges: dict[str, str] = {}
    near = set(on_way)
    for op in nodes:
        near.update(_inputs(op), _users(op))
        edges |= {
            f"{op.name}:{index}": "path"
            for index, tensor in enumerate(op.inputs)
            if tensor.op in on_way
        }
        edges |= {
            f"{op.name}^{before.name}": "path"
            for before in op.control_inputs
            if before in on_way
        }
    note = text(
        "questions.path.found", count=len(nodes), begin=first.name, end=last.name
    )
    return Answer(
        only=frozenset(op.name for op in near),
        emphasis={op.name: "path" for op in nodes},
        edges=edges,
        fades=True,
        notes=(note,),
    )


def _broken(first: Operation, last: Operation, all_after: Onward) -> Answer:
    """Both ends, with all that is onwards from the one and before the other."""
    onward, needed = _reach(first, all_after), _reach(last, _all_before)
    values = {"begin": first.name, "end": last.name}
    back = _reach(first, _all_before) & _reach(last, all_after)
    if back:
        note, there = text("questions.path.backwards", **values), back
    else:
        ends = _some(op for op in onward if not all_after(op))
        starts = _some(op for op in needed if not _all_before(op))
        note = text("questions.path.none", ends=ends, starts=starts, **values)
        there = onward | needed
    return Answer(
        only=frozenset(op.name for op in there),
        emphasis={first.name: "center", last.name: "center"},
        fades=True,
        notes=(note,),
    )


def _some(ops: Iterable[Operation]) -> str:
    """Some names; without what only gives a variable its first value."""
    names = [
        op.name
        for op in sorted(ops, key=lambda op: op.position)
        if not (op.type in {"Const", "Assign"} and "/" in op.name)
    ]
    return ", ".join(names[:_MOST]) + (", …" if len(names) > _MOST else "")


def _reach(start: Operation, onward: Onward) -> set[Operation]:
    """``start`` and all that one gets to from it, step by step."""
    seen = {start}
    waiting = [start]
    while waiting:
        for op in onward(waiting.pop()):
            if op not in seen:
                seen.add(op)
                waiting.append(op)
    return seen


def _inputs(op: Operation) -> list[Operation]:
    return [tensor.op for tensor in op.inputs]


def _users(op: Operation) -> list[Operation]:
    return [user for tensor in op.outputs for user in tensor.consumers()]


def _all_before(op: Operation) -> list[Operation]:
    return [*_inputs(op), *op.control_inputs]


def _waiting(graph: Graph) -> dict[Operation, list[Operation]]:
    """For each operation those that wait for it."""
    found: dict[Operation, list[Operation]] = {}
    for op in graph.get_operations():
        for before in op.control_inputs:
            found.setdefault(before, []).append(op)
    return found
