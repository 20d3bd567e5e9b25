"""Loading into IPython and out of it again, leaving nothing behind.

All that was added to a shell is kept on that shell, so loading twice adds nothing and
unloading takes away exactly what loading brought.
"""

from __future__ import annotations

from typing import Any

from teachflow.graph.graph import Graph
from teachflow.viz import show_graph
from teachflow_magics import errors
from teachflow_magics.magics import GraphMagics
from teachflow_magics.session import NotebookSessions
from teachflow_magics.summaries import SummaryMagics

_MAGICS = (GraphMagics, SummaryMagics)
_PLACE = "_teachflow_sessions"


def _graph_bundle(graph: Graph) -> dict[str, str]:
    """A graph as a notebook shows it: its picture."""
    return show_graph(graph)._repr_mimebundle_()


def load_ipython_extension(shell: Any) -> None:
    """What ``%load_ext teachflow`` does: magics, pictures, sessions, short errors."""
    if _PLACE in vars(shell):
        return
    sessions = NotebookSessions()
    sessions.install()
    vars(shell)[_PLACE] = sessions
    shell.register_magics(*_MAGICS)
    shell.display_formatter.mimebundle_formatter.for_type(Graph, _graph_bundle)
    errors.install(shell)


def unload_ipython_extension(shell: Any) -> None:
    """What ``%unload_ext teachflow`` does; closes the notebook's sessions."""
    sessions = vars(shell).pop(_PLACE, None)
    if sessions is None:
        return
    sessions.remove()
    for group in _MAGICS:
        for kind, magics in shell.magics_manager.magics.items():
            for name in group.magics.get(kind, {}):
                magics.pop(name, None)
        shell.magics_manager.registry.pop(group.__name__, None)
    shell.display_formatter.mimebundle_formatter.pop(Graph, None)
    errors.remove(shell)
