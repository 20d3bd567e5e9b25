"""Which operations a picture is about: what its targets need, and what is asked for.

What hides gradients and optimizers' steps is decided before (``hiding``). A loss needs
neither; but who asks for the loss *with* its gradients means the half that was made for
what the loss needs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from teachflow.graph.operation import Operation
from teachflow.viz.building import roles
from teachflow.viz.building.folding import Folding, Wanted
from teachflow.viz.building.names import forward_of, prefixes


def op_of(item: Any) -> Operation:
    """The operation of a tensor, a variable or itself."""
    op: Operation = item if isinstance(item, Operation) else item.op
    return op


def chosen(
    folding: Folding,
    ops: Sequence[Operation],
    targets: Sequence[Any],
    only: Collection[str] | None,
    wanted: Wanted,
) -> list[Operation]:
    """What is not hidden and was asked for, in the order of its making."""
    shown = [op for op in ops if op.name not in folding.hidden]
    owner = folding.owner
    if targets:
        names = needed(map(op_of, targets))
        if wanted.gradients:
            names |= going_back(folding, ops, names)
        if wanted.optimizer:
            names |= updating(ops, names)
        owners = {owner[op.name] for op in shown if op.name in names}
        shown = [op for op in shown if owner[op.name] in owners]
    if only is not None:
        owners = {owner[name] for name in only if name in owner}
        shown = [op for op in shown if owner[op.name] in owners]
    return shown


def needed(ops: Iterable[Operation]) -> set[str]:
    """The names of these operations and of all that they need."""
    seen: set[str] = set()
    waiting = list(ops)
    while waiting:
        op = waiting.pop()
        if op.name not in seen:
            seen.add(op.name)
            waiting += [tensor.op for tensor in op.inputs]
            waiting += op.control_inputs
    return seen


def going_back(
    folding: Folding, ops: Sequence[Operation], forward: Collection[str]
) -> set[str]:
    """The gradient operations that were made for the ``forward`` ones alone.

    A gradient that comes from further on, such as that of another loss, is none of
    them. Nothing for ``forward`` operations of which some are gradients: those are
    there already, and the others were not meant.
    """
    gradients = folding.gradients
    if not gradients or not gradients.isdisjoint(forward):
        return set()
    by_name = {op.name: op for op in ops if op.name in gradients}
    known = folding.owner
    from_elsewhere: set[str] = set()
    waiting = [name for name in by_name if _is_of_others(name, known, forward, folding)]
    while waiting:
        name = waiting.pop()
        if name in from_elsewhere:
            continue
        from_elsewhere.add(name)
        users = folding.users.get(name, ())
        waiting += [user.name for user in users if user.name in gradients]
    kept = by_name.keys() - from_elsewhere
    for op in reversed(ops):  # what began or helped only those that are not kept
        users = [u for u in folding.users.get(op.name, ()) if u.name in gradients]
        if op.name in kept and users and not any(u.name in kept for u in users):
            kept.discard(op.name)
    return needed(by_name[name] for name in kept)


def _is_of_others(
    name: str, known: Collection[str], forward: Collection[str], folding: Folding
) -> bool:
    """Whether the rule that made a gradient is of an operation not in ``forward``."""
    rules = (forward_of(p, known, traced=folding.traced) for p in prefixes(name))
    made_for = next(filter(None, rules), None)
    return made_for is not None and made_for not in forward


def updating(ops: Sequence[Operation], names: Collection[str]) -> set[str]:
    """Optimizers' steps on the variables among ``names``, and what ends with them."""
    steps = [
        op
        for op in ops
        if roles.is_optimizer_step(op.type) and op.inputs[0].op.name in names
    ]
    found = needed(steps)
    stepped = {op.name for op in steps}
    for op in ops:  # the node that is run for all of them, and what it waits for
        if op.type in ("NoOp", "AssignAdd") and any(
            before.name in stepped for before in op.control_inputs
        ):
            found |= needed([op])
    return found
