"""The picture of a descent: a fixed background and a moving overlay, as SVG text.

The background (the loss's curve, or its contours) is drawn once; what moves is drawn
once for each frame. Only presentation attributes are used and every colour repeats what
a shape or a number says: valleys are light and heights dark, the path is a line with
dots, the step an arrow, the gradient a dashed arrow.
"""

from __future__ import annotations

import html
import itertools
import math
from collections.abc import Sequence

import numpy as np

from teachflow.viz.curves.axes import Scale, printed, ticks
from teachflow.viz.drawing.labels import number
from teachflow.viz.drawing.style import FONT, INK, PAPER, QUIET
from teachflow.widgets.contours import loops
from teachflow.widgets.descent import Descent

WIDTH, HEIGHT = 500, 360
LEFT, TOP, BOTTOM = 64, 14, 50
PLOT_HEIGHT = HEIGHT - TOP - BOTTOM
KEY, EDGE = 72, 16
"""Room on the right: for the key of the contours, or for nothing."""
PATH = "#a83f00"
LEVELS = 11
VALLEY, PEAK = (250, 252, 254), (140, 175, 210)
_LONG, _SHORT = 58.0, 20.0
_OPEN = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
    f'width="{WIDTH}" height="{HEIGHT}" font-family="{FONT}" font-size="12" '
    f'fill="{INK}"'
)


def picture(descent: Descent, step: int, alt: str) -> str:
    """Background and overlay of one frame together: an opaque picture of its own."""
    return (
        f'{_OPEN} role="img" aria-label="{html.escape(alt)}">'
        f"{background(descent)}{overlay(descent, step)}</svg>"
    )


def background_svg(descent: Descent) -> str:
    """What stays the same in all frames."""
    return f'{_OPEN} aria-hidden="true">{background(descent)}</svg>'


def overlay_svg(descent: Descent, step: int, alt: str) -> str:
    """What moves, on a transparent ground, of the same size as the background."""
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label="{html.escape(alt)}">{overlay(descent, step)}</svg>'
    )


def background(descent: Descent) -> str:
    """The axes and the loss."""
    across, up = _scales(descent)
    draw = _contours if len(descent.parameters) > 1 else _curve
    labels = (*descent.parameters, descent.loss)[:2]
    return (
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f"{draw(descent, across, up)}{_axes(across, up, labels)}"
    )


def overlay(descent: Descent, step: int) -> str:
    """The path to ``step``, the gradient there, and the step that follows."""
    across, up = _scales(descent)
    draw = _move_on_surface if len(descent.parameters) > 1 else _move_on_curve
    return _within(across, draw(descent, step, across, up))


def _within(across: Scale, inner: str) -> str:
    """What is in the plot: a nested svg cuts off what leaves it."""
    size = f'width="{number(across.end - LEFT)}" height="{PLOT_HEIGHT}"'
    box = f'viewBox="{LEFT} {TOP} {number(across.end - LEFT)} {PLOT_HEIGHT}"'
    return f'<svg x="{LEFT}" y="{TOP}" {size} {box}>{inner}</svg>'


def _scales(descent: Descent) -> tuple[Scale, Scale]:
    axes = descent.surface.axes
    end = WIDTH - (KEY if len(axes) > 1 else EDGE)
    across = Scale(float(axes[0][0]), float(axes[0][-1]), LEFT, end)
    if len(axes) > 1:
        low, high = float(axes[1][0]), float(axes[1][-1])
    else:
        seen = [frame.loss for frame in descent.frames]
        curve = descent.surface.losses[np.isfinite(descent.surface.losses)]
        low = min([*seen, *curve.tolist()])
        high = max(seen)
        room = high - low or abs(high) or 1.0
        low, high = low - 0.06 * room, high + 0.25 * room
    return across, Scale(low, high, HEIGHT - BOTTOM, TOP)


# ---- the fixed part ------------------------------------------------------------------


def _axes(across: Scale, up: Scale, labels: Sequence[str]) -> str:
    parts = [
        (
            f'<rect x="{LEFT}" y="{TOP}" width="{number(across.end - LEFT)}" '
            f'height="{PLOT_HEIGHT}" fill="none" stroke="{QUIET}"/>'
        )
    ]
    bottom = HEIGHT - BOTTOM
    for value in ticks(across.low, across.high):
        x = number(across(value))
        parts.append(
            f'<path d="M{x} {bottom}v5" stroke="{QUIET}"/>'
            f'<text x="{x}" y="{bottom + 19}" text-anchor="middle">'
            f"{printed(value)}</text>"
        )
    for value in ticks(up.low, up.high):
        y = up(value)
        parts.append(
            f'<path d="M{LEFT} {number(y)}h-5" stroke="{QUIET}"/>'
            f'<text x="{LEFT - 9}" y="{number(y + 4)}" text-anchor="end">'
            f"{printed(value)}</text>"
        )
    middle = (LEFT + across.end) / 2
    height = (TOP + bottom) / 2
    parts.append(
        f'<text x="{number(middle)}" y="{HEIGHT - 10}" text-anchor="middle" '
        f'font-size="14" font-style="italic">{html.escape(labels[0])}</text>'
        f'<text x="15" y="{number(height)}" text-anchor="middle" font-size="14" '
        f'font-style="italic" transform="rotate(-90 15 {number(height)})">'
        f"{html.escape(labels[1])}</text>"
    )
    return "".join(parts)


def _curve(descent: Descent, across: Scale, up: Scale) -> str:
    runs: list[list[str]] = [[]]
    outside = up.high + (up.high - up.low)
    xs, ys = descent.surface.axes[0].tolist(), descent.surface.losses.tolist()
    for x, y in zip(xs, ys, strict=True):
        if math.isfinite(y):
            runs[-1].append(f"{number(across(x))},{number(up(min(y, outside)))}")
        else:
            runs.append([])
    lines = "".join(
        f'<polyline points="{" ".join(run)}" fill="none" stroke="#3f6f9f" '
        f'stroke-width="2.5" stroke-linejoin="round"/>'
        for run in runs
        if len(run) > 1
    )
    return _within(across, lines)


def levels(losses: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[float]:
    """The heights of the contours: closer in the valley, as a bowl wants them."""
    low, high = float(losses.min()), float(losses.max())
    return [low + (high - low) * (k / LEVELS) ** 2 for k in range(1, LEVELS)]


def _tint(band: int) -> str:
    part = band / (LEVELS - 1)
    mixed = [
        round(valley + (peak - valley) * part)
        for valley, peak in zip(VALLEY, PEAK, strict=True)
    ]
    return "#" + "".join(f"{value:02x}" for value in mixed)


def _contours(descent: Descent, across: Scale, up: Scale) -> str:
    losses = descent.surface.losses.astype(float)
    finite = losses[np.isfinite(losses)]
    losses = np.where(np.isfinite(losses), losses, finite.max())
    columns, rows = losses.shape
    width, height = across.end - LEFT, PLOT_HEIGHT
    parts = [
        (
            f'<rect x="{LEFT}" y="{TOP}" width="{number(width)}" height="{height}" '
            f'fill="{_tint(0)}"/>'
        )
    ]
    heights = levels(losses) if losses.max() > losses.min() else []
    for band, level in enumerate(heights, start=1):
        path = "".join(
            "M"
            + "L".join(
                f"{number(LEFT + width * i / (columns - 1))} "
                f"{number(HEIGHT - BOTTOM - height * j / (rows - 1))}"
                for i, j in loop
            )
            + "Z"
            for loop in loops(losses, level)
        )
        parts.append(
            f'<path d="{path}" fill="{_tint(band)}" fill-rule="evenodd" '
            f'stroke="#54789c" stroke-width="0.6"/>'
        )
    return "".join(parts) + _key(descent.loss, [float(losses.min()), *heights])


def _key(loss: str, heights: Sequence[float]) -> str:
    """The tints and the losses at which they begin."""
    left, top = WIDTH - KEY + 12, TOP + 20
    size = (HEIGHT - BOTTOM - top) / LEVELS
    parts = [
        (
            f'<text x="{left}" y="{TOP + 10}" font-size="11" font-style="italic">'
            f"{html.escape(loss if len(loss) < 9 else 'loss')}</text>"
        )
    ]
    for band, height in enumerate(heights):
        y = HEIGHT - BOTTOM - size * (band + 1)
        parts.append(
            f'<rect x="{left}" y="{number(y)}" width="13" height="{number(size)}" '
            f'fill="{_tint(band)}" stroke="#54789c" stroke-width="0.6"/>'
        )
        if band % 2 == 0:
            parts.append(
                f'<text x="{left + 17}" y="{number(y + size + 3.5)}" font-size="10">'
                f"{printed(height, 3)}</text>"
            )
    return "".join(parts)


# ---- the moving part -----------------------------------------------------------------


def _trail(points: Sequence[tuple[float, float]]) -> str:
    """The path so far: a line with a dot for each step, on whole pixels to be short."""
    places = list(dict.fromkeys([(round(x), round(y)) for x, y in points[:-1]]))
    if not places:
        return ""
    moves = [f"{x - a} {y - b}" for (a, b), (x, y) in itertools.pairwise(places)]
    start = f"M{places[0][0]} {places[0][1]}"
    line = f"{start}l{' '.join(moves)}" if moves else start
    dots = f"{start}h0" + "".join(f"m{move}h0" for move in moves)
    end = f"L{number(points[-1][0])} {number(points[-1][1])}"
    return (
        f'<g fill="none" stroke="{PATH}"><path d="{line}{end}" stroke-width="1.6"/>'
        f'<path d="{dots}" stroke-width="5" stroke-linecap="round"/></g>'
    )


def _here(x: float, y: float) -> str:
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="5.5" fill="{PAPER}" '
        f'stroke="{INK}" stroke-width="2.2"/>'
    )


def _arrow(
    start: tuple[float, float], end: tuple[float, float], colour: str, *, bold: bool
) -> str:
    """An arrow with a pale edge around it, so that it shows on every ground."""
    (x0, y0), (x1, y1) = start, end
    length = math.hypot(x1 - x0, y1 - y0)
    if length < 1.0 or not math.isfinite(length):
        return ""
    across, up = (x1 - x0) / length, (y1 - y0) / length
    head = min(11.0 if bold else 8.0, max(6.0, 0.4 * length), length)
    bx, by = x1 - across * head, y1 - up * head
    half = head * 0.48
    points = (
        f"{number(x1)},{number(y1)} {number(bx - up * half)},"
        f"{number(by + across * half)} "
        f"{number(bx + up * half)},{number(by - across * half)}"
    )
    shaft = f"M{number(x0)} {number(y0)}L{number(bx)} {number(by)}"
    width = 3.2 if bold else 1.7
    dash = "" if bold else ' stroke-dasharray="4 3"'
    return (
        f'<path d="{shaft}" stroke="{PAPER}" stroke-width="{width + 2.4}"/>'
        f'<path d="{shaft}" stroke="{colour}" stroke-width="{width}"{dash}/>'
        f'<polygon points="{points}" fill="{colour}" stroke="{PAPER}" '
        f'stroke-width="0.8"/>'
    )


def _move_on_surface(descent: Descent, step: int, across: Scale, up: Scale) -> str:
    points = [
        (across(f.values[0]), up(f.values[1])) for f in descent.frames[: step + 1]
    ]
    frame = descent.frames[step]
    here = points[-1]
    steepest = max(math.hypot(*f.gradient) for f in descent.frames) or 1.0
    # The arrow runs through the same scales as the path, so that for plain descent it
    # points exactly against the step.
    dx = across(frame.values[0] + frame.gradient[0]) - here[0]
    dy = up(frame.values[1] + frame.gradient[1]) - here[1]
    size = math.hypot(dx, dy)
    gradient = ""
    if size > 0 and math.isfinite(size):
        part = math.sqrt(math.hypot(*frame.gradient) / steepest)
        length = _SHORT + (_LONG - _SHORT) * part
        tip = (here[0] + dx / size * length, here[1] + dy / size * length)
        gradient = _arrow(here, tip, INK, bold=False)
    after = (across(frame.after[0]), up(frame.after[1]))
    step_arrow = _arrow(here, after, PATH, bold=True)
    return f"{_trail(points)}{gradient}{step_arrow}{_here(*here)}"


def _move_on_curve(descent: Descent, step: int, across: Scale, up: Scale) -> str:
    frames = descent.frames
    points = [(across(f.values[0]), up(f.loss)) for f in frames[: step + 1]]
    frame = frames[step]
    x, y = points[-1]
    # The tangent: as long on the screen whatever its slope.
    rise = up(frame.loss + frame.gradient[0]) - y
    run = across(frame.values[0] + 1) - x
    size = math.hypot(run, rise) or 1.0
    dx, dy = run / size * _LONG, rise / size * _LONG
    tangent = (
        f'<path d="M{number(x - dx)} {number(y - dy)}'
        f'L{number(x + dx)} {number(y + dy)}" '
        f'stroke="{INK}" stroke-width="1.7" stroke-dasharray="4 3"/>'
    )
    after = across(frame.after[0])
    drop = ""
    if step + 1 < len(frames):
        drop = (
            f'<path d="M{number(after)} {number(y)}'
            f'V{number(up(frames[step + 1].loss))}" '
            f'stroke="{PATH}" stroke-width="1.4" stroke-dasharray="1.5 3"/>'
        )
    dots = "".join(f"M{number(px)} {number(py)}h0" for px, py in points)
    trail = (
        f'<path d="{dots}" stroke="{PATH}" stroke-width="6" stroke-linecap="round"/>'
    )
    return (
        f"{trail}{tangent}{drop}"
        f"{_arrow((x, y), (after, y), PATH, bold=True)}{_here(x, y)}"
    )


def legend(descent: Descent) -> str:
    """What the marks of the overlay mean, as a strip of its own."""
    slope = "slope" if len(descent.parameters) == 1 else "gradient (uphill)"
    if len(descent.parameters) == 1:
        mark = (
            f'<path d="M146 10h30" stroke="{INK}" stroke-width="1.7" '
            f'stroke-dasharray="4 3"/>'
        )
    else:
        mark = _arrow((146, 10), (176, 10), INK, bold=False)
    return (
        f'<svg width="300" height="20" viewBox="0 0 300 20" font-family="{FONT}" '
        f'font-size="12" fill="{INK}">{_here(8, 10)}<text x="19" y="14">here</text>'
        f'{_arrow((62, 10), (92, 10), PATH, bold=True)}<text x="98" y="14">step</text>'
        f'{mark}<text x="182" y="14">{slope}</text></svg>'
    )
