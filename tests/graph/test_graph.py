"""Graphs: looking things up, default graphs, collections, what is refused."""

from __future__ import annotations

import copy

import pytest

import teachflow.compat.v1 as tf


def test_the_default_graph_and_its_reset():
    tf.reset_default_graph()
    first = tf.get_default_graph()
    x = tf.Variable(1)
    assert x.graph is first
    with tf.Graph().as_default() as graph:
        y = tf.Variable(2)
        assert tf.get_default_graph() is graph
        with pytest.raises(AssertionError, match="nested graphs"):
            tf.reset_default_graph()
    assert y.graph is graph
    assert tf.get_default_graph() is first
    tf.reset_default_graph()
    assert tf.get_default_graph() is not first
    assert tf.get_default_graph().get_operations() == []
    assert tf.Variable(1).op.name == "Variable"


def test_what_an_operation_tells_of_itself_is_of_tensorflows_kinds():
    with tf.Graph().as_default():
        x = tf.constant(1.0)
        y = tf.add(x, 2.0)
    assert y.op.outputs == [y]  # a list, so that lists can be added
    assert y.op.values() == (y,)
    assert y.op.inputs == (x, y.op.inputs[1])
    assert y.op.op_def.name == y.op.type == "AddV2"


@pytest.mark.parametrize(
    ("look", "error", "words"),
    [
        (lambda g: g.get_operation_by_name("b"), KeyError, "not in the graph"),
        (lambda g: g.get_operation_by_name("a:0"), ValueError, "refer to a Tensor"),
        (lambda g: g.get_operation_by_name(3), TypeError, "strings"),
        (lambda g: g.get_tensor_by_name("a"), ValueError, "refers to an Operation"),
        (lambda g: g.get_tensor_by_name("a:1"), KeyError, "only has 1 outputs"),
        (lambda g: g.get_tensor_by_name("b:0"), KeyError, "does not exist"),
        (lambda g: g.get_tensor_by_name("a:x"), ValueError, "not a valid one"),
        (lambda g: g.get_tensor_by_name(3), TypeError, "strings"),
        (lambda g: g.as_graph_element(3), TypeError, "int"),
    ],
)
def test_looking_for_what_is_not_there_says_so(look, error, words):
    with tf.Graph().as_default() as graph:
        a = tf.constant(1, name="a")
        assert graph.get_operation_by_name("a") is a.op
        assert graph.get_tensor_by_name("a:0") is a
        with pytest.raises(error, match=words):
            look(graph)


def test_collections():
    with tf.Graph().as_default() as graph:
        a = tf.Variable(1, name="a")
        b = tf.Variable(1, name="b", trainable=False)
        with tf.name_scope("s"):
            c = tf.Variable(1, name="c")
        assert tf.global_variables() == [a, b, c]
        assert tf.trainable_variables() == [a, c]
        assert tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES, scope="s/") == [c]
        tf.add_to_collection("mine", 5)
        assert graph.get_collection("mine") == [5]
        graph.get_collection("mine").append(6)
        assert graph.get_collection("mine") == [5]
        graph.get_collection_ref("mine").append(6)
        assert graph.get_collection("mine") == [5, 6]


def test_a_finished_graph_takes_no_node_and_a_graph_is_not_copied():
    with tf.Graph().as_default() as graph:
        graph.finalize()
        with pytest.raises(RuntimeError, match="finalized"):
            tf.constant(1)
        with pytest.raises(TypeError, match="cannot be pickled or copied"):
            copy.deepcopy(graph)


def test_a_node_that_could_not_be_made_leaves_nothing_behind():
    with tf.Graph().as_default() as graph:
        a, b = tf.constant([1.0, 2.0]), tf.constant([1.0, 2.0, 3.0])
        before = [op.name for op in graph.get_operations()]
        with pytest.raises(
            ValueError, match=r"Dimensions must be equal, but are 2 and 3"
        ):
            tf.add(a, b)
        assert [op.name for op in graph.get_operations()] == before
        assert a.consumers() == []


def test_symbolic_tensors_refuse_what_needs_a_value():
    with tf.Graph().as_default():
        x = tf.constant([1.0, 2.0], name="x")
        with pytest.raises(TypeError, match=r"Python `bool`"):
            bool(x)
        with pytest.raises(TypeError, match="Iterating"):
            list(x)
        with pytest.raises(TypeError, match="len is not well defined"):
            len(x)
        with pytest.raises(NotImplementedError, match="symbolic"):
            x.__array__()
        with pytest.raises(ValueError, match="No default session"):
            x.eval()


def test_what_is_known_before_running_is_found_once():
    """Without memory this would double with each of the thirty squares."""
    with tf.Graph().as_default():
        c = tf.constant(1)
        for _ in range(30):
            c = c * c
        assert tf.range(c).shape.as_list() == [1]


def test_a_partly_known_shape_is_no_tensor():
    with tf.Graph().as_default():
        x = tf.placeholder(tf.float32, (None, 3))
        with pytest.raises(ValueError, match="partially known TensorShape"):
            tf.zeros(x.shape)


def test_initialized_value_follows_the_variable():
    with tf.Graph().as_default(), tf.Session() as sess:
        w = tf.Variable(tf.random_normal([2], seed=1))
        twice = tf.Variable(w.initialized_value() * 2.0)
        sess.run(w.initializer)
        sess.run(twice.initializer)
        a, b = sess.run([w, twice])
    assert (a * 2 == b).all()


def test_an_axis_length_can_be_read_in_both_ways():
    with tf.Graph().as_default():
        x = tf.placeholder(tf.float32, (None, 3), name="x")
        assert int(x.get_shape()[1]) == x.shape[1].value == 3
        assert x.shape.as_list() == [None, 3]
        assert str(x.shape) == "(?, 3)"
        assert x.shape[0].value is None
        with pytest.raises(TypeError, match="unknown until the graph is run"):
            int(x.shape[0])


def test_an_operation_prints_as_its_node_in_a_graph_definition():
    pytest.importorskip("tensorboard")
    with tf.Graph().as_default() as graph:
        halves = tf.split(tf.constant([1, 2], name="c"), 2)
        with tf.control_dependencies([tf.no_op(name="before")]):
            total = tf.add(halves[0], halves[1], name="total")
    assert str(total.op) == (
        'name: "total"\nop: "AddV2"\ninput: "split"\ninput: "split:1"\n'
        'input: "^before"\nattr {\n  key: "T"\n  value {\n    type: DT_INT32\n  }\n}\n'
    )
    assert not graph.building_function
