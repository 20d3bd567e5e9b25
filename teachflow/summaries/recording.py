"""Where summaries go that are written as they happen, at which step, and whether.

A writer is the default one inside ``with writer.as_default():``. The files are those of
``FileWriter``. Source: tf.summary.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.operand import Operand
from teachflow.eager.home import EAGER
from teachflow.eager.tensor import EagerTensor
from teachflow.summaries.writer import FileWriter


class _Defaults(threading.local):
    writer: SummaryWriter | None = None
    step: Any = None
    recording: Any = True


defaults = _Defaults()


class SummaryWriter:
    """Writes summaries to an event file. Made by ``create_file_writer``.

    Source: tf.summary.SummaryWriter.
    """

    def __init__(self, file: FileWriter | None) -> None:
        self._file = file
        self.handle = EagerTensor(_boxed(file), dt.resource)

    @contextmanager
    def as_default(self, step: Any = None) -> Iterator[SummaryWriter]:
        """A scope in which summaries go here; at ``step``, if one is given."""
        self._check_open()
        before = defaults.writer, defaults.step
        defaults.writer = self
        if step is not None:
            defaults.step = step
        try:
            yield self
        finally:
            if self._file is not None:
                self.flush()
            defaults.writer = before[0]
            if step is not None:
                defaults.step = before[1]

    def set_as_default(self, step: Any = None) -> None:
        """From here on summaries go here; at ``step``, if one is given."""
        self._check_open()
        defaults.writer = self
        if step is not None:
            defaults.step = step

    def init(self) -> None:
        """Does nothing: a writer is ready when it is made."""

    def flush(self) -> None:
        """Gives all that was added to the system, for others to read."""
        if self._file is not None and not self._file._closed:
            self._file.flush()

    def close(self) -> None:
        """Flushes and closes the file."""
        if self._file is not None:
            self._file.close()

    def _check_open(self) -> None:
        if self._file is not None and self._file._closed:
            raise RuntimeError(
                f"SummaryWriter {self!r} is already closed. Make another one by "
                "tf.summary.create_file_writer."
            )

    @property
    def records(self) -> bool:
        """Whether anything is written."""
        return self._file is not None and not self._file._closed


def _boxed(value: Any) -> Any:
    box = np.empty((), object)
    box[()] = value
    return box


def create_file_writer(
    logdir: Any,
    max_queue: int | None = None,
    flush_millis: int | None = None,
    filename_suffix: str | None = None,
    name: str | None = None,
    experimental_trackable: bool = False,
) -> SummaryWriter:
    """A writer of summaries into the directory ``logdir``, for TensorBoard to read.

    They are given to the system after ``max_queue`` (10) of them or ``flush_millis``
    (120,000) milliseconds. Unlike TensorFlow, ``name`` names nothing and
    ``experimental_trackable`` changes nothing. Needs the extra
    ``teachflow[tensorboard]``. Source: tf.summary.create_file_writer.

    >>> import tempfile, teachflow as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     writer = tf.summary.create_file_writer(folder)
    ...     with writer.as_default():
    ...         print(bool(tf.summary.scalar("loss", 0.5, step=1)))
    ...     writer.close()
    True
    """
    seconds = 120.0 if flush_millis is None else flush_millis / 1000
    suffix = ".v2" if filename_suffix is None else filename_suffix
    return SummaryWriter(
        FileWriter(logdir, None, max_queue or 10, seconds, filename_suffix=suffix)
    )


def create_noop_writer() -> SummaryWriter:
    """A writer that writes nothing. Source: tf.summary.create_noop_writer.

    >>> import teachflow as tf
    >>> with tf.summary.create_noop_writer().as_default():
    ...     print(bool(tf.summary.scalar("loss", 0.5, step=1)))
    False
    """
    return SummaryWriter(None)


def should_record_summaries() -> Any:
    """Whether ``scalar`` and the like write here and now, as a tensor.

    Source: tf.summary.should_record_summaries.

    >>> import teachflow as tf
    >>> bool(tf.summary.should_record_summaries())
    False
    """
    writer, condition = defaults.writer, defaults.recording
    if writer is None or not writer.records:
        return EAGER.convert(False)
    wanted = condition() if callable(condition) else condition
    return wanted if isinstance(wanted, Operand) else EAGER.convert(bool(wanted))


@contextmanager
def record_if(condition: Any) -> Iterator[None]:
    """A scope in which summaries are written only where ``condition`` holds.

    That is a truth value, a tensor, or a function that gives one. Source:
    tf.summary.record_if.

    >>> import teachflow as tf
    >>> with tf.summary.record_if(False):
    ...     bool(tf.summary.should_record_summaries())
    False
    """
    before, defaults.recording = defaults.recording, condition
    try:
        yield
    finally:
        defaults.recording = before


def set_step(step: Any) -> None:
    """The step of summaries that do not say one: a number, a variable or None.

    Source: tf.summary.experimental.set_step.
    """
    defaults.step = step


def get_step() -> Any:
    """The step of summaries that do not say one, or None.

    Source: tf.summary.experimental.get_step.
    """
    return defaults.step


def flush(writer: SummaryWriter | None = None, name: str | None = None) -> None:
    """Flushes ``writer``, or the default one. ``name`` names nothing here.

    Source: tf.summary.flush.

    >>> import teachflow as tf
    >>> tf.summary.flush()
    """
    writer = writer or defaults.writer
    if writer is not None:
        writer.flush()
