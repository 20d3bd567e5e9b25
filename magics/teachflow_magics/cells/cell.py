"""A cell that owns what it made, and its run."""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field
from typing import Any

from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation
from teachflow.graph.owning import removing
from teachflow.graph.owning.making import Maker
from teachflow.graph.owning.reserving import Reserved
from teachflow.graph.running.keeping import Kept
from teachflow_magics.cells.keeping import Begun
from teachflow_magics.cells.session import Opened


class Cell(Maker):
    """A cell and what it made in its last run.

    Its graphs are those that hold something of it, or names that are reserved for it.
    """

    def __init__(self, has_id: bool) -> None:
        super().__init__()
        self.has_id = has_id
        self.source = ""
        self.covered: dict[str, Any] = {}  # what its names stood for before it ran
        # Graphs that %%graph made for the cell, by their names there.
        self.blocks: dict[str, weakref.ref[Graph]] = {}
        self.begin_anew()

    def begin_anew(self) -> None:
        """It runs, and nothing is there of what it made before."""
        self.number: int | None = None  # the [n] of its last run
        self.is_stale = False  # part of what it made went with other cells'
        self.is_mixed = False  # what it made is of several runs
        self.blocks.clear()

    @property
    def nodes(self) -> list[Operation]:
        """What it made and what is still there, graph by graph."""
        return [
            node
            for graph in list(self.graphs)
            for node in removing.made_by(graph, self)
        ]

    def block(self, name: str) -> Graph | None:
        """The graph that %%graph made for it under that name, while it is alive."""
        there = self.blocks.get(name)
        return None if there is None else there()

    def let_go(self) -> None:
        """Nothing is reserved for it any more."""
        for graph in list(self.graphs):
            removing.let_go(graph, self)


@dataclass(frozen=True)
class Carried:
    """What a graph that %%graph made hands on to the one that takes its place."""

    values: dict[str, Kept]
    reserved: Reserved


@dataclass
class Run:
    """The cell that runs now, and what was there before."""

    cell: Cell
    info: Any  # IPython's; None where the run had begun before
    request: Any
    opened: Opened
    names: dict[str, Any]  # the learner's that stood for nodes
    carried: dict[str, Carried] = field(default_factory=dict)
    # The variables that there were, by graph or by the name of %%graph's.
    begun: list[tuple[Graph | str, dict[str, Begun]]] = field(default_factory=list)
