"""``run_report``: what the runs in a block computed, as a picture and two tables.

The runs are summed by their kind while they happen, so a training loop of ten thousand
runs is a line of the table and not ten thousand records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from teachflow.graph.graph import Graph
from teachflow.graph.running.observe import observing
from teachflow.graph.running.tally import RunKind, RunTally
from teachflow.texts import text
from teachflow.viz.bundle import mime_bundle
from teachflow.viz.display import Picture
from teachflow.viz.drawing import svg as svg_text
from teachflow.viz.drawing.labels import shortened, visible
from teachflow.viz.questions.badges import value_lines
from teachflow.viz.reprs import sheet
from teachflow.viz.showing import show_graph

MOST_ROWS = 30
_MOST_NAMES = 6
_NONE = "–"


class RunReport:
    """What runs computed; the value of a notebook cell, or something to print.

    ``options`` are those of ``show_graph`` for the picture of each graph that was run.
    """

    def __init__(self, tally: RunTally, **options: Any) -> None:
        self.tally = tally
        self.options = options

    @property
    def pictures(self) -> list[Picture]:
        """A picture of each graph that was run, the most often run one first."""
        return [
            show_graph(graph, **self.options, run=True, watched=self.tally)
            for graph in self.tally.graphs
        ]

    @property
    def runs(self) -> list[tuple[str, ...]]:
        """A row for each kind of run: number, fetched, fed, nodes, read, written."""
        return [_row(kind) for kind in self.tally.kinds]

    def counts(self, graph: Graph | None = None) -> dict[str, int]:
        """How often each node of a graph was computed, in order of first use."""
        known = self.tally.graphs
        chosen = graph if graph is not None else (known[0] if known else None)
        return {} if chosen is None else self.tally.counts(chosen)

    @property
    def text(self) -> str:
        """The tables as text."""
        if not self.tally.runs:
            return text("run_report.none")
        parts = [self.heading, sheet.columns_text([_titles(), *_cut(self.runs)])]
        parts += [_counted(self.tally.counts(graph)) for graph in self.tally.graphs]
        return "\n\n".join(parts)

    @property
    def heading(self) -> str:
        """How many runs there were, and how many operations they computed."""
        counts = [self.tally.counts(graph) for graph in self.tally.graphs]
        runs, total = self.tally.runs, sum(sum(count.values()) for count in counts)
        if runs == 1:
            return text("run_report.one", count=total)
        different = sum(map(len, counts))
        return text("run_report.many", runs=runs, total=total, different=different)

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> dict[str, str]:
        """HTML with pictures and tables, the first picture's SVG, and the text."""
        try:
            pictures = self.pictures
            bundles = [picture._repr_mimebundle_() for picture in pictures]
            told = self.text
        except Exception as error:  # noqa: BLE001 (a repr never raises)
            bundles, told = [], text("graph.not_shown", error=error)
        if not bundles:
            picture = svg_text.text_sheet(told.splitlines())
            first = told.partition("\n")[0]
            return mime_bundle(picture, told, first, text("run_report.name"))
        html = [bundle["text/html"] for bundle in bundles]
        html.append(sheet.head(self.heading))
        html.append(sheet.table(_cut(self.runs), _titles()))
        for graph in self.tally.graphs:
            rows = _count_rows(self.tally.counts(graph))
            inside = sheet.table(rows, _count_titles())
            summary = sheet.escaped(text("run_report.counted"))
            summary = f"<summary{sheet.sized()}>{summary}</summary>"
            html.append(f"<details>{summary}{inside}</details>")
        trees = [bundle["text/plain"] for bundle in bundles]
        return {
            "text/html": "".join(html),
            "image/svg+xml": bundles[0]["image/svg+xml"],
            "text/plain": "\n\n".join([told, *trees]),
        }


@contextmanager
def run_report(
    *,
    depth: int | None = None,
    scope: str | None = None,
    gradients: bool = False,
    optimizer: bool = False,
    init: bool = False,
) -> Iterator[RunReport]:
    """A block whose runs are watched; its report is drawn at the end of a cell.

    The report says for each kind of run what was fetched and fed, how many operations
    it computed, which variables it read and wrote; and how often each was computed, in
    a table and in a picture, where what no run needed is faded. The options are
    those of ``show_graph`` for that picture. Runs are about four times as slow in the
    block, and however many there are, the report stays small.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph, tf.Session() as sess:
    ...     w = tf.constant(3, name="w")
    ...     y, z = tf.square(w, name="y"), tf.negative(w, name="z")
    ...     with run_report() as report:
    ...         _ = y.eval(), z.eval()
    >>> report.counts()
    {'w': 2, 'y': 1, 'z': 1}
    >>> print(report.heading)
    2 runs, which computed 4 operations, 3 different ones
    """
    tally = RunTally()
    with observing(tally):
        yield RunReport(
            tally,
            depth=depth,
            scope=scope,
            gradients=gradients,
            optimizer=optimizer,
            init=init,
        )


def _row(kind: RunKind) -> tuple[str, ...]:
    once = kind.times == 1
    first, last = kind.numbers
    number = str(first) if once else f"{first} – {last}"
    if kind.times != last - first + 1 or kind.times > 1:
        number = text("run_report.times", numbers=number, count=kind.times)
    if kind.failed:
        number = text("run_report.failed", number=number, count=kind.failed)
    nodes = sum(kind.nodes.values())
    each = str(nodes) if once else text("run_report.each", nodes=nodes // kind.times)
    fetched = [name.removesuffix(":0") for name in kind.last.fetched]
    fed = {name.removesuffix(":0"): value for name, value in kind.last.fed.items()}
    if kind.mixed:
        return (number, text("run_report.mixed"), _NONE, each, _NONE, _NONE)
    return (
        number,
        _names(fetched),
        _valued(fed, once),
        each,
        _valued(kind.read, once),
        _valued(kind.written, once),
    )


def _names(names: Sequence[str]) -> str:
    shown = [visible(name) for name in names[:_MOST_NAMES]]
    more = ["…"] if len(names) > _MOST_NAMES else []
    return ", ".join([*shown, *more]) or _NONE


def _valued(found: dict[str, Any], with_values: bool) -> str:
    """Names, with their values where there was one run."""
    if not with_values:
        return _names(list(found))
    parts = []
    for name, value in found.items():
        lines = value_lines(value)
        parts.append(f"{name} = {shortened(lines[0], 24)}" if lines else name)
    return _names(parts)


def _titles() -> tuple[str, ...]:
    return tuple(
        text(f"run_report.titles.{key}")
        for key in ("run", "fetched", "fed", "nodes", "read", "written")
    )


def _cut(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    if len(rows) <= MOST_ROWS + 1:
        return rows
    more = text("run_report.more", count=len(rows) - MOST_ROWS)
    return [*rows[:MOST_ROWS], (more, *[""] * (len(rows[0]) - 1))]


def _count_titles() -> tuple[str, ...]:
    return (text("run_report.titles.node"), text("run_report.titles.times"))


def _count_rows(counts: dict[str, int]) -> list[tuple[str, ...]]:
    return _cut([(name, str(count)) for name, count in counts.items()])


def _counted(counts: dict[str, int]) -> str:
    return sheet.columns_text([_count_titles(), *_count_rows(counts)])
