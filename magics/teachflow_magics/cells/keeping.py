"""Variables that keep their values although their cell was edited: said in a line.

A value survives when its cell runs again. Who has typed another first value must hear
that it is not there yet: it comes when the initializer runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation
from teachflow.texts import text
from teachflow_magics.cells import session
from teachflow_magics.cells.telling import listed


@dataclass(frozen=True)
class Begun:
    """A variable that goes: the value that it began with, and the one that it has."""

    first: Any
    value: Any


def begun(graph: Graph) -> dict[str, Begun]:
    """The variables of ``graph`` by name that have values and known first values."""
    found = {}
    for name, value in session.values(graph).items():
        first = _first(graph._by_name[name])
        if first is not None:
            found[name] = Begun(first, value)
    return found


def told(graph: Graph, before: Mapping[str, Begun]) -> str:
    """What to say of variables that were built again with another first value.

    Empty where none still has its former value, and that is another.
    """
    values = session.values(graph)
    names = []
    for name, was in before.items():
        value = values.get(name)
        first = None if value is None else _first(graph._by_name[name])
        if (
            first is not None
            and not _same(first, was.first)
            and _same(value, was.value)
            and not _same(value, first)
        ):
            names.append(name)
    return text("cells.kept", count=len(names), names=listed(names)) if names else ""


def _first(variable: Operation) -> Any:
    """The value that the initializer assigns, where it is known before running."""
    for node in variable.outputs[0].consumers():
        if node.name == f"{variable.name}/Assign":
            return node.inputs[1].static_value()
    return None


def _same(one: Any, other: Any) -> bool:
    one, other = np.asarray(one), np.asarray(other)
    return one.dtype == other.dtype and np.array_equal(one, other)
