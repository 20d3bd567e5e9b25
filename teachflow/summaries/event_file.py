"""One event file: ``Event`` messages, one after the other, in the order of their time.

Written by the thread that adds an event, into Python's buffer, and given to the system
after a number of events or seconds: there is no thread that could be left behind, and
what was added is in the file when the process ends in an orderly way.
"""

from __future__ import annotations

import os
import socket
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from teachflow.core.errors import FailedPreconditionError
from teachflow.core.messages import messages
from teachflow.formats.aside import named_errors
from teachflow.formats.records import record, records

_open_files: weakref.WeakSet[EventFile] = weakref.WeakSet()
_VERSION = "brain.Event:2"


class EventFile:
    """A new file in the directory ``logdir``, which is made where it is not there.

    The file itself is made with the first event. Raises ``FailedPreconditionError``
    where ``logdir`` is no directory, and the like for what the system refuses.
    """

    def __init__(
        self,
        logdir: str,
        max_queue: int = 10,
        flush_secs: float = 120,
        suffix: str = "",
    ) -> None:
        self.logdir = logdir
        self.path: str | None = None
        self._max_queue = max(max_queue, 1)
        self._flush_secs = flush_secs
        self._suffix = suffix
        self._file: BinaryIO | None = None
        self._close_file: Callable[[], Any] | None = None
        self._pending = 0
        self._flushed = 0.0
        self._lock = threading.Lock()
        make_directory(logdir)

    def add(self, event: Any) -> None:
        """Appends an ``Event``."""
        data = event.SerializeToString()
        with self._lock, named_errors(self.logdir):
            file = self._file or self._create()
            file.write(record(data))
            self._pending += 1
            now = time.monotonic()
            if (
                self._pending >= self._max_queue
                or now - self._flushed >= self._flush_secs
            ):
                self._flush(file, now)

    def flush(self) -> None:
        """Gives what was added to the system; whoever reads the file sees it then."""
        with self._lock, named_errors(self.logdir):
            self._flush(self._file or self._create(), time.monotonic())

    def close(self) -> None:
        """Flushes and closes; adding once more begins another file."""
        with self._lock, named_errors(self.logdir):
            if self._close_file is not None:
                self._close_file()
                self._file = self._close_file = None
            self._pending = 0

    def _flush(self, file: BinaryIO, now: float) -> None:
        file.flush()
        self._pending = 0
        self._flushed = now

    def _create(self) -> BinaryIO:
        stem = f"events.out.tfevents.{int(time.time()):010d}.{socket.gethostname()}"
        for number in range(1000):  # others may have begun in the same second
            between = f".{number:03d}" if number else ""
            path = os.path.join(self.logdir, f"{stem}{between}{self._suffix}")
            try:
                file = open(path, "xb")  # noqa: SIM115 (closed in close, or at the end)
            except FileExistsError:
                continue
            break
        else:
            raise FailedPreconditionError(
                None, None, f"{self.logdir} has 1000 event files of this second."
            )
        self._close_file = weakref.finalize(self, file.close)
        _open_files.add(self)
        self._file, self.path = file, path
        source = {"writer": "teachflow.summaries.event_file"}
        first = messages("event").Event(
            wall_time=time.time(), file_version=_VERSION, source_metadata=source
        )
        file.write(record(first.SerializeToString()))
        return file


def make_directory(path: str) -> None:
    """Makes the directory ``path`` and those above it.

    Raises ``FailedPreconditionError`` where a file is in the way.
    """
    if not path:
        return
    try:
        with named_errors(path):
            os.makedirs(path, exist_ok=True)
    except Exception as error:
        if os.path.exists(path) and not os.path.isdir(path):
            raise FailedPreconditionError(
                None, None, f"{path} is not a directory: event files need one."
            ) from error
        raise


def flush_open_files() -> None:
    """Flushes every event file that this process is writing."""
    for file in list(_open_files):
        if file._file is not None:
            file.flush()


def summary_iterator(path: str) -> Iterator[Any]:
    """Yields the events of the event file ``path`` as ``tf.Event`` messages.

    A last event that is not yet written as a whole is left out. Raises
    ``NotFoundError`` where there is no such file, ``DataLossError`` where it is no
    event file or was altered. Source: tf.compat.v1.train.summary_iterator.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as logdir:
    ...     with tf.summary.FileWriter(logdir) as writer:
    ...         for step, loss in enumerate([0.5, 0.25]):
    ...             value = tf.Summary.Value(tag="loss", simple_value=loss)
    ...             writer.add_summary(tf.Summary(value=[value]), step)
    ...     events = list(tf.train.summary_iterator(writer.path))
    >>> [(e.step, e.summary.value[0].simple_value) for e in events if e.summary.value]
    [(0, 0.5), (1, 0.25)]
    """
    event = messages("event").Event
    path = os.fspath(path)
    with named_errors(path), open(path, "rb") as file:
        for data in records(file, path, growing=True):
            yield event.FromString(data)
