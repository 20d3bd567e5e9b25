"""Functions of elements: a graph of their own, traced once, run for each element.

What the function uses of the graph around it is *captured*: it becomes an input more,
with the value that it has when the iterator begins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from teachflow.core import home
from teachflow.core.cell import Cell
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Tensor
from teachflow.graph.running.execute import Program
from teachflow.graph.running.plan import Plan, compile_plan
from teachflow.ops.arrays.array import placeholder
from teachflow.pipeline.base import Element


class FunctionGraph(Graph):
    """The graph of a function: it takes in tensors of the graphs around it."""

    def __init__(self, outer: Graph) -> None:
        super().__init__()
        self.outer = outer
        self.seed = outer.seed
        self.captured: dict[Tensor, Tensor] = {}

    def capture(self, tensor: Tensor) -> Tensor:
        """The tensor that has ``tensor``'s value in here."""
        known = self.captured.get(tensor)
        if known is None:
            source = tensor
            if self.outer is not None and tensor.op.graph is not self.outer:
                source = self.outer.capture(tensor)
            with home.within(self):
                known = placeholder(tensor.dtype.base_dtype, tensor.shape)
            self.captured[source] = self.captured[tensor] = known
        return known


class GraphFunction:
    """A traced function: its graph, its inputs and outputs, what it captured."""

    def __init__(
        self, graph: FunctionGraph, inputs: Sequence[Tensor], outputs: Sequence[Tensor]
    ) -> None:
        self.graph = graph
        self.outputs = tuple(outputs)
        inner = graph.captured
        self.captured = [item for item in inner if item.op.graph is graph.outer]
        more = [inner[tensor] for tensor in self.captured]
        self._plan: Plan = compile_plan(graph, outputs, [*inputs, *more])

    def bound(self, captured: Sequence[Any]) -> Callable[..., Element]:
        """The function of an element, given the values of what it captured."""
        return run_plan(self._plan, tuple(captured))


def run_plan(plan: Plan, captured: tuple[Any, ...] = ()) -> Callable[..., Element]:
    """``plan`` as a function, with cells of its own (for random streams)."""
    cells: dict[str, Cell] = {}

    def cell(name: str) -> Cell:
        return cells.setdefault(name, Cell(name))

    program = Program(plan, cell)
    slots = [slot for slot in plan.fetches if slot is not None]

    def call(*components: Any) -> Element:
        values = program.run([*components, *captured])
        return tuple([values[slot] for slot in slots])

    return call


class PythonFunction:
    """A Python function of an element's values, where a traced one is expected."""

    def __init__(self, function: Callable[..., Element]) -> None:
        self._function = function

    def bound(self, captured: Sequence[Any]) -> Callable[..., Element]:
        """The function itself."""
        return self._function


def trace(
    function: Callable[..., Any],
    make_arguments: Callable[[Graph], tuple[Any, list[Tensor]]],
    finish: Callable[[Graph, Any], tuple[Any, list[Tensor]]],
) -> tuple[GraphFunction, Any]:
    """Traces ``function`` in a graph of its own.

    ``make_arguments`` gives its argument (a structure) and the inputs; ``finish`` makes
    tensors of what it returns, and says what that looks like.
    """
    outer = home.innermost()
    graph = FunctionGraph(outer if isinstance(outer, Graph) else get_default_graph())
    with home.within(graph):
        argument, inputs = make_arguments(graph)
        result = function(*argument) if _spreads(argument) else function(argument)
        looks, outputs = finish(graph, result)
    return GraphFunction(graph, inputs, outputs), looks


def _spreads(argument: Any) -> bool:
    """Whether an element's parts are arguments of their own."""
    return isinstance(argument, tuple) and not hasattr(argument, "_fields")
