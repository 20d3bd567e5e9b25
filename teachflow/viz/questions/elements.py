"""Which operation is meant: a tensor, an operation, a variable, or the name of one."""

from __future__ import annotations

import difflib
from typing import Any

from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.texts import text


def operation_of(graph: Graph, what: Any) -> Operation:
    """The operation of ``graph`` that ``what`` is, holds or names.

    ``what``: a tensor, operation, variable, or a name (``mul`` or ``mul:0``). Raises
    ``ValueError`` for a name that the graph does not have, with one that it has, and
    for what belongs to another graph; ``TypeError`` for anything else.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     x = tf.constant(3, name="price")
    >>> operation_of(graph, "pirce")
    Traceback (most recent call last):
    ...
    ValueError: The graph has no operation 'pirce'. Did you mean 'price'?
    """
    element = _element(graph, what)
    return element.op if isinstance(element, Tensor) else element


def tensor_of(graph: Graph, what: Any) -> Tensor:
    """The tensor that ``what`` is, holds or names; of an operation its first output.

    Raises what ``operation_of`` raises, and ``ValueError`` where it has no output.
    """
    element = _element(graph, what)
    if isinstance(element, Tensor):
        return element
    if not element.outputs:
        raise ValueError(text("questions.elements.no_output", name=element.name))
    output: Tensor = element.outputs[0]
    return output


def _element(graph: Graph, what: Any) -> Any:
    if not isinstance(what, str):
        try:
            return graph.as_graph_element(what)
        except TypeError:
            raise TypeError(
                text("questions.elements.no_element", kind=type(what).__name__)
            ) from None
    name = what.strip().removesuffix("/")
    try:
        return graph.as_graph_element(name)
    except (KeyError, ValueError):
        pass
    known = [op.name for op in graph.get_operations()]
    wanted = name.partition(":")[0]
    if wanted in known:  # a number behind the colon that it does not have
        raise ValueError(text("questions.elements.no_such_output", name=name))
    raise ValueError(_unknown(wanted, known))


def _unknown(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, 1)
    if not close:  # the last part may be all that was remembered
        last = {other.rpartition("/")[2]: other for other in reversed(known)}
        close = [last[near] for near in difflib.get_close_matches(name, last, 1)]
    if close:
        return text("questions.elements.close", name=name, close=close[0])
    if not known:
        return text("questions.elements.empty", name=name)
    most = 8
    some = ", ".join(known[:most]) + (", …" if len(known) > most else "")
    return text("questions.elements.unknown", name=name, known=some)
