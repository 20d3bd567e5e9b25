"""The magic ``%reset_graph``: an empty default graph."""

from __future__ import annotations

from typing import Any

from IPython.core.error import UsageError

from teachflow_magics.cells.running import reset_graph
from teachflow_magics.frame.magic import Form, Line, Magic, Option
from teachflow_magics.frame.options import whole

_OPTIONS = (
    Option("--seed", "the graph's seed, so that random numbers repeat", "N", whole),
    Option(
        "--keep-variables",
        "variables made again with the same name, shape and dtype keep their values",
    ),
)


def _line(_shell: Any, given: Line) -> None:
    try:
        reset_graph(**given.values)
    except AssertionError as error:
        raise UsageError(f"%reset_graph: {error}") from None


RESET_GRAPH = Magic("reset_graph", line=Form(_line, reset_graph, options=_OPTIONS))
