"""Learning curves as a picture that also says in words what it shows.

A figure shown the usual way has no text for those who cannot see it, in most programs
that open notebooks. An image element has, everywhere; so that is what is made here.
"""

from __future__ import annotations

import base64
import html
import io
import logging
from collections.abc import Mapping, Sequence

from IPython.display import display

# Where it runs for the first time, matplotlib warns in red that it looks for fonts.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)

from matplotlib import rc_context  # noqa: E402 - after its warning is off
from matplotlib.figure import Figure  # noqa: E402 - the same

LINES = ("-", "--", ":", "-.")


def draw_curves(
    curves: Mapping[str, Sequence[float]], alt: str, ylabel: str, lowest: float
) -> None:
    """Shows curves over the epochs, on a scale whose lines are ten times apart.

    ``curves``: values by name, one an epoch; ``alt``: what is to be seen, in words;
    ``lowest``: where the scale begins.
    """
    figure = Figure(figsize=(7, 3.2), layout="constrained")
    axes = figure.subplots()
    for number, (name, values) in enumerate(curves.items()):
        axes.plot(values, LINES[number % len(LINES)], label=name)
    axes.set(xlabel="epoch", ylabel=ylabel, yscale="log", ylim=(lowest, None))
    axes.grid(alpha=0.3)
    axes.legend()
    picture = io.BytesIO()
    # The same curves make the same bytes: fixed ids, no date, no version.
    with rc_context({"svg.hashsalt": "curves"}):
        figure.savefig(picture, format="svg", metadata={"Date": None, "Creator": None})
    data = base64.b64encode(picture.getvalue()).decode("ascii")
    image = f'<img alt="{html.escape(alt)}" src="data:image/svg+xml;base64,{data}">'
    display({"text/html": image, "text/plain": alt}, raw=True)
