"""The numbers of a descent in words: formulas with values in them, tables, captions."""

from __future__ import annotations

import html
from collections.abc import Sequence

from teachflow.viz.style import FONT, INK, PAPER, QUIET
from teachflow.widgets.axes import printed, shown
from teachflow.widgets.descent import Descent, Frame
from teachflow.widgets.surface import PATH

_ROWS = 12
_CELL = "padding:1px 10px 1px 0;text-align:right"


def title(descent: Descent) -> str:
    """One line that says what was done."""
    rule = descent.rule
    numbers = f"learning rate {shown(rule.learning_rate)}"
    if rule.momentum is not None:
        kind = "Nesterov momentum" if rule.nesterov else "momentum"
        numbers += f", {kind} {shown(rule.momentum)}"
    count = len(descent.frames) - 1
    return (
        f"Gradient descent on {descent.loss}, {numbers}: "
        f"{count} step{'s' if count != 1 else ''}"
    )


def caption(descent: Descent, frame: Frame) -> str:
    """One frame in a sentence, for those who cannot see it."""
    return f"Step {frame.step}: {_at(descent, frame)}, {descent.loss} = {shown(frame.loss)}"


def alt_text(descent: Descent) -> str:
    """What the final picture shows."""
    first, last = descent.frames[0], descent.frames[-1]
    kind = "Contours" if len(descent.parameters) > 1 else "Curve"
    return (
        f"{kind} of {descent.loss} and the path of the descent from "
        f"{_at(descent, first)} ({descent.loss} {shown(first.loss)}) to "
        f"{_at(descent, last)} ({descent.loss} {shown(last.loss)})."
    )


def _at(descent: Descent, frame: Frame) -> str:
    pairs = zip(descent.parameters, frame.values, strict=True)
    return ", ".join(f"{label} = {shown(value)}" for label, value in pairs)


def header(descent: Descent) -> list[str]:
    """The titles of the columns of the table of steps."""
    slopes = [f"d{descent.loss}/d{label}" for label in descent.parameters]
    return ["step", *descent.parameters, descent.loss, *slopes]


def row(frame: Frame) -> list[str]:
    """One step as a row of that table."""
    numbers = (*frame.values, frame.loss, *frame.gradient)
    return [str(frame.step), *map(shown, numbers)]


def as_text(descent: Descent) -> str:
    """The table of steps for a terminal; the middle of a long one is left out."""
    rows = [row(frame) for frame in descent.frames]
    if len(rows) > _ROWS:
        rows = [*rows[: _ROWS - 5], ["..."] + [""] * (len(rows[0]) - 1), *rows[-4:]]
    table = [header(descent), *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = [
        "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        for cells in table
    ]
    ending = [descent.problem] if descent.problem else []
    return "\n".join([title(descent), *[line.rstrip() for line in lines], *ending])


def as_html_table(descent: Descent) -> str:
    """The table of steps, whole."""
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in header(descent))
    body = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row(frame)) + "</tr>"
        for frame in descent.frames
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


# ---- beside a frame ------------------------------------------------------------------


def formulas(descent: Descent, frame: Frame) -> list[tuple[str, str]]:
    """For each parameter the rule in letters, and with this step's numbers in it."""
    rule = descent.rule
    rate = printed(rule.learning_rate)
    found = []
    for k, label in enumerate(descent.parameters):
        slope = _signed(frame.gradient[k])
        value, after = printed(frame.values[k]), printed(frame.after[k])
        partial = f"∂{descent.loss}/∂{label}"
        if rule.momentum is None:
            found.append(
                (
                    f"{label} ← {label} − η · {partial}",
                    f"{value} − {rate} · {slope} = {after}",
                )
            )
            continue
        decay, speed = printed(rule.momentum), _signed(frame.velocity[k])
        found.append(
            (
                f"m ← β · m + {partial}",
                f"{decay} · {_signed(frame.before[k])} + {slope} = {speed}",
            )
        )
        if rule.nesterov:
            found.append(
                (
                    f"{label} ← {label} − η · ({partial} + β · m)",
                    f"{value} − {rate} · ({slope} + {decay} · {speed}) = {after}",
                )
            )
        else:
            found.append(
                (f"{label} ← {label} − η · m", f"{value} − {rate} · {speed} = {after}")
            )
    return found


def _signed(value: float) -> str:
    return f"({printed(value)})" if value < 0 else printed(value)


def numbers_html(descent: Descent, frame: Frame) -> str:
    """The numbers of one frame, to stand beside its picture."""
    loss = html.escape(descent.loss)
    cells = "".join(
        f'<tr><td style="{_CELL};font-style:italic">{html.escape(label)}</td>'
        f'<td style="{_CELL}">{printed(value)}</td>'
        f'<td style="{_CELL}">{printed(slope)}</td></tr>'
        for label, value, slope in zip(
            descent.parameters, frame.values, frame.gradient, strict=True
        )
    )
    lines = "".join(
        f'<div style="color:{QUIET};margin-top:6px">{html.escape(letters)}</div>'
        f"<div>{html.escape(plugged)}</div>"
        for letters, plugged in formulas(descent, frame)
    )
    end = ""
    if descent.problem and frame is descent.frames[-1]:
        end = f'<div style="margin-top:8px"><b>{html.escape(descent.problem)}</b></div>'
    return (
        f'<div style="font-size:16px"><b>Step {frame.step}</b> of '
        f"{len(descent.frames) - 1}</div>"
        f'<div style="margin:4px 0"><i>{loss}</i> = <b>{printed(frame.loss)}</b></div>'
        f'<table style="border-collapse:collapse;color:inherit">'
        f'<tr style="color:{QUIET}"><td></td><td style="{_CELL}">value</td>'
        f'<td style="{_CELL}">gradient</td></tr>{cells}</table>{lines}{end}'
    )


def card(width: int, height: int, inner: str) -> str:
    """The pale ground on which the frames stand, in dark themes too."""
    return (
        f'<div style="width:{width}px;height:{height}px;background:{PAPER};'
        f'border-radius:4px;position:relative">{inner}</div>'
    )


TEXT_STYLE = (
    f"font-family:{FONT};font-size:14px;line-height:1.45;color:{INK};"
    f"font-variant-numeric:tabular-nums"
)


def legend_html(parameters: Sequence[str]) -> str:
    """What the marks of the overlay mean."""
    dashed = "gradient: uphill" if len(parameters) > 1 else "slope here (the gradient)"
    return (
        f'<span style="color:{INK}">○ here</span> &nbsp; '
        f'<span style="color:{PATH}"><b>➔</b> step</span> &nbsp; '
        f'<span style="color:{INK}">┄ {dashed}</span>'
    )
