"""Conditions and loops, read off a graph's nodes: what belongs in which box.

TensorFlow says a choice with ``Switch`` and ``Merge`` and a loop with five more op
types. A picture that shows them one by one hides what they say. So a value that a loop
changes is one node, what only hands a tensor on is no node at all, and what happens
under a condition lies in the box of its branch.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from teachflow.graph.control import flow as flows
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.viz.building.names import under

_FROM_SWITCH = ("switch_t", "switch_f")


@dataclass(frozen=True)
class Decision:
    """What a truth decides: a branch (``target`` is a node) or one more round.

    ``box`` is the loop's scope, '' for a branch.
    """

    predicate: Tensor
    target: str
    box: str | None = None


@dataclass
class Control:
    """The conditions and loops of one graph.

    ``owners``: what is part of a loop's value. ``through``: what only hands on the
    tensor named here. ``parts``: for each node the scopes that it lies in a part of,
    outermost first. ``boxes``: scope to 'condition' or 'loop'.
    """

    owners: dict[str, str] = field(default_factory=dict)
    through: dict[str, Tensor] = field(default_factory=dict)
    parts: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    boxes: dict[str, str] = field(default_factory=dict)
    choices: set[str] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)

    def origin(self, tensor: Tensor) -> Tensor:
        """Where a tensor comes from, past all that only hands it on."""
        while tensor.op.name in self.through:
            tensor = self.through[tensor.op.name]
        return tensor


def control_of(
    graph: Graph,
    ops: Sequence[Operation],
    users: Mapping[str, Sequence[Operation]],
    unfold: Collection[str] = (),
    gradients: Collection[str] = (),
) -> Control:
    """The conditions and loops among ``ops``, all operations of ``graph``.

    In the scopes of ``unfold`` every operation stays a node of its own. Choices among
    ``gradients`` repeat those of the forward run and are not told again.
    """
    found = Control()
    if not any(op.type in flows.CONTROL for op in ops):
        return found
    flow = flows.flow_of(graph)
    asked: dict[Tensor, list[str]] = {}  # predicate -> the scopes of its conditions
    loops: dict[flows.Frame, str] = {}
    for op in ops:
        if op.type not in flows.MERGE:
            continue
        scope = op.name.rpartition("/")[0]
        folded = scope not in unfold
        if flows.is_loop_merge(op):
            if folded:
                found.values.add(op.name)
            frame = flow.frames[op]
            if frame is not None and frame not in loops:
                loops[frame] = scope
                found.boxes[scope] = "loop"
                if frame.test is not None and folded:
                    decision = Decision(frame.test, op.name, scope)
                    found.decisions.append(decision)
        elif op.name in gradients:
            continue
        elif (predicate := _decides(op, flow)) is not None:
            found.boxes[scope] = "condition"
            if folded:
                found.choices.add(op.name)
                found.decisions.append(Decision(predicate, op.name))
            if scope not in asked.setdefault(predicate, []):
                asked[predicate].append(scope)
    for op in ops:
        if not any(under(op.name, scope) for scope in unfold):
            _join(op, found, users.get(op.name, ()))
    for op in ops:
        parts = _parts(op, flow, asked, loops)
        if parts:
            found.parts[op.name] = parts
    return found


def _decides(merge: Operation, flow: flows.Flow) -> Tensor | None:
    """What says which input a ``Merge`` takes; None where nothing does."""
    guards = [flow.guard(tensor) for tensor in merge.inputs]
    shared = frozenset.intersection(*guards)
    for predicate, branch in flows.oldest_first(frozenset.union(*guards) - shared):
        if any((predicate, not branch) in guard for guard in guards):
            return predicate
    return None


def _join(op: Operation, found: Control, users: Sequence[Operation]) -> None:
    """Says of what node a piece of plumbing is a part, or what it hands on."""
    if not op.inputs:
        return
    source = op.inputs[0].op
    value = found.owners.get(source.name, source.name)
    if op.type in flows.ENTER | flows.NEXT:
        merges = [user.name for user in users if user.name in found.values]
        if merges:
            found.owners[op.name] = merges[0]
        else:
            found.through[op.name] = op.inputs[0]
    elif op.type in flows.SWITCH | flows.EXIT:
        if value in found.values:
            found.owners[op.name] = value
        else:
            found.through[op.name] = op.inputs[0]
    elif op.type == "LoopCond":
        found.through[op.name] = op.inputs[0]
    elif op.type == "Identity":
        last = op.name.rpartition("/")[2]
        if source.type in flows.SWITCH and value in found.values:
            found.owners[op.name] = value
        elif last == "pred_id" or (
            last in _FROM_SWITCH and source.type in flows.SWITCH
        ):
            found.through[op.name] = op.inputs[0]


def _parts(
    op: Operation,
    flow: flows.Flow,
    asked: Mapping[Tensor, Sequence[str]],
    loops: Mapping[flows.Frame, str],
) -> tuple[tuple[str, str], ...]:
    guard = flow.when(op)
    parts: dict[str, str] = {}
    frame = flow.frames[op]
    innermost = flows.is_loop_merge(op)
    while frame is not None:
        scope = loops.get(frame)
        if scope is not None and under(op.name, scope) and not innermost:
            again = frame.test is not None and (frame.test, True) in guard
            parts[scope] = "=body" if again else "=test"
        frame, innermost = frame.parent, False
    for predicate, branch in guard:
        for scope in asked.get(predicate, ()):
            if under(op.name, scope):
                parts[scope] = "=true" if branch else "=false"
    return tuple(sorted(parts.items(), key=lambda part: len(part[0])))
