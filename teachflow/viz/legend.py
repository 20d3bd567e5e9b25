"""The legend under a picture: what each shape and arrow in it means, and the notes.

Drawn by us, not by the layout engine, so it is the same below every picture and says
only what the picture above it needs.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from teachflow.viz.labels import number, text_width
from teachflow.viz.style import LOOKS, QUIET, WRITE

SIZE = 11.0
_ROW = 22.0
_SWATCH = 26.0
_GAP = 18.0
_LEAST = 420.0
_ARROWS = {
    "control": ("runs before (no data)", QUIET, "4,2"),
    "write": ("writes into", WRITE, ""),
}


def legend_elements(
    kinds: tuple[str, ...],
    edge_kinds: tuple[str, ...],
    notes: tuple[str, ...],
    width: float,
) -> tuple[list[ET.Element], float, float]:
    """The drawn legend, the width it takes and its height, both 0 for no legend."""
    width = max(width, _LEAST)
    entries = [(kind, LOOKS[kind].meaning) for kind in LOOKS if kind in kinds]
    entries += [(kind, _ARROWS[kind][0]) for kind in _ARROWS if kind in edge_kinds]
    elements: list[ET.Element] = []
    x, y, widest = 4.0, 14.0, 0.0
    for kind, meaning in entries:
        need = _SWATCH + 6 + text_width(meaning, SIZE) * 0.92
        if x > 4.0 and x + need > width:
            x, y = 4.0, y + _ROW
        elements += _swatch(kind, x, y)
        elements.append(_text(meaning, x + _SWATCH + 6, y + 4))
        x += need + _GAP
        widest = max(widest, x - _GAP)
    y += _ROW if entries else 0.0
    for line in _wrapped(notes, width - 8):
        elements.append(_text(line, 4.0, y + 2))
        widest = max(widest, 8 + text_width(line, SIZE) * 0.92)
        y += 16.0
    return (elements, widest, y - 2) if elements else ([], 0.0, 0.0)


def _wrapped(notes: tuple[str, ...], width: float) -> list[str]:
    lines: list[str] = []
    for note in notes:
        line = ""
        for word in note.split(" "):
            longer = f"{line} {word}".strip()
            if line and text_width(longer, SIZE) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def _text(text: str, x: float, y: float) -> ET.Element:
    place = {"x": number(x), "y": number(y), "font-size": f"{SIZE:g}", "fill": QUIET}
    element = ET.Element("text", place)
    element.text = text
    return element


def _swatch(kind: str, x: float, y: float) -> list[ET.Element]:
    """A small drawing of a node's or an arrow's look, 26 points wide, around ``y``."""
    if kind in _ARROWS:
        _, color, dashes = _ARROWS[kind]
        back = kind == "write"
        line = {
            "d": f"M{number(x)},{number(y)}h{_SWATCH:g}",
            "stroke": color,
            "fill": "none",
        }
        line["stroke-width"] = "1.8" if back else "1"
        if dashes:
            line["stroke-dasharray"] = dashes
        tip = x if back else x + _SWATCH
        side = 7 if back else -7
        head = {"d": f"M{number(tip)},{number(y)}l{side},-3.5v7z", "fill": color}
        return [ET.Element("path", line), ET.Element("path", head)]
    look = LOOKS[kind]
    paint = {
        "fill": look.fill,
        "stroke": look.stroke,
        "stroke-width": f"{look.width:g}",
    }
    if "dashed" in look.style:
        paint["stroke-dasharray"] = "4,2"
    outline = _OUTLINES[look.shape]
    shapes = [
        ET.Element("path", {"d": f"M{number(x)},{number(y)}{d}", **paint})
        for d in outline
    ]
    if kind == "result":
        ring = "m4,0a9,4,0,1,1,18,0a9,4,0,1,1,-18,0z"
        shapes.append(
            ET.Element("path", {"d": f"M{number(x)},{number(y)}{ring}", **paint})
        )
    return shapes


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
}
assert {look.shape for look in LOOKS.values()} <= set(_OUTLINES)
