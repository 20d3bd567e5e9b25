"""``compile_plan``: which nodes one run computes, in which order, from which slots.

A plan is plain data and knows no session: compile once, execute anywhere. Values live
in numbered slots during a run. A variable's tensor is not a value but a place (a
``Cell``), so a step says which of its inputs have to be read out of their place first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor


@dataclass(frozen=True, slots=True)
class Step:
    """One node of a run: where its inputs lie and where its outputs go."""

    node: Operation
    inputs: tuple[int, ...]
    reads: tuple[bool, ...]  # True where the input is a place that has to be read
    outputs: tuple[int, ...]


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
    slot_of: dict[Tensor, int] = {tensor: slot for slot, tensor in enumerate(fed)}
    places = frozenset(fed)
    count = len(fed)
    steps = []
    for node in needed_nodes(wanted, places):
        inputs = tuple([slot_of[tensor] for tensor in node.inputs])
        reads = tuple(
            [
                tensor.dtype._is_ref_dtype and not as_place and tensor not in places
                for tensor, as_place in zip(node.inputs, _as_places(node), strict=True)
            ]
        )
        # A fed output of a node that runs all the same gets a slot that nobody reads.
        outputs = tuple(range(count, count + len(node.outputs)))
        count += len(outputs)
        for tensor, slot in zip(node.outputs, outputs, strict=True):
            slot_of.setdefault(tensor, slot)
        steps.append(Step(node, inputs, reads, outputs))
    return Plan(
        steps=tuple(steps),
        slots=count,
        fetches=tuple(
            slot_of[item] if isinstance(item, Tensor) else None for item in wanted
        ),
        feeds=tuple(range(len(fed))),
    )


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
