"""``tf.queue``: what threads hand elements to each other through."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.input.queue import (
    FIFOQueue,
    PaddingFIFOQueue,
    PriorityQueue,
    QueueBase,
    RandomShuffleQueue,
)

__getattr__ = _looking_up(__name__)
