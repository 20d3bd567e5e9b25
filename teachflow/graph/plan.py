"""``compile_plan``: which nodes one run computes, in which order, from which slots.

A plan is plain data and knows no session: compile once, execute anywhere. Values live
in numbered slots during a run. A variable's tensor is not a value but a *place* (a
``Cell``) that ops may change during the run, and so is every ``Identity`` of it, as in
TensorFlow, where they share one buffer. So a step that needs the value loads it from
the place at that moment, unless it was loaded before and nothing has changed the place
since.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor


@dataclass(frozen=True, slots=True)
class Step:
    """One node of a run: what it loads, where its inputs lie, where its outputs go."""

    node: Operation
    loads: tuple[tuple[int, int], ...]  # (slot of a place, slot for its value)
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    computes: bool  # False: there is no kernel to run (constants, places, their names)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run does: steps in order, and the slots of fetches and feeds."""

    steps: tuple[Step, ...]
    slots: int
    fetches: tuple[int | None, ...]  # None for an operation, which has no value
    feeds: tuple[int, ...]

    def validate(self) -> None:
        """Raises ``ValueError`` where a step reads what nothing wrote before."""
        written = set(self.feeds)
        for step in self.steps:
            written.update(value for place, value in step.loads if place in written)
            missing = [slot for slot in step.inputs if slot not in written]
            if missing:
                raise ValueError(
                    f"Step {step.node.name!r} reads slots {missing} before any step "
                    f"writes them."
                )
            written.update(step.outputs)
        unmet = [s for s in self.fetches if s is not None and s not in written]
        if unmet:
            raise ValueError(f"Slots {unmet} are fetched, but no step writes them.")


def compile_plan(
    graph: Graph,
    fetches: Iterable[Tensor | Operation],
    feeds: Iterable[Tensor] = (),
) -> Plan:
    """Returns the plan that computes ``fetches`` from ``feeds``, each node once.

    Nodes run in creation order, which is a topological order of a graph that only
    grows.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     w = tf.constant(3)
    ...     x, unused = w + 2, w * 7
    >>> [step.node.name for step in compile_plan(graph, [x]).steps]
    ['Const', 'add/y', 'add']
    """
    wanted, fed = list(fetches), list(feeds)
    slots = _Slots(fed)
    steps = tuple([slots.step(node) for node in needed_nodes(wanted, slots.fed)])
    return Plan(
        steps=steps,
        slots=slots.count,
        fetches=tuple(
            slots.of[item] if isinstance(item, Tensor) else None for item in wanted
        ),
        feeds=tuple(range(len(fed))),
    )


class _Slots:
    """Hands out slots, node by node, and knows which of them hold places."""

    def __init__(self, fed: list[Tensor]) -> None:
        self.fed = frozenset(fed)
        self.of: dict[Tensor, int] = {tensor: slot for slot, tensor in enumerate(fed)}
        self.count = len(fed)
        self._places: set[int] = set()
        self._loaded: dict[
            int, int
        ] = {}  # place -> slot of its value, while it is true

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
        value = self._loaded.get(place)
        if value is None:
            value = self._loaded[place] = self._new()
            loads.append((place, value))
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


_NOTHING_TO_RUN = frozenset({"Const", "NoOp", "VariableV2"})


def _as_places(node: Operation) -> tuple[bool, ...]:
    """For each input: does the op take the variable's place rather than its value?"""
    args = node.opdef.inputs
    if len(args) == len(node.inputs):
        return tuple([arg.is_ref for arg in args])
    return (False,) * len(node.inputs)  # an op with a list input takes values only


def needed_nodes(
    wanted: Sequence[Tensor | Operation], fed: frozenset[Tensor] = frozenset()
) -> list[Operation]:
    """The nodes that ``wanted`` depends on, in creation order; none beyond ``fed``."""
    pending = [
        item.op if isinstance(item, Tensor) else item
        for item in wanted
        if item not in fed
    ]
    seen: set[Operation] = set()
    while pending:
        node = pending.pop()
        if node in seen:
            continue
        seen.add(node)
        pending += [tensor.op for tensor in node.inputs if tensor not in fed]
        pending += node.control_inputs
    return sorted(seen, key=_position)


def _position(node: Operation) -> int:
    return node._id
