"""What is different in two graphs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import teachflow.compat.v1 as tf


def build(make):
    graph = tf.Graph()
    with graph.as_default():
        make()
    return graph


def base():
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    w = tf.get_variable("w", [3, 2], initializer=tf.zeros_initializer())
    y = tf.matmul(x, w, name="y")
    tf.nn.relu(y, name="out")


def test_a_graph_and_itself_are_the_same():
    first, second = build(base), build(base)
    found = first.diff(second)
    assert not found
    assert found.same == len(first.get_operations())
    assert str(found) == f"The graphs are the same: {found.same} nodes"


def test_a_graph_def_can_be_compared():
    graph = build(base)
    assert not graph.diff(graph.as_graph_def())
    changed = graph.as_graph_def()
    next(n for n in changed.node if n.name == "out").op = "Elu"
    found = graph.diff(changed)
    assert [str(change) for change in found.changed["out"]] == ["type Relu → Elu"]


VARIANTS = {
    "type": (lambda x: tf.nn.relu(x, name="f"), lambda x: tf.nn.elu(x, name="f")),
    "dtype": (lambda x: tf.cast(x, tf.int32, "f"), lambda x: tf.cast(x, tf.int64, "f")),
    "shape": (lambda x: tf.zeros([2], name="f"), lambda x: tf.zeros([3], name="f")),
    "value": (
        lambda x: tf.constant([1.0, 2.0], name="f"),
        lambda x: tf.constant([1.0, 3.0], name="f"),
    ),
    "transpose_a": (
        lambda x: tf.matmul(x, x, transpose_a=True, name="f"),
        lambda x: tf.matmul(x, x, name="f"),
    ),
    "input 1": (
        lambda x: tf.add(x, x, name="f"),
        lambda x: tf.add(x, tf.ones([1], name="o"), name="f"),
    ),
    "inputs": (
        lambda x: tf.add_n([x, x], name="f"),
        lambda x: tf.add_n([x, x, x], name="f"),
    ),
    "waits for": (
        lambda x: tf.negative(x, name="f"),
        lambda x: after(x, lambda: tf.negative(x, name="f")),
    ),
    "device": (
        lambda x: tf.negative(x, name="f"),
        lambda x: on("/cpu:0", lambda: tf.negative(x, name="f")),
    ),
}


def after(x, make):
    with tf.control_dependencies([tf.no_op(name="n")]):
        return make()


def on(device, make):
    with tf.device(device):
        return make()


@pytest.mark.parametrize("what", VARIANTS)
def test_each_kind_of_change_is_named(what):
    graphs = [
        build(lambda make=make: make(tf.placeholder(tf.float32, [2, 2], name="x")))
        for make in VARIANTS[what]
    ]
    found = graphs[0].diff(graphs[1])
    assert what in [change.what for change in found.changed["f"]]
    assert "x" not in found.changed
    assert not graphs[0].diff(graphs[0])
    back = graphs[1].diff(graphs[0])
    (there,) = [c for c in found.changed["f"] if c.what == what]
    (again,) = [c for c in back.changed["f"] if c.what == what]
    assert (there.before, there.after) == (again.after, again.before)


def test_not_a_number_is_no_change():
    def make():
        return tf.constant([np.nan, 1.0], name="c")

    assert not build(make).diff(build(make))


@pytest.mark.parametrize("other", [None, 3, "graph"])
def test_what_is_no_graph_is_refused(other):
    with pytest.raises(TypeError, match="graph or a GraphDef"):
        build(base).diff(other)


NAMES = st.lists(st.sampled_from("abcdefgh"), unique=True)


@settings(max_examples=60, deadline=None)
@given(NAMES, NAMES)
def test_added_and_removed_are_the_differences_of_sets(first, second):
    graphs = [
        build(lambda names=names: [tf.constant(1, name=name) for name in names])
        for names in (first, second)
    ]
    found = graphs[0].diff(graphs[1])
    assert set(found.added) == set(second) - set(first)
    assert set(found.removed) == set(first) - set(second)
    assert found.same == len(set(first) & set(second))
    assert not found.changed
    assert bool(found) == (set(first) != set(second))
