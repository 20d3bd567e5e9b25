"""Producers: a tensor's rows, over and over (or a number of times), in a queue.

A queue runner is put into the graph's collection with each of them:
``start_queue_runners`` sets it to work. Source: tf.compat.v1.train.input_producer etc.
"""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.core.operand import Operand
from teachflow.graph.assertions import assert_
from teachflow.graph.keys import GraphKeys
from teachflow.input.queue import FIFOQueue
from teachflow.input.runner import QueueRunner, add_queue_runner
from teachflow.ops.arrays.array import constant, identity
from teachflow.ops.arrays.create import range_
from teachflow.ops.arrays.gather import gather
from teachflow.ops.arrays.lengths import shape, size
from teachflow.ops.input.decoding import matching_files
from teachflow.ops.math.cast import cast
from teachflow.ops.math.logic import greater
from teachflow.ops.output import summary
from teachflow.ops.random.random import random_shuffle
from teachflow.variables import GraphVariable


@composite
def limit_epochs(
    tensor: Any, num_epochs: int | None = None, name: str | None = None
) -> Any:
    """Returns ``tensor``, which can be run ``num_epochs`` times; None: without end.

    After that it raises ``OutOfRangeError``. A local variable counts: run
    ``tf.local_variables_initializer()`` first. Source: tf.compat.v1.train.limit_epochs.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     once = tf.train.limit_epochs(tf.constant(7), num_epochs=1)
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(once))
    7
    """
    if num_epochs is None:
        return tensor
    if num_epochs <= 0:
        raise ValueError(f"num_epochs must be > 0 not {num_epochs}.")
    here = home.choose((tensor,))
    with here.scope(name or "limit_epochs") as scope:
        epochs = GraphVariable(
            constant(0, dtype=dt.int64),
            name="epochs",
            trainable=False,
            collections=[GraphKeys.LOCAL_VARIABLES],
        )
        with here.control_dependencies([epochs.count_up_to(num_epochs)]):
            return identity(tensor, name=scope)


@composite
def input_producer(
    input_tensor: Any,
    element_shape: Any = None,
    num_epochs: int | None = None,
    shuffle: bool = True,
    seed: int | None = None,
    capacity: int = 32,
    shared_name: str | None = None,
    summary_name: str | None = None,
    name: str | None = None,
    cancel_op: Any = None,
) -> Any:
    """Returns a queue of the rows of ``input_tensor``, in random order each time.

    Source: tf.compat.v1.train.input_producer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.train.input_producer([5, 6], shuffle=False).dequeue()
    ...     coord = tf.train.Coordinator()
    ...     threads = tf.train.start_queue_runners(sess, coord)
    ...     print(sess.run(x), sess.run(x), sess.run(x))
    ...     coord.request_stop()
    ...     coord.join(threads)
    5 6 5
    """
    here = home.choose((input_tensor,))
    with here.scope(name or "input_producer"):
        rows = here.convert(input_tensor, None, "input_tensor")
        row_shape = rows.shape[1:].merge_with(element_shape)
        if not row_shape.is_fully_defined():
            raise ValueError(
                "Either `input_tensor` must have a fully defined shape or "
                "`element_shape` must be specified"
            )
        if shuffle:
            rows = random_shuffle(rows, seed=seed)
        rows = limit_epochs(rows, num_epochs)
        queue = FIFOQueue(
            capacity,
            [rows.dtype.base_dtype],
            shapes=[row_shape],
            shared_name=shared_name,
            name=name,  # type: ignore[arg-type]
        )
        fill = queue.enqueue_many([rows])
        add_queue_runner(QueueRunner(queue, [fill], cancel_op=cancel_op))
        if summary_name is not None:
            summarize_fullness(summary_name, queue.size(), capacity)
        return queue


def summarize_fullness(name: str, count: Any, capacity: int) -> None:
    """Adds a summary of how full a queue is."""
    summary.scalar(name, cast(count, dt.float32) * (1.0 / capacity))


@composite
def string_input_producer(
    string_tensor: Any,
    num_epochs: int | None = None,
    shuffle: bool = True,
    seed: int | None = None,
    capacity: int = 32,
    shared_name: str | None = None,
    name: str | None = None,
    cancel_op: Any = None,
) -> Any:
    """Returns a queue of strings, such as the names of files to read.

    It gives all of them ``num_epochs`` times, shuffled anew each time. Raises
    ``ValueError`` where there are none. Source:
    tf.compat.v1.train.string_input_producer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     queue = tf.train.string_input_producer(["a", "b"], shuffle=False)
    ...     coord = tf.train.Coordinator()
    ...     threads = tf.train.start_queue_runners(sess, coord)
    ...     print(sess.run(queue.dequeue()))
    ...     coord.request_stop()
    ...     coord.join(threads)
    b'a'
    """
    problem = "string_input_producer requires a non-null input tensor"
    if not isinstance(string_tensor, Operand) and not len(string_tensor):
        raise ValueError(problem)
    here = home.choose((string_tensor,))
    with here.scope(name or "input_producer") as scope:
        names = here.convert(string_tensor, dt.string)
        some = greater(size(names), 0)
        check = assert_(some, [problem])
        with here.control_dependencies([check]):
            names = identity(names)
        return input_producer(
            names,
            [],
            num_epochs,
            shuffle,
            seed,
            capacity,
            shared_name,
            f"fraction_of_{capacity}_full",
            scope,
            cancel_op,
        )


@composite
def range_input_producer(
    limit: Any,
    num_epochs: int | None = None,
    shuffle: bool = True,
    seed: int | None = None,
    capacity: int = 32,
    shared_name: str | None = None,
    name: str | None = None,
) -> Any:
    """Returns a queue of the numbers below ``limit``.

    Source: tf.compat.v1.train.range_input_producer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.train.range_input_producer(3, shuffle=False).dequeue_many(4)
    ...     coord = tf.train.Coordinator()
    ...     threads = tf.train.start_queue_runners(sess, coord)
    ...     print(sess.run(x))
    ...     coord.request_stop()
    ...     coord.join(threads)
    [0 1 2 0]
    """
    with home.choose((limit,)).scope(name or "input_producer") as scope:
        return input_producer(
            range_(limit),
            [],
            num_epochs,
            shuffle,
            seed,
            capacity,
            shared_name,
            f"fraction_of_{capacity}_full",
            scope,
        )


@composite
def slice_input_producer(
    tensor_list: Any,
    num_epochs: int | None = None,
    shuffle: bool = True,
    seed: int | None = None,
    capacity: int = 32,
    shared_name: str | None = None,
    name: str | None = None,
) -> list[Any]:
    """Returns one row of each tensor, the same row of all, another one each run.

    Source: tf.compat.v1.train.slice_input_producer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     row = tf.train.slice_input_producer([[1, 2], [5, 6]], shuffle=False)
    ...     coord = tf.train.Coordinator()
    ...     threads = tf.train.start_queue_runners(sess, coord)
    ...     print(sess.run(row), sess.run(row))
    ...     coord.request_stop()
    ...     coord.join(threads)
    [np.int32(1), np.int32(5)] [np.int32(2), np.int32(6)]
    """
    here = home.choose((tensor_list,))
    with here.scope(name or "input_producer"):
        tensors = [here.convert(tensor) for tensor in tensor_list]
        if not tensors:
            raise ValueError("Expected at least one tensor in slice_input_producer().")
        count = shape(tensors[0])[0]
        queue = range_input_producer(
            count, num_epochs, shuffle, seed, capacity, shared_name
        )
        index = queue.dequeue()
        return [gather(tensor, index) for tensor in tensors]


@composite
def match_filenames_once(pattern: Any, name: str | None = None) -> GraphVariable:
    """Returns a local variable of the names of the files that fit ``pattern``.

    They are looked up when ``tf.local_variables_initializer()`` runs. Source:
    tf.io.match_filenames_once.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     names = tf.train.match_filenames_once("nothing-*.txt")
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(names).shape)
    (0,)
    """
    with home.choose((pattern,)).scope(name or "matching_filenames") as scope:
        return GraphVariable(
            matching_files(pattern),
            trainable=False,
            collections=[GraphKeys.LOCAL_VARIABLES],
            validate_shape=False,
            name=scope,
        )


__all__ = [
    "input_producer",
    "limit_epochs",
    "match_filenames_once",
    "range_input_producer",
    "slice_input_producer",
    "string_input_producer",
    "summarize_fullness",
]
