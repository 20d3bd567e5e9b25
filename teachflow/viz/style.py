"""How each kind of node looks: one table for the picture and for its legend.

A projector washes colours out, a printer drops them, and one learner in twelve confuses
some. So every kind has a shape of its own, colour only repeats what the shape says
(tints of the palette of Okabe and Ito, which colour-blind readers can tell apart), and
all text is near-black on a pale ground.
"""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Helvetica,Arial,DejaVu Sans,sans-serif"
INK = "#1f2328"
QUIET = "#57606a"
PAPER = "#ffffff"
BOX_FILLS = ("#f4f6f9", "#e9edf3")
BOX_STROKE = "#aab4c2"
EDGE = "#4b5563"
WRITE = "#9a5b00"

NAME_SIZE = 14.0
SYMBOL_SIZE = 19.0
DETAIL_SIZE = 11.0
EDGE_SIZE = 11.0


@dataclass(frozen=True)
class Look:
    """Shape, colours and meaning of one kind of node.

    ``shape`` is Graphviz's name; ``grow`` (points) is what the outline needs beside the
    text, as (factor on the width, added width, factor on the height, added height).

    >>> LOOKS["constant"].shape
    'box'
    """

    shape: str
    fill: str
    stroke: str
    meaning: str
    grow: tuple[float, float, float, float] = (1.0, 16.0, 1.0, 10.0)
    style: str = "filled"
    width: float = 1.2


LOOKS = {
    "placeholder": Look(
        "parallelogram",
        "#d9edf9",
        "#0072b2",
        "placeholder (you feed it)",
        (1.0, 44.0, 1.0, 12.0),
    ),
    "variable": Look(
        "cylinder",
        "#fde7c3",
        "#9a5b00",
        "variable (trainable)",
        (1.0, 20.0, 1.0, 24.0),
    ),
    "fixed variable": Look(
        "cylinder",
        "#ffffff",
        "#9a5b00",
        "variable (not trainable)",
        (1.0, 20.0, 1.0, 24.0),
        "filled,dashed",
    ),
    "constant": Look("box", "#f1f1ef", "#8a8a86", "constant", (1.0, 14.0, 1.0, 8.0)),
    "random": Look(
        "hexagon", "#f7dfec", "#9c3b74", "random numbers", (1.0, 40.0, 1.0, 12.0)
    ),
    "change": Look(
        "box3d", "#fff6bf", "#7a6a00", "changes a variable", (1.0, 22.0, 1.0, 16.0)
    ),
    "op": Look("ellipse", "#ffffff", "#374151", "operation", (1.2, 20.0, 1.3, 10.0)),
    "result": Look(
        "ellipse",
        "#d7f0e4",
        "#00664a",
        "result (nothing uses it yet)",
        (1.2, 22.0, 1.3, 12.0),
        "filled",
        1.6,
    ),
    "scope": Look(
        "folder",
        "#e9edf3",
        "#4a5a70",
        "closed name scope",
        (1.0, 26.0, 1.0, 16.0),
    ),
    "outside": Look(
        "box",
        "#ffffff",
        "#6b7280",
        "outside of what is shown",
        (1.0, 18.0, 1.0, 10.0),
        "filled,dashed,rounded",
    ),
}
