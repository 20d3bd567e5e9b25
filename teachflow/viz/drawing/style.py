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
    """Shape and colours of one kind of node.

    ``shape`` is Graphviz's name; what the kind means is said by the text
    ``legend.kinds.<kind>``. ``grow`` (points) is what the outline needs beside the
    text, as (factor on the width, added width, factor on the height, added height).

    >>> LOOKS["constant"].shape
    'box'
    """

    shape: str
    fill: str
    stroke: str
    grow: tuple[float, float, float, float] = (1.0, 16.0, 1.0, 10.0)
    style: str = "filled"
    width: float = 1.2


LOOKS = {
    "placeholder": Look(
        "parallelogram",
        "#d9edf9",
        "#0072b2",
        (1.0, 52.0, 1.0, 12.0),
    ),
    "variable": Look(
        "cylinder",
        "#fde7c3",
        "#9a5b00",
        (1.0, 20.0, 1.15, 24.0),
    ),
    "fixed variable": Look(
        "cylinder",
        "#ffffff",
        "#9a5b00",
        (1.0, 20.0, 1.15, 24.0),
        "filled,dashed",
    ),
    "constant": Look("box", "#f1f1ef", "#8a8a86", (1.0, 14.0, 1.0, 8.0)),
    "random": Look("hexagon", "#f7dfec", "#9c3b74", (1.0, 40.0, 1.0, 12.0)),
    "change": Look("box3d", "#fff6bf", "#7a6a00", (1.0, 22.0, 1.0, 16.0)),
    "op": Look("ellipse", "#ffffff", "#374151", (1.2, 20.0, 1.3, 10.0)),
    "result": Look(
        "ellipse",
        "#d7f0e4",
        "#00664a",
        (1.2, 22.0, 1.3, 12.0),
        "filled",
        1.6,
    ),
    "scope": Look(
        "folder",
        "#e9edf3",
        "#4a5a70",
        (1.0, 26.0, 1.0, 16.0),
    ),
    "repeated": Look(
        "folder",
        "#ffffff",
        "#4a5a70",
        (1.0, 26.0, 1.0, 16.0),
        "filled,dashed",
    ),
    "argument": Look("invhouse", "#d9edf9", "#0072b2", (1.15, 34.0, 1.35, 22.0)),
    "watched": Look("house", "#fde7c3", "#9a5b00", (1.15, 34.0, 1.35, 22.0)),
    "captured": Look(
        "invhouse",
        "#ffffff",
        "#0072b2",
        (1.15, 34.0, 1.35, 22.0),
        "filled,dashed",
    ),
    "choice": Look("invtrapezium", "#ece6f6", "#5b3f8c", (1.25, 40.0, 1.0, 12.0)),
    "loop value": Look("octagon", "#ece6f6", "#5b3f8c", (1.05, 32.0, 1.1, 14.0)),
    "outside": Look(
        "box",
        "#ffffff",
        "#6b7280",
        (1.0, 18.0, 1.0, 10.0),
        "filled,dashed,rounded",
    ),
}


@dataclass(frozen=True)
class Arrow:
    """How a kind of arrow looks.

    ``backwards``: its head is where it comes from. ``turned``: laid out against its
    flow, so that what it leads to stands above. ``loose``: it pulls no node anywhere.
    """

    color: str
    width: float = 1.0
    dashes: str = ""
    head: str = ""
    backwards: bool = False
    turned: bool = False
    loose: bool = False
    hollow: bool = False
    side: str = ""


ARROWS = {
    "data": Arrow(EDGE),
    "control": Arrow(QUIET, dashes="dashed", head="open"),
    "write": Arrow(WRITE, 1.8, backwards=True),
    "predicate": Arrow("#5b3f8c", 2.0, "dotted", "onormal", hollow=True),
    "next": Arrow("#5b3f8c", 2.0, loose=True, side="e"),
    "cotangent": Arrow("#8c2f66", 1.8, turned=True),
    "applied": Arrow("#8c2f66", head="vee", loose=True),
    "recalled": Arrow("#6b7280", 1.3, "dotted", loose=True),
    "unseen": Arrow(QUIET, dashes="dotted", head="open"),
}


@dataclass(frozen=True)
class BoxStyle:
    """How a box that is no name scope looks."""

    fill: str
    color: str
    style: str = "filled,rounded"


BOX_STYLES = {
    "condition": BoxStyle("#f4f1fa", "#5b3f8c"),
    "loop": BoxStyle("#f4f1fa", "#5b3f8c"),
    "true": BoxStyle("#ffffff", "#5b3f8c", "filled,rounded,dashed"),
    "false": BoxStyle("#ffffff", "#5b3f8c", "filled,rounded,dashed"),
    "test": BoxStyle("#ffffff", "#5b3f8c", "filled,rounded,dashed"),
    "body": BoxStyle("#ffffff", "#5b3f8c", "filled,rounded,dashed"),
    "gradients": BoxStyle("#fbf1f7", "#8c2f66"),
}


@dataclass(frozen=True)
class Sign:
    """What a badge begins with, and the colour of its line."""

    sign: str
    color: str


# Kind of badge -> its look. The sign says the kind where colour does not arrive.
BADGES = {
    "input": Sign("←", "#374151"),
    "value": Sign("=", "#005a8c"),
    "gradient": Sign("∂", "#8c2f66"),
    "order": Sign("#", "#374151"),
    "count": Sign("×", "#374151"),
    "part": Sign("◐", "#374151"),
    "fed": Sign("▼", "#005a8c"),
    "fetched": Sign("▲", "#00664a"),
    "read": Sign("○", "#7a4700"),
    "written": Sign("●", "#7a4700"),
    "cell": Sign("■", "#57606a"),
    "changed": Sign("~", "#7a4700"),
    "problem": Sign("!", "#b3160f"),
}


@dataclass(frozen=True)
class Emphasis:
    """How a node or an arrow stands out: an outline, and a sign before the name.

    ``double`` is a second outline; ``said`` that the word stands in the node too.
    """

    sign: str
    color: str
    width: float
    dashed: bool = False
    double: bool = False
    said: bool = False


FADED_INK = "#6b7280"
EMPHASES = {
    "path": Emphasis("", "#111418", 3.6),
    "found": Emphasis("★", "#0072b2", 3.2),
    "center": Emphasis("◉", "#111418", 2.2, double=True),
    "offender": Emphasis("✗", "#c1121f", 3.6, double=True, said=True),
    "added": Emphasis("+", "#00664a", 3.0),
    "removed": Emphasis("−", "#8c2f66", 2.4, dashed=True),
    "changed": Emphasis("~", "#9a5b00", 3.0),
    "faded": Emphasis("", "#cfd5dc", 1.0),
}
