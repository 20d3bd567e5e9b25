"""Choosing, repeating and asserting in eager code, where no record of TensorFlow tells.

What TensorFlow answers is in ``tests/oracle`` (``eager_control``, ``eager_debugging``).
"""

from __future__ import annotations

import threading

import numpy as np
import pytest

import teachflow as tf
import teachflow.compat.v1 as tf1


def test_print_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    tf.print("x:", tf.constant([1, 2]), sep="")
    told = capsys.readouterr()
    assert told.out == "x:[1 2]\n"
    assert not told.err


def test_only_the_chosen_branch_is_called_eagerly() -> None:
    called = []
    tf.cond(tf.constant(True), lambda: called.append("yes"), lambda: called.append(0))
    assert called == ["yes"]


def test_a_symbolic_condition_builds_nodes_in_its_graph() -> None:
    with tf1.Graph().as_default() as graph:
        x = tf1.placeholder(tf.float32, ())
    chosen = tf.cond(x > 0, lambda: x * 2.0, lambda: x - 1.0)
    assert chosen.graph is graph
    with tf1.Session(graph=graph) as session:
        assert session.run(chosen, {x: 3.0}) == 6.0
        assert session.run(chosen, {x: -3.0}) == -4.0


def test_inside_a_graph_loops_and_arrays_are_nodes() -> None:
    with tf1.Graph().as_default() as graph:
        array = tf.TensorArray(tf.int32, 3)
        assert isinstance(array, tf.TensorArray)
        _, filled = tf.while_loop(
            lambda i, _: i < 3,
            lambda i, a: (i + 1, a.write(i, i * i)),
            (tf.constant(0), array),
        )
        squares = filled.stack()
    with tf1.Session(graph=graph) as session:
        np.testing.assert_array_equal(session.run(squares), [0, 1, 4])


def test_a_loop_of_one_variable_keeps_its_structure_in_a_graph() -> None:
    with tf1.Graph().as_default() as graph:
        found = tf.while_loop(lambda i: i < 3, lambda i: [i + 1], [tf.constant(0)])
    assert isinstance(found, list)
    with tf1.Session(graph=graph) as session:
        assert session.run(found) == [3]


def test_vectorized_map_works_in_a_graph() -> None:
    with tf1.Graph().as_default() as graph:
        rows = tf.constant([[1.0, 2.0], [3.0, 4.0]])
        total, first = tf.vectorized_map(lambda r: (tf.reduce_sum(r), r[0] < 2), rows)
    with tf1.Session(graph=graph) as session:
        assert session.run(total).tolist() == [3.0, 7.0]
        assert session.run(first).tolist() == [True, False]


def test_an_exception_inside_init_scope_gives_the_tapes_back() -> None:
    x = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        with pytest.raises(ZeroDivisionError), tf.init_scope():
            raise ZeroDivisionError
        y = x * 2.0
    assert float(tape.gradient(y, x)) == 2.0


def test_a_watch_for_numbers_sees_its_own_thread_only() -> None:
    found = []

    def elsewhere() -> None:
        found.append(bool(tf.math.is_nan(tf.math.log(-1.0))))

    tf.debugging.enable_check_numerics()
    try:
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
        with pytest.raises(tf.errors.InvalidArgumentError, match='op "Log"'):
            tf.math.log(-1.0)
    finally:
        tf.debugging.disable_check_numerics()
    assert found == [True]


def test_a_watch_for_numbers_does_not_disturb_tapes() -> None:
    x = tf.Variable(4.0)
    tf.debugging.enable_check_numerics()
    try:
        with tf.GradientTape() as tape:
            y = tf.sqrt(x)
        slope = tape.gradient(y, x)
    finally:
        tf.debugging.disable_check_numerics()
    assert float(slope) == 0.25


def test_two_threads_never_draw_the_same_numbers_of_a_generator() -> None:
    generator = tf.random.Generator.from_seed(1)
    drawn: list[float] = []

    def draw() -> None:
        for _ in range(20):
            drawn.append(float(generator.uniform([])))  # noqa: PERF401

    threads = [threading.Thread(target=draw) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(drawn)) == 40


def test_random_index_of_an_array_that_nothing_was_written_to() -> None:
    with pytest.raises(ValueError, match="Nothing was written at index 1"):
        tf.TensorArray(tf.float32, 2).read(1)


@pytest.mark.parametrize("text", ["a b", ["a b", "c"]])
def test_ragged_results_are_refused_by_name(text: object) -> None:
    if isinstance(text, str):
        assert tf.strings.split(text).numpy().tolist() == [b"a", b"b"]
    else:
        with pytest.raises(NotImplementedError, match=r"tf\.RaggedTensor"):
            tf.strings.split(text)
