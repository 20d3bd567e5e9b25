"""Files of records: each with its length before it, and checksums of both.

TensorFlow's event files and TFRecord files are such files. A record is

    length (8 bytes), masked CRC-32C of these, data, masked CRC-32C of the data

with all numbers little-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from teachflow.core.errors import DataLossError
from teachflow.formats.checksum import crc32c, masked

_HEAD = 12
_FOOT = 4


def record(data: bytes) -> bytes:
    """Returns ``data`` as one record.

    >>> len(record(b"abc"))
    19
    """
    length = struct.pack("<Q", len(data))
    sums = [struct.pack("<I", masked(crc32c(part))) for part in (length, data)]
    return length + sums[0] + data + sums[1]


def records(file: BinaryIO, name: str, growing: bool = False) -> Iterator[bytes]:
    """Yields the data of each record of ``file`` from where it stands.

    ``name`` is for errors. A last record that is cut off ends a ``growing`` file (its
    rest may not be written yet), and the file then stands at its beginning. Raises
    ``DataLossError`` where a record is cut off in another file, or altered.

    >>> import io
    >>> list(records(io.BytesIO(record(b"a") + record(b"b")), "in memory"))
    [b'a', b'b']
    """
    while True:
        start = file.tell()
        head = file.read(_HEAD)
        if not head:
            return
        body = b""
        if len(head) == _HEAD:
            (length,) = struct.unpack("<Q", head[:8])
            if not _is_sound(head[:8], head[8:]):
                raise _lost("corrupted", start, name)
            body = file.read(length + _FOOT)
        if len(head) < _HEAD or len(body) < length + _FOOT:
            if growing:
                file.seek(start)
                return
            raise _lost("truncated", start, name)
        data = body[:length]
        if not _is_sound(data, body[length:]):
            raise _lost("corrupted", start, name)
        yield data


def _is_sound(data: bytes, checksum: bytes) -> bool:
    return struct.pack("<I", masked(crc32c(data))) == checksum


def _lost(what: str, start: int, name: str) -> DataLossError:
    return DataLossError(
        None,
        None,
        f"{what} record at {start} of {name}. What comes before it can be read; the "
        f"rest is lost unless there is another copy of the file.",
    )
