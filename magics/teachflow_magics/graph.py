"""The magics ``%%graph`` and ``%graph``: a picture of a graph, a cell's or any."""

from __future__ import annotations

from typing import Any

from IPython.core.error import UsageError
from IPython.display import display

from teachflow.viz import show_graph
from teachflow_magics import cells
from teachflow_magics.frame import Form, Line, Magic, Option
from teachflow_magics.options import whole

_SEED = Option("--seed", "the graph's seed, so that random numbers repeat", "N", whole)
_DRAW = (
    Option("--depth", "show name scopes down to this depth as boxes", "N", whole),
    Option("--scope", "show only this name scope", "NAME", str, completes=("scopes",)),
    Option("--gradients", "show the nodes that compute gradients too"),
    Option("--optimizer", "show the nodes of optimizers too"),
    Option("--init", "show how variables are initialised too"),
)

_EMPTY = (
    "The cell made no node in this graph. An op happens in the graph of its tensors: "
    "build what belongs together in one %%graph cell."
)


def _cell(shell: Any, given: Line, body: str) -> None:
    if len(given.words) > 1:
        raise UsageError(
            f"%%graph takes one NAME, not {' '.join(given.words)!r}. The code "
            f"belongs in the lines below."
        )
    seed = given.values.pop("seed", None)
    built = cells.run_cell(shell, "%%graph", body, given.rest, seed)
    if not built.version:
        print(_EMPTY)  # noqa: T201 - a notice is part of the output
    display(_drawn("%%graph", built, given))  # type: ignore[no-untyped-call]


def _line(shell: Any, given: Line) -> Any:
    what = None
    if given.words:
        try:
            what = shell.ev(given.rest)
        except (NameError, SyntaxError, AttributeError) as error:
            raise UsageError(
                f"%graph: cannot show {given.rest!r}: {error}. Give a graph, a "
                f"tensor or a list of tensors."
            ) from None
    return _drawn("%graph", what, given)


def _drawn(magic: str, what: Any, given: Line) -> Any:
    try:
        return show_graph(what, **given.values)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{magic}: {error}") from None


GRAPH = Magic(
    "graph",
    line=Form(_line, show_graph, "[EXPRESSION]", _DRAW),
    cell=Form(_cell, cells.new_graph, "[NAME]", (_SEED, *_DRAW), also=(show_graph,)),
)
