"""The way forward through a function: a region that gives the tangents of its outputs.

Like the reverse it is made of nodes that are added to the function's graph, and takes
what it uses from the run that there was. Loops are gone through again, since what was
inside of them is not at hand.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from typing import Any

import teachflow.graph.control.forward  # noqa: F401 (declares the rule of loops)
from teachflow.backward import has_cotangent
from teachflow.core.cell import Cell
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.forward import forward
from teachflow.graph.control.flow import flow_of
from teachflow.graph.control.reverse import contracted
from teachflow.graph.functions.arrays import is_of_array
from teachflow.graph.functions.function_graph import unwatched
from teachflow.graph.functions.region import Region, apply_region
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.running.needed import needed_nodes
from teachflow.ops.control import calling


class Replay(Region):
    """A region whose places are fed with values: what is assigned is left alone."""

    def run(self, args: Sequence[Any]) -> list[Any]:
        """The outputs' values for inputs' values, and last the run itself."""
        places = set(self.places)
        if places:
            pairs = zip(self.inputs, args, strict=True)
            args = [_copied(t, v) if t in places else v for t, v in pairs]
        return super().run(args)


def _copied(place: Tensor, value: Any) -> Cell:
    return Cell(place.op.name, value.read() if type(value) is Cell else value)


class Advance:
    """The way forward: its region, what it uses of the run, where results are."""

    __slots__ = ("places", "region", "uses")

    def __init__(
        self,
        region: Region,
        uses: tuple[Tensor, ...],
        places: tuple[int | None, ...],
    ) -> None:
        self.region = region
        self.uses = uses
        self.places = places


_ADVANCES: weakref.WeakKeyDictionary[Region, dict[tuple[bool, ...], Advance]]
_ADVANCES = weakref.WeakKeyDictionary()


def _push(call: Any, *tangents: Any) -> list[Any]:
    """The tangents of a call's outputs from those of its inputs."""
    region = call.attrs["f"]
    known = dict(zip(region.inputs, call.inputs, strict=True))
    known.update(zip(region.outputs, call.outputs, strict=False))
    run = call.outputs[-1]
    return [*_pushed(region, run, call.inputs, known, tangents), None]


def _push_recalled(call: Any, _run: Any, *tangents: Any) -> list[Any]:
    """The tangents of values that were inside of a run."""
    run, *inputs = call.inputs
    recall = call.attrs["f"]
    known = dict(zip(recall.region.inputs, inputs, strict=True))
    known.update(zip(recall.wanted, call.outputs, strict=True))
    return _pushed(recall.region, run, inputs, known, tangents)


def _pushed(
    region: Region,
    run: Any,
    inputs: Sequence[Any],
    known: dict[Tensor, Any],
    tangents: Sequence[Any],
) -> list[Any]:
    moving = tuple(
        tangent is not None and has_cotangent(tensor)
        for tensor, tangent in zip(region.inputs, tangents, strict=True)
    )
    ways = _ADVANCES.setdefault(region, {})
    if moving not in ways:
        ways[moving] = _advance(region, moving)
    way = ways[moving]
    if not way.region.outputs:
        return [None] * len(way.places)
    given = [t for t, moves in zip(tangents, moving, strict=True) if moves]
    given += region.recalled(run, inputs, known, way.uses)
    found = apply_region(way.region, given)
    return [None if at is None else found[at] for at in way.places]


def _advance(region: Region, moving: Sequence[bool]) -> Advance:
    graph, targets = region.graph, region.outputs
    primals = [t for t, moves in zip(region.inputs, moving, strict=True) if moves]
    before = set(graph.nodes_from(0))
    with unwatched(), graph.as_default(), graph.control_dependencies(None):
        calls = contracted(needed_nodes(targets, frozenset(region.inputs)), targets)
        with graph.scope("tangents"):
            seeds = [
                graph.apply(
                    OPS["Placeholder"],
                    (),
                    {
                        "dtype": primal.dtype.base_dtype,
                        "shape": TensorShape(primal.shape),
                    },
                    "tangent",
                )
                for primal in primals
            ]
            found = forward(graph, calls, primals, seeds, targets)
    outputs = [tangent for tangent in found if tangent is not None]
    uses = _uses(region, outputs, before, seeds)
    flow = flow_of(graph)
    found_guards = {use: flow.guard(use) or region.guards.get(use) for use in uses}
    guards = {use: guard for use, guard in found_guards.items() if guard}
    uses += [test for guard in guards.values() for test, _ in guard]
    uses = list(dict.fromkeys(uses))
    numbers = iter(range(len(outputs)))
    way = Replay(
        graph,
        [*seeds, *uses],
        outputs,
        places=[tensor for tensor in uses if tensor.dtype._is_ref_dtype],
        guards=guards,
        name=f"{region.name}_jvp",
    )
    places = tuple(None if tangent is None else next(numbers) for tangent in found)
    return Advance(way, tuple(uses), places)


def _uses(
    region: Region,
    outputs: Sequence[Tensor],
    before: set[Operation],
    seeds: Sequence[Tensor],
) -> list[Tensor]:
    """The tensors of the run, outside of loops, that ``outputs`` follow from.

    Constants, and names of predicates, are read where they are.
    """
    uses: dict[Tensor, None] = {}
    given, seen, waiting = set(region.inputs), set(seeds), list(outputs)
    while waiting:
        tensor = waiting.pop()
        if tensor in seen:
            continue
        seen.add(tensor)
        if tensor in given:
            uses[tensor] = None
            continue
        node = tensor.op
        is_name = tensor.dtype.is_bool and node.type in ("Identity", "Switch")
        inside = node._context is not None and node._context.loop is not None
        if node in before and not (inside or is_name or is_of_array(tensor)):
            if node.type != "Const" or node.control_inputs:
                uses[tensor] = None
            continue
        waiting += node.inputs
        for other in node.control_inputs:
            waiting += other.outputs[:1]
    return list(uses)


calling.partitioned_call.jvp(_push)
calling.stateful_partitioned_call.jvp(_push)
calling.recalled_values.jvp(_push_recalled)
