"""``tf.keras.datasets.fashion_mnist``: 70000 pictures of clothes."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.datasets.kept import Split as _Split
from teachflow.keras.datasets.kept import images_and_labels as _images_and_labels

_FILES = {
    "y": "train-labels-idx1-ubyte.gz",
    "x": "train-images-idx3-ubyte.gz",
    "y_test": "t10k-labels-idx1-ubyte.gz",
    "x_test": "t10k-images-idx3-ubyte.gz",
}


def load_data() -> _Split:
    """``(x_train, y_train), (x_test, y_test)``: uint8 images of 28 by 28, and kinds.

    Read from ``~/.keras/datasets/fashion-mnist``, fetched into it where they are not
    there; raises ``OSError`` where that fails.
    Source: tf.keras.datasets.fashion_mnist.load_data.

    >>> import teachflow as tf
    >>> data = tf.keras.datasets.fashion_mnist.load_data()  # doctest: +SKIP
    """
    return _images_and_labels("fashion-mnist", _FILES)


__getattr__ = _looking_up(__name__)
