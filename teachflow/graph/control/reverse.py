"""The reverse of a loop: one that goes from the last round to the first.

To the reverse pass a whole loop is one call, from what enters to what leaves it. Its
rule builds a second loop whose body is the reverse pass over one round. What that needs
to know of the forward rounds are values like others (see ``recall``), so loops in loops
and gradients of gradients need nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from teachflow.backward import backward, has_cotangent, on_path
from teachflow.core import shape_rules
from teachflow.core.dtypes import variant
from teachflow.core.registry import OPS, Call, OpDef
from teachflow.core.shapes import TensorShape
from teachflow.graph.control.flow import Flow, Frame, flow_of
from teachflow.graph.control.found import found_loop
from teachflow.graph.control.loops import LoopContext, LoopVariable
from teachflow.graph.control.order import Arranger
from teachflow.graph.control.recall import ReverseLoop
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.running.needed import needed_nodes
from teachflow.ops.arrays.create import zeros_like


class LoopCall(Call):
    """A whole loop as one call: what enters are its inputs, what leaves its outputs."""

    __slots__ = ("_round", "constants", "context", "entered", "frame", "variables")

    def __init__(self, context: LoopContext, frame: Frame) -> None:
        # As they are now: a gradient adds variables.
        self.variables = [v for v in context.variables if v.exit is not None]
        self.constants = list(context.constants)
        self.entered = [v.entered for v in self.variables] + self.constants
        super().__init__(
            LOOP,
            tuple([tensor.op.inputs[0] for tensor in self.entered]),
            {},
            tuple([variable.exit for variable in self.variables]),
        )
        self.context = context
        self.frame = frame
        self._round: list[Call] | None = None

    @property
    def name(self) -> str:
        """The scope in which the loop was built."""
        assert self.context.test is not None
        return self.context.test.op.name.rpartition("/")[0] or "while"

    def reached(self, needed: set[int]) -> list[Tensor]:
        """The outputs that depend on tensors whose ids are in ``needed``."""
        variables, sources = self.sources(needed)
        reached = self.spread(variables, sources)
        return [variable.exit for variable in reached]

    def sources(self, needed: set[int]) -> tuple[list[LoopVariable], list[Tensor]]:
        """The variables and constants that enter with what is needed."""
        variables = [v for v in self.variables if id(v.initial) in needed]
        constants = [t for t in self.constants if id(t.op.inputs[0]) in needed]
        return variables, constants

    def spread(
        self, variables: Sequence[LoopVariable], constants: Sequence[Tensor]
    ) -> list[LoopVariable]:
        """All variables that depend on those, in this round or a later one."""
        calls, found = self.round(), list(variables)
        while True:
            sources = [*constants, *(variable.now for variable in found)]
            _, needed = on_path(calls, sources)
            more = [
                variable
                for variable in self.variables
                if variable not in found
                and id(variable.result) in needed
                and has_cotangent(variable.merged)
            ]
            if not more:
                return [v for v in self.variables if v in found]
            found += more

    def round(self) -> list[Call]:
        """The calls of one round, loops inside as one each."""
        if self._round is None:
            nodes = needed_nodes([variable.result for variable in self.variables])
            flow = flow_of(self.context.graph)
            self._round = _calls(nodes, flow, self.frame, ())
        return self._round


def contracted(nodes: Sequence[Operation], targets: Sequence[Tensor]) -> Sequence[Call]:
    """``nodes`` in an order in which they can happen, each loop as one call.

    A loop that the targets are inside of stays open.
    """
    if not any(node.type == "LoopCond" for node in nodes):
        return nodes
    graph = targets[0].graph
    flow = flow_of(graph)
    opened: list[Frame | None] = [None]
    for target in targets:
        frame = flow.frame_of(target)
        chain = []
        while frame is not None:
            chain.append(frame)
            frame = frame.parent
        opened += [frame for frame in reversed(chain) if frame not in opened]
    return [call for frame in opened for call in _calls(nodes, flow, frame, opened)]


def _calls(
    nodes: Sequence[Operation],
    flow: Flow,
    frame: Frame | None,
    opened: Sequence[Frame | None],
) -> list[Call]:
    found: list[Call] = []
    for unit in Arranger(nodes, flow).sorted(frame):
        if not isinstance(unit, Frame):
            found.append(unit)
        elif unit not in opened:
            graph = nodes[0].graph
            found.append(LoopCall(found_loop(graph, flow, unit), unit))
    return found


# ---- the rule ------------------------------------------------------------------------


def _reverse(call: LoopCall, *gs: Any, needed: Sequence[bool]) -> list[Any]:
    """The cotangents of what enters, where it is needed."""
    context = call.context
    graph = context.graph
    nothing: list[Any] = [None] * len(call.inputs)
    if not context.back_prop:
        return nothing
    wanted = {
        id(t) for t, is_needed in zip(call.inputs, needed, strict=True) if is_needed
    }
    constants = [
        tensor
        for tensor in call.constants
        if id(tensor.op.inputs[0]) in wanted and has_cotangent(tensor)
    ]
    given = {v: g for v, g in zip(call.variables, gs, strict=True) if g is not None}
    variables = _carrying(call, wanted, constants, given)
    if not variables:
        return nothing
    constants = [tensor for tensor in constants if _leads_to(call, tensor, variables)]
    seeds = [
        shaped(given[variable], variable.exit.shape)
        if variable in given
        else zeros(variable.exit)
        for variable in variables
    ]
    sums = [zeros(tensor.op.inputs[0]) for tensor in constants]
    rounds = _count(context)
    shapes = [TensorShape(())]
    shapes += [variable.merged.shape for variable in variables]
    shapes += [tensor.op.inputs[0].shape for tensor in constants]
    calls = call.round()
    back = ReverseLoop(context)
    with back.open():
        left, *_ = back.begin([rounds, *seeds, *sums], shapes)
        truth = graph.apply(OPS["Greater"], (left, 0), {}, None)
        left, *parts = back.decide(truth)
        made = backward(
            graph,
            calls,
            [variable.result for variable in variables],
            [*(variable.now for variable in variables), *constants],
            parts[: len(variables)],
        )
        after = [graph.apply(OPS["Sub"], (left, 1), {}, None)]
        for variable, part in zip(variables, made, strict=False):
            part = zeros(variable.now) if part is None else part
            after.append(shaped(part, variable.merged.shape))
        for part, total in zip(
            made[len(variables) :], parts[len(variables) :], strict=True
        ):
            if part is not None:
                total = graph.apply(OPS["AddN"], ([total, part],), {}, None)
            after.append(total)
        exits = back.close(after)[1:]
    carried = [*(variable.entered for variable in variables), *constants]
    known = dict(zip(carried, exits, strict=True))
    return [known.get(tensor) for tensor in call.entered]


_reverse.takes_none = True  # type: ignore[attr-defined]
_reverse.takes_needed = True  # type: ignore[attr-defined]


def _carrying(
    call: LoopCall,
    wanted: set[int],
    constants: Sequence[Tensor],
    given: dict[LoopVariable, Any],
) -> list[LoopVariable]:
    """The variables that are on a path from what is wanted to what has a cotangent."""
    first, _ = call.sources(wanted)
    forward = call.spread(first, constants)
    found = [variable for variable in forward if variable in given]
    while True:
        more = [
            variable
            for variable in forward
            if variable not in found and _leads_to(call, variable.now, found)
        ]
        if not more:
            return [variable for variable in forward if variable in found]
        found += more


def _leads_to(
    call: LoopCall, tensor: Tensor, variables: Sequence[LoopVariable]
) -> bool:
    """Whether what one of the variables is next depends on ``tensor``."""
    _, needed = on_path(call.round(), [tensor])
    return any(id(variable.result) in needed for variable in variables)


def zeros(tensor: Tensor) -> Any:
    """Zeros like ``tensor``; for a list, a list of such."""
    if tensor.dtype is variant:
        return tensor.graph.apply(OPS["ZerosLike"], (tensor,), {}, None)
    return zeros_like(tensor)


def shaped(part: Tensor, shape: TensorShape) -> Tensor:
    """``part``, of which more is known than its nodes tell."""
    part.set_shape(shape)
    return part


def _count(context: LoopContext) -> Tensor:
    """How many rounds ``context`` goes, as a tensor outside of it."""
    if context.counter is None:
        graph = context.graph
        with graph.control_dependencies(None), graph.in_context(context.outer):
            zero = graph.convert(np.int32(0), None, "rounds")
        variable = context.add_variable(
            zero, lambda now: graph.apply(OPS["AddV2"], (now, 1), {}, None)
        )
        context.counter = variable.exit
    return context.counter


LOOP = OpDef(
    type="While",
    inputs=(),
    outputs=(),
    attrs={},
    kernel=shape_rules.unknown,  # never run: to the reverse pass alone it is one call
    shape=shape_rules.unknown,
    allowed={},
    default_name="while",
    broadcasts=False,
    differentiable=True,
    needs_cell=False,
    stateful=False,
    rules={"vjp": _reverse},
)


def around_loops(
    calls: Sequence[Call], targets: Sequence[Any], sources: Sequence[Any]
) -> tuple[Sequence[Call], Sequence[Any]]:
    """The calls that a tape saw with loops as one call each; see ``Graph.path_of``."""
    symbolic = [target for target in targets if isinstance(target, Tensor)]
    nodes = needed_nodes(symbolic)
    outputs = [output for call in calls for output in call.outputs]
    made = [out.op._id for out in outputs if isinstance(out, Tensor)]
    if not made or not any(node.type == "LoopCond" for node in nodes):
        return calls, sources
    around = contracted(nodes, symbolic)
    if not any(isinstance(call, LoopCall) for call in around):
        return calls, sources  # all of it is inside of one loop
    first = min(made)
    found = [
        call
        for call in around
        if any(output.op._id >= first for output in call.outputs)
    ]
    return found, sources
