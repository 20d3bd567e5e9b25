"""``tf.data.experimental``: what may be given to ``Dataset.apply``, and old names."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.datasets.owned_iterator import Optional
from teachflow.datasets.transformations import (
    AUTOTUNE,
    enumerate_dataset,
    ignore_errors,
    map_and_batch,
    shuffle_and_repeat,
    unbatch,
)

INFINITE_CARDINALITY = -1
UNKNOWN_CARDINALITY = -2


def cardinality(dataset: object) -> object:
    """``dataset.cardinality()``. Source: tf.data.experimental.cardinality.

    >>> import teachflow as tf
    >>> int(tf.data.experimental.cardinality(tf.data.Dataset.range(3)))
    3
    """
    return dataset.cardinality()  # type: ignore[attr-defined]


__getattr__ = _looking_up(__name__)
