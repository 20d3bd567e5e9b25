"""``tf.keras.datasets.cifar10``: 60000 small photographs of ten kinds of things."""

from __future__ import annotations

import os as _os

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.datasets.kept import Split as _Split
from teachflow.keras.datasets.kept import colour_images as _colour_images
from teachflow.keras.utils.fetching import get_file as _get_file

_HASH = "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce"


def load_data() -> _Split:
    """``(x_train, y_train), (x_test, y_test)``: uint8 images of 32 by 32 by 3, kinds.

    The labels are columns. Read from ``~/.keras/datasets``, fetched into it where they
    are not there; raises ``OSError`` where that fails.
    Source: tf.keras.datasets.cifar10.load_data.

    >>> import teachflow as tf
    >>> data = tf.keras.datasets.cifar10.load_data()  # doctest: +SKIP
    """
    folder = _get_file(
        "cifar-10-batches-py-target",
        origin="https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz",
        extract=True,
        file_hash=_HASH,
    )
    path = _os.path.join(folder, "cifar-10-batches-py")
    train = _colour_images(path, [f"data_batch_{number}" for number in range(1, 6)])
    return train, _colour_images(path, ["test_batch"])


__getattr__ = _looking_up(__name__)
