"""Why ``tf.gradients`` gives None, or by which ways it does not."""

from __future__ import annotations

import gc
import weakref

import pytest

import teachflow
import teachflow.compat.v1 as tf
from teachflow.core.explaining.unanswered import unanswered


def built(code: str) -> tuple[str, str | None, bool]:
    """Reason, op, and whether tf.gradients agrees; ``y`` and ``x`` are the two."""
    with tf.Graph().as_default() as graph:
        names = {"tf": tf}
        exec(code, names)
        before = len(graph.get_operations())
        why = tf.explain_gradient(names["y"], names["x"])
        assert len(graph.get_operations()) == before
        try:
            (slope,) = tf.gradients(names["y"], names["x"])
        except LookupError:
            return why.reason, why.op, why.reason == "no rule"
        return why.reason, why.op, why.connected == (slope is not None)


ROWS = {
    "x = tf.Variable(3.0); y = x * x": ("connected", None),
    "x = tf.Variable(3.0); y = x": ("connected", None),
    "x = tf.placeholder(tf.float32, [None, 2]); y = tf.nn.softmax(x)": (
        "connected",
        None,
    ),
    "x = tf.Variable(3.0); y = tf.stop_gradient(x) * 2.0": ("cut", "StopGradient"),
    "x = tf.Variable([3.0]); y = tf.cast(tf.argmax(x), tf.float32)": ("cut", "ArgMax"),
    "x = tf.Variable(3.0); y = tf.floor(x)": ("cut", "Floor"),
    "x = tf.Variable(3.0); y = tf.cast(tf.cast(x, tf.int32), tf.float32)": (
        "integer",
        "Cast",
    ),
    "x = tf.Variable(3); y = tf.cast(x, tf.float32)": ("integer", None),
    "x = tf.Variable(3.0); y = tf.constant(2.0) * 3.0": ("independent", None),
    "x = tf.Variable(3.0); y = tf.Variable(2.0) * 3.0": ("independent", None),
    "v = tf.Variable(3.0); x = tf.constant(1.0); y = v.assign(x)": (
        "overwritten",
        "Assign",
    ),
}


@pytest.mark.parametrize(("code", "answer"), ROWS.items())
def test_the_reason(code: str, answer: tuple[str, str | None]) -> None:
    assert built(code) == (*answer, True)


def test_all_ways_are_told() -> None:
    with tf.Graph().as_default():
        x = tf.Variable(3.0)
        why = tf.explain_gradient(tf.square(x) + tf.sin(x) + x, x)
    ways = [[step.op for step in way] for way in why.ways]
    assert ways == [["AddV2"], ["Square", "AddV2", "AddV2"], ["Sin", "AddV2", "AddV2"]]
    assert "on 3 ways" in why.text
    assert "way 3:" in str(why)


def test_very_many_ways_end() -> None:
    with tf.Graph().as_default():
        x = y = tf.Variable(1.0)
        for _ in range(60):
            y = tf.sin(y) + tf.cos(y)
        why = tf.explain_gradient(y, x)
    assert why.connected
    assert "more than 5 ways" in why.text
    assert len(why.ways) == 5


def test_a_tape_tells_all_ways() -> None:
    x = teachflow.Variable(2.0)
    with teachflow.GradientTape() as tape:
        y = teachflow.square(x) + teachflow.sin(x)
    why = teachflow.explain_gradient(tape, y, x)
    assert {way[0].op for way in why.ways} == {"Square", "Sin"}


def test_what_it_needs_instead_is_named() -> None:
    with tf.Graph().as_default():
        x, w = tf.Variable(1.0, name="x"), tf.placeholder(tf.float32, name="w")
        why = tf.explain_gradient(tf.square(w, name="y"), x)
    assert why.text == "'y' is computed without 'x': it needs only w."


def test_what_cannot_be_asked() -> None:
    with tf.Graph().as_default():
        x = tf.Variable(1.0)
        with pytest.raises(TypeError, match="source must be a tensor or a variable"):
            tf.explain_gradient(x, 3.0)
    with tf.Graph().as_default():
        y = tf.constant(1.0)
    with pytest.raises(ValueError, match="no gradient flows from one graph"):
        tf.explain_gradient(y, x)


def test_the_last_none_is_remembered_and_keeps_nothing_alive() -> None:
    with tf.Graph().as_default() as graph:
        x, y = tf.constant(1.0), tf.constant(2.0)
        assert tf.gradients(y, x) == [None]
        assert unanswered() == (None, y, x)
        tf.gradients(x * x, x)
        assert unanswered() is None
        tf.gradients(y, x)
    gone = weakref.ref(graph)
    del graph, x, y
    gc.collect()
    assert gone() is None
    assert unanswered() is None
