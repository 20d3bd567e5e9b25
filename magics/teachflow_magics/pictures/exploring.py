"""The magic ``%explore``: a graph to open, close, search and walk in.

Its twin without IPython is ``teachflow.widgets.explore``. The options are those of
``%graph``, but for what is about the cell that runs now: an explorer outlives it.
"""

from __future__ import annotations

from typing import Any

from IPython.core.error import UsageError

from teachflow.viz import show_graph
from teachflow.widgets import explore
from teachflow.widgets.exploring import close_all
from teachflow_magics.frame.magic import Form, Line, Magic
from teachflow_magics.pictures import pointing
from teachflow_magics.pictures.graph import ASK, SHOW, resolved

_OPTIONS = (*SHOW, *(option for option in ASK if option.flag != "--cell"))


def _line(shell: Any, given: Line) -> Any:
    what = None
    if given.words:
        what = pointing.evaluated(shell, "%explore", given.rest)
    try:
        return explore(what, **resolved("%explore", shell, what, dict(given.values)))
    except (TypeError, ValueError, RuntimeError) as error:
        raise UsageError(f"%explore: {error}") from None


def install(_shell: Any) -> None:
    """Nothing is needed before the first explorer is shown."""


def remove(shell: Any) -> None:
    """Closes the explorers that were shown."""
    close_all(shell)


EXPLORE = Magic(
    "explore",
    line=Form(
        _line,
        explore,
        "[EXPRESSION]",
        _OPTIONS,
        completes=("variables",),
        also=(show_graph,),
    ),
)
