"""Plans: only what is needed, once, in order; and long chains without recursion."""

from __future__ import annotations

import dataclasses
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import teachflow.compat.v1 as tf
from teachflow.graph.running.plan import compile_plan


def _names(graph, fetches, feeds=()):
    return [step.node.name for step in compile_plan(graph, fetches, feeds).steps]


def test_only_what_is_needed_runs_and_shared_nodes_run_once():
    with tf.Graph().as_default() as graph:
        w = tf.constant(3.0, name="w")
        x = tf.add(w, 2.0, name="x")
        y = tf.add(x, 5.0, name="y")
        z = tf.multiply(x, 3.0, name="z")
        tf.multiply(z, 7.0, name="unused")
    assert _names(graph, [y, z]) == ["w", "x/y", "x", "y/y", "y", "z/y", "z"]


def test_what_is_fed_is_not_computed():
    with tf.Graph().as_default() as graph:
        x = tf.square(tf.constant(3.0, name="w"), name="x")
        y = tf.negative(x, name="y")
    assert _names(graph, [y], [x]) == ["y"]
    with tf.Session(graph=graph) as sess:
        assert sess.run(y, {x: 5.0}) == -5.0


def test_control_inputs_run_first():
    with tf.Graph().as_default() as graph:
        v = tf.Variable(1.0, name="v")
        more = v.assign_add(1.0, name="more")
        with tf.control_dependencies([more]):
            after = tf.identity(v.as_ref(), name="after")
    assert _names(graph, [after])[-1] == "after"
    assert "more" in _names(graph, [after])


def test_validate_accepts_every_plan_and_finds_a_planted_fault():
    with tf.Graph().as_default() as graph:
        y = tf.square(tf.constant(3.0)) + 1.0
    plan = compile_plan(graph, [y])
    plan.validate()
    broken = dataclasses.replace(plan, steps=plan.steps[1:])
    with pytest.raises(ValueError, match="before any step writes them"):
        broken.validate()


def _chain(length):
    graph = tf.Graph()
    with graph.as_default():
        x = tf.constant(1.0, name="x")
        factor = tf.constant(1.0, name="factor")
        h = x
        for _ in range(length):
            h = h * factor
        (slope,) = tf.gradients(h, [x])
        with tf.Session() as sess:
            return sess.run([h, slope])


def test_a_chain_of_100_000_nodes_needs_no_deep_recursion():
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(200)
    try:
        assert _chain(100_000) == [1.0, 1.0]
    finally:
        sys.setrecursionlimit(limit)


def test_the_work_grows_in_proportion_to_the_length():
    """Counted, not timed: lines executed per node stay the same."""

    def lines(length):
        count = 0

        def tracer(frame, event, arg):
            nonlocal count
            count += 1
            return tracer

        before = sys.gettrace()
        sys.settrace(tracer)
        try:
            _chain(length)
        finally:
            sys.settrace(before)
        return count

    short, long = lines(200), lines(800)
    assert long / short < 4.4


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_plan_is_valid_and_gives_what_python_gives(data):
    """Random graphs of sums and products, fed and fetched at random places."""
    graph = tf.Graph()
    with graph.as_default():
        tensors = [tf.constant(float(n)) for n in (2, 3, 5)]
        values = [2.0, 3.0, 5.0]
        for _ in range(data.draw(st.integers(1, 12))):
            i = data.draw(st.integers(0, len(tensors) - 1))
            j = data.draw(st.integers(0, len(tensors) - 1))
            if data.draw(st.booleans()):
                tensors.append(tensors[i] + tensors[j])
            else:
                tensors.append(tensors[i] - tensors[j])
            values.append((i, j, tensors[-1].op.type))
    fed = data.draw(
        st.dictionaries(st.integers(0, len(tensors) - 1), st.just(7.0), max_size=2)
    )
    expected = []
    for position, value in enumerate(values):
        if position in fed:
            expected.append(fed[position])
        elif isinstance(value, tuple):
            i, j, kind = value
            a, b = expected[i], expected[j]
            expected.append(a + b if kind == "AddV2" else a - b)
        else:
            expected.append(value)
    wanted = data.draw(
        st.lists(st.integers(0, len(tensors) - 1), min_size=1, max_size=4)
    )
    compile_plan(
        graph, [tensors[k] for k in wanted], [tensors[k] for k in fed]
    ).validate()
    with tf.Session(graph=graph) as sess:
        got = sess.run(
            [tensors[k] for k in wanted], {tensors[k]: v for k, v in fed.items()}
        )
    assert got == [expected[k] for k in wanted]
