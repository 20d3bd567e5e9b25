"""The context of a loop, and the nodes that make it go around."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.graph.control.contexts import Context, merge, outside, switch
from teachflow.graph.control.flow import EXIT
from teachflow.graph.operation import Operation, Tensor

if TYPE_CHECKING:
    from teachflow.graph.graph import Graph


class LoopContext(Context):
    """The inside of a loop: its variables enter, are merged with those of the last
    round, switched by the condition, changed, and handed to the next round.
    """

    forward: LoopContext | None = None  # of a loop that goes backwards: the other one

    def __init__(
        self, graph: Graph, parallel_iterations: int = 10, back_prop: bool = True
    ) -> None:
        super().__init__(graph)
        self.name = graph.unique_name("while_context")
        self.parallel_iterations = parallel_iterations
        self.back_prop = back_prop
        self.constants: list[Tensor] = []  # what entered and is the same in each round
        self.variables: list[LoopVariable] = []
        self.test: Tensor | None = None  # LoopCond
        self.counter: Tensor | None = None  # how many rounds there were
        self.histories: dict[Tensor, Tensor] = {}  # -> the list of all rounds' values
        graph.loops[self.name] = self

    @property
    def loop(self) -> LoopContext:
        """This one."""
        return self

    def bring(self, tensor: Tensor) -> Tensor:
        """A new ``Enter`` whose value is the same in every round."""
        graph, found = self.graph, tensor
        if self.outer is not None:
            found = self.outer.take(tensor)
        with graph.control_dependencies(None):
            entered: Tensor = self.enter(found, True)
        self._settle(entered)
        self.seen.add(entered)
        self.constants.append(entered)
        return entered

    def enter(self, tensor: Tensor, is_constant: bool, name: str | None = None) -> Any:
        """A new ``Enter``, which cannot be fed."""
        graph = self.graph
        attrs = {
            "frame_name": self.name,
            "is_constant": is_constant,
            "parallel_iterations": self.parallel_iterations,
        }
        type_ = "RefEnter" if tensor.dtype._is_ref_dtype else "Enter"
        found = graph.apply(OPS[type_], (tensor,), attrs, name)
        graph.prevent_feeding(found)
        return found

    def _settle(self, entered: Tensor) -> None:
        """Gives an ``Enter`` its context and the control inputs of those around."""
        node = entered.op
        graph = self.graph
        kept = []
        for other in graph._control_inputs(node.inputs):
            around, context = outside(other), self.outer
            limit = None if context is None else context.loop
            while context is not around and context is not None:
                context = None if context is limit else context.outer
            if context is around:
                kept.append(other)
        node._context = self
        if kept:
            node.control_inputs += tuple(
                [other for other in kept if other not in node.control_inputs]
            )
        graph._note(node)

    def admit(
        self, node: Operation, control: tuple[Operation, ...]
    ) -> tuple[tuple[Tensor, ...], tuple[Operation, ...]]:
        """Inputs through ``Enter``; the round's pivot where nothing of it is needed."""
        inputs = tuple([self.take(tensor) for tensor in node.inputs])
        control, others = self._inner(control)
        if not control and all(_is_constant_enter(tensor.op) for tensor in inputs):
            control = (self.pivot,)
        if others:
            control += self._brought(others)
        return inputs, control

    def _brought(self, nodes: Sequence[Operation]) -> tuple[Operation, ...]:
        """Nodes outside, waited for through copies of what they compute."""
        graph = self.graph
        with graph.control_dependencies(None), self.open():
            return tuple(
                [
                    graph.apply(OPS["Identity"], (node.outputs[0],), {}, None).op
                    for node in nodes
                    if node.outputs
                ]
            )

    def adopt(self, node: Operation) -> None:
        """What is inside can be neither fetched nor fed."""
        super().adopt(node)
        self.seen.update(node.outputs)
        if self.outer is not None or node.type not in EXIT:
            for tensor in node.outputs:
                self.graph.prevent_feeding(tensor)

    # ---- the circle --------------------------------------------------------------

    def begin(
        self, values: Sequence[Tensor], shapes: Sequence[TensorShape]
    ) -> list[Tensor]:
        """Brings the variables in; returns what a round begins with.

        Raises ``ValueError`` where a value does not have the shape that stays known.
        """
        self.seen.update(values)
        outer = self.outer
        real = [value if outer is None else outer.take(value) for value in values]
        entered = [
            self._enter_variable(value, shape)
            for value, shape in zip(real, shapes, strict=True)
        ]
        for tensor in entered:
            if self.outer is not None and _is_constant_enter(tensor.op.inputs[0].op):
                tensor.op.control_inputs += (self.outer.pivot,)
            self._settle(tensor)
        self.seen = set(entered)
        for tensor in entered:
            self.variables.append(LoopVariable(tensor, self._merge(tensor)))
            self.pivot = self.variables[0].merged.op
        return [variable.merged for variable in self.variables]

    def _enter_variable(self, real: Tensor, shape: TensorShape) -> Tensor:
        if not _is_within(real.shape, shape):
            raise ValueError(
                f"The shape invariant specified for {real.name} is not compatible with "
                f"the initial shape of the loop variable. It enters the loop with "
                f"shape {real.shape}, but the specified shape invariant is {shape}."
            )
        with self.graph.control_dependencies(None):
            entered: Tensor = self.enter(real, False)
        entered._shape = type(entered._shape)(shape)
        return entered

    def _merge(self, entered: Tensor) -> Tensor:
        return merge(self.graph, (entered, entered))

    def decide(self, truth: Tensor) -> list[Tensor]:
        """Ends the condition; returns the variables as a round finds them."""
        graph = self.graph
        self.test = graph.apply(OPS["LoopCond"], (truth,), {}, None)
        for variable in self.variables:
            variable.last, variable.now = switch(graph, variable.merged, self.test)
        found = [
            graph.apply(OPS["Identity"], (variable.now,), {}, None)
            for variable in self.variables
        ]
        self.pivot = found[0].op
        return found

    def close(self, results: Sequence[Tensor]) -> list[Tensor]:
        """Hands ``results`` to the next round; returns the variables' last values."""
        variables = self.variables[: len(results)]
        for variable, result in zip(variables, results, strict=True):
            self.hand_on(variable, result)
        return [self.let_out(variable) for variable in variables]

    def hand_on(self, variable: LoopVariable, result: Tensor) -> None:
        """Makes ``result`` the variable's value in the next round.

        Raises where its shape or dtype is not the variable's.
        """
        merged = variable.merged
        type_ = "RefNextIteration" if result.dtype._is_ref_dtype else "NextIteration"
        after = self.graph.apply(OPS[type_], (result,), {}, None)
        if not _is_within(after.shape, merged.shape):
            entered = variable.entered.op.inputs[0]
            raise ValueError(
                f"Input tensor '{entered.name}' enters the loop with shape "
                f"{entered.shape}, but has shape {after.shape} after one iteration. To "
                f"allow the shape to vary across iterations, use the "
                f"`shape_invariants` argument of tf.while_loop to specify a "
                f"less-specific shape."
            )
        if after.dtype.base_dtype is not merged.dtype.base_dtype:
            raise TypeError(
                f"Input 1 of node {merged.op.name} was passed "
                f"{after.dtype.base_dtype.runtime_name} from {after.name} incompatible "
                f"with expected {merged.dtype.base_dtype.runtime_name}: a variable of "
                f"tf.while_loop keeps its dtype. Use tf.cast in the body."
            )
        merged.op.inputs = (merged.op.inputs[0], after)
        after._consumers.append(merged.op)
        variable.result = after.op.inputs[0]  # as it is inside

    def let_out(self, variable: LoopVariable) -> Tensor:
        """The variable's last value, outside."""
        found: Tensor = self.graph.apply(OPS["Exit"], (variable.last,), {}, None)
        variable.exit = found
        context = self.outer
        while context is not None:  # up to the loop around, also from inside a branch
            context.seen.add(found)
            context = None if context.loop is context else context.outer
        return found

    def add_variable(
        self, value: Tensor, change: Callable[[Tensor], Tensor]
    ) -> LoopVariable:
        """One more variable for a loop that is built already.

        ``value`` is outside, ``change`` gets the variable in a round and returns it for
        the next one.
        """
        (variable,) = self.add_variables([value], lambda nows: [change(*nows)])
        return variable

    def add_variables(
        self,
        values: Sequence[Tensor],
        change: Callable[[Sequence[Tensor]], Sequence[Tensor]],
    ) -> list[LoopVariable]:
        """The same with several variables; ``change`` gets and returns all of them."""
        test, added = self.test, []
        assert test is not None
        with self.graph.control_dependencies(None), self.open():
            for value in values:
                real = value if self.outer is None else self.outer.take(value)
                entered = self._enter_variable(real, value.shape)
                entered.op._context = self
                self.seen.add(entered)
                variable = LoopVariable(entered, self._merge(entered))
                self.variables.append(variable)
                variable.last, variable.now = switch(self.graph, variable.merged, test)
                added.append(variable)
            results = change([variable.now for variable in added])
            for variable, result in zip(added, results, strict=True):
                self.hand_on(variable, result)
                self.let_out(variable)
        return added


@dataclass(eq=False)
class LoopVariable:
    """The nodes of one variable on its way through a loop."""

    entered: Tensor
    merged: Tensor
    now: Any = None  # in a round
    last: Any = None  # when the rounds are over
    result: Any = None  # for the next round
    exit: Any = None  # outside

    @property
    def initial(self) -> Tensor:
        """The value with which it enters."""
        value: Tensor = self.entered.op.inputs[0]
        return value


def _is_constant_enter(node: Operation) -> bool:
    return node.type in ("Enter", "RefEnter") and bool(node.attrs["is_constant"])


def _is_within(shape: TensorShape, limit: TensorShape) -> bool:
    """Whether ``shape`` says at least what ``limit`` says."""
    dims, wanted = shape.known_dims, limit.known_dims
    if wanted is None:
        return True
    if dims is None or len(dims) != len(wanted):
        return False
    return all(b is None or a == b for a, b in zip(dims, wanted, strict=True))
