"""The magic ``%cells``: which cell made what."""

from __future__ import annotations

from typing import Any

from IPython.core.getipython import get_ipython

from teachflow.graph.defaults import get_default_graph
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation
from teachflow.texts import text
from teachflow.viz.drawing.labels import shortened
from teachflow_magics.cells import ownership
from teachflow_magics.cells.cell import Cell
from teachflow_magics.cells.meaning import nodes_by_name
from teachflow_magics.cells.tables import Table
from teachflow_magics.cells.telling import listed
from teachflow_magics.frame.magic import Form, Line, Magic

_TITLES = ("cell", "variables", "placeholders", "operations", "source")
_PLACEHOLDERS = ("Placeholder", "PlaceholderWithDefault", "PlaceholderV2")
_LONGEST = 50


def show_cells() -> Table:
    """A table of the cells that made what is in the graphs: which cell made what.

    A row says the cell's number in its last run, its variables and placeholders by
    name, how many operations it made, and its first line of code. The graphs are the
    default one and those that some name of the notebook stands for, or something of
    them. Raises ``RuntimeError`` where no shell runs that has the extension loaded.

    >>> try:
    ...     show_cells()
    ... except RuntimeError as error:
    ...     print(str(error)[:50])
    No shell runs here that keeps account of its cells
    """
    owners = ownership.of(get_ipython())  # type: ignore[no-untyped-call]
    if owners is None:
        raise RuntimeError(text("cells.nobody"))
    return _table(owners)


def _table(owners: ownership.Ownership) -> Table:
    graphs = _in_reach(owners.shell.user_ns)
    made = []
    for cell in owners.cells.values():
        nodes = [node for node in cell.nodes if node.graph in graphs]
        if nodes:
            made.append((cell, nodes))
    made.sort(key=lambda pair: pair[0].number or owners.shell.execution_count)
    return Table(
        text("cells.head", count=len(made)),
        tuple(text(f"cells.title.{title}") for title in _TITLES),
        tuple(_row(cell, nodes) for cell, nodes in made),
    )


def _in_reach(names: dict[str, Any]) -> set[Graph]:
    """The graphs that a learner can still get at; others only wait to be freed."""
    found = {value for value in names.values() if isinstance(value, Graph)}
    found.update(value.graph for value in nodes_by_name(names).values())
    return {get_default_graph(), *found}


def _row(cell: Cell, nodes: list[Operation]) -> tuple[str, ...]:
    variables = [node.name for node in nodes if node.type == "VariableV2"]
    fed = [node.name for node in nodes if node.type in _PLACEHOLDERS]
    lines = [line for line in cell.source.splitlines() if line.strip()]
    count = str(len(nodes))
    if cell.is_stale:
        count = text("cells.stale", number=count)
    return (
        text("cells.now") if cell.number is None else f"[{cell.number}]",
        listed(variables),
        listed(fed),
        count,
        shortened(lines[0], _LONGEST) if lines else "",
    )


def _line(shell: Any, _given: Line) -> Table:
    owners = ownership.of(shell)
    assert owners is not None  # the magic and the account are loaded together
    return _table(owners)


CELLS = Magic("cells", line=Form(_line, show_cells))
