"""Sorted tables of bytes: LevelDB's format, in which TensorFlow keeps an index.

    data block ... | metaindex block | index block | footer

A block is a run of entries whose keys share beginnings (every 16th is whole, so that a
reader could search), the positions of the whole ones, the compression's number and a
checksum. The index block has one entry for each data block: a key between its last one
and the next block's first one, and where the block lies. The footer says where the
metaindex (empty here) and the index lie, and ends in a magic number.

A table is written in one piece and read in one piece: everything in it is checked
before anything of it is believed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

from teachflow.core.errors import DataLossError, UnimplementedError
from teachflow.formats import varint
from teachflow.formats.checksum import crc32c, masked

_MAGIC = 0xDB4775248B80FB57
_HANDLES = 40  # bytes in the footer for two handles, each of at most 20
_FOOTER = _HANDLES + 8
_TRAILER = 5  # compression and checksum after each block
_BLOCK_SIZE = 262144
_WHOLE_EVERY = 16


class _Block:
    """A block that is being filled, its keys ascending."""

    def __init__(self, whole_every: int) -> None:
        self._whole_every = whole_every
        self._buffer = bytearray()
        self._whole = [0]
        self._since = 0
        self.last = b""

    @property
    def size(self) -> int:
        """How many bytes it takes, without its trailer."""
        return len(self._buffer) + 4 * len(self._whole) + 4

    def __bool__(self) -> bool:
        return bool(self._buffer)

    def add(self, key: bytes, value: bytes) -> None:
        shared = 0
        if self._since == self._whole_every:
            self._whole.append(len(self._buffer))
            self._since = 0
        else:
            shared = _shared(self.last, key)
        self._buffer += varint.encode(shared)
        self._buffer += varint.encode(len(key) - shared)
        self._buffer += varint.encode(len(value))
        self._buffer += key[shared:]
        self._buffer += value
        self._since += 1
        self.last = key

    def finished(self) -> bytes:
        """The block's bytes with the trailer: not compressed, and a checksum."""
        count = len(self._whole)
        body = bytes(self._buffer) + struct.pack(f"<{count}II", *self._whole, count)
        body += b"\0"
        return body + struct.pack("<I", masked(crc32c(body)))


def _shared(left: bytes, right: bytes) -> int:
    """How many bytes both begin with."""
    for position, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return position
    return min(len(left), len(right))


def _between(last: bytes, following: bytes) -> bytes:
    """A short key, not less than ``last`` and less than ``following``."""
    shared = _shared(last, following)
    if shared < min(len(last), len(following)):
        byte = last[shared]
        if byte < 0xFF and byte + 1 < following[shared]:
            return last[:shared] + bytes((byte + 1,))
    return last


def _after(last: bytes) -> bytes:
    """A short key, not less than ``last``."""
    for position, byte in enumerate(last):
        if byte != 0xFF:
            return last[:position] + bytes((byte + 1,))
    return last


def table(items: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Returns the file that holds ``items``, pairs of a key and a value.

    Keys must ascend; ``ValueError`` names the first that does not.
    """
    made = bytearray()

    def put(block: _Block) -> bytes:
        handle = varint.encode(len(made)) + varint.encode(block.size)
        made.extend(block.finished())
        return handle

    index, block = _Block(1), _Block(_WHOLE_EVERY)
    last, handle = None, b""
    for key, value in items:
        if last is not None and key <= last:
            raise ValueError(f"Keys must ascend, but {key!r} follows {last!r}.")
        if handle:
            index.add(_between(last or b"", key), handle)
            handle = b""
        block.add(key, value)
        last = key
        if block.size >= _BLOCK_SIZE:
            handle, block = put(block), _Block(_WHOLE_EVERY)
    if block:
        handle = put(block)
    metaindex = put(_Block(_WHOLE_EVERY))
    if handle:
        index.add(_after(last or b""), handle)
    footer = (metaindex + put(index)).ljust(_HANDLES, b"\0")
    return bytes(made) + footer + struct.pack("<Q", _MAGIC)


def entries(data: bytes, path: str) -> dict[bytes, bytes]:
    """Returns what the table ``data`` holds, keys ascending.

    Everything is checked. Raises ``DataLossError`` naming ``path`` where anything was
    cut off or altered, and ``UnimplementedError`` for a compressed table.
    """
    if len(data) < _FOOTER:
        raise _no_table(path, "file is too short to be an sstable", len(data))
    if data[-8:] != struct.pack("<Q", _MAGIC):
        raise _no_table(path, "not an sstable (bad magic number)", len(data))
    try:
        return _entries(data, path)
    except (ValueError, IndexError, struct.error) as error:
        raise DataLossError(
            None,
            None,
            f"Unable to read table file {path}: DATA_LOSS: {error}: the file was cut "
            f"off or altered. Use another checkpoint.",
        ) from None


def _no_table(path: str, what: str, size: int) -> DataLossError:
    return DataLossError(
        None,
        None,
        f"Unable to open table file {path}: DATA_LOSS: {what}: perhaps your file is in "
        f"a different file format, or was cut off or altered ({size} bytes).",
    )


def _entries(data: bytes, path: str) -> dict[bytes, bytes]:
    footer = data[-_FOOTER:-8]
    metaindex, position = _handle(footer, 0)
    index, position = _handle(footer, position)
    if footer[position:].strip(b"\0"):
        raise ValueError("the footer's padding is not empty")
    found: dict[bytes, bytes] = {}
    last: bytes | None = None
    for bound, value in _items(_body(data, index, path)):
        handle, end = _handle(value, 0)
        if end != len(value):
            raise ValueError("an entry of the index is too long")
        for key, item in _items(_body(data, handle, path)):
            if (last is not None and key <= last) or key > bound:
                raise ValueError(f"the keys do not ascend at {key!r}")
            found[key] = item
            last = key
    _items(_body(data, metaindex, path))
    return found


def _handle(data: bytes, position: int) -> tuple[tuple[int, int], int]:
    offset, position = varint.decode(data, position)
    size, position = varint.decode(data, position)
    return (offset, size), position


def _body(data: bytes, handle: tuple[int, int], path: str) -> bytes:
    """The block at ``handle`` without its trailer, once its checksum has agreed."""
    offset, size = handle
    end = offset + size
    if end + _TRAILER > len(data) - _FOOTER:
        raise ValueError(f"a block at {offset} of {size} bytes reaches past the end")
    (stored,) = struct.unpack_from("<I", data, end + 1)
    if masked(crc32c(data[offset : end + 1])) != stored:
        raise ValueError(f"block checksum mismatch at {offset}")
    compression = data[end]
    if compression:
        name = {1: "snappy"}.get(compression, f"number {compression}")
        raise UnimplementedError(
            None,
            None,
            f"{path} is compressed ({name}), and only tables that are not compressed "
            f"can be read. TensorFlow's own checkpoints are not compressed.",
        )
    return data[offset:end]


def _items(block: bytes) -> list[tuple[bytes, bytes]]:
    (count,) = struct.unpack_from("<I", block, len(block) - 4)
    end = len(block) - 4 - 4 * count
    if end < 0:
        raise ValueError("a block has more restarts than bytes")
    items, position, key = [], 0, b""
    while position < end:
        shared, position = varint.decode(block, position, 32)
        rest, position = varint.decode(block, position, 32)
        length, position = varint.decode(block, position, 32)
        after = position + rest + length
        if shared > len(key) or after > end:
            raise ValueError("an entry reaches past its block")
        key = key[:shared] + block[position : position + rest]
        items.append((key, block[position + rest : after]))
        position = after
    return items
