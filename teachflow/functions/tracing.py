"""Tracing: the Python function runs once, on placeholders, and leaves a graph."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from teachflow.core import home
from teachflow.core.nest import flatten, nested_like
from teachflow.core.operand import Operand
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.eager.home import EAGER
from teachflow.functions.arguments import Node, Signature, rebuilt
from teachflow.functions.concrete import ConcreteFunction
from teachflow.functions.kinds import CarriedKind, TensorKind, VariableKind
from teachflow.graph.functions.function_graph import FunctionGraph, unwatched
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor


def trace(
    function: Callable[..., Any],
    signature: Signature,
    key: Node,
    values: list[Any],
    name: str,
    made: list[Any] | None = None,
    no_variables: str | None = None,
) -> ConcreteFunction:
    """Traces ``function`` for arguments of the kind ``key``.

    ``values`` are the tensors, specs and variables among the arguments; new variables
    go into ``made``, or are refused with ``no_variables``. Raises ``TypeError`` for a
    result that holds something else than tensors and None.
    """
    outer = home.innermost()
    graph = FunctionGraph(outer if isinstance(outer, Graph) else None, name)
    if graph.outer is None:
        graph.seed = EAGER.seeds.seed
    graph.made = made
    graph.no_variables = no_variables or graph.no_variables
    with home.within(graph), unwatched():
        args, kwargs, inputs = _arguments(graph, signature, key, values)
        result = function(*args, **kwargs)
        result = _finished(graph, result, function)
    return ConcreteFunction(graph, key, signature, inputs, result)


def _arguments(
    graph: FunctionGraph, signature: Signature, key: Node, values: list[Any]
) -> tuple[tuple[Any, ...], dict[str, Any], list[Tensor]]:
    keywords = key.keys or ()
    count = len(key.items) - len(keywords)
    inputs: list[Tensor] = []
    given = iter(values)

    def leaf(name: str, kind: Any) -> Any:
        if type(kind) is TensorKind or type(kind) is CarriedKind:
            value = next(given)
            attrs = {"dtype": kind.dtype, "shape": TensorShape(kind.dims)}
            made = graph.apply(OPS["Placeholder"], (), attrs, name)
            inputs.append(made)
            if hasattr(value, "array"):
                graph.arguments[made] = value.array
            return kind.inside(made) if isinstance(kind, CarriedKind) else made
        if type(kind) is VariableKind:
            variable = next(given)
            inputs.append(graph.place(variable))
            return variable
        return kind.value

    made = [
        rebuilt(item, functools.partial(leaf, name))
        for name, item in zip(signature.names(key), key.items, strict=True)
    ]
    return tuple(made[:count]), dict(zip(keywords, made[count:], strict=True)), inputs


def _finished(graph: FunctionGraph, result: Any, function: Any) -> Any:
    """The result with a tensor of the graph, or None, for each leaf."""
    return nested_like(
        result, iter([_leaf(graph, leaf, function) for leaf in flatten(result)])
    )


def _leaf(graph: FunctionGraph, leaf: Any, function: Any) -> Any:
    if leaf is None:
        return None
    wrong = isinstance(leaf, Operation)
    if not wrong:
        try:
            tensor = graph.convert(leaf)
        except (TypeError, ValueError):
            if isinstance(leaf, Operand):
                raise
            wrong = True
    if wrong:
        raise TypeError(
            f"To be compatible with tf.function, Python functions must return zero or "
            f"more Tensors or ExtensionTypes or None values; in compilation of "
            f"{function}, found return value of type {type(leaf).__name__}, which is "
            f"not a Tensor or ExtensionType."
        )
    return graph.apply(OPS["Identity"], (tensor,), {}, None)
