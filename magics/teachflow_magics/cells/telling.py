"""The one line that says what went when a cell runs again or was deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from teachflow.graph.operation import Operation
from teachflow.graph.owning.removing import Removed
from teachflow.texts import text
from teachflow_magics.cells.meaning import node_of, nodes_by_name

_NAMES = 5  # so many are told; of more, how many


def told(
    why: str,
    parts: Sequence[Removed],
    names: Mapping[str, Any],
    numbers: Sequence[int],
) -> str:
    """What went, by the names that the learner gave; empty where nothing did.

    ``why`` is ``again`` or ``deleted``, ``numbers`` those of the cells that lost nodes.
    """
    own = [node for part in parts for node in part.asked]
    upon = [node for part in parts for node in part.dependents]
    if not own and not upon:
        return ""
    count, what = _called(own, names)
    if not upon:
        return text(f"cells.{why}", count=count, names=what)
    others = _called(upon, names)[1]
    key = f"cells.{why}_upon" if numbers else f"cells.{why}_upon_nobodys"
    shown = listed([f"[{number}]" for number in numbers])
    run = text("cells.cell", count=len(numbers), numbers=shown)
    return text(key, count=count, names=what, others=others, cells=run)


def listed(names: Sequence[str]) -> str:
    """Names as a list for reading; of many only some."""
    comma = text("cells.comma")
    if len(names) > _NAMES + 1:
        shown = comma.join(names[:_NAMES])
        return text("cells.and_more", first=shown, number=len(names) - _NAMES)
    if len(names) < 2:
        return "".join(names)
    return text("cells.and", first=comma.join(names[:-1]), last=names[-1])


def names_of(nodes: Iterable[Operation], names: Mapping[str, Any]) -> list[str]:
    """What the learner calls ``nodes``, in the order of these; each but once."""
    called: dict[Operation, str] = {}
    for name, value in nodes_by_name(names).items():
        node = node_of(value)
        if node is not None:
            called.setdefault(node, name)
    return [called[node] for node in nodes if node in called]


def _called(nodes: Sequence[Operation], names: Mapping[str, Any]) -> tuple[int, str]:
    found = names_of(nodes, names)
    if found:
        return len(found), listed(found)
    return len(nodes), text("cells.operations", count=len(nodes))
