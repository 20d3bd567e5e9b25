"""What a Python loop wrote a hundred times, drawn once.

Whoever draws such a graph on a board writes the first round, three dots and the last
round. So do we: in the order of their making, the nodes and scopes of a box are read
as a text, and where it says the same five times or more, one node is all between.
What was made one after the other never closes a circle with what is around it.

Where a picture is only long, the scopes of a row have to be more and more alike: nobody
calls layers of different sizes the same who could draw each of them.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from teachflow.graph.operation import Operation
from teachflow.texts import text
from teachflow.viz.building.names import is_rule, plain, prefixes
from teachflow.viz.building.places import Places

LEAST = 5
LEAST_ALIKE = 8
MOST_IN_A_ROUND = 100
_NUMBER = re.compile(r"_?\d+")
_MOST_NAMES = 4


@dataclass
class _Unit:
    """A node or a scope of a box: what it is called, and the operations drawn in it.

    ``alone``: nothing else is like it, because it is to stay as it is. ``beside``: the
    constants that stand in it for others.
    """

    stem: str
    alone: str = ""
    ops: list[Operation] = field(default_factory=list)
    beside: list[Operation] = field(default_factory=list)

    def sign(self, *, sized: bool = False) -> Hashable:
        """The same for units that do the same under the same name but for numbers.

        ``sized``: and whose tensors have the same shapes.
        """
        kinds = [op.type for op in self.ops]
        if sized:
            kinds += [str(t.shape) for op in self.ops for t in op.outputs]
        return self.stem, self.alone, *kinds


@dataclass(frozen=True)
class _Rounds:
    """So many units from ``start`` on, then the same again, ``count`` times in all."""

    start: int
    size: int
    count: int


def close_repeats(
    places: Places, level: int, *, everywhere: bool = False, alike: bool = False
) -> int:
    """Closes the rounds in every open box; returns how many nodes they hold.

    What was asked to be open is left as it is, unless they are to go ``everywhere``.
    ``alike``: only long rows of scopes that are the same in size too.
    """
    boxes = _units(places, level)
    gone: set[str] = set()
    closed = 0
    for box in sorted(boxes, key=lambda name: len(name.split("/")) if name else 0):
        asked = plain(box) in places.open and bool(box) and not everywhere
        if asked or not gone.isdisjoint([*prefixes(box), box]):
            continue
        names, units = list(boxes[box]), list(boxes[box].values())
        middles = list(_middles([unit.sign() for unit in units]))
        if alike and middles:
            found = _middles([unit.sign(sized=True) for unit in units])
            middles = [middle for middle in found if _is_row(middle, boxes[box])]
        for number, middle in enumerate(middles, 1):
            end = middle.start + middle.size * middle.count
            gone.update(names[middle.start : end])
            inner = units[middle.start : end]
            inside = {op.name for unit in inner for op in unit.ops}
            closed += len(inside)
            inside |= {op.name for unit in inner for op in unit.beside}
            title = _title([unit.stem for unit in inner[: middle.size]], middle.count)
            name = f"{box}/=again{number}" if box else f"=again{number}"
            places.gather(name, inside, title)
    return closed


def _is_row(middle: _Rounds, units: Mapping[str, _Unit]) -> bool:
    """Whether rounds are many, and scopes rather than single nodes or their rules."""
    first = list(units.items())[middle.start : middle.start + middle.size]
    has_scope = any(
        op.name != name and not is_rule(name) for name, unit in first for op in unit.ops
    )
    return has_scope and middle.count + 2 >= LEAST_ALIKE


def _title(stems: Sequence[str], count: int) -> str:
    names = list(dict.fromkeys(stems))
    return text("graph.repeated", names=", ".join(names[:_MOST_NAMES]), count=count)


def _units(places: Places, level: int) -> dict[str, dict[str, _Unit]]:
    """For each open box what is in it, in the order of making."""
    boxes: dict[str, dict[str, _Unit]] = {}
    scope = places.scope
    stays = places.open | ({*prefixes(scope), scope} if scope else set())
    paths: dict[str, list[tuple[str, str]]] = {}
    for op in places.shown:
        if not places.folding.drawn(op.name):
            continue
        user = places.beside(op)
        name = op.name if user is None else user
        home = places.home[name]
        closed = places.closed(home, level)
        inner = home if closed is None else closed
        if inner not in paths:
            path = [*prefixes(inner), inner] if inner else []
            paths[inner] = [
                (part, part if plain(part) in stays else "") for part in path
            ]
        parts = paths[inner]
        if closed is None:
            own = name in stays or name in places.neighbours
            parts = [*parts, (name, name if own else "")]
        outers = ["", *(part for part, _ in parts)]
        for outer, (part, alone) in zip(outers, parts, strict=False):
            units = boxes.setdefault(outer, {})
            unit = units.setdefault(part, _Unit(_stem(part), alone))
            (unit.ops if user is None else unit.beside).append(op)
    return boxes


def _stem(name: str) -> str:
    """The last part of a name without its numbers.

    >>> _stem("net/dense_12"), _stem("w3"), _stem("gradients/mul_5_grad"), _stem("7")
    ('dense', 'w', 'mul_grad', '7')
    """
    last = name.rpartition("/")[2]
    return _NUMBER.sub("", last) or last


def _middles(signs: Sequence[Hashable], offset: int = 0) -> Iterator[_Rounds]:
    """All rounds but the first and the last; and such rounds in those two.

    >>> list(_middles("ab" * 6))
    [_Rounds(start=2, size=2, count=4)]
    """
    for found in _repeated(signs):
        size, last = found.size, found.size * (found.count - 1)
        for begin in (found.start, found.start + last):
            if size >= LEAST:
                part = signs[begin : begin + size]
                yield from _middles(part, offset + begin)
            if begin == found.start:
                start = offset + found.start + size
                yield _Rounds(start, size, found.count - 2)


def _repeated(signs: Sequence[Hashable]) -> Iterator[_Rounds]:
    """Where a text says the same again and again: the longest such part first found.

    >>> list(_repeated("xyababababab!"))
    [_Rounds(start=2, size=2, count=5)]
    """
    start = 0
    while start < len(signs):
        best = _Rounds(start, 1, 1)
        for size in range(1, min(MOST_IN_A_ROUND, (len(signs) - start) // LEAST) + 1):
            end = start + size
            while end < len(signs) and signs[end] == signs[end - size]:
                end += 1
            count = (end - start) // size
            if count >= LEAST and count * size > best.count * best.size:
                best = _Rounds(start, size, count)
        if best.count > 1:
            yield best
        start += best.count * best.size
