"""Batches: tensors of single examples, queued up by threads and taken many at a time.

``batch`` takes them in order, ``shuffle_batch`` in random order; the ``join`` forms
fill the queue from several sources, the ``maybe`` forms only with examples to keep.
Source: tf.compat.v1.train.batch etc.
"""

from __future__ import annotations

from typing import Any

from teachflow.core.home import composite
from teachflow.input.assembling import batched, in_order_of_coming, shuffled


@composite
def batch(
    tensors: Any,
    batch_size: Any,
    num_threads: int = 1,
    capacity: int = 32,
    enqueue_many: bool = False,
    shapes: Any = None,
    dynamic_pad: bool = False,
    allow_smaller_final_batch: bool = False,
    shared_name: str | None = None,
    name: str | None = None,
) -> Any:
    """Returns ``tensors`` with a new first axis of ``batch_size`` examples, in order.

    ``tensors`` is a list or dict of the tensors of one example, or of many with
    ``enqueue_many``. Their shapes must be known, or ``dynamic_pad`` fills up with
    zeros. ``start_queue_runners`` must be at work. Source: tf.compat.v1.train.batch.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     number = tf.train.range_input_producer(9, shuffle=False).dequeue()
    ...     numbers = tf.train.batch([number], 4)
    ...     coord = tf.train.Coordinator()
    ...     threads = tf.train.start_queue_runners(sess, coord)
    ...     print(sess.run(numbers), sess.run(numbers))
    ...     coord.request_stop()
    ...     coord.join(threads)
    [0 1 2 3] [4 5 6 7]
    """
    return maybe_batch(
        tensors,
        True,
        batch_size,
        num_threads,
        capacity,
        enqueue_many,
        shapes,
        dynamic_pad,
        allow_smaller_final_batch,
        shared_name,
        name,
    )


@composite
def maybe_batch(
    tensors: Any,
    keep_input: Any,
    batch_size: Any,
    num_threads: int = 1,
    capacity: int = 32,
    enqueue_many: bool = False,
    shapes: Any = None,
    dynamic_pad: bool = False,
    allow_smaller_final_batch: bool = False,
    shared_name: str | None = None,
    name: str | None = None,
) -> Any:
    """Returns what ``batch`` does, of the examples for which ``keep_input`` is true.

    Source: tf.compat.v1.train.maybe_batch.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.train.maybe_batch([tf.constant(7)], True, 3)
    ...     coord = tf.train.Coordinator()
    ...     threads = tf.train.start_queue_runners(sess, coord)
    ...     print(sess.run(x))
    ...     coord.request_stop()
    ...     coord.join(threads)
    [7 7 7]
    """
    return batched(
        [tensors],
        keep_input,
        batch_size,
        *in_order_of_coming(capacity, dynamic_pad, shared_name),
        enqueue_many,
        shapes,
        num_threads,
        allow_smaller_final_batch,
        name or "batch",
        "batch",
    )


@composite
def batch_join(
    tensors_list: Any,
    batch_size: Any,
    capacity: int = 32,
    enqueue_many: bool = False,
    shapes: Any = None,
    dynamic_pad: bool = False,
    allow_smaller_final_batch: bool = False,
    shared_name: str | None = None,
    name: str | None = None,
) -> Any:
    """Returns what ``batch`` does, from several lists of tensors, a thread for each.

    Source: tf.compat.v1.train.batch_join.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.train.batch_join([[tf.constant(7)], [tf.constant(7)]], 3)
    ...     coord = tf.train.Coordinator()
    ...     threads = tf.train.start_queue_runners(sess, coord)
    ...     print(sess.run(x))
    ...     coord.request_stop()
    ...     coord.join(threads)
    [7 7 7]
    """
    return maybe_batch_join(
        tensors_list,
        True,
        batch_size,
        capacity,
        enqueue_many,
        shapes,
        dynamic_pad,
        allow_smaller_final_batch,
        shared_name,
        name,
    )


@composite
def maybe_batch_join(
    tensors_list: Any,
    keep_input: Any,
    batch_size: Any,
    capacity: int = 32,
    enqueue_many: bool = False,
    shapes: Any = None,
    dynamic_pad: bool = False,
    allow_smaller_final_batch: bool = False,
    shared_name: str | None = None,
    name: str | None = None,
) -> Any:
    """Returns what ``batch_join`` does, of the examples to keep.

    Source: tf.compat.v1.train.maybe_batch_join.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.train.maybe_batch_join([[tf.constant(7)]], True, 3)
    ...     coord = tf.train.Coordinator()
    ...     threads = tf.train.start_queue_runners(sess, coord)
    ...     print(sess.run(x))
    ...     coord.request_stop()
    ...     coord.join(threads)
    [7 7 7]
    """
    return batched(
        tensors_list,
        keep_input,
        batch_size,
        *in_order_of_coming(capacity, dynamic_pad, shared_name),
        enqueue_many,
        shapes,
        1,
        allow_smaller_final_batch,
        name or "batch_join",
        "batch_join",
    )


@composite
def shuffle_batch(
    tensors: Any,
    batch_size: Any,
    capacity: int,
    min_after_dequeue: int,
    num_threads: int = 1,
    seed: int | None = None,
    enqueue_many: bool = False,
    shapes: Any = None,
    allow_smaller_final_batch: bool = False,
    shared_name: str | None = None,
    name: str | None = None,
) -> Any:
    """Returns batches of examples in random order.

    At least ``min_after_dequeue`` examples stay in the queue, to be mixed with: many
    make for good mixing and a slow start. Source: tf.compat.v1.train.shuffle_batch.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.train.shuffle_batch([tf.constant(7)], 3, 10, 4)
    ...     coord = tf.train.Coordinator()
    ...     threads = tf.train.start_queue_runners(sess, coord)
    ...     print(sess.run(x))
    ...     coord.request_stop()
    ...     coord.join(threads)
    [7 7 7]
    """
    return maybe_shuffle_batch(
        tensors,
        batch_size,
        capacity,
        min_after_dequeue,
        True,
        num_threads,
        seed,
        enqueue_many,
        shapes,
        allow_smaller_final_batch,
        shared_name,
        name,
    )


@composite
def maybe_shuffle_batch(
    tensors: Any,
    batch_size: Any,
    capacity: int,
    min_after_dequeue: int,
    keep_input: Any,
    num_threads: int = 1,
    seed: int | None = None,
    enqueue_many: bool = False,
    shapes: Any = None,
    allow_smaller_final_batch: bool = False,
    shared_name: str | None = None,
    name: str | None = None,
) -> Any:
    """Returns what ``shuffle_batch`` does, of the examples to keep.

    Source: tf.compat.v1.train.maybe_shuffle_batch.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.train.maybe_shuffle_batch([tf.constant(7)], 3, 10, 4, True)
    ...     coord = tf.train.Coordinator()
    ...     threads = tf.train.start_queue_runners(sess, coord)
    ...     print(sess.run(x))
    ...     coord.request_stop()
    ...     coord.join(threads)
    [7 7 7]
    """
    return batched(
        [tensors],
        keep_input,
        batch_size,
        *shuffled(capacity, min_after_dequeue, seed, shared_name),
        enqueue_many,
        shapes,
        num_threads,
        allow_smaller_final_batch,
        name or "shuffle_batch",
        "shuffle_batch",
    )


@composite
def shuffle_batch_join(
    tensors_list: Any,
    batch_size: Any,
    capacity: int,
    min_after_dequeue: int,
    seed: int | None = None,
    enqueue_many: bool = False,
    shapes: Any = None,
    allow_smaller_final_batch: bool = False,
    shared_name: str | None = None,
    name: str | None = None,
) -> Any:
    """Returns what ``shuffle_batch`` does, from several lists, a thread for each.

    Source: tf.compat.v1.train.shuffle_batch_join.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.train.shuffle_batch_join([[tf.constant(7)]], 3, 10, 4)
    ...     coord = tf.train.Coordinator()
    ...     threads = tf.train.start_queue_runners(sess, coord)
    ...     print(sess.run(x))
    ...     coord.request_stop()
    ...     coord.join(threads)
    [7 7 7]
    """
    return maybe_shuffle_batch_join(
        tensors_list,
        batch_size,
        capacity,
        min_after_dequeue,
        True,
        seed,
        enqueue_many,
        shapes,
        allow_smaller_final_batch,
        shared_name,
        name,
    )


@composite
def maybe_shuffle_batch_join(
    tensors_list: Any,
    batch_size: Any,
    capacity: int,
    min_after_dequeue: int,
    keep_input: Any,
    seed: int | None = None,
    enqueue_many: bool = False,
    shapes: Any = None,
    allow_smaller_final_batch: bool = False,
    shared_name: str | None = None,
    name: str | None = None,
) -> Any:
    """Returns what ``shuffle_batch_join`` does, of the examples to keep.

    Source: tf.compat.v1.train.maybe_shuffle_batch_join.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.train.maybe_shuffle_batch_join([[tf.constant(7)]], 3, 10, 4, True)
    ...     coord = tf.train.Coordinator()
    ...     threads = tf.train.start_queue_runners(sess, coord)
    ...     print(sess.run(x))
    ...     coord.request_stop()
    ...     coord.join(threads)
    [7 7 7]
    """
    return batched(
        tensors_list,
        keep_input,
        batch_size,
        *shuffled(capacity, min_after_dequeue, seed, shared_name),
        enqueue_many,
        shapes,
        1,
        allow_smaller_final_batch,
        name or "shuffle_batch_join",
        "shuffle_batch_join",
    )


__all__ = [
    "batch",
    "batch_join",
    "maybe_batch",
    "maybe_batch_join",
    "maybe_shuffle_batch",
    "maybe_shuffle_batch_join",
    "shuffle_batch",
    "shuffle_batch_join",
]
