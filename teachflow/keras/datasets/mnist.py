"""``tf.keras.datasets.mnist``: 70000 handwritten digits."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.datasets.kept import Split as _Split
from teachflow.keras.datasets.kept import archive as _archive

_HASH = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"


def load_data(path: str = "mnist.npz") -> _Split:
    """``(x_train, y_train), (x_test, y_test)``: uint8 images of 28 by 28, and digits.

    Read from ``~/.keras/datasets``, fetched into it where they are not there; raises
    ``OSError`` where that fails. Source: tf.keras.datasets.mnist.load_data.

    >>> import teachflow as tf
    >>> (x, y), (x_test, y_test) = tf.keras.datasets.mnist.load_data()  # doctest: +SKIP
    """
    found = _archive(path, "mnist.npz", _HASH)
    train = found["x_train"], found["y_train"]
    return train, (found["x_test"], found["y_test"])


__getattr__ = _looking_up(__name__)
