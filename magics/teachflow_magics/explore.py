"""The magic ``%explore``: a graph to open, close, search and walk in.

Its twin without IPython is ``teachflow.widgets.explore``.
"""

from __future__ import annotations

from typing import Any

from IPython.core.error import UsageError

from teachflow.texts import text
from teachflow.widgets import explore
from teachflow_magics.frame import Form, Line, Magic, Option
from teachflow_magics.options import whole

_OPTIONS = (
    Option("--depth", "open name scopes down to this depth at the start", "N", whole),
    Option("--scope", "show only this name scope", "NAME", str, completes=("scopes",)),
    Option("--gradients", "show the nodes that compute gradients too"),
    Option("--optimizer", "show the nodes of optimizers too"),
    Option("--init", "show how variables are initialised too"),
)


def _line(shell: Any, given: Line) -> Any:
    what = None
    if given.words:
        try:
            what = shell.ev(given.rest)
        except (NameError, SyntaxError, AttributeError) as error:
            raise UsageError(
                text("magic.explore.cannot", expression=given.rest, error=error)
            ) from None
    try:
        return explore(what, **given.values)
    except (TypeError, ValueError) as error:
        raise UsageError(f"%explore: {error}") from None


EXPLORE = Magic("explore", line=Form(_line, explore, "[EXPRESSION]", _OPTIONS))
