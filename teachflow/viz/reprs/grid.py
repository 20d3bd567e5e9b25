"""An array as a grid of numbers: cut where it is large, shaded a little by size.

Only what is shown is looked at, so the largest array costs no more than a small one.
The shade is a veil over the page's own colour: numbers keep the page's ink, so they are
readable on light and on dark pages, and they say all that the shade says.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from teachflow.texts import text
from teachflow.viz.drawing import labels
from teachflow.viz.reprs import sheet

_ROWS = 10
_COLUMNS = 8
_SLICES = 2
_FIRST = 3
_GAP = "…"
_POSITIVE = "0,114,178"
_NEGATIVE = "213,94,0"
_STRONGEST = 0.32


def grid(array: Any) -> str:
    """HTML of an array of rank 1 or more: a table, or one for each of the first slices.

    >>> "<table>" in grid(np.eye(2)), grid(np.zeros((0, 3)))
    (True, '<div><small>no elements</small></div>')
    """
    if not array.size:
        return sheet.note(text("reprs.no_elements"))
    if array.ndim <= 2:
        return _table(array)
    places = itertools.product(*[range(length) for length in array.shape[:-2]])
    parts = []
    for place in itertools.islice(places, _SLICES):
        where = ", ".join([*map(str, place), ":", ":"])
        parts.append(sheet.head(f"[{where}]") + _table(array[place]))
    count = int(np.prod(array.shape[:-2], dtype=object))
    if count > _SLICES:
        parts.append(sheet.note(text("reprs.more_slices", count=count - _SLICES)))
    return "".join(parts)


def _table(array: Any) -> str:
    rows = array[np.newaxis, :] if array.ndim == 1 else array
    down, across = _shown(rows.shape[0], _ROWS), _shown(rows.shape[1], _COLUMNS)
    whole = [row for row in down if row is not None]
    part = rows[np.ix_(whole, [at for at in across if at is not None])]
    largest = _largest(part)
    top = "".join([sheet.title(_GAP if at is None else str(at)) for at in across])
    lines = [f"<thead><tr><th></th>{top}</tr></thead><tbody>"]
    for row in down:
        first = sheet.title(_GAP if row is None else str(row), row=True)
        if array.ndim == 1:
            first = sheet.title("", row=True)
        cells = [
            sheet.cell(_GAP)
            if row is None or at is None
            else sheet.cell(element(rows[row, at]), _shade(rows[row, at], largest))
            for at in across
        ]
        lines.append(f"<tr>{first}{''.join(cells)}</tr>")
    return f"<table{sheet.sized()}>{''.join(lines)}</tbody></table>"


def _shown(length: int, most: int) -> list[int | None]:
    """The places that are shown, None for the gap between the first and the last."""
    if length <= most:
        return list(range(length))
    half = most // 2
    return [*range(half), None, *range(length - half, length)]


def element(item: Any) -> str:
    """One element in a few characters.

    >>> element(np.float32(1 / 3)), element(b"abc"), element(np.True_)
    ('0.33333', '"abc"', 'True')
    """
    if isinstance(item, (np.floating, float)):
        return _number(float(item))
    if isinstance(item, (np.complexfloating, complex)):
        return f"{complex(item):.4g}"
    value = np.empty((), object) if isinstance(item, bytes) else np.asarray(item)
    if isinstance(item, bytes):
        value[()] = item
    return labels.value_text(value) or "?"


def line(value: Any) -> str:
    """An array in a few characters, whatever it holds: its first three elements.

    >>> line(np.float32(6.0)), line(np.arange(9.0).reshape(3, 3))
    ('6.0', '[0.0, 1.0, 2.0, …] (3, 3)')
    """
    array = value if isinstance(value, (np.ndarray, np.generic)) else np.asarray(value)
    whole = labels.value_text(array)
    if whole is not None:
        return whole
    first = [element(array.flat[at]) for at in range(min(array.size, _FIRST))]
    more = [_GAP] if array.size > _FIRST else []
    return f"[{', '.join(first + more)}] {labels.shape_text(array.shape)}"


def _number(value: float) -> str:
    shown = f"{value:.5g}"
    plain = np.isfinite(value) and "e" not in shown and "." not in shown
    return f"{shown}.0" if plain else shown


def _largest(part: Any) -> float:
    """The largest finite size of what is shown; 0 for what has no sizes."""
    if part.dtype.kind not in "iuf":
        return 0.0
    sizes = np.abs(part.astype(float))
    finite = sizes[np.isfinite(sizes)]
    return float(finite.max()) if finite.size else 0.0


def _shade(item: Any, largest: float) -> str:
    """A veil that is the stronger, the larger the number; none for 0 and no number."""
    if not largest or not np.isfinite(item) or not item:
        return ""
    strength = round(_STRONGEST * abs(float(item)) / largest, 2)
    color = _POSITIVE if item > 0 else _NEGATIVE
    return f"rgba({color},{strength:g})" if strength else ""
