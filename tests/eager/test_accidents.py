"""Threads, exceptions and generators: nothing stays open, nothing stays in memory."""

from __future__ import annotations

import copy
import gc
import tracemalloc
import weakref
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import teachflow as tf
import teachflow.compat.v1 as tf1
from teachflow.core import home
from teachflow.core.recording import tapes


class AccidentError(Exception):
    pass


def fall(*_):
    raise AccidentError("on purpose")


@pytest.fixture(autouse=True)
def nothing_stays_open():
    yield
    assert home.open_homes() == []
    assert tapes.stack == []
    assert tf.executing_eagerly()
    assert tf.Variable(1.0, name="w").name == "w:0"
    v = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        y = v * v
    assert float(tape.gradient(y, v)) == 6.0
    assert y.device.endswith("CPU:0")


def in_threads(work, count=4):
    with ThreadPoolExecutor(count) as pool:
        list(pool.map(work, range(1, count + 1)))


# ---- threads -------------------------------------------------------------------------


def test_tapes_scopes_and_graphs_belong_to_their_thread():
    def work(k):
        v = tf.Variable(float(k))
        for i in range(30):
            with tf.GradientTape() as tape, tf.device("CPU:0"):
                y = v * v * float(i)
            assert float(tape.gradient(y, v)) == 2 * k * i
            with tf1.Graph().as_default():
                p = tf1.placeholder(tf1.float32, [])
                z = p * float(k)
                with tf1.Session() as sess:
                    assert sess.run(z, {p: 2.0}) == 2.0 * k
            assert tf.executing_eagerly()

    x = tf.Variable(1.0)
    with tf.GradientTape() as tape:
        y = x * x
        in_threads(work)
    assert [v is x for v in tape.watched_variables()] == [True]
    assert float(tape.gradient(y, x)) == 2.0


def test_a_function_and_a_finished_tape_are_anybodys():
    f = tf.function(lambda x: tf.reduce_sum(x * x), autograph=False)

    def work(n):
        for _ in range(20):
            x = tf.ones([n])
            with tf.GradientTape() as tape:
                tape.watch(x)
                y = f(x)
            assert float(y) == n
            assert tape.gradient(y, x).numpy().tolist() == [2.0] * n

    in_threads(work)
    assert f.experimental_get_tracing_count() == 4
    v = tf.Variable(3.0)
    with tf.GradientTape(persistent=True) as tape:
        y = v * v
    found = []
    in_threads(lambda _: found.append(float(tape.gradient(y, v))))
    assert found == [6.0] * 4


# ---- exceptions ----------------------------------------------------------------------


def in_a_tape():
    with tf.GradientTape() as a, tf.GradientTape(), a.stop_recording():
        fall()


def in_scopes():
    module = tf.Module(name="m")
    with tf.device("CPU:0"), tf.name_scope("q"), module.name_scope, tf.init_scope():
        fall()


def in_graphs():
    with tf1.Graph().as_default(), tf1.Session(), tf1.Graph().as_default():
        fall()


def in_an_accumulator():
    x = tf.constant(1.0)
    with tf.autodiff.ForwardAccumulator(x, x):
        fall()


def in_a_trace():
    tf.function(fall, autograph=False)(1.0)


def in_a_branch_of_a_trace():
    @tf.function(autograph=False)
    def f(x):
        with tf.GradientTape(), tf.name_scope("z"), tf.device("CPU:0"):
            return tf.cond(x > 0.0, fall, lambda: x)

    f(tf.constant(1.0))


def in_a_loop_of_a_trace():
    @tf.function(autograph=False)
    def f(x):
        with tf.GradientTape():
            return tf.while_loop(lambda i: i < 3.0, fall, [x])

    f(tf.constant(1.0))


def in_a_gradient():
    f = tf.custom_gradient(lambda x: (x * 1.0, fall))
    v = tf.Variable(1.0)
    with tf.GradientTape() as tape:
        y = f(v)
    tape.gradient(y, v)


def in_what_is_recomputed():
    v = tf.Variable(1.0)
    with tf.GradientTape():
        tf.recompute_grad(fall)(v)


def in_a_function_that_is_mapped():
    tf.map_fn(fall, tf.constant([1.0]))


@pytest.mark.parametrize(
    "accident",
    [
        in_a_tape,
        in_scopes,
        in_graphs,
        in_an_accumulator,
        in_a_trace,
        in_a_branch_of_a_trace,
        in_a_loop_of_a_trace,
        in_a_gradient,
        in_what_is_recomputed,
        in_a_function_that_is_mapped,
    ],
)
def test_after_an_exception_all_is_as_before(accident):
    with pytest.raises(AccidentError):
        accident()


def test_generators_close_what_they_opened():
    def slope(x):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = x * x
            yield
            z = y * x
        yield float(tape.gradient(z, x))

    one, two = slope(tf.constant(2.0)), slope(tf.constant(3.0))
    next(one), next(two)
    assert (next(one), next(two)) == (12.0, 27.0)
    left = slope(tf.constant(1.0))
    next(left)
    left.close()

    def inside():
        with tf1.Graph().as_default():
            yield

    graph = inside()
    next(graph)
    assert not tf.executing_eagerly()
    graph.close()


# ---- memory --------------------------------------------------------------------------


def test_what_nobody_holds_is_freed_at_once():
    v = tf.Variable([1.0, 2.0])
    with tf.GradientTape() as used:
        x = v * v
    used.gradient(x, v)
    with tf.GradientTape(persistent=True) as unused:
        y = v * v
    with tf.autodiff.ForwardAccumulator(v, tf.ones([2])) as accumulator:
        z = v * v
    accumulator.jvp(z)
    module = tf.Module()
    module.v = v
    things = [v, x, y, z, used, unused, accumulator, module]
    alive = [weakref.ref(thing) for thing in things]
    gc.collect()
    gc.disable()
    try:
        del v, x, y, z, used, unused, accumulator, module, things
        assert [ref() for ref in alive] == [None] * len(alive)
    finally:
        gc.enable()


def grown(step, times):
    """By how many bytes memory grows while a step is taken so often.

    The least of three times: what is kept grows each time, a cache that fills does not.
    """
    for _ in range(10):
        step()
    return min(_grown(step, times) for _ in range(3))


def _grown(step, times):
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for _ in range(times):
        step()
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return after - before


def test_what_is_left_behind_is_found():
    kept = []
    assert grown(lambda: kept.append(np.ones([30, 9])), 20) > 10_000


def test_steps_and_traces_leave_nothing_behind():
    v = tf.Variable(np.ones([100, 9], np.float32))

    def step():
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((v * 2.0 - 1.0) ** 2)
        v.assign_sub(0.1 * tape.gradient(loss, v))

    assert grown(step, 300) < 10_000

    def traced():
        f = tf.function(lambda x: x * v, autograph=False)
        with tf.GradientTape() as tape:
            y = f(tf.constant(1.0))
        tape.gradient(y, v)

    assert grown(traced, 20) < 10_000


# ---- copies --------------------------------------------------------------------------


def test_a_copied_module_has_variables_and_functions_of_its_own():
    class Scale(tf.Module):
        def __init__(self):
            super().__init__()
            self.v = tf.Variable(1.0)
            self.shifted = tf.function(lambda x: x + 1.0, autograph=False)

        @tf.function(autograph=False)
        def __call__(self, x):
            return x * self.v

    one = Scale()
    assert float(one(2.0)) == 2.0
    two = copy.deepcopy(one)
    two.v.assign(10.0)
    assert (float(one(2.0)), float(two(2.0))) == (2.0, 20.0)
    assert two.shifted is not one.shifted
    assert float(two.shifted(2.0)) == 3.0
