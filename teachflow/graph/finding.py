"""Finding the elements of a graph by name or by what stands for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from teachflow.core.explaining.facts import told
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.owning.taken import TakenAway

if TYPE_CHECKING:
    from teachflow.graph.graph import Graph


def scope_pattern(scope: str) -> Callable[[str], Any]:
    """A match at the beginning of names."""
    return re.compile(scope).match


def look_up(graph: Graph, obj: Any, allow_tensor: bool, allow_operation: bool) -> Any:
    """The element of ``graph`` that ``obj`` is, holds or names."""
    wanted = "Tensor" if not allow_operation else "Operation"
    wanted = "Tensor or Operation" if allow_tensor and allow_operation else wanted
    as_ref = getattr(obj, "as_graph_element", None)
    if as_ref is not None and not isinstance(obj, type(graph)):
        obj = as_ref()
    if isinstance(obj, str):
        return _look_up_name(graph, obj, allow_tensor, allow_operation)
    if isinstance(obj, Tensor) and allow_tensor:
        if obj.op.graph is not graph:
            refuse_taken(obj)
            raise told(
                ValueError(
                    f"Tensor {obj} is not an element of this graph.{_where(obj)}"
                ),
                "other graph",
                element=obj,
                graph=graph,
            )
        return obj
    if isinstance(obj, Operation) and allow_operation:
        if obj.graph is not graph:
            refuse_taken(obj)
            raise told(
                ValueError(
                    f"Operation {obj!r} is not an element of this graph.{_where(obj)}"
                ),
                "other graph",
                element=obj,
                graph=graph,
            )
        return obj
    raise TypeError(f"Can not convert a {type(obj).__name__} into a {wanted}.")


def refuse_taken(element: Any) -> None:
    """Raises ``ValueError`` for a tensor or operation that was taken out of a graph."""
    home = element.graph
    if isinstance(home, TakenAway):
        if isinstance(element, Operation):
            raise home.refusal()
        home.left_behind(element)


def _where(element: Any) -> str:
    return f" It lives in {element.graph}: run it with tf.Session(graph=that graph)."


def _look_up_name(
    graph: Graph, name: str, allow_tensor: bool, allow_operation: bool
) -> Any:
    if ":" in name and allow_tensor:
        op_name, _, number = name.rpartition(":")
        if not number.isdigit() or ":" in op_name:
            raise ValueError(
                f"The name {name!r} looks a like a Tensor name, but is not a valid "
                "one. "
                f'Tensor names must be of the form "<op_name>:<output_index>".'
            )
        node = graph._by_name.get(op_name)
        if node is None:
            raise KeyError(
                f"The name {name!r} refers to a Tensor which does not exist. The "
                f"operation, {op_name!r}, does not exist in the graph."
                f"{_became(graph, op_name)}"
            )
        if int(number) >= len(node.outputs):
            raise KeyError(
                f"The name {name!r} refers to a Tensor which does not exist. The "
                f"operation, {op_name!r}, exists but only has {len(node.outputs)} "
                f"outputs."
            )
        return node.outputs[int(number)]
    if ":" in name:
        raise ValueError(
            f"Name {name!r} appears to refer to a Tensor, not a Operation."
        )
    if not allow_operation:
        if name in graph._by_name:
            raise ValueError(
                f"The name {name!r} refers to an Operation, not a Tensor. "
                f'Tensor names must be of the form "<op_name>:<output_index>".'
            )
        raise ValueError(
            f"The name {name!r} looks like an (invalid) Operation name, not a Tensor. "
            f'Tensor names must be of the form "<op_name>:<output_index>".'
        )
    node = graph._by_name.get(name)
    if node is None:
        raise KeyError(
            f"The name {name!r} refers to an Operation not in the graph."
            f"{_became(graph, name)}"
        )
    return node


def _became(graph: Graph, name: str) -> str:
    """What became of the operation that had a name, where it was taken away."""
    fact = graph.facts.get(name)
    return f" {fact}" if fact else ""
