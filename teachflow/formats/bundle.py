"""Tensor bundles: TensorFlow's checkpoint files (its second version), read.

A bundle with the prefix ``model.ckpt`` is two files, or more where it was sharded:

    model.ckpt.index                  a sorted table: name -> where, what, checksum
    model.ckpt.data-00000-of-00001    the elements, as they lie in memory

The table's first key is empty and holds a header. Numbers are little-endian. Strings
are their lengths (varints), a checksum of the lengths, and their bytes. Nothing is ever
unpickled: what is read are numbers and bytes, and each tensor has a checksum.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.dtypes import DType
from teachflow.core.errors import (
    DataLossError,
    InvalidArgumentError,
    NotFoundError,
    UnimplementedError,
)
from teachflow.formats import aside, varint
from teachflow.formats.checksum import crc32c, masked
from teachflow.formats.messages import parsed
from teachflow.formats.table import entries

_BY_NUMBER = {dtype.enum: dtype for dtype in dt.ALL}
_SLICE = b"\0"  # begins the keys of the pieces of tensors that are kept in slices


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index says of one tensor."""

    dtype: DType
    shape: tuple[int, ...]
    shard: int
    offset: int
    size: int
    checksum: int  # masked, as it is stored


@dataclass(frozen=True, slots=True)
class Bundle:
    """An index that was read and checked; ``entries`` in the order of their names."""

    prefix: str
    shards: int
    entries: dict[str, Entry]
    unreadable: dict[str, str]  # name -> what it is that cannot be read here

    def read(self, name: str, dtype: DType | None = None) -> Any:
        """Returns the tensor ``name`` as an array (a NumPy scalar for rank 0).

        Raises ``NotFoundError`` (no such name), ``InvalidArgumentError`` (it is not of
        ``dtype``), ``UnimplementedError`` (it cannot be read here) and
        ``DataLossError`` (cut off or altered), naming name and file.
        """
        entry = self.entries.get(name)
        if entry is None:
            if name in self.unreadable:
                raise UnimplementedError(
                    None,
                    None,
                    f"{index_path(self.prefix)}: the tensor {name!r} is "
                    f"{self.unreadable[name]}: it cannot be read here.",
                )
            raise NotFoundError(
                None, None, f"Key {name} not found in checkpoint {self.prefix}"
            )
        if dtype is not None and dtype is not entry.dtype:
            raise InvalidArgumentError(
                None,
                None,
                f"tensor_name = {name}; expected dtype {dtype.runtime_name} does not "
                f"equal original dtype {entry.dtype.runtime_name} in {self.prefix}",
            )
        path = data_path(self.prefix, entry.shard, self.shards)
        if entry.dtype is dt.string:
            return _read_strings(path, name, entry)
        return _read_numbers(path, name, entry)


def index_path(prefix: str) -> str:
    """The path of a bundle's index."""
    return f"{prefix}.index"


def data_path(prefix: str, shard: int, shards: int) -> str:
    """The path of one of a bundle's files of elements."""
    return f"{prefix}.data-{shard:05d}-of-{shards:05d}"


def open_bundle(prefix: str) -> Bundle:
    """Returns the bundle at ``prefix``, its index checked, no elements read yet.

    Raises ``NotFoundError`` where there is none, ``DataLossError`` where the index was
    cut off or altered, ``UnimplementedError`` where it cannot be read here (compressed,
    big-endian, or for readers of a later version).
    """
    path = index_path(prefix)
    if not os.path.exists(path):
        raise _no_bundle(prefix)
    table = entries(aside.read(path), path)
    return _parsed(prefix, path, table)


def _no_bundle(prefix: str) -> Exception:
    if os.path.isdir(prefix):
        return DataLossError(
            None,
            None,
            f"Unable to open table file {prefix}: FAILED_PRECONDITION: {prefix}; Is a "
            f"directory: give the prefix of a checkpoint in it, such as "
            f"tf.train.latest_checkpoint({prefix!r}) finds.",
        )
    if os.path.isfile(prefix):
        entries(aside.read(prefix), prefix)  # which says what a file of its own is not
        return NotFoundError(
            None,
            None,
            f"{prefix} is a table of its own: the index of a checkpoint (give the "
            f"prefix, without .index) or a checkpoint of TensorFlow's first version, "
            f"which cannot be read here.",
        )
    return NotFoundError(
        None,
        None,
        f"Unsuccessful TensorSliceReader constructor: Failed to find any matching "
        f"files for {prefix}",
    )


def _parsed(prefix: str, path: str, table: dict[bytes, bytes]) -> Bundle:
    try:
        header = parsed("BundleHeaderProto", table.pop(b""))
        raw = {
            key.decode(): parsed("BundleEntryProto", value)
            for key, value in table.items()
            if key[:1] != _SLICE
        }
    except (ValueError, KeyError) as error:
        raise _lost(path, f"its entries cannot be read ({error})") from None
    if header.endianness:
        raise UnimplementedError(None, None, f"{path} holds big-endian numbers.")
    if header.version.min_consumer > 1:
        raise UnimplementedError(
            None,
            None,
            f"{path} asks for readers of version {header.version.min_consumer}; this "
            f"one has version 1.",
        )
    unreadable = {name: _obstacle(item) for name, item in raw.items()}
    unreadable = {name: what for name, what in unreadable.items() if what}
    found = {
        name: _entry(path, name, item, header.num_shards)
        for name, item in raw.items()
        if name not in unreadable
    }
    return Bundle(prefix, header.num_shards, found, unreadable)


def _obstacle(raw: Any) -> str:
    """What about a tensor cannot be read here; empty where nothing is."""
    if raw.slices:
        return "in slices"
    return "" if raw.dtype in _BY_NUMBER else f"of TensorFlow's type {raw.dtype}"


def _entry(path: str, name: str, raw: Any, shards: int) -> Entry:
    shape = tuple([dim.size for dim in raw.shape.dim])
    if raw.shape.unknown_rank or min((0, *shape, raw.offset, raw.size)) < 0:
        raise _lost(path, f"the entry of {name!r} is impossible")
    if not 0 <= raw.shard_id < shards:
        raise _lost(path, f"{name!r} lies in shard {raw.shard_id} of {shards}")
    dtype = _BY_NUMBER[raw.dtype]
    return Entry(dtype, shape, raw.shard_id, raw.offset, raw.size, raw.crc32c)


def _count(shape: tuple[int, ...]) -> int:
    count = 1
    for length in shape:
        count *= length
    return count


def _read_numbers(path: str, name: str, entry: Entry) -> Any:
    dtype = entry.dtype.numpy_dtype.newbyteorder("<")
    count = _count(entry.shape)
    if count * dtype.itemsize != entry.size:
        raise _lost(path, f"{name!r} has {entry.size} bytes for shape {entry.shape}")
    with aside.named_errors(path):
        held = os.path.getsize(path)
        if entry.offset + entry.size > held:
            raise _short(path, name, entry, held)
        array = np.fromfile(path, dtype, count, offset=entry.offset)
    if array.size != count:
        raise _short(path, name, entry, held)
    _check(path, name, entry, crc32c(array), array.nbytes)
    native = array.reshape(entry.shape).astype(entry.dtype.numpy_dtype, copy=False)
    return native if native.ndim else native[()]


def _read_strings(path: str, name: str, entry: Entry) -> Any:
    count = _count(entry.shape)
    with aside.named_errors(path), open(path, "rb") as file:
        held = os.fstat(file.fileno()).st_size
        if entry.offset + entry.size > held:
            raise _short(path, name, entry, held)
        file.seek(entry.offset)
        data = file.read(entry.size)
    try:
        lengths, position = [], 0
        for _ in range(count):
            length, position = varint.decode(data, position)
            lengths.append(length)
        (stored,) = struct.unpack_from("<I", data, position)
    except (ValueError, struct.error):
        raise _lost(path, f"the lengths of {name!r} cannot be read") from None
    checksum = crc32c(packed_lengths(lengths))
    if masked(checksum) != stored or position + 4 + sum(lengths) != len(data):
        raise _lost(path, f"the lengths of {name!r} do not agree with their checksum")
    _check(path, name, entry, crc32c(data[position:], checksum), len(data))
    array = np.empty(count, object)
    position += 4
    for number, length in enumerate(lengths):
        array[number] = data[position : position + length]
        position += length
    return array.reshape(entry.shape) if entry.shape else array[0]


def _check(path: str, name: str, entry: Entry, checksum: int, size: int) -> None:
    if masked(checksum) != entry.checksum:
        raise _lost(
            path,
            f"TensorBundle at shard {entry.shard} ({size} bytes): Checksum does not "
            f"match for {name!r}: stored {entry.checksum:#010x} vs. calculated on the "
            f"restored bytes {masked(checksum):#010x}",
        )


def _short(path: str, name: str, entry: Entry, held: int) -> Exception:
    return _lost(
        path,
        f"{name!r} ends at byte {entry.offset + entry.size}, the file at byte {held}",
    )


def _lost(path: str, what: str) -> DataLossError:
    return DataLossError(
        None,
        None,
        f"{path}: {what}. The file was cut off or altered: use another checkpoint.",
    )


def packed_lengths(lengths: Sequence[int]) -> bytes:
    """What the checksum of strings begins with: 4 bytes each, 8 where they are long."""
    if not lengths or max(lengths) <= 0xFFFFFFFF:
        return struct.pack(f"<{len(lengths)}I", *lengths)
    return b"".join(
        struct.pack("<I" if length <= 0xFFFFFFFF else "<Q", length)
        for length in lengths
    )
