"""Which box each node of a picture is in, and which scopes are closed into one node.

A name scope becomes a box. What looks like a scope but is a variable with its parts, or
an operation with a constant made for it, does not. Branches, the two parts of a loop
and the gradients of a traced function get boxes though they are no scopes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from teachflow.graph.operation import Operation
from teachflow.viz.building import roles
from teachflow.viz.building.folding import Folding, is_unnamed
from teachflow.viz.building.names import (
    is_gradient_scope,
    is_rule,
    plain,
    prefixes,
    with_parts,
)

MOST_RULE_OPS = 25
_CHECK = re.compile(r"(^|/)assert_\w+$")


@dataclass(frozen=True)
class View:
    """What of a graph is looked at: one scope, and which scopes are open or closed."""

    scope: str | None = None
    expand: frozenset[str] = frozenset()
    collapse: frozenset[str] = frozenset()


class Places:
    """The home scope of every shown operation of one folded graph."""

    def __init__(
        self,
        ops: Sequence[Operation],
        shown: Sequence[Operation],
        folding: Folding,
        view: View,
    ) -> None:
        self.shown = shown
        self.folding = folding
        self.scope = view.scope
        self.collapse = view.collapse
        self.open = {p for name in view.expand for p in [*prefixes(name), name]}
        self.by_name = {op.name: op for op in ops}
        # Op names that are boxes too: more than their own constants lies under them.
        self.boxes = {
            p
            for op in shown
            if folding.drawn(op.name) and op.type != "Const"
            for p in prefixes(op.name)
            if p in self.by_name and self.by_name[p].type not in roles.VARIABLE_TYPES
        }
        # And variables that are opened, around all their parts.
        self.boxes |= {
            name
            for name in folding.unfolded
            if name in self.by_name and self.by_name[name].type in roles.VARIABLE_TYPES
        }
        self.names = {op.name for op in shown}
        self.home = {op.name: self._home(op.name) for op in shown}
        self._bring_helpers()
        self.neighbours: set[str] = set()
        self.close_rules = self._has_many_rules()
        # Closed to keep the picture readable, and what stands on those without a name.
        self.closed_too: set[str] = set()
        self.titles: dict[str, str] = {}
        self._closed: dict[tuple[str, int], str | None] = {}
        if self.scope is not None:
            self._keep_scope(self.scope)
        self._leave_single_boxes()

    def _home(self, name: str) -> str:
        """The box in which an owner is drawn; a variable's name is no scope."""
        owner = self.folding.owner[name]
        shown = self.folding.shown_as.get(owner, owner)
        inner = [p for p in prefixes(shown) if p not in self.by_name or p in self.boxes]
        if shown in self.boxes:
            inner.append(shown)
        home = inner[-1] if inner else ""
        home = with_parts(home, self.folding.control.parts.get(owner, ()))
        if owner in self.folding.gradients and self.folding.traced:
            return f"=gradients/{home}" if home else "=gradients"
        return home

    def _bring_helpers(self) -> None:
        """What an optimizer keeps for a variable stands by the step that uses it."""
        steps = [op for op in self.shown if roles.is_optimizer_step(op.type)]
        owner = self.folding.owner
        trained = {owner[op.inputs[0].op.name] for op in steps}
        homes: dict[str, str] = {}
        for op in steps:
            for tensor in op.inputs[1:]:
                name = owner[tensor.op.name]
                kept = self.by_name[name].type in roles.VARIABLE_TYPES
                if kept and name not in trained:
                    home = self.home[op.name]
                    homes[name] = _shared(homes.get(name, home), home)
        if homes:
            for name in self.home:
                self.home[name] = homes.get(owner[name], self.home[name])

    def _keep_scope(self, scope: str) -> None:
        def inside(name: str) -> bool:
            home = plain(self.home[name])
            return home == scope or home.startswith(scope + "/")

        kept = {op.name for op in self.shown if inside(op.name)}
        near: set[str] = set()
        for op in self.shown:
            sources = [self.folding.control.origin(t).op for t in op.inputs]
            for source in [*sources, *op.control_inputs]:
                if source.name in self.names and (op.name in kept) != (
                    source.name in kept
                ):
                    near.add(source.name if op.name in kept else op.name)
        owners = {self.folding.owner[name] for name in near}
        constants = {n for n in owners if self.by_name[n].type == "Const"}
        self.neighbours = owners - constants
        self.shown = [
            op
            for op in self.shown
            if op.name in kept or self.folding.owner[op.name] in owners
        ]
        self.names = {op.name for op in self.shown}
        for op in self.shown:
            if self.folding.owner[op.name] in self.neighbours:
                self.home[op.name] = ""

    def _leave_single_boxes(self) -> None:
        """A name scope with one node in it is no box: the node has its name anyway."""
        kept = {self.scope, *self.open, *map(plain, self.collapse)}
        special = self.folding.control.boxes

        def may_go(box: str) -> bool:
            name = plain(box)
            is_part = box.rpartition("/")[2].startswith("=")
            plainly = not is_part and name not in special and name not in self.boxes
            return plainly and name not in kept and not is_gradient_scope(name)

        inside: Counter[str] = Counter()
        for op in self.shown:
            if self.folding.drawn(op.name) and self.beside(op) is None:
                home = self.home[op.name]
                inside.update([*prefixes(home), home] if home else [])
        single = {box for box, count in inside.items() if count == 1 and may_go(box)}
        if not single:
            return
        for name, home in self.home.items():
            while home in single:
                home = home.rpartition("/")[0]
            self.home[name] = home

    def users(self, op: Operation) -> list[Operation]:
        """The operations in the picture that take something from this one."""
        users = self.folding.users.get(op.name, ())
        return [user for user in users if user.name in self.names]

    def is_plain(self, constant: Operation) -> bool:
        """Whether nobody named the constant, so that its value says more."""
        return all(is_unnamed(constant, user) for user in self.users(constant))

    def beside(self, op: Operation) -> str | None:
        """The first node that a constant stands beside; None for all else."""
        users = self.users(op) if op.type == "Const" else []
        if not users or self.folding.raw or not self.is_plain(op):
            return None
        return self.folding.owner[users[0].name]

    def gather(self, box: str, names: Collection[str], title: str) -> None:
        """Puts nodes, with what belongs to them, into a closed box that has a title."""
        for op in self.shown:
            if self.folding.owner[op.name] in names:
                self.home[op.name] = box
        self.titles[box] = title
        self.close([box])

    def close(self, boxes: Iterable[str]) -> None:
        """Closes these boxes, whatever was asked to be open."""
        self.closed_too.update(boxes)
        self._closed.clear()

    def reopen(self, boxes: Iterable[str]) -> None:
        """Takes back that these boxes were closed to keep the picture readable."""
        self.closed_too.difference_update(boxes)
        self._closed.clear()

    def scopes(self) -> set[str]:
        """All scopes that could be boxes."""
        return {
            p
            for home in set(self.home.values())
            if home
            for p in [*prefixes(home), home]
        }

    def _has_many_rules(self) -> bool:
        """Whether the operations of gradient rules are too many to be read.

        Beside an optimizer's steps it is the whole of them that matters.
        """
        if any(roles.is_optimizer_step(op.type) for op in self.shown):
            return True
        inside = [
            op
            for op in self.shown
            if op.type != "Const" and op.name in self.folding.gradients
        ]
        return len(inside) > MOST_RULE_OPS

    def closed(self, home: str, level: int) -> str | None:
        """The outermost scope around ``home`` that is closed at this level."""
        if not home:
            return None
        if (home, level) not in self._closed:
            self._closed[home, level] = self._find_closed(home, level)
        return self._closed[home, level]

    def _find_closed(self, home: str, level: int) -> str | None:
        parts = home.split("/")
        inside_gradients = False
        for end in range(1, len(parts) + 1):
            scope = "/".join(parts[:end])
            name = plain(scope)
            outer = plain("/".join(parts[: end - 1]))
            if scope in self.closed_too:
                return scope
            if scope in self.collapse or (name in self.collapse and name != outer):
                return scope
            if name in self.open:
                continue
            of_rule = inside_gradients and is_rule(scope)
            shut = (of_rule and self.close_rules) or _CHECK.search(scope)
            if end > level or (shut and name != self.scope):
                return scope
            inside_gradients = inside_gradients or is_gradient_scope(scope)
        return None

    def count(self, level: int) -> int:
        """How many nodes the picture has at this level (shared constants once)."""
        return len(
            {
                self.closed(self.home[op.name], level) or op.name
                for op in self.shown
                if self.folding.drawn(op.name)
            }
        )


def _shared(one: str, other: str) -> str:
    """The innermost scope around both."""
    while one and one != other and not other.startswith(one + "/"):
        one = one.rpartition("/")[0]
    return one
