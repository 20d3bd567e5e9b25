"""Two homes: where an op happens, in every order and after every accident."""

from __future__ import annotations

import subprocess
import sys
import threading

import numpy as np
import pytest

import teachflow as tf2
import teachflow.compat.v1 as tf1
from teachflow.core import home


@pytest.fixture(autouse=True)
def nothing_stays_open():
    before = home.open_homes()
    yield
    assert home.open_homes() == before


def _is_symbolic(value):
    return isinstance(value, tf1.Tensor) and value.home.symbolic


def test_each_face_has_its_home_where_nothing_else_decides():
    assert tf2.constant(1).numpy() == 1
    assert _is_symbolic(tf1.constant(1))
    assert (tf2.constant(1) + 2).numpy() == 3


def test_symbolic_arguments_decide_before_the_face():
    with tf1.Graph().as_default() as graph:
        x = tf1.constant([1.0, 2.0])
    y = tf2.reduce_mean(tf2.square(x))  # the eager face, no scope open
    assert y.graph is graph
    with tf1.Session(graph=graph) as sess:
        assert sess.run(y) == 2.5


def test_a_composite_never_builds_its_constants_in_another_graph():
    with tf1.Graph().as_default() as first:
        x = tf1.constant([[1.0, 2.0]], name="x")
    with tf1.Graph().as_default() as second:
        mean = tf1.reduce_mean(x)
        scaled = x / 2.0
        labels = tf1.nn.sigmoid_cross_entropy_with_logits(labels=x, logits=x)
    assert {mean.graph, scaled.graph, labels.graph} == {first}
    assert second.get_operations() == []


def test_the_innermost_scope_decides_before_the_face():
    with tf1.Graph().as_default() as graph:
        c = tf2.constant(1)
        v = tf2.Variable(2)
        with tf1.Graph().as_default() as inner:
            d = tf2.constant(1)
    assert c.graph is v.graph is graph
    assert d.graph is inner


def test_an_eager_value_in_a_graph_becomes_a_constant():
    eager = tf2.constant([1.0, 2.0])
    with tf1.Graph().as_default(), tf1.Session() as sess:
        doubled = tf1.constant(2.0) * eager
        np.testing.assert_array_equal(sess.run(doubled), [2.0, 4.0])


def test_two_graphs_in_one_op_name_both_tensors_and_both_graphs():
    with tf1.Graph().as_default():
        a = tf1.constant(1.0, name="a")
    with tf1.Graph().as_default():
        b = tf1.constant(1.0, name="b")
    with pytest.raises(ValueError, match="must be from the same graph") as error:
        tf1.add(a, b)
    assert '"a:0"' in str(error.value)
    assert '"b:0"' in str(error.value)
    with pytest.raises(ValueError, match="same graph"):
        a + b


def test_an_exception_inside_a_scope_leaves_the_stack_as_it_was():
    with (
        pytest.raises(ValueError, match="Dimensions must be equal"),
        tf1.Graph().as_default(),
        tf1.name_scope("s"),
    ):
        tf1.constant([1.0, 2.0]) + tf1.constant([1.0, 2.0, 3.0])
    assert home.open_homes() == []
    with pytest.raises(tf2.errors.InvalidArgumentError):
        tf2.constant([1.0, 2.0]) + tf2.constant([1.0, 2.0, 3.0])
    assert home.open_homes() == []


def test_a_thread_started_inside_a_scope_sees_an_empty_stack():
    seen = {}
    with tf1.Graph().as_default():
        thread = threading.Thread(
            target=lambda: seen.update(stack=home.open_homes(), c=tf2.constant(1))
        )
        thread.start()
        thread.join()
    assert seen["stack"] == []
    assert seen["c"].numpy() == 1


@pytest.mark.parametrize(
    "order",
    [
        "import teachflow as e, teachflow.compat.v1 as g",
        "import teachflow.compat.v1 as g, teachflow as e",
    ],
)
def test_both_faces_in_either_import_order(order):
    code = (
        f"{order}\n"
        "assert (e.constant(2) * 3).numpy() == 6\n"
        "with g.Session() as s: assert s.run(g.constant(2) * 3) == 6\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_interactive_session_on_a_graph_of_its_own():
    graph = tf1.Graph()
    sess = tf1.InteractiveSession(graph=graph)
    try:
        assert tf1.constant(1).graph is graph
    finally:
        sess.close()


def test_a_tape_goes_through_a_graph_that_takes_in_an_eager_variable():
    held = tf2.Variable(2.0)
    with tf1.Graph().as_default() as graph:
        p = tf1.placeholder(tf1.float32, [])
    with tf2.GradientTape() as tape:
        tape.watch(p)
        y = p * held * p
    by_p, by_held = tape.gradient(y, [p, held])
    with tf1.Session(graph=graph) as sess:
        assert sess.run(by_p, {p: 3.0}) == 12.0
    assert by_held is None  # in a graph its value is a constant


def test_an_eager_variable_takes_no_tensor_that_has_no_value():
    held = tf2.Variable(2.0)
    with tf1.Graph().as_default():
        symbolic = tf1.constant(1.0)
    with pytest.raises(TypeError, match=r"out of scope.*Variable:0 is changed now"):
        held.assign(symbolic)
    assert float(held) == 2.0
