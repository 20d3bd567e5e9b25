"""``Journey``: going through a pipeline once, with what is remembered on the way.

A function of elements that draws random numbers goes on in its stream as long as the
journey lasts, however often a part of the pipeline is repeated; the next journey begins
it anew. A journey can be made again, in the same random orders.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Self, TypeVar

from teachflow.pipeline.base import Element

T = TypeVar("T")


class _Current(threading.local):
    journey: Journey | None = None


_current = _Current()


class Journey:
    """The elements of a pipeline, one by one.

    >>> from teachflow.pipeline.base import counting
    >>> [int(number) for (number,) in Journey(counting(0, 3, 1))]
    [0, 1, 2]
    """

    def __init__(
        self, pipeline: Iterable[Element], drawn: Iterable[tuple[int, int]] = ()
    ) -> None:
        self.drawn: list[tuple[int, int]] = []
        self._again = list(drawn)[::-1]
        self._kept: dict[int, tuple[Any, Any]] = {}
        self._elements: Iterator[Element] = self._within(lambda: iter(pipeline))

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Element:
        return self._within(lambda: next(self._elements))

    def _within(self, work: Callable[[], T]) -> T:
        before, _current.journey = _current.journey, self
        try:
            return work()
        finally:
            _current.journey = before

    def keep(self, owner: Any, make: Callable[[], T]) -> T:
        """What ``make`` gave the first time that it was asked for ``owner``."""
        found = self._kept.get(id(owner))
        if found is None:
            found = self._kept[id(owner)] = (owner, make())
        kept: T = found[1]
        return kept

    def seeds(self, draw: Callable[[], tuple[int, int]]) -> tuple[int, int]:
        """What ``draw`` gives; or what it gave on the journey that this one repeats."""
        self.drawn.append(self._again.pop() if self._again else draw())
        return self.drawn[-1]


def current() -> Journey | None:
    """The journey that asks for an element right now."""
    return _current.journey
