"""Nodes that are taken out: the graph is as if they had never been made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import teachflow.compat.v1 as tf
from teachflow.graph.owning import removing
from teachflow.graph.owning.making import Maker, making
from teachflow.graph.owning.removing import made_by, remove

Build = Callable[[dict[str, Any]], None]


def state(graph: Any) -> Any:
    """All of a graph that a program can tell."""
    nodes = [
        (
            op.name,
            op.type,
            [tensor.name for tensor in op.inputs],
            [other.name for other in op.control_inputs],
            op.attrs.get("seed"),
            op.attrs.get("seed2"),
            [[user.name for user in tensor.consumers()] for tensor in op.outputs],
        )
        for op in graph.get_operations()
    ]
    collections = {
        key: [getattr(item, "name", None) for item in graph.get_collection(key)]
        for key in graph.get_all_collection_keys()
    }
    store = graph.get_collection(("__variable_store",))
    shared = sorted(store[0]._vars) if store else []
    scopes = graph.get_collection(("__varscope",))
    counts = scopes[0].variable_scopes_count if scopes else {}
    opened = sorted(name for name, count in counts.items() if count)
    fed = sorted(tensor.name for tensor in graph._unfeedable)
    fetched = sorted(node.name for node in graph._unfetchable)
    used = sorted(graph.names._used)
    return nodes, collections, shared, opened, fed, fetched, used, sorted(graph.loops)


def base(made: dict[str, Any]) -> None:
    """What another cell has built before."""
    made["x"] = tf.Variable(2.0, name="x")
    made["v"] = tf.get_variable("v", [2])
    made["p"] = tf.placeholder(tf.float32, [None, 2], name="p")
    made["optimizer"] = tf.train.AdamOptimizer(0.1)
    made["momentum"] = tf.train.MomentumOptimizer(0.1, 0.9)
    made["dense"] = tf.layers.Dense(3)
    made["template"] = tf.make_template("t", lambda: tf.get_variable("w", [2]))
    made["loop"] = tf.while_loop(lambda i: i < 3.0, lambda i: i * made["x"], [1.0])
    made["mark"] = tf.get_collection_ref("marks")


def _scopes(made: dict[str, Any]) -> None:
    with tf.name_scope("empty"), tf.name_scope("inner"):
        pass
    with tf.variable_scope(None, "block"):
        tf.get_variable("w", [2])
    with tf.variable_scope("named"):
        tf.get_variable("w", [2], regularizer=tf.reduce_sum)


def _collect(made: dict[str, Any]) -> None:
    tf.add_to_collection("numbers", 7)
    made["mark"].append("a mark")
    tf.add_to_collection("marks", "another")
    tf.losses.add_loss(tf.constant(1.0))
    tf.summary.scalar("s", made["x"])


def _queue(made: dict[str, Any]) -> None:
    tf.train.batch([made["x"]], 2)
    tf.train.string_input_producer(["a"])


CASES: dict[str, Build] = {
    "constants": lambda made: tf.add(1, 2, name="sum"),
    "a variable": lambda made: tf.Variable(1.0, name="x"),
    "scopes": _scopes,
    "random": lambda made: tf.random_uniform([2]) + tf.random_normal([2]),
    "dropout": lambda made: tf.nn.dropout(made["p"], 0.5),
    "collections": _collect,
    "an optimizer": lambda made: made["optimizer"].minimize(made["x"] * 3.0),
    "slots": lambda made: made["momentum"].minimize(tf.reduce_sum(made["v"])),
    "a layer": lambda made: made["dense"](made["p"]),
    "new layers": lambda made: tf.layers.dense(
        tf.layers.dense(made["p"], 2, activation=tf.nn.relu), 1
    ),
    "batch norm": lambda made: tf.layers.batch_normalization(made["p"], training=True),
    "a template": lambda made: made["template"]() + made["template"](),
    "a loop": lambda made: tf.while_loop(lambda i: i < 9, lambda i: i + 1, [0]),
    "a loop's gradient": lambda made: tf.gradients(made["loop"], made["x"]),
    "a condition": lambda made: tf.cond(
        made["x"] > 1.0, lambda: made["x"] * 2.0, lambda: made["x"]
    ),
    "queues": _queue,
    "a dataset": lambda made: tf.data.make_initializable_iterator(
        tf.data.Dataset.range(4).map(lambda n: n * 2).shuffle(4)
    ).get_next(),
    "a saver": lambda made: tf.train.Saver(),
    "a global step": lambda made: tf.train.get_or_create_global_step() + 1,
    "initializers": lambda made: tf.global_variables_initializer(),
    "an average": lambda made: tf.train.ExponentialMovingAverage(0.9).apply(
        [made["x"]]
    ),
    "metrics": lambda made: tf.metrics.mean(made["p"]),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_if_it_had_never_been_and_comes_again_the_same(name: str) -> None:
    build, made, graph = CASES[name], {}, tf.Graph()  # type: ignore[var-annotated]
    with graph.as_default():
        tf.set_random_seed(7)
        with making(Maker()):
            base(made)
        before = state(graph)
        states = []
        for _ in range(3):
            with making(Maker()) as maker:
                build(made)
            states.append(state(graph))
            assert states[-1] != before
            removed = remove(graph, made_by(graph, maker), maker=maker)
            assert not removed.dependents
            assert state(graph) == before
        assert states[0] == states[1] == states[2]


@pytest.mark.parametrize("name", CASES)
def test_what_was_built_upon_it_goes_along(name: str) -> None:
    made: dict[str, Any] = {}
    with tf.Graph().as_default() as graph:
        first, second = Maker(), Maker()
        with making(first):
            base(made)
        with making(second):
            CASES[name](made)
        remove(graph, made_by(graph, first), maker=first)
        left = set(graph.get_operations())
        for node in left:
            assert {tensor.op for tensor in node.inputs} <= left
            assert set(node.control_inputs) <= left
            assert {u for t in node.outputs for u in t.consumers()} <= left
        for key in graph.get_all_collection_keys():
            assert not any(map(removing.is_removed, graph.get_collection(key)))
        remove(graph, made_by(graph, second), maker=second)
        with making(first):
            base(made)
        with making(second):
            CASES[name](made)


def test_it_answers_what_went() -> None:
    with tf.Graph().as_default() as graph:
        x = tf.Variable(1.0, name="x")
        kept = tf.constant(2.0, name="kept")
        y = tf.multiply(x, kept, name="y")
        with tf.control_dependencies([y]):
            tf.no_op(name="after")
        removed = remove(graph, [x.op])
    assert [op.name for op in removed.asked] == ["x"]
    names = [op.name for op in removed.dependents]
    assert names == ["x/initial_value", "x/Assign", "x/read", "y", "after"]
    assert [op.name for op in graph.get_operations()] == ["kept"]
    assert kept.consumers() == []
    assert tf.Graph.get_operations(graph) == [kept.op]
    assert remove(graph, [x.op]) == removing.Removed()


USES: dict[str, Callable[[Any, Any], Any]] = {
    "an op": lambda y, sess: y + 1.0,
    "a list": lambda y, sess: tf.stack([y, y]),
    "with another": lambda y, sess: tf.add(tf.constant(1.0), y),
    "a fetch": lambda y, sess: sess.run(y),
    "eval": lambda y, sess: y.eval(),
    "gradients": lambda y, sess: tf.gradients(y, y),
    "control": lambda y, sess: tf.control_dependencies([y]).__enter__(),
    "its graph": lambda y, sess: y.graph.get_operations(),
    "its op": lambda y, sess: y.op.run(),
}


@pytest.mark.parametrize("use", USES)
def test_what_went_is_refused_in_tensorflows_words(use: str) -> None:
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        y = tf.negative(tf.constant(1.0), name="y")
        assert sess.run(y) == -1.0
        remove(graph, [y.op], fact="It went away.")
        with pytest.raises(ValueError, match=r"is not an element of this graph") as e:
            USES[use](y, sess)
        assert "It went away." in str(e.value)
        assert y.op.removed == "It went away."
        assert repr(y) == "<tf.Tensor 'y:0' shape=() dtype=float32>"


def test_what_went_cannot_be_fed() -> None:
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        x = tf.placeholder(tf.float32, name="x")
        remove(graph, [x.op])
        with pytest.raises(TypeError, match="is not an element of this graph"):
            sess.run(tf.constant(1.0), {x: 1.0})


@pytest.mark.parametrize(
    ("shape", "dtype", "expected"),
    [
        ([2], np.float32, [5.0, 6.0]),
        ([3], np.float32, None),
        ([2], np.float64, None),
    ],
)
def test_a_value_survives_for_what_fits_it(
    shape: list[int], dtype: Any, expected: list[float] | None
) -> None:
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        x = tf.Variable(np.zeros(2, np.float32), name="x")
        sess.run(x.initializer)
        x.load([5.0, 6.0], sess)
        remove(graph, [x.op])
        assert sess.variable_values() == {}
        x = tf.Variable(np.zeros(shape, dtype), name="x")
        if expected is None:
            assert sess.variable_values() == {}
            with pytest.raises(tf.errors.FailedPreconditionError):
                sess.run(x)
        else:
            assert sess.run(x).tolist() == expected
            assert list(sess.variable_values()) == ["x"]


def test_a_value_that_did_not_fit_is_gone() -> None:
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        for value in (np.zeros(2), np.zeros(3), np.zeros(2)):
            x = tf.Variable(value, name="x")
            if value.shape == (2,) and not graph.get_collection("once"):
                sess.run(x.initializer)
                tf.add_to_collection("once", 1)
            remove(graph, [x.op])
        tf.Variable(np.zeros(2), name="x")
        assert sess.variable_values() == {}


def test_values_need_not_be_kept() -> None:
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        for _ in range(2):
            x = tf.Variable(1.0, name="x")
            assert sess.variable_values() == {}
            sess.run(x.initializer)
            remove(graph, [x.op], keep_values=False)


def test_a_random_stream_begins_again() -> None:
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        tf.set_random_seed(3)
        kept = tf.random_uniform([2])
        draws = []
        for _ in range(2):
            with making(Maker()) as maker:
                x = tf.random_uniform([2])
            draws.append(sess.run(x).tolist())
            sess.run(x)
            remove(graph, made_by(graph, maker), maker=maker)
        assert draws[0] == draws[1]
        first = sess.run(kept).tolist()
    with tf.Graph().as_default(), tf.Session() as sess:
        tf.set_random_seed(3)
        assert sess.run(tf.random_uniform([2])).tolist() == first
        assert sess.run(tf.random_uniform([2])).tolist() == draws[0]


def test_names_are_the_smallest_that_are_free() -> None:
    with tf.Graph().as_default() as graph:
        ops = [tf.constant(1, name="c").op for _ in range(5)]
        remove(graph, [ops[1], ops[3]])
        names = [tf.constant(1, name="c").op.name for _ in range(3)]
        assert names == ["c_1", "c_3", "c_5"]
        remove(graph, [ops[0]])
        assert tf.constant(1, name="C").op.name == "C"


def test_functions_nodes_have_no_maker_that_holds_them() -> None:
    with tf.Graph().as_default() as graph, making(Maker()) as maker:
        tf.data.make_one_shot_iterator(tf.data.Dataset.range(3).map(lambda n: n + 1))
        assert list(maker.graphs) == [graph]


def test_a_name_that_went_says_so_until_it_comes_again() -> None:
    with tf.Graph().as_default() as graph:
        remove(graph, [tf.constant(1, name="c").op], fact="It went away.")
        with pytest.raises(
            KeyError, match=r"does not exist in the graph\. It went away"
        ):
            graph.get_tensor_by_name("c:0")
        with pytest.raises(KeyError, match=r"not in the graph\. It went away"):
            graph.get_operation_by_name("c")
        c = tf.constant(1, name="c")
        assert graph.get_tensor_by_name("c:0") is c


def test_a_variable_that_went_is_in_no_graph() -> None:
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        x = tf.Variable(1.0, name="x")
        remove(graph, [x.op])
        uses = x.eval, lambda: x.graph.version, lambda: x.load(1.0, sess)
        for use in uses:
            with pytest.raises(ValueError, match="is not an element of this graph"):
                use()
