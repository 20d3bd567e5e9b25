"""Graphviz's SVG -> ours: only what every notebook shows, small, and with a legend.

Front ends strip or mangle style sheets, scripts, links and comments; so what is kept is
a list of elements and presentation attributes. Every id begins with the caller's
prefix, because two pictures may stand in one page.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from teachflow.texts import text
from teachflow.viz.drawing.labels import columns, number
from teachflow.viz.drawing.legend import Legend, legend_elements
from teachflow.viz.drawing.style import EDGE_SIZE, FONT, INK, PAPER

_ELEMENTS = frozenset(("svg", "g", "polygon", "polyline", "path", "ellipse", "text"))
_ATTRIBUTES = frozenset(
    (
        *("id", "fill", "stroke", "stroke-width", "stroke-dasharray", "points", "d"),
        *("cx", "cy", "rx", "ry", "x", "y", "text-anchor", "font-size"),
        *("font-weight", "font-style", "transform", "viewBox"),
    )
)
_NUMBER = re.compile(r"-?\d*\.\d+(?:e-?\d+)?")
_ANY_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MARGIN = 8.0
# What a text inherits from the groups around it, so need not say.
_HOLDS_ANYWAY = {
    ("text", "fill", INK),
    ("text", "font-size", f"{EDGE_SIZE:.2f}"),
    ("text", "text-anchor", "start"),
}


def clean(
    svg: bytes,
    prefix: str,
    legend: Legend | None = None,
) -> str:
    """The picture as one ``<svg>`` element, text and no prologue.

    ``prefix`` goes before every id; ``legend`` is what to draw below it. Raises
    ``ValueError`` for what is no SVG.

    >>> raw = b'<svg viewBox="0 0 9 9"><g id="a"><script>1</script></g></svg>'
    >>> 'id="p-a"' in clean(raw, "p")
    True
    """
    try:
        root = _kept(ET.fromstring(svg), prefix)
    except ET.ParseError as error:
        raise ValueError(text("layout.no_svg", problem=error)) from error
    if root is None or root.tag != "svg" or "viewBox" not in root.attrib:
        raise ValueError(text("layout.no_view"))
    _, _, width, height = (float(n) for n in root.attrib["viewBox"].split())
    body = list(root)
    for part in body:
        _write_last(part)
    below, wide, high = legend_elements(legend or Legend(), width)
    picture = ET.Element("g", {"font-size": f"{EDGE_SIZE:g}"})
    if wide > width:
        picture.set("transform", f"translate({number((wide - width) / 2)})")
    picture.extend(body)
    under = ET.Element("g", {"transform": f"translate(0 {number(height)})"})
    under.extend(below)
    parts = [picture, under] if below else [picture]
    return sheet(parts, max(wide, width), height + high)


def _write_last(picture: ET.Element) -> None:
    """Moves the titles of boxes and the texts of arrows to the end of the picture.

    Drawn last and with an edge in the colour of their ground, they stay readable where
    an arrow runs through them.
    """
    last = ET.Element("g", {"stroke": PAPER, "stroke-width": "3"})
    last.set("stroke-linejoin", "round")
    last.set("paint-order", "stroke")
    for group in picture.findall("g"):
        name = group.get("id", "").partition("-")[2]
        if _is_node(name):
            continue
        ground = group.find("path") if name.startswith("scope:") else None
        for label in group.findall("text"):
            group.remove(label)
            if ground is not None:
                label.set("stroke", ground.get("fill", PAPER))
            last.append(label)
    if len(last):
        picture.append(last)


def sheet(parts: list[ET.Element], width: float, height: float) -> str:
    """An SVG text: the parts on opaque paper of that size, with a margin around."""
    width, height = width + 2 * MARGIN, height + 2 * MARGIN
    size = {"width": number(width), "height": number(height)}
    box = {"viewBox": f"0 0 {number(width)} {number(height)}"}
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, **box})
    root.set("font-family", FONT)
    ET.SubElement(root, "rect", {**size, "rx": "6", "fill": PAPER})
    inner = ET.SubElement(root, "g", {"transform": f"translate({MARGIN:g} {MARGIN:g})"})
    inner.set("fill", INK)
    inner.extend(parts)
    return ET.tostring(root, encoding="unicode").replace('" />', '"/>')


def text_sheet(lines: list[str]) -> str:
    """An SVG that shows lines of text: the picture when nothing can lay out a graph."""
    from_top = 16.0
    block = ET.Element(
        "g", {"font-family": "DejaVu Sans Mono,Menlo,Consolas,monospace"}
    )
    for index, line in enumerate(lines):
        place = {"x": "0", "y": number(12 + from_top * index), "font-size": "12"}
        text = ET.SubElement(block, "text", place)
        # Ordinary spaces would collapse; these do not, in any reader.
        text.text = _INVALID.sub("\ufffd", line).replace(" ", "\u00a0")
    width = 7.4 * max((columns(line) for line in lines), default=1)
    return sheet([block], width, from_top * max(len(lines), 1))


def _rounded(text: str) -> str:
    return _NUMBER.sub(lambda match: number(float(match.group())), text)


def _kept(element: ET.Element, prefix: str) -> ET.Element | None:
    """A copy of the allowed part of an element; links give way to what they hold."""
    tag = _local(element.tag)
    if tag not in _ELEMENTS:
        return None
    copy = ET.Element(tag)
    for name, value in element.attrib.items():
        name = _local(name)
        if name not in _ATTRIBUTES:
            continue
        short = _shortened(tag, name, value)
        if short is not None:
            copy.set(name, f"{prefix}-{short}" if name == "id" else short)
    if tag == "text":
        copy.text = element.text
    for child in _unlinked(element):
        kept = _kept(child, prefix)
        if kept is not None:
            copy.append(kept)
    if tag == "g":
        _tidy(copy)
    elif copy.get("stroke") == copy.get("fill") and "stroke-width" not in copy.attrib:
        copy.attrib.pop("stroke", None)  # the head of an arrow: filled is enough
    return copy


def _unlinked(element: ET.Element) -> list[ET.Element]:
    children: list[ET.Element] = []
    for child in element:
        children += _unlinked(child) if _local(child.tag) == "a" else [child]
    return children


def _local(name: object) -> str:
    # Comments have a function for a tag: no name, so they go.
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def _tidy(group: ET.Element) -> None:
    """Centres the text of a node by its outline; drops the engine's own background.

    Engines set the start of a text by the fonts they know; browsers have other ones.
    """
    name = group.attrib.get("id", "")
    if name.endswith("-graph0"):
        del group.attrib["id"]
        for background in group.findall("polygon"):
            group.remove(background)
    elif group.find("text") is not None and _is_node(name):
        numbers = [float(n) for n in _ANY_NUMBER.findall(_outline(group[0]))]
        middle = number((min(numbers[::2]) + max(numbers[::2])) / 2)
        group.set("text-anchor", "middle")
        for text in group.findall("text"):
            text.set("x", middle)


def _is_node(name: str) -> bool:
    return ":" not in name and "^" not in name


def _outline(shape: ET.Element) -> str:
    """Coordinates of a shape, x and y in turn."""
    ellipse = f"{shape.get('cx')} 0"
    return shape.get("points") or shape.get("d") or ellipse


def _shortened(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute; None where it says what holds without it."""
    if (tag, name, value) in _HOLDS_ANYWAY:
        return None
    if tag == "polygon" and name == "points":
        points = _rounded(value).split()
        return " ".join(points[:-1] if points[0] == points[-1] else points)
    if name == "transform":
        return " ".join(re.findall(r"translate\([^)]*\)", _rounded(value)))
    return value if name in ("fill", "stroke", "id") else _rounded(value)
