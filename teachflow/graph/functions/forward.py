"""The way forward through a function: a region that gives the tangents of its outputs.

Like the reverse it is made of nodes that are added to the function's graph, and takes
what it uses from the run that there was. Branches and loops are gone through again,
since what was inside of them is not at hand.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from typing import Any

from teachflow.backward import has_cotangent
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.forward import forward
from teachflow.graph.control.reverse import contracted
from teachflow.graph.functions.function_graph import unwatched
from teachflow.graph.functions.region import Region, apply_region
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.running.needed import needed_nodes
from teachflow.ops.control import calling


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
    begin = graph.version
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
    uses = _uses(outputs, set(graph.nodes_from(begin)), seeds)
    numbers = iter(range(len(outputs)))
    way = Region(
        graph,
        [*seeds, *uses],
        outputs,
        places=[tensor for tensor in uses if tensor in region.places],
        name=f"{region.name}_jvp",
    )
    places = tuple(None if tangent is None else next(numbers) for tangent in found)
    return Advance(way, uses, places)


def _uses(
    outputs: Sequence[Tensor], made: set[Operation], seeds: Sequence[Tensor]
) -> tuple[Tensor, ...]:
    """What ``outputs`` take from the run, outside of branches and loops."""
    uses: dict[Tensor, None] = {}
    seen, waiting = set(seeds), list(outputs)
    while waiting:
        tensor = waiting.pop()
        if tensor in seen or tensor.op.type == "Const":
            continue
        seen.add(tensor)
        if tensor.op in made or tensor.op._context is not None:
            waiting += tensor.op.inputs
        else:
            uses[tensor] = None
    return tuple(uses)


calling.partitioned_call.jvp(_push)
calling.stateful_partitioned_call.jvp(_push)
calling.recalled_values.jvp(_push_recalled)
