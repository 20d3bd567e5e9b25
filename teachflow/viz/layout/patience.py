"""How long to wait for a layout engine that hung before.

A machine on which an engine hangs would otherwise stand still at every picture. But a
single graph may just be too much for it, so the next picture is given a short time;
only after that the engine is left out for some minutes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

SHORT = 2.0
ENOUGH = 2
REST = 300.0


@dataclass(frozen=True)
class _Slow:
    times: int
    last: float


class Patience:
    """Which engines were too slow in this process, how often, and when last.

    >>> patience = Patience(clock=lambda: 0.0)
    >>> patience.was_slow("dot")
    >>> patience.seconds("dot", 10.0), patience.seconds("embedded", 10.0)
    (2.0, 10.0)
    >>> patience.was_slow("dot")
    >>> patience.seconds("dot", 10.0)
    0.0
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._slow: dict[str, _Slow] = {}

    def seconds(self, engine: str, usual: float) -> float:
        """How many seconds the engine gets for a picture; 0 while it is left out."""
        slow = self._slow.get(engine)
        if slow is None:
            return usual
        rests = slow.times >= ENOUGH and self._clock() - slow.last < REST
        return 0.0 if rests else min(SHORT, usual)

    def times(self, engine: str) -> int:
        """How many pictures in a row it was too slow for."""
        slow = self._slow.get(engine)
        return 0 if slow is None else slow.times

    def was_slow(self, engine: str) -> None:
        """It did not answer in time."""
        self._slow[engine] = _Slow(self.times(engine) + 1, self._clock())

    def answered(self, engine: str) -> None:
        """It drew something: it is waited for as usual."""
        self._slow.pop(engine, None)
