"""``FileWriter``: puts summaries, graphs and measured runs into event files."""

from __future__ import annotations

import os
import threading
import time
import warnings
from types import TracebackType
from typing import Any, ClassVar, Self

from teachflow.core.messages import messages
from teachflow.core.operand import Operand
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation
from teachflow.summaries.event_file import EventFile


class FileWriter:
    """Writes an event file in the directory ``logdir`` for TensorBoard to read.

    ``graph`` is written at once. Events are given to the system after ``max_queue`` of
    them or ``flush_secs`` seconds, at ``flush`` and ``close``, and when the process
    ends. ``filename_suffix`` ends the file's name. As a ``with`` block it is closed at
    the end. Raises ``FailedPreconditionError`` where ``logdir`` is a file. Needs the
    package ``tensorboard``. Unlike TensorFlow, no ``MetaGraphDef`` is written beside
    the graph, ``session`` changes nothing, and no thread writes in the background.
    Source: tf.compat.v1.summary.FileWriter.

    >>> import os, tempfile, teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     loss = tf.summary.scalar("loss", tf.constant(0.5))
    ...     with tempfile.TemporaryDirectory() as logdir:
    ...         with tf.summary.FileWriter(logdir) as writer:
    ...             writer.add_summary(sess.run(loss), global_step=1)
    ...         print(os.listdir(logdir)[0].startswith("events.out.tfevents."))
    True
    """

    def __init__(
        self,
        logdir: Any,
        graph: Any = None,
        max_queue: int = 10,
        flush_secs: float = 120,
        graph_def: Any = None,
        filename_suffix: str | None = None,
        session: Any = None,
    ) -> None:
        messages("event")  # says at once what is not installed
        if logdir is None:
            raise TypeError(
                "FileWriter needs a directory to write in, such as 'tf_logs', not None."
            )
        self._events = EventFile(
            os.fsdecode(logdir), max_queue, flush_secs, filename_suffix or ""
        )
        self._closed = False
        self._described_tags: set[str] = set()
        self._run_tags: set[str] = set()
        if graph is not None or graph_def is not None:
            self.add_graph(graph, graph_def=graph_def)

    @property
    def path(self) -> str | None:
        """The file that is written at present, or was last; None before the first."""
        return self._events.path

    def get_logdir(self) -> str:
        """The directory that the event files are in."""
        return self._events.logdir

    def add_summary(self, summary: Any, global_step: Any = None) -> None:
        """Adds a summary: the bytes that a run gave, or a ``tf.Summary``.

        ``global_step`` is where it stands on TensorBoard's horizontal axis. What a tag
        says of itself (its metadata) is written once. Raises ``TypeError`` for what is
        no summary, such as a tensor that was not run.
        """
        message = self._summary(summary)
        for value in message.value:
            if value.tag in self._described_tags:
                value.ClearField("metadata")
            self._described_tags.add(value.tag)
        self._add(messages("event").Event(summary=message), global_step)

    def add_event(self, event: Any) -> None:
        """Adds an ``tf.Event`` as it is."""
        kind = messages("event").Event
        if not isinstance(event, kind):
            raise TypeError(f"add_event takes a tf.Event, not {_shown(event)}.")
        if self._is_open():
            self._events.add(event)

    def add_session_log(self, session_log: Any, global_step: Any = None) -> None:
        """Adds a ``tf.SessionLog``: that a session began, ended or was saved."""
        self._add(messages("event").Event(session_log=session_log), global_step)

    def add_run_metadata(
        self, run_metadata: Any, tag: str, global_step: Any = None
    ) -> None:
        """Adds what ``Session.run`` measured, as the run called ``tag``.

        Raises ``ValueError`` where this writer has a run of that tag.
        """
        if tag in self._run_tags:
            raise ValueError(
                f"The provided tag was already used for this event type: {tag!r}. Give "
                f"each run a tag of its own, such as 'step {global_step}'."
            )
        self._run_tags.add(tag)
        tagged = {"tag": tag, "run_metadata": run_metadata.SerializeToString()}
        self._add(messages("event").Event(tagged_run_metadata=tagged), global_step)

    def add_graph(
        self, graph: Any, global_step: Any = None, graph_def: Any = None
    ) -> None:
        """Adds a graph, which TensorBoard draws.

        ``graph`` is a ``tf.Graph``; a ``GraphDef`` will do, in either argument. Raises
        ``TypeError`` for anything else, ``ValueError`` where both are given.
        """
        if graph is not None and graph_def is not None:
            raise ValueError(
                "Please pass only graph, or graph_def (deprecated), but not both."
            )
        given = graph_def if graph is None else graph
        if isinstance(given, Graph):
            given = given.as_graph_def(add_shapes=True)
        if not isinstance(given, messages("graph").GraphDef):
            raise TypeError(
                f"The passed graph must be an instance of `Graph` or the deprecated "
                f"`GraphDef`, not {_shown(given)}; the usual one is `sess.graph`."
            )
        self._add(
            messages("event").Event(graph_def=given.SerializeToString()), global_step
        )

    def add_meta_graph(self, meta_graph_def: Any, global_step: Any = None) -> None:
        """Adds a ``MetaGraphDef``. Raises ``TypeError`` for anything else."""
        if not isinstance(meta_graph_def, messages("meta_graph").MetaGraphDef):
            raise TypeError(
                f"meta_graph_def must be type MetaGraphDef, saw type: "
                f"{type(meta_graph_def)}"
            )
        data = meta_graph_def.SerializeToString()
        self._add(messages("event").Event(meta_graph_def=data), global_step)

    def flush(self) -> None:
        """Gives all that was added to the system, for others to read."""
        if self._is_open():
            self._events.flush()

    def close(self) -> None:
        """Flushes and closes the file. To add more, ``reopen``."""
        self._closed = True
        self._events.close()

    def reopen(self) -> None:
        """Opens a closed writer again: what is added goes into another file."""
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _is_open(self) -> bool:
        if self._closed:
            warnings.warn(
                "Attempting to use a closed FileWriter. The operation will be a noop "
                "unless the FileWriter is explicitly reopened.",
                stacklevel=3,
            )
        return not self._closed

    def _add(self, event: Any, step: Any) -> None:
        event.wall_time = time.time()
        if step is not None:
            event.step = int(step)
        if self._is_open():
            self._events.add(event)

    @staticmethod
    def _summary(given: Any) -> Any:
        kind = messages("summary").Summary
        if isinstance(given, bytes):
            return kind.FromString(given)
        if not isinstance(given, kind):
            raise TypeError(
                f"add_summary takes what sess.run returns for a summary op (bytes), or "
                f"a tf.Summary, not {_shown(given)}."
            )
        copy = kind()
        copy.CopyFrom(given)
        return copy


def _shown(value: Any) -> str:
    if isinstance(value, (Operand, Operation)):
        return f"{value!r}, which has to be run first"
    return f"{value!r} of type {type(value).__name__!r}"


class FileWriterCache:
    """One ``FileWriter`` for each directory, for those who ask by directory.

    Source: tf.compat.v1.summary.FileWriterCache.
    """

    _writers: ClassVar[dict[str, FileWriter]] = {}
    _lock: ClassVar[threading.Lock] = threading.Lock()

    @staticmethod
    def get(logdir: str) -> FileWriter:
        """The writer for ``logdir``: a new one, with the default graph, or the same."""
        with FileWriterCache._lock:
            writer = FileWriterCache._writers.get(logdir)
            if writer is None:
                writer = FileWriter(logdir, graph=get_default_graph())
                FileWriterCache._writers[logdir] = writer
            return writer

    @staticmethod
    def clear() -> None:
        """Closes and forgets every writer."""
        with FileWriterCache._lock:
            for writer in FileWriterCache._writers.values():
                writer.close()
            FileWriterCache._writers.clear()
