"""``tf.data.experimental``: what may be given to ``Dataset.apply``, and old names."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home as _at_home
from teachflow.datasets import tables as _tables
from teachflow.datasets.dataset import Dataset as _Dataset
from teachflow.datasets.owned_iterator import Optional
from teachflow.datasets.transformations import (
    AUTOTUNE,
    enumerate_dataset,
    ignore_errors,
    map_and_batch,
    shuffle_and_repeat,
    unbatch,
)

Counter = _at_home(_Dataset.counter)
CsvDataset = _at_home(_tables.CsvDataset)
make_csv_dataset = _at_home(_tables.make_csv_dataset)

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
