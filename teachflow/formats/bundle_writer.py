"""Tensor bundles, written so that a kill at any instant leaves a whole one.

The index alone says which files of elements belong to it, so renaming a new index over
the old one is the moment at which a bundle changes. Elements must not be renamed over
the files that the present index still needs. Where it needs ``….data-00000-of-00001``,
the new elements first stand as ``….data-00000-of-00002`` with an index that says so
(two shards, and nothing in the second: TensorFlow reads that too); only then do they
get the usual name, and the index with them.
"""

from __future__ import annotations

import contextlib
import glob
import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.dtypes import DType
from teachflow.core.errors import InvalidArgumentError, OpError
from teachflow.formats import aside, varint
from teachflow.formats.bundle import (
    Entry,
    data_path,
    index_path,
    open_bundle,
    packed_lengths,
)
from teachflow.formats.checksum import crc32c, masked
from teachflow.formats.messages import message
from teachflow.formats.table import table


@dataclass(frozen=True, slots=True)
class _Piece:
    """One tensor as it is written: its entry, and its bytes in parts."""

    name: str
    entry: Entry
    parts: list[Any]


def write_bundle(prefix: str, tensors: Sequence[tuple[str, DType, Any]]) -> None:
    """Writes ``tensors`` (name, dtype, array) as the bundle ``prefix``.

    A missing directory is made if only its last part is missing. Whoever reads meets
    the former bundle or this one, whole. Raises ``InvalidArgumentError`` for a name
    given twice, ``NotFoundError`` and the like where the system refuses.
    """
    pieces = _pieces(tensors)
    with aside.named_errors(prefix):
        directory = os.path.dirname(prefix)
        if directory and not os.path.isdir(directory):
            os.mkdir(directory)
        _remove(_leftovers(prefix))
    needed = _shards(prefix)
    shards = 2 if needed == 1 else 1
    parts = (part for piece in pieces for part in piece.parts)
    aside.write(data_path(prefix, 0, shards), parts)
    aside.write(index_path(prefix), [_index(pieces, shards)])
    if shards == 2 and _linked(prefix):
        shards = 1
        aside.write(index_path(prefix), [_index(pieces, shards)])
    with aside.named_errors(prefix):
        _remove(_unneeded(prefix, shards))


def remove_bundle(prefix: str, with_directory: bool = False) -> None:
    """Removes a bundle's files, and its directory if that is empty then."""
    with aside.named_errors(prefix):
        _remove(iter([index_path(prefix), *_data_files(prefix)]))
        if with_directory:
            with contextlib.suppress(OSError):
                os.rmdir(os.path.dirname(prefix))


def _pieces(tensors: Sequence[tuple[str, DType, Any]]) -> list[_Piece]:
    pieces: list[_Piece] = []
    names: set[str] = set()
    offset = 0
    for name, dtype, value in tensors:
        if not name or name[0] == "\0" or name in names:
            raise InvalidArgumentError(
                None,
                None,
                f"Adding duplicate, empty or reserved key: {name!r}. Give each tensor "
                f"a name of its own.",
            )
        names.add(name)
        parts, size, checksum = _parts(dtype, value)
        entry = Entry(dtype, np.shape(value), 0, offset, size, checksum)
        pieces.append(_Piece(name, entry, parts))
        offset += size
    return pieces


def _parts(dtype: DType, value: Any) -> tuple[list[Any], int, int]:
    """The bytes of a tensor in parts, their number, and their masked checksum."""
    if dtype is not dt.string:
        array = np.ascontiguousarray(value, dtype.numpy_dtype.newbyteorder("<"))
        return [array.data], array.nbytes, masked(crc32c(array))
    items = np.asarray(value, object).reshape(-1).tolist()
    lengths = [len(item) for item in items]
    checksum = crc32c(packed_lengths(lengths))
    guard = struct.pack("<I", masked(checksum))
    head, body = b"".join(map(varint.encode, lengths)), b"".join(items)
    checksum = crc32c(body, crc32c(guard, checksum))
    return [head, guard, body], len(head) + 4 + len(body), masked(checksum)


def _index(pieces: Sequence[_Piece], shards: int) -> bytes:
    header = message("BundleHeaderProto")(num_shards=shards, version={"producer": 1})
    entry_type = message("BundleEntryProto")
    items = [(b"", header.SerializeToString())]
    for piece in pieces:
        entry = piece.entry
        raw = entry_type(
            dtype=entry.dtype.enum,
            shape={"dim": [{"size": length} for length in entry.shape]},
            offset=entry.offset,
            size=entry.size,
            crc32c=entry.checksum,
        )
        items.append((piece.name.encode(), raw.SerializeToString()))
    return table(sorted(items))


def _shards(prefix: str) -> int:
    """How many files the present index needs; 0 where there is none to be read."""
    try:
        return open_bundle(prefix).shards
    except OpError:
        return 0


def _linked(prefix: str) -> bool:
    """Gives the elements the usual name as well; False where the system cannot."""
    usual = data_path(prefix, 0, 1)
    temporary = aside.temporary_name(usual)
    try:
        os.link(data_path(prefix, 0, 2), temporary)
        os.replace(temporary, usual)
        aside.sync_directory(usual)
    except OSError:
        return False
    return True


def _data_files(prefix: str) -> list[str]:
    return glob.glob(f"{glob.escape(prefix)}.data-?????-of-?????")


def _unneeded(prefix: str, shards: int) -> Iterator[str]:
    """Files of elements that an index of ``shards`` shards does not need."""
    needed = data_path(prefix, 0, shards)
    return (path for path in _data_files(prefix) if path != needed)


def _leftovers(prefix: str) -> Iterator[str]:
    """What writers of this bundle left half-written when they were killed."""
    mark = glob.escape(prefix)
    for pattern in (f"{mark}.index", f"{mark}.data-?????-of-?????"):
        yield from glob.iglob(aside.temporary_pattern(pattern))


def _remove(paths: Iterator[str]) -> None:
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
