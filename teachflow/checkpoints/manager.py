"""``CheckpointManager``: keeps the last few checkpoints of a directory.

Source: tf.train.CheckpointManager.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

from teachflow.checkpoints.management import (
    VERSION,
    checkpoint_exists,
    path_text,
    remove_checkpoint,
)
from teachflow.checkpoints.objects import Checkpoint
from teachflow.checkpoints.state import get_checkpoint_state, write_state


class CheckpointManager:
    """Saves a checkpoint again and again, and removes the oldest.

    At most ``max_to_keep`` stay in ``directory`` (None: all), and for good one every
    ``keep_checkpoint_every_n_hours``. With ``checkpoint_interval`` and a
    ``step_counter`` (a variable) it saves when that many steps have gone by.
    ``init_fn`` is called where there is nothing to restore. A new manager of the same
    directory goes on with what is there. Raises ``ValueError`` for numbers that make
    no sense. Source: tf.train.CheckpointManager.

    >>> import tempfile, teachflow as tf
    >>> checkpoint = tf.train.Checkpoint(step=tf.Variable(0))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     manager = tf.train.CheckpointManager(checkpoint, folder, max_to_keep=2)
    ...     paths = [manager.save() for _ in range(3)]
    ...     [path.removeprefix(folder) for path in manager.checkpoints]
    ['/ckpt-2', '/ckpt-3']
    """

    def __init__(
        self,
        checkpoint: Checkpoint,
        directory: Any,
        max_to_keep: int | None,
        keep_checkpoint_every_n_hours: float | None = None,
        checkpoint_name: str = "ckpt",
        step_counter: Any = None,
        checkpoint_interval: int | None = None,
        init_fn: Callable[[], Any] | None = None,
    ) -> None:
        if max_to_keep is not None and max_to_keep <= 0:
            raise ValueError(
                f"Expected a positive integer or `None` for `max_to_keep`, got "
                f"{max_to_keep}."
            )
        if checkpoint_interval is not None and step_counter is None:
            raise ValueError(
                "`step_counter` should be passed if `checkpoint_interval` is not None."
            )
        self._checkpoint = checkpoint
        self._directory = path_text(directory)
        self._limit = max_to_keep
        hours = keep_checkpoint_every_n_hours
        self._seconds = None if hours is None else hours * 3600
        self._name = os.path.join(self._directory, checkpoint_name)
        self._steps = step_counter
        self._interval = checkpoint_interval
        self._last_step: int | None = None
        self._init = init_fn
        self._kept: dict[str, float] = {}  # prefix -> when it was written
        self._preserved = time.time()
        self._latest: str | None = None
        state = get_checkpoint_state(self._directory)
        if state is not None:
            paths = list(state.all_model_checkpoint_paths)
            times = list(state.all_model_checkpoint_timestamps) or [time.time()] * len(
                paths
            )
            found = zip(paths, times, strict=True)
            self._kept = {path: at for path, at in found if checkpoint_exists(path)}
            self._latest = state.model_checkpoint_path
            self._preserved = state.last_preserved_timestamp or self._preserved

    @property
    def directory(self) -> str:
        """Where the checkpoints are."""
        return self._directory

    @property
    def checkpoint(self) -> Checkpoint:
        """What is saved."""
        return self._checkpoint

    @property
    def checkpoint_interval(self) -> int | None:
        """After how many steps it saves, or None: whenever it is asked to."""
        return self._interval

    @property
    def latest_checkpoint(self) -> str | None:
        """The prefix of the last one, or None. Kept for ``restore``."""
        return self._latest

    @property
    def checkpoints(self) -> list[str]:
        """The prefixes of those that are still there, the latest last."""
        return list(self._kept)

    def save(
        self,
        checkpoint_number: Any = None,
        check_interval: bool = True,
        options: Any = None,
    ) -> str | None:
        """Saves, and removes what is too old; returns the prefix.

        ``checkpoint_number`` (a number or a variable) is put behind the name instead of
        the count of saves; ``options`` change nothing. None where ``check_interval``
        and too few steps have gone by since the last time.
        """
        if self._interval is not None:
            step = int(self._steps)
            last = self._last_step
            if check_interval and last is not None and step - last < self._interval:
                return None
            self._last_step = step
        counter = self._checkpoint.save_counter
        counter.assign_add(1)
        number = int(counter if checkpoint_number is None else checkpoint_number)
        prefix = self._checkpoint.write(f"{self._name}-{number}")
        self._latest = prefix
        self._kept.pop(prefix, None)
        self._kept[prefix] = time.time()
        old = self._too_old()
        write_state(
            self._directory,
            prefix,
            list(self._kept),
            save_relative_paths=True,
            timestamps=list(self._kept.values()),
            last_preserved=self._preserved,
        )
        for path in old:
            remove_checkpoint(path, VERSION)
        return prefix

    def _too_old(self) -> list[str]:
        """Lets go of the checkpoints beyond the limit; returns those to be removed."""
        doomed = []
        while self._limit is not None and len(self._kept) > self._limit:
            path = next(iter(self._kept))
            written = self._kept.pop(path)
            if self._seconds is not None and written > self._preserved + self._seconds:
                self._preserved = written
            else:
                doomed.append(path)
        return doomed

    def restore_or_initialize(self) -> str | None:
        """Restores the latest checkpoint and returns its prefix; None if there is none.

        Then ``init_fn`` is called, where there is one.
        """
        if self._latest is not None:
            self._checkpoint.restore(self._latest)
            if self._steps is not None:
                self._last_step = int(self._steps)
            return self._latest
        if self._init is not None:
            self._init()
        return None
