"""Prints, Python functions and assertions: what no record of TensorFlow can say."""

from __future__ import annotations

import gc
import sys
import weakref

import numpy as np
import pytest

import teachflow.compat.v1 as tf


def test_everything_is_printed_where_python_prints(capfd):
    x = tf.constant([1.0, 2.0])
    nodes = [
        tf.Print(x, [x], "old: "),
        tf.print("new:", x),
        tf.print("to the errors:", x, output_stream=sys.stderr),
        tf.print("logged:", x, output_stream=tf.logging.info),
    ]
    with tf.Session() as session:
        for node in nodes:
            session.run(node)
    out, err = capfd.readouterr()
    assert out == "old: [1 2]\nnew: [1 2]\nto the errors: [1 2]\nlogged: [1 2]\n"
    assert err == ""


def test_each_session_counts_its_own_prints(capsys):
    x = tf.Print(tf.constant(1), ["again"], first_n=1)
    for _ in range(2):
        with tf.Session() as session:
            session.run(x)
            session.run(x)
    assert capsys.readouterr().out == "[again]\n[again]\n"


def test_an_error_of_a_python_function_shows_the_way_to_it():
    def outer(x):
        return inner(x)

    def inner(x):
        raise ValueError(f"no good: {x}")

    node = tf.py_func(outer, [tf.constant(1.0)], tf.float32, name="call")
    refused = pytest.raises(tf.errors.InvalidArgumentError)
    with tf.Session() as session, refused as caught:
        session.run(node)
    error = caught.value
    assert error.op.name == "call"
    assert error.message.startswith("ValueError: no good: 1.0\nTraceback")
    assert "in inner" in error.message
    assert "call_python" not in error.message
    assert "{{node call}}" in error.message


def test_what_a_python_function_returned_is_not_changed_later():
    buffer = np.float32([0, 0])

    def count():
        buffer[:] += 1
        return buffer

    node = tf.py_func(count, [], tf.float32)
    with tf.Session() as session:
        first = session.run(node)
        session.run(node)
    np.testing.assert_array_equal(first, [1, 1])


def test_an_exception_that_is_no_error_passes_through():
    def stop(x):
        raise KeyboardInterrupt

    node = tf.py_func(stop, [tf.constant(1.0)], tf.float32)
    with tf.Session() as session, pytest.raises(KeyboardInterrupt):
        session.run(node)


def test_a_function_lives_as_long_as_its_graph():
    def function(x):
        return x

    alive = weakref.ref(function)
    graph = tf.Graph()
    with graph.as_default():
        tf.py_func(function, [tf.constant(1.0)], tf.float32)
    del function
    gc.collect()
    assert alive() is not None
    del graph
    gc.collect()
    assert alive() is None


def test_a_function_does_not_travel_with_its_graph():
    tf.py_func(np.sin, [tf.constant(1.0)], tf.float32, name="sine")
    written = tf.get_default_graph().as_graph_def()
    with tf.Graph().as_default() as graph:
        tf.import_graph_def(written, name="")
        refused = pytest.raises(tf.errors.InvalidArgumentError, match="is not found")
        with tf.Session() as session, refused:
            session.run(graph.get_tensor_by_name("sine:0"))


def test_a_guarded_assertion_stops_what_depends_on_it():
    x = tf.placeholder(tf.float32, [None])
    with tf.control_dependencies([tf.assert_positive(x, message="prices")]):
        y = tf.log(x)
    with tf.Session() as session:
        np.testing.assert_allclose(session.run(y, {x: [1.0]}), [0.0])
        with pytest.raises(tf.errors.InvalidArgumentError, match="prices"):
            session.run(y, {x: [0.0]})


def test_watching_numbers_is_refused_beside_conditions():
    tf.cond(tf.constant(True), lambda: tf.constant(1.0), lambda: tf.constant(2.0))
    with pytest.raises(ValueError, match="not compatible with TensorFlow control flow"):
        tf.add_check_numerics_ops()
