"""Coordinators and queue runners: stopping together, and where errors end up."""

from __future__ import annotations

import threading

import pytest

import teachflow.compat.v1 as tf


@pytest.fixture
def coord():
    return tf.train.Coordinator()


def test_an_error_in_a_thread_is_raised_once_by_join(coord, capsys):
    def work():
        with coord.stop_on_exception():
            raise ValueError("in the thread")

    thread = threading.Thread(target=work)
    thread.start()
    with pytest.raises(ValueError, match="in the thread"):
        coord.join([thread])
    assert coord.joined
    assert coord.should_stop()
    assert capsys.readouterr() == ("", "")


def test_the_first_error_counts(coord):
    coord.request_stop(ValueError("first"))
    coord.request_stop(KeyError("second"))
    with pytest.raises(ValueError, match="first"):
        coord.raise_requested_exception()
    with pytest.raises(ValueError, match="first"):
        coord.join([])


def test_the_end_of_the_input_is_no_error(coord):
    coord.request_stop(tf.errors.OutOfRangeError(None, None, "the end"))
    coord.join([])
    other = tf.train.Coordinator(clean_stop_exception_types=(StopIteration,))
    other.request_stop(StopIteration())
    other.join([])
    with pytest.raises(tf.errors.OutOfRangeError):
        other.request_stop(tf.errors.OutOfRangeError(None, None, "after join"))


def test_clear_stop_starts_anew(coord):
    coord.request_stop(ValueError())
    coord.clear_stop()
    assert not coord.should_stop()
    coord.join([])


def test_threads_that_do_not_stop_are_named(coord):
    leave = threading.Event()
    thread = threading.Thread(target=leave.wait, name="stubborn", daemon=True)
    thread.start()
    coord.register_thread(thread)
    coord.request_stop()
    with pytest.raises(RuntimeError, match="still running: stubborn"):
        coord.join(stop_grace_period_secs=0.01)
    coord.clear_stop()
    coord.request_stop()
    coord.join([thread], stop_grace_period_secs=0.01, ignore_live_threads=True)
    leave.set()
    thread.join(5)


def test_wait_for_stop_says_whether(coord):
    assert not coord.wait_for_stop(0.001)
    coord.request_stop()
    assert coord.wait_for_stop()


def test_request_stop_takes_what_exc_info_gives(coord):
    coord.request_stop((None, None, None))
    with pytest.raises(ValueError, match="must be a tuple or"):
        coord.join([])


def test_a_looper_goes_on_until_it_is_stopped(coord):
    seen = []

    def work(item):
        seen.append(item)
        if len(seen) == 3:
            coord.request_stop()

    looper = tf.train.LooperThread.loop(coord, None, work, args=("x",))
    coord.join([looper])
    assert seen == ["x"] * 3
    with pytest.raises(ValueError, match="must be a Coordinator"):
        tf.train.LooperThread(None, None)


def test_a_runner_closes_its_queue_at_the_end_of_the_input(coord):
    queue = tf.FIFOQueue(9, tf.int32, shapes=[[]])
    once = tf.train.limit_epochs(tf.constant(7), 3)
    runner = tf.train.QueueRunner(queue, [queue.enqueue(once)] * 2)
    take = queue.dequeue()
    with tf.Session() as session:
        session.run(tf.local_variables_initializer())
        threads = runner.create_threads(session, coord, start=True)
        assert len(threads) == 3
        assert [session.run(take) for _ in range(3)] == [7, 7, 7]
        with pytest.raises(tf.errors.OutOfRangeError):
            session.run(take)
        coord.request_stop()
        coord.join(threads)


def test_a_runner_has_one_set_of_threads_a_session(coord):
    queue = tf.FIFOQueue(1, tf.int32, shapes=[[]])
    runner = tf.train.QueueRunner(queue, [queue.enqueue(1)])
    with tf.Session() as session:
        threads = runner.create_threads(session, coord, daemon=True, start=True)
        assert runner.create_threads(session, coord) == []
        assert all(thread.daemon for thread in threads)
        coord.request_stop()
        coord.join(threads)
        assert runner.exceptions_raised == []


def test_without_a_coordinator_a_runner_keeps_its_errors(capsys):
    queue = tf.FIFOQueue(1, tf.int32, shapes=[[2]])
    shape = tf.placeholder_with_default([3], [1])
    runner = tf.train.QueueRunner(queue, [queue.enqueue(tf.zeros(shape, tf.int32))])
    with tf.Session() as session:
        for thread in runner.create_threads(session, start=True):
            thread.join(10)
    (error,) = runner.exceptions_raised
    assert isinstance(error, tf.errors.InvalidArgumentError)
    assert capsys.readouterr() == ("", "")


def test_a_runner_says_what_it_needs():
    queue = tf.FIFOQueue(1, tf.int32)
    with pytest.raises(ValueError, match="Must provide queue"):
        tf.train.QueueRunner()
    with pytest.raises(TypeError, match="must be a tuple"):
        tf.train.QueueRunner(
            queue, [queue.enqueue(1)], queue_closed_exception_types=ValueError
        )


def test_runners_need_a_session():
    with pytest.raises(ValueError, match="No default session is registered"):
        tf.train.start_queue_runners()
    with pytest.raises(TypeError, match=r"must be a `tf\.Session`"):
        tf.train.start_queue_runners("session")


def test_runners_of_the_session_s_graph_are_started(coord):
    with tf.Graph().as_default() as graph:
        number = tf.train.range_input_producer(3, shuffle=False).dequeue()
    with tf.Session(graph=graph) as session:
        with tf.Graph().as_default():
            threads = tf.train.start_queue_runners(session, coord)
        assert [session.run(number) for _ in range(4)] == [0, 1, 2, 0]
        coord.request_stop()
        coord.join(threads)


def test_closing_the_session_ends_runners_without_a_word(capsys):
    tf.train.range_input_producer(3)
    session = tf.Session()
    threads = tf.train.start_queue_runners(session)
    session.close()
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()
    assert capsys.readouterr() == ("", "")


def test_several_threads_lose_and_double_nothing(coord):
    number = tf.train.range_input_producer(500, num_epochs=1, shuffle=False).dequeue()
    square = number * number
    batch = tf.train.batch(
        [number, square], 32, num_threads=4, allow_smaller_final_batch=True
    )
    found = []
    with tf.Session() as session:
        session.run(tf.local_variables_initializer())
        threads = tf.train.start_queue_runners(session, coord)
        while True:
            try:
                numbers, squares = session.run(batch)
            except tf.errors.OutOfRangeError:
                break
            assert (numbers**2 == squares).all()
            found += numbers.tolist()
        coord.request_stop()
        coord.join(threads)
    assert sorted(found) == list(range(500))
