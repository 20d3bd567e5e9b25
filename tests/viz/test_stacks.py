"""Boxes that follow each other stand below each other."""

from __future__ import annotations

import graphlib
import itertools
import re

import pytest

import teachflow.compat.v1 as tf
from teachflow.viz import Picture, display, show_graph
from teachflow.viz.build import build_diagram
from teachflow.viz.drawing.rows import laid_out
from teachflow.viz.drawing.stacks import stacked
from teachflow.viz.drawing.style import ARROWS
from tests.viz.odd_graphs import ODD

OPTIONS = ({}, {"gradients": True}, {"gradients": True, "optimizer": True})


def network(layers):
    with tf.Graph().as_default() as graph:
        h = tf.placeholder(tf.float32, [None, 4], name="x")
        for _ in range(layers):
            h = tf.layers.dense(h, 4, activation=tf.nn.relu)
    return graph


def places(svg):
    """The left, upper, right and lower end of each box of a picture."""
    found = {}
    for name, path in re.findall(
        r'id="[^"-]*-scope:([^"]*)/"><path [^>]*d="([^"]*)"', svg
    ):
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path)]
        x, y = numbers[::2], numbers[1::2]
        found[name] = (min(x), min(y), max(x), max(y))
    return found


@pytest.mark.parametrize("engine", ["dot", "embedded"])
def test_eight_layers_are_a_column(engine, has_engine):
    has_engine(engine)
    boxes = places(show_graph(network(8), engine=engine).svg)
    rows = sorted(boxes.values(), key=lambda box: box[1])
    assert len(rows) == 8
    assert all(above[3] <= below[1] for above, below in itertools.pairwise(rows))
    width = max(box[2] for box in rows) - min(box[0] for box in rows)
    assert width < 3 * max(box[2] - box[0] for box in rows)


def test_boxes_that_lead_to_and_fro_are_left_alone():
    with tf.Graph().as_default() as graph:
        x = tf.square(tf.placeholder(tf.float32, [], name="x"))
        with tf.name_scope("a") as a:
            y = x * tf.Variable(1.0, name="w")
        with tf.name_scope("b"):
            z = y + tf.Variable(1.0, name="w")
        with tf.name_scope(a):
            tf.exp(z)
    # `Square` leads into a box and nothing leads back to it.
    assert stacked(build_diagram(graph)) == (("Square", "a/w"),)


@pytest.mark.parametrize("options", OPTIONS, ids=len)
@pytest.mark.parametrize("make", ODD, ids=lambda make: make.__name__)
def test_it_never_asks_for_a_circle(make, options):
    graph, _ = make()
    diagram = build_diagram(graph, **options)
    order = graphlib.TopologicalSorter()
    arrows = [edge for edge in diagram.edges if not ARROWS[edge.kind].loose]
    arrows = [edge for edge in arrows if edge.kind != "predicate"]
    circles = graphlib.TopologicalSorter()
    for edge in arrows:
        above, under = laid_out(edge)
        order.add(under, above)
        circles.add(under, above)
    try:
        circles.prepare()
    except graphlib.CycleError:
        return  # the picture has one anyway
    for above, under in stacked(diagram):
        order.add(under, above)
    order.prepare()


def test_what_no_engine_manages_is_drawn_plainly(monkeypatch):
    asked = []

    def fails_first(source, format, engine):
        asked.append(source)
        if len(asked) == 1:
            raise display.LayoutFailed("trouble in init_rank")
        return b'<svg viewBox="0 0 9 9"></svg>'

    monkeypatch.setattr(display, "render", fails_first)
    picture = Picture(build_diagram(network(3)))
    assert picture.problem is None
    with_help, plain = asked
    assert "newrank" in with_help
    assert "invis" in with_help
    assert "newrank" not in plain
    assert "invis" not in plain
