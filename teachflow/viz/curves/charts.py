"""Curves and distributions as small charts in a grid, in SVG.

Each run has a colour and, for printers and for eyes that confuse colours, a pattern of
dashes and a mark of its own. What is not a number has no place on a curve: the curve
breaks there, and a cross on the axis says at which step.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from teachflow.viz.curves.axes import Scale, printed, ticks
from teachflow.viz.drawing.labels import number, text_width, visible
from teachflow.viz.drawing.style import INK, PAPER, QUIET
from teachflow.viz.drawing.svg import sheet

Points = Sequence[tuple[float, float]]

COLOURS = ("#0072b2", "#c24e00", "#00765a", "#8f4a86", "#4b5563", "#7a6a00")
DASHES = ("", "7 3", "2 3", "9 3 2 3", "14 4", "4 2 1 2 1 2")
# Disc, square, triangle, diamond, cross, the triangle upside down: from their middle.
_SHAPES = (
    "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z",
    "m-3 -3h6v6h-6z",
    "m0 -4l4 7h-8z",
    "m0 -4.2l4.2 4.2l-4.2 4.2l-4.2 -4.2z",
    "m-1 -4h2v3h3v2h-3v3h-2v-3h-3v-2h3z",
    "m0 4l4 -7h-8z",
)
_MARKS = 5
GRID = "#e3e7ec"
_LEFT, _RIGHT, _TOP, _BOTTOM = 58.0, 12.0, 28.0, 38.0
_ONE, _MANY = (520.0, 300.0), (410.0, 240.0)
_GAP = 14.0
_SMALL = 11.0
_TITLE = 13.0
_SAMPLE = 30.0  # the length of a line in the legend


@dataclass(frozen=True)
class Curve:
    """One run's line: ``points`` as they were recorded, and ``smooth`` if asked for."""

    run: int
    points: Points
    smooth: Points = ()


@dataclass(frozen=True)
class Bands:
    """One run's distribution: ``levels`` are curves, the lowest first, of equal length.

    The area between the first and the last is palest; the middle one is a line.
    """

    run: int
    levels: tuple[Points, ...]


@dataclass(frozen=True)
class Panel:
    """One chart."""

    title: str
    marks: tuple[Curve | Bands, ...]


def charts(panels: Sequence[Panel], runs: Sequence[str], notes: Sequence[str]) -> str:
    """Returns an SVG of the panels, a legend of the ``runs``, and ``notes`` below.

    >>> picture = charts([Panel("loss", (Curve(0, [(0, 1.0), (1, 0.5)]),))], ["a"], [])
    >>> picture.startswith("<svg"), "loss" in picture
    (True, True)
    """
    wide, high = _ONE if len(panels) == 1 else _MANY
    across = min(len(panels), 2)
    width = across * wide + (across - 1) * _GAP
    parts = []
    for place, panel in enumerate(panels):
        row, column = divmod(place, across)
        group = _panel(panel, wide, high)
        x, y = column * (wide + _GAP), row * (high + _GAP)
        group.set("transform", f"translate({number(x)} {number(y)})")
        parts.append(group)
    height = math.ceil(len(panels) / across) * (high + _GAP)
    below, used = _below(runs, notes, width)
    below.set("transform", f"translate(0 {number(height)})")
    return sheet([*parts, below], width, height + used)


def _panel(panel: Panel, wide: float, high: float) -> ET.Element:
    group = ET.Element("g", {"font-size": f"{_SMALL:g}"})
    title = ET.SubElement(group, "text", {"x": number(_LEFT), "y": "16"})
    title.set("font-size", f"{_TITLE:g}")
    title.set("font-weight", "bold")
    title.text = _short(panel.title, wide - _LEFT - _RIGHT, _TITLE)
    right, floor = wide - _RIGHT, high - _BOTTOM
    across, up = _ranges(panel)
    x = Scale(*across, _LEFT, right)
    y = Scale(*up, floor, _TOP)
    _axes(group, x, y)
    for mark in panel.marks:
        if isinstance(mark, Bands):
            _draw_bands(group, mark, x, y)
        else:
            _draw_curve(group, mark, x, y)
    return group


def _ranges(panel: Panel) -> tuple[tuple[float, float], tuple[float, float]]:
    """The lowest and highest step and value, with a little room around the values."""
    points = [point for mark in panel.marks for point in _all_points(mark)]
    steps = [step for step, _ in points] or [0.0]
    values = [value for _, value in points if math.isfinite(value)] or [0.0]
    first, last = min(steps), max(steps)
    if first == last:
        first, last = first - 1, last + 1
    low, high = min(values), max(values)
    room = 0.05 * (high - low) or 0.5 * abs(low) or 1.0
    return (first, last), (low - room, high + room)


def _all_points(mark: Curve | Bands) -> Iterator[tuple[float, float]]:
    lines = mark.levels if isinstance(mark, Bands) else (mark.points, mark.smooth)
    for line in lines:
        yield from line


def _axes(group: ET.Element, x: Scale, y: Scale) -> None:
    left, right, floor, top = x.start, x.end, y.start, y.end
    frame = {"stroke": GRID, "stroke-width": "1", "fill": "none"}
    levels = [level for level in ticks(y.low, y.high, 5) if y.low <= level <= y.high]
    lines = [f"M{number(left)} {number(y(level))}H{number(right)}" for level in levels]
    ET.SubElement(group, "path", {"d": "".join(lines), **frame})
    edge = f"M{number(left)} {number(top)}V{number(floor)}H{number(right)}"
    ET.SubElement(group, "path", {"d": edge, **frame, "stroke": QUIET})
    numbers = ET.SubElement(group, "g", {"fill": QUIET, "text-anchor": "end"})
    for level, text in zip(levels, _told_apart(levels), strict=True):
        place = {"x": number(left - 6), "y": number(y(level) + 4)}
        ET.SubElement(numbers, "text", place).text = text
    numbers = ET.SubElement(group, "g", {"fill": QUIET, "text-anchor": "middle"})
    whole = [step for step in ticks(x.low, x.high, 6) if step == round(step)]
    for step, text in zip(whole, _told_apart(whole), strict=True):
        place = {"x": number(x(step)), "y": number(floor + 15)}
        ET.SubElement(numbers, "text", place).text = text
    place = {"x": number((left + right) / 2), "y": number(floor + 30)}
    ET.SubElement(numbers, "text", place).text = "step"


def _told_apart(levels: Sequence[float]) -> list[str]:
    """Numbers with as many digits as it takes that no two look alike."""
    for digits in range(3, 17):
        texts = [printed(level, digits) for level in levels]
        if len(set(texts)) == len(levels):
            break
    return texts


def _draw_curve(group: ET.Element, curve: Curve, x: Scale, y: Scale) -> None:
    colour, dashes = _look(curve.run)
    line = {"fill": "none", "stroke": colour, "stroke-linejoin": "round"}
    if curve.smooth:
        path = _path(curve.points, x, y)
        pale = {"stroke-width": "1", "stroke-opacity": "0.35"}
        ET.SubElement(group, "path", {"d": path, **line, **pale})
    main = {"d": _path(curve.smooth or curve.points, x, y), **line}
    main["stroke-width"] = "1.8"
    if dashes:
        main["stroke-dasharray"] = dashes
    ET.SubElement(group, "path", main)
    marks = [*_alone(curve.points), *_marked(curve, x)]
    shapes = [_shape(curve.run, x(step), y(value)) for step, value in marks]
    if shapes:
        ground = {"stroke": PAPER, "stroke-width": "1"}
        ET.SubElement(group, "path", {"d": "".join(shapes), "fill": colour, **ground})
    bad = [x(step) for step, value in curve.points if not math.isfinite(value)]
    crosses = [
        f"M{number(place - 3)} {number(y.start - 3)}l6 6m0 -6l-6 6"
        for place in _spaced(bad, 9.0)
    ]
    if crosses:
        path = "".join(crosses)
        ET.SubElement(group, "path", {"d": path, **line, "stroke-width": "1.5"})


def _draw_bands(group: ET.Element, bands: Bands, x: Scale, y: Scale) -> None:
    colour, _ = _look(bands.run)
    levels: tuple[Points, ...] = bands.levels
    if len(levels[0]) == 1:  # one step has no width: half a step to both sides
        levels = tuple(
            [(step - 0.5, value), (step + 0.5, value)] for ((step, value),) in levels
        )
    half = len(levels) // 2
    for low, high in zip(levels[:half], levels[:half:-1], strict=True):
        outline = _thinned(low, x) + _thinned(high, x)[::-1]
        points = " ".join(f"{number(x(s))},{number(y(v))}" for s, v in outline)
        fill = {"fill": colour, "fill-opacity": "0.18"}
        ET.SubElement(group, "polygon", {"points": points, **fill})
    middle = _path(levels[half], x, y)
    line = {"fill": "none", "stroke": colour, "stroke-width": "1.5"}
    ET.SubElement(group, "path", {"d": middle, **line})


def _path(points: Points, x: Scale, y: Scale) -> str:
    """A line through the points, broken where a value is not finite."""
    parts = []
    pen = "M"
    for step, value in _thinned(points, x):
        if not math.isfinite(value):
            pen = "M"
            continue
        parts.append(f"{pen}{number(x(step))} {number(y(value))}")
        pen = "L"
    return "".join(parts)


def _thinned(points: Points, x: Scale) -> list[tuple[float, float]]:
    """Of many points in one column of pixels, the first, least, greatest and last."""
    if len(points) < 2 * (x.end - x.start):
        return list(points)
    kept: list[tuple[float, float]] = []
    column: list[tuple[float, float]] = []
    at = None
    for point in points:
        place = round(x(point[0]))
        if place != at:
            kept += _extremes(column)
            column, at = [], place
        column.append(point)
    return kept + _extremes(column)


def _extremes(column: list[tuple[float, float]]) -> list[tuple[float, float]]:
    if len(column) < 5 or not all(math.isfinite(value) for _, value in column):
        return column
    values = [value for _, value in column]
    places = {0, values.index(min(values)), values.index(max(values)), len(column) - 1}
    return [column[place] for place in sorted(places)]


def _alone(points: Points) -> list[tuple[float, float]]:
    """The points that no line would show: without a neighbour on either side."""
    good = [False, *(math.isfinite(value) for _, value in points), False]
    return [
        point
        for place, point in enumerate(points, 1)
        if good[place] and not good[place - 1] and not good[place + 1]
    ]


def _spaced(places: Sequence[float], least: float) -> list[float]:
    """The places, without those that lie too near the one before."""
    kept: list[float] = []
    for place in places:
        if not kept or place - kept[-1] >= least:
            kept.append(place)
    return kept


def _marked(curve: Curve, x: Scale) -> list[tuple[float, float]]:
    """A few points of a curve that bear its run's shape: not the same for each run."""
    good = [p for p in curve.smooth or curve.points if math.isfinite(p[1])]
    if len(good) < 2:
        return []
    first, last = x(good[0][0]), x(good[-1][0])
    gap = max((last - first) / _MARKS, 1.0)
    wanted = first + gap * (0.25 + 0.15 * (curve.run % 6))
    found: list[tuple[float, float]] = []
    for point in good:
        if x(point[0]) >= wanted and len(found) < _MARKS:
            found.append(point)
            wanted = x(point[0]) + gap
    return found


def _shape(run: int, x: float, y: float) -> str:
    """The outline of a run's mark around a place."""
    return f"M{number(x)} {number(y)}{_SHAPES[run % len(_SHAPES)]}"


def _look(run: int) -> tuple[str, str]:
    """Colour and dashes of a run; no two alike among the first 36."""
    turn = run // len(COLOURS)
    return COLOURS[run % len(COLOURS)], DASHES[(run + turn) % len(DASHES)]


def _below(
    runs: Sequence[str], notes: Sequence[str], width: float
) -> tuple[ET.Element, float]:
    """The legend of the runs and the notes, and how high both are."""
    group = ET.Element("g", {"font-size": f"{_SMALL:g}"})
    x, y = 0.0, 10.0
    for run, name in enumerate(runs):
        text = _short(name, width - _SAMPLE - 8, _SMALL)
        needs = _SAMPLE + 8 + text_width(text, _SMALL) + 18
        if x and x + needs > width:
            x, y = 0.0, y + 18
        colour, dashes = _look(run)
        line = {"d": f"M{number(x)} {number(y - 4)}h{_SAMPLE:g}", "stroke": colour}
        if dashes:
            line["stroke-dasharray"] = dashes
        ET.SubElement(group, "path", {**line, "stroke-width": "1.8"})
        mark = _shape(run, x + _SAMPLE / 2, y - 4)
        ET.SubElement(group, "path", {"d": mark, "fill": colour})
        place = {"x": number(x + _SAMPLE + 8), "y": number(y), "fill": INK}
        ET.SubElement(group, "text", place).text = text
        x += needs
    y += 18 if runs else 0
    for note in notes:
        place = {"x": "0", "y": number(y), "fill": QUIET}
        ET.SubElement(group, "text", place).text = _short(note, width, _SMALL)
        y += 16
    return group, y - 8


def _short(text: str, width: float, size: float) -> str:
    """The text, with its middle left out where it is too wide."""
    text = visible(text)
    keep = len(text)
    while keep > 3 and text_width(cut(text, keep), size) > width:
        keep -= 1
    return cut(text, keep)


def cut(text: str, most: int) -> str:
    """The text in at most so many characters, its middle left out where need be.

    >>> cut("abcdefgh", 5), cut("abc", 5)
    ('ab…gh', 'abc')
    """
    if len(text) <= most:
        return text
    head = most // 2
    return f"{text[:head]}…{text[len(text) - (most - head - 1) :]}"
