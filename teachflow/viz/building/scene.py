"""What the last steps share: the operations to draw, and in which node each one is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from teachflow.graph.operation import Operation, Tensor
from teachflow.viz.building import roles
from teachflow.viz.building.folding import Folding
from teachflow.viz.building.names import with_parts
from teachflow.viz.building.places import Places


@dataclass(frozen=True)
class Scene:
    """A folded and placed graph, with its scopes open down to ``level``.

    ``captured``: what a function takes from outside, with the name it has there.
    """

    ops: Sequence[Operation]
    places: Places
    level: int
    trained: Collection[str]
    captured: Mapping[str, str] = field(default_factory=dict)
    targets: Collection[str] = ()

    @property
    def folding(self) -> Folding:
        """Which node each operation is part of."""
        return self.places.folding

    @property
    def shown(self) -> Sequence[Operation]:
        """The operations that are not hidden."""
        return self.places.shown

    @cached_property
    def ids(self) -> dict[str, str]:
        """For each of them its node's id: a closed scope, or its owner."""
        return {op.name: self._id(op.name) for op in self.shown}

    def _id(self, name: str) -> str:
        scope = self.places.closed(self.places.home[name], self.level)
        return self.folding.owner[name] if scope is None else scope + "/"

    @cached_property
    def sizes(self) -> Counter[str]:
        """How many operations each node stands for; a closed scope for all in it."""
        return Counter(self._counted(op.name) for op in self.shown)

    def _counted(self, name: str) -> str:
        """What only hands a tensor on counts where it was made."""
        control = self.folding.control
        if name not in control.through:
            return self.ids[name]
        own = with_parts(name.rpartition("/")[0], control.parts.get(name, ()))
        scope = self.places.closed(own, self.level)
        return self.ids[name] if scope is None else scope + "/"

    @cached_property
    def random(self) -> set[str]:
        """Owners of operations that draw random numbers."""
        owner = self.folding.owner
        return {owner[op.name] for op in self.ops if roles.is_random(op.type)}

    @cached_property
    def used(self) -> set[str]:
        """Owners that another drawn owner takes in."""
        owner = self.folding.owner
        return {
            owner[t.op.name]
            for op in self.ops
            if op.name not in self.folding.hidden
            for t in op.inputs
            if owner[t.op.name] != owner[op.name]
        } | {
            owner[self.origin(d.predicate).op.name]
            for d in self.folding.control.decisions
        }

    def origin(self, tensor: Tensor) -> Tensor:
        """Where a tensor comes from, past what only hands it on."""
        return self.folding.control.origin(tensor)

    def stays(self, constant: Operation) -> bool:
        """Whether a constant is one node of its own, rather than one at each use."""
        return not self.places.users(constant) or not self.per_use(constant)

    def per_use(self, constant: Operation) -> bool:
        """Whether the constant is drawn beside each operation that uses it.

        One that was made for an operation and serves another one too is not.
        """
        return not self.folding.raw and self.is_plain(constant)

    def is_plain(self, constant: Operation) -> bool:
        """Whether nobody named the constant, so that its value says more."""
        return self.places.is_plain(constant)
