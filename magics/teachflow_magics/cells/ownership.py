"""Cells own their nodes: a cell that runs again first takes away what it built before.

A cell is known by the id that the front end sends. Where a kernel gets none (nbclient,
nbval, which never run a cell twice) every execution is a cell of its own; in a shell
without a kernel the same text is the same cell, and more of that cell where it goes on
from its own result (``h = layer(h)``, typed three times, is three layers). All are
silent. All that a cell makes bears its mark (``teachflow.graph.owning.making``), in any
graph; nothing here raises.

Names and numbers of what went are reserved for the cells that made it, until these have
run to their end (one that fails tries again), are deleted, or the graph is another: so
all are what they were when the cells ran first, in whatever order they run again. A
cell that is never run again, and of which no front end says that it was deleted, keeps
its names as it would if it had lost nothing.
"""

from __future__ import annotations

import contextlib
import signal
import weakref
from typing import Any

from teachflow.graph.graph import Graph
from teachflow.graph.owning import removing
from teachflow.graph.owning.making import current
from teachflow.graph.owning.removing import is_removed
from teachflow.texts import text
from teachflow_magics.cells import interrupts, keeping, session
from teachflow_magics.cells.cell import Carried, Cell, Run
from teachflow_magics.cells.keeping import Begun
from teachflow_magics.cells.meaning import node_of, nodes_by_name, nodes_in
from teachflow_magics.cells.reading import names_used
from teachflow_magics.cells.telling import names_of, told
from teachflow_magics.frame import config

_PLACE = "_teachflow_ownership"
_LEFT: weakref.WeakKeyDictionary[Any, tuple[dict[Any, Cell], Run | None]] = (
    weakref.WeakKeyDictionary()
)
"""The cells of shells that have unloaded the extension, and may load it again."""


class Ownership:
    """The cells of one shell."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.cells: dict[Any, Cell] = {}
        self.run: Run | None = None

    # ---- the events of a shell ---------------------------------------------------

    def pre_run_cell(self, info: Any = None) -> None:
        """A cell begins; one that runs inside another counts as that."""
        try:
            with interrupts.held() as came:
                if self.run is None or self.run.request != self._request():
                    self.begin(info, info.raw_cell, getattr(info, "cell_id", None))
        except KeyboardInterrupt:  # as the block began or ended: not half of it is done
            came = [signal.SIGINT]
        if came:
            interrupts.stop(self.shell)

    def post_run_cell(self, result: Any = None) -> None:
        """A cell has ended."""
        interrupts.forget(self.shell)
        run = self.run
        info = getattr(result, "info", None)
        if run is None or not (info is None or run.info is None or info is run.info):
            return
        while self.run is run:
            with contextlib.suppress(KeyboardInterrupt), interrupts.held():
                self._end(run, result)
        if config.of(self.shell).initialize_variables:
            session.initialize(run.cell)
        self._tell_kept(run)
        for key, cell in list(self.cells.items()):
            if not (len(cell.graphs) or cell.undoing):
                del self.cells[key]

    def _end(self, run: Run, result: Any) -> None:
        """Takes account of what the cell that ran has done."""
        self.run = None
        current.maker = None
        number = getattr(result, "execution_count", None)
        run.cell.number = self.shell.execution_count if number is None else number
        run.cell.covered = {
            name: value
            for name, value in run.names.items()
            if self.shell.user_ns.get(name) is not value
            and not is_removed(value)
            and getattr(node_of(value), "graph", None) in run.cell.graphs
        }
        if result is not None and result.success:
            run.cell.let_go()
        else:
            session.close_left_open(run.opened, run.cell)

    def begin(self, info: Any, source: str, cell_id: Any) -> None:
        """Takes away what the former run and deleted cells built; says it in a line."""
        metadata = self._metadata()
        key = self._key(source, cell_id or metadata.get("cellId"))
        cell = self.cells.setdefault(key, Cell(has_id=key[0] == "id"))
        owns = config.of(self.shell).own_nodes
        carried: dict[str, Carried] = {}
        begun: list[tuple[Graph | str, dict[str, Begun]]] = []
        for gone in metadata.get("deletedCells") or () if owns else ():
            other = self.cells.get(("id", gone), cell)
            if other is not cell:
                del self.cells["id", gone]
                self._take_away(other, "deleted")
        if owns and (cell.has_id or not self._goes_on(cell, source)):
            begun = _begun(cell)
            carried = self._take_away(cell, "again")
            cell.begin_anew()
        else:
            cell.is_mixed = cell.number is not None  # as TensorFlow: more is added
        cell.source = source
        names = nodes_by_name(self.shell.user_ns)
        graphs = {graph for cell in self.cells.values() for graph in cell.graphs}
        opened = session.opened(graphs)
        self.run = Run(cell, info, self._request(), opened, names, carried, begun)
        current.maker = cell

    def _key(self, source: str, cell_id: Any) -> tuple[str, Any]:
        if cell_id:
            return "id", cell_id
        if getattr(self.shell, "kernel", None) is None:
            return "text", source.strip()
        return "execution", object()

    def _goes_on(self, cell: Cell, source: str) -> bool:
        """Whether ``source`` uses what ``cell``, whose text it is, made before."""
        names = self.shell.user_ns
        used = names_used(self.shell.transform_cell(source), names) & names.keys()
        return any(
            node.maker is cell and not node.removed
            for name in used
            for node in nodes_in(names[name])
        )

    def _parent(self) -> Any:
        kernel = getattr(self.shell, "kernel", None)
        parent = getattr(kernel, "get_parent", None)
        return (parent() if parent is not None else None) or {}

    def _metadata(self) -> Any:
        return self._parent().get("metadata") or {}

    def _request(self) -> Any:
        return self._parent().get("header", {}).get("msg_id")

    # ---- taking away -------------------------------------------------------------

    def _take_away(self, cell: Cell, why: str) -> dict[str, Carried]:
        """Takes away what ``cell`` built; returns what graphs of its own hand on."""
        cell.undo()
        keep, again = config.of(self.shell).keep_values, why == "again"
        fact = text(f"cells.fact.{why}", number=cell.number)
        parts, carried = [], {}
        for graph in list(cell.graphs):
            made = removing.made_by(graph, cell)
            parts.append(removing.remove(graph, made, fact, keep, cell, again))
            if not graph.reserved.awaits(cell):
                cell.graphs.discard(graph)
        for name in cell.blocks:
            block = cell.block(name)
            if block is None:
                continue
            rest = removing.remove(block, block.get_operations(), fact, keep)
            parts.append(removing.Removed((), rest.asked))
            values = session.kept_values(block) if keep else {}
            carried[name] = Carried(values, block.reserved)
        if cell.has_id:
            self._tell(cell, why, parts)
        for part in parts:
            for node in part.dependents:
                if isinstance(node.maker, Cell):
                    node.maker.is_stale = True
        self._uncover(cell)
        return carried

    def _tell(self, cell: Cell, why: str, parts: list[removing.Removed]) -> None:
        """Says what went; of what is left of a stale cell there is nothing to say."""
        nodes = [node for part in parts for node in part.dependents]
        makers = {node.maker for node in nodes}
        others = [maker for maker in makers if isinstance(maker, Cell)]
        if cell.is_stale and all(other.is_stale for other in others):
            own = [node for part in parts for node in part.asked]
            if not names_of(own, self.shell.user_ns):
                return
        numbers = sorted({other.number for other in others if other.number})
        line = told(why, parts, self.shell.user_ns, numbers)
        if line:
            print(line)  # noqa: T201 - a notice is part of the output

    def _tell_kept(self, run: Run) -> None:
        """Says which variables keep values though the cell gives them other ones."""
        for where, variables in run.begun if run.cell.has_id else ():
            graph = where if isinstance(where, Graph) else run.cell.block(where)
            line = keeping.told(graph, variables) if graph is not None else ""
            if line:
                print(line)  # noqa: T201 - a notice is part of the output

    def _uncover(self, cell: Cell) -> None:
        """Names that stand for what went stand again for what they did before it.

        So ``y = y + 1`` can be run again.
        """
        names = self.shell.user_ns
        for name, value in nodes_by_name(names).items():
            before = cell.covered.get(name)
            if before is not None and is_removed(value) and not is_removed(before):
                names[name] = before
        cell.covered.clear()  # what went still refers to the cell that made it


def _begun(cell: Cell) -> list[tuple[Graph | str, dict[str, Begun]]]:
    """The variables in the graphs of a cell that runs again."""
    found: list[tuple[Graph | str, dict[str, Begun]]] = [
        (graph, keeping.begun(graph)) for graph in list(cell.graphs)
    ]
    for name in cell.blocks:
        graph = cell.block(name)
        if graph is not None:
            found.append((name, keeping.begun(graph)))
    return [pair for pair in found if pair[1]]


def of(shell: Any) -> Ownership | None:
    """Who keeps account of a shell's cells; None where the extension is not loaded."""
    found: Ownership | None = None if shell is None else vars(shell).get(_PLACE)
    return found


def carry(shell: Any, name: str, graph: Graph) -> None:
    """``graph`` is made for the cell that runs, by a magic, under ``name``.

    Variables get the values, and cells the names, that they had in the graph of its
    former run.
    """
    found = of(shell)
    if found is None or found.run is None:
        return
    found.run.cell.blocks[name] = weakref.ref(graph)
    carried = found.run.carried.pop(name, None)
    if carried is None:
        return
    if carried.values:
        session.keep_values(graph, carried.values)
    graph.reserved.update(carried.reserved)
    for cell in found.cells.values():
        if graph.reserved.awaits(cell):
            cell.graphs.add(graph)


def install(shell: Any) -> None:
    """Cells own what they build from now on, this one included where it has an id.

    Those that owned nodes when the extension was unloaded still do.
    """
    found = vars(shell)[_PLACE] = Ownership(shell)
    shell.events.register("pre_run_cell", found.pre_run_cell)
    shell.events.register("post_run_cell", found.post_run_cell)
    found.cells, run = _LEFT.pop(shell, ({}, None))
    if run is not None and run.request is not None and run.request == found._request():
        found.run, current.maker = run, run.cell  # reloaded in a cell, which goes on
        return
    cell_id = found._metadata().get("cellId")
    if cell_id:
        found.begin(None, "", cell_id)


def remove(shell: Any) -> None:
    """What was built stays; its cells are known again if this is loaded again."""
    found = vars(shell).pop(_PLACE)
    _LEFT[shell] = found.cells, found.run
    shell.events.unregister("pre_run_cell", found.pre_run_cell)
    shell.events.unregister("post_run_cell", found.post_run_cell)
    if current.maker in found.cells.values():
        current.maker = None
