"""Parts that no arrow joins stand in rows, so that a screen holds them."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

import teachflow.compat.v1 as tf
from teachflow.viz import LayoutFailed, Picture, show_graph
from teachflow.viz.drawing.rows import below


def examples(count: int) -> tf.Graph:
    with tf.Graph().as_default() as graph:
        for number in range(count):
            with tf.name_scope(f"example_{number}"):
                x = tf.placeholder(tf.float32, [None, 3], name="x")
                tf.reduce_sum(tf.square(x), name="answer")
    return graph


def size(svg: str) -> tuple[float, float]:
    found = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    assert found is not None
    return float(found[1]), float(found[2])


@pytest.mark.parametrize(("direction", "along"), [("TB", 0), ("LR", 1)])
def test_many_small_examples_fit_a_screen(direction: str, along: int) -> None:
    picture = show_graph(examples(30), direction=direction)
    assert size(picture.svg)[along] < 2600  # 30 beside each other: about 5000
    assert picture.problem is None


def test_nothing_is_said_of_a_picture_that_fits() -> None:
    assert below(show_graph(examples(4)).diagram) == ()
    assert below(show_graph(tf.Graph()).diagram) == ()
    assert "invis" not in show_graph(examples(4)).dot


def test_what_is_joined_stays_in_one_row() -> None:
    graph = examples(30)
    with graph.as_default():
        ends = [graph.get_tensor_by_name(f"example_{n}/answer:0") for n in range(30)]
        tf.add_n(ends)
    assert below(show_graph(graph).diagram) == ()


def test_circles_and_loops_are_laid_out() -> None:
    with tf.Graph().as_default() as graph:
        for number in range(12):
            tf.while_loop(lambda i: i < 9, lambda i: i + 1, [number], name="loop")
    picture = show_graph(graph, max_nodes=500)
    assert below(picture.diagram)
    assert picture.problem is None


def test_arrows_across_a_hundred_layers_are_drawn_in_time() -> None:
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [2, 2], name="x")
        y = tf.placeholder(tf.float32, [2, 2], name="y")
        for _ in range(100):
            y = tf.matmul(x, y)
    assert show_graph(graph, max_nodes=500).problem is None


def test_no_engine_is_asked_for_a_bitmap_of_too_many(tmp_path: Path) -> None:
    diagram = dataclasses.replace(show_graph(examples(2)).diagram, too_many=True)
    picture = Picture(diagram, engine="no such engine")
    with pytest.raises(LayoutFailed, match="too many for a picture"):
        picture.save(tmp_path / "all.png")
