"""Functions from a dataset to a dataset, for ``Dataset.apply``.

Source: tf.data.experimental.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.data.dataset import Dataset

Transformation = Callable[[Dataset], Dataset]

AUTOTUNE = -1
"""Says "as many as suits", where a number of parallel calls or elements is asked."""


def shuffle_and_repeat(
    buffer_size: Any, count: Any = None, seed: int | None = None
) -> Transformation:
    """Shuffles and repeats in one, so that the buffer never runs dry in between.

    Source: tf.data.experimental.shuffle_and_repeat.
    """
    return lambda dataset: dataset.shuffle_and_repeat(buffer_size, count, seed)


def map_and_batch(
    map_func: Callable[..., Any],
    batch_size: Any,
    num_parallel_batches: Any = None,
    drop_remainder: Any = False,
    num_parallel_calls: Any = None,
) -> Transformation:
    """``map``, then ``batch``. Source: tf.data.experimental.map_and_batch."""
    return lambda dataset: dataset.map(map_func).batch(batch_size, drop_remainder)


def enumerate_dataset(start: Any = 0) -> Transformation:
    """``enumerate``. Source: tf.data.experimental.enumerate_dataset."""
    return lambda dataset: dataset.enumerate(start)


def ignore_errors(log_warning: bool = False) -> Transformation:
    """Leaves out the elements that cannot be computed.

    Source: tf.data.experimental.ignore_errors.
    """
    return lambda dataset: dataset.ignore_errors(log_warning)


def unbatch() -> Transformation:
    """An element for each row. Source: tf.data.experimental.unbatch."""
    return lambda dataset: dataset.unbatch()
