"""Which operations a picture draws, and which node each of the others is part of.

TensorFlow builds four operations for a variable, one for every number in a formula and
some forty for a gradient. Shown one to one they drown what the learner wrote. Folding
gives every operation an *owner*: itself (it is drawn), another one (it is part of that
node), or nobody (it is hidden, under a reason that the picture counts).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from teachflow.graph.operation import Operation
from teachflow.viz import labels, roles

_GRADIENTS = re.compile(r"(?:^|.*/)gradients(_\d+)?$")
_UNNAMED = re.compile(r"Const(_\d+)?$")


@dataclass
class Folding:
    """For every operation its owner's name, or the reason why it is hidden."""

    owner: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)
    initial: dict[str, str] = field(default_factory=dict)
    arguments: dict[str, list[str]] = field(default_factory=dict)
    side: set[tuple[str, int]] = field(default_factory=set)
    composites: set[str] = field(default_factory=set)
    shown_as: dict[str, str] = field(default_factory=dict)
    users: dict[str, list[Operation]] = field(default_factory=dict)
    raw: bool = False

    def drawn(self, name: str) -> bool:
        """Whether the operation is a node of its own."""
        return name not in self.hidden and self.owner[name] == name


def prefixes(name: str) -> list[str]:
    """The scopes that a name lies in, outermost first.

    >>> prefixes("a/b/c")
    ['a', 'a/b']
    """
    parts = name.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def is_gradient_scope(scope: str) -> bool:
    """Whether ``tf.gradients`` made this name scope.

    >>> is_gradient_scope("train/gradients_1"), is_gradient_scope("loss")
    (True, False)
    """
    return _GRADIENTS.match(scope) is not None


def is_unnamed(op: Operation, user: Operation | None) -> bool:
    """Whether nobody named this constant: ``Const``, or ``add/y`` made for ``add``."""
    if _UNNAMED.match(op.name.rsplit("/", 1)[-1]):
        return True
    return user is not None and op.name.startswith(user.name + "/")


def fold(
    ops: Sequence[Operation],
    trained: Collection[str],
    *,
    train_ops: Iterable[str] = (),
    gradients: bool = False,
    optimizer: bool = False,
    init: bool = False,
    expand: Collection[str] = (),
    raw: bool = False,
) -> Folding:
    """The owner of every operation. ``trained`` and ``train_ops`` are names.

    ``gradients``, ``optimizer``, ``init``: show what is hidden by default. ``expand``:
    names of composites to open. ``raw``: every operation is drawn.
    """
    folding = Folding(owner={op.name: op.name for op in ops}, raw=raw)
    users: defaultdict[str, list[Operation]] = defaultdict(list)
    for op in ops:
        for source in {t.op.name: None for t in op.inputs}:
            users[source].append(op)
        for before in op.control_inputs:
            users[before.name].append(op)
    folding.users = dict(users)
    if raw:
        return folding
    if not gradients:
        _hide_scopes(
            folding,
            ops,
            {p for op in ops for p in prefixes(op.name) if is_gradient_scope(p)},
            "gradient",
        )
    _hide_savers(folding, ops)
    if not optimizer:
        _hide_optimizers(folding, ops, trained, train_ops)
    _fold_variables(folding, ops, init)
    _fold_side_constants(folding, ops)
    _fold_composites(folding, ops, expand)
    return folding


def _hide_scopes(
    folding: Folding, ops: Sequence[Operation], scopes: Collection[str], reason: str
) -> None:
    for op in ops:
        if op.name in scopes or any(p in scopes for p in prefixes(op.name)):
            folding.hidden.setdefault(op.name, reason)


def _hide_optimizers(
    folding: Folding,
    ops: Sequence[Operation],
    trained: Collection[str],
    train_ops: Iterable[str],
) -> None:
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
    _hide_scopes(folding, ops, scopes, "optimizer")
    saved = {name for name, why in folding.hidden.items() if why == "save"}
    for op in ops:
        users = folding.users.get(op.name, [])
        parts = {op.name + "/Assign", op.name + "/read"}
        if op.type in roles.VARIABLE_TYPES and op.name not in trained:
            # A step counter, or a decayed power that only the optimizer reads.
            used = [
                user
                for part in users
                for user in (
                    folding.users.get(part.name, []) if part.name in parts else [part]
                )
                if user.type != "NoOp" and user.name not in saved
            ]
            if used and all(folding.hidden.get(u.name) == "optimizer" for u in used):
                helpers.add(op.name)
    _hide_scopes(folding, ops, helpers, "optimizer")


def _hide_savers(folding: Folding, ops: Sequence[Operation]) -> None:
    scopes = {
        op.name.rsplit("/", 1)[0]
        for op in ops
        if op.type in ("SaveV2", "RestoreV2") and "/" in op.name
    }
    _hide_scopes(folding, ops, scopes, "save")


def _fold_variables(folding: Folding, ops: Sequence[Operation], init: bool) -> None:
    """Reads join their variable; so do first values, unless ``init`` asks for them."""
    starts: set[str] = set()
    for op in ops:
        if op.type not in roles.VARIABLE_TYPES:
            continue
        for user in folding.users.get(op.name, []):
            is_read = user.type in roles.READ_TYPES
            # In a function that was traced a read is named after what it is read for.
            is_plain = user.type == "ReadVariableOp" and not user.control_inputs
            if is_read and (is_plain or user.name.startswith(op.name + "/")):
                folding.owner[user.name] = op.name
            elif user.name == op.name + "/Assign" and len(user.inputs) > 1:
                start = user.inputs[1].op
                if start.type == "Const":
                    value = labels.value_text(start.get_attr("value"))
                    if value is not None:
                        folding.initial[op.name] = value
                if not init:
                    folding.owner[user.name] = op.name
                    starts.add(user.name)
    if init:
        return
    # Backwards, what feeds nothing but first values belongs to the variable as well.
    for op in reversed(ops):
        users = folding.users.get(op.name, [])
        keeps = op.type in roles.PLACEHOLDER_TYPES or op.type in roles.VARIABLE_TYPES
        if users and not keeps and all(user.name in starts for user in users):
            starts.add(op.name)
            folding.owner[op.name] = folding.owner[users[0].name]
    for op in ops:
        before = op.control_inputs
        if op.type == "NoOp" and before and all(c.type == "Assign" for c in before):
            folding.hidden.setdefault(op.name, "init")


def _fold_side_constants(folding: Folding, ops: Sequence[Operation]) -> None:
    """An axis or a shape that is a constant is written into the label of its op."""
    for op in ops:
        for place, word in roles.SIDE_INPUTS.get(op.type, {}).items():
            index = place % len(op.inputs) if op.inputs else 0
            if index >= len(op.inputs) or op.inputs[index].op.type != "Const":
                continue
            constant = op.inputs[index].op
            text = labels.value_text(constant.get_attr("value"))
            only_use = len(folding.users[constant.name]) == 1
            if text is not None and (only_use or is_unnamed(constant, op)):
                folding.side.add((op.name, index))
                folding.arguments.setdefault(op.name, []).append(f"{word}={text}")
                if only_use:
                    folding.owner[constant.name] = op.name


def _fold_composites(
    folding: Folding, ops: Sequence[Operation], expand: Collection[str]
) -> None:
    """``random_uniform`` and its ``random_uniform/…`` are one node.

    Only where nothing but the last op of the group is used outside of it.
    """
    by_name = {op.name: op for op in ops}
    groups: defaultdict[str, list[Operation]] = defaultdict(list)
    for op in ops:
        if op.type == "ReadVariableOp" and folding.owner[op.name] != op.name:
            continue  # it is part of its variable
        for scope in prefixes(op.name):
            if scope in by_name and folding.drawn(scope):
                groups[scope].append(op)
                break
    for op in ops:
        # `random_uniform([2])` is a scope with one op and its shape: one node, too.
        scope = op.name.rpartition("/")[0]
        if roles.is_random(op.type) and scope and scope not in {*by_name, *expand}:
            folding.shown_as[op.name] = scope
    taken = Counter(p for op in ops if op.type != "Const" for p in prefixes(op.name))
    folding.shown_as = {
        name: scope for name, scope in folding.shown_as.items() if taken[scope] == 1
    }
    for name, inner in groups.items():
        kinds = {roles.kind_of(op.type) for op in inner}
        head = by_name[name]
        members = {name, *(op.name for op in inner)}
        # `add/y` alone makes no composite: it is a constant drawn beside `add`.
        closed = (
            name not in expand
            and head.type not in roles.VARIABLE_TYPES
            and not kinds <= {"constant"}
            and not kinds & {"placeholder", "variable", "change"}
            and all(op.name not in folding.hidden for op in inner)
            and all(
                user.name in members
                for op in inner
                for user in folding.users.get(op.name, [])
            )
        )
        if closed:
            folding.composites.add(name)
            for op in inner:
                folding.owner[op.name] = name
