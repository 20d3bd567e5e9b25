"""``tf.keras.datasets.california_housing``: 20640 districts and their house prices."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.datasets.kept import Split as _Split
from teachflow.keras.datasets.kept import archive as _archive
from teachflow.keras.datasets.kept import checked_split as _checked_split
from teachflow.keras.datasets.kept import in_two as _in_two

_HASH = "1a2e3a52e0398de6463aebe6f4a8da34fb21fbb6b934cf88c3425e766f2a1a6f"


def load_data(
    version: str = "large",
    path: str = "california_housing.npz",
    test_split: float = 0.2,
    seed: int = 113,
) -> _Split:
    """``(x_train, y_train), (x_test, y_test)``: 8 numbers a district, and its price.

    ``version`` "small" is the first 600. Read from ``~/.keras/datasets``, fetched into
    it where it is not there; raises ``OSError`` where that fails.
    Source: tf.keras.datasets.california_housing.load_data.

    >>> import teachflow as tf
    >>> data = tf.keras.datasets.california_housing.load_data()  # doctest: +SKIP
    """
    _checked_split(test_split)
    if version not in ("small", "large"):
        raise ValueError(
            "Argument `version` must be one of 'small', 'large'. "
            f"Received: version={version}"
        )
    found = _archive(path, "california_housing.npz", _HASH)
    count = 600 if version == "small" else None
    return _in_two(found["x"][:count], found["y"][:count], test_split, seed)


__getattr__ = _looking_up(__name__)
