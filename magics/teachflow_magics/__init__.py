"""The notebook face: magics, the notebook's session, graphs shown as pictures.

``%load_ext teachflow`` is the way in; ``new_graph`` and ``reset_graph`` are the magics'
twins for those who would rather call functions.
"""

from __future__ import annotations

from teachflow_magics.cells import new_graph, reset_graph
from teachflow_magics.extension import (
    load_ipython_extension,
    unload_ipython_extension,
)

__all__ = [
    "load_ipython_extension",
    "new_graph",
    "reset_graph",
    "unload_ipython_extension",
]
