"""The notebook's session: it is simply there, so ``f.eval()`` needs no ``with``.

Each graph gets a session of its own at the first need, and the graph holds it: a graph
that is forgotten takes its session along, and one that is kept keeps its variables'
values from cell to cell. A session that the learner opened comes first.
"""

from __future__ import annotations

import atexit
import contextlib
import weakref
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from teachflow.core import home
from teachflow.core.errors import OpError
from teachflow.core.recording import tapes
from teachflow.graph import build
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.graph import Graph
from teachflow.graph.keys import GraphKeys
from teachflow.graph.owning.making import Maker
from teachflow.graph.running.keeping import Kept
from teachflow.graph.running.session import InteractiveSession, Session
from teachflow.graph.sharing.shared_scope import SCOPES_KEY

_PLACE = "_notebook_session"


class NotebookSessions:
    """Chooses the session for a graph, while it is installed."""

    def __init__(self) -> None:
        self._made: weakref.WeakSet[Session] = weakref.WeakSet()

    def choose(self, graph: Graph, innermost: Any) -> Any:
        """The learner's session where it fits, else the notebook's for ``graph``.

        A ``with`` block around another graph's session stays a mistake that is
        reported; an InteractiveSession that an earlier cell left open is none.
        """
        if innermost is not None and (
            innermost.graph is graph or not isinstance(innermost, InteractiveSession)
        ):
            return innermost
        return self.session_for(graph)

    def session_for(self, graph: Graph) -> Session:
        """The notebook's session for ``graph``: made, or made again, where needed."""
        session: Session | None = vars(graph).get(_PLACE)
        if session is None or session.closed:
            session = Session(graph=graph)
            setattr(graph, _PLACE, session)
            self._made.add(session)
        return session

    @property
    def alive(self) -> list[Session]:
        """The sessions that are alive and open."""
        return [session for session in self._made if not session.closed]

    def install(self) -> None:
        """Is asked from now on."""
        if self.choose not in build.session_choosers:
            build.session_choosers.append(self.choose)

    def remove(self) -> None:
        """Closes every session and is asked no more."""
        if self.choose in build.session_choosers:
            build.session_choosers.remove(self.choose)
        for session in self.alive:
            session.close()
            vars(session.graph).pop(_PLACE, None)


_SESSIONS = "_teachflow_sessions"


def install(shell: Any) -> None:
    """Sessions are simply there from now on."""
    sessions = vars(shell)[_SESSIONS] = NotebookSessions()
    sessions.install()
    sessions.session_for(get_default_graph())
    atexit.register(sessions.remove)


def remove(shell: Any) -> None:
    """Closes the notebook's sessions."""
    sessions = vars(shell).pop(_SESSIONS)
    sessions.remove()
    atexit.unregister(sessions.remove)


def kept_values(graph: Graph) -> dict[str, Kept]:
    """The values of the variables of ``graph`` in the session that is in use for it."""
    session = build.default_session(graph)
    found: dict[str, Kept] = {}
    if session is not None and session.graph is graph and not session.closed:
        found = session.kept_values()
    return found


def keep_values(graph: Graph, values: dict[str, Kept]) -> None:
    """Gives values to variables that will be built in ``graph`` and fit."""
    session = build.default_session(graph)
    if session is not None and session.graph is graph:
        session.keep_values(values)


def values(graph: Graph) -> dict[str, Any]:
    """The values of the variables of ``graph`` in the session in use, by name."""
    session = build.default_session(graph)
    found: dict[str, Any] = {}
    if session is not None and session.graph is graph and not session.closed:
        found = session.variable_values()
    return found


# ---- what a cell leaves behind ---------------------------------------------------


@dataclass(frozen=True)
class Opened:
    """The sessions, graphs and tapes that are open, and in graphs scopes and blocks."""

    sessions: tuple[Any, ...]
    homes: tuple[Any, ...]
    tapes: tuple[Any, ...]
    blocks: dict[Graph, tuple[Any, Any]]


def opened(known: Collection[Graph]) -> Opened:
    """What is open now; in the graphs that are ``known``, the default and open ones."""
    homes = tuple(home.open_homes())
    inside = [item for item in homes if isinstance(item, Graph)]
    graphs = {get_default_graph(), *inside, *known}
    return Opened(
        tuple(build.sessions.stack),
        homes,
        tuple(tapes.stack),
        {graph: (graph.open_blocks(), _open_scopes(graph)) for graph in graphs},
    )


def _open_scopes(graph: Graph) -> Any:
    kept = graph.get_collection(SCOPES_KEY)
    return kept[0].open_blocks() if kept else None


def close_left_open(before: Opened, maker: Maker) -> None:
    """Leaves the blocks that a cell which failed, ``maker``, has opened and not left.

    An InteractiveSession is no block: it stays open.
    """
    for graph in {*before.blocks, *maker.graphs}:
        blocks, shared = before.blocks.get(graph, (None, None))
        graph.leave_blocks(blocks)
        for scopes in graph.get_collection(SCOPES_KEY):
            scopes.leave_blocks(shared)
    tapes.stack[:] = [tape for tape in tapes.stack if tape in before.tapes]
    left: list[Any] = list(build.sessions.stack)
    for session in before.sessions:
        if session in left:
            left.remove(session)
    kept = [item for item in left if isinstance(item, InteractiveSession)]
    for session in left:
        if session not in kept:
            build.sessions.stack.remove(session)
    wanted = [*before.homes, *(item.graph for item in kept if item._explicit_graph)]
    homes = home.open_homes()
    for graph in wanted:
        if graph in homes:
            homes.remove(graph)
    for graph in homes:
        home.remove(graph)


def initialize(maker: Maker) -> None:
    """Gives the variables that ``maker`` has made their initial values.

    One that has a value keeps it; one whose initial value cannot be computed now (it
    needs to be fed) is left as it is.
    """
    for graph in list(maker.graphs):
        session = build.default_session(graph)
        if session is None or session.graph is not graph or session.closed:
            continue
        values = session.variable_values()
        keys = (GraphKeys.GLOBAL_VARIABLES, GraphKeys.LOCAL_VARIABLES)
        found = [item for key in keys for item in graph.get_collection(key)]
        for variable in found:
            node = getattr(variable, "op", None)
            if getattr(node, "maker", None) is maker and node.name not in values:
                with contextlib.suppress(OpError, ValueError, TypeError):
                    session.run(variable.initializer)
