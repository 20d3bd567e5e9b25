"""Which of a saver's checkpoints are still on the disk, and which one has to go."""

from __future__ import annotations

import math
import time
from typing import Any

from teachflow.checkpoints.management import remove_checkpoint
from teachflow.core.log import get_logger


class Kept:
    """The checkpoints of one saver, the latest last, each with its time.

    At most ``max_to_keep`` stay (all of them if it is 0); and from time to time, every
    ``hours``, one that would have to go stays for good.
    """

    def __init__(self, max_to_keep: int, hours: float) -> None:
        self._limit = max_to_keep
        self._seconds = hours * 3600
        self._next_for_good = time.time() + self._seconds
        self._doomed: list[tuple[str, float]] = []
        self.checkpoints: list[tuple[str, float]] = []

    def add(self, prefix: str) -> None:
        """Notes that ``prefix`` was just written; nothing is removed yet."""
        if not self._limit:
            return
        others = [pair for pair in self.checkpoints if pair[0] != prefix]
        self.checkpoints = [*others, (prefix, time.time())]
        if len(self.checkpoints) > self._limit:
            self._doomed.append(self.checkpoints.pop(0))

    def remove_one(self, version: int, meta_graph_suffix: str) -> None:
        """Removes the files of the oldest checkpoint that has to go, if one has to."""
        if not self._doomed:
            return
        prefix, written = self._doomed.pop(0)
        if written > self._next_for_good:
            self._next_for_good += self._seconds
            return
        try:
            remove_checkpoint(prefix, version, meta_graph_suffix)
        except OSError as error:
            get_logger().warning("Ignoring: %s", error)

    def prefixes(self) -> list[str]:
        """Their prefixes, the latest last."""
        return [prefix for prefix, _ in self.checkpoints]

    def set(self, prefixes: Any) -> None:
        """Takes a list for what is there, as if all had just been written."""
        self.checkpoints = [(prefix, math.inf) for prefix in _a_list(prefixes)]

    def set_with_time(self, pairs: Any) -> None:
        """Takes a list of prefixes and times for what is there."""
        self.checkpoints = list(_a_list(pairs))


def _a_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise AssertionError(f"A list of checkpoints is wanted, not {value!r}.")
    return value
