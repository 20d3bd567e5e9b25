"""Tensor bundles: every dtype there and back; cut and altered files are refused."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teachflow.core import dtypes as dt
from teachflow.core.errors import (
    DataLossError,
    InvalidArgumentError,
    NotFoundError,
    UnimplementedError,
)
from teachflow.formats import bundle as reading
from teachflow.formats.bundle import open_bundle
from teachflow.formats.bundle_writer import write_bundle
from teachflow.formats.messages import message
from teachflow.formats.table import entries, table
from tests.checkpoints.samples import same, tensors

USUAL = ["model.data-00000-of-00001", "model.index"]


def assert_holds(prefix, expected):
    bundle = open_bundle(str(prefix))
    assert list(bundle.entries) == sorted(name for name, _, _ in expected)
    for name, dtype, value in expected:
        assert bundle.entries[name].dtype is dtype
        assert same(bundle.read(name, dtype), value), name


def test_every_dtype_there_and_back(tmp_path):
    write_bundle(f"{tmp_path}/model", tensors())
    assert_holds(tmp_path / "model", tensors())
    assert sorted(os.listdir(tmp_path)) == USUAL


NAMES = st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda s: s[0] != "\0")
SHAPES = st.lists(st.integers(0, 4), max_size=3).map(tuple)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(NAMES, st.tuples(st.sampled_from(dt.ALL), SHAPES), max_size=8))
def test_any_names_and_shapes(tmp_path_factory, declared):
    rng = np.random.default_rng(0)
    made = []
    for name, (dtype, shape) in declared.items():
        data = rng.bytes(int(np.prod(shape)) * dtype.size)
        if dtype is dt.string:
            value = np.array([data[:n] for n in range(len(data))], object).reshape(
                shape
            )
        elif dtype is dt.bool_:
            value = rng.random(shape) < 0.5
        else:
            value = np.frombuffer(data, dtype.as_numpy_dtype).reshape(shape)
        made.append((name, dtype, value))
    folder = tmp_path_factory.mktemp("any")
    write_bundle(f"{folder}/model", made)
    bundle = open_bundle(f"{folder}/model")
    for name, _, value in made:
        found = np.asarray(bundle.read(name), value.dtype)
        assert found.shape == value.shape
        assert found.tobytes() == value.tobytes() or found.tolist() == value.tolist()


def test_nothing_is_a_bundle_too(tmp_path):
    write_bundle(f"{tmp_path}/model", [])
    assert_holds(tmp_path / "model", [])


def test_memory_order_does_not_matter(tmp_path):
    array = np.arange(6.0).reshape(2, 3).T
    write_bundle(f"{tmp_path}/model", [("x", dt.float64, array)])
    assert_holds(tmp_path / "model", [("x", dt.float64, array)])


def test_a_bundle_replaces_the_former_one_and_its_files(tmp_path):
    for seed in range(4):
        write_bundle(f"{tmp_path}/model", tensors(seed))
        assert_holds(tmp_path / "model", tensors(seed))
        assert sorted(os.listdir(tmp_path)) == USUAL


def test_where_links_are_refused_the_other_name_stays(tmp_path, monkeypatch):
    def refused(*args):
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refused)
    other = ["model.data-00000-of-00002", "model.index"]
    for seed, files in enumerate([USUAL, other, USUAL, other]):
        write_bundle(f"{tmp_path}/model", tensors(seed))
        assert_holds(tmp_path / "model", tensors(seed))
        assert sorted(os.listdir(tmp_path)) == files


def test_leftovers_of_a_killed_writer_are_removed(tmp_path):
    for name in ("model.index", "model.data-00000-of-00001"):
        (tmp_path / f"{name}.tempstate123").write_bytes(b"half")
    (tmp_path / "model2.index.tempstate123").write_bytes(b"another's")
    write_bundle(f"{tmp_path}/model", tensors())
    assert sorted(os.listdir(tmp_path)) == [*USUAL, "model2.index.tempstate123"]


@pytest.mark.parametrize("name", ["with space", "[1]*?", "ünïcode", "a.b.c", "100%"])
def test_odd_names(tmp_path, name):
    prefix = tmp_path / name / name
    for seed in range(2):
        write_bundle(str(prefix), tensors(seed))
    assert_holds(prefix, tensors(1))
    assert len(os.listdir(prefix.parent)) == 2


def test_only_the_last_directory_is_made(tmp_path):
    write_bundle(f"{tmp_path}/new/model", [])
    with pytest.raises(NotFoundError, match="deeper"):
        write_bundle(f"{tmp_path}/much/deeper/model", [])


def test_names_come_once(tmp_path):
    pair = [("x", dt.int32, np.int32(1))] * 2
    with pytest.raises(InvalidArgumentError, match=r"duplicate.*'x'"):
        write_bundle(f"{tmp_path}/model", pair)
    for name in ("", "\0slice"):
        with pytest.raises(InvalidArgumentError, match="empty or reserved"):
            write_bundle(f"{tmp_path}/model", [(name, dt.int32, np.int32(1))])


def test_what_is_not_there(tmp_path):
    prefix = f"{tmp_path}/model"
    with pytest.raises(NotFoundError, match="Failed to find any matching files for"):
        open_bundle(prefix)
    write_bundle(prefix, [("x", dt.int32, np.int32(1))])
    with pytest.raises(NotFoundError, match="Key y not found in checkpoint"):
        open_bundle(prefix).read("y")
    with pytest.raises(
        InvalidArgumentError,
        match="tensor_name = x; expected dtype float does not equal original dtype "
        "int32",
    ):
        open_bundle(prefix).read("x", dt.float32)
    with pytest.raises(NotFoundError, match=r"without \.index"):
        open_bundle(prefix + ".index")
    with pytest.raises(DataLossError, match="too short to be an sstable"):
        open_bundle(prefix + ".data-00000-of-00001")
    os.remove(prefix + ".data-00000-of-00001")
    with pytest.raises(NotFoundError, match="data-00000-of-00001; No such file"):
        open_bundle(prefix).read("x")


def few() -> list:
    wanted = {
        "text/vector",
        "text/empty",
        "float32/matrix",
        "bool/scalar",
        "int64/empty",
    }
    return [row for row in tensors() if row[0] in wanted]


def read_all(prefix: str) -> None:
    """Reads everything; raises where something is not what was written."""
    bundle = open_bundle(prefix)
    for name, dtype, value in few():
        assert same(bundle.read(name, dtype), value), f"{name} is another in silence"


@pytest.mark.parametrize("file", USUAL)
def test_each_altered_byte_and_each_cut_is_refused(tmp_path, file):
    prefix, path = f"{tmp_path}/model", tmp_path / file
    write_bundle(prefix, few())
    read_all(prefix)
    whole = path.read_bytes()
    for position in range(len(whole)):
        flipped = bytearray(whole)
        flipped[position] ^= 1 << position % 8
        for data in (bytes(flipped), whole[:position]):
            path.write_bytes(data)
            with pytest.raises(DataLossError, match=file):
                read_all(prefix)
    path.write_bytes(whole)
    read_all(prefix)


def test_files_of_two_bundles_do_not_mix(tmp_path):
    for name, seed in (("model", 0), ("other", 1)):
        write_bundle(f"{tmp_path}/{name}", tensors(seed))
    data = "data-00000-of-00001"
    shutil.copy(tmp_path / f"other.{data}", tmp_path / f"model.{data}")
    with pytest.raises(DataLossError, match="Checksum does not match"):
        open_bundle(f"{tmp_path}/model").read("float32/matrix")


def altered_index(path: Path, name: str, **fields) -> None:
    """Rewrites one entry of an index, checksums and all."""
    items = entries(path.read_bytes(), "x")
    kind = "BundleEntryProto" if name else "BundleHeaderProto"
    proto = message(kind).FromString(items[name.encode()])
    proto.MergeFrom(message(kind)(**fields))
    items[name.encode()] = proto.SerializeToString()
    path.write_bytes(table(sorted(items.items())))


@pytest.mark.parametrize(
    ("name", "fields", "error", "words"),
    [
        ("", {"endianness": 1}, UnimplementedError, "big-endian"),
        ("", {"version": {"min_consumer": 2}}, UnimplementedError, "version 2"),
        ("x", {"dtype": 14}, UnimplementedError, "type 14"),
        ("x", {"slices": [{}]}, UnimplementedError, "in slices"),
        ("x", {"shard_id": 1}, DataLossError, "shard 1 of 1"),
        ("x", {"offset": -1}, DataLossError, "impossible"),
        ("x", {"size": -1}, DataLossError, "impossible"),
        ("x", {"size": 5}, DataLossError, "5 bytes"),
        ("x", {"offset": 1 << 60}, DataLossError, "the file at byte"),
        (
            "x",
            {"shape": {"dim": [{"size": 1 << 50}]}},
            DataLossError,
            "bytes for shape",
        ),
        ("s", {"shape": {"dim": [{"size": 1 << 50}]}}, DataLossError, "lengths"),
    ],
)
def test_what_no_writer_of_ours_writes(tmp_path, name, fields, error, words):
    prefix = f"{tmp_path}/model"
    write_bundle(prefix, [("x", dt.int32, np.int32(1)), ("s", dt.string, b"abc")])
    altered_index(tmp_path / "model.index", name, **fields)
    with pytest.raises(error, match=words):
        open_bundle(prefix).read(name or "x")


def test_one_that_cannot_be_read_does_not_spoil_the_others(tmp_path):
    prefix = f"{tmp_path}/model"
    rows = [(name, dt.int32, np.int32(7)) for name in ("x", "y", "z")]
    write_bundle(prefix, rows)
    altered_index(tmp_path / "model.index", "x", dtype=14)
    altered_index(tmp_path / "model.index", "y", slices=[{"extent": [{}]}])
    bundle = open_bundle(prefix)
    assert list(bundle.entries) == ["z"]
    assert bundle.read("z") == 7
    assert bundle.unreadable == {"x": "of TensorFlow's type 14", "y": "in slices"}


def test_an_index_that_is_no_index(tmp_path):
    path = tmp_path / "model.index"
    for items in ([], [(b"", b"\xff")], [(b"", b""), (b"\xff", b"")]):
        path.write_bytes(table(items))
        with pytest.raises(DataLossError, match=r"model\.index"):
            open_bundle(f"{tmp_path}/model")


def test_long_strings_are_counted_in_eight_bytes():
    """Nobody wants 4 GB in a test; the lengths' checksum is the part that differs."""
    assert reading.packed_lengths([1, 2**32]) == b"\1\0\0\0" + b"\0\0\0\0\1\0\0\0"
