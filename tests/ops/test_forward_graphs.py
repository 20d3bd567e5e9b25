"""Forward mode over a graph's nodes: ops as in eager code, branches, loops, arrays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import teachflow.compat.v1 as tf
from teachflow.core.registry import OPS
from teachflow.eager.tapes.forward import ForwardAccumulator
from teachflow.forward import forward
from teachflow.graph.control.reverse import contracted
from teachflow.graph.graph import Graph
from teachflow.graph.running.needed import needed_nodes
from teachflow.graph.running.session import Session
from tests.ops import check
from tests.ops.sample import Sample, flat
from tests.ops.samples import SAMPLES

ROWS = [row for row in SAMPLES if isinstance(row, Sample) and check.sources(row)]


def pushed(graph: Any, outputs: list[Any], primals: list[Any], moves: list[Any]) -> Any:
    """The tangents of ``outputs``, as nodes."""
    with graph.as_default():
        tangents = [graph.convert(move, None, "tangent") for move in moves]
        calls = contracted(needed_nodes(outputs), outputs)
        return forward(graph, calls, primals, tangents, outputs)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_graph_and_accumulator_agree_to_the_bit(row: Sample) -> None:
    arrays, positions = flat(row.inputs), check.sources(row)
    moves = [check._direction(arrays[i], (i, str(row))) for i in positions]
    tensors = [check.eager(array) for array in arrays]
    wanted = [tensors[i] for i in positions]
    with ForwardAccumulator(wanted, [check.eager(m) for m in moves]) as accumulator:
        outputs = check.apply_eagerly(row, tensors)
    eager = [None if t is None else t.array for t in accumulator.jvp(outputs)]
    with Graph().as_default() as graph:
        nodes = [graph.convert(array) for array in arrays]
        inputs = check.regrouped(row, nodes)
        op, attrs = OPS[row.op], check.attributes(row)
        built = check.listed(graph.apply(op, inputs, attrs, None))
        found = pushed(graph, built, [nodes[i] for i in positions], moves)
        with Session(graph=graph) as session:
            values = [None if t is None else session.run(t) for t in found]
    assert all(map(check.same_bits, values, eager))


def _chosen(x: Any) -> Any:
    return tf.cond(x[0] > 0, lambda: x * x[1], lambda: tf.sin(x))


def _chosen_twice(x: Any) -> Any:
    return tf.cond(
        x[0] > 0,
        lambda: tf.cond(x[1] > 0, lambda: x**3, lambda: tf.exp(x)),
        lambda: tf.ones_like(x),
    )


def _repeated(x: Any) -> Any:
    return tf.while_loop(
        lambda i, a: i < 3, lambda i, a: (i + 1, a * tf.sin(x) + a), (0, x)
    )[1]


def _with_more_variables(x: Any) -> Any:
    first, second, _ = tf.while_loop(
        lambda a, b, i: i < 4,
        lambda a, b, i: (b, a * b, i + 1),
        (x, tf.ones_like(x), 0),
    )
    return first + second


def _loops_in_loops(x: Any) -> Any:
    def outer(i: Any, a: Any) -> Any:
        inner = tf.while_loop(lambda j, b: j <= i, lambda j, b: (j + 1, b * x), (0, a))
        return i + 1, tf.cond(i > 0, lambda: inner[1], lambda: inner[1] + tf.sin(a))

    return tf.while_loop(lambda i, a: i < 3, outer, (0, x))[1]


def _written(x: Any) -> Any:
    array = tf.TensorArray(tf.float64, 3)
    for number in range(3):
        array = array.write(number, x**number)
    return array.stack() * x[0]


def _read_in_a_loop(x: Any) -> Any:
    array = tf.TensorArray(tf.float64, 2).unstack(x)
    return tf.while_loop(
        lambda i, a: i < 2, lambda i, a: (i + 1, a * array.read(i)), (0, x[0])
    )[1]


def _written_in_a_loop(x: Any) -> Any:
    array = tf.TensorArray(tf.float64, 0, dynamic_size=True, infer_shape=False)
    return tf.while_loop(
        lambda i, a: i < 3,
        lambda i, a: (i + 1, a.write(i, x * tf.cast(i, tf.float64) * x)),
        (0, array),
    )[1].concat()


def _mapped(x: Any) -> Any:
    return tf.map_fn(lambda e: e * tf.exp(e), x) + tf.scan(lambda a, e: a * e, x)


PROGRAMS: list[Callable[[Any], Any]] = [
    _chosen,
    _chosen_twice,
    _repeated,
    _with_more_variables,
    _loops_in_loops,
    _written,
    _read_in_a_loop,
    _written_in_a_loop,
    _mapped,
]


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("value", [[0.7, 0.4], [0.7, -0.4], [-0.7, 0.4]])
def test_conditions_and_loops(program: Any, value: list[float]) -> None:
    move, step = np.array([0.3, -0.8]), 1e-6
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float64, [2])
        y = program(x)
        (tangent,) = pushed(graph, [y], [x], [move])
        with tf.Session() as session:
            found, ahead, behind = (
                session.run(fetched, {x: np.array(value) + distance * move})
                for fetched, distance in ((tangent, 0), (y, step), (y, -step))
            )
    np.testing.assert_allclose(found, (ahead - behind) / (2 * step), 1e-6, 1e-8)


@pytest.mark.parametrize("program", PROGRAMS)
def test_second_order_through_conditions_and_loops(program: Any) -> None:
    one, two = np.array([0.3, -0.8]), np.array([0.5, 0.9])
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float64, [2])
        y = program(x)
        (tangent,) = pushed(graph, [y], [x], [one])
        (bend,) = pushed(graph, [tangent], [x], [two])
        (slope,) = tf.gradients(tangent, x)
        with tf.Session() as session:
            bend_value, slope_value = session.run([bend, slope], {x: [0.7, 0.4]})
    np.testing.assert_allclose(np.sum(bend_value), slope_value @ two, 1e-9)


def test_what_does_not_move_has_no_tangent() -> None:
    with tf.Graph().as_default() as graph:
        x, y = tf.constant(1.0), tf.constant(2.0)
        z = [x * y, y * y, tf.cast(x, tf.int32), tf.stop_gradient(x)]
        found = pushed(graph, z, [x], [np.float32(1)])
    assert [t is None for t in found] == [False, True, True, True]


def test_from_inside_a_loop_to_what_enters_it_there_is_no_way() -> None:
    inside: list[Any] = []
    with tf.Graph().as_default() as graph:
        x = tf.constant(1.0)

        def body(a: Any) -> Any:
            inside.append(a * a)
            return inside[0]

        tf.while_loop(lambda a: a < 3, body, [x])
        with pytest.raises(LookupError, match="inside a loop"):
            pushed(graph, inside, [x], [np.float32(1)])
