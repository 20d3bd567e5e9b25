"""The legend of a bitmap: rows of samples below the picture, short arrows."""

from __future__ import annotations

import json
import math

import pytest

import teachflow.compat.v1 as tf
from teachflow.viz import show_graph
from teachflow.viz.layout.render import render


def training():
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [], name="x")
        w = tf.Variable(2.0, name="w")
        loss = tf.square(x * w - 1.0, name="loss")
        tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    return graph


@pytest.fixture(params=["dot", "embedded"])
def laid_out(request, has_engine, tmp_path):
    """Where everything stands in the file that has samples in it."""
    has_engine(request.param)
    picture = show_graph(training(), gradients=True, optimizer=True)
    path = picture.save(tmp_path / "all.dot")
    return json.loads(render(path.read_text(), "json", request.param))


def place(thing):
    return tuple(float(number) for number in thing["pos"].split(","))


def test_the_samples_stand_below_the_picture(laid_out):
    nodes = [thing for thing in laid_out["objects"] if "pos" in thing]
    samples = [place(node) for node in nodes if node["name"].startswith("=legend=")]
    others = [place(n) for n in nodes if not n["name"].startswith("=legend")]
    assert max(y for _, y in samples) < min(y for _, y in others)
    right = max(x for x, _ in samples) - min(x for x, _ in samples)
    assert right < 900


def test_arrows_among_the_samples_are_short_and_lead_to_what_they_mean(laid_out):
    names = [thing["name"] for thing in laid_out["objects"]]
    arrows = [
        edge
        for edge in laid_out["edges"]
        if names[edge["tail"]].endswith("=from") and edge.get("style") != "invis"
    ]
    assert len(arrows) >= 4
    for arrow in arrows:
        tail, head = (laid_out["objects"][arrow[end]] for end in ("tail", "head"))
        assert head["name"] == tail["name"].removesuffix("=from") + "=to"
        assert math.dist(place(tail), place(head)) < 130
        assert "label" not in arrow or not arrow["label"]


def test_a_file_with_samples_says_what_each_means(tmp_path):
    picture = show_graph(training(), gradients=True, optimizer=True)
    source = picture.save(tmp_path / "all.dot").read_text()
    for meaning in ("gradient, going back", "writes into", "placeholder (you feed it)"):
        assert meaning in source
