"""Conditions: one branch runs; values, gradients and effects are that branch's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import teachflow.compat.v1 as tf
from teachflow.graph.running.plan import Guarded, compile_plan
from teachflow.graph.running.session import Session


@pytest.fixture
def session() -> Any:
    with tf.Graph().as_default(), tf.Session() as opened:
        yield opened


def test_only_the_branch_that_is_taken_is_computed(session):
    p = tf.placeholder(tf.bool)
    x = tf.constant(2.0)
    y = tf.cond(p, lambda: tf.sqrt(x, name="yes"), lambda: tf.square(x, name="no"))
    for taken in (True, False):
        with tf.watch_runs() as report:
            session.run(y, {p: taken})
        assert ("cond/yes" in report.counts) is taken
        assert ("cond/no" in report.counts) is not taken
        assert report.counts["cond/Merge"] == 1


def test_a_watched_run_gives_what_a_bare_one_gives(session):
    p = tf.placeholder(tf.bool)
    x = tf.constant(2.0)
    y = tf.cond(p, lambda: x * 3.0, lambda: x - 3.0)
    for taken in (True, False):
        bare = session.run([y, y.op.outputs[1]], {p: taken})
        with tf.watch_runs() as report:
            assert session.run([y, y.op.outputs[1]], {p: taken}) == bare
        assert report.runs[0].values["cond/Merge"] == tuple(bare)


def test_neighbours_under_one_condition_are_one_block():
    with tf.Graph().as_default() as graph:
        p, x = tf.placeholder(tf.bool), tf.constant(1)
        y = tf.cond(p, lambda: x + 2 + 3 + 4, lambda: x * 5 * 6)
        plan = compile_plan(graph, [y])
    plan.validate()
    blocks = [item for item in plan.steps if isinstance(item, Guarded)]
    working = [[step for step in block.steps if step.computes] for block in blocks]
    names = [[step.node.name for step in steps] for steps in working if steps]
    assert names == [
        ["cond/add", "cond/add_1", "cond/add_2"],
        ["cond/mul", "cond/mul_1", "cond/Merge"],
        ["cond/Merge"],
    ]


def test_a_plan_without_conditions_has_none():
    with tf.Graph().as_default() as graph:
        plan = compile_plan(graph, [tf.constant(1) + 2])
    assert all(hasattr(step, "node") for step in plan.steps)
    assert plan.guarded == ()


def test_an_error_in_a_branch_names_its_node_and_only_where_it_is_taken(session):
    p = tf.placeholder(tf.bool)
    x = tf.placeholder(tf.float32)
    y = tf.cond(p, lambda: tf.reshape(x, [3]), lambda: x)
    assert session.run(y, {p: False, x: [1.0]}) == [1.0]
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        session.run(y, {p: True, x: [1.0]})
    assert caught.value.op.name == "cond/Reshape"


def test_a_variable_is_read_anew_after_a_branch_that_may_have_changed_it(session):
    v, p = tf.Variable(1.0), tf.placeholder(tf.bool)
    session.run(v.initializer)
    before = v + 0.0
    with tf.control_dependencies([before]):
        changed = tf.cond(p, lambda: tf.assign(v, 7.0).op, tf.no_op)
    with tf.control_dependencies([changed]):
        after = v + 0.0
    assert session.run([before, after], {p: False}) == [1.0, 1.0]
    assert session.run([before, after], {p: True}) == [1.0, 7.0]


def test_a_predicate_is_asked_once_though_a_branch_changes_it(session):
    v = tf.Variable(True)
    session.run(v.initializer)
    turned = tf.cond(v, lambda: tf.assign(v, False), lambda: tf.assign(v, True))
    assert [session.run(turned), session.run(turned)] == [False, True]


def test_a_graph_needs_no_contexts_to_be_run_and_differentiated(session):
    """As an imported one has none: what is conditional follows from the nodes."""
    graph = tf.get_default_graph()
    p, x = tf.placeholder(tf.bool), tf.placeholder(tf.float32, [])
    y = tf.cond(p, lambda: tf.cond(x > 1, lambda: x * x, lambda: x * 2), lambda: x * 3)
    for node in graph.get_operations():
        node._context = None
    slope = tf.gradients(y, x)
    feeds = [(True, 3.0), (True, 0.5), (False, 3.0)]
    found = [session.run([y, slope], {p: a, x: b}) for a, b in feeds]
    assert found == [[9.0, [6.0]], [1.0, [2.0]], [9.0, [3.0]]]


def test_feeding_the_result_leaves_both_branches_alone(session):
    p = tf.placeholder(tf.bool)
    y = tf.cond(p, lambda: tf.constant(1.0), lambda: tf.constant(2.0))
    assert session.run(y * 2.0, {y: 5.0}) == 10.0


def test_what_was_not_taken_cannot_be_fetched(session):
    kept = []
    p = tf.placeholder(tf.bool)
    tf.cond(p, lambda: kept.append(tf.constant(2) * 3) or kept[0], lambda: 3)
    outside = kept[0] + 1
    assert session.run(outside, {p: True}) == 7
    with pytest.raises(tf.errors.InvalidArgumentError, match=r"Retval\[0\]"):
        session.run(outside, {p: False})
    with (
        tf.watch_runs(),
        pytest.raises(tf.errors.InvalidArgumentError, match=r"Retval\[0\]"),
    ):
        session.run(outside, {p: False})


def test_a_predicate_with_axes_is_refused(session):
    p = tf.placeholder(tf.bool)
    y = tf.cond(p, lambda: 1, lambda: 2)
    with pytest.raises(tf.errors.InvalidArgumentError, match="must be a scalar"):
        session.run(y, {p: [True, False]})


def test_a_predicate_known_to_have_axes_is_refused_when_it_is_built():
    with tf.Graph().as_default():
        truths = tf.constant([True])
        with pytest.raises(ValueError, match="must be rank 0 but is rank 1"):
            tf.cond(truths, lambda: tf.constant(1), lambda: tf.constant(2))


@pytest.mark.parametrize("tensors", [[], [None]])
def test_a_tuple_of_nothing_is_refused(tensors):
    with pytest.raises(ValueError, match="must have at least one Tensor"):
        tf.tuple(tensors)


def test_two_threads_build_conditions_without_mixing_them_up():
    import threading

    graph = tf.Graph()
    found = []

    def build(number: int) -> None:
        with graph.as_default():
            x = tf.constant(float(number))
            for _ in range(20):
                x = tf.cond(x > 0, lambda x=x: x + 1.0, lambda x=x: x - 1.0)
            found.append((number, x))

    threads = [threading.Thread(target=build, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with tf.Session(graph=graph) as session:
        for number, x in found:
            assert session.run(x) == (number + 20 if number else -20)


# ---- random conditions, nested at will ---------------------------------------------

LEAVES = ("x", "y", "1.5")
trees = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from("+*-"), inner, inner),
        st.tuples(st.sampled_from(("sin", "exp")), inner),
        st.tuples(st.just("if"), st.integers(0, 2), inner, inner),
    ),
    max_leaves=12,
)


def build(tree: Any, known: dict[str, Any], tests: list[Any]) -> Any:
    """The tree as a graph, its conditions as ``tf.cond``."""
    if isinstance(tree, str):
        return known[tree]
    kind, *rest = tree
    if kind == "if":
        test, yes, no = rest
        return tf.cond(
            tests[test],
            lambda: build(yes, known, tests),
            lambda: build(no, known, tests),
        )
    parts = [build(part, known, tests) for part in rest]
    if kind == "sin":
        return tf.sin(parts[0])
    if kind == "exp":
        return tf.exp(-parts[0] * parts[0])
    left, right = parts
    return {"+": left + right, "*": left * right, "-": left - right}[kind]


def chosen(tree: Any, truths: tuple[bool, ...]) -> Any:
    """The tree without conditions, as these truths choose."""
    if isinstance(tree, str):
        return tree
    kind, *rest = tree
    if kind == "if":
        return chosen(rest[1] if truths[rest[0]] else rest[2], truths)
    return (kind, *[chosen(part, truths) for part in rest])


@settings(max_examples=60, deadline=None)
@given(tree=trees)
def test_random_conditions_equal_what_they_choose(tree):
    with tf.Graph().as_default() as graph:
        known = {name: tf.placeholder(tf.float64, []) for name in "xy"}
        known["1.5"] = tf.constant(1.5, tf.float64)
        tests = [tf.placeholder(tf.bool, []) for _ in range(3)]
        result = build(tree, known, tests)
        slopes = tf.gradients(
            result, [known["x"], known["y"]], unconnected_gradients="zero"
        )
        point = {known["x"]: 0.7, known["y"]: -1.2}
        with Session(graph=graph) as session:
            for truths in ((True, False, True), (False, True, True), (False,) * 3):
                feeds = {**point, **dict(zip(tests, truths, strict=True))}
                found = session.run([result, *slopes], feeds)
                plain = build(chosen(tree, truths), known, tests)
                wanted = [
                    plain,
                    *tf.gradients(
                        plain, [known["x"], known["y"]], unconnected_gradients="zero"
                    ),
                ]
                np.testing.assert_allclose(
                    found, session.run(wanted, point), 1e-9, 1e-12
                )
