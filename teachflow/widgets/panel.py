"""The thin skin: recorded frames in ipywidgets, played by the front end alone.

Play and slider are linked to a stack of frames in the browser, so stepping needs no
kernel; the background is one widget, and the frames lie over it in the same grid cell.
Both lay out their picture by the same rules, as wide as it may be and in the corner, so
they stay one picture at every width; the numbers go below it where there is no room
beside it.
"""

from __future__ import annotations

from typing import Any

from teachflow.texts import text
from teachflow.viz.drawing.style import PAPER
from teachflow.widgets import words
from teachflow.widgets.descent import Descent
from teachflow.widgets.surface import WIDTH, background_svg, legend, overlay_svg

NUMBERS_WIDTH = 340
"""The most that the numbers get beside the picture, in pixels."""
INTERVAL = 500
"""Milliseconds from frame to frame while playing."""


def frame_html(descent: Descent, step: int) -> str:
    """One frame: the overlay, and the numbers beside it."""
    frame = descent.frames[step]
    over = overlay_svg(descent, step, words.caption(descent, frame))
    return (
        f'<div class="teachflow-frame" data-step="{step}">{over}'
        f"<div>{words.numbers_html(descent, frame)}</div></div>"
    )


def background_html(descent: Descent) -> str:
    """What the frames lie over: what stays in the picture, and what its marks mean."""
    return (
        f'{words.STYLE}<div class="teachflow-ground">{background_svg(descent)}'
        f"{legend(descent)}</div>"
    )


def build_panel(descent: Descent) -> Any:
    """The stepper as a widget. Raises ``ImportError`` without ipywidgets."""
    import ipywidgets as w  # type: ignore[import-untyped]  # noqa: PLC0415 - may be absent

    last = len(descent.frames) - 1

    class Stepper(w.VBox):  # type: ignore[misc]
        """A box whose text, seen where no widget is, says what to do."""

        def __repr__(self) -> str:
            return text("descent.stepper", title=words.title(descent))

    plain = w.Layout(margin="0", width="100%", overflow="hidden")
    place = w.Layout(
        margin="0", width="100%", grid_area="1 / 1 / 2 / 2", overflow="hidden"
    )
    # A pale card in dark themes too, as high as the numbers below the picture need.
    paper = {"background": PAPER}
    ground = w.HTML(background_html(descent), layout=place, style=paper)
    frames = [w.HTML(frame_html(descent, 0), layout=plain)]
    frames += [
        w.HTML(frame_html(descent, step), layout=plain, style=frames[0].style)
        for step in range(1, last + 1)
    ]
    stack = w.Stack(frames, selected_index=0, layout=place)
    slider = w.IntSlider(
        value=0,
        max=last,
        description=text("descent.slider"),
        layout=w.Layout(flex="1 1 240px", width="auto", min_width="0"),
        tooltip=text("descent.slider_tip"),
    )
    play = w.Play(
        max=last,
        interval=INTERVAL,
        show_repeat=False,
        description=text("descent.play"),
        tooltip=text("descent.play"),
    )
    w.jslink((play, "value"), (slider, "value"))
    w.jslink((slider, "value"), (stack, "selected_index"))
    card = w.Layout(
        margin="0",
        max_width=f"{WIDTH + NUMBERS_WIDTH}px",
        grid_template_columns="minmax(0, 1fr)",
        overflow="hidden",
    )
    row = w.Layout(max_width=f"{WIDTH}px", flex_flow="row wrap")  # or below one another
    return Stepper(
        [w.GridBox([ground, stack], layout=card), w.HBox([play, slider], layout=row)]
    )
