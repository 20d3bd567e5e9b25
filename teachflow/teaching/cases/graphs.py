"""Graphs: tensors of another one, of a cell that ran again, a graph that is closed."""

from __future__ import annotations

import re
from typing import Any

from teachflow.graph.defaults import get_default_graph
from teachflow.teaching.cases import gradients
from teachflow.teaching.lesson import Told
from teachflow.teaching.trouble import Trouble
from teachflow.texts import text


def other_graph(trouble: Trouble) -> Told:
    """Tensors of two graphs in one op, or one of another graph than the session's."""
    element, other = trouble.fact("element"), trouble.fact("other")
    name = _name(trouble, element)
    tf = trouble.tf
    for gone in (element, other):
        fact = getattr(_graph(gone), "taken_away", None)
        if fact:
            return _taken(trouble, _name(trouble, gone), fact)
    if other is not None:
        return _two(trouble, element, other)
    if getattr(getattr(element, "op", None), "type", "") == "Placeholder":
        return Told(
            text("errors.other_graph.what", name=name),
            text("errors.other_graph.session"),
            advice=text("errors.other_graph.anew", name=name),
        )
    graph = trouble.name_of(_graph(element)) or f"{name}.graph"
    return Told(
        text("errors.other_graph.what", name=name),
        text("errors.other_graph.session"),
        (f"{tf}.Session(graph={graph}).run({name})",),
        advice=text("errors.other_graph.do"),
    )


def _two(trouble: Trouble, *elements: Any) -> Told:
    """Tensors of two graphs in one op."""
    # What stands in the graph of now stays, and the other one is built anew.
    first, second = sorted(elements, key=lambda e: _graph(e) is get_default_graph())
    name, other = _name(trouble, first), _name(trouble, second)
    graph = trouble.name_of(_graph(second))
    if graph is None and trouble.name_of(second):
        graph = f"{other}.graph"
    what = text("errors.other_graph.two", name=name, other=other)
    why = text("errors.other_graph.why")
    if graph is None:
        return Told(what, why, advice=text("errors.other_graph.anew", name=name))
    return Told(
        what,
        why,
        (f"with {graph}.as_default():", f"    {name} = ..."),
        advice=text("errors.other_graph.build", name=name),
    )


def taken_away(trouble: Trouble) -> Told:
    """A tensor of a cell that ran again: its node was taken away and made anew."""
    words = set(re.findall(r"\w+", trouble.learners[-1].code if trouble.steps else ""))
    names = {
        name: value
        for step in trouble.learners[-1:]
        for name, value in step.names()
        if name in words
    }
    for name, value in names.items():
        fact = getattr(_graph(value), "taken_away", None)
        if fact:
            return _taken(trouble, name, fact)
    element, fact = trouble.fact("element"), trouble.fact("fact")
    return _taken(trouble, trouble.called(element) or str(element), str(fact))


def _taken(trouble: Trouble, name: str, fact: str) -> Told:
    """``fact`` is what was said of it when it went: which cell took it away."""
    what = text("errors.removed.what", name=name)
    held = name.partition("[")[0].partition(".")[0]
    number = _cell_of(trouble, held)
    if number is None:
        return Told(what, fact)
    why = text("errors.removed.why", name=name)
    return Told(what, why, advice=text("errors.removed.do", name=held, number=number))


def _cell_of(trouble: Trouble, name: str) -> int | None:
    """The number of the cell, before this one, that gave the name its value."""
    for step in trouble.learners[-1:]:
        cells = step.frame.f_globals.get("In")
        if isinstance(cells, list):
            for number in range(len(cells) - 2, 0, -1):
                if gradients.given_in(str(cells[number]), name):
                    return number
    return None


def finalized(trouble: Trouble) -> Told:
    """A node that was to be added to a graph that takes no more."""
    return Told(
        text("errors.finalized.what", op=trouble.fact("op")),
        text("errors.finalized.why"),
        advice=text("errors.finalized.do"),
    )


def out_of_scope(trouble: Trouble) -> Told:
    """A tensor of a tf.function's trace, used after the function was traced."""
    tensor = trouble.fact("tensor")
    name = trouble.code_of(tensor) or trouble.called(_beside(trouble, tensor)) or "x"
    return Told(
        text("errors.out_of_scope.what", name=name),
        text("errors.out_of_scope.why"),
        advice=text("errors.out_of_scope.do"),
    )


def _beside(trouble: Trouble, tensor: Any) -> Any:
    """The tensor of that trace which the learner's line names, else the very one.

    ``0 + kept[0]`` makes a constant in the trace, and it is that which is refused.
    """
    line = trouble.learners[-1].code if trouble.learners else ""
    words = set(re.findall(r"\w+", line))
    for step in trouble.learners[-1:]:
        for name, value in step.names():
            held = value if isinstance(value, (list, tuple)) else [value]
            for each in held if name in words else ():
                if _graph(each) is not None and _graph(each) is _graph(tensor):
                    return each
    return tensor


def _name(trouble: Trouble, element: Any) -> str:
    return trouble.called(element) or str(getattr(element, "name", element))


def _graph(element: Any) -> Any:
    """Where it is; of a variable's, where its operation is."""
    op = getattr(element, "op", element)
    return getattr(op, "graph", None) if hasattr(op, "inputs") else None


CASES = {
    "other graph": other_graph,
    "taken_away": taken_away,
    "finalized": finalized,
    "out of scope": out_of_scope,
}
