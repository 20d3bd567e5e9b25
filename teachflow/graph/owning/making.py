"""Who is building: the maker of all nodes, names and numbers while it is current.

A notebook makes its cells makers, so that it can take away what a cell built. Nobody is
the maker elsewhere. There is one current maker for the process, whatever the graph and
the thread: a cell's threads build for the cell.
"""

from __future__ import annotations

import itertools
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from teachflow.graph.graph import Graph


_TURNS = itertools.count()


class Maker:
    """Somebody who builds; knows in which graphs, as long as these are alive.

    ``turn`` is its place among the makers. ``undoing`` takes back what it did outside
    graphs, as ``undo_with`` was told.
    """

    def __init__(self) -> None:
        self.turn: int = next(_TURNS)
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
