"""``Region``: a part of a function's graph that runs from inputs to outputs.

A function is a region, and so is its reverse: nodes that were added to the same graph,
whose inputs are cotangents and whatever they use of the forward run. What a run has
computed is at hand afterwards (a list of values by slot), so nothing has to be decided
in advance for the reverse, and nothing is computed twice. The reverse is called by the
same op, so it can be differentiated in turn.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from teachflow.backward import has_cotangent
from teachflow.core import dtypes, home
from teachflow.core.cell import Cell
from teachflow.core.recording import tapes
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.graph.control.flow import Guard
from teachflow.graph.functions.arrays import is_of_array
from teachflow.graph.functions.function_graph import FunctionGraph
from teachflow.graph.functions.reversing import Reversed, reversed_nodes
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.running.execute import Program
from teachflow.graph.running.plan import Plan, compile_plan
from teachflow.ops.control.tensor_arrays import apart


class Run:
    """One run's values by slot, and which slot is whose."""

    __slots__ = ("slots", "values")

    def __init__(self, slots: dict[Tensor, int], values: list[Any]) -> None:
        self.slots = slots
        self.values = values


class Region:
    """What leads from ``inputs`` to ``outputs`` in a function's graph.

    Of the inputs, ``places`` are fed with the cells of variables, and those in
    ``guards`` have a value only under conditions. ``effects`` are nodes that have to
    run as well.
    """

    def __init__(
        self,
        graph: FunctionGraph,
        inputs: Sequence[Tensor],
        outputs: Sequence[Tensor],
        effects: Sequence[Operation] = (),
        places: Sequence[Tensor] = (),
        guards: Mapping[Tensor, Guard] | None = None,
        name: str = "",
    ) -> None:
        self.graph = graph
        self.inputs = tuple(inputs)
        self.outputs = tuple(outputs)
        self.effects = tuple(effects)
        self.places = tuple(places)
        self.guards = guards or {}
        handles = [tensor.dtype in dtypes.HANDLES for tensor in self.inputs]
        self._handles = [at for at, is_handle in enumerate(handles) if is_handle]
        self.name = name or graph.name
        self.shapes = [*(TensorShape(t.shape) for t in self.outputs), TensorShape(())]
        self.types = (
            *(tensor.dtype.base_dtype for tensor in self.outputs),
            dtypes.variant,
        )
        self._own: dict[str, Cell] = {}
        self._program: Program | None = None
        self._fetches: list[Any] = []
        self._slots: dict[Tensor, int] = {}
        self._kept: dict[Tensor, None] = {}  # what reverses use that no output needs
        self._reverses: dict[Any, Reverse] = {}
        self._recalls: dict[Any, Recall] = {}
        self._prepared = False

    @property
    def stateful(self) -> bool:
        """Whether a run does more than compute its outputs."""
        return bool(self.effects)

    def compiled(self) -> Program:
        """The program, compiled when it is first needed."""
        if self._program is None:
            wanted = [*self.outputs, *self.effects, *self._kept]
            plan, slots = plan_with_slots(
                self.graph, wanted, self.inputs, self.places, self.guards
            )
            self._fetches = [
                slot for slot in plan.fetches[: len(self.outputs)] if slot is not None
            ]
            self._slots = slots
            self._program = Program(plan, self.cell)
        return self._program

    def cell(self, name: str) -> Cell:
        """The place of the node called ``name``."""
        return self._own.get(name) or self.graph.cell(name)

    @property
    def streams(self) -> list[Cell]:
        """The places of all random streams in it, also of the functions it calls."""
        found = []
        for node in self.graph.get_operations():
            if node.opdef.needs_cell and "seed2" in node.attrs:
                found.append(self.cell(node.name))
            elif node.type in ("PartitionedCall", "StatefulPartitionedCall"):
                found += node.attrs["f"].streams
        return found

    def at_a_place_of_its_own(self) -> Region:
        """The same for one node that calls it: it begins its random streams anew."""
        names = [
            node.name
            for node in self.graph.get_operations()
            if node.opdef.needs_cell and "seed2" in node.attrs
        ]
        if not names:
            return self
        made = Region(
            self.graph, self.inputs, self.outputs, self.effects, self.places,
            self.guards, self.name,
        )  # fmt: skip
        made._own = {name: Cell(name) for name in names}
        return made

    def run(self, args: Sequence[Any]) -> list[Any]:
        """The outputs' values for inputs' values, and last the run itself."""
        program = self._program or self.compiled()
        if self._handles:
            args = list(args)
            copies: dict[Any, Any] = {}  # several handles may be of one array
            for at in self._handles:
                args[at] = apart(args[at], copies)
        values = program.run(args)
        found = [_value(values[slot]) for slot in self._fetches]
        found.append(Run(self._slots, values))
        return found

    # ---- going backward ----------------------------------------------------------

    def prepare(self) -> None:
        """Makes loops keep what a reverse will ask of their rounds.

        Before a run that a tape looks at; other nodes keep their values anyway.
        """
        if self._prepared:
            return
        self._prepared = True
        loops = any(node.type == "LoopCond" for node in self.graph.nodes_from(0))
        given = tuple([has_cotangent(tensor) for tensor in self.outputs])
        needed = tuple([has_cotangent(tensor) for tensor in self.inputs])
        if loops and any(given) and any(needed):
            with suppress(LookupError):  # said where a gradient is asked for
                self.reverse(given, needed)

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
        if not reverse.region.outputs:
            return [None] * len(self.inputs)
        given = [g for g in gs if g is not None]
        given += self.recalled(run, inputs, known, reverse.uses)
        found = apply_region(reverse.region, given)
        return [None if at is None else found[at] for at in reverse.places]

    def reverse(self, given: tuple[bool, ...], needed: tuple[bool, ...]) -> Reverse:
        """The region that goes back, for these outputs' cotangents and inputs."""
        key = given, needed
        found = self._reverses.get(key)
        if found is None:
            nodes = reversed_nodes(self.graph, self.inputs, self.outputs, given, needed)
            found = self._reverses[key] = Reverse(self, nodes)
            fed = set(self.inputs)
            more = [
                use for use in nodes.uses if use not in self._kept and use not in fed
            ]
            if self._program is None or any(use not in self._slots for use in more):
                self._kept.update(dict.fromkeys(more))
                self._program = None
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

    def __init__(self, region: Region, nodes: Reversed) -> None:
        self.uses = nodes.uses
        self.places = nodes.places
        self.region = Region(
            region.graph,
            [*nodes.seeds, *nodes.uses],
            nodes.outputs,
            guards=nodes.guards,
            name=f"{region.name}_grad",
        )


class Recall:
    """Values inside of a region's run, as if they had been outputs of it too."""

    def __init__(self, region: Region, wanted: tuple[Tensor, ...]) -> None:
        self.wanted = wanted
        self.region = Region(
            region.graph,
            region.inputs,
            wanted,
            guards=region.guards,
            name=region.name,
        )
        self.shapes = self.region.shapes[:-1]
        self.types = self.region.types[:-1]

    def recall(self, run: Run) -> list[Any]:
        """The values of what is wanted in ``run``; None in a branch not taken."""
        slots = run.slots
        if all(tensor in slots for tensor in self.wanted):
            return [_value(run.values[slots[tensor]]) for tensor in self.wanted]
        # The run did not keep all that this asks for: it follows from what it kept.
        known = [
            tensor
            for tensor in slots
            if tensor.op._context is None
            and not tensor.dtype._is_ref_dtype
            and not is_of_array(tensor)
        ]
        plan, _ = plan_with_slots(self.region.graph, self.wanted, known)
        program = Program(plan, self.region.graph.cell)
        values = program.run([_value(run.values[slots[tensor]]) for tensor in known])
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
    if tapes.stack:
        region.prepare()
    op = OPS["StatefulPartitionedCall" if region.stateful else "PartitionedCall"]
    attrs = {"Tout": region.types, "f": region}
    return home.apply(op, (list(inputs),), attrs, None)


def plan_with_slots(
    graph: FunctionGraph,
    fetches: Sequence[Any],
    feeds: Sequence[Tensor],
    places: Sequence[Tensor] = (),
    guards: Mapping[Tensor, Guard] | None = None,
) -> tuple[Plan, dict[Tensor, int]]:
    """A plan, and the slot of each tensor that has one.

    What is fetched may have no value, where a branch is not taken: then it is None.
    """
    plan = compile_plan(graph, fetches, feeds, places, guards)
    slots = dict(zip(feeds, plan.feeds, strict=True))
    _note(plan.steps, slots)
    return dataclasses.replace(plan, guarded=()), slots


def _note(items: Sequence[Any], slots: dict[Tensor, int]) -> None:
    for item in items:
        if hasattr(item, "computes"):
            for tensor, slot in zip(item.node.outputs, item.outputs, strict=True):
                slots.setdefault(tensor, slot)
        elif hasattr(item, "steps"):
            _note(item.steps, slots)
        else:
            _note(item.enter, slots)
            _note(item.after, slots)


def _value(value: Any) -> Any:
    """A place's value at the end of the run, where that is what is fetched."""
    return value.read() if type(value) is Cell else value


__all__ = ["Recall", "Region", "Reverse", "Run", "apply_region"]
