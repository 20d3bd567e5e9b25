"""Files as sequences of records: lines, TFRecords, pieces of one length.

Each function yields pairs: the place of the record in its file (the number that
TensorFlow's readers put into a record's key) and its bytes.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO, cast

from teachflow.core.errors import (
    DataLossError,
    FailedPreconditionError,
    InvalidArgumentError,
    NotFoundError,
    OpError,
    PermissionDeniedError,
    UnknownError,
)
from teachflow.formats.records import records

Pair = tuple[int, bytes]

_ERRORS: dict[type[OSError], tuple[type[OpError], str]] = {
    FileNotFoundError: (NotFoundError, "No such file or directory"),
    NotADirectoryError: (FailedPreconditionError, "Not a directory"),
    IsADirectoryError: (FailedPreconditionError, "Is a directory"),
    PermissionError: (PermissionDeniedError, "Permission denied"),
}


def file_error(error: OSError, name: str) -> OpError:
    """TensorFlow's error for what the operating system said about the file ``name``.

    >>> file_error(FileNotFoundError(), "a.csv").message
    'a.csv; No such file or directory'
    """
    kind, words = _ERRORS.get(type(error), (UnknownError, error.strerror or str(error)))
    return kind(None, None, f"{name}; {words}")


def open_file(name: str, compression: str = "") -> BinaryIO:
    """The file opened for reading, unpacked on the way.

    ``compression`` is "", "GZIP" or "ZLIB". Raises ``NotFoundError`` and its kin.
    """
    try:
        file = open(name, "rb")  # noqa: SIM115 (whoever asked closes it)
    except OSError as error:
        raise file_error(error, name) from None
    if compression == "GZIP":
        import gzip  # noqa: PLC0415 (late: importing TeachFlow is quick)

        return cast(BinaryIO, gzip.GzipFile(fileobj=file, mode="rb"))
    if compression == "ZLIB":
        with file:
            try:
                return io.BytesIO(zlib.decompress(file.read()))
            except zlib.error as error:
                raise DataLossError(None, None, f"{name}: {error}") from None
    if compression:
        file.close()
        raise InvalidArgumentError(
            None, None, f"Unsupported compression_type: {compression}"
        )
    return file


def read_whole(name: str) -> bytes:
    """All that is in a file."""
    try:
        with open_file(name) as file:
            return file.read()
    except OSError as error:
        raise file_error(error, name) from None


def text_lines(name: str, skip: int = 0, compression: str = "") -> Iterator[Pair]:
    """The lines after the first ``skip`` ones, without their ends; counted from 1."""
    with closing(open_file(name, compression)) as file:
        for number, line in enumerate(file, 1):
            if number > skip:
                if line.endswith(b"\n"):
                    line = line[:-1].removesuffix(b"\r")
                yield number, line


def tf_records(name: str, compression: str = "") -> Iterator[Pair]:
    """The records of a TFRecord file; their places count (unpacked) bytes.

    Raises ``DataLossError`` where the file is cut off or altered.
    """
    with closing(open_file(name, compression)) as file:
        place = 0
        for data in records(file, name):
            yield place, data
            place += len(data) + 16


def fixed_records(
    name: str,
    length: int,
    header: int = 0,
    footer: int = 0,
    hop: int = 0,
    compression: str = "",
) -> Iterator[Pair]:
    """Pieces of ``length`` bytes between ``header`` and ``footer``; counted from 0.

    One begins ``hop`` bytes after the other, where that is not 0.
    """
    with closing(open_file(name, compression)) as file:
        data = file.read()
    end = len(data) - footer
    starts = range(header, end - length + 1, hop or length)
    for number, start in enumerate(starts):
        yield number, data[start : start + length]
