"""Queues in sessions: several threads in one, closing, deadlines, Ctrl-C."""

from __future__ import annotations

import _thread
import signal
import threading
import time
from types import SimpleNamespace

import numpy as np
import pytest

import teachflow.compat.v1 as tf
from teachflow.core import waiting


@pytest.fixture
def queue():
    return tf.FIFOQueue(3, tf.int32, shapes=[[]])


def test_threads_share_a_session(start, queue):
    put, take = queue.enqueue(tf.placeholder_with_default(1, [])), queue.dequeue()
    total = tf.Variable(0)
    add = total.assign_add(1)
    with tf.Session() as session:
        session.run(total.initializer)
        puts = [
            start(lambda: [session.run(put) for _ in range(25)] and None)
            for _ in range(4)
        ]
        takes = [start(lambda: sum(session.run(take) for _ in range(50))) for _ in "ab"]
        assert sum(worker.result() for worker in takes) == 100
        for worker in puts:
            worker.result()
        session.run(add)
        assert session.run([total, queue.size()]) == [1, 0]


def test_sessions_have_a_queue_each(queue):
    put, size = queue.enqueue(1), queue.size()
    with tf.Session() as one, tf.Session() as other:
        one.run(put)
        assert (one.run(size), other.run(size)) == (1, 0)


@pytest.mark.parametrize("verb", ["Enqueue", "Dequeue"])
def test_closing_the_session_ends_a_wait(start, queue, verb):
    many = queue.enqueue_many([list(range(9))])
    fetch = many if verb == "Enqueue" else queue.dequeue()
    session = tf.Session()
    waits = start(lambda: session.run(fetch))
    cell = session.cell("fifo_queue")
    while cell.value is None or not (cell.value._putting or cell.value._taking):
        time.sleep(0.001)
    session.close()
    with pytest.raises(tf.errors.CancelledError, match=f"{verb} operation was cancel"):
        waits.result()
    with pytest.raises(RuntimeError, match="closed Session"):
        session.run(fetch)


def test_a_run_may_have_a_deadline(queue):
    options = SimpleNamespace(timeout_in_ms=10)
    with tf.Session() as session:
        with pytest.raises(tf.errors.DeadlineExceededError):
            session.run(queue.dequeue(), options=options)
        session.run(queue.enqueue(1))
        assert session.run(queue.dequeue(), options=options) == 1
    assert not waiting.limited()


def test_a_session_may_have_a_deadline(queue):
    config = tf.ConfigProto(operation_timeout_in_ms=10)
    session = tf.Session(config=config)
    with pytest.raises(tf.errors.DeadlineExceededError):
        session.run(queue.dequeue())
    session.close()


def test_ctrl_c_reaches_a_run_that_waits(queue):
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(0.03, _thread.interrupt_main)
    try:
        with tf.Session() as session:
            timer.start()
            with pytest.raises(KeyboardInterrupt):
                session.run(queue.dequeue())
            session.run(queue.enqueue(4))
            assert session.run(queue.dequeue()) == 4
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)


def test_the_error_names_node_and_queue(queue):
    take = queue.dequeue(name="take")
    with tf.Session() as session:
        session.run(queue.close())
        with pytest.raises(tf.errors.OutOfRangeError) as caught:
            session.run(take)
    assert caught.value.op is take.op
    words = "_fifo_queue' is closed and has insufficient elements (requested 1, "
    assert words in caught.value.message
    assert "{{node take}}" in caught.value.message


def test_queues_that_share_a_name_must_agree():
    kinds = [
        tf.FIFOQueue(2, tf.int32, shared_name="x"),
        tf.FIFOQueue(3, tf.int32, shared_name="x"),
        tf.FIFOQueue(2, tf.float32, shared_name="x"),
        tf.RandomShuffleQueue(2, 0, tf.int32, shared_name="x"),
    ]
    sizes = [kind.size() for kind in kinds]
    with tf.Session() as session:
        session.run(kinds[0].enqueue(1))
        assert session.run(sizes[0]) == 1
        for size, words in (
            (sizes[1], "has capacity 2 but requested capacity was 3"),
            (sizes[2], "component types int32 but requested component types were"),
            (sizes[3], "Expected FIFOQueue, found RandomShuffleQueueV2"),
        ):
            with pytest.raises(tf.errors.InvalidArgumentError, match=words):
                session.run(size)


def test_a_variable_of_the_shared_name_is_another_thing():
    variable = tf.Variable(5, name="x")
    queue = tf.FIFOQueue(2, tf.int32, shared_name="x")
    with tf.Session() as session:
        session.run([variable.initializer, queue.enqueue(1)])
        assert session.run([variable, queue.size()]) == [5, 1]


def test_one_of_several_queues_is_picked_at_run_time():
    queues = [tf.FIFOQueue(3, tf.int32, shapes=[[]]) for _ in range(2)]
    index = tf.placeholder(tf.int32, [])
    picked = tf.QueueBase.from_list(index, queues)
    assert picked.shapes == queues[0].shapes
    with tf.Session() as session:
        for number, queue in enumerate(queues):
            session.run(queue.enqueue(number + 10))
        take = picked.dequeue()
        assert [session.run(take, {index: i}) for i in (1, 0)] == [11, 10]


def test_an_array_that_was_fed_may_change_afterwards():
    queue = tf.FIFOQueue(3, tf.float32, shapes=[[2]])
    x = tf.placeholder(tf.float32, [2])
    put, take = queue.enqueue(x), queue.dequeue()
    array = np.ones(2, np.float32)
    with tf.Session() as session:
        session.run(put, {x: array})
        array[:] = 0
        assert session.run(take).tolist() == [1, 1]


def test_a_shuffled_queue_that_could_never_give_anything_is_refused():
    size = tf.RandomShuffleQueue(2, 2, tf.int32).size()
    with tf.Session() as sess, pytest.raises(tf.errors.InvalidArgumentError) as caught:
        sess.run(size)
    assert "min_after_dequeue 2 must be < capacity 2" in str(caught.value)
