"""Timing one piece of work: seconds for each call, over many calls in a row."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any


def seconds_per_call(work: Callable[[], Any], repetitions: int) -> float:
    """Returns the mean seconds of ``repetitions`` calls, after a short warm-up."""
    for _ in range(max(1, repetitions // 20)):
        work()
    start = time.perf_counter()
    for _ in range(repetitions):
        work()
    return (time.perf_counter() - start) / repetitions
