"""What stands in a node and on a box, line by line, before anything is drawn.

The drawing, its size and its text form all begin here: name, details, what a question
found (badges), and the sign of what makes the node stand out.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from teachflow.texts import text
from teachflow.viz.diagram import Badge, Box, Node
from teachflow.viz.drawing.labels import middled, shortened, text_width, visible
from teachflow.viz.drawing.style import (
    BADGES,
    DETAIL_SIZE,
    EMPHASES,
    FADED_INK,
    INK,
    LOOKS,
    NAME_SIZE,
    QUIET,
    SYMBOL_SIZE,
)

LONGEST_NAME = 40
MOST_LINES = 3  # of a problem
_NUMBERED = re.compile(r"_\d+$")
# Boxes that are no name scope end with one of these, which no operation's name can.
PARTS = ("=true", "=false", "=test", "=body", "=gradients")


@dataclass(frozen=True)
class Line:
    """One line of a label: its text, font size in points, colour and weight."""

    text: str
    size: float
    color: str = INK
    bold: bool = False


def lines(node: Node) -> list[Line]:
    """The lines of a node's label, from top to bottom.

    >>> [(line.text, line.size) for line in lines(Node("m", "op", "mul", symbol="×"))]
    [('×', 19.0), ('mul', 11.0)]
    """
    small = NAME_SIZE - 1 if node.kind == "constant" else NAME_SIZE
    emphasis = EMPHASES.get(node.emphasis)
    ink, quiet = (FADED_INK,) * 2 if node.emphasis == "faded" else (INK, QUIET)
    name = Line(short_name(node.label), DETAIL_SIZE if node.symbol else small, ink)
    if emphasis is not None and emphasis.sign:
        marked = f"{emphasis.sign} {name.text}"
        name = Line(marked, name.size, ink, bold=True)
    found = [Line(node.symbol, SYMBOL_SIZE, ink), name] if node.symbol else [name]
    found += [
        Line(shortened(visible(line), LONGEST_NAME), DETAIL_SIZE, quiet)
        for line in node.lines
    ]
    if emphasis is not None and emphasis.said:
        word = text(f"graph.emphasis.{node.emphasis}")
        if word != node.label:  # as in the legend
            found.append(Line(word, DETAIL_SIZE, emphasis.color, bold=True))
    return [*found, *(line for badge in node.badges for line in _badge(badge))]


def _badge(badge: Badge) -> Iterator[Line]:
    """One line; what is wrong may need some more to be understood."""
    look = BADGES[badge.kind]
    # `×3` and `#3` are one sign; the others stand before what they are about.
    said = visible(badge.text) or text(f"graph.badge_alone.{badge.kind}")
    space = "" if badge.kind in {"count", "order"} else " "
    whole = f"{look.sign}{space}{said}"
    parts = [middled(whole, LONGEST_NAME)]
    if badge.kind == "problem" and parts != [whole]:
        together = re.sub(r", (?=[\d?])", ",\u00a0", whole)  # a shape is one word
        parts = [
            part.replace("\u00a0", " ")
            for part in textwrap.wrap(together, LONGEST_NAME)
        ]
        rest = " ".join(parts[MOST_LINES - 1 :])
        parts = [*parts[: MOST_LINES - 1], shortened(rest, LONGEST_NAME)]
    for part in filter(None, parts):
        yield Line(part, DETAIL_SIZE, look.color, bold=True)


def said(badge: Badge) -> str:
    """A badge in words, for those who do not see its sign.

    >>> said(Badge("value", "3.0"))
    'value 3.0'
    """
    if not badge.text:
        return text(f"graph.badge_alone.{badge.kind}")
    return text(f"graph.badge.{badge.kind}", text=visible(badge.text))


def marks(node: Node) -> list[str]:
    """What a question found about a node, in words; its emphasis first.

    >>> marks(Node("x", "op", "x", badges=(Badge("count", "3"),), emphasis="path"))
    ['on the path', 'computed ×3']
    """
    first = [text(f"graph.emphasis.{node.emphasis}")] if node.emphasis else []
    return first + [said(badge) for badge in node.badges]


def node_size(node: Node) -> tuple[float, float]:
    """Width and height of a node in points: its text and what the outline needs.

    >>> wide, high = node_size(Node("a", "constant", "中文中文"))
    >>> wide >= 4 * 13 + 10
    True
    """
    times, plus, times_high, plus_high = LOOKS[node.kind].grow
    rows = lines(node)
    width = max(
        text_width(row.text, row.size) * (1.06 if row.bold else 1.0) for row in rows
    )
    height = sum(1.2 * row.size + 2 for row in rows)
    least = 26.0 if node.kind == "constant" else 48.0
    return max(width * times + plus, least), max(height * times_high + plus_high, 22.0)


def short_name(name: str) -> str:
    """A name as it is drawn: one line, cut in its middle when it is very long."""
    return middled(visible(name), LONGEST_NAME)


def title(box: Box) -> str:
    """What stands at the top of a box: the scope's own name, or what the box is.

    >>> title(Box("net/dense")), title(Box("choice", kind="condition"))
    ('dense', 'choice: cond')
    >>> title(Box("choice/=true"))
    'if true'
    """
    return part_title(box.name, box.kind)


def part_title(name: str, kind: str = "") -> str:
    """The same for the name of a box alone."""
    last = name.rsplit("/", 1)[-1]
    if last in PARTS:
        return text(f"graph.part.{last[1:]}")
    if kind and _NUMBERED.sub("", last) not in ("cond", "while"):
        return text(f"graph.box.{kind}", name=short_name(last))
    return short_name(last)
