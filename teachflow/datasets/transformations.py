"""Functions from a dataset to a dataset, for ``Dataset.apply``.

Source: tf.data.experimental.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.datasets.dataset import Dataset

Transformation = Callable[[Dataset], Dataset]

AUTOTUNE = -1
"""Says "as many as suits", where a number of parallel calls or elements is asked."""


def shuffle_and_repeat(
    buffer_size: Any, count: Any = None, seed: int | None = None
) -> Transformation:
    """Shuffles and repeats in one, so that the buffer never runs dry in between.

    Source: tf.data.experimental.shuffle_and_repeat.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     mix = tf.data.experimental.shuffle_and_repeat(3, seed=1)
    ...     data = tf.data.Dataset.range(3).apply(mix).batch(3)
    ...     print(sorted(sess.run(data.make_one_shot_iterator().get_next())))
    [np.int64(0), np.int64(1), np.int64(2)]
    """
    return lambda dataset: dataset.shuffle_and_repeat(buffer_size, count, seed)


def map_and_batch(
    map_func: Callable[..., Any],
    batch_size: Any,
    num_parallel_batches: Any = None,
    drop_remainder: Any = False,
    num_parallel_calls: Any = None,
) -> Transformation:
    """``map``, then ``batch``.

    Unlike TensorFlow, ``num_parallel_batches`` and ``num_parallel_calls`` change
    nothing. Source: tf.data.experimental.map_and_batch.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     both = tf.data.experimental.map_and_batch(lambda x: x * x, 3)
    ...     data = tf.data.Dataset.range(6).apply(both)
    ...     print(sess.run(data.make_one_shot_iterator().get_next()))
    [0 1 4]
    """
    return lambda dataset: dataset.map(map_func).batch(batch_size, drop_remainder)


def enumerate_dataset(start: Any = 0) -> Transformation:
    """``enumerate``.

    Source: tf.data.experimental.enumerate_dataset.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     data = tf.data.Dataset.range(5, 7)
    ...     data = data.apply(tf.data.experimental.enumerate_dataset())
    ...     print(sess.run(data.make_one_shot_iterator().get_next()))
    (np.int64(0), np.int64(5))
    """
    return lambda dataset: dataset.enumerate(start)


def ignore_errors(log_warning: bool = False) -> Transformation:
    """Leaves out the elements that cannot be computed.

    Unlike TensorFlow, ``log_warning`` changes nothing: nothing is logged. Source:
    tf.data.experimental.ignore_errors.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     data = tf.data.Dataset.from_tensor_slices([1.0, 0.0, 2.0])
    ...     data = data.map(lambda x: tf.check_numerics(1.0 / x, ""))
    ...     data = data.apply(tf.data.experimental.ignore_errors()).batch(3)
    ...     print(sess.run(data.make_one_shot_iterator().get_next()))
    [1.  0.5]
    """
    return lambda dataset: dataset.ignore_errors(log_warning)


def unbatch() -> Transformation:
    """An element for each row.

    Source: tf.data.experimental.unbatch.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     data = tf.data.Dataset.from_tensors([5, 6])
    ...     data = data.apply(tf.data.experimental.unbatch())
    ...     print(sess.run(data.make_one_shot_iterator().get_next()))
    5
    """
    return lambda dataset: dataset.unbatch()
