"""Functions of elements: a graph of their own, traced once, run for each element.

What the function uses of the graph around it is *captured*: it becomes an input more,
with the value that it has when the iterator begins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core.cell import Cell
from teachflow.core.errors import OperatorNotAllowedInGraphError
from teachflow.eager.home import EAGER
from teachflow.functions.autograph.conversion import available, converted
from teachflow.graph.functions.function_graph import FunctionGraph, unwatched
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Tensor
from teachflow.graph.running.execute import Program
from teachflow.graph.running.plan import Plan, compile_plan
from teachflow.pipeline.base import Element
from teachflow.pipeline.journey import current


class GraphFunction:
    """A traced function: its graph, its inputs and outputs, what it captured."""

    def __init__(
        self, graph: FunctionGraph, inputs: Sequence[Tensor], outputs: Sequence[Tensor]
    ) -> None:
        self.graph = graph
        self.outputs = tuple(outputs)
        captures = [
            (source, inner)
            for source, inner in graph.captures_of()
            if not inner.dtype._is_ref_dtype  # variables have their cells
        ]
        self.captured = [source for source, _ in captures]
        more = [inner for _, inner in captures]
        self._plan: Plan = compile_plan(graph, outputs, [*inputs, *more])

    def bound(self, captured: Sequence[Any]) -> Callable[..., Element]:
        """The function of an element, given the values of what it captured."""
        return run_plan(self._plan, tuple(captured), self.graph.cells)


def run_plan(
    plan: Plan, captured: tuple[Any, ...] = (), cells: Mapping[str, Cell] | None = None
) -> Callable[..., Element]:
    """``plan`` as a function, with cells of its own for all but ``cells``."""

    def bind() -> Program:
        own: dict[str, Cell] = dict(cells or {})
        return Program(plan, lambda name: own.setdefault(name, Cell(name)))

    slots = [slot for slot in plan.fetches if slot is not None]
    alone: list[Program] = []

    def call(*components: Any) -> Element:
        journey = current()
        if journey is not None:
            program = journey.keep(plan, bind)
        else:
            program = alone[0] if alone else bind()
            alone[:] = [program]
        with np.errstate(all="ignore"):
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
    graph = FunctionGraph(outer if isinstance(outer, Graph) else None)
    if graph.outer is None:
        graph.seed = EAGER.seeds.seed
    with home.within(graph), unwatched():
        argument, inputs = make_arguments(graph)
        arguments = argument if _spreads(argument) else (argument,)
        try:
            result = function(*arguments)
        except OperatorNotAllowedInGraphError:  # `if` on a tensor, for one
            if not available():
                raise
            result = converted(function)(*arguments)
        looks, outputs = finish(graph, result)
    return GraphFunction(graph, inputs, outputs), looks


def _spreads(argument: Any) -> bool:
    """Whether an element's parts are arguments of their own."""
    return isinstance(argument, tuple) and not hasattr(argument, "_fields")
