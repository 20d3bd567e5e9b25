"""``show_summaries``: the curves of event files, drawn in the notebook.

The text below the picture says the same in numbers; it is what a terminal shows.
"""

from __future__ import annotations

import difflib
import fnmatch
import math
import os
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from teachflow.summaries.runs import Histogram, Run, Series, directories, read_runs
from teachflow.texts import text
from teachflow.viz.bundle import mime_bundle
from teachflow.viz.curves import charts
from teachflow.viz.curves.axes import printed
from teachflow.viz.curves.charts import Bands, Curve, Panel
from teachflow.viz.drawing.labels import columns, visible
from teachflow.viz.drawing.svg import text_sheet

MOST_PANELS = 24
# Where TensorBoard draws the edges of its bands: whole and half standard deviations of
# a normal distribution, the extremes, and the middle.
LEVELS = (0.0, 0.0668, 0.1587, 0.3085, 0.5, 0.6915, 0.8413, 0.9332, 1.0)


def show_summaries(logdir: Any, tags: Any = None, smoothing: float = 0.0) -> Summaries:
    r"""A picture of the curves in a directory of event files, for the end of a cell.

    Every directory below ``logdir`` that has event files is a run, and all runs that
    have a tag share its chart; ``logdir`` may be a list of directories, or a dict of
    names and directories. ``tags``: a tag, or a list of them, to show no others
    (``*`` stands for anything). ``smoothing``: from 0 to below 1, as TensorBoard's: how
    much of each point is its past. Files that are still being written are read as far
    as they are; a directory with nothing in it is said to be so.

    Raises ``ValueError`` for another smoothing, ``ImportError`` where ``tensorboard``
    is not installed.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as logdir:
    ...     with tf.summary.FileWriter(logdir) as writer:
    ...         for step in range(4):
    ...             value = tf.Summary.Value(tag="loss", simple_value=1 / (step + 1))
    ...             writer.add_summary(tf.Summary(value=[value]), step)
    ...     shown = show_summaries(logdir, tags="loss")
    >>> print(shown.text.partition("\n")[2])
    loss
      .  4 points, step 0 to 3: first 1, last 0.25, least 0.25, greatest 1
    """
    if not 0 <= smoothing < 1:
        raise ValueError(
            f"smoothing={smoothing!r}: give a number from 0 (none) to below 1."
        )
    wanted = (tags,) if isinstance(tags, str) else tuple(tags or ())
    given = list(directories(logdir).values())
    return Summaries(read_runs(logdir), given, wanted, float(smoothing))


class Summaries:
    """Curves of runs; the value of a notebook cell."""

    def __init__(
        self,
        runs: list[Run],
        logdirs: Sequence[str],
        tags: tuple[str, ...] = (),
        smoothing: float = 0.0,
    ) -> None:
        self.runs = runs
        self.smoothing = smoothing
        self._logdirs = logdirs
        self._tags = tags

    @cached_property
    def scalars(self) -> list[str]:
        """The tags of the curves that are shown."""
        return self._shown(run.scalars for run in self.runs)

    @cached_property
    def histograms(self) -> list[str]:
        """The tags of the distributions that are shown."""
        return self._shown(run.histograms for run in self.runs)

    def _shown(self, tables: Any) -> list[str]:
        tags = dict.fromkeys(tag for table in tables for tag in table)
        return [
            tag
            for tag in tags
            if not self._tags
            or any(fnmatch.fnmatchcase(tag, wanted) for wanted in self._tags)
        ]

    @property
    def heading(self) -> str:
        """What is shown, in one line."""
        where = ", ".join(self._logdirs)
        if not self.runs:
            missing = [path for path in self._logdirs if not os.path.isdir(path)]
            if missing:
                return text("summaries.no_directory", paths=", ".join(missing))
            return text("summaries.no_files", paths=where)
        return text("summaries.heading", count=len(self.runs), paths=where)

    @cached_property
    def text(self) -> str:
        """Every curve in numbers, and what could not be shown."""
        lines = [self.heading]
        names = _columns([run.name for run in self.runs])
        for tag in self.scalars:
            lines.append(tag)
            for run, name in zip(self.runs, names, strict=True):
                if tag in run.scalars:
                    lines.append(f"  {name}  {_in_numbers(run.scalars[tag])}")
        for tag in self.histograms:
            lines.append(text("summaries.distribution", tag=tag))
            for run, name in zip(self.runs, names, strict=True):
                if tag in run.histograms:
                    lines.append(f"  {name}  {_last_histogram(run.histograms[tag])}")
        return "\n".join([*lines, *self._notes()])

    @cached_property
    def svg(self) -> str:
        """The picture as one ``<svg>`` element; of the text where there is no curve."""
        panels = self._panels()
        if not panels:
            return text_sheet(self.text.splitlines())
        names = [run.name for run in self.runs]
        legend = [] if names == ["."] else names
        return charts.charts(panels[:MOST_PANELS], legend, self._notes())

    def _panels(self) -> list[Panel]:
        panels = [
            Panel(
                tag,
                tuple(
                    [
                        self._curve(number, run.scalars[tag])
                        for number, run in enumerate(self.runs)
                        if tag in run.scalars
                    ]
                ),
            )
            for tag in self.scalars
        ]
        several = len(self.runs) > 1
        for tag in self.histograms:
            for number, run in enumerate(self.runs):
                series = run.histograms.get(tag)
                bands = _bands(number, series) if series else None
                if bands is not None:
                    title = f"{tag} ({run.name})" if several else tag
                    panels.append(Panel(title, (bands,)))
        return panels

    def _curve(self, run: int, series: Series) -> Curve:
        points = list(zip(map(float, series.steps), series.values, strict=True))
        if not self.smoothing:
            return Curve(run, points)
        smooth = smoothed(series.values, self.smoothing)
        return Curve(
            run, points, [(s, v) for (s, _), v in zip(points, smooth, strict=True)]
        )

    def _notes(self) -> list[str]:
        notes = []
        if self.smoothing and self.scalars:
            notes.append(text("summaries.smoothing", weight=f"{self.smoothing:g}"))
        if self.histograms:
            notes.append(text("summaries.bands"))
        left = len(self._panels()) - MOST_PANELS
        if left > 0:
            notes.append(text("summaries.more", count=left))
        others = sorted({tag for run in self.runs for tag in run.others})
        if others and not self._tags:
            notes.append(text("summaries.others", tags=", ".join(others)))
        if self.runs and not (self.scalars or self.histograms):
            notes.append(self._nothing())
        return notes + [problem for run in self.runs for problem in run.problems]

    def _nothing(self) -> str:
        known = list(
            dict.fromkeys(tag for r in self.runs for tag in (*r.scalars, *r.histograms))
        )
        if not known:
            return text("summaries.nothing")
        wanted = ", ".join(self._tags)
        near = [
            tag
            for word in self._tags
            for tag in difflib.get_close_matches(word, known, 1)
        ]
        values = {"tags": wanted, "known": ", ".join(known)}
        if near:
            return text("summaries.near", near=near[0], **values)
        return text("summaries.unknown", **values)

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> dict[str, str]:
        """HTML with the image and the numbers, the SVG, and the text."""
        try:
            svg, plain, alt = self.svg, self.text, self.heading
        except Exception as error:  # noqa: BLE001 (a repr never raises)
            alt = text("summaries.name")
            plain = text("summaries.not_shown", error=error)
            svg = text_sheet(plain.splitlines())
        return mime_bundle(svg, plain, alt, alt)

    def __repr__(self) -> str:
        return f"<{self.heading}>"


def smoothed(values: Sequence[float], weight: float) -> list[float]:
    """Each value mixed with ``weight`` times its past, as TensorBoard smooths.

    The first values are not drawn towards 0; what is not finite stays where it is.

    >>> smoothed([1.0, 3.0, 3.0], 0.5)
    [1.0, 2.3333333333333335, 2.7142857142857144]
    """
    found: list[float] = []
    mean, share = 0.0, 0.0
    for value in values:
        if not math.isfinite(value):
            found.append(value)
            continue
        mean = weight * mean + (1 - weight) * value
        share = weight * share + (1 - weight)
        found.append(mean / share)
    return found


def _bands(run: int, series: Series) -> Bands | None:
    """The distribution's bands; None where no step had a value."""
    pairs = zip(series.steps, map(_quantiles, series.values), strict=True)
    rows = [(float(step), row) for step, row in pairs if row]
    if not rows:
        return None
    levels = [
        [(step, row[place]) for step, row in rows] for place in range(len(LEVELS))
    ]
    return Bands(run, tuple(levels))


def _quantiles(histogram: Histogram) -> list[float]:
    """The values below which the parts ``LEVELS`` lie, if buckets are filled evenly.

    Nothing where there was no value at all.
    """
    least, greatest = histogram.least, histogram.greatest
    below, values, total, low = [0.0], [least], 0.0, least
    for limit, count in zip(histogram.limits, histogram.counts, strict=True):
        high = min(max(limit, least), greatest)
        if count:
            below += [total, total + count]
            values += [low, high]
            total += count
        low = high
    if not total:
        return []
    found = np.interp(np.array(LEVELS) * total, below, values)
    return [least, *found[1:-1].tolist(), greatest]


def _in_numbers(series: Series) -> str:
    values = series.values
    finite = [value for value in values if math.isfinite(value)]
    said = text(
        "summaries.numbers.points",
        count=len(values),
        start=series.steps[0],
        end=series.steps[-1],
        first=printed(values[0]),
        last=printed(values[-1]),
    )
    if finite:
        least, greatest = printed(min(finite)), printed(max(finite))
        said = text(
            "summaries.numbers.range", points=said, least=least, greatest=greatest
        )
    if len(finite) < len(values):
        first = next(i for i, value in enumerate(values) if not math.isfinite(value))
        value, step = printed(values[first]), series.steps[first]
        said = text("summaries.numbers.strange", points=said, value=value, step=step)
    return said


def _last_histogram(series: Series) -> str:
    histogram: Histogram = series.values[-1]
    levels, count = _quantiles(histogram), len(series.values)
    if not levels:
        return text("summaries.numbers.no_values", count=count)
    return text(
        "summaries.numbers.distribution",
        count=count,
        least=printed(histogram.least),
        greatest=printed(histogram.greatest),
        middle=printed(levels[len(LEVELS) // 2]),
    )


def _columns(names: Sequence[str]) -> list[str]:
    """The names filled up to one width, long ones cut."""
    short = [charts.cut(visible(name), 32) for name in names]
    width = max(map(columns, short), default=0)
    return [name + " " * (width - columns(name)) for name in short]
