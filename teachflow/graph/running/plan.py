"""``compile_plan``: which nodes one run computes, in which order, from which slots.

A plan is plain data and knows no session: compile once, execute anywhere. Values live
in numbered slots during a run. A variable's tensor is not a value but a *place* (a
``Cell``) that ops may change during the run, and so is every ``Identity`` of it, as in
TensorFlow, where they share one buffer. So a step that needs the value loads it from
the place at that moment, unless it was loaded before and nothing has changed the place
since.

Most plans are a list of steps. Where nodes depend on conditions or go around in loops
the list is nested: ``Guarded`` steps and ``Loop`` s stand among the others. Nodes that
only say where a value goes (``Switch``, ``Enter`` ...) share its slot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from teachflow.graph.control.flow import CONTROL, MERGE, SWITCH, Flow, Guard
from teachflow.graph.control.order import Branch, Item, Pick, Rounds, arrange
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.running.needed import needed_nodes


@dataclass(frozen=True, slots=True)
class Step:
    """One node of a run: what it loads, where its inputs lie, where its outputs go."""

    node: Operation
    loads: tuple[tuple[int, int], ...]  # (slot of a place, slot for its value)
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    computes: bool  # False: there is no kernel to run (constants, places, their names)
    pick: int | None = None  # of a ``Merge``: the number of the input that it takes


@dataclass(frozen=True, slots=True)
class Guarded:
    """Steps that run where the value in a slot is ``branch``."""

    test: int
    branch: bool
    steps: tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    """Values that change their slots, all at once; places are loaded first."""

    loads: tuple[tuple[int, int], ...]
    pairs: tuple[tuple[int, int], ...]  # (from, to)


@dataclass(frozen=True, slots=True)
class Loop:
    """``enter``, then rounds: ``condition``; while ``test``: ``body``; then ``after``.

    ``first`` moves what entered to where a round begins, ``back`` what a round left.
    """

    node: Operation  # LoopCond
    enter: tuple[PlanItem, ...]
    first: Moves
    condition: tuple[PlanItem, ...]
    test: int
    body: tuple[PlanItem, ...]
    back: Moves
    after: tuple[PlanItem, ...]


PlanItem = Step | Guarded | Loop


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run does: steps in order, and the slots of fetches and feeds."""

    steps: tuple[PlanItem, ...]
    slots: int
    fetches: tuple[int | None, ...]  # None for an operation, which has no value
    feeds: tuple[int, ...]
    guarded: tuple[int, ...] = ()  # fetches that have no value where a condition fails
    fetched_names: tuple[str, ...] = ()
    fed_names: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raises ``ValueError`` where a step reads what nothing wrote before."""
        written = set(self.feeds)
        _check(self.steps, written)
        unmet = [s for s in self.fetches if s is not None and s not in written]
        if unmet:
            raise ValueError(f"Slots {unmet} are fetched, but no step writes them.")


def _check(items: Iterable[PlanItem], written: set[int]) -> None:
    """Adds to ``written`` what ``items`` write; raises where they read anything else.

    Conditions are left open: what any branch writes counts.
    """
    for item in items:
        if isinstance(item, Step):
            written.update(value for place, value in item.loads if place in written)
            _demand(item.node, item.inputs, written)
            written.update(item.outputs)
        elif isinstance(item, Guarded):
            if item.test not in written:
                raise ValueError(f"Slot {item.test} is tested before it is written.")
            _check(item.steps, written)
        else:
            _check(item.enter, written)
            for moves, steps in (
                (item.first, (*item.condition, *item.body)),
                (item.back, item.after),
            ):
                written.update(value for place, value in moves.loads)
                _demand(item.node, [source for source, _ in moves.pairs], written)
                written.update(target for _, target in moves.pairs)
                _check(steps, written)


def _demand(node: Operation, slots: Iterable[int], written: set[int]) -> None:
    missing = [slot for slot in slots if slot not in written]
    if missing:
        raise ValueError(
            f"Step {node.name!r} reads slots {missing} before any step writes them."
        )


def compile_plan(
    graph: Graph,
    fetches: Iterable[Tensor | Operation],
    feeds: Iterable[Tensor] = (),
    places: Iterable[Tensor] = (),
    guards: Mapping[Tensor, Guard] | None = None,
) -> Plan:
    """Returns the plan that computes ``fetches`` from ``feeds``, each node once.

    Of the feeds, ``places`` are fed with cells rather than with values, and those in
    ``guards`` have a value only under these conditions.

    Nodes run in creation order, which is a topological order of a graph that only
    grows; conditions and loops are put in order by ``control.order``.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     w = tf.constant(3)
    ...     x, unused = w + 2, w * 7
    >>> [step.node.name for step in compile_plan(graph, [x]).steps]
    ['Const', 'add/y', 'add']
    """
    wanted, fed = list(fetches), list(feeds)
    slots = _Slots(fed, places, guards)
    nodes = needed_nodes(wanted, slots.fed)
    guarded: tuple[int, ...] = ()
    if guards or any(node.opdef.type in CONTROL for node in nodes):
        flow = slots.flow.add(nodes)
        steps = slots.items(arrange(nodes, flow))
        guarded = tuple(
            number
            for number, item in enumerate(wanted)
            if isinstance(item, Tensor) and flow.guard(item)
        )
    else:
        steps = tuple([slots.step(node) for node in nodes])
    return Plan(
        steps=steps,
        slots=slots.count,
        fetches=tuple(
            slots.of[item] if isinstance(item, Tensor) else None for item in wanted
        ),
        feeds=tuple(range(len(fed))),
        guarded=guarded,
        fetched_names=tuple([item.name for item in wanted]),
        fed_names=tuple([tensor.name for tensor in fed]),
    )


class _Slots:
    """Hands out slots, node by node, and knows which of them hold places."""

    def __init__(
        self,
        fed: list[Tensor],
        places: Iterable[Tensor] = (),
        guards: Mapping[Tensor, Guard] | None = None,
    ) -> None:
        self.fed = frozenset(fed)
        self.of: dict[Tensor, int] = {tensor: slot for slot, tensor in enumerate(fed)}
        self.count = len(fed)
        self.flow = Flow(self.fed, guards)
        self._places: set[int] = {self.of[tensor] for tensor in places}
        # place -> slot of its value and where it was loaded, while it is true
        self._loaded: dict[int, tuple[int, tuple[Any, ...]]] = {}
        self._where: tuple[Any, ...] = ()  # the branches and loops that are open
        self._shifting: set[int] = set()  # slots that hold one place or another
        self._tests: dict[Tensor, int] = {}  # predicates that are read from a place

    def _new(self) -> int:
        self.count += 1
        return self.count - 1

    def step(self, node: Operation) -> Step:
        """The step that computes ``node``; its inputs have had their steps before."""
        loads: list[tuple[int, int]] = []
        inputs, changed = [], []
        for tensor, as_place in zip(node.inputs, _as_places(node), strict=True):
            slot = self.of[tensor]
            if as_place:
                changed.append(slot)
            elif slot in self._places:
                slot = self._load(slot, loads)
            inputs.append(slot)
        # A fed output of a node that runs all the same gets a slot that nobody reads.
        outputs = tuple(
            [self._output(node, index) for index in range(len(node.outputs))]
        )
        for tensor, slot in zip(node.outputs, outputs, strict=True):
            self.of.setdefault(tensor, slot)
        for place in changed:
            self._loaded.pop(place, None)
        named = len(outputs) == 1 and outputs[0] in self._places and not changed
        computes = not named and node.opdef.type not in _NOTHING_TO_RUN
        return Step(node, tuple(loads), tuple(inputs), outputs, computes)

    def _load(self, place: int, loads: list[tuple[int, int]]) -> int:
        known = self._loaded.get(place)
        if known is not None and self._where[: len(known[1])] == known[1]:
            return known[0]
        value = self._new()
        loads.append((place, value))
        if place not in self._shifting:
            self._loaded[place] = value, self._where
        return value

    def _output(self, node: Operation, index: int) -> int:
        """A new slot, or that of the place which the output is another name of."""
        tensor = node.outputs[index]
        if node.opdef.type == "VariableV2":
            slot = self._new()
            self._places.add(slot)
            return slot
        if tensor.dtype._is_ref_dtype or node.opdef.type == "Identity":
            place = self.of[node.inputs[0]]
            if place in self._places:
                return place
        return self._new()

    # ---- conditions and loops ----------------------------------------------------

    def items(self, items: Iterable[Item]) -> tuple[PlanItem, ...]:
        """The steps of a program in which there are conditions and loops."""
        found: list[PlanItem] = []
        for item in items:
            if isinstance(item, Branch):
                found.append(self._branch(item))
            elif isinstance(item, Rounds):
                found.append(self._loop(item))
            elif isinstance(item, Pick):
                found.append(self._pick(item))
            elif item.type in _FORWARDS:
                found.append(self._forward(item))
            else:
                found.append(self.step(item))
        return tuple(found)

    def _branch(self, item: Branch) -> Guarded:
        test = self._tests.get(item.test, self.of[item.test])
        before = self._where
        self._where = (*before, (item.test, item.branch))
        steps = self.items(item.items)
        self._where = before
        return Guarded(test, item.branch, steps)

    def _forward(self, node: Operation) -> Step:
        """A node whose outputs lie where its first input lies."""
        loads: list[tuple[int, int]] = []
        slot = self.of[node.inputs[0]]
        for tensor in node.outputs:
            self.of.setdefault(tensor, slot)
        if node.type in SWITCH:
            test = self.flow.predicate(node.inputs[1])
            if self.of[test] in self._places and test not in self._tests:
                self._tests[test] = self._load(self.of[test], loads)
        return Step(node, tuple(loads), (slot,), (slot,) * len(node.outputs), False)

    def _pick(self, item: Pick) -> Step:
        node = item.node
        loads: list[tuple[int, int]] = []
        slot = self.of[node.inputs[item.which]]
        shifts = node.outputs[0].dtype._is_ref_dtype
        if slot in self._places and not shifts:
            slot = self._load(slot, loads)
        for tensor in node.outputs:
            if tensor not in self.of:
                self.of[tensor] = self._new()
        outputs = tuple([self.of[tensor] for tensor in node.outputs])
        if shifts:
            self._places.add(outputs[0])
            self._shifting.add(outputs[0])
        return Step(node, tuple(loads), (slot,), outputs, True, item.which)

    def _loop(self, item: Rounds) -> Loop:
        test = item.frame.test
        if test is None:
            raise ValueError(
                f"The loop {item.frame.name!r} has no LoopCond among the nodes to run."
            )
        enter = self.items(item.enter)
        first = self._moves(item.merges, 0)
        before, self._where = self._where, (*self._where, item.frame)
        self._loaded.clear()
        begin = tuple([self._begin(node) for node in item.merges])
        condition = begin + self.items(item.condition)
        self._where = (*self._where, test)
        body = self.items(item.body)
        back = self._moves(item.merges, 1)
        self._where = before
        self._loaded.clear()
        after = self.items(item.after)
        return Loop(test.op, enter, first, condition, self.of[test], body, back, after)

    def _begin(self, node: Operation) -> Step:
        outputs = tuple([self.of[tensor] for tensor in node.outputs])
        return Step(node, (), outputs[:1], outputs, False)

    def _moves(self, merges: Sequence[Operation], which: int) -> Moves:
        loads: list[tuple[int, int]] = []
        pairs = []
        for node in merges:
            slot = self.of[node.inputs[which]]
            for tensor in node.outputs:
                if tensor not in self.of:
                    self.of[tensor] = self._new()
            if slot in self._places:
                if node.outputs[0].dtype._is_ref_dtype:
                    self._places.add(self.of[node.outputs[0]])
                    self._shifting.add(self.of[node.outputs[0]])
                else:
                    slot = self._load(slot, loads)
            pairs.append((slot, self.of[node.outputs[0]]))
        return Moves(tuple(loads), tuple(pairs))


_FORWARDS = CONTROL - MERGE | {"Identity"}
_NOTHING_TO_RUN = frozenset({"Const", "NoOp", "VariableV2"})


def _as_places(node: Operation) -> tuple[bool, ...]:
    """For each input: does the op take the variable's place rather than its value?"""
    args = node.opdef.inputs
    if len(args) == len(node.inputs) and not any(arg.is_mixed for arg in args):
        return tuple([arg.is_ref for arg in args])
    if "takes_places" in node.opdef.rules:
        return tuple([tensor.dtype._is_ref_dtype for tensor in node.inputs])
    return (False,) * len(node.inputs)  # an op with a list input takes values only
