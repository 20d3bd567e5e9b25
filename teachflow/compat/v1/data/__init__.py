"""``tf.data``: datasets, and iterators that go through them."""

from __future__ import annotations

from typing import Any as _Any

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1.data import experimental
from teachflow.compat.v1.data.experimental import AUTOTUNE
from teachflow.datasets.dataset import Dataset
from teachflow.datasets.files import (
    FixedLengthRecordDataset,
    TextLineDataset,
    TFRecordDataset,
)
from teachflow.datasets.iterator import Iterator
from teachflow.datasets.options import Options
from teachflow.datasets.structure import DatasetSpec

INFINITE_CARDINALITY = -1
UNKNOWN_CARDINALITY = -2


def make_one_shot_iterator(dataset: Dataset) -> Iterator:
    """``dataset.make_one_shot_iterator()``.

    Source: tf.compat.v1.data.make_one_shot_iterator.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     i = tf.data.make_one_shot_iterator(tf.data.Dataset.range(3))
    ...     print(sess.run(i.get_next()))
    0
    """
    return dataset.make_one_shot_iterator()


def make_initializable_iterator(
    dataset: Dataset, shared_name: str | None = None
) -> Iterator:
    """``dataset.make_initializable_iterator()``.

    Source: tf.compat.v1.data.make_initializable_iterator.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     i = tf.data.make_initializable_iterator(tf.data.Dataset.range(3))
    ...     following = i.get_next()
    ...     sess.run(i.initializer)
    ...     print(sess.run(following))
    0
    """
    return dataset.make_initializable_iterator(shared_name)


def get_output_types(dataset_or_iterator: Dataset | Iterator) -> _Any:
    """The dtype of each part of an element.

    Source: tf.compat.v1.data.get_output_types.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(tf.data.get_output_types(tf.data.Dataset.range(3)))
    <dtype: 'int64'>
    """
    return dataset_or_iterator.output_types


def get_output_shapes(dataset_or_iterator: Dataset | Iterator) -> _Any:
    """The shape of each part of an element.

    Source: tf.compat.v1.data.get_output_shapes.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(tf.data.get_output_shapes(tf.data.Dataset.range(3)))
    ()
    """
    return dataset_or_iterator.output_shapes


def get_output_classes(dataset_or_iterator: Dataset | Iterator) -> _Any:
    """The class of each part of an element.

    Source: tf.compat.v1.data.get_output_classes.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(tf.data.get_output_classes(tf.data.Dataset.range(3)).__name__)
    Tensor
    """
    return dataset_or_iterator.output_classes


__getattr__ = _looking_up(__name__)
