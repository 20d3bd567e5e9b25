"""The legend under a picture: what each shape and arrow in it means, and the notes.

Drawn by us, not by the layout engine, so it is the same below every picture and says
only what the picture above it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from teachflow.texts import text as said
from teachflow.viz.diagram import Diagram, Edge, Node
from teachflow.viz.drawing.labels import number, text_width, visible
from teachflow.viz.drawing.style import ARROWS, BADGES, EMPHASES, LOOKS, PAPER, QUIET

SIZE = 11.0
_ROW = 22.0
_SWATCH = 26.0
_GAP = 18.0
_LEAST = 420.0


@dataclass(frozen=True)
class Legend:
    """What the legend explains: kinds of nodes, arrows, badges, emphasis; and notes."""

    kinds: tuple[str, ...] = ()
    arrows: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()
    emphases: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def legend_of(diagram: Diagram, notes: tuple[str, ...] = ()) -> Legend:
    """The legend for what occurs in a diagram, each in the order of its table.

    >>> from teachflow.viz.diagram import Box, Node
    >>> legend_of(Diagram(Box(nodes=(Node("x", "random", "x"),)), ())).kinds
    ('random',)
    """
    nodes = diagram.nodes
    kinds = {node.kind for node in nodes}
    if kinds <= {"op", "result"}:
        kinds -= {"op"}
    arrows = {edge.kind for edge in diagram.edges} - {"data"}
    badges = {badge.kind for node in nodes for badge in node.badges}
    marked = {node.emphasis for node in nodes}
    marked |= {edge.emphasis for edge in diagram.edges}
    return Legend(
        tuple(kind for kind in LOOKS if kind in kinds),
        tuple(kind for kind in ARROWS if kind in arrows),
        tuple(kind for kind in BADGES if kind in badges),
        tuple(kind for kind in EMPHASES if kind in marked),
        tuple(map(visible, notes)),
    )


def caption(legend: Legend) -> list[str]:
    """The signs and notes of the legend in lines of text, for what an engine draws.

    What has a shape or a line is among its ``samples``.

    >>> caption(Legend(badges=("value", "count"), notes=("a note",)))
    ['= value   × how often it was computed', 'a note']
    """
    signs = [
        f"{BADGES[kind].sign} {said(f'legend.badges.{kind}')}" for kind in legend.badges
    ]
    rows = ["   ".join(signs[start : start + 4]) for start in range(0, len(signs), 4)]
    return [*rows, *_wrapped(legend.notes, _LEAST)]


def samples(legend: Legend) -> tuple[list[Node], list[Edge]]:
    """A node for each kind and each emphasis, an arrow for each kind of arrow.

    >>> nodes, edges = samples(Legend(kinds=("random",), arrows=("control",)))
    >>> nodes[0].label, edges[0].label
    ('random numbers', 'runs before (no data)')
    """
    nodes = [
        Node(f"=legend={kind}", kind, said(f"legend.kinds.{kind}"))
        for kind in legend.kinds
    ]
    nodes += [
        Node(
            f"=legend=!{kind}",
            "op",
            said(f"legend.emphases.{kind}"),
            emphasis=kind,
        )
        for kind in legend.emphases
    ]
    edges = [
        Edge(
            f"=legend={kind}:0",
            f"=legend={kind}=from",
            f"=legend={kind}=to",
            said(f"legend.arrows.{kind}"),
            kind,
        )
        for kind in legend.arrows
    ]
    return nodes, edges


def legend_elements(
    legend: Legend, width: float
) -> tuple[list[ET.Element], float, float]:
    """The drawn legend, the width it takes and its height, both 0 for no legend."""
    width = max(width, _LEAST)
    elements: list[ET.Element] = []
    x, y, widest = 4.0, 14.0, 0.0
    entries = [("kinds", kind) for kind in legend.kinds]
    entries += [("arrows", kind) for kind in legend.arrows]
    entries += [("badges", kind) for kind in legend.badges]
    entries += [("emphases", kind) for kind in legend.emphases]
    for table, kind in entries:
        meaning = said(f"legend.{table}.{kind}")
        swatch = 14.0 if table == "badges" else _SWATCH
        need = swatch + 6 + text_width(meaning, SIZE) * 0.92
        if x > 4.0 and x + need > width:
            x, y = 4.0, y + _ROW
        elements += _SWATCHES[table](kind, x, y)
        elements.append(_text(meaning, x + swatch + 6, y + 4))
        x += need + _GAP
        widest = max(widest, x - _GAP)
    y += _ROW if entries else 0.0
    for line in _wrapped(legend.notes, width - 8):
        elements.append(_text(line, 4.0, y + 2))
        widest = max(widest, 8 + text_width(line, SIZE) * 0.92)
        y += 16.0
    return (elements, widest, y - 2) if elements else ([], 0.0, 0.0)


def _wrapped(notes: tuple[str, ...], width: float) -> list[str]:
    """Lines no wider than that; between wide characters a line may end anywhere."""
    lines: list[str] = []
    for note in notes:
        line = ""
        for word in _words(note):
            longer = line + word
            if line and text_width(longer.rstrip(), SIZE) > width:
                lines.append(line.rstrip())
                longer = word
            line = longer
        lines.append(line.rstrip())
    return lines


def _words(note: str) -> list[str]:
    words = [""]
    for char in note:
        if words[-1].endswith(" ") or ord(char) >= 0x2E80:
            words.append("")
        words[-1] += char
    return words


def _text(text: str, x: float, y: float) -> ET.Element:
    place = {"x": number(x), "y": number(y), "font-size": f"{SIZE:g}", "fill": QUIET}
    element = ET.Element("text", place)
    element.text = text
    return element


def _path(d: str, **attributes: str) -> ET.Element:
    paint = {name.replace("_", "-"): value for name, value in attributes.items()}
    return ET.Element("path", {"d": d, **paint})


def _shape(kind: str, x: float, y: float) -> list[ET.Element]:
    """A small drawing of a node's look, 26 points wide, around ``y``."""
    look = LOOKS[kind]
    paint = {
        "fill": look.fill,
        "stroke": look.stroke,
        "stroke_width": f"{look.width:g}",
    }
    if "dashed" in look.style:
        paint["stroke_dasharray"] = "4,2"
    start = f"M{number(x)},{number(y)}"
    shapes = [_path(start + d, **paint) for d in _OUTLINES[look.shape]]
    if kind == "result":
        ring = "m4,0a9,4,0,1,1,18,0a9,4,0,1,1,-18,0z"
        shapes.append(_path(start + ring, **paint))
    return shapes


def _arrow(kind: str, x: float, y: float) -> list[ET.Element]:
    look = ARROWS[kind]
    back = look.backwards
    dashes = {"dashed": "4,2", "dotted": "1,3"}.get(look.dashes, "")
    hollow = look.hollow
    shapes = _line(x, y, look.color, look.width, dashes, back=back, hollow=hollow)
    if look.head in ("open", "vee"):
        tip = number(x + _SWATCH)
        barbs = f"M{tip},{number(y)}l-7,-3.5l2.5,3.5l-2.5,3.5z"
        shapes[-1] = _path(barbs, fill=look.color)
    return shapes


def _line(
    x: float,
    y: float,
    color: str,
    width: float,
    dashes: str = "",
    *,
    back: bool = False,
    hollow: bool = False,
) -> list[ET.Element]:
    paint = {"stroke": color, "fill": "none", "stroke_width": f"{width:g}"}
    if dashes:
        paint["stroke_dasharray"] = dashes
    tip = x if back else x + _SWATCH
    side = 7 if back else -7
    fill = {"fill": PAPER, "stroke": color} if hollow else {"fill": color}
    return [
        _path(f"M{number(x)},{number(y)}h{_SWATCH:g}", **paint),
        _path(f"M{number(tip)},{number(y)}l{side},-3.5v7z", **fill),
    ]


def _badge(kind: str, x: float, y: float) -> list[ET.Element]:
    sign = _text(BADGES[kind].sign, x + 3, y + 4)
    sign.set("fill", BADGES[kind].color)
    sign.set("font-weight", "bold")
    return [sign]


def _emphasis(kind: str, x: float, y: float) -> list[ET.Element]:
    look = EMPHASES[kind]
    paint = {"fill": PAPER, "stroke": look.color, "stroke_width": f"{look.width:g}"}
    if look.dashed:
        paint["stroke_dasharray"] = "4,2"
    shapes = [_path(f"M{number(x + 2)},{number(y - 6)}h22v12h-22z", **paint)]
    if look.double:
        paint["stroke_width"] = "1.2"
        shapes.append(_path(f"M{number(x + 6)},{number(y - 3)}h14v6h-14z", **paint))
    elif look.sign:
        sign = _text(look.sign, x + 9, y + 3.5)
        sign.set("fill", look.color)
        shapes.append(sign)
    return shapes


_SWATCHES = {
    "kinds": _shape,
    "arrows": _arrow,
    "badges": _badge,
    "emphases": _emphasis,
}
# Outlines as paths relative to the middle of the left side, 26 wide and 14 high.
_OUTLINES = {
    "ellipse": ("a13,7,0,1,1,26,0a13,7,0,1,1,-26,0z",),
    "box": ("v-6h26v12h-26z",),
    "parallelogram": ("m0,7l7,-14h19l-7,14z",),
    "hexagon": ("l6,-7h14l6,7l-6,7h-14z",),
    "cylinder": (
        "m2,-5a11,2.5,0,0,1,22,0v10a11,2.5,0,0,1,-22,0z",
        "m2,-5a11,2.5,0,0,0,22,0",
    ),
    "box3d": ("m0,-4l3,-3h23v11l-3,3h-23z", "m0,-4h23v11m0,-11l3,-3"),
    "folder": ("m0,7v-11h14l2,-3h8l2,3v11z",),
    "invhouse": ("m0,-7h26v9l-13,5l-13,-5z",),
    "house": ("m0,7h26v-9l-13,-5l-13,5z",),
    "invtrapezium": ("m0,-7h26l-6,14h-14z",),
    "octagon": ("m0,-3l6,-4h14l6,4v6l-6,4h-14l-6,-4z",),
}
assert {look.shape for look in LOOKS.values()} <= set(_OUTLINES)
