"""``TextLineReader`` and its kin as a graph's user sees them.

A reader takes the names of files from a queue of strings, and gives their records one
by one, each with a key that says where it stands. Source: tf.compat.v1.ReaderBase.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from teachflow.core import home
from teachflow.formats.record_writer import TFRecordOptions
from teachflow.graph.defaults import get_default_graph
from teachflow.ops.input import readers as ops


class ReaderReadV2(NamedTuple):
    """What ``read`` returns: two string tensors without axes."""

    key: Any
    value: Any


class ReaderReadUpToV2(NamedTuple):
    """What ``read_up_to`` returns: two string vectors."""

    keys: Any
    values: Any


class ReaderBase:
    """What all readers share.

    Unlike TensorFlow, after a file that cannot be read a reader goes on with the next.
    Source: tf.compat.v1.ReaderBase.
    """

    def __init__(self, reader_ref: Any) -> None:
        self._reader_ref = reader_ref

    @property
    def reader_ref(self) -> Any:
        """The tensor of the reader's handle."""
        return self._reader_ref

    def _apply(self, op: Any, name: str | None, *inputs: Any) -> Any:
        with home.within(self._reader_ref.graph):
            return op(self._reader_ref, *inputs, name=name)

    def read(self, queue: Any, name: str | None = None) -> ReaderReadV2:
        """The key and the value of the next record.

        A name is taken from ``queue`` where the last file has ended;
        ``OutOfRangeError`` where that is closed and empty.
        """
        handle = getattr(queue, "queue_ref", queue)
        return ReaderReadV2(*self._apply(ops.reader_read_op, name, handle))

    def read_up_to(
        self, queue: Any, num_records: Any, name: str | None = None
    ) -> ReaderReadUpToV2:
        """Keys and values of at most ``num_records`` records of one file."""
        handle = getattr(queue, "queue_ref", queue)
        found = self._apply(ops.reader_read_up_to_op, name, handle, num_records)
        return ReaderReadUpToV2(*found)

    def num_records_produced(self, name: str | None = None) -> Any:
        """An int64 tensor: how many records the reader has given."""
        return self._apply(ops.reader_num_records_produced_op, name)

    def num_work_units_completed(self, name: str | None = None) -> Any:
        """An int64 tensor: how many files the reader is done with."""
        return self._apply(ops.reader_num_work_units_completed_op, name)

    def reset(self, name: str | None = None) -> Any:
        """An operation that makes the reader as new."""
        return self._apply(ops.reader_reset_op, name)


def _make(op: Any, name: str | None, **attrs: Any) -> Any:
    with home.within(get_default_graph()):
        return op(**attrs, name=name)


class TextLineReader(ReaderBase):
    r"""A reader of the lines of text files, without their ends.

    Keys are ``file:number``, counted from 1; ``skip_header_lines`` are left out.
    Source: tf.compat.v1.TextLineReader.

    >>> import pathlib, tempfile
    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     queue = tf.FIFOQueue(2, tf.string)
    ...     key, line = tf.TextLineReader(skip_header_lines=1).read(queue)
    ...     with tempfile.TemporaryDirectory() as folder:
    ...         path = pathlib.Path(folder, "a.csv")
    ...         _ = path.write_text("name,age\nAnn,3\n")
    ...         sess.run(queue.enqueue(str(path)))
    ...         print(sess.run(line))
    b'Ann,3'
    """

    def __init__(
        self, skip_header_lines: int | None = None, name: str | None = None
    ) -> None:
        skipped = skip_header_lines or 0
        super().__init__(
            _make(ops.text_line_reader_op, name, skip_header_lines=skipped)
        )


class WholeFileReader(ReaderBase):
    """A reader of whole files; keys are their names.

    Source: tf.compat.v1.WholeFileReader.
    """

    def __init__(self, name: str | None = None) -> None:
        super().__init__(_make(ops.whole_file_reader_op, name))


class TFRecordReader(ReaderBase):
    """A reader of the records of TFRecord files; keys are ``file:place``.

    Source: tf.compat.v1.TFRecordReader.
    """

    def __init__(self, name: str | None = None, options: Any = None) -> None:
        kind = TFRecordOptions.get_compression_type_string(options)
        super().__init__(_make(ops.tf_record_reader_op, name, compression_type=kind))


class FixedLengthRecordReader(ReaderBase):
    """A reader of pieces of ``record_bytes`` bytes; keys are ``file:number``, from 0.

    ``header_bytes`` and ``footer_bytes`` are left out; a piece begins ``hop_bytes``
    after the one before, where that is given. Source:
    tf.compat.v1.FixedLengthRecordReader.
    """

    def __init__(
        self,
        record_bytes: int,
        header_bytes: int | None = None,
        footer_bytes: int | None = None,
        hop_bytes: int | None = None,
        name: str | None = None,
        encoding: str | None = None,
    ) -> None:
        super().__init__(
            _make(
                ops.fixed_length_record_reader_op,
                name,
                record_bytes=record_bytes,
                header_bytes=header_bytes or 0,
                footer_bytes=footer_bytes or 0,
                hop_bytes=hop_bytes or 0,
                encoding=encoding or "",
            )
        )


class IdentityReader(ReaderBase):
    """A reader that gives what it takes from the queue, as key and as value.

    Source: tf.compat.v1.IdentityReader.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     queue = tf.train.string_input_producer(["a"])
    ...     coord = tf.train.Coordinator()
    ...     pair = tf.IdentityReader().read(queue)
    ...     threads = tf.train.start_queue_runners(sess, coord)
    ...     print(sess.run(pair))
    ...     coord.request_stop()
    ...     coord.join(threads)
    ReaderReadV2(key=b'a', value=b'a')
    """

    def __init__(self, name: str | None = None) -> None:
        super().__init__(_make(ops.identity_reader_op, name))
