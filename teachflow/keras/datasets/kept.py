"""Data sets that courses use, from the files that Keras keeps in ``~/.keras``.

Nothing is made up: a file that is not there is fetched once, and where that fails the
error says where to put it.
"""

from __future__ import annotations

import gzip
import os
import pickle
from typing import Any, Final

import numpy as np

from teachflow.keras.config import image_data_format
from teachflow.keras.utils.fetching import get_file

BASE: Final = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"

Split = tuple[tuple[Any, Any], tuple[Any, Any]]


def archive(path: str, name: str, file_hash: str) -> dict[str, Any]:
    """The arrays of a NumPy archive of Keras's."""
    found = get_file(path, origin=BASE + name, file_hash=file_hash)
    with np.load(found, allow_pickle=False) as file:
        return {key: file[key] for key in file.files}


def in_two(x: Any, y: Any, test_split: float, seed: int) -> Split:
    """Rows in an order that ``seed`` gives, the last part apart.

    >>> (x, _), (last, _) = in_two(np.arange(4), np.arange(4), 0.25, 0)
    >>> x, last
    (array([2, 3, 1]), array([0]))
    """
    order = np.arange(len(x))
    np.random.RandomState(seed).shuffle(order)
    x, y = x[order], y[order]
    first = int(len(x) * (1 - test_split))
    return (x[:first], y[:first]), (x[first:], y[first:])


def checked_split(test_split: float) -> None:
    """``ValueError`` for what is no part."""
    if not 0 <= test_split < 1:
        raise ValueError(
            f"Invalid `test_split` argument: {test_split}. It must be between 0 and 1 "
            "(exclusive of 1)."
        )


def images_and_labels(folder: str, names: dict[str, str]) -> Split:
    """Images of 28 by 28 and labels, from MNIST's own file format."""
    found = {}
    for key, name in names.items():
        subdir = os.path.join("datasets", folder)
        path = get_file(name, origin=BASE + name, cache_subdir=subdir)
        with gzip.open(path, "rb") as file:
            offset = 16 if key.startswith("x") else 8
            found[key] = np.frombuffer(file.read(), np.uint8, offset=offset)
        if key.startswith("x"):
            found[key] = found[key].reshape(-1, 28, 28)
    return (found["x"], found["y"]), (found["x_test"], found["y_test"])


_KNOWN = {
    ("numpy", "dtype"): np.dtype,
    ("numpy", "ndarray"): np.ndarray,
    ("numpy.core.multiarray", "_reconstruct"): np.zeros(0).__reduce__()[0],
}


class _Arrays(pickle.Unpickler):
    """Reads arrays and strings, and no other object."""

    def find_class(self, module: str, name: str) -> Any:
        """What an array is made by."""
        if (module, name) not in _KNOWN:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of an array.")
        return _KNOWN[module, name]


def colour_images(path: str, names: list[str]) -> tuple[Any, Any]:
    """Images of 32 by 32 in three colours and labels, from CIFAR's files."""
    images, labels = [], []
    for name in names:
        with open(os.path.join(path, name), "rb") as file:
            batch = _Arrays(file, encoding="bytes").load()
        images.append(np.asarray(batch[b"data"], np.uint8).reshape(-1, 3, 32, 32))
        labels += batch[b"labels"]
    x = np.concatenate(images)
    if image_data_format() == "channels_last":
        x = x.transpose(0, 2, 3, 1)
    return x, np.array(labels, np.uint8).reshape(-1, 1)
