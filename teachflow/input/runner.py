"""``QueueRunner``: threads that fill a queue, and close it when the input ends.

Source: tf.train.QueueRunner.
"""

from __future__ import annotations

import contextlib
import threading
import weakref
from typing import Any

from teachflow.core.errors import OpError, OutOfRangeError
from teachflow.graph.build import default_session
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.keys import GraphKeys
from teachflow.graph.running.session import BaseSession
from teachflow.input.coordinator import Coordinator


class QueueRunner:
    """Runs each of ``enqueue_ops`` in a thread of its own until the input ends.

    Then, that is on one of ``queue_closed_exception_types``, it runs ``close_op``; when
    the coordinator stops, ``cancel_op``. Both are made where they are not given. Unlike
    TensorFlow, it has no ``to_proto``; without a coordinator it keeps an error in
    ``exceptions_raised`` and prints nothing. Source: tf.compat.v1.train.QueueRunner.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     queue = tf.FIFOQueue(4, tf.int32, shapes=[[]])
    ...     runner = tf.train.QueueRunner(queue, [queue.enqueue(7)])
    ...     coord, take = tf.train.Coordinator(), queue.dequeue_many(10)
    ...     threads = runner.create_threads(sess, coord, start=True)
    ...     print(sess.run(take))
    ...     coord.request_stop()
    ...     coord.join(threads)
    [7 7 7 7 7 7 7 7 7 7]
    """

    def __init__(
        self,
        queue: Any = None,
        enqueue_ops: Any = None,
        close_op: Any = None,
        cancel_op: Any = None,
        queue_closed_exception_types: tuple[type[OpError], ...] | None = None,
    ) -> None:
        if not queue or not enqueue_ops:
            raise ValueError("Must provide queue and enqueue_ops.")
        kinds = queue_closed_exception_types
        if kinds is not None and not (
            isinstance(kinds, tuple)
            and kinds
            and all(issubclass(kind, OpError) for kind in kinds)
        ):
            raise TypeError(
                f"queue_closed_exception_types, when provided, must be a tuple of "
                f"tf.error types, but saw: {kinds}"
            )
        self._queue = queue
        self._enqueue_ops = list(enqueue_ops)
        self._close_op = queue.close() if close_op is None else close_op
        if cancel_op is None:
            cancel_op = queue.close(cancel_pending_enqueues=True)
        self._cancel_op = cancel_op
        self._closed_by = kinds or (OutOfRangeError,)
        self._lock = threading.Lock()
        self._running: weakref.WeakKeyDictionary[Any, int] = weakref.WeakKeyDictionary()
        self._exceptions: list[Exception] = []

    @property
    def queue(self) -> Any:
        """The queue that is filled."""
        return self._queue

    @property
    def enqueue_ops(self) -> list[Any]:
        """The operations that are run, each in a thread."""
        return self._enqueue_ops

    @property
    def close_op(self) -> Any:
        """What is run when the input has ended."""
        return self._close_op

    @property
    def cancel_op(self) -> Any:
        """What is run when the coordinator stops."""
        return self._cancel_op

    @property
    def queue_closed_exception_types(self) -> tuple[type[OpError], ...]:
        """The errors that mean the end of the input."""
        return self._closed_by

    @property
    def exceptions_raised(self) -> list[Exception]:
        """What threads without a coordinator met, in order."""
        return self._exceptions

    @property
    def name(self) -> str:
        """The queue's name."""
        name: str = self._queue.name
        return name

    def create_threads(
        self,
        sess: BaseSession,
        coord: Coordinator | None = None,
        daemon: bool = False,
        start: bool = False,
    ) -> list[threading.Thread]:
        """Makes (and with ``start`` starts) the threads for a session.

        None where those of an earlier call are still at work. With ``coord`` they stop
        when it says so, and their errors are its errors.
        """
        with self._lock:
            if self._running.get(sess, 0) > 0:
                return []
            self._running[sess] = len(self._enqueue_ops)
            self._exceptions = []
        prefix = f"QueueRunnerThread-{self.name}"
        threads = [
            threading.Thread(
                target=self._run, args=(sess, op, coord), name=f"{prefix}-{op.name}"
            )
            for op in self._enqueue_ops
        ]
        if coord is not None:
            waiting = threading.Thread(
                target=self._close_on_stop,
                args=(sess, coord),
                name=f"{prefix}-close_on_stop",
            )
            threads.append(waiting)
        for thread in threads:
            thread.daemon = daemon
            if coord is not None:
                coord.register_thread(thread)
            if start:
                thread.start()
        return threads

    def _run(self, sess: BaseSession, op: Any, coord: Coordinator | None) -> None:
        last = False
        try:
            while coord is None or not coord.should_stop():
                sess.run(op)
        except self._closed_by:
            with self._lock:
                last = self._running[sess] == 1
        except Exception as error:  # noqa: BLE001 (somebody else raises it)
            gone = getattr(op, "removed", None)  # its cell runs again: nobody's mistake
            if coord is not None:
                coord.request_stop(None if gone else error)
            elif not gone:
                self._exceptions.append(error)
        finally:
            with self._lock:
                self._running[sess] -= 1
                last = last and self._running[sess] == 0
        if last:
            self._quietly(sess, self._close_op)

    def _close_on_stop(self, sess: BaseSession, coord: Coordinator) -> None:
        coord.wait_for_stop()
        self._quietly(sess, self._cancel_op)

    @staticmethod
    def _quietly(sess: BaseSession, op: Any) -> None:
        """Runs ``op``; it may be in vain, where queue or session are closed."""
        with contextlib.suppress(Exception):
            sess.run(op)


def add_queue_runner(
    qr: QueueRunner, collection: str = GraphKeys.QUEUE_RUNNERS
) -> None:
    """Adds a runner to those that ``start_queue_runners`` starts.

    Source: tf.compat.v1.train.add_queue_runner.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     queue = tf.FIFOQueue(4, tf.int32)
    ...     tf.train.add_queue_runner(tf.train.QueueRunner(queue, [queue.enqueue(7)]))
    ...     print(len(tf.get_collection(tf.GraphKeys.QUEUE_RUNNERS)))
    1
    """
    get_default_graph().add_to_collection(collection, qr)


def start_queue_runners(
    sess: Any = None,
    coord: Coordinator | None = None,
    daemon: bool = True,
    start: bool = True,
    collection: str = GraphKeys.QUEUE_RUNNERS,
) -> list[threading.Thread]:
    """Starts all runners of the graph's collection; returns their threads.

    ``sess`` is the default session where it is not given; ``ValueError`` where there is
    none. Source: tf.compat.v1.train.start_queue_runners.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     names = tf.train.string_input_producer(["a", "b"], shuffle=False)
    ...     name, coord = names.dequeue(), tf.train.Coordinator()
    ...     threads = tf.train.start_queue_runners(coord=coord)
    ...     print([sess.run(name) for _ in range(3)])
    ...     coord.request_stop()
    ...     coord.join(threads)
    [b'a', b'b', b'a']
    """
    if sess is None:
        sess = default_session(get_default_graph())
        if sess is None:
            raise ValueError(
                "Cannot start queue runners: No default session is registered. Use "
                "`with sess.as_default()` or pass an explicit session to "
                "tf.start_queue_runners(sess=sess)"
            )
    if not isinstance(sess, BaseSession):
        raise TypeError(
            f"sess must be a `tf.Session` object. Given class: {type(sess)}"
        )
    threads: list[threading.Thread] = []
    for runner in sess.graph.get_collection(collection):
        threads += runner.create_threads(sess, coord, daemon, start)
    return threads
