"""Loops: rounds, effects, gradients of any order, and nothing that grows with depth."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import teachflow.compat.v1 as tf
from teachflow.graph.running.plan import Loop, compile_plan


@pytest.fixture
def session() -> Any:
    with tf.Graph().as_default(), tf.Session() as opened:
        yield opened


def power(x: Any, n: Any) -> Any:
    """``x`` to the ``n``, by multiplying."""
    one = tf.ones_like(x)
    return tf.while_loop(lambda i, _: i < n, lambda i, a: (i + 1, a * x), (0, one))[1]


def test_nodes_count_as_often_as_they_ran(session):
    n = tf.placeholder(tf.int32, [])
    y = power(tf.constant(2.0), n)
    for rounds in (0, 1, 5):
        with tf.watch_runs() as report:
            assert session.run(y, {n: rounds}) == 2.0**rounds
        counts = report.counts
        assert counts.get("while/mul", 0) == rounds
        assert counts["while/Less"] == counts["while/Merge"] == rounds + 1
        assert counts["while/Enter_1"] == counts["while/Exit_1"] == 1
        assert session.run(y, {n: rounds}) == 2.0**rounds


def test_a_loop_is_one_item_of_its_plan():
    with tf.Graph().as_default() as graph:
        n = tf.placeholder(tf.int32, [])
        y = power(tf.constant(2.0), n) + 1.0
        plan = compile_plan(graph, [y], [n])
    assert [type(item) for item in plan.steps].count(Loop) == 1
    plan.validate()


def test_ten_thousand_rounds_are_quick_and_deep_in_nothing(session):
    x = tf.placeholder(tf.float64, [])
    step = lambda i, a: (i + 1, a * x + 1.0)  # noqa: E731
    zero = tf.constant(0.0, tf.float64)
    y = tf.while_loop(lambda i, _: i < 10_000, step, (0, zero))[1]
    (slope,) = tf.gradients(y, x)
    feeds = {x: 0.999}
    session.run([y, slope], feeds)
    start = time.perf_counter()
    found = session.run([y, slope], feeds)
    assert time.perf_counter() - start < 2.0
    q, n = 0.999, 10_000
    total = (1 - q**n) / (1 - q)
    by_hand = (total - n * q ** (n - 1)) / (1 - q)
    np.testing.assert_allclose(found, [total, by_hand], 1e-9)


def test_an_error_in_a_round_names_its_node(session):
    step = lambda i, a: (i + 1, tf.reshape(a, tf.stack([i, 3])))  # noqa: E731
    shapes = (tf.TensorShape([]), tf.TensorShape(None))
    y = tf.while_loop(lambda i, _: i < 5, step, (2, tf.zeros([6])), shapes)
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        session.run(y)
    assert caught.value.op.name == "while/Reshape"


def test_an_uninitialized_variable_in_a_loop_is_named(session):
    v = tf.Variable(1.0, name="weight")
    y = tf.while_loop(lambda a: a < 3.0, lambda a: a + v, [tf.constant(0.0)])
    with pytest.raises(tf.errors.FailedPreconditionError, match="weight"):
        session.run(y)


def test_what_a_round_assigns_the_next_one_reads(session):
    v, n = tf.Variable(1.0), tf.placeholder(tf.int32, [])

    def body(i: Any) -> Any:
        with tf.control_dependencies([tf.assign(v, v * 2.0)]):
            return i + 1

    rounds = tf.while_loop(lambda i: i < n, body, [0])
    with tf.control_dependencies([rounds]):
        after = v + 0.0
    session.run(v.initializer)
    assert session.run(after, {n: 3}) == 8.0
    assert session.run(after, {n: 2}) == 32.0


def test_a_body_must_keep_the_dtype(session):
    with pytest.raises(
        TypeError, match=r"while/Merge.*incompatible with expected int32"
    ):
        tf.while_loop(lambda i: i < 3, lambda i: tf.cast(i, tf.float32), [0])


def test_an_inner_value_is_neither_fetched_nor_fed_nor_used_outside(session):
    kept: list[Any] = []
    y = tf.while_loop(lambda i: i < 3, lambda i: kept.append(i + 1) or kept[0], [0])
    with pytest.raises(ValueError, match="not fetchable"):
        session.run(kept[0])
    with pytest.raises(ValueError, match="may not be fed"):
        session.run(y, {kept[0]: 1})
    with pytest.raises(ValueError, match="is in a while loop"):
        kept[0] + 1
    with pytest.raises(ValueError, match="different while loops"):
        tf.while_loop(lambda i: i < 3, lambda i: i + kept[0], [0])


def test_without_back_prop_there_is_no_gradient(session):
    x = tf.constant(2.0)
    step = lambda i, a: (i + 1, a * x)  # noqa: E731
    y = tf.while_loop(lambda i, _: i < 3, step, (0, 1.0), back_prop=False)
    assert tf.gradients(y[1], x) == [None]


def test_what_does_not_depend_on_x_has_no_gradient(session):
    x, z = tf.constant(2.0), tf.constant(3.0)
    step = lambda i, a, b: (i + 1, a * z, b * x)  # noqa: E731
    y = tf.while_loop(lambda i, *_: i < 3, step, (0, 1.0, 1.0))
    assert tf.gradients(y[1], x) == [None]
    assert session.run(tf.gradients(y[2], x)) == [12.0]


def test_two_gradients_of_one_loop_share_what_it_remembers(session):
    x = tf.constant(2.0)
    y = power(x, 5)
    first = tf.gradients(y, x)
    lists = [n for n in x.graph.get_operations() if n.type == "TensorListPushBack"]
    second = tf.gradients(y * 2.0, x)
    again = [n for n in x.graph.get_operations() if n.type == "TensorListPushBack"]
    assert session.run([first, second]) == [[80.0], [160.0]]
    assert lists == again


@pytest.mark.parametrize("scope", ["here", "gradients_of"])
@pytest.mark.parametrize("names", [("gradients", "gradients"), ("one", "two")])
def test_two_gradients_in_one_scope_have_arrays_of_their_own(session, scope, names):
    x = tf.constant([1.0, 2.0])
    squares = tf.map_fn(lambda item: item * item, x)
    with tf.name_scope(scope):
        found = [tf.gradients(squares, x, name=name)[0] for name in names]
    np.testing.assert_array_equal(session.run(found), [[2, 4], [2, 4]])


def test_strings_of_an_array_are_objects(session):
    words = tf.map_fn(lambda word: word + "!", tf.constant(["a", "bcd"]))
    found = session.run(words)
    assert (found.dtype, found.tolist()) == (np.dtype(object), [b"a!", b"bcd!"])


@pytest.mark.parametrize("name", ["_two", "_choices", "_loop_in_cond", "_captured"])
def test_a_loop_without_its_context_has_gradients_too(session, name):
    """As one that was imported: what its variables are follows from the nodes."""
    x = tf.placeholder(tf.float64, [])
    y = globals()[name](x)
    for node in x.graph.get_operations():
        node._context = None
    x.graph.loops.clear()
    found = tf.gradients(y, x)
    (second,) = tf.gradients(found[0], x)
    again = tf.gradients(globals()[name](x), x)
    (wanted,) = tf.gradients(again[0], x)
    at = {x: 0.8}
    assert session.run([found, second], at) == session.run([again, wanted], at)


# ---- gradients against finite differences, to the third order ------------------------


def _two(x: Any) -> Any:
    """Loops in loops."""

    def body(i: Any, t: Any) -> Any:
        step = lambda j, u: (j + 1, u * x + 0.3)  # noqa: E731
        return i + 1, tf.while_loop(lambda j, _: j < i, step, (0, t))[1] * 0.9

    return tf.while_loop(lambda i, _: i < 4, body, (0, x))[1]


def _choices(x: Any) -> Any:
    """Conditions in conditions in a loop."""

    def body(i: Any, a: Any, b: Any) -> Any:
        deep = lambda: tf.cond(b > 0.3, lambda: a * b, lambda: tf.exp(a))  # noqa: E731
        return i + 1, b * x, tf.cond(a > 0.5, deep, lambda: a + b)

    return tf.while_loop(lambda i, *_: i < 4, body, (0, x, x * x))[1]


def _loop_in_cond(x: Any) -> Any:
    """A loop in a condition in a loop."""

    def body(i: Any, t: Any) -> Any:
        step = lambda j, u: (j + 1, u * x)  # noqa: E731
        loop = lambda: tf.while_loop(lambda j, _: j < i, step, (0, t))[1]  # noqa: E731
        return i + 1, tf.cond(tf.equal(i % 2, 0), loop, lambda: tf.sin(t))

    return tf.while_loop(lambda i, _: i < 3, body, (0, x))[1]


def _descent(x: Any) -> Any:
    """Gradients in the body."""
    step = lambda i, a: (i + 1, a - 0.1 * tf.gradients(a * a * a * x, a)[0])  # noqa: E731
    return tf.while_loop(lambda i, _: i < 3, step, (0, x))[1]


def _growing(x: Any) -> Any:
    """A shape that grows."""
    shapes = (tf.TensorShape([]), tf.TensorShape([None]))
    step = lambda i, a: (i + 1, tf.concat([a, tf.tanh(a * x)], 0))  # noqa: E731
    start = tf.stack([x, x * 2])
    return tf.reduce_sum(tf.while_loop(lambda i, _: i < 3, step, (0, start), shapes)[1])


def _arrays(x: Any) -> Any:
    """Reading and writing arrays."""
    rows = tf.stack([x, x * x, x + 1.0])
    return tf.reduce_sum(tf.scan(lambda a, b: tf.sin(a) * b, rows) ** 2)


def _captured(x: Any) -> Any:
    """A loop in a condition in a loop, which takes in what the condition switched."""

    def body(i: Any, t: Any) -> Any:
        step = lambda j, u: (j + 1, u * t)  # noqa: E731
        loop = lambda: tf.while_loop(lambda j, _: j < 2, step, (0, t))[1]  # noqa: E731
        return i + 1, tf.cond(tf.equal(i % 2, 0), loop, lambda: tf.sin(t))

    return tf.while_loop(lambda i, _: i < 3, body, (0, x))[1]


FUNCTIONS = (
    _two,
    _choices,
    _loop_in_cond,
    _captured,
    _descent,
    _growing,
    _arrays,
)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("point", [1.3, 0.7])
def test_gradients_equal_finite_differences(session, function, point):
    x = tf.placeholder(tf.float64, [])
    orders = [function(x)]
    for _ in range(2 if function is _arrays else 3):
        orders += tf.gradients(orders[-1], x)
    step = 1e-6
    before, at, after = (
        np.array(session.run(orders, {x: point + move})) for move in (-step, 0.0, step)
    )
    numeric = (after - before)[:-1] / (2 * step)
    np.testing.assert_allclose(at[1:], numeric, 1e-4, 1e-6)


def test_a_constant_outside_is_an_input_like_others(session):
    x = tf.constant(2.0)
    orders = [power(x, 5)]
    for _ in range(3):
        orders += tf.gradients(orders[-1], x)
    assert session.run(orders) == [32.0, 80.0, 160.0, 240.0]


# ---- random loops against plain Python -----------------------------------------------

STEPS = {
    "scale": lambda a, b, x: (a * x, b),
    "swap": lambda a, b, x: (b, a),
    "add": lambda a, b, x: (a + b, b),
    "bend": lambda a, b, x: (tf.sin(a), b * 0.5 + a),
    "choose": lambda a, b, x: (tf.cond(a > b, lambda: a - x, lambda: b * x), b),
    "again": lambda a, b, x: (
        tf.while_loop(lambda i, c: i < 2, lambda i, c: (i + 1, c * x + b), (0, a))[1],
        b,
    ),
}
PLAIN = {
    "scale": STEPS["scale"],
    "swap": STEPS["swap"],
    "add": STEPS["add"],
    "bend": lambda a, b, x: (np.sin(a), b * 0.5 + a),
    "choose": lambda a, b, x: (a - x if a > b else b * x, b),
    "again": lambda a, b, x: ((a * x + b) * x + b, b),
}


def plainly(steps: list[str], rounds: int, x: float) -> float:
    """The loop in Python."""
    a, b = x, 0.4
    for _ in range(rounds):
        for step in steps:
            a, b = PLAIN[step](a, b, x)
    return a + b


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=4),
    rounds=st.integers(0, 3),
)
def test_random_loops_equal_plain_ones(steps, rounds):
    def body(i: Any, a: Any, b: Any) -> Any:
        for step in steps:
            a, b = STEPS[step](a, b, x)
        return i + 1, a, b

    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder(tf.float64, [])
        start = (0, x, tf.constant(0.4, tf.float64))
        _, a, b = tf.while_loop(lambda i, *_: i < rounds, body, start)
        (slope,) = tf.gradients(a + b, x)
        found = session.run([a + b, slope], {x: 0.83})
    high, low = (plainly(steps, rounds, 0.83 + move) for move in (1e-6, -1e-6))
    np.testing.assert_allclose(found[0], plainly(steps, rounds, 0.83), 1e-9)
    np.testing.assert_allclose(found[1], (high - low) / 2e-6, 1e-4, 1e-5)
