"""Random ops where graphs, sessions, threads and eager code meet.

Which numbers they draw is in the records ``random`` and ``random_eager``.
"""

from __future__ import annotations

import threading

import numpy as np
import pytest

from teachflow.core import home
from teachflow.core.dtypes import int32
from teachflow.eager.home import EAGER
from teachflow.graph.gradients import gradients
from teachflow.graph.graph import Graph
from teachflow.graph.running.session import Session
from teachflow.ops.random.random import (
    random_normal,
    random_shuffle,
    random_uniform,
    truncated_normal,
)

DRAWS = {
    "uniform": lambda: random_uniform([3, 5], -1.0, 1.0, seed=2),
    "integers": lambda: random_uniform([3, 5], 0, 100, dtype=int32, seed=2),
    "normal": lambda: random_normal([3, 5], 1.0, 2.0, seed=2),
    "truncated normal": lambda: truncated_normal([3, 5], 1.0, 2.0, seed=2),
    "shuffle": lambda: random_shuffle(np.arange(20).reshape(10, 2), seed=2),
}


@pytest.fixture(autouse=True)
def _eager_seed():
    EAGER.seeds.set(1)
    yield
    EAGER.seeds.set(None)


def in_graph(draw, count):
    graph = Graph()
    graph.seed = 1
    with graph.as_default():
        tensor = draw()
    with Session(graph=graph) as session:
        return [session.run(tensor) for _ in range(count)]


@pytest.mark.parametrize("kind", DRAWS)
def test_eager_code_draws_what_a_session_draws(kind):
    expected = in_graph(DRAWS[kind], 3)
    for values in expected:
        with home.within(EAGER):
            drawn = DRAWS[kind]().numpy()
        np.testing.assert_array_equal(drawn, values, strict=True)


@pytest.mark.parametrize("kind", DRAWS)
def test_static_shape_and_dtype_are_the_kernels(kind):
    with Graph().as_default() as graph:
        tensor = DRAWS[kind]()
    with Session(graph=graph) as session:
        values = session.run(tensor)
    assert tensor.shape.as_list() == list(values.shape)
    assert tensor.dtype.as_numpy_dtype is values.dtype.type


def test_threads_of_one_session_share_a_stream_and_never_a_number():
    draws, threads, size = 40, 4, 50
    with Graph().as_default() as graph:
        graph.seed = 1
        tensor = random_uniform([size], seed=2)
    expected = np.concatenate(in_graph(lambda: random_uniform([size], seed=2), 160))
    found = []
    with Session(graph=graph) as session:

        def work():
            found.extend(session.run(tensor) for _ in range(draws))

        workers = [threading.Thread(target=work) for _ in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert len(found) == draws * threads
    np.testing.assert_array_equal(np.sort(np.concatenate(found)), np.sort(expected))


def test_the_bounds_scale_the_draw():
    scaled = in_graph(lambda: random_uniform([2], 0.0, 4.0, seed=2), 1)[0]
    unit = in_graph(lambda: random_uniform([2], seed=2), 1)[0]
    np.testing.assert_array_equal(scaled, unit * np.float32(4))


def test_gradients_flow_to_mean_and_deviation_and_stop_at_the_draw():
    with Graph().as_default() as graph:
        mean, deviation = graph.convert(3.0), graph.convert(2.0)
        drawn = random_normal([4], mean, deviation, seed=2)
        wanted = gradients(drawn, [mean, deviation])
        unit = graph.get_tensor_by_name("random_normal/RandomStandardNormal:0")
        assert gradients(unit, [mean]) == [None]
    with Session(graph=graph) as session:
        (by_mean, by_deviation), units = session.run([wanted, unit])
    assert by_mean == 4
    np.testing.assert_allclose(by_deviation, units.sum(), rtol=1e-6)
