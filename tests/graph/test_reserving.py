"""Names and numbers of what was taken out stay reserved for who builds it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import teachflow.compat.v1 as tf
from teachflow.graph.owning.making import Maker, making
from teachflow.graph.owning.removing import let_go, made_by, remove


def _scope() -> str:
    with tf.variable_scope(None, "block") as scope:
        tf.get_variable("w", [])
    return str(scope.name)


ASKED: dict[str, Callable[[], Any]] = {
    "name": lambda: tf.constant(1.0, name="x").name,
    "scope": lambda: tf.add(tf.constant(1.0), 2.0, name="s").name,
    "seed": lambda: tf.random_uniform([]).op.attrs["seed2"],
    "layer": lambda: tf.layers.Dense(1).name,
    "variable scope": _scope,
    "loop": lambda: tf.while_loop(lambda i: i < 3, lambda i: i + 1, [0]).name,
}
"""What a maker gets, of which each has another one."""


@pytest.fixture
def graph() -> Any:
    graph = tf.Graph()
    with graph.as_default():
        tf.set_random_seed(1)
        yield graph


@pytest.mark.parametrize("kind", ASKED)
def test_a_later_maker_gets_what_it_had_and_an_earlier_one_what_is_free(
    graph: Any, kind: str
) -> None:
    ask, first, second, third = ASKED[kind], Maker(), Maker(), Maker()
    with making(second):
        its = ask()
    with making(third):
        next_one = ask()
    assert its != next_one
    for maker, again in ((second, True), (third, False)):
        remove(graph, made_by(graph, maker), maker=maker, comes_again=again)
    with making(third):
        assert ask() == next_one
    with making(None):
        assert ask() not in (its, next_one)
    with making(second) as once_more:
        assert ask() == its
    remove(graph, made_by(graph, once_more), maker=once_more, comes_again=True)
    with making(first):
        assert ask() == its


@pytest.mark.parametrize("kind", ASKED)
def test_nothing_is_reserved_that_was_let_go(graph: Any, kind: str) -> None:
    ask, first, second = ASKED[kind], Maker(), Maker()
    with making(first):
        its = ask()
    remove(graph, made_by(graph, first), maker=first, comes_again=True)
    let_go(graph, first)
    assert not graph.reserved.turns
    with making(second):
        assert ask() == its


def test_what_was_built_upon_it_has_its_names_reserved(graph: Any) -> None:
    first, second, third = Maker(), Maker(), Maker()
    with making(first):
        x = tf.constant(1.0, name="x")
    with making(second):
        tf.layers.dense(tf.reshape(x, [1, 1]) + tf.random_uniform([1, 1]), 1)
        names = sorted(node.name for node in made_by(graph, second))
        seeds = [op.attrs.get("seed2") for op in made_by(graph, second)]
    removed = remove(graph, made_by(graph, first), maker=first, comes_again=True)
    kept = [node.name for node in made_by(graph, second)]
    assert {node.maker for node in removed.dependents} == {second}
    with making(third):
        tf.layers.dense(tf.reshape(2.0, [1, 1]) + tf.random_uniform([1, 1]), 1)
        others = {node.name for node in made_by(graph, third)}
    assert not others & set(names)
    with making(first):
        x = tf.constant(1.0, name="x")
    remove(graph, made_by(graph, second), maker=second, comes_again=True)
    assert kept != names
    with making(second) as again:
        tf.layers.dense(tf.reshape(x, [1, 1]) + tf.random_uniform([1, 1]), 1)
    assert sorted(node.name for node in made_by(graph, again)) == names
    assert [op.attrs.get("seed2") for op in made_by(graph, again)] == seeds


def test_where_names_are_reserved_counting_goes_on(graph: Any) -> None:
    first, second = Maker(), Maker()
    with making(first):
        for _ in range(3):
            tf.constant(1, name="c")
    remove(graph, made_by(graph, first), maker=first, comes_again=True)
    with making(second):
        names = [tf.constant(1, name="c").op.name for _ in range(3)]
    assert names == ["c_3", "c_4", "c_5"]
    with making(first):
        names = [tf.constant(1, name="c").op.name for _ in range(4)]
    assert names == ["c", "c_1", "c_2", "c_6"]


def test_a_node_that_was_never_finished_goes_too(graph: Any) -> None:
    node = tf.constant(1, name="c").op
    del graph._by_name["c"]  # an interrupt came before it was there
    assert remove(graph, [node]).asked == (node,)
    assert tf.constant(1, name="c").op.name == "c"
