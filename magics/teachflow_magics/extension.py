"""Loading into IPython and out of it again, leaving nothing behind.

All that was added to a shell is kept on that shell, so loading twice adds nothing and
unloading takes away exactly what loading brought. Each part has an ``install(shell)``
and a ``remove(shell)``; they come in the order of ``PARTS`` and go in the other.
"""

from __future__ import annotations

from typing import Any

from teachflow_magics import errors, formatters, versions
from teachflow_magics.cells import imports, ownership, session
from teachflow_magics.cells.cells_table import CELLS
from teachflow_magics.cells.resetting import RESET_GRAPH
from teachflow_magics.cells.session_table import SESSION
from teachflow_magics.commands import TEACHFLOW
from teachflow_magics.frame import asking, completion, config
from teachflow_magics.frame.magic import Magic, register, unregister
from teachflow_magics.pictures import exploring
from teachflow_magics.pictures.exploring import EXPLORE
from teachflow_magics.pictures.graph import GRAPH
from teachflow_magics.pictures.report import RUN_REPORT
from teachflow_magics.pictures.summaries import SUMMARIES
from teachflow_magics.pictures.tape import EAGER, TAPE
from teachflow_magics.versions import TENSORFLOW_VERSION

MAGICS: tuple[Magic, ...] = (
    GRAPH,
    RUN_REPORT,
    EXPLORE,
    RESET_GRAPH,
    SESSION,
    CELLS,
    SUMMARIES,
    TAPE,
    EAGER,
    TENSORFLOW_VERSION,
    TEACHFLOW,
)
PARTS: tuple[Any, ...] = (
    asking,
    config,
    completion,
    versions,
    session,
    imports,
    ownership,
    formatters,
    exploring,
    errors,
)
_LOADED = "_teachflow_loaded"


def load_ipython_extension(shell: Any) -> None:
    """What ``%load_ext teachflow`` does: magics, pictures, sessions, short errors."""
    if _LOADED in vars(shell):
        return
    vars(shell)[_LOADED] = True
    for part in PARTS:
        part.install(shell)
    for magic in MAGICS:
        register(shell, magic)


def unload_ipython_extension(shell: Any) -> None:
    """What ``%unload_ext teachflow`` does; closes the notebook's sessions."""
    if not vars(shell).pop(_LOADED, False):
        return
    for magic in MAGICS:
        unregister(shell, magic)
    for part in reversed(PARTS):
        part.remove(shell)
