"""The notebook's session: it is simply there, so ``f.eval()`` needs no ``with``.

Each graph gets a session of its own at the first need, and the graph holds it: a graph
that is forgotten takes its session along, and one that is kept keeps its variables'
values from cell to cell. A session that the learner opened comes first.
"""

from __future__ import annotations

import weakref
from typing import Any

from teachflow.graph import build
from teachflow.graph.graph import Graph
from teachflow.graph.running.session import InteractiveSession, Session

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


def remove(shell: Any) -> None:
    """Closes the notebook's sessions."""
    vars(shell).pop(_SESSIONS).remove()
