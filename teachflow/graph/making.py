"""Who is building: the maker of all nodes, names and numbers while it is current.

A notebook makes its cells makers, so that it can take away what a cell built. Nobody is
the maker elsewhere. There is one current maker for the process, whatever the graph and
the thread: a cell's threads build for the cell.
"""

from __future__ import annotations

import heapq
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from teachflow.graph.graph import Graph


class Maker:
    """Somebody who builds; knows in which graphs, as long as these are alive.

    ``undoing`` takes back what it did outside graphs, as ``undo_with`` was told.
    """

    def __init__(self) -> None:
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


class Numbers:
    """Numbers handed out, of several kinds: always the smallest that is free.

    >>> numbers = Numbers()
    >>> numbers.next("seed"), numbers.next("seed"), numbers.next("layer")
    (0, 1, 0)
    >>> numbers.release("seed", lambda number, maker: number == 0)
    >>> numbers.next("seed"), numbers.next("seed")
    (0, 2)
    """

    def __init__(self) -> None:
        # What is taken and what is free are together all numbers below some number.
        self._taken: dict[str, dict[int, Maker | None]] = {}
        self._free: dict[str, list[int]] = {}

    @property
    def kinds(self) -> list[str]:
        """The kinds of numbers of which some are taken."""
        return [kind for kind, taken in self._taken.items() if taken]

    def next(self, kind: str) -> int:
        """The smallest free number of a kind, counted from 0; now it is taken."""
        taken = self._taken.setdefault(kind, {})
        free = self._free.get(kind)
        number = heapq.heappop(free) if free else len(taken)
        taken[number] = current.maker
        return number

    def release(self, kind: str, goes: Callable[[int, Any], bool]) -> None:
        """Frees the numbers for which ``goes(number, maker)`` holds."""
        taken = self._taken.get(kind, {})
        free = self._free.setdefault(kind, [])
        for number in [n for n, maker in taken.items() if goes(n, maker)]:
            del taken[number]
            heapq.heappush(free, number)
