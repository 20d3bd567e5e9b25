"""Contours of a grid of numbers, as closed loops that can be filled.

Marching squares over the grid with a border of "outside" around it, so every contour
closes: a region that leaves the picture is closed along its edge.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Point = tuple[float, float]
_Corner = tuple[int, int]
_Edge = tuple[_Corner, _Corner]


def loops(heights: np.ndarray[Any, Any], level: float) -> list[list[Point]]:
    """The closed lines around where ``heights >= level``, in grid coordinates.

    ``heights[i, j]`` stands at the point (i, j). Each loop is a list of points; the
    last joins the first. Source: marching squares; Maple (2003).

    >>> peak = np.array([[0.0, 0.0, 0.0], [0.0, 2.0, 0.0], [0.0, 0.0, 0.0]])
    >>> loops(peak, 1.0)
    [[(0.5, 1.0), (1.0, 0.5), (1.5, 1.0), (1.0, 1.5)]]
    """
    inside = np.pad(heights >= level, 1)
    whole = np.lib.stride_tricks.sliding_window_view(inside, (2, 2)).sum(axis=(2, 3))
    follow: dict[_Edge, _Edge] = {}
    for i, j in np.argwhere((whole > 0) & (whole < inside[:2, :2].size)).tolist():
        _link(inside, heights, level, (i, j), follow)
    found = []
    while follow:
        first, edge = follow.popitem()
        edges = [first]
        while edge != first:
            edges.append(edge)
            edge = follow.pop(edge)
        found.append(_smooth([_crossing(inside, heights, level, e) for e in edges]))
    return [_turned(loop) for loop in reversed(found) if len(loop) > 2]


def _link(
    inside: np.ndarray[Any, Any],
    heights: np.ndarray[Any, Any],
    level: float,
    cell: _Corner,
    follow: dict[_Edge, _Edge],
) -> None:
    """Adds the one or two pieces of line that cross a cell, the inside on one hand."""
    i, j = cell
    corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
    enters: list[_Edge] = []
    leaves: list[_Edge] = []
    for here, there in zip(corners, corners[1:] + corners[:1], strict=True):
        if inside[here] != inside[there]:
            edge = (here, there) if here < there else (there, here)
            (leaves if inside[here] else enters).append(edge)
    if inside[corners[0]] and len(enters) > 1:
        leaves = leaves[1:] + leaves[:1]
    # Now enters[k] and leaves[k] are around the same corner. In a saddle the middle
    # tells whether the two corners hang together.
    if len(enters) > 1:
        middle = heights[max(i - 1, 0) : i + 1, max(j - 1, 0) : j + 1].mean()
        if middle >= level:
            enters.reverse()
    follow.update(zip(leaves, enters, strict=True))


def _crossing(
    inside: np.ndarray[Any, Any],
    heights: np.ndarray[Any, Any],
    level: float,
    edge: _Edge,
) -> Point:
    (i, j), (k, m) = edge if inside[edge[0]] else edge[::-1]
    rows, columns = heights.shape
    if not (0 < k <= rows and 0 < m <= columns):  # the border: stop at the last point
        return float(i - 1), float(j - 1)
    high, low = heights[i - 1, j - 1], heights[k - 1, m - 1]
    part = float((high - level) / (high - low))
    return i - 1 + (k - i) * part, j - 1 + (m - j) * part


def _smooth(points: list[Point]) -> list[Point]:
    """Without points that repeat or lie on a straight line between their neighbours."""
    kept: list[Point] = []
    for position, point in enumerate(points):
        if kept and kept[-1] == point:
            continue
        before = kept[-1] if kept else points[-1]
        after = points[(position + 1) % len(points)]
        turn = (point[0] - before[0]) * (after[1] - point[1]) - (
            point[1] - before[1]
        ) * (after[0] - point[0])
        if abs(turn) > 1e-9 or not kept:
            kept.append(point)
    return kept


def _turned(loop: list[Point]) -> list[Point]:
    """The loop from its smallest point on, so that the text of a picture is stable."""
    first = loop.index(min(loop))
    return loop[first:] + loop[:first]
