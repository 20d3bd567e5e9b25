"""What is used all over a picture: a few arrows, and its name where it is used."""

from __future__ import annotations

import re

import pytest

import teachflow.compat.v1 as tf
from teachflow.viz import show_graph
from teachflow.viz.build import build_diagram
from teachflow.viz.drawing.hubs import referred
from teachflow.viz.drawing.text import to_text


def blocks(count):
    """A chain of blocks that all read one placeholder."""
    with tf.Graph().as_default() as graph:
        keep = tf.placeholder(tf.float32, [], name="keep_prob")
        h = tf.placeholder(tf.float32, [None, 4], name="h")
        for number in range(count):
            with tf.name_scope(f"block{number}"):
                h = tf.tanh(h * keep, name="out")
    return graph


def size(svg):
    found = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    return float(found[1]), float(found[2])


def inputs(diagram):
    return {
        node.id: badge.text
        for node in diagram.nodes
        for badge in node.badges
        if badge.kind == "input"
    }


def test_thirty_blocks_have_its_name_instead_of_an_arrow():
    whole = build_diagram(blocks(30), max_nodes=200)
    drawn = referred(whole)
    (hub,) = [node for node in drawn.nodes if node.id == "keep_prob"]
    assert hub.lines == ("used 29 more times",)
    assert inputs(drawn) == {f"block{n}/mul": "keep_prob" for n in range(1, 30)}
    left = [edge.target for edge in drawn.edges if edge.source == "keep_prob"]
    assert left == ["block0/mul"]
    assert len(drawn.edges) == len(whole.edges) - 29


@pytest.mark.parametrize("engine", ["dot", "embedded"])
def test_so_the_picture_is_a_column(engine, has_engine):
    has_engine(engine)
    wide, _ = size(show_graph(blocks(30), engine=engine, max_nodes=200).svg)
    assert wide < 600


def test_the_text_and_what_is_asked_are_of_the_whole_graph():
    graph = blocks(30)
    picture = show_graph(graph, max_nodes=200)
    assert picture.text == to_text(picture.diagram)
    assert "keep_prob" in picture.text.split("block29")[1]
    assert inputs(picture.diagram) == {}
    assert "takes this too, drawn elsewhere" in picture.svg
    near = show_graph(graph, around="keep_prob", max_nodes=200).diagram
    assert len(near.nodes) == 31


def test_an_arrow_that_an_answer_marks_is_drawn():
    graph = blocks(30)
    marked = show_graph(graph, path=("keep_prob", "block29/out"), max_nodes=200).diagram
    left = [edge for edge in referred(marked).edges if edge.emphasis == "path"]
    assert [edge for edge in marked.edges if edge.emphasis == "path"] == left


def test_a_fan_is_no_hub():
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [None], name="x")
        tf.stack([tf.reduce_mean(x**i) for i in range(20)])
    diagram = build_diagram(graph)
    assert referred(diagram) is diagram


def test_a_short_chain_keeps_its_arrows():
    diagram = build_diagram(blocks(4))
    assert referred(diagram) is diagram


def test_the_name_is_said_without_the_scope_that_both_share():
    with tf.Graph().as_default() as graph, tf.name_scope("net"):
        rate = tf.placeholder(tf.float32, [], name="rate")
        h = tf.placeholder(tf.float32, [], name="h")
        for number in range(12):
            with tf.name_scope(f"block{number}"):
                h = tf.tanh(h * rate)
    names = inputs(referred(build_diagram(graph)))
    assert set(names.values()) == {"rate"}


def test_what_feeds_only_a_late_node_stands_late():
    """A node between hub and block pulls the hub's arrow down with it."""
    with tf.Graph().as_default() as graph:
        keep = tf.placeholder(tf.float32, [], name="keep_prob")
        h = tf.placeholder(tf.float32, [None, 4], name="h")
        for number in range(8):
            drop = tf.subtract(1.0, keep, name=f"drop{number}")
            with tf.name_scope(f"block{number}"):
                h = tf.tanh(tf.sin(h * drop) + drop)
    assert "drop7" in inputs(referred(build_diagram(graph)))


def test_the_output_that_is_used_is_said():
    with tf.Graph().as_default() as graph:
        first, second = tf.split(tf.placeholder(tf.float32, [4]), 2, name="parts")
        h = first
        for number in range(12):
            h = tf.tanh(h + (second if number % 2 else first))
    names = inputs(referred(build_diagram(graph)))
    assert set(names.values()) == {"parts:0", "parts:1"}
