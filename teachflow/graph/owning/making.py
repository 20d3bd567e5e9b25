"""Who is building: the maker of all nodes, names and numbers while it is current.

A notebook makes its cells makers, so that it can take away what a cell built. Nobody is
the maker elsewhere. There is one current maker for the process, whatever the graph and
the thread: a cell's threads build for the cell.

Makers have their turns, in the order in which they began. Where what one made is gone
and will be made again, its names and numbers are ``Reserved``: who comes before it may
take them, as if all was made anew in that order; who comes after it may not.
"""

from __future__ import annotations

import bisect
import itertools
import weakref
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from teachflow.graph.graph import Graph


_TURNS = itertools.count()


class Maker:
    """Somebody who builds; knows in which graphs, as long as these are alive.

    ``turn`` is its place among the makers; one that builds again what ``former`` built
    has the turn of that. ``undoing`` takes back what it did outside graphs, as
    ``undo_with`` was told.
    """

    def __init__(self, former: Maker | None = None) -> None:
        self.turn: int = next(_TURNS) if former is None else former.turn
        self.graphs: weakref.WeakSet[Graph] = weakref.WeakSet()
        self.undoing: list[Callable[[], object]] = []

    def undo(self) -> None:
        """Takes back what it did outside graphs, the last first."""
        while self.undoing:
            self.undoing.pop()()


class _Current:
    maker: Maker | None = None


current = _Current()
"""Its ``maker`` is written on all that is made; None: nobody keeps account."""


def undo_with(action: Callable[[], object]) -> None:
    """``action`` takes back what is done now; whoever is the maker keeps it.

    >>> names = ["mine"]
    >>> with making(Maker()) as maker:
    ...     undo_with(names.clear)
    >>> maker.undo()
    >>> names
    []
    """
    if current.maker is not None:
        current.maker.undoing.append(action)


@contextmanager
def making(maker: Maker | None) -> Iterator[Maker | None]:
    """A scope in which ``maker`` is the one who builds.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), making(Maker()) as maker:
    ...     tf.constant(1).op.maker is maker
    True
    """
    before, current.maker = current.maker, maker
    try:
        yield maker
    finally:
        current.maker = before


class Reserved:
    """Names and numbers that are free, but not for everyone.

    >>> reserved, makers = Reserved(), [Maker() for _ in range(3)]
    >>> reserved.put("add_1", makers[1])
    >>> for maker in (*makers, None):
    ...     with making(maker):
    ...         print(reserved.refuses("add_1"))
    False
    False
    True
    True
    """

    def __init__(self) -> None:
        self.turns: dict[Hashable, int] = {}

    def put(self, key: Hashable, maker: Maker) -> None:
        """``key`` is reserved for ``maker``, or for who builds in its place."""
        self.turns[key] = maker.turn

    def refuses(self, key: Hashable) -> bool:
        """Whether whoever builds now comes too late to get ``key``."""
        turn = self.turns.get(key)
        maker = current.maker
        return turn is not None and (maker is None or maker.turn > turn)

    def take(self, key: Hashable) -> None:
        """Somebody has got ``key``."""
        self.turns.pop(key, None)

    def awaits(self, maker: Maker) -> bool:
        """Whether something is reserved for ``maker``."""
        return maker.turn in self.turns.values()

    def let_go(self, maker: Maker) -> None:
        """Nothing is reserved for ``maker`` any more."""
        for key in [key for key, turn in self.turns.items() if turn == maker.turn]:
            del self.turns[key]

    def update(self, other: Reserved) -> None:
        """Reserves all that ``other`` does."""
        self.turns.update(other.turns)


class Numbers:
    """Numbers handed out, of several kinds: always the smallest that is to be had.

    >>> numbers = Numbers()
    >>> numbers.next("seed"), numbers.next("seed"), numbers.next("layer")
    (0, 1, 0)
    >>> numbers.release("seed", lambda number, maker: number == 0)
    >>> numbers.next("seed"), numbers.next("seed")
    (0, 2)
    """

    def __init__(self, reserved: Reserved | None = None) -> None:
        self._reserved = Reserved() if reserved is None else reserved
        # What is taken and what is free are together all numbers below some number.
        self._taken: dict[str, dict[int, Maker | None]] = {}
        self._free: dict[str, list[int]] = {}  # sorted

    @property
    def kinds(self) -> list[str]:
        """The kinds of numbers of which some are taken."""
        return [kind for kind, taken in self._taken.items() if taken]

    def next(self, kind: str) -> int:
        """The smallest number of a kind that is free for who builds; now it is taken.

        Counted from 0.
        """
        taken = self._taken.setdefault(kind, {})
        free = self._free.get(kind, [])
        for place, number in enumerate(free):
            if not self._reserved.refuses((kind, number)):
                del free[place]
                break
        else:
            number = len(taken) + len(free)
        taken[number] = current.maker
        self._reserved.take((kind, number))
        return number

    def release(
        self,
        kind: str,
        goes: Callable[[int, Any], bool],
        reserve: Callable[[Hashable, Any], None] | None = None,
    ) -> None:
        """Frees the numbers for which ``goes(number, maker)`` holds.

        ``reserve`` is told of each, as ``(kind, number)``, and of its maker.
        """
        taken = self._taken.get(kind, {})
        free = self._free.setdefault(kind, [])
        for number in [n for n, maker in taken.items() if goes(n, maker)]:
            maker = taken.pop(number)
            bisect.insort(free, number)
            if reserve is not None:
                reserve((kind, number), maker)
