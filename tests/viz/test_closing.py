"""Large pictures close by themselves: innermost and largest first, never too much."""

from __future__ import annotations

import pytest

import teachflow.compat.v1 as tf
from teachflow.viz.build import build_diagram
from teachflow.viz.drawing.text import to_text


def blocks(*layers, alike=True):
    """A chain of name scopes with so many multiplications in each.

    ``alike=False``: or signs changed, in an order that never says the same thrice.
    """
    graph = tf.Graph()
    with graph.as_default():
        x = tf.placeholder(tf.float32, [], name="x")
        for number, count in enumerate(layers):
            op = tf.square if alike or number.bit_count() % 2 else tf.negative
            with tf.name_scope(f"block{number}"):
                for _ in range(count):
                    x = op(x)
    return graph


def closed(diagram):
    return [node.id for node in diagram.nodes if node.kind == "scope"]


def test_the_largest_goes_first_and_no_more_than_needed():
    graph = blocks(5, 20, 5, 10)
    assert closed(build_diagram(graph, max_nodes=41)) == []
    assert closed(build_diagram(graph, max_nodes=40)) == ["block1/"]
    assert closed(build_diagram(graph, max_nodes=20)) == ["block1/", "block3/"]


def test_of_equal_ones_the_first_stays_open_as_the_example():
    shown = build_diagram(blocks(*[10] * 40, alike=False), max_nodes=100)
    assert "block0/" not in closed(shown)
    assert "block39/" in closed(shown)
    assert 90 <= len(shown.nodes) <= 100
    assert shown.notes[0].startswith(f"closed {len(closed(shown))} name scopes")


@pytest.mark.parametrize("most", [1, 3, 5, 8, 20])
def test_inner_scopes_close_before_outer_ones(most):
    graph = tf.Graph()
    with graph.as_default():
        x = tf.placeholder(tf.float32, [], name="x")
        with tf.name_scope("outer"):
            for _ in range(3):
                x = tf.square(x)
            for _ in range(2):
                with tf.name_scope("inner"):
                    for _ in range(3):
                        x = tf.negative(x)
    shown = build_diagram(graph, max_nodes=most)
    expected = {
        1: ["outer/"],
        3: ["outer/"],
        5: ["outer/"],
        8: ["outer/inner_1/"],
        20: [],
    }
    assert closed(shown) == expected[most]


def test_what_was_opened_stays_open():
    shown = build_diagram(blocks(30, 30), max_nodes=10, expand=["block1"])
    assert closed(shown) == ["block0/"]


def test_a_python_loop_is_first_round_last_round_and_what_is_between():
    graph = tf.Graph()
    with graph.as_default():
        x = tf.placeholder(tf.float32, [], name="x")
        w = tf.Variable(1.0, name="w")
        for _ in range(200):
            x = tf.square(x * w)
    shown = build_diagram(graph)
    ids = [node.id for node in shown.nodes]
    assert ids == ["x", "w", "mul", "Square", "=again1/", "mul_199", "Square_199"]
    (rounds,) = [node for node in shown.nodes if node.kind == "repeated"]
    assert rounds.label == "mul, Square … 198 times"
    assert rounds.ops == 396
    assert "396 between them" in shown.notes[0]
    assert "mul, Square … 198 times  repeated, 396 ops" in to_text(shown)
    assert not shown.too_many
    assert len(build_diagram(graph, max_nodes=1000).nodes) == 402


def test_rounds_of_two_loops_are_two_nodes():
    graph = tf.Graph()
    with graph.as_default():
        x = tf.placeholder(tf.float32, [], name="x")
        for _ in range(200):
            x = tf.square(x)
        for _ in range(150):
            x = tf.negative(x)
    titles = [n.label for n in build_diagram(graph).nodes if n.kind == "repeated"]
    assert titles == ["Square … 198 times", "Neg … 148 times"]


def test_a_scope_around_one_node_is_no_box():
    graph = tf.Graph()
    with graph.as_default():
        x = tf.placeholder(tf.float32, [None, 2, 2], name="x")
        y = tf.layers.flatten(x)
        with tf.name_scope("loss"):
            tf.square(y, name="loss")
    shown = build_diagram(graph)
    assert [node.label for node in shown.nodes] == ["x", "flatten/Reshape", "loss"]
    assert shown.root.boxes == ()
    opened = build_diagram(graph, expand=["flatten"])
    assert [box.name for box in opened.root.boxes] == ["flatten"]
