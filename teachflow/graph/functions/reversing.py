"""The nodes of a region's reverse, and what they use of the nodes before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from teachflow.backward import backward, has_cotangent
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.graph.control.flow import Guard, flow_of
from teachflow.graph.control.reverse import contracted
from teachflow.graph.functions.function_graph import FunctionGraph, unwatched
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.running.needed import needed_nodes
from teachflow.ops.control.tensor_array_rules import one_pass


@dataclass(frozen=True, slots=True)
class Reversed:
    """Nodes that go back from ``seeds`` (cotangents of outputs) to ``outputs``.

    ``uses`` are the forward tensors that they need; ``guards`` say which of the seeds
    and uses have a value only under conditions; ``places`` holds for each of the
    region's inputs the number of its cotangent among the outputs.
    """

    seeds: tuple[Tensor, ...]
    uses: tuple[Tensor, ...]
    outputs: tuple[Tensor, ...]
    places: tuple[int | None, ...]
    guards: dict[Tensor, Guard]


def reversed_nodes(
    graph: FunctionGraph,
    inputs: Sequence[Tensor],
    outputs: Sequence[Tensor],
    given: Sequence[bool],
    needed: Sequence[bool],
) -> Reversed:
    """Adds the reverse pass from the ``given`` outputs to the ``needed`` inputs."""
    targets = [t for t, is_given in zip(outputs, given, strict=True) if is_given]
    wanted = [
        at
        for at, (tensor, is_needed) in enumerate(zip(inputs, needed, strict=True))
        if is_needed and has_cotangent(tensor)
    ]
    before = set(graph.nodes_from(0))
    with unwatched(), graph.as_default(), graph.control_dependencies(None):
        calls = contracted(needed_nodes(targets, frozenset(inputs)), targets)
        with graph.scope("gradients"), one_pass(graph.get_name_scope()):
            seeds = [_seed(graph, target) for target in targets]
            sources = [inputs[at] for at in wanted]
            found = backward(graph, calls, targets, sources, seeds)
    results = tuple([g for g in found if g is not None])
    places: list[int | None] = [None] * len(inputs)
    number = 0
    for at, g in zip(wanted, found, strict=True):
        if g is not None:
            places[at] = number
            number += 1
    uses = _uses(results, before)
    flow = flow_of(graph)
    guards = {use: flow.guard(use) for use in uses if flow.guard(use)}
    for seed, target in zip(seeds, targets, strict=True):
        if flow.guard(target):
            guards[seed] = flow.guard(target)
    tests = {test for guard in guards.values() for test, _ in guard}
    uses = (*uses, *sorted(tests.difference(uses), key=_position))
    return Reversed(tuple(seeds), uses, results, tuple(places), guards)


def _seed(graph: FunctionGraph, target: Tensor) -> Tensor:
    attrs = {"dtype": target.dtype.base_dtype, "shape": TensorShape(target.shape)}
    made: Tensor = graph.apply(OPS["Placeholder"], (), attrs, "grad_ys")
    return made


def _uses(outputs: Sequence[Tensor], before: set[Operation]) -> tuple[Tensor, ...]:
    """The forward tensors that the new nodes behind ``outputs`` take in.

    A loop that keeps more than it did is still forward, with its new nodes. Constants,
    and names of predicates, are read where they are.
    """
    contexts = {node._context for node in before} - {None}
    uses: dict[Tensor, None] = {}
    seen: set[Operation] = set()
    pending: list[Any] = list(outputs)

    def is_forward(node: Operation) -> bool:
        return node in before or node._context in contexts

    while pending:
        tensor = pending.pop()
        node = tensor.op
        if is_forward(node) and not _is_name(tensor):
            if node.type != "Const" or node.control_inputs:
                uses[tensor] = None
            continue
        if node not in seen:
            seen.add(node)
            pending += node.inputs
            for other in node.control_inputs:
                pending += other.outputs[:1]
    return tuple(sorted(uses, key=_position))


def _position(tensor: Tensor) -> tuple[int, int]:
    return tensor.op._id, tensor.value_index


def _is_name(tensor: Tensor) -> bool:
    """Whether a forward tensor is only another name of a predicate."""
    return tensor.dtype.is_bool and tensor.op.type in ("Identity", "Switch")
