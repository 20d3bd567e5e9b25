"""TFRecord files written and read by Python code, outside any graph.

Source: tf.io.TFRecordWriter, tf.compat.v1.io.tf_record_iterator.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from types import TracebackType
from typing import Any, BinaryIO, ClassVar, Self, cast

from teachflow.formats.reading import file_error, tf_records
from teachflow.formats.records import record


class TFRecordCompressionType:
    """How TFRecord files are packed. Source: tf.io.TFRecordCompressionType."""

    NONE = 0
    ZLIB = 1
    GZIP = 2


class TFRecordOptions:
    """How a TFRecord file is packed: ``compression_type`` "", "GZIP" or "ZLIB".

    Unlike TensorFlow, ``flush_mode``, ``input_buffer_size``, ``output_buffer_size``,
    ``window_bits``, ``compression_level``, ``compression_method``, ``mem_level`` and
    ``compression_strategy`` change nothing. Source: tf.io.TFRecordOptions.

    >>> import teachflow.compat.v1 as tf
    >>> tf.io.TFRecordOptions("GZIP").compression_type
    'GZIP'
    """

    compression_type_map: ClassVar[dict[int, str]] = {
        TFRecordCompressionType.ZLIB: "ZLIB",
        TFRecordCompressionType.GZIP: "GZIP",
        TFRecordCompressionType.NONE: "",
    }

    def __init__(
        self,
        compression_type: Any = None,
        flush_mode: int | None = None,
        input_buffer_size: int | None = None,
        output_buffer_size: int | None = None,
        window_bits: int | None = None,
        compression_level: int | None = None,
        compression_method: int | None = None,
        mem_level: int | None = None,
        compression_strategy: int | None = None,
    ) -> None:
        self.get_compression_type_string(compression_type)
        self.compression_type = compression_type
        self.compression_level = compression_level

    @classmethod
    def get_compression_type_string(cls, options: Any) -> str:
        """The name of the packing that options, a number or a name stand for.

        >>> TFRecordOptions.get_compression_type_string(TFRecordOptions("GZIP"))
        'GZIP'
        """
        if not options:
            return ""
        if isinstance(options, TFRecordOptions):
            return cls.get_compression_type_string(options.compression_type)
        names = cls.compression_type_map
        if options in names:
            return names[options]
        if options in names.values():
            return str(options)
        raise ValueError(f'Not a valid compression_type: "{options}"')


class TFRecordWriter:
    """Writes records of bytes into a new file. Source: tf.io.TFRecordWriter.

    Needs the package ``google-crc32c``. ``options`` are ``TFRecordOptions`` or the name
    of a packing.

    >>> import pathlib, tempfile
    >>> import teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = str(pathlib.Path(folder, "two.tfrecord"))
    ...     with tf.io.TFRecordWriter(path) as writer:
    ...         writer.write(b"one")
    ...         writer.write(b"two")
    ...     print(list(tf.io.tf_record_iterator(path)))
    [b'one', b'two']
    """

    def __init__(self, path: Any, options: Any = None) -> None:
        self._name = os.fspath(path)
        kind = TFRecordOptions.get_compression_type_string(options)
        self._pack = zlib.compressobj() if kind == "ZLIB" else None
        try:
            file: Any = open(self._name, "wb")  # noqa: SIM115 (close does)
        except OSError as error:
            raise file_error(error, str(self._name)) from None
        self._below: BinaryIO = file
        if kind == "GZIP":
            import gzip  # noqa: PLC0415 (late: importing TeachFlow is quick)

            file = gzip.GzipFile("", "wb", fileobj=file, mtime=0)
        self._file = cast(BinaryIO, file)

    def write(self, record_bytes: bytes) -> None:
        """Adds a record."""
        if isinstance(record_bytes, str):
            raise TypeError(
                f"A record is bytes, not the str {record_bytes!r}: encode() it."
            )
        data = record(bytes(record_bytes))
        self._file.write(self._pack.compress(data) if self._pack else data)

    def flush(self) -> None:
        """Hands what was written to the operating system."""
        self._file.flush()

    def close(self) -> None:
        """Completes the file."""
        if self._file.closed:
            return
        if self._pack is not None:
            self._file.write(self._pack.flush())
        self._file.close()
        self._below.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def tf_record_iterator(path: Any, options: Any = None) -> Iterator[bytes]:
    """Returns the records of a TFRecord file, one by one.

    Raises ``NotFoundError``, or ``DataLossError`` where the file is cut off or altered.
    Source: tf.compat.v1.io.tf_record_iterator.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with tf.io.TFRecordWriter(folder + "/a") as file:
    ...         file.write(b"one")
    ...     print(list(tf.io.tf_record_iterator(folder + "/a")))
    [b'one']
    """
    kind = TFRecordOptions.get_compression_type_string(options)
    return (data for _, data in tf_records(os.fspath(path), kind))
