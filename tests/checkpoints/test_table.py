"""Sorted tables: what is written is read, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teachflow.core.errors import DataLossError, UnimplementedError
from teachflow.formats import varint
from teachflow.formats.checksum import crc32c, masked
from teachflow.formats.table import entries, table

ITEMS = st.dictionaries(st.binary(max_size=30), st.binary(max_size=300), max_size=80)


@given(ITEMS)
def test_what_is_written_is_read(items):
    assert entries(table(sorted(items.items())), "x") == items


def test_many_blocks():
    items = {b"%04d" % n: bytes([n % 256]) * 5000 for n in range(300)}
    data = table(sorted(items.items()))
    assert len(data) > 5 * 262144
    assert entries(data, "x") == items


def test_keys_of_the_index_lie_between_the_blocks():
    """0xff has no successor, so the whole key has to stand in the index."""
    items = {b"\xff" * n: b"v" * 200_000 for n in range(1, 6)}
    assert entries(table(sorted(items.items())), "x") == items


def test_keys_must_ascend():
    with pytest.raises(ValueError, match=r"b'a' follows b'b'"):
        table([(b"b", b""), (b"a", b"")])


SMALL = table([(b"", b"head"), (b"alpha", b"1"), (b"alpine", b"2" * 40)])


@pytest.mark.parametrize("position", range(len(SMALL)))
def test_each_altered_byte_is_found(position):
    for flip in (1, 0x80, 0xFF):
        data = bytearray(SMALL)
        data[position] ^= flip
        with pytest.raises(DataLossError, match=r"run/x\.index"):
            entries(bytes(data), "run/x.index")


@pytest.mark.parametrize("length", range(len(SMALL)))
def test_each_cut_is_found(length):
    with pytest.raises(DataLossError, match="sstable"):
        entries(SMALL[:length], "x")
    with pytest.raises(DataLossError):
        entries(SMALL[: length // 2] + SMALL[length + 1 :], "x")


def test_a_compressed_block_is_named():
    data = bytearray(table([(b"k", b"v")]))
    end = data.index(b"\1\0\0\0", 5) + 4  # after the first block's one restart
    assert data[end] == 0
    data[end] = 1
    guard = masked(crc32c(bytes(data[: end + 1]))).to_bytes(4, "little")
    data[end + 1 : end + 5] = guard
    with pytest.raises(UnimplementedError, match="snappy"):
        entries(bytes(data), "x")


@given(st.integers(0, 2**64 - 1))
def test_varints(number):
    data = varint.encode(number)
    assert varint.decode(data, 0) == (number, len(data))
    with pytest.raises(ValueError, match="no number"):
        varint.decode(data[:-1], 0)


def test_too_long_varints():
    with pytest.raises(ValueError, match="32 bits"):
        varint.decode(varint.encode(2**32), 0, 32)
    with pytest.raises(ValueError, match="64 bits"):
        varint.decode(b"\xff" * 20, 0)
    with pytest.raises(ValueError, match="before byte 2"):
        varint.decode(b"\x81\0", 0)
