"""What a step leaves behind in memory, measured so that little time goes into it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def only_new_objects() -> Iterator[None]:
    """A block in which the collector looks at what is made in it, and at nothing else.

    All that tests and libraries have loaded takes it far longer to walk through than
    what is asked about.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def grown(step: Callable[[], object], times: int = 100, rounds: int = 5) -> float:
    """Blocks of memory that a step leaves behind, the least of several rounds.

    What is kept grows in each round, a cache that fills up does not. Blocks are counted
    without slowing the step, and no object is without one.
    """
    with only_new_objects():
        for _ in range(20):
            step()
        return min(_grown(step, times) for _ in range(rounds))


def _grown(step: Callable[[], object], times: int) -> float:
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(times):
        step()
    gc.collect()
    return (sys.getallocatedblocks() - before) / times
