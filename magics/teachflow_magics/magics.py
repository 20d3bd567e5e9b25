"""The magics ``%%graph``, ``%graph`` and ``%reset_graph``.

Each is a thin reading of its line over a function that does the work and can be called
without IPython: ``new_graph``, ``show_graph``, ``reset_graph``.
"""

from __future__ import annotations

from typing import Any

from IPython.core.error import UsageError
from IPython.core.magic import (
    Magics,
    line_cell_magic,
    line_magic,
    magics_class,
    no_var_expand,
)
from IPython.display import display

from teachflow.viz import show_graph
from teachflow_magics import cells
from teachflow_magics.options import Line, Option, help_text, parse, unquoted, whole

_SEED = Option("--seed", "the graph's seed, so that random numbers repeat", "N", whole)
_DRAW = (
    Option("--depth", "show name scopes down to this depth as boxes", "N", whole),
    Option("--scope", "show only this name scope", "NAME", str),
    Option("--gradients", "show the nodes that compute gradients too"),
    Option("--optimizer", "show the nodes of optimizers too"),
    Option("--init", "show how variables are initialised too"),
)

_CELL = (
    "%%graph [NAME] [--seed N] [--depth N] [--scope NAME] [--gradients] [--init] ..."
)
_LINE = "%graph [EXPRESSION] [--depth N] [--scope NAME] [--gradients] [--init] ..."
_RESET = "%reset_graph [--seed N]"

_GRAPH_ABOUT = """\
%%graph runs the cell in a new graph and shows its picture. Running the cell again
replaces what it built. Without NAME the new graph is the default graph, also for the
cells that follow; with NAME it is bound to that variable. Values are had by
x.eval() in any cell, no session needed.
%graph shows a graph, or only what the tensor (or list of tensors) EXPRESSION needs;
without EXPRESSION, the default graph.
As functions: with new_graph(seed): ... and show_graph(graph, depth=...)."""

_RESET_ABOUT = """\
%reset_graph starts an empty default graph. Seeds belong to a graph, so give it a new
one where random numbers are to repeat. As a function: reset_graph(seed)."""


_EMPTY = (
    "The cell made no node in this graph. An op happens in the graph of its tensors: "
    "build what belongs together in one %%graph cell."
)


@magics_class
class GraphMagics(Magics):  # type: ignore[misc, unused-ignore]
    """The magics of this package."""

    @no_var_expand
    @line_cell_magic
    def graph(self, line: str, cell: str | None = None) -> Any:
        """Set from ``_GRAPH_ABOUT`` below."""
        if cell is None:
            return self._show(line)
        options = (_SEED, *_DRAW)
        given = parse("%%graph", line, options)
        if given.wants_help:
            print(help_text(_CELL, _GRAPH_ABOUT, options))  # noqa: T201 - what -h is
            return None
        if len(given.words) > 1:
            raise UsageError(
                f"%%graph takes one NAME, not {' '.join(given.words)!r}. The code "
                f"belongs in the lines below."
            )
        if not cell.strip():
            raise UsageError(
                "%%graph: the cell is empty. Write the code below the line."
            )
        seed = given.values.pop("seed", None)
        built = cells.run_cell(self.shell, "%%graph", cell, given.rest, seed)
        if not built.version:
            print(_EMPTY)  # noqa: T201 - a notice is part of the output
        display(_drawn("%%graph", built, given))  # type: ignore[no-untyped-call]
        return None

    def _show(self, line: str) -> Any:
        given = parse("%graph", line, _DRAW)
        if given.wants_help:
            print(help_text(_LINE, _GRAPH_ABOUT, _DRAW))  # noqa: T201 - what -h is
            return None
        what = None
        shell: Any = self.shell
        if given.words:
            try:
                what = shell.ev(given.rest)
            except (NameError, SyntaxError, AttributeError) as error:
                raise UsageError(
                    f"%graph: cannot show {given.rest!r}: {error}. Give a graph, a "
                    f"tensor or a list of tensors."
                ) from None
        return _drawn("%graph", what, given)

    @no_var_expand
    @line_magic
    def reset_graph(self, line: str) -> None:
        """Set from ``_RESET_ABOUT`` below."""
        given = parse("%reset_graph", line, (_SEED,))
        if given.wants_help:
            print(help_text(_RESET, _RESET_ABOUT, (_SEED,)))  # noqa: T201 - what -h is
            return
        if given.words:
            raise UsageError(
                f"%reset_graph takes no {unquoted(given.rest)!r}; only --seed N."
            )
        try:
            cells.reset_graph(**given.values)
        except AssertionError as error:
            raise UsageError(f"%reset_graph: {error}") from None


GraphMagics.graph.__doc__ = f"{_CELL}\n{_LINE}\n\n{_GRAPH_ABOUT}"
GraphMagics.reset_graph.__doc__ = f"{_RESET}\n\n{_RESET_ABOUT}"


def _drawn(magic: str, what: Any, given: Line) -> Any:
    try:
        return show_graph(what, **given.values)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{magic}: {error}") from None
