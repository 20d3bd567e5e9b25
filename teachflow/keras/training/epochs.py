"""An epoch after the other: how many steps each has, and where the next one goes on."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any


class Epochs:
    """Goes through batches again and again; each ``steps()`` is one epoch."""

    def __init__(self, batches: Any, steps_per_epoch: int | None = None) -> None:
        self.batches = batches
        self.steps_per_epoch = steps_per_epoch
        self.found: int | None = batches.num_batches
        self._current: Iterator[Any] | None = None
        self._seen = 0

    @property
    def num_batches(self) -> int | None:
        """The number of steps of an epoch, None where nobody knows yet."""
        return self.steps_per_epoch or self.found

    def steps(self) -> Iterator[tuple[int, Any]]:
        """The steps of one epoch: number and batch.

        With ``steps_per_epoch`` the next epoch goes on where this one ends; a warning
        tells that there is nothing left.
        """
        if self.steps_per_epoch is None:
            count = 0
            for batch in self.batches:
                yield count, batch
                count += 1
            if count == 0:
                self._ran_out()
            if self.found:
                self.batches.begin_and_leave()
            self.found = count
            return
        for step in range(self.steps_per_epoch):
            if self._current is None:
                self._current, self._seen = iter(self.batches), 0
            try:
                batch = next(self._current)
            except StopIteration:
                self._current = None
                self._ran_out()
                return
            self._seen += 1
            yield step, batch
        if self.found and self._seen >= self.found:
            self._current, self._seen = iter(self.batches), 0

    def begin_anew(self) -> None:
        """Lets the next epoch begin at the first batch, whatever is left."""
        self._current = None

    def _ran_out(self) -> None:
        warnings.warn(
            "Your input ran out of data; interrupting training. Make sure that your "
            "dataset or generator can generate at least `steps_per_epoch * epochs` "
            "batches. You may need to use the `.repeat()` function when building your "
            "dataset.",
            stacklevel=4,
        )
