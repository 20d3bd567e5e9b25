"""The numbers of a descent in words: formulas with values in them, tables, captions."""

from __future__ import annotations

import html

from teachflow.texts import text
from teachflow.viz.curves.axes import printed, shown
from teachflow.viz.drawing.style import FONT, INK, QUIET
from teachflow.widgets.descent import Descent, Frame

_ROWS = 12


def title(descent: Descent) -> str:
    """One line that says what was done."""
    rule = descent.rule
    values = {
        "loss": descent.loss,
        "rate": shown(rule.learning_rate),
        "count": len(descent.frames) - 1,
    }
    if rule.momentum is None:
        return text("descent.title.plain", **values)
    values["momentum"] = shown(rule.momentum)
    if rule.nesterov:
        return text("descent.title.nesterov", **values)
    return text("descent.title.momentum", **values)


def caption(descent: Descent, frame: Frame) -> str:
    """One frame in a sentence, for those who cannot see it."""
    found = f"{descent.loss} = {shown(frame.loss)}"
    place = _at(descent, frame)
    return text("descent.caption", step=frame.step, place=place, loss=found)


def alt_text(descent: Descent) -> str:
    """What the final picture shows."""
    first, last = descent.frames[0], descent.frames[-1]
    values = {
        "loss": descent.loss,
        "first": _at(descent, first),
        "first_loss": shown(first.loss),
        "last": _at(descent, last),
        "last_loss": shown(last.loss),
    }
    if len(descent.parameters) > 1:
        return text("descent.alt.contours", **values)
    return text("descent.alt.curve", **values)


def _at(descent: Descent, frame: Frame) -> str:
    pairs = zip(descent.parameters, frame.values, strict=True)
    return ", ".join(f"{label} = {shown(value)}" for label, value in pairs)


def header(descent: Descent) -> list[str]:
    """The titles of the columns of the table of steps."""
    slopes = [f"d{descent.loss}/d{label}" for label in descent.parameters]
    return [text("descent.step"), *descent.parameters, descent.loss, *slopes]


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
    rows = "".join(
        f"<tr><td><i>{html.escape(label)}</i><td>{printed(value)}<td>{printed(slope)}"
        for label, value, slope in zip(
            descent.parameters, frame.values, frame.gradient, strict=True
        )
    )
    lines = "".join(
        f"<div class=r>{html.escape(letters)}</div><div>{html.escape(plugged)}</div>"
        for letters, plugged in formulas(descent, frame)
    )
    end = ""
    if descent.problem and frame is descent.frames[-1]:
        end = f"<p><b>{html.escape(descent.problem)}</b></p>"
    now = html.escape(text("descent.now", step="\0", last=len(descent.frames) - 1))
    step = f"<b>{html.escape(text('descent.nth', step=frame.step))}</b>"
    value, gradient = text("descent.value"), text("descent.gradient")
    return (
        f"<big>{now.replace(chr(0), step)}</big><br>"
        f"<i>{html.escape(descent.loss)}</i> = <b>{printed(frame.loss)}</b>"
        f"<table><tr><th><th>{html.escape(value)}<th>{html.escape(gradient)}{rows}"
        f"</table>{lines}{end}"
    )


# Once, in the background: said again in every frame it would double their size.
STYLE = f"""<style>
.teachflow-frame {{display: flex; flex-wrap: wrap; align-items: flex-start;
  color: {INK}; font: 14px/1.45 {FONT}; font-variant-numeric: tabular-nums}}
.teachflow-frame > svg, .teachflow-ground > svg {{display: block; flex: none;
  box-sizing: border-box; max-width: 100%; height: auto}}
.teachflow-frame > svg {{margin-bottom: 26px}}
.teachflow-ground > svg + svg {{margin-left: 12px}}
.teachflow-frame > div {{box-sizing: border-box; flex: 1 1 260px; min-width: 0;
  padding: 10px 12px; overflow-wrap: anywhere}}
.teachflow-frame table {{font: inherit; color: inherit; border-collapse: collapse;
  margin: 4px 0; text-align: right}}
.teachflow-frame th {{font-weight: normal; color: {QUIET}}}
.teachflow-frame td, .teachflow-frame th {{padding: 0 14px 0 0; text-align: right}}
.teachflow-frame tr, .teachflow-frame td {{background: none; border: none}}
.teachflow-frame .r {{margin-top: 5px; color: {QUIET}}}
.teachflow-frame p {{margin: 8px 0 0; line-height: 1.35}}
</style>"""
