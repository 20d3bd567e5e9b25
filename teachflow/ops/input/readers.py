"""Readers as ops: they take names of files from a queue and give records.

A session keeps the reader in the cell of the node that makes it, with its place in the
file that it is reading. Source: tf.compat.v1.ReaderBase.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.cell import Cell
from teachflow.core.errors import InvalidArgumentError, OpError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.formats import reading
from teachflow.ops.input.queues import held, resource

Records = Iterator[tuple[bytes, bytes]]


class Reader:
    """Gives the records of one file after the other, each with its key.

    ``start`` is called with the name of a file and gives its records. ``at_once`` says
    that a file is done with as soon as its only record is given.
    """

    def __init__(self, start: Callable[[str], Records], at_once: bool = False) -> None:
        self._start = start
        self._at_once = at_once
        self._lock = threading.Lock()
        self._records: Records | None = None
        self.produced = 0
        self.completed = 0

    def read(self, queue: Any) -> tuple[bytes, bytes]:
        """The next record; a name is taken from ``queue`` where the last file ended."""
        keys, values = self.read_up_to(queue, 1)
        return keys[0], values[0]

    def read_up_to(self, queue: Any, count: int) -> tuple[list[bytes], list[bytes]]:
        """At most ``count`` records of one file, at least one: keys and values."""
        found: list[tuple[bytes, bytes]] = []
        with self._lock:
            while not found:
                records = self._going_on(queue)
                try:
                    found = list(itertools.islice(records, count))
                except OpError:
                    self._records = None  # what cannot be read is left alone
                    raise
                if self._at_once or len(found) < count:
                    self._records = None
                    self.completed += 1
            self.produced += len(found)
        return [key for key, _ in found], [value for _, value in found]

    def reset(self) -> None:
        """Forgets the file that was being read, and the counts."""
        with self._lock:
            self._records = None
            self.produced = self.completed = 0

    def _going_on(self, queue: Any) -> Records:
        if self._records is None:
            (name,) = queue.dequeue()
            name = name if isinstance(name, bytes) else name.item()
            self._records = self._start(name.decode())
        return self._records


def _numbered(name: str, pairs: Iterator[reading.Pair]) -> Records:
    for place, data in pairs:
        yield f"{name}:{place}".encode(), data


def _whole(name: str) -> Records:
    yield name.encode(), reading.read_whole(name)


def _itself(name: str) -> Records:
    yield name.encode(), name.encode()


def _made(cell: Cell, shared_name: str, *arguments: Any) -> Any:
    return resource(cell, shared_name, lambda name: Reader(*arguments))


@op("TextLineReaderV2", "-> resource", shape=rules.scalar)
def text_line_reader_op(
    *,
    skip_header_lines: int = 0,
    container: str = "",
    shared_name: str = "",
    cell: Cell,
) -> Any:
    """A reader of lines; keys are ``file:number``, counted from 1."""

    def start(name: str) -> Records:
        return _numbered(name, reading.text_lines(name, skip_header_lines))

    return _made(cell, shared_name, start)


@op("WholeFileReaderV2", "-> resource", shape=rules.scalar)
def whole_file_reader_op(
    *, container: str = "", shared_name: str = "", cell: Cell
) -> Any:
    """A reader of whole files; keys are their names."""
    return _made(cell, shared_name, _whole, True)


@op("TFRecordReaderV2", "-> resource", shape=rules.scalar)
def tf_record_reader_op(
    *,
    container: str = "",
    shared_name: str = "",
    compression_type: str = "",
    cell: Cell,
) -> Any:
    """A reader of TFRecord files; keys are ``file:place``."""

    def start(name: str) -> Records:
        return _numbered(name, reading.tf_records(name, compression_type))

    return _made(cell, shared_name, start)


@op("FixedLengthRecordReaderV2", "-> resource", shape=rules.scalar)
def fixed_length_record_reader_op(
    *,
    record_bytes: int,
    header_bytes: int = 0,
    footer_bytes: int = 0,
    hop_bytes: int = 0,
    container: str = "",
    shared_name: str = "",
    encoding: str = "",
    cell: Cell,
) -> Any:
    """A reader of pieces of one length; keys are ``file:number``, counted from 0."""
    if record_bytes <= 0:
        raise InvalidArgumentError(
            None, None, f"record_bytes must be positive, got {record_bytes}"
        )
    sizes = record_bytes, header_bytes, footer_bytes, hop_bytes

    def start(name: str) -> Records:
        return _numbered(name, reading.fixed_records(name, *sizes, encoding))

    return _made(cell, shared_name, start)


@op("IdentityReaderV2", "-> resource", shape=rules.scalar)
def identity_reader_op(
    *, container: str = "", shared_name: str = "", cell: Cell
) -> Any:
    """A reader that gives what it takes, as key and as value."""
    return _made(cell, shared_name, _itself, True)


def _pair(call: Any) -> tuple[TensorShape, TensorShape]:
    return rules.SCALAR, rules.SCALAR


def _vectors(call: Any) -> tuple[TensorShape, TensorShape]:
    return TensorShape([None]), TensorShape([None])


@op("ReaderReadV2", "resource, resource -> string, string", shape=_pair, stateful=True)
def reader_read_op(reader_handle: Any, queue_handle: Any) -> Any:
    """The key and the value of the next record."""
    return held(reader_handle).read(held(queue_handle))


@op(
    "ReaderReadUpToV2",
    "resource, resource, int64 -> string, string",
    shape=_vectors,
    stateful=True,
)
def reader_read_up_to_op(
    reader_handle: Any, queue_handle: Any, num_records: Any
) -> Any:
    """Keys and values of up to so many records."""
    found = held(reader_handle).read_up_to(held(queue_handle), int(num_records))
    return tuple([np.array(items, object) for items in found])


@op(
    "ReaderNumRecordsProducedV2",
    "resource -> int64",
    shape=rules.scalar,
    stateful=True,
)
def reader_num_records_produced_op(reader_handle: Any) -> Any:
    """How many records the reader has given."""
    return np.int64(held(reader_handle).produced)


@op(
    "ReaderNumWorkUnitsCompletedV2",
    "resource -> int64",
    shape=rules.scalar,
    stateful=True,
)
def reader_num_work_units_completed_op(reader_handle: Any) -> Any:
    """How many files the reader is done with."""
    return np.int64(held(reader_handle).completed)


@op("ReaderResetV2", "resource ->", shape=rules.nothing, stateful=True)
def reader_reset_op(reader_handle: Any) -> None:
    """Makes the reader as new."""
    held(reader_handle).reset()
