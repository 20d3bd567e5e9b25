"""Gradients and the optimizer in one picture, and losses without their plumbing."""

from __future__ import annotations

import re

import pytest

import teachflow.compat.v1 as tf
from teachflow.viz import show_graph
from teachflow.viz.build import build_diagram

BOTH = {"gradients": True, "optimizer": True}


def two_layers(optimizer):
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [None, 4], name="x")
        y = tf.placeholder(tf.float32, [None, 1], name="y")
        w1 = tf.Variable(tf.random_normal([4, 8]), name="w1")
        b1 = tf.Variable(tf.zeros([8]), name="b1")
        w2 = tf.Variable(tf.random_normal([8, 1]), name="w2")
        b2 = tf.Variable(tf.zeros([1]), name="b2")
        out = tf.matmul(tf.nn.relu(tf.matmul(x, w1) + b1), w2) + b2
        loss = tf.reduce_mean(tf.square(out - y), name="loss")
        optimizer.minimize(loss)
    return graph


def by_id(diagram):
    return {node.id: node for node in diagram.nodes}


def edges(diagram, kind):
    return {(e.source, e.target) for e in diagram.edges if e.kind == kind}


def test_gradients_beside_the_optimizer_are_one_node_for_each_rule():
    shown = build_diagram(two_layers(tf.train.GradientDescentOptimizer(0.1)), **BOTH)
    nodes = by_id(shown)
    assert nodes["gradients/MatMul_1_grad/"].kind == "scope"
    assert nodes["gradients/add_grad/"].ops == 2
    inside = build_diagram(
        two_layers(tf.train.GradientDescentOptimizer(0.1)),
        expand=["gradients/add_grad"],
        **BOTH,
    )
    assert "gradients/add_grad/SumLike_1" in by_id(inside)


def test_a_step_is_called_after_its_variable():
    shown = by_id(
        build_diagram(two_layers(tf.train.GradientDescentOptimizer(0.1)), **BOTH)
    )
    step = shown["GradientDescent/update_w1/ApplyGradientDescent"]
    assert step.label == "update_w1"
    assert step.lines == ("ApplyGradientDescent", "alpha=0.1")


@pytest.mark.parametrize(
    ("optimizer", "kept"),
    [
        (lambda: tf.train.MomentumOptimizer(0.1, 0.9), "keeps Momentum"),
        (tf.train.AdamOptimizer, "keeps Adam, Adam_1"),
    ],
)
def test_each_of_many_steps_holds_what_it_keeps(optimizer, kept):
    shown = build_diagram(two_layers(optimizer()), **BOTH)
    steps = [node for node in shown.nodes if node.label.startswith("update_")]
    assert len(steps) == 4
    assert all(node.lines[-1] == kept for node in steps)
    assert not any(node.id.startswith("w1/") for node in shown.nodes)
    assert shown.drawn_as[f"w1/{kept.split()[1].strip(',')}"] == steps[0].id
    assert edges(shown, "write") >= {("w1", steps[0].id)}


def test_unfolding_a_step_shows_what_it_keeps():
    graph = two_layers(tf.train.MomentumOptimizer(0.1, 0.9))
    shown = by_id(build_diagram(graph, unfold=["Momentum/update_w1"], **BOTH))
    assert "w1/Momentum" in shown
    assert "w2/Momentum" not in shown


def test_what_all_steps_use_is_kept_by_none():
    shown = by_id(build_diagram(two_layers(tf.train.AdamOptimizer()), **BOTH))
    assert shown["beta1_power"].kind == "fixed variable"


@pytest.mark.parametrize("engine", ["dot", "embedded"])
@pytest.mark.parametrize(
    ("optimizer", "most"),
    [
        (lambda: tf.train.GradientDescentOptimizer(0.1), (1700, 1300)),
        (tf.train.AdamOptimizer, (2000, 1300)),
    ],
)
def test_it_fits_a_screen(optimizer, most, engine, has_engine):
    has_engine(engine)
    svg = show_graph(two_layers(optimizer()), engine=engine, **BOTH).svg
    found = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    assert float(found[1]) < most[0]
    assert float(found[2]) < most[1]


def test_who_waits_for_a_constant_waits_itself():
    """The `2.0` of `x * 2.0` is what TensorFlow makes wait; nobody knows of it."""
    with tf.Graph().as_default() as graph:
        x = tf.Variable(1.0, name="x")
        with tf.control_dependencies([x.assign_add(1.0, name="more").op]):
            tf.multiply(x, 2.0, name="y")
    assert edges(build_diagram(graph), "control") == {("more", "y")}


def test_an_order_that_others_say_is_no_arrow():
    with tf.Graph().as_default() as graph:
        first = tf.no_op(name="first")
        with tf.control_dependencies([first]):
            second = tf.no_op(name="second")
        tf.group(first, second, name="all")
    arrows = edges(build_diagram(graph), "control")
    assert arrows == {("first", "second"), ("second", "all")}


def test_an_axis_that_is_all_of_them_is_part_of_the_sum():
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, name="x")
        total = tf.reduce_sum(x * x, name="total")
        tf.gradients(total, x)
    shown = build_diagram(graph)
    assert list(by_id(shown)) == ["x", "mul", "total"]
    assert "axis=None" in by_id(shown)["total"].lines
    assert edges(shown, "data") == {("x", "mul"), ("mul", "total")}
    back = by_id(build_diagram(graph, gradients=True))
    assert "range" not in back
    assert "axis=None" in back["gradients/total_grad/RestoreAxes"].lines
    assert "range" in by_id(build_diagram(graph, unfold=["range"]))


def test_a_range_of_the_learner_is_drawn():
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, name="x")
        tf.reduce_sum(x, axis=tf.range(1, tf.rank(x)), name="total")
        tf.range(0, tf.rank(x), 1, name="used_twice") + tf.constant([1])
    assert {"range", "used_twice"} <= set(by_id(build_diagram(graph)))


def test_the_checks_of_a_loss_are_one_node():
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [None, 1], name="x")
        tf.losses.mean_squared_error(x, tf.layers.dense(x, 1))
    shown = by_id(build_diagram(graph))
    check = "mean_squared_error/assert_broadcastable"
    assert shown[check + "/"].kind == "scope"
    assert not any(name.startswith(check) for name in shown if name != check + "/")
    opened = by_id(build_diagram(graph, expand=[check]))
    assert any(name.startswith(check + "/") for name in opened)
