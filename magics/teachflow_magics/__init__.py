"""The notebook face: magics, the notebook's session, graphs shown as pictures.

``%load_ext teachflow`` is the way in; the functions are the magics' twins, for those
who would rather call functions.
"""

from __future__ import annotations

from teachflow.viz import (
    recording,
    run_report,
    show_diff,
    show_graph,
    show_summaries,
    show_tape,
)
from teachflow.widgets import explore
from teachflow_magics.cells.cells_table import show_cells
from teachflow_magics.cells.running import new_graph, reset_graph
from teachflow_magics.cells.session_table import show_session
from teachflow_magics.commands import api, doctor, language, present
from teachflow_magics.extension import (
    load_ipython_extension,
    unload_ipython_extension,
)
from teachflow_magics.versions import tensorflow_version

__all__ = [
    "api",
    "doctor",
    "explore",
    "language",
    "load_ipython_extension",
    "new_graph",
    "present",
    "recording",
    "reset_graph",
    "run_report",
    "show_cells",
    "show_diff",
    "show_graph",
    "show_session",
    "show_summaries",
    "show_tape",
    "tensorflow_version",
    "unload_ipython_extension",
]
