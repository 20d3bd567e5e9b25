"""``grads``: on every node the gradient of one tensor with respect to it.

The reverse pass goes back through a run that is over, on the values that it had, so the
graph gets no node. Three answers are kept apart: a gradient (0.0 is one), None where
there is no path, and – for what was not computed.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from teachflow.backward import backward
from teachflow.core.recording import tapes
from teachflow.core.registry import OPS
from teachflow.eager.home import EAGER
from teachflow.eager.tensor import EagerTensor
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.running.needed import needed_nodes
from teachflow.texts import text
from teachflow.viz.diagram import Badge
from teachflow.viz.questions.answer import Answer
from teachflow.viz.questions.badges import NOT_COMPUTED, gradient_badges
from teachflow.viz.questions.elements import tensor_of
from teachflow.viz.questions.looking import Look
from teachflow.viz.questions.replay import Replay, goes_around


def grads(graph: Graph, target: Any, seen: Look) -> Answer:
    """The gradient of ``target`` with respect to each operation's first output.

    Of a target with several elements it is the gradient of their sum, as of
    ``tf.gradients``; of a tensor in a loop that with respect to its last round. Raises
    ``ValueError`` for what is not in the graph or was not computed in that run.

    >>> import teachflow.compat.v1 as tf
    >>> from teachflow.viz.questions.values import seen_by
    >>> with tf.Graph().as_default() as graph:
    ...     x = tf.placeholder(tf.float32, name="x")
    ...     f = tf.square(x, name="f")
    ...     other = tf.negative(x, name="other")
    >>> answer = grads(graph, f, seen_by(graph, None, {x: 3}))
    >>> [answer.badges[name][0].text for name in ("x", "f", "other")]
    ['6.0', '1.0', 'None: no path']
    """
    end = tensor_of(graph, target)
    if end not in seen.replay.now:
        for node, problem in seen.failed.items():
            raise ValueError(
                text(
                    "questions.grads.failed",
                    name=end.name,
                    node=repr(node),
                    problem=problem,
                )
            )
        raise ValueError(text("questions.grads.not_computed", name=end.name))
    if not end.dtype.base_dtype.is_differentiable:
        raise ValueError(
            text("questions.grads.no_floats", name=end.name, dtype=end.dtype.name)
        )
    firsts = [op.outputs[0] for op in graph.get_operations() if op.outputs]
    found = gradients_of_run(seen.replay, end, firsts)
    hidden = _behind_loops(seen.replay, end)
    badges: dict[str, tuple[Badge, ...]] = {}
    for tensor, gradient in found.items():
        name = tensor.op.name
        if isinstance(gradient, LookupError):
            rule = text("questions.marks.no_rule", type=gradient.args[0])
            badges[name] = (Badge("problem", rule),)
        elif tensor.op in hidden and gradient is None:
            badges[name] = gradient_badges(NOT_COMPUTED)
        else:
            badges[name] = gradient_badges(gradient, _reason(tensor))
    notes = [text("questions.grads.marks", name=end.op.name)]
    if hidden:
        notes.append(text("questions.grads.loop"))
    return Answer(badges=badges, notes=tuple(notes))


def gradients_of_run(
    replay: Replay, target: Tensor, sources: Collection[Tensor]
) -> dict[Tensor, Any]:
    """For each source an array, None where there is no path, or ``NOT_COMPUTED``.

    Where an op on the way has no rule, a ``LookupError`` with its type stands there.
    """
    end = replay.now[target]
    known = {tensor: replay.now[tensor] for tensor in sources if tensor in replay.now}
    try:
        parts = _back(replay, end, list(known.values()))
    except LookupError:  # some way is closed: which sources lie behind it?
        parts = [_one_back(replay, end, value) for value in known.values()]
    found = dict(zip(known, parts, strict=True))
    return {tensor: found.get(tensor, NOT_COMPUTED) for tensor in sources}


def _back(replay: Replay, end: EagerTensor, sources: list[EagerTensor]) -> list[Any]:
    before, tapes.stack = tapes.stack, []  # no tape is to see this
    try:
        seed = EAGER.apply(OPS["OnesLike"], (end,), {}, None)
        found = backward(EAGER, replay.calls, [end], sources, [seed])
    finally:
        tapes.stack = before
    return [None if part is None else part.array for part in found]


def _one_back(replay: Replay, end: EagerTensor, source: EagerTensor) -> Any:
    try:
        return _back(replay, end, [source])[0]
    except LookupError as error:
        return LookupError(_closed(replay, str(error)))


def _closed(replay: Replay, words: str) -> str:
    """The type of the op that has no rule."""
    types = {call.opdef.type for call in replay.calls if call.opdef.vjp is None}
    return next((kind for kind in sorted(types) if f"'{kind}'" in words), "")


def _reason(tensor: Tensor) -> str:
    """Why a gradient is None, where it is not for want of a path."""
    dtype = tensor.dtype.base_dtype
    if dtype.is_differentiable:
        return ""
    return text("questions.marks.no_floats", dtype=dtype.name)


def _behind_loops(replay: Replay, end: Tensor) -> set[Operation]:
    """What ``end`` needs through a loop whose rounds were not kept."""
    made = {id(out) for call in replay.calls for out in call.outputs}
    exits = [
        op.outputs[0]
        for op in needed_nodes([end])
        if goes_around(op)
        and op.outputs
        and op.outputs[0] in replay.now
        and id(replay.now[op.outputs[0]]) not in made
    ]
    return set(needed_nodes(exits)) if exits else set()
