"""Numbers for what has no name in a graph, as op seeds and layers: they count up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from teachflow.graph.owning.making import Maker, current

if TYPE_CHECKING:
    from teachflow.graph.graph import Graph


class Numbers:
    """Numbers handed out in one graph, of several kinds: always the smallest free one.

    >>> import teachflow.compat.v1 as tf
    >>> numbers = tf.Graph().numbers
    >>> numbers.next("seed"), numbers.next("seed"), numbers.next("layer")
    (0, 1, 0)
    >>> numbers.release(lambda kind, number, maker: (kind, number) == ("seed", 0))
    >>> numbers.next("seed"), numbers.next("seed")
    (0, 2)
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._reserved = graph.reserved
        self._taken: dict[tuple[str, int], Maker | None] = {}
        self._below: dict[str, int] = {}  # all numbers below are taken

    def next(self, kind: str) -> int:
        """The smallest number of a kind that is free for who builds; now it is taken.

        Counted from 0.
        """
        number = self._below.get(kind, 0)
        passes = False  # by a number that is reserved for others
        while (kind, number) in self._taken or self._reserved.refuses((kind, number)):
            passes = passes or (kind, number) not in self._taken
            number += 1
        if current.maker is not self._graph.builder:
            self._graph.hand_over(current.maker)
        self._taken[kind, number] = current.maker
        if not passes:
            self._below[kind] = number + 1
        self._reserved.take((kind, number))
        return number

    def release(self, goes: Callable[[str, int, Maker | None], bool]) -> None:
        """Frees the numbers for which ``goes(kind, number, maker)`` holds.

        Each is reserved for its maker.
        """
        for (kind, number), maker in list(self._taken.items()):
            if goes(kind, number, maker):
                del self._taken[kind, number]
                self._below[kind] = min(self._below.get(kind, 0), number)
                self._reserved.put((kind, number), maker)
