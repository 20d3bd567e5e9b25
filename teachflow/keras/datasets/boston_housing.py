"""``tf.keras.datasets.boston_housing``: 506 districts and their house prices."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.datasets.kept import Split as _Split
from teachflow.keras.datasets.kept import archive as _archive
from teachflow.keras.datasets.kept import checked_split as _checked_split
from teachflow.keras.datasets.kept import in_two as _in_two

_HASH = "f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5"


def load_data(
    path: str = "boston_housing.npz", test_split: float = 0.2, seed: int = 113
) -> _Split:
    """``(x_train, y_train), (x_test, y_test)``: 13 numbers a district, and its price.

    Read from ``~/.keras/datasets``, fetched into it where it is not there; raises
    ``OSError`` where that fails.
    Source: tf.keras.datasets.boston_housing.load_data.

    >>> import teachflow as tf
    >>> data = tf.keras.datasets.boston_housing.load_data()  # doctest: +SKIP
    """
    _checked_split(test_split)
    found = _archive(path, "boston_housing.npz", _HASH)
    return _in_two(found["x"], found["y"], test_split, seed)


__getattr__ = _looking_up(__name__)
