"""Helper ops in TensorFlow's ops compute what the helpers compute."""

from __future__ import annotations

import numpy as np
import pytest

import teachflow.compat.v1 as tf
from teachflow.core.registry import OPS
from teachflow.graph_def.lowering import RULES, lower_helpers
from tests.ops import check
from tests.ops.sample import Sample
from tests.ops.samples import SAMPLES
from tests.oracle.programs import TRAINING, computed, named_fetches, trained

ROWS = [row for row in SAMPLES if row.op in RULES and isinstance(row, Sample)]


def test_every_rule_is_for_an_op_and_has_a_row():
    OPS.declare_all()
    assert {row.op for row in ROWS} == set(RULES) <= set(OPS)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_helper_and_what_it_stands_for_give_the_same(row):
    with tf.Graph().as_default() as graph:
        tensors = [graph.convert(array) for array in check.flat(row.inputs)]
        outputs = check.listed(
            graph.apply(
                OPS[row.op],
                check.regrouped(row, tensors),
                check.attributes(row),
                "output",
            )
        )
    names = [tensor.name for tensor in outputs]
    lowered = lower_helpers(graph)
    is_batched = bool(row.attrs.get("batch_dims"))
    assert (row.op in {op.type for op in lowered.get_operations()}) is is_batched
    for name in names:
        before, after = (g.get_tensor_by_name(name) for g in (graph, lowered))
        assert after.dtype is before.dtype
        assert after.shape.is_compatible_with(before.shape)
    values = (computed(tf, where, names) for where in (graph, lowered))
    for value, other in zip(*values, strict=True):
        np.testing.assert_allclose(value, other, rtol=1e-12)


@pytest.mark.parametrize("text", TRAINING)
def test_training_goes_on_as_before(text):
    with tf.Graph().as_default() as graph:
        names = named_fetches(tf, np, text)
    lowered = lower_helpers(graph)
    tf.graph_util.check_loadable(lowered)
    np.testing.assert_allclose(
        trained(tf, graph, names), trained(tf, lowered, names), rtol=1e-6
    )


def test_a_variable_is_read_before_it_is_changed():
    with tf.Graph().as_default() as graph:
        a, b = tf.Variable(2.0, name="a"), tf.Variable(3.0, name="b")
        tf.train.GradientDescentOptimizer(0.1).minimize(a * b)
        other = tf.placeholder(tf.float32) * a  # no part of the step: not waited for
    lowered = lower_helpers(graph)
    waits = {
        op.inputs[0].op.name: [node.name for node in op.control_inputs]
        for op in lowered.get_operations()
        if op.type == "ApplyGradientDescent"
    }
    # The gradient by b is the value of a, and the other way round.
    assert waits == {"a": ["gradients/mul_grad/mul_1"], "b": ["gradients/mul_grad/mul"]}
    assert other.name == "mul_1:0"


def test_constants_inside_a_loop_belong_to_it():
    with tf.Graph().as_default() as graph:
        x = tf.constant([[1.0, 2.0], [3.0, 4.0]])

        def body(i, total):
            row = tf.constant([1.0, 1.0]) * total
            return i + 1, tf.reduce_sum(x * row) / 10.0

        _, total = tf.while_loop(lambda i, _: i < 3, body, [0, tf.constant(1.0)])
        (gradient,) = tf.gradients(total, x)
    lowered = lower_helpers(graph)
    names = [total.name, gradient.name]
    values = [computed(tf, where, names) for where in (graph, lowered)]
    for value, other in zip(*values, strict=True):
        np.testing.assert_allclose(value, other, rtol=1e-6)
