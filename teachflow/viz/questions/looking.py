"""A run made only to look: what a run would compute now, with nothing changed by it.

It happens in a session of its own, which knows what the learner's session remembers:
the values of variables, the places in streams of random numbers. What it draws is
therefore what the learner's next run draws, and no observer sees it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from teachflow.core.cell import Cell
from teachflow.core.errors import OpError
from teachflow.eager.tensor import EagerTensor
from teachflow.graph import build
from teachflow.graph.control.flow import EXIT, flow_of
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.running.feeds import resolve_feeds
from teachflow.graph.running.needed import needed_nodes
from teachflow.graph.running.observe import RunRecord, observing
from teachflow.graph.running.session import BaseSession, Session
from teachflow.viz.questions.replay import LastRun, Replay

_MOST_FAILURES = 20
# What touches the world outside of the session, or what runs leave there for others.
_EFFECTS = re.compile(
    r"Print|Func|Queue|Reader|Iterator|Dataset|Journey|File|Save|Restore|Checkpoint"
    r"|Summary|PartitionedCall|Timestamp|RngReadAndSkip|StatefulRandom"
)
_ONLY_READ = frozenset({"IsVariableInitialized", "ReadVariableOp"})


@dataclass(frozen=True)
class Look:
    """What was seen of a run: its ``record``, its ``replay``, and what is not in it.

    ``unfed``: placeholders without a value. ``empty``: variables that have none.
    ``effects``: nodes that change something, or draw random numbers that nobody can
    foretell. ``failed``: the words of nodes that raised an error. ``left_out``: these
    and all that cannot be run without them. ``record.fetched`` is what was asked for,
    run or not.
    """

    record: RunRecord
    replay: Replay
    unfed: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def look(graph: Graph, feeds: Any = None, targets: Sequence[Any] = ()) -> Look:
    """Runs once whatever of ``graph`` can be run without changing anything.

    With ``targets`` (operations, or what has one) only what these need.
    Variables have their values of the default session; what a function that was traced
    takes from outside has the value that it has there now. ``feeds`` is a
    ``feed_dict``, of a function's arguments too; raises ``TypeError`` and
    ``ValueError`` where ``Session.run`` would.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph, tf.Session() as sess:
    ...     x = tf.Variable(3, name="x")
    ...     more = x.assign_add(1)
    ...     _ = sess.run(x.initializer)
    ...     seen = look(graph)
    ...     print(seen.record.read, seen.effects, x.eval())
    {'x': np.int32(3)} ('x/Assign', 'AssignAdd') 3
    """
    ops = graph.get_operations()
    if not ops:
        return Look(RunRecord(), Replay(graph))
    feeds = {**_captured(graph), **(feeds or {})}
    fed = frozenset(resolve_feeds(graph, feeds))
    ends = [graph.as_operation(target) for target in targets]
    if ends:
        ops = needed_nodes(ends, fed)
    cells = _cells_of(graph)
    given = {op for op in ops if op.outputs and fed.issuperset(op.outputs)}
    reasons = {op: _reason(op, cells) for op in ops if op not in given}
    left_out = {op: reason for op, reason in reasons.items() if reason}
    inside = _inside(graph, ops)
    failed: dict[str, str] = {}
    while True:
        out = _downstream(left_out, ops, fed) | given
        asked = ops if out.intersection(ends) else ends or ops
        wanted = [op for op in asked if op not in out and op not in inside]
        last, problem = _run(graph, cells, wanted, feeds)
        record = last.record or RunRecord()
        name = record.failed
        if problem is None or name is None or len(failed) >= _MOST_FAILURES:
            break
        failed[name] = problem
        left_out[graph.get_operation_by_name(name)] = "failed"
    named = {
        reason: tuple(op.name for op, why in left_out.items() if why == reason)
        for reason in ("unfed", "empty", "effects")
    }
    named["left_out"] = tuple(op.name for op in ops if op in out and op not in given)
    if ends:
        asked_for = tuple(dict.fromkeys(op.name for op in ends))
        record = dataclasses.replace(record, fetched=asked_for)
    return Look(record, last.replay or Replay(graph), failed=failed, **named)


def _inside(graph: Graph, ops: Sequence[Operation]) -> set[Operation]:
    """What only runs as a part of something: of a branch, or of a loop."""
    found = {op for op in ops if not graph.is_fetchable(op)}
    if any(op.type == "LoopCond" for op in ops):
        frames = flow_of(graph).frames
        for op in ops:
            frame = frames.get(op)
            if frame is not None and op.type in EXIT:
                frame = frame.parent  # where it leads to
            if frame is not None:
                found.add(op)
    return found


def _captured(graph: Graph) -> dict[Tensor, Any]:
    """The values of what a traced function takes from outside, but for variables."""
    found = getattr(graph, "captured", {}).values()
    return {place: out.array for out, place in found if isinstance(out, EagerTensor)}


def _cells_of(graph: Graph) -> dict[str, Cell]:
    """Where the values of the graph's variables are, and what else a session knows.

    A function's variables live outside of it. Else the default session counts, where
    it is one for the graph.
    """
    captured = getattr(graph, "captured", None)
    if captured is not None:
        found = [(out, place.op.name) for out, place in captured.values()]
        return {name: out.cell for out, name in found if hasattr(out, "cell")}
    session: BaseSession | None = build.default_session(graph)
    if session is None or session.graph is not graph or session.closed:
        return {}
    return dict(session._cells)


def _reason(op: Operation, cells: Mapping[str, Cell]) -> str:
    """Why a node cannot be run for a look; empty for one that can."""
    opdef, kind = op.opdef, op.type
    if kind == "Placeholder":
        return "unfed"
    known = op.name in cells and cells[op.name].value is not None
    if kind == "VariableV2":
        return "" if known else "empty"
    if opdef.needs_cell and "seed2" in opdef.attrs and not _EFFECTS.search(kind):
        seeded = op.attrs.get("seed") or op.attrs.get("seed2")
        return "" if seeded or known else "effects"
    writes = any(arg.is_ref for arg in opdef.inputs) and not kind.startswith("Ref")
    if writes and kind not in _ONLY_READ:
        return "effects"
    return "effects" if _EFFECTS.search(kind) or opdef.needs_cell else ""


def _downstream(
    starts: Collection[Operation], ops: Iterable[Operation], fed: frozenset[Tensor]
) -> set[Operation]:
    """``starts`` and all that cannot be run without them."""
    users: dict[Operation, list[Operation]] = {}
    for op in ops:
        for tensor in op.inputs:
            if tensor not in fed:
                users.setdefault(tensor.op, []).append(op)
        for before in op.control_inputs:
            users.setdefault(before, []).append(op)
    seen = set(starts)
    waiting = list(starts)
    while waiting:
        for user in users.get(waiting.pop(), ()):
            if user not in seen:
                seen.add(user)
                waiting.append(user)
    return seen


def _run(
    graph: Graph, cells: Mapping[str, Cell], wanted: list[Operation], feeds: Any
) -> tuple[LastRun, str | None]:
    """What was seen of one run, and what went wrong in it."""
    last = LastRun()
    trial = Session(graph=graph)
    for name, cell in cells.items():
        copy = trial.cell(name)
        copy.value, copy.dims = cell.value, cell.dims  # values never change themselves
    problem = None
    with observing(last, alone=True):
        try:
            trial.run(wanted, feeds)
        except (OpError, ImportError, ArithmeticError) as error:
            problem = str(getattr(error, "message", error)).partition("\n")[0]
    trial._cells.clear()  # what is in them is not the trial's to cancel
    trial.close()
    return last, problem
