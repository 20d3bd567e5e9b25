"""``explain_gradient``: why a gradient is None, or by which way it is not.

The tape's record is searched backward from the target. A step may be good (recorded,
and something flows) or bad (it happened, but nothing flows); a way with the fewest bad
steps tells the most.
"""

from __future__ import annotations

import linecache
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from teachflow.backward import backward
from teachflow.core.explaining import reasons
from teachflow.core.explaining.explanation import Explanation, Step
from teachflow.core.explaining.reasons import Found
from teachflow.core.explaining.ways import (
    MOST_WAYS,
    Edge,
    Makers,
    cheapest_way,
    floats,
    good_ways,
    named,
    shape_of,
    steps,
)
from teachflow.core.operand import Operand
from teachflow.core.recording import tapes
from teachflow.core.registry import OPS, Call
from teachflow.eager.home import EAGER
from teachflow.eager.tapes.memory import Ghost, Line, Memory
from teachflow.eager.tapes.tape import GradientTape
from teachflow.texts import text
from teachflow.variables.base import BaseVariable

_ASSIGNING = {"Assign": "assign", "AssignAdd": "assign_add", "AssignSub": "assign_sub"}


def explain_gradient(tape: GradientTape, target: Any, source: Any) -> Explanation:
    """Tells why ``tape.gradient(target, source)`` is None, or how it comes about.

    Returns an ``Explanation``; printed, it says the reason, the way from source to
    target op by op with the shapes, the line at which it ends, and what to do next. It
    may be asked before or after ``gradient``, and costs nothing until then. Of ops that
    happened while no tape was recording nothing is known. Raises ``TypeError`` where
    tape, target or source is none. TensorFlow has nothing like it.

    >>> import teachflow as tf
    >>> x = tf.Variable(3.0)
    >>> with tf.GradientTape() as tape:
    ...     y = tf.stop_gradient(x * x) + 1.0
    >>> print(tape.gradient(y, x))
    None
    >>> why = tf.explain_gradient(tape, y, x)
    >>> why.reason, why.op
    ('cut', 'StopGradient')
    """
    if not isinstance(tape, GradientTape):
        raise TypeError(f"The first argument must be a tf.GradientTape, not {tape!r}.")
    for role, value in (("target", target), ("source", source)):
        if not isinstance(value, Operand):
            if role == "target" and hasattr(value, "__array__"):
                return _of_numpy(tape, value, source)
            raise TypeError(
                f"The {role} must be a tensor or a variable, not {value!r}: a NumPy "
                f"array or Python number knows of no tape."
            )
    memory = tape._memory
    calls = tape._calls or memory.calls
    watched = tape._watched or memory.watched
    made = _makers(calls, memory)
    end, begin = _known(target, made, watched), _known(source, made, watched)
    if end is begin and floats(end):
        return Explanation("connected", text("gradient.same"))
    if not floats(begin):
        return reasons.integer("source", begin, Found())
    way = cheapest_way(made, begin, end)
    if way is None:
        return _unconnected(memory, made, watched, begin, end)
    for edge in way:
        if not edge.flows:
            return _cut(watched, way, edge)
    if id(begin) not in watched:
        return _not_watched(begin, steps(way), None)
    return _connected(calls, made, way, begin, end)


def _makers(calls: Iterable[Call], memory: Memory) -> dict[int, list[Edge]]:
    """For each value, by id, the steps that end in it."""
    made: dict[int, list[Edge]] = {}
    all_of_them: Iterator[tuple[Call, str, Line | None]] = chain(
        ((call, "recorded", memory.turns.get(id(call))) for call in calls),
        ((call, "other", None) for call in memory.others),
        ((call, "missed", None) for call in memory.paused.missed),
        ((call, "end", line) for call, line in memory.ends),
    )
    for call, kind, line in all_of_them:
        if call.opdef.type in _ASSIGNING:
            variable, value = call.inputs
            edge = Edge(call, "end", value, variable, line)
            made.setdefault(id(variable), []).append(edge)
            continue
        for out in call.outputs:
            edges = made.setdefault(id(out), [])
            edges += [Edge(call, kind, tensor, out, line) for tensor in call.inputs]
    return made


def _known(value: Any, made: dict[int, list[Edge]], watched: dict[int, Any]) -> Any:
    """The value, or what is left of it in a record that let go of its values."""
    edges = chain.from_iterable(made.values())
    for thing in chain(watched.values(), *((e.into, e.out) for e in edges)):
        if type(thing) is Ghost and thing.of() is value:
            return thing
    return value


def _connected(
    calls: Iterable[Call], made: Makers, way: list[Edge], begin: Any, end: Any
) -> Explanation:
    ungiving = _ungiving(list(calls), way, begin, end)
    found = Found(steps(way), start=shape_of(begin))
    if ungiving is None:
        ways = good_ways(made, begin, end) or (found.path,)
        return reasons.connected(ways, shape_of(begin), MOST_WAYS)
    op, has_rule = ungiving
    return reasons.rule(op, found) if has_rule else reasons.no_rule(op, found)


def _ungiving(
    calls: list[Call], way: list[Edge], begin: Any, end: Any
) -> tuple[str, bool] | None:
    """The op at which nothing flows though it might, and whether it has a rule."""
    for edge in way:
        if edge.call.opdef.vjp is None:
            return edge.call.opdef.type, False
    if any(type(edge.into) is Ghost or type(edge.out) is Ghost for edge in way):
        return None
    before, tapes.stack = tapes.stack, []
    try:
        found = backward(EAGER, calls, [end], [begin], [_ones(end)])
        if found[0] is not None:
            return None
        for edge in reversed(way):
            part = backward(
                EAGER, [edge.call], [edge.out], [edge.into], [_ones(edge.out)]
            )
            if part[0] is None:
                return named(edge.call), True
    finally:
        tapes.stack = before
    return None


def _cut(watched: dict[int, Any], way: list[Edge], edge: Edge) -> Explanation:
    told = edge  # reading a variable is nothing that anybody wrote
    if edge.call.opdef.type == "ReadVariableOp" and edge is not way[-1]:
        told = way[way.index(edge) + 1]
    op, begin = named(told.call), way[0].into
    found = Found(steps(way), _where(edge.line), shape_of(begin))
    if not floats(edge.out) and floats(edge.into) and edge.kind != "end":
        return reasons.integer("result", edge.out, found, op)
    if edge.call.opdef.type in _ASSIGNING:
        method = _ASSIGNING[edge.call.opdef.type]
        return reasons.overwritten(edge.out.name, method, found)
    if edge.kind == "end":
        return reasons.cut(op, found)
    path, start = found.path, found.start
    if edge.kind == "missed":
        said, advice = text("gradient.missed.what", op=op), text("gradient.missed.do")
        return Explanation("not recording", said, advice, op, path, start=start)
    if id(begin) in watched:
        said, advice = text("gradient.late.what", op=op), text("gradient.late.do")
        return Explanation("watched too late", said, advice, op, path, start=start)
    return _not_watched(begin, path, op)


def _not_watched(begin: Any, path: tuple[Step, ...], op: str | None) -> Explanation:
    if isinstance(begin, BaseVariable):
        said = (
            text("gradient.not_watched.variable")
            if begin.trainable
            else text("gradient.not_watched.untrainable")
        )
        advice = text("gradient.not_watched.watch_variable")
    else:
        said = text("gradient.not_watched.tensor")
        advice = text("gradient.not_watched.watch_tensor")
    start = shape_of(begin)
    return Explanation("not watched", said, advice, op, path, start=start)


def _unconnected(
    memory: Memory,
    made: Makers,
    watched: dict[int, Any],
    begin: Any,
    end: Any,
) -> Explanation:
    for tensor, line in memory.gone:
        way = [] if tensor is begin else cheapest_way(made, begin, tensor)
        if way is not None and all(edge.flows for edge in way):
            shape = shape_of(tensor)
            return Explanation(
                "numpy",
                text("gradient.numpy.way"),
                text("gradient.numpy.do"),
                "NumPy",
                (*steps(way), Step("NumPy", shape, shape, False)),
                _where(line),
                shape_of(begin),
            )
    if not floats(end):
        return reasons.integer("target", end, Found())
    used = any(edge.into is begin for edges in made.values() for edge in edges)
    if id(begin) not in watched and (used or not _watches_itself(begin)):
        return _not_watched(begin, (), None)
    if id(end) in made or isinstance(end, BaseVariable):
        said = (
            text("gradient.independent.what")
            if used
            else text("gradient.independent.unused")
        )
        return Explanation("independent", said, text("gradient.independent.do"))
    late = not used and memory.watches.get(id(begin), 0)
    return Explanation(
        "not recording",
        text("gradient.unseen.late") if late else text("gradient.unseen.what"),
        text("gradient.unseen.do"),
    )


def _watches_itself(value: Any) -> bool:
    """Whether a tape would watch it as soon as it is read."""
    return isinstance(value, BaseVariable) and bool(value.trainable)


def _of_numpy(tape: GradientTape, value: Any, source: Any) -> Explanation:
    last = tape._memory.gone[-1:] or [(None, None)]
    return Explanation(
        "numpy",
        text("gradient.numpy.target", kind=type(value).__name__),
        text("gradient.numpy.do"),
        "NumPy",
        where=_where(last[0][1]),
        start=shape_of(source) if isinstance(source, Operand) else None,
    )


def _ones(value: Any) -> Any:
    tensor = value.as_tensor()
    return EAGER.apply(OPS["OnesLike"], (tensor,), {}, None)


def _where(line: Line | None) -> str | None:
    """The line of the program, without the place of its file."""
    if line is None:
        return None
    code = linecache.getline(*line).strip()
    if not code:
        return text("gradient.line", line=line[1])
    return text("gradient.line_of", line=line[1], code=code)
