"""Waiting for another thread, for as long as a run may take and no longer.

Kernels that block (queues, iterators) wait here. They wait in slices, so that Ctrl-C
and a notebook's stop button reach them on every platform; a run that has a deadline
puts it into the thread's state, for kernels know nothing of sessions.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from teachflow.core.errors import DeadlineExceededError

_SLICE = 0.2  # seconds: what an interrupt may have to wait where it cannot cut in


class _Thread(threading.local):
    def __init__(self) -> None:
        self.deadline: float | None = None


_thread = _Thread()


@contextmanager
def deadline(seconds: float | None) -> Iterator[None]:
    """A scope in which this thread waits ``seconds`` in all; None: for ever.

    >>> with deadline(0.01):
    ...     while True:
    ...         wait(threading.Condition())
    Traceback (most recent call last):
    teachflow.core.errors.DeadlineExceededError: Timed out waiting for notification
    """
    before = _thread.deadline
    _thread.deadline = None if seconds is None else time.monotonic() + seconds
    try:
        yield
    finally:
        _thread.deadline = before


def limited() -> bool:
    """Whether this thread waits under a deadline."""
    return _thread.deadline is not None


def wait(condition: threading.Condition) -> None:
    """Waits until ``condition`` is notified; may return earlier, so wait in a loop.

    Raises ``DeadlineExceededError`` where the thread's deadline has passed.
    """
    seconds = _SLICE
    if _thread.deadline is not None:
        seconds = min(seconds, _thread.deadline - time.monotonic())
        if seconds <= 0:
            raise DeadlineExceededError(
                None, None, "Timed out waiting for notification"
            )
    with condition:
        condition.wait(seconds)
