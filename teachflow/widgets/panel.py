"""The thin skin: recorded frames in ipywidgets, played by the front end alone.

Play and slider are linked to a stack of frames in the browser, so stepping needs no
kernel; the background is one widget, and the frames lie over it in the same grid cell.
"""

from __future__ import annotations

from typing import Any

from teachflow.viz.style import PAPER
from teachflow.widgets import words
from teachflow.widgets.descent import Descent
from teachflow.widgets.surface import HEIGHT, WIDTH, background_svg, legend, overlay_svg

NUMBERS_WIDTH = 330
INTERVAL = 500
"""Milliseconds from frame to frame while playing."""


def frame_html(descent: Descent, step: int) -> str:
    """One frame: the overlay, and the numbers beside it."""
    frame = descent.frames[step]
    over = overlay_svg(descent, step, words.caption(descent, frame))
    return (
        f'<div class="teachflow-frame" data-step="{step}">{over}'
        f'<div style="width:{NUMBERS_WIDTH}px">{words.numbers_html(descent, frame)}'
        f"</div></div>"
    )


def background_html(descent: Descent) -> str:
    """What the frames lie over: a pale card (in dark themes too) with what stays."""
    return (
        f'{words.STYLE}<div style="position:relative;width:{WIDTH + NUMBERS_WIDTH}px;'
        f'height:{HEIGHT}px;background:{PAPER};border-radius:4px;line-height:0">'
        f"{background_svg(descent)}"
        f'<div style="position:absolute;left:{WIDTH + 12}px;bottom:10px">'
        f"{legend(descent)}</div></div>"
    )


def build_panel(descent: Descent) -> Any:
    """The stepper as a widget. Raises ``ImportError`` without ipywidgets."""
    import ipywidgets as w  # type: ignore[import-untyped]  # noqa: PLC0415 - may be absent

    last = len(descent.frames) - 1

    class Stepper(w.VBox):  # type: ignore[misc]
        """A box whose text, seen where no widget is, says what to do."""

        def __repr__(self) -> str:
            return f"{words.title(descent)}. Run this cell to step through them."

    width = f"{WIDTH + NUMBERS_WIDTH}px"
    plain = w.Layout(margin="0", width=width, overflow="hidden")
    place = w.Layout(
        margin="0", width=width, grid_area="1 / 1 / 2 / 2", overflow="hidden"
    )
    style = w.HTML().style
    frames = [
        w.HTML(frame_html(descent, step), layout=plain, style=style)
        for step in range(last + 1)
    ]
    stack = w.Stack(frames, selected_index=0, layout=place)
    ground = w.HTML(background_html(descent), layout=place, style=style)
    slider = w.IntSlider(
        value=0,
        max=last,
        description="Step",
        layout=w.Layout(width=f"{WIDTH - 130}px"),
        tooltip="Step of the descent. The arrow keys go forward and back.",
    )
    play = w.Play(
        max=last,
        interval=INTERVAL,
        show_repeat=False,
        description="Play the descent",
        tooltip="Play the descent",
    )
    w.jslink((play, "value"), (slider, "value"))
    w.jslink((slider, "value"), (stack, "selected_index"))
    return Stepper(
        [
            w.GridBox([ground, stack], layout=w.Layout(margin="0", overflow="auto")),
            w.HBox([play, slider]),
        ]
    )
