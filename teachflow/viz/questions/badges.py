"""The three marks, written on a node: a value, *None: no path*, and – not computed.

The same for graphs and for tapes. Large values are said by their first elements and
their range, so a badge is short and the same on every machine.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core.cell import Cell
from teachflow.texts import text
from teachflow.viz.diagram import Badge
from teachflow.viz.drawing import labels

_FIRST = 3


class _Mark:
    """A result that is no value."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


NOT_COMPUTED: Any = _Mark("NOT_COMPUTED")
"""Nothing computed it: drawn as –."""


def value_badges(value: Any) -> tuple[Badge, ...]:
    """What a node's value is; ``NOT_COMPUTED`` gives the mark for that.

    >>> [badge.text for badge in value_badges(np.float32(42))]
    ['42.0']
    >>> [badge.text for badge in value_badges(NOT_COMPUTED)]
    ['–']
    >>> [badge.text for badge in value_badges(np.arange(12.0).reshape(3, 4))]
    ['[0.0, 1.0, 2.0, …] (3, 4)', 'min 0.0, max 11.0']
    """
    if value is NOT_COMPUTED:
        return (Badge("value", text("questions.marks.not_computed")),)
    lines = value_lines(value)
    return tuple(Badge("value", line) for line in lines)


def gradient_badges(gradient: Any, reason: str = "") -> tuple[Badge, ...]:
    """What a node's gradient is: a value, None, or ``NOT_COMPUTED``.

    ``reason`` says why it is None; where it is empty, because there is no path.

    >>> [gradient_badges(g)[0].text for g in (np.float32(0), None, NOT_COMPUTED)]
    ['0.0', 'None: no path', '–']
    """
    if gradient is NOT_COMPUTED:
        return (Badge("gradient", text("questions.marks.not_computed")),)
    if gradient is None:
        why = reason or text("questions.marks.no_path")
        return (Badge("gradient", text("questions.marks.none", reason=why)),)
    lines = value_lines(gradient) or ["?"]
    return tuple(Badge("gradient", line) for line in lines)


def value_lines(value: Any) -> list[str]:
    """A value in one or two short lines; none for what is no array of values.

    >>> value_lines(np.float32(0.1)), value_lines([[1, 2], [3, 4]])
    (['0.1'], ['[[1, 2], [3, 4]]'])
    >>> value_lines(np.array([np.nan] * 9))
    ['[nan, nan, nan, …] (9,)', '9 × nan']
    """
    if type(value) is Cell:
        value = value.value
    if value is None:
        return []
    try:
        array = np.asarray(value)
    except (TypeError, ValueError):  # as of what a loop keeps for its gradients
        return []
    if array.dtype == object and not all(isinstance(v, bytes) for v in array.flat):
        return []
    whole = labels.value_text(array)
    if whole is not None:
        return [whole]
    flat = array.reshape(-1)
    parts = [labels.value_text(item) or "" for item in flat[:_FIRST]]
    while parts and labels.columns(", ".join(parts)) > labels.LONGEST:
        parts.pop()
    more = [*parts, "…"] if len(parts) < flat.size else parts
    lines = [f"[{', '.join(more)}] {labels.shape_text(array.shape)}"]
    return [*lines, *_range(flat)]


def _range(flat: Any) -> list[str]:
    """From where to where numbers go, and how many are none."""
    if flat.dtype.kind not in "iuf" or not flat.size:
        return []
    bad = np.isnan(flat) if flat.dtype.kind == "f" else np.zeros(flat.shape, bool)
    lines = []
    if not bad.all():
        low, high = (labels.value_text(end(flat[~bad])) for end in (np.min, np.max))
        lines.append(text("questions.marks.range", low=low, high=high))
    if bad.any():
        lines.append(f"{int(bad.sum())} × nan")
    return [", ".join(lines)]
