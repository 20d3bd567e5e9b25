"""``explain_gradient``: why a gradient is None, or by which way it is not.

The tape's record is searched backward from the target. A step may be good (recorded,
and something flows) or bad (it happened, but nothing flows); a way with the fewest bad
steps tells the most.
"""

from __future__ import annotations

import linecache
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from teachflow.backward import backward
from teachflow.core.operand import Operand
from teachflow.core.recording import tapes
from teachflow.core.registry import OPS, Call
from teachflow.eager.explanation import Explanation, Step
from teachflow.eager.home import EAGER
from teachflow.eager.memory import Ghost, Line, Memory
from teachflow.eager.tape import GradientTape
from teachflow.variables.base import BaseVariable

_NOT_NUMPY = "Use TensorFlow's own, such as tf.reduce_mean in place of np.mean."
_ASSIGNING = {"Assign": "assign", "AssignAdd": "assign_add", "AssignSub": "assign_sub"}


@dataclass(frozen=True)
class _Edge:
    """A step from one value to the next, with how it is known."""

    call: Call
    kind: str  # "recorded", "other", "missed" or "end"
    into: Any
    out: Any
    line: Line | None = None

    @property
    def flows(self) -> bool:
        return self.kind == "recorded" and _floats(self.into) and _floats(self.out)


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
    if end is begin and _floats(end):
        return Explanation("connected", "The target is the source: the slope is 1.")
    if not _floats(begin):
        return _integer("source", begin, ())
    way = _way(made, begin, end)
    if way is None:
        return _unconnected(memory, made, watched, begin, end)
    for edge in way:
        if not edge.flows:
            return _cut(memory, watched, way, edge)
    if id(begin) not in watched:
        return _not_watched(begin, _steps(way), None)
    return _connected(calls, way, begin, end)


def _makers(calls: Iterable[Call], memory: Memory) -> dict[int, list[_Edge]]:
    """For each value, by id, the steps that end in it."""
    made: dict[int, list[_Edge]] = {}
    all_of_them: Iterator[tuple[Call, str, Line | None]] = chain(
        ((call, "recorded", memory.turns.get(id(call))) for call in calls),
        ((call, "other", None) for call in memory.others),
        ((call, "missed", None) for call in memory.paused.missed),
        ((call, "end", line) for call, line in memory.ends),
    )
    for call, kind, line in all_of_them:
        if call.opdef.type in _ASSIGNING:
            variable, value = call.inputs
            edge = _Edge(call, "end", value, variable, line)
            made.setdefault(id(variable), []).append(edge)
            continue
        for out in call.outputs:
            edges = made.setdefault(id(out), [])
            edges += [_Edge(call, kind, tensor, out, line) for tensor in call.inputs]
    return made


def _known(value: Any, made: dict[int, list[_Edge]], watched: dict[int, Any]) -> Any:
    """The value, or what is left of it in a record that let go of its values."""
    edges = chain.from_iterable(made.values())
    for thing in chain(watched.values(), *((e.into, e.out) for e in edges)):
        if type(thing) is Ghost and thing.of() is value:
            return thing
    return value


def _way(made: dict[int, list[_Edge]], begin: Any, end: Any) -> list[_Edge] | None:
    """The steps from ``begin`` to ``end``, with as few bad ones as there may be."""
    costs = {id(end): 0}
    onward: dict[int, _Edge] = {}
    waiting = deque([end])
    while waiting:
        value = waiting.popleft()
        for edge in made.get(id(value), ()):
            cost = costs[id(value)] + (not edge.flows)
            if cost < costs.get(id(edge.into), 1 << 30):
                costs[id(edge.into)] = cost
                onward[id(edge.into)] = edge
                if edge.flows:
                    waiting.appendleft(edge.into)
                else:
                    waiting.append(edge.into)
    if id(begin) not in onward:
        return None
    way, value = [], begin
    while value is not end:
        edge = onward[id(value)]
        way.append(edge)
        value = edge.out
    return way


def _connected(
    calls: Iterable[Call], way: list[_Edge], begin: Any, end: Any
) -> Explanation:
    ungiving = _ungiving(list(calls), way, begin, end)
    path, start = _steps(way), _shape(begin)
    if ungiving is None:
        return Explanation(
            "connected",
            f"The gradient flows back through {len(path)} op{'s'[: len(path) != 1]}.",
            path=path,
            start=start,
        )
    op, has_rule = ungiving
    if has_rule:
        return Explanation(
            "rule",
            f"The gradient rule of {op} gives None: nothing flows on purpose.",
            "If the rule is a tf.custom_gradient of yours, return a gradient for that "
            "argument.",
            op,
            path,
            start=start,
        )
    return Explanation(
        "no rule",
        f"{op} has no gradient rule: asking for the gradient raises LookupError.",
        "Use an op that can be differentiated, or tf.custom_gradient.",
        op,
        path,
        start=start,
    )


def _ungiving(
    calls: list[Call], way: list[_Edge], begin: Any, end: Any
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
                return _named(edge.call), True
    finally:
        tapes.stack = before
    return None


def _cut(
    memory: Memory, watched: dict[int, Any], way: list[_Edge], edge: _Edge
) -> Explanation:
    path, start = _steps(way), _shape(way[0].into)
    named = edge  # reading a variable is nothing that anybody wrote
    if edge.call.opdef.type == "ReadVariableOp" and edge is not way[-1]:
        named = way[way.index(edge) + 1]
    op, where = _named(named.call), _where(edge.line)
    begin = way[0].into
    if not _floats(edge.out) and _floats(edge.into) and edge.kind != "end":
        return _integer(f"result of {op}", edge.out, path, op, where, start)
    if edge.call.opdef.type in _ASSIGNING:
        method = _ASSIGNING[edge.call.opdef.type]
        return Explanation(
            "overwritten",
            f"The way goes through the state of variable '{edge.out.name}', which "
            f"{method} changed: a variable holds its value, not where it came from.",
            "Differentiate with respect to the variable, or use the value that was "
            "assigned instead of reading it back.",
            method,
            path,
            where,
            start,
        )
    if edge.kind == "end":
        return Explanation(
            "cut",
            f"Nothing flows back through {op}.",
            "Leave tf.stop_gradient out, if that is not what you want."
            if op == "StopGradient"
            else "Use an op that can be differentiated in its place.",
            op,
            path,
            where,
            start,
        )
    if edge.kind == "missed":
        return Explanation(
            "not recording",
            f"{op} happened inside tape.stop_recording().",
            "Compute what is to be differentiated while the tape records.",
            op,
            path,
            start=start,
        )
    if id(begin) in watched:
        return Explanation(
            "watched too late",
            f"The source was watched only after {op} had used it.",
            "Call tape.watch first thing inside the tape's `with`.",
            op,
            path,
            start=start,
        )
    return _not_watched(begin, path, op)


def _not_watched(begin: Any, path: tuple[Step, ...], op: str | None) -> Explanation:
    if isinstance(begin, BaseVariable):
        text = "The source is a variable that the tape does not watch: " + (
            "it is read under watch_accessed_variables=False"
            if begin.trainable
            else "it is not trainable"
        )
        advice = "Call tape.watch(variable) inside the tape's `with`."
    else:
        text = (
            "The source is a tensor that the tape does not watch: only trainable "
            "variables are watched by themselves"
        )
        advice = (
            "Call tape.watch(tensor) inside the tape's `with`. If it was a variable, "
            "something like x = x + 1 has put a tensor in its place: write "
            "x.assign_add(1)."
        )
    return Explanation("not watched", f"{text}.", advice, op, path, start=_shape(begin))


def _integer(
    what: str,
    value: Any,
    path: tuple[Step, ...],
    op: str | None = None,
    where: str | None = None,
    start: tuple[int | None, ...] | None = None,
) -> Explanation:
    return Explanation(
        "integer",
        f"The {what} is {value.dtype.name}, and only floating and complex numbers have "
        f"gradients.",
        "Make it a float: 10.0 in place of 10, or tf.cast before it is used.",
        op,
        path,
        where,
        start,
    )


def _unconnected(
    memory: Memory,
    made: dict[int, list[_Edge]],
    watched: dict[int, Any],
    begin: Any,
    end: Any,
) -> Explanation:
    for tensor, line in memory.gone:
        way = [] if tensor is begin else _way(made, begin, tensor)
        if way is not None and all(edge.flows for edge in way):
            path = (*_steps(way), Step("NumPy", _shape(tensor), _shape(tensor), False))
            return Explanation(
                "numpy",
                "A value on the way went to NumPy (or Python), which no tape sees; "
                "what came back is a constant.",
                _NOT_NUMPY,
                "NumPy",
                path,
                _where(line),
                _shape(begin),
            )
    if not _floats(end):
        return _integer("target", end, ())
    used = any(edge.into is begin for edges in made.values() for edge in edges)
    if id(begin) not in watched:
        return _not_watched(begin, (), None)
    if id(end) in made or isinstance(end, BaseVariable):
        return Explanation(
            "independent",
            "The target was computed without the source."
            + ("" if used else " No recorded op used the source at all."),
            "Is it the variable that you mean? A new one may have the same name.",
        )
    late = ""
    if not used and memory.watches.get(id(begin), 0):
        late = (
            " (The source was watched after other ops had happened: perhaps too late.)"
        )
    return Explanation(
        "not recording",
        "The tape has not seen the target being made: that was outside its `with`, "
        "inside tape.stop_recording(), or of constants alone." + late,
        "Compute the target inside the tape's `with`, from the source.",
    )


def _of_numpy(tape: GradientTape, value: Any, source: Any) -> Explanation:
    last = tape._memory.gone[-1:] or [(None, None)]
    return Explanation(
        "numpy",
        f"The target is a {type(value).__name__}: what NumPy computes, no tape sees.",
        _NOT_NUMPY,
        "NumPy",
        where=_where(last[0][1]),
        start=_shape(source) if isinstance(source, Operand) else None,
    )


# ---- how it is said ------------------------------------------------------------------


def _floats(value: Any) -> bool:
    dtype = getattr(value, "dtype", None)
    return dtype is not None and bool(dtype.base_dtype.is_differentiable)


def _ones(value: Any) -> Any:
    tensor = value.as_tensor()
    return EAGER.apply(OPS["OnesLike"], (tensor,), {}, None)


def _named(call: Call) -> str:
    return getattr(call.opdef.vjp, "told", None) or call.opdef.type


def _steps(way: Iterable[_Edge]) -> tuple[Step, ...]:
    return tuple(
        [
            Step(_named(e.call), _shape(e.into), _shape(e.out), e.flows)
            for e in way
            if e.call.opdef.type != "ReadVariableOp"
        ]
    )


def _shape(value: Any) -> tuple[int | None, ...]:
    shape = getattr(value, "shape", None)
    return tuple(getattr(shape, "known_dims", None) or ())


def _where(line: Line | None) -> str | None:
    """The line of the program, without the place of its file."""
    if line is None:
        return None
    text = linecache.getline(*line).strip()
    return f"line {line[1]}: {text}" if text else f"line {line[1]}"
