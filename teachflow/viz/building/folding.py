"""Which operations a picture draws, and which node each of the others is part of.

TensorFlow builds four operations for a variable, one for every number in a formula and
some forty for a gradient. Shown one to one they drown what the learner wrote. Folding
gives every operation an *owner*: itself (it is drawn), another one (it is part of that
node), or nobody (it is hidden, under a reason that the picture counts).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation
from teachflow.texts import text as said
from teachflow.viz.building import hiding, roles
from teachflow.viz.building.control import Control, control_of
from teachflow.viz.building.names import prefixes
from teachflow.viz.drawing import labels

MOST_STEPS = 2
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
    gradients: set[str] = field(default_factory=set)
    unfolded: frozenset[str] = frozenset()
    control: Control = field(default_factory=Control)
    traced: bool = False
    raw: bool = False

    def drawn(self, name: str) -> bool:
        """Whether the operation is a node of its own."""
        return name not in self.hidden and self.owner[name] == name


@dataclass(frozen=True)
class Wanted:
    """What a picture shows although it could hide or fold it.

    ``opened`` are composites and variables to show the parts of; in ``unfold`` the
    plumbing of conditions and loops too.
    """

    gradients: bool = False
    optimizer: bool = False
    init: bool = False
    savers: bool = False
    summaries: bool = False
    raw: bool = False
    unfold: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()


def is_unnamed(op: Operation, user: Operation | None) -> bool:
    """Whether nobody named this constant: ``Const``, or ``add/y`` made for ``add``."""
    if _UNNAMED.match(op.name.rsplit("/", 1)[-1]):
        return True
    return user is not None and op.name.startswith(user.name + "/")


def fold(
    graph: Graph,
    ops: Sequence[Operation],
    wanted: Wanted,
    *,
    trained: Collection[str],
    train_ops: Iterable[str] = (),
) -> Folding:
    """The owner of every operation. ``trained`` and ``train_ops`` are names."""
    users: defaultdict[str, list[Operation]] = defaultdict(list)
    for op in ops:
        for source in {t.op.name: None for t in op.inputs}:
            users[source].append(op)
        for before in op.control_inputs:
            users[before.name].append(op)
    folding = Folding(
        owner={op.name: op.name for op in ops},
        users=dict(users),
        unfolded=wanted.opened,
        traced=hasattr(graph, "captured"),
        raw=wanted.raw,
    )
    found = hiding.gradient_ops(ops, traced=folding.traced, users=users)
    folding.gradients = found
    if wanted.raw:
        return folding
    hidden = folding.hidden
    if not wanted.gradients:
        hidden.update((op.name, "gradient") for op in ops if op.name in found)
    if not wanted.savers:
        hiding.hide_savers(hidden, ops)
    if not wanted.summaries:
        hiding.hide_summaries(hidden, ops, folding.users)
    if not wanted.optimizer:
        hiding.hide_optimizers(hidden, ops, folding.users, trained, train_ops)
    folding.control = control_of(graph, ops, folding.users, wanted.unfold, found)
    folding.owner.update(folding.control.owners)
    _fold_variables(folding, ops, init=wanted.init)
    if not wanted.init:
        hiding.hide_initialisers(hidden, ops)
    _fold_all_axes(folding, ops)
    _fold_side_constants(folding, ops)
    _fold_composites(folding, ops)
    _fold_steps(folding, ops)
    for name, tensor in folding.control.through.items():
        folding.owner[name] = folding.owner[folding.control.origin(tensor).op.name]
    for name in folding.owner:  # part of what is itself part of something
        folding.owner[name] = _outermost(name, folding.owner)
    return folding


def _outermost(name: str, owner: Mapping[str, str]) -> str:
    seen = {name}
    while owner[name] not in seen:
        name = owner[name]
        seen.add(name)
    return name


def _fold_variables(folding: Folding, ops: Sequence[Operation], *, init: bool) -> None:
    """Reads join their variable; so do first values, unless ``init`` asks for them."""
    starts: set[str] = set()
    for op in ops:
        if op.type not in roles.VARIABLE_TYPES or op.name in folding.unfolded:
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


def _fold_side_constants(folding: Folding, ops: Sequence[Operation]) -> None:
    """An axis or a shape that is a constant is written into the label of its op.

    So are the settings of an optimizer's step, which all its steps share.
    """
    for op in ops:
        is_step = roles.is_optimizer_step(op.type)
        for place, word in roles.side_inputs(op).items():
            index = place % len(op.inputs) if op.inputs else 0
            if index >= len(op.inputs) or op.inputs[index].op.type != "Const":
                continue
            constant = op.inputs[index].op
            text = labels.value_text(constant.get_attr("value"))
            only_use = len(folding.users[constant.name]) == 1
            if text is not None and (only_use or is_step or is_unnamed(constant, op)):
                folding.side.add((op.name, index))
                folding.arguments.setdefault(op.name, []).append(f"{word}={text}")
                if only_use or (is_step and _only_steps(folding, constant)):
                    folding.owner[constant.name] = op.name


def _fold_all_axes(folding: Folding, ops: Sequence[Operation]) -> None:
    """``range(0, rank(x))`` as an axis only says that all are meant.

    TensorFlow makes it where nobody named an axis and the rank is not known.
    """
    for op in ops:
        if op.type != "Range" or op.name in folding.unfolded:
            continue
        start, rank, step = (tensor.op for tensor in op.inputs)
        numbers = [_number(start), _number(step)]
        users = folding.users.get(op.name, [])
        places = [place for user in users for place in _axes_from(op, user)]
        helps = all(
            len(folding.users[one.name]) == 1 for one in {start, rank, step}
        ) and (rank.type == "Rank" or _number(rank) is not None)
        if numbers != [0, 1] or not helps or not places or len(places) != len(users):
            continue
        for user, index in places:
            folding.side.add((user.name, index))
            folding.arguments.setdefault(user.name, []).append("axis=None")
        for one in (op, start, rank, step):
            folding.owner[one.name] = users[0].name
        folding.side.add((rank.name, 0))


def _number(op: Operation) -> float | None:
    return float(op.get_attr("value")) if op.type == "Const" else None


def _axes_from(op: Operation, user: Operation) -> list[tuple[Operation, int]]:
    """Where the user takes its axes from ``op``."""
    words = roles.side_inputs(user)
    return [
        (user, index)
        for index, tensor in enumerate(user.inputs)
        if tensor.op is op and words.get(index) == "axis"
    ]


def _fold_steps(folding: Folding, ops: Sequence[Operation]) -> None:
    """An optimizer's step has its variable's name; of many, each holds what it keeps.

    ``w/Adam`` and ``w/Adam_1`` are part of the step on ``w`` then.
    """
    steps = [
        op
        for op in ops
        if roles.is_optimizer_step(op.type) and op.name not in folding.hidden
    ]
    for op in steps:
        scope = op.name.rpartition("/")[0]
        if scope in folding.unfolded or op.name in folding.unfolded:
            continue
        kept = [t.op for t in op.inputs[1:] if t.op.type in roles.VARIABLE_TYPES]
        own = [slot for slot in kept if _belongs_to(op, slot, folding)]
        if own and len(steps) <= MOST_STEPS:
            continue
        for slot in own:
            folding.owner[slot.name] = op.name
        if own:
            names = ", ".join(slot.name.rpartition("/")[2] for slot in own)
            folding.arguments.setdefault(op.name, []).append(
                said("graph.keeps", names=names)
            )
        if any(part.startswith("update_") for part in scope.split("/")):
            folding.shown_as[op.name] = scope


def _belongs_to(step: Operation, slot: Operation, folding: Folding) -> bool:
    """Whether nothing but the step uses the variable, after its first value."""
    if slot.name in folding.unfolded or slot is step.inputs[0].op:
        return False
    return all(
        user is step
        or folding.owner[user.name] == slot.name
        or user.name in folding.hidden
        or user.name.startswith(slot.name + "/")
        for user in folding.users[slot.name]
    )


def _only_steps(folding: Folding, constant: Operation) -> bool:
    users = folding.users[constant.name]
    return all(roles.is_optimizer_step(user.type) for user in users)


def _fold_composites(folding: Folding, ops: Sequence[Operation]) -> None:
    """``random_uniform`` and its ``random_uniform/…`` are one node.

    Only where nothing but the last op of the group is used outside of it.
    """
    opened = folding.unfolded
    by_name = {op.name: op for op in ops}
    groups: defaultdict[str, list[Operation]] = defaultdict(list)
    for op in ops:
        if op.name in folding.control.through or op.name in folding.control.owners:
            continue  # it goes where its tensor comes from
        if op.type == "ReadVariableOp" and folding.owner[op.name] != op.name:
            continue  # it is part of its variable
        for scope in prefixes(op.name):
            if scope in by_name and folding.drawn(scope):
                groups[scope].append(op)
                break
    for op in ops:
        # `random_uniform([2])` is a scope with one op and its shape: one node, too.
        scope = op.name.rpartition("/")[0]
        if roles.is_random(op.type) and scope and scope not in {*by_name, *opened}:
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
            name not in opened
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
