"""The magics ``%%graph`` and ``%graph``: a picture of a graph, and what one asks of it.

What is asked after a cell (``--values``, ``--grads``, ``--run``) is answered of the
cell's own last run where there was one; else of a run that is made only to look.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from typing import Any

from IPython.core.error import UsageError
from IPython.display import display

from teachflow.graph.graph import Graph
from teachflow.graph.running.observe import observing
from teachflow.texts import text
from teachflow.viz import Picture, show_diff, show_graph
from teachflow.viz.questions.replay import LastRun
from teachflow.viz.showing import graph_and_targets
from teachflow_magics.cells.cell import Cell
from teachflow_magics.cells.running import new_graph, run_cell
from teachflow_magics.frame.magic import Form, Line, Magic, Option
from teachflow_magics.frame.options import whole
from teachflow_magics.pictures import pointing

_OPS = ("ops", "variables")
_SEED = Option("--seed", "the graph's seed, so that random numbers repeat", "N", whole)
SHOW: tuple[Option, ...] = (
    Option("--depth", "show name scopes down to this depth as boxes", "N", whole),
    Option("--scope", "show only this name scope", "NAME", str, completes=("scopes",)),
    Option(
        "--expand",
        "open this scope or node, whatever the depth",
        "NAME",
        str,
        repeats=True,
        completes=("scopes", "ops"),
    ),
    Option(
        "--collapse",
        "close this scope",
        "NAME",
        str,
        repeats=True,
        completes=("scopes",),
    ),
    Option(
        "--unfold",
        "show all operations of this variable, condition or loop",
        "NAME",
        str,
        repeats=True,
        completes=("ops",),
    ),
    Option("--gradients", "show the nodes that compute gradients too"),
    Option("--optimizer", "show the nodes of optimizers too"),
    Option("--init", "show how variables are initialised too"),
    Option("--savers", "show the nodes that save and restore too"),
    Option("--summaries", "show the nodes that record summaries too"),
)
ASK: tuple[Option, ...] = (
    Option("--values", "write on each node its value in one run"),
    Option(
        "--grads",
        "write on each node the gradient of this tensor",
        "NODE",
        str,
        alone=True,
        completes=_OPS,
    ),
    Option(
        "--feeds",
        'what placeholders are fed for these: "{x: 3}"',
        "DICT",
        str,
        completes=("variables",),
    ),
    Option("--run", "what one run computed, in which order, how often"),
    Option("--path", "the ways from A to B", "A B", str, count=2, completes=_OPS),
    Option(
        "--around", "only this node and its neighbours", "NODE", str, completes=_OPS
    ),
    Option("-n", "how many arrows away they may be", "N", whole, keyword="hops"),
    Option(
        "--find",
        "mark the nodes whose name or type matches, in capital or small letters",
        "REGEX",
        str,
    ),
    Option(
        "--cell",
        "what this cell added, or the cell whose last run was number N",
        "N",
        whole,
        alone=True,
    ),
)
_SAVE = Option(
    "--save",
    "write the picture to this file too: .svg, .png, .dot or .txt",
    "FILE",
    str,
    keyword="file",
    only_here="a Picture has the method save",
    completes=("files",),
)
ASK = tuple(replace(option, group="Questions") for option in ASK)
SHOW = tuple(replace(option, group="What to draw") for option in SHOW)
_OF_RUNS = frozenset({"values", "grads", "run"})
_DIFF = Option(
    "--diff",
    "what leads from this graph to another one",
    "GRAPH",
    str,
    only_here="show_diff draws it",
    completes=("graphs",),
)


def _cell(shell: Any, given: Line, body: str) -> None:
    if len(given.words) > 1:
        raise UsageError(text("magic.graph.one_name", given=" ".join(given.words)))
    asked = dict(given.values)
    seed = asked.pop("seed", None)
    last = LastRun()
    with observing(last) if asked.keys() & _OF_RUNS else nullcontext():
        built = run_cell(shell, "%%graph", body, given.rest, seed)
    if not built.version:
        print(text("magic.graph.empty"))  # noqa: T201 - a notice is part of the output
    ran = bool(last.tally.of(built))
    if ran and "feeds" not in asked:
        asked["watched"] = last
    elif "run" in asked:
        print(text("magic.graph.no_run"))  # noqa: T201
        del asked["run"]
    display(_drawn("%%graph", shell, built, asked))  # type: ignore[no-untyped-call]


def _line(shell: Any, given: Line) -> Any:
    what = None
    if given.words:
        what = pointing.evaluated(shell, "%graph", given.rest)
    return _drawn("%graph", shell, what, dict(given.values))


def _drawn(magic: str, shell: Any, what: Any, asked: dict[str, Any]) -> Picture:
    """The picture; also written to a file where that is asked for."""
    path, other = asked.pop("file", None), asked.pop("diff", None)
    try:
        if other is not None:
            if asked:
                flags = ", ".join(sorted(asked))
                raise ValueError(text("magic.graph.diff_alone", options=flags))
            picture = show_diff(what, pointing.evaluated(shell, magic, other))
        else:
            picture = show_graph(what, **resolved(magic, shell, what, asked))
        if path is not None:
            picture.save(path)
            print(text("magic.graph.saved", path=path))  # noqa: T201
    except (TypeError, ValueError, RuntimeError, OSError, ImportError) as error:
        raise UsageError(f"{magic}: {error}") from None
    return picture


def resolved(
    magic: str, shell: Any, what: Any, asked: dict[str, Any]
) -> dict[str, Any]:
    """The options as ``show_graph`` takes them: names of nodes as what they name."""
    graph, _ = graph_and_targets(what)
    found = dict(asked)
    if "hops" in found and "around" not in found:
        raise ValueError(text("magic.graph.hops_alone"))
    for name in found.keys() & {"grads", "around"}:
        if isinstance(found[name], str):
            found[name] = pointing.node(shell, graph, found[name])
    if "path" in found:
        found["path"] = tuple(pointing.node(shell, graph, end) for end in found["path"])
    if found.get("cell", True) is not True:
        found["cell"] = _cell_of(graph, found["cell"])
    if "feeds" in found:
        found["feeds"] = pointing.feeds(shell, magic, found["feeds"])
    return found


def _cell_of(graph: Graph, number: int) -> Cell:
    """The cell with that number, of those that made something in ``graph``."""
    makers = {op.maker: None for op in graph.get_operations()}
    cells = {maker.number: maker for maker in makers if isinstance(maker, Cell)}
    if number not in cells:
        known = ", ".join(str(one) for one in cells if one is not None)
        raise ValueError(
            text("magic.graph.no_cell", number=number, known=known)
            if known
            else text("magic.graph.no_cells")
        )
    return cells[number]


GRAPH = Magic(
    "graph",
    line=Form(
        _line,
        show_graph,
        "[EXPRESSION]",
        (*ASK, *SHOW, _DIFF, _SAVE),
        completes=("variables",),
        also=(show_diff,),
    ),
    cell=Form(
        _cell,
        new_graph,
        "[NAME]",
        (_SEED, *ASK, *SHOW, _SAVE),
        also=(show_graph,),
    ),
)
