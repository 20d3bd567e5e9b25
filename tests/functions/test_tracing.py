"""``tf.function``: when it traces, why, and what a trace looks like from outside."""

from __future__ import annotations

import gc
import threading
import weakref

import numpy as np
import pytest

import teachflow as tf
from teachflow.compat import v1
from teachflow.viz.build import build_diagram


def test_explain_traces_says_when_and_why():
    @tf.function
    def f(x, n=1):
        return x

    f(tf.constant([1.0]))
    f(tf.constant([1.0, 2.0]))
    f(tf.constant([3.0, 4.0]))
    f(tf.constant([1, 2]))
    f(tf.constant([1, 2]), 5)
    f([tf.constant(1)])
    assert repr(tf.explain_traces(f)).split("\n") == [
        "trace 1, at call 1: first call",
        "trace 2, at call 2: new shape (1,) -> (2,) of x",
        "trace 3, at call 4: new dtype float32 -> int32 of x",
        "trace 4, at call 5: new Python value 1 -> 5 of n",
        "trace 5, at call 6: another structure of the arguments",
    ]
    last = f.traces[-1]
    assert "List[TensorSpec(shape=(), dtype=tf.int32" in last.signature
    assert int(last.concrete([tf.constant(7)])[0]) == 7


def test_a_number_in_place_of_a_tensor_is_told_in_words():
    @tf.function
    def f(x):
        return x * 2.0

    f(tf.constant(1.0))
    f(3.0)
    assert tf.explain_traces(f)[1].why == (
        "the Python value 3.0 in place of a tensor float32 () as x"
    )


def test_explain_traces_wants_a_function_of_ours():
    with pytest.raises(TypeError, match=r"takes a function that tf.function has made"):
        tf.explain_traces(print)


def test_retracing_is_told_once_on_stdout(capfd):
    @tf.function(autograph=False)
    def f(x):
        return x

    for n in range(1, 12):
        f(tf.zeros([n]))
    out, err = capfd.readouterr()
    assert out.count("triggered tf.function retracing") == 1
    assert err == ""


def test_a_method_does_not_keep_its_object():
    class Model:
        @tf.function
        def double(self, x):
            return x * 2

    model = Model()
    assert int(model.double(tf.constant(2))) == 4
    gone = weakref.ref(model)
    del model
    gc.collect()
    assert gone() is None


def test_threads_trace_once():
    calls = []

    @tf.function(autograph=False)
    def f(x):
        calls.append(1)
        return x + 1

    threads = [threading.Thread(target=f, args=(tf.constant(1),)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1


def test_an_error_while_tracing_leaves_nothing_open():
    @tf.function(autograph=False)
    def f(x):
        raise ValueError("no")

    with tf.GradientTape() as tape:
        with pytest.raises(ValueError, match="no"):
            f(tf.constant(1.0))
        assert tf.executing_eagerly()
        x = tf.Variable(3.0)
        y = x * x
    assert float(tape.gradient(y, x)) == 6.0


def test_a_function_is_a_node_of_a_graph():
    double = tf.function(lambda x: x * 2 + 1, autograph=False)
    with v1.Graph().as_default() as graph, v1.Session() as session:
        x = v1.placeholder(v1.float32, [])
        y = double(x)
        assert [op.type for op in graph.get_operations()] == [
            "Placeholder",
            "PartitionedCall",
        ]
        (slope,) = v1.gradients(y, x)
        assert session.run([y, slope], {x: 3.0}) == [7.0, 2.0]


def test_gradients_do_not_show_in_the_functions_graph():
    square = tf.function(lambda x: x * x, autograph=False)
    x = tf.constant(3.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = square(x)
    tape.gradient(y, x)
    graph = square.get_concrete_function(x).graph
    assert [op.type for op in graph.get_operations()] == [
        "Placeholder",
        "Mul",
        "Identity",
    ]


def test_a_trace_can_be_pictured():
    f = tf.function(lambda x: tf.exp(x) + 1, autograph=False)
    graph = f.get_concrete_function(tf.TensorSpec([None])).graph
    names = [node.label for node in build_diagram(graph).nodes]
    assert "x" in " ".join(names)
    assert "Exp" in " ".join(names)


def test_a_function_in_a_dataset():
    double = tf.function(lambda x: x * 2, autograph=False)
    data = tf.data.Dataset.range(3).map(double)
    assert [int(x) for x in data] == [0, 2, 4]


def test_reading_a_variable_after_its_change():
    v = tf.Variable(1.0)

    @tf.function(autograph=False)
    def f():
        before = v.read_value()
        v.assign_add(1.0)
        return before, v.value(), v + 0.0

    assert [float(x) for x in f()] == [1.0, 2.0, 2.0]


def test_persistent_tape_and_rows():
    @tf.function
    def total(rows):
        s = tf.zeros([2])
        for row in rows:
            s += row * row
        return s

    rows = tf.constant([[1.0, 2.0], [3.0, 4.0]])
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(rows)
        y = total(rows)
    for _ in range(2):
        np.testing.assert_allclose(tape.gradient(y, rows), 2 * rows.numpy())


def test_strings_come_out_as_bytes():
    @tf.function
    def twice(text):
        return text + text, tf.stack([text, text])

    one, two = twice(tf.constant("a\0"))
    assert one.numpy() == b"a\0a\0"
    assert (
        str(twice(tf.constant("ab"))[0]) == "tf.Tensor(b'abab', shape=(), dtype=string)"
    )
    assert two.numpy().tolist() == [b"a\0", b"a\0"]
