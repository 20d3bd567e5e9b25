"""``Region``: a part of a function's graph that runs from inputs to outputs.

A function is a region, and so is its reverse: nodes that were added to the same graph,
whose inputs are cotangents and whatever they use of the forward run. What a run has
computed is at hand afterwards (a list of values by slot), so nothing has to be decided
in advance for the reverse, and nothing is computed twice. The reverse is called by the
same op, so it can be differentiated in turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


from teachflow.backward import backward, has_cotangent
from teachflow.core import dtypes, home
from teachflow.core.cell import Cell
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.graph.control.reverse import contracted
from teachflow.graph.functions.function_graph import FunctionGraph, unwatched
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.running.execute import Program
from teachflow.graph.running.needed import needed_nodes
from teachflow.graph.running.plan import compile_plan


class Run:
    """One run's values by slot, and the program that says which slot is whose."""

    __slots__ = ("fed", "program", "slots", "values")

    def __init__(self, program: Program, slots: dict[Tensor, int], values: list[Any]):
        self.program = program
        self.slots = slots
        self.values = values


class Region:
    """What leads from ``inputs`` to ``outputs`` in a function's graph.

    Of the inputs, ``places`` are fed with the cells of variables. ``effects`` are nodes
    that have to run as well.
    """

    def __init__(
        self,
        graph: FunctionGraph,
        inputs: Sequence[Tensor],
        outputs: Sequence[Tensor],
        effects: Sequence[Operation] = (),
        places: Sequence[Tensor] = (),
        name: str = "",
    ) -> None:
        self.graph = graph
        self.inputs = tuple(inputs)
        self.outputs = tuple(outputs)
        self.effects = tuple(effects)
        self.name = name or graph.name
        self.places = tuple(places)
        self._program: Program | None = None
        self._fetches: list[int] = []
        self._slots: dict[Tensor, int] = {}
        self._reverses: dict[Any, Reverse] = {}
        self._recalls: dict[Any, Recall] = {}
        self.shapes = [*(TensorShape(t.shape) for t in self.outputs), TensorShape(())]
        self.types = (
            *(tensor.dtype.base_dtype for tensor in self.outputs),
            dtypes.variant,
        )

    @property
    def stateful(self) -> bool:
        """Whether a run does more than compute its outputs."""
        return bool(self.effects)

    def compiled(self) -> Program:
        """The program, compiled when it is first needed."""
        if self._program is None:
            wanted = [*self.outputs, *self.effects]
            plan, slots = plan_with_slots(self.graph, wanted, self.inputs, self.places)
            self._fetches = [s for s in plan.fetches[: len(self.outputs)]]  # type: ignore[misc]
            self._slots = slots
            self._program = Program(plan, self.graph.cell)
        return self._program

    def run(self, args: Sequence[Any]) -> list[Any]:
        """The outputs' values for inputs' values, and last the run itself."""
        program = self._program or self.compiled()
        values = program.run(args)
        found = [_value(values[slot]) for slot in self._fetches]
        found.append(Run(program, self._slots, values))
        return found

    # ---- going backward ----------------------------------------------------------

    def pull(self, call: Any, gs: Sequence[Any], needed: Sequence[bool]) -> list[Any]:
        """The cotangents of a call's inputs from those of its outputs."""
        run = call.outputs[-1]
        known = dict(zip(self.inputs, call.inputs, strict=True))
        known.update(zip(self.outputs, call.outputs, strict=False))
        return self._pull(run, call.inputs, known, gs[:-1], needed)

    def _pull(
        self,
        run: Any,
        inputs: Sequence[Any],
        known: dict[Tensor, Any],
        gs: Sequence[Any],
        needed: Sequence[bool],
    ) -> list[Any]:
        reverse = self.reverse(tuple(g is not None for g in gs), tuple(needed))
        given = [g for g in gs if g is not None]
        given += self.recalled(run, inputs, known, reverse.uses)
        if not reverse.region.outputs:
            return [None] * len(self.inputs)
        found = apply_region(reverse.region, given)
        return [None if at is None else found[at] for at in reverse.places]

    def reverse(self, given: tuple[bool, ...], needed: tuple[bool, ...]) -> Reverse:
        """The region that goes back, for these outputs' cotangents and inputs."""
        key = given, needed
        found = self._reverses.get(key)
        if found is None:
            found = self._reverses[key] = _reversed(self, given, needed)
        return found

    def recalled(
        self,
        run: Any,
        inputs: Sequence[Any],
        known: dict[Tensor, Any],
        uses: Sequence[Tensor],
    ) -> list[Any]:
        """Tensors that hold what a run computed for ``uses``, still differentiable."""
        missing = tuple([use for use in uses if use not in known])
        if missing:
            recall = self._recalls.get(missing)
            if recall is None:
                recall = self._recalls[missing] = Recall(self, missing)
            attrs = {"Tout": recall.types, "f": recall}
            op = OPS["RecalledValues"]
            values = home.apply(op, (run, list(inputs)), attrs, None)
            known = {**known, **dict(zip(missing, values, strict=True))}
        return [known[use] for use in uses]


class Reverse:
    """The way back: its region, what it uses of the forward run, where results are."""

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


class Recall:
    """Values inside of a region's run, as if they had been outputs of it too."""

    def __init__(self, region: Region, wanted: tuple[Tensor, ...]) -> None:
        self.wanted = wanted
        self.region = Region(region.graph, region.inputs, wanted, name=region.name)
        self.shapes = self.region.shapes[:-1]
        self.types = self.region.types[:-1]

    def recall(self, run: Run) -> list[Any]:
        """The values of what is wanted in ``run``."""
        slots = run.slots
        if all(tensor in slots for tensor in self.wanted):
            return [_value(run.values[slots[tensor]]) for tensor in self.wanted]
        return self._supplement(run)

    def _supplement(self, run: Run) -> list[Any]:
        """The same where the run has not computed it all: from what it has."""
        known = [
            tensor
            for tensor in run.slots
            if tensor.op._context is None and not tensor.dtype._is_ref_dtype
        ]
        plan, _ = plan_with_slots(self.region.graph, self.wanted, known)
        program = Program(plan, self.region.graph.cell)
        values = program.run([_value(run.values[run.slots[t]]) for t in known])
        return [_value(values[slot]) for slot in plan.fetches if slot is not None]

    def pull_recalled(
        self, call: Any, gs: Sequence[Any], needed: Sequence[bool]
    ) -> list[Any]:
        """The cotangents of the inputs of the call that the values are of."""
        run, *inputs = call.inputs
        known = dict(zip(self.region.inputs, inputs, strict=True))
        known.update(zip(self.wanted, call.outputs, strict=True))
        return self.region._pull(run, inputs, known, gs, needed)


def apply_region(region: Region, inputs: Sequence[Any]) -> Any:
    """Calls a region at home."""
    op = OPS["StatefulPartitionedCall" if region.stateful else "PartitionedCall"]
    attrs = {"Tout": region.types, "f": region}
    return home.apply(op, (list(inputs),), attrs, None)


def _reversed(
    region: Region, given: tuple[bool, ...], needed: tuple[bool, ...]
) -> Reverse:
    graph = region.graph
    targets = [t for t, is_given in zip(region.outputs, given, strict=True) if is_given]
    wanted = [
        at
        for at, (tensor, is_needed) in enumerate(
            zip(region.inputs, needed, strict=True)
        )
        if is_needed and has_cotangent(tensor)
    ]
    sources = [region.inputs[at] for at in wanted]
    begin = graph.version
    with unwatched(), graph.as_default(), graph.control_dependencies(None):
        calls = contracted(needed_nodes(targets, frozenset(region.inputs)), targets)
        with graph.scope("gradients"):
            seeds = [
                graph.apply(
                    OPS["Placeholder"],
                    (),
                    {
                        "dtype": target.dtype.base_dtype,
                        "shape": TensorShape(target.shape),
                    },
                    "grad_ys",
                )
                for target in targets
            ]
            found = backward(graph, calls, targets, sources, seeds)
    outputs = [g for g in found if g is not None]
    made = set(graph.nodes_from(begin))
    uses: dict[Tensor, None] = {}
    for node in needed_nodes(outputs, frozenset(seeds)):
        if node in made:
            for tensor in node.inputs:
                if tensor.op not in made and tensor.op.type != "Const":
                    uses[tensor] = None
    for tensor in outputs:
        if tensor.op not in made and tensor.op.type != "Const":
            uses[tensor] = None
    places: list[int | None] = [None] * len(region.inputs)
    number = 0
    for at, g in zip(wanted, found, strict=True):
        if g is not None:
            places[at] = number
            number += 1
    name = f"{region.name}_grad"
    back = Region(graph, [*seeds, *uses], outputs, name=name)
    return Reverse(back, tuple(uses), tuple(places))


def plan_with_slots(
    graph: FunctionGraph,
    fetches: Sequence[Any],
    feeds: Sequence[Tensor],
    places: Sequence[Tensor] = (),
) -> tuple[Any, dict[Tensor, int]]:
    """A plan, and the slot of each tensor that has one."""
    plan = compile_plan(graph, fetches, feeds, places)
    slots = dict(zip(feeds, plan.feeds, strict=True))
    _note(plan.steps, slots)
    return plan, slots


def _note(items: Sequence[Any], slots: dict[Tensor, int]) -> None:
    for item in items:
        if hasattr(item, "node") and hasattr(item, "outputs"):
            for tensor, slot in zip(item.node.outputs, item.outputs, strict=True):
                slots.setdefault(tensor, slot)
        elif hasattr(item, "steps"):
            _note(item.steps, slots)
        else:
            for part in (item.enter, item.after):
                _note(part, slots)


def _value(value: Any) -> Any:
    """A place's value at the end of the run, where that is what is fetched."""
    return value.read() if type(value) is Cell else value


__all__ = ["Recall", "Region", "Reverse", "Run", "apply_region"]
