"""The queues themselves: who waits for whom, and how waits end."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from teachflow.core import waiting
from teachflow.core.dtypes import int32, string
from teachflow.core.errors import (
    CancelledError,
    DeadlineExceededError,
    InvalidArgumentError,
    OutOfRangeError,
)
from teachflow.core.shapes import TensorShape
from teachflow.pipeline.queue import FIFOQueue
from teachflow.pipeline.queue_kinds import PaddingFIFOQueue, RandomShuffleQueue

SCALAR = [TensorShape([])]


def numbers(*values):
    return [np.array(values, np.int32)]


def fifo(capacity=3):
    return FIFOQueue("q", capacity, [int32], SCALAR)


def until(condition):
    """Waits until another thread has done its part."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_a_batch_larger_than_the_capacity_passes(start):
    queue = fifo(2)
    putting = start(lambda: queue.enqueue_many(numbers(*range(7))))
    (batch,) = queue.dequeue_many(7)
    assert batch.tolist() == list(range(7))
    putting.result()


def test_who_came_first_is_served_first(start):
    queue = fifo()
    many = start(lambda: list(queue.dequeue_many(3)[0]))
    until(lambda: len(queue._taking) == 1)
    one = start(lambda: int(queue.dequeue()[0]))
    until(lambda: len(queue._taking) == 2)
    for number in range(4):
        queue.enqueue([np.int32(number)])
    assert many.result() == [0, 1, 2]
    assert one.result() == 3


def test_operations_on_many_elements_do_not_mix(start):
    queue = fifo(4)
    puts = [
        start(lambda base=base: queue.enqueue_many(numbers(*range(base, base + 50))))
        for base in (0, 1000, 2000, 3000)
    ]
    takes = [start(lambda: list(queue.dequeue_many(50)[0])) for _ in range(4)]
    batches = sorted(take.result() for take in takes)
    assert batches == [list(range(base, base + 50)) for base in (0, 1000, 2000, 3000)]
    for put in puts:
        put.result()


def test_closing_waits_for_those_who_came_before(start):
    queue = fifo(1)
    putting = start(lambda: queue.enqueue_many(numbers(1, 2)))
    until(lambda: queue.size() == 1)
    closing = start(queue.close)
    until(lambda: len(queue._putting) == 2)
    assert not queue.is_closed()
    assert queue.dequeue() == (1,)
    putting.result()
    closing.result()
    assert queue.is_closed()
    with pytest.raises(CancelledError, match="FIFOQueue 'q' is closed"):
        queue.enqueue([np.int32(3)])
    assert queue.dequeue() == (2,)
    with pytest.raises(OutOfRangeError, match=r"requested 1, current size 0"):
        queue.dequeue()
    with pytest.raises(CancelledError, match="already closed"):
        queue.close()


def test_closing_with_cancel_ends_pending_puts(start):
    queue = fifo(1)
    putting = start(lambda: queue.enqueue_many(numbers(1, 2)))
    until(lambda: queue.size() == 1)
    queue.close(cancel_pending=True)
    with pytest.raises(CancelledError, match="Enqueue operation was cancelled"):
        putting.result()
    queue.close(cancel_pending=True)  # again, without complaint


def test_closing_wakes_who_waits_for_more_than_there_is(start):
    queue = fifo()
    queue.enqueue([np.int32(1)])
    taking = start(lambda: queue.dequeue_many(2))
    until(lambda: queue.size() == 0)
    up_to = start(lambda: list(queue.dequeue_many(2, up_to=True)[0]))
    until(lambda: len(queue._taking) == 2)
    queue.close()
    with pytest.raises(OutOfRangeError, match="insufficient elements"):
        taking.result()
    assert up_to.result() == [1]  # what the other had to give back


def test_cancelling_ends_every_wait_now_and_later(start):
    queue = fifo(1)
    taking = start(queue.dequeue)
    until(lambda: queue._taking)
    queue.cancel()
    with pytest.raises(CancelledError, match="Dequeue operation was cancelled"):
        taking.result()
    with pytest.raises(CancelledError, match="Enqueue operation was cancelled"):
        queue.enqueue([np.int32(1)])


def test_a_deadline_ends_a_wait_and_leaves_the_queue_usable():
    queue = fifo()
    with (
        waiting.deadline(0.01),
        pytest.raises(DeadlineExceededError, match="Timed out"),
    ):
        queue.dequeue()
    queue.enqueue([np.int32(5)])
    assert queue.dequeue() == (5,)


def test_an_interrupt_ends_a_wait_and_leaves_the_queue_usable(monkeypatch):
    queue = fifo()

    def interrupt(condition):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(waiting, "wait", interrupt)
        with pytest.raises(KeyboardInterrupt):
            queue.dequeue()
    queue.enqueue([np.int32(5)])
    assert queue.dequeue() == (5,)


def test_an_interrupt_lets_the_next_in_line_go_on(start, monkeypatch):
    queue = fifo(1)
    leave = threading.Event()
    real = waiting.wait

    def wait(condition):
        if leave.is_set() and threading.current_thread() is not threading.main_thread():
            leave.clear()
            raise KeyboardInterrupt
        real(condition)

    monkeypatch.setattr(waiting, "wait", wait)
    monkeypatch.setattr(waiting, "_SLICE", 0.005)
    workers = [start(lambda: int(queue.dequeue()[0])) for _ in range(2)]
    until(lambda: len(queue._taking) == 2)
    leave.set()
    until(lambda: len(queue._taking) == 1)
    queue.enqueue([np.int32(7)])
    until(lambda: not any(worker.running for worker in workers))
    assert sorted(str(worker.value) for worker in workers) == ["7", "None"]


def test_what_is_put_is_a_copy():
    queue = FIFOQueue("q", 3, [int32], [TensorShape([2])])
    array = np.array([1, 2], np.int32)
    queue.enqueue([array])
    queue.enqueue_many([array[None]])
    array[:] = 0
    assert queue.dequeue()[0].tolist() == [1, 2]
    assert queue.dequeue()[0].tolist() == [1, 2]


def test_strings_are_stacked_as_objects():
    queue = FIFOQueue("q", 3, [string], SCALAR)
    queue.enqueue([b"ab"])
    queue.enqueue([np.array(b"c", object)])
    (batch,) = queue.dequeue_many(2)
    assert batch.dtype == object
    assert batch.tolist() == [b"ab", b"c"]


def test_an_empty_batch_has_the_right_shape():
    queue = FIFOQueue("q", 3, [int32], [TensorShape([2])])
    (batch,) = queue.dequeue_many(0)
    assert batch.shape == (0, 2)
    assert batch.dtype == np.int32


@pytest.mark.parametrize(
    ("put", "words"),
    [
        (lambda q: q.enqueue(numbers(1, 2)), r"Expected \[\], got \[2\]"),
        (lambda q: q.enqueue_many([np.int32(1)]), "at least 1 dimension"),
        (lambda q: q.enqueue([]), "Expected 1, got 0"),
        (lambda q: q.dequeue_many(-1), "requested -1 < 0"),
    ],
)
def test_what_does_not_fit_is_refused(put, words):
    with pytest.raises(InvalidArgumentError, match=words):
        put(fifo())


def test_a_shuffling_queue_keeps_some_back_until_it_is_closed():
    queue = RandomShuffleQueue("q", 9, 2, (1, 2), [int32], SCALAR)
    queue.enqueue_many(numbers(1, 2, 3))
    queue.dequeue()
    with waiting.deadline(0.01), pytest.raises(DeadlineExceededError):
        queue.dequeue()
    queue.close()
    assert queue.dequeue_many(2)[0].size == 2


def test_padding_goes_as_far_as_the_longest():
    queue = PaddingFIFOQueue("q", 9, [string], [TensorShape([None])])
    queue.enqueue([np.array([b"a"], object)])
    queue.enqueue([np.array([b"b", b"c"], object)])
    assert queue.dequeue_many(2)[0].tolist() == [[b"a", b""], [b"b", b"c"]]
