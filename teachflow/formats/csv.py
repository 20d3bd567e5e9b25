"""One line of comma-separated values taken apart, by TensorFlow's rules (RFC 4180).

Source: tf.io.decode_csv.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

import numpy as np

from teachflow.core.dtypes import DType
from teachflow.core.errors import InvalidArgumentError

_INTEGER = re.compile(rb"[+-]?\d+\Z")
_SPACE = b" \t\n\v\f\r"


def fields(
    record: bytes,
    delimiter: bytes = b",",
    quotes: bool = True,
    wanted: Collection[int] | None = None,
) -> list[bytes]:
    """The fields of ``record``, those at the positions ``wanted`` where that is given.

    With ``quotes``, a field in double quotes may hold the delimiter, line ends, and two
    quotes for one. Raises ``InvalidArgumentError``.

    >>> fields(b'1,"a, b",')
    [b'1', b'a, b', b'']
    """
    found: list[bytes] = []
    if not record:
        return found
    place, number, length = 0, 0, len(record)
    while place <= length:
        if quotes and record[place : place + 1] == b'"':
            field, place = _quoted(record, place + 1, delimiter)
        else:
            end = record.find(delimiter, place)
            end = length if end < 0 else end
            field, place = record[place:end], end
            if quotes and any(mark in field for mark in (b'"', b"\n", b"\r")):
                raise _wrong("Unquoted fields cannot have quotes/CRLFs inside")
        if wanted is None or number in wanted:
            found.append(field)
        number += 1
        place += 1  # the delimiter
    return found


def _quoted(record: bytes, place: int, delimiter: bytes) -> tuple[bytes, int]:
    """The field whose quote was opened before ``place``, and where its end is."""
    parts = []
    while True:
        end = record.find(b'"', place)
        if end < 0:
            raise _wrong("Quoted field has to end with quote followed by delim or end")
        parts.append(record[place:end])
        following = record[end + 1 : end + 2]
        if following == b'"':
            parts.append(b'"')
            place = end + 2
        elif following in (b"", delimiter):
            return b"".join(parts), end + 1
        else:
            raise _wrong("Quote inside a string has to be escaped by another quote")


def number(field: bytes, dtype: DType) -> Any:
    """The number that ``field`` spells, of ``dtype``; None where it spells none.

    >>> from teachflow.core import dtypes as dt
    >>> number(b" 7 ", dt.int32), number(b"7.5", dt.int32)
    (np.int32(7), None)
    """
    text = field.strip(_SPACE)
    if dtype.is_integer:
        if not _INTEGER.match(text):
            return None
        value = int(text)
        info = np.iinfo(dtype.numpy_dtype)
        if not info.min <= value <= info.max:
            return None
        return dtype.as_numpy_dtype(value)
    if b"_" in text:  # which only Python takes
        return None
    try:
        return dtype.as_numpy_dtype(text.decode())
    except ValueError:
        return None


def _wrong(message: str) -> InvalidArgumentError:
    return InvalidArgumentError(None, None, message)
