"""Small HTML without style sheets: tables that an untrusted notebook shows as well.

Everything is escaped here, and nowhere else.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from teachflow.viz.drawing.labels import visible
from teachflow.viz.settings import settings

_CELL = "padding:2px 8px;text-align:right"
_LEFT = "padding:2px 8px;text-align:left"


def escaped(text: str) -> str:
    """The text as HTML, on one line, with what cannot be printed as escapes.

    >>> escaped("</td><script>")
    '&lt;/td&gt;&lt;script&gt;'
    """
    return html.escape(visible(text))


def sized() -> str:
    """The style of what is shown to a class in larger type, else nothing."""
    scale = settings().scale
    return "" if scale == 1 else f' style="font-size:{scale:.0%}"'


def head(text: str) -> str:
    """The line above a table, in the learner's typewriter font."""
    return f"<div{sized()}><code>{escaped(text)}</code></div>"


def note(text: str) -> str:
    """A sentence below."""
    return f"<div><small>{escaped(text)}</small></div>"


def cell(text: str, shade: str = "") -> str:
    """One cell with a number; ``shade`` is its background."""
    style = f"{_CELL};background-color:{shade}" if shade else _CELL
    return f'<td style="{style}">{escaped(text)}</td>'


def title(text: str, *, row: bool = False) -> str:
    """The title of a column, or of a row."""
    scope = "row" if row else "col"
    return f'<th scope="{scope}" style="{_CELL}">{escaped(text)}</th>'


def table(rows: Iterable[Sequence[str]], titles: Sequence[str] = ()) -> str:
    """A table of texts, scrolled where it has no room; a row's first is its title.

    >>> table([("lr", "0.1")])[:43]
    '<div style="overflow-x:auto"><table><tbody>'
    """
    top = "".join(
        [f'<th scope="col" style="{_LEFT}">{escaped(name)}</th>' for name in titles]
    )
    lines = []
    for first, *others in rows:
        start = f'<th scope="row" style="{_LEFT}">{escaped(first)}</th>'
        rest = "".join(
            [f'<td style="{_LEFT}">{escaped(other)}</td>' for other in others]
        )
        lines.append(f"<tr>{start}{rest}</tr>")
    above = f"<thead><tr>{top}</tr></thead>" if top else ""
    inside = f"{above}<tbody>{''.join(lines)}</tbody>"
    return f'<div style="overflow-x:auto"><table{sized()}>{inside}</table></div>'


def columns_text(rows: Iterable[Sequence[str]]) -> str:
    """The same rows for a terminal, in columns."""
    listed = [[visible(part) for part in row] for row in rows]
    if not listed:
        return ""
    widths = [max(map(len, column)) for column in zip(*listed, strict=True)]
    return "\n".join(
        "  ".join(part.ljust(width) for part, width in zip(row, widths, strict=True))
        .rstrip()
        for row in listed
    )  # fmt: skip
