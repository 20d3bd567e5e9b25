"""Data sets and fetched files, without a network."""

from __future__ import annotations

import gzip
import hashlib
import io
import pickle
import tarfile
import urllib.error

import numpy as np
import pytest

import teachflow as tf
from teachflow.keras.utils import fetching

K = tf.keras


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    folder = tmp_path / "datasets"
    folder.mkdir()

    def refuse(origin, timeout):
        raise urllib.error.URLError("no network")

    monkeypatch.setattr(fetching, "urlopen", refuse)
    return folder


def test_mnist_is_read_where_it_is(kept):
    digits = {"x_train": np.zeros((5, 28, 28), np.uint8), "y_train": np.arange(5)}
    digits |= {"x_test": np.ones((2, 28, 28), np.uint8), "y_test": np.arange(2)}
    np.savez(kept / "mnist.npz", **digits)
    (x, y), (x_test, y_test) = K.datasets.mnist.load_data()
    assert (x.shape, y_test.tolist()) == ((5, 28, 28), [0, 1])
    assert x_test.all()
    assert len(y) == 5


@pytest.mark.parametrize(
    "name",
    ["mnist", "fashion_mnist", "cifar10", "california_housing", "boston_housing"],
)
def test_what_is_not_there_says_where_to_put_it(kept, name, capsys):
    with pytest.raises(OSError, match=r"put the file at .*datasets"):
        getattr(K.datasets, name).load_data()
    assert "Downloading data from" in capsys.readouterr().out
    assert not [path for path in kept.rglob("*") if path.is_file()]


def test_fashion_mnist_reads_mnists_format(kept):
    folder = kept / "fashion-mnist"
    folder.mkdir()
    for split, count in (("train", 3), ("t10k", 2)):
        images = bytes(16) + bytes(range(count)) * (28 * 28)
        labels = bytes(8) + bytes(range(count))
        (folder / f"{split}-images-idx3-ubyte.gz").write_bytes(gzip.compress(images))
        (folder / f"{split}-labels-idx1-ubyte.gz").write_bytes(gzip.compress(labels))
    (x, y), (x_test, _) = K.datasets.fashion_mnist.load_data()
    assert (x.shape, x_test.shape, y.tolist()) == ((3, 28, 28), (2, 28, 28), [0, 1, 2])


def test_cifar_reads_arrays_and_nothing_else(kept):
    folder = kept / "cifar-10-batches-py-target" / "cifar-10-batches-py"
    folder.mkdir(parents=True)
    for name in [*(f"data_batch_{k}" for k in range(1, 6)), "test_batch"]:
        batch = {b"data": np.zeros((2, 3072), np.uint8), b"labels": [3, 4]}
        (folder / name).write_bytes(
            pickle.dumps(batch, 3).replace(b"numpy._core", b"numpy.core")
        )
    (x, y), (x_test, y_test) = K.datasets.cifar10.load_data()
    assert (x.shape, y.shape) == ((10, 32, 32, 3), (10, 1))
    assert (x_test.shape, y_test.ravel().tolist()) == ((2, 32, 32, 3), [3, 4])
    (folder / "test_batch").write_bytes(pickle.dumps({b"data": print}))
    with pytest.raises(pickle.UnpicklingError, match="is no part of an array"):
        K.datasets.cifar10.load_data()


def test_housing_is_split_by_its_seed(kept):
    rows = np.arange(40.0).reshape(20, 2)
    np.savez(kept / "california_housing.npz", x=rows, y=rows[:, 0])
    np.savez(kept / "boston_housing.npz", x=rows, y=rows[:, 0])
    (x, y), (x_test, _) = K.datasets.california_housing.load_data()
    assert (len(x), len(x_test)) == (16, 4)
    np.testing.assert_array_equal(x[:, 0], y)
    again = K.datasets.boston_housing.load_data(test_split=0.5)
    assert len(again[1][0]) == 10
    with pytest.raises(ValueError, match="test_split"):
        K.datasets.boston_housing.load_data(test_split=1.5)
    with pytest.raises(ValueError, match="version=huge"):
        K.datasets.california_housing.load_data(version="huge")


def test_a_file_is_fetched_once_checked_and_unpacked(kept, monkeypatch):
    inside = io.BytesIO()
    with tarfile.open(fileobj=inside, mode="w:gz") as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = 2
        archive.addfile(entry, io.BytesIO(b"hi"))
    packed = inside.getvalue()
    asked = []

    def serve(origin, timeout):
        asked.append((origin, timeout))
        return io.BytesIO(packed)

    monkeypatch.setattr(fetching, "urlopen", serve)
    right = hashlib.sha256(packed).hexdigest()
    with pytest.raises(ValueError, match="hash"):
        K.utils.get_file("a.tar.gz", "https://x/a.tar.gz", file_hash="0" * 64)
    for _ in range(2):
        path = K.utils.get_file("a.tar.gz", "https://x/a.tar.gz", file_hash=right)
    assert asked == [("https://x/a.tar.gz", 10)] * 2
    assert path == str(kept / "a.tar.gz")
    folder = K.utils.get_file("b", "https://x/b", extract=True)
    assert (kept / "b" / "a.txt").read_text() == "hi"
    assert folder == str(kept / "b")
