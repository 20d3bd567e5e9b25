"""Which operations a picture leaves out unless it is asked: training's and saving's.

Each is hidden under a reason, 'gradient', 'optimizer', 'save', 'init' or 'summary',
which is the word that the picture counts them by; an option brings each of them back.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence, Set

from teachflow.graph.operation import Operation
from teachflow.viz.building import roles
from teachflow.viz.building.names import forward_of, is_gradient_scope, prefixes

_SUMMARY = re.compile(r"\w*Summary(V2)?$|SummaryWriter$")
_SEEDS = frozenset({"OnesLike", "ZerosLike", "Fill", "Const", "Shape"})
Users = Mapping[str, Sequence[Operation]]


def hide_scopes(
    hidden: dict[str, str],
    ops: Sequence[Operation],
    scopes: Set[str],
    reason: str,
) -> None:
    """Hides what is called like one of the scopes or lies in it."""
    for op in ops if scopes else ():
        if op.name in scopes or not scopes.isdisjoint(prefixes(op.name)):
            hidden.setdefault(op.name, reason)


def gradient_ops(ops: Sequence[Operation], *, traced: bool, users: Users) -> set[str]:
    """The operations that gradients are computed with.

    ``tf.gradients`` puts them into a scope. Those of a tape inside of a ``traced``
    function stand beside the others, each in the scope ``<operation>_grad``; to them
    belong their sums, what they begin with, and results that only hand one on.
    """
    scopes = {p for op in ops for p in prefixes(op.name)}
    rules = {scope for scope in scopes if is_gradient_scope(scope)}
    if traced:
        # A loop is called as its scope is.
        names = {op.name for op in ops}
        names |= {op.name.rpartition("/")[0] for op in ops if op.type == "Merge"}
        rules |= {scope for scope in scopes if forward_of(scope, names, traced=True)}
    found = {op.name for op in ops if any(p in rules for p in prefixes(op.name))}
    if not traced or not found:
        return found
    for op in ops:
        sums = op.type == "AddN" or (op.type == "Identity" and not users.get(op.name))
        if sums and op.inputs and all(t.op.name in found for t in op.inputs):
            found.add(op.name)
    for op in reversed(ops):
        readers = users.get(op.name, ())
        if op.type in _SEEDS and readers and all(u.name in found for u in readers):
            found.add(op.name)
    return found


def hide_savers(hidden: dict[str, str], ops: Sequence[Operation]) -> None:
    """Hides what saves and restores variables."""
    scopes = {
        op.name.rsplit("/", 1)[0]
        for op in ops
        if op.type in ("SaveV2", "RestoreV2") and "/" in op.name
    }
    hide_scopes(hidden, ops, scopes, "save")


def hide_summaries(
    hidden: dict[str, str], ops: Sequence[Operation], users: Users
) -> None:
    """Hides what is recorded for curves, and the tags of that."""
    for op in ops:
        if _SUMMARY.match(op.type):
            hidden.setdefault(op.name, "summary")
    for op in reversed(ops):
        readers = users.get(op.name, ())
        if (
            op.type == "Const"
            and readers
            and all(hidden.get(u.name) == "summary" for u in readers)
        ):
            hidden.setdefault(op.name, "summary")


def hide_initialisers(hidden: dict[str, str], ops: Sequence[Operation]) -> None:
    """Hides the operations that only wait for variables to get their first values."""
    for op in ops:
        before = op.control_inputs
        if op.type == "NoOp" and before and all(c.type == "Assign" for c in before):
            hidden.setdefault(op.name, "init")


def hide_optimizers(
    hidden: dict[str, str],
    ops: Sequence[Operation],
    users: Users,
    trained: Collection[str],
    train_ops: Iterable[str],
) -> None:
    """Hides optimizers' steps, and the variables that only they use."""
    scopes = set(train_ops)
    helpers: set[str] = set()
    for op in ops:
        if not roles.is_optimizer_step(op.type):
            continue
        scopes.add(re.sub(r"(/update_[^/]*)?/[^/]*$", "", op.name))
        for tensor in op.inputs:
            name = tensor.op.name
            if tensor.op.type in roles.VARIABLE_TYPES and name not in trained:
                helpers.add(name)
    hide_scopes(hidden, ops, scopes, "optimizer")
    saved = {name for name, why in hidden.items() if why == "save"}
    for op in ops:
        parts = {op.name + "/Assign", op.name + "/read"}
        if op.type in roles.VARIABLE_TYPES and op.name not in trained:
            # A step counter, or a decayed power that only the optimizer reads.
            used = [
                user
                for part in users.get(op.name, ())
                for user in (users.get(part.name, ()) if part.name in parts else [part])
                if user.type != "NoOp" and user.name not in saved
            ]
            if used and all(hidden.get(user.name) == "optimizer" for user in used):
                helpers.add(op.name)
    hide_scopes(hidden, ops, helpers, "optimizer")
