"""Layers, losses and metrics where they meet the rest: sharing, learning, both homes.

What TensorFlow answers is in ``tests/oracle``; here is what no record can hold.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import teachflow.compat.v1 as tf
from teachflow.ops.nn import conv


@pytest.fixture(autouse=True)
def graph() -> Any:
    with tf.Graph().as_default() as graph:
        yield graph


def wave(*shape: int) -> Any:
    return np.sin(np.arange(np.prod(shape)) * 1.3).reshape(shape).astype(np.float32)


def run(fetches: Any, feeds: Any = None) -> Any:
    with tf.Session() as session:
        session.run(
            [tf.global_variables_initializer(), tf.local_variables_initializer()]
        )
        return session.run(fetches, feeds)


# ---- convolutions: fast and slow ways are one ------------------------------------


@pytest.mark.parametrize("padding", ["SAME", "VALID"])
@pytest.mark.parametrize("channels", [1, 5, 16])
def test_lines_and_patches_give_the_same(monkeypatch, padding, channels):
    x, kernel = wave(3, 9, 8, channels), wave(3, 4, channels, 6)
    attrs = {"strides": (1, 1, 1, 1), "padding": padding}

    def answers() -> list[Any]:
        y = conv.conv2d_op(tf.constant(x), tf.constant(kernel), **attrs)
        return run([y, *tf.gradients(tf.reduce_sum(y * y), list(y.op.inputs))])

    fast = answers()
    monkeypatch.setattr(conv, "_goes_by_lines", lambda windows, channels: False)
    for one, other in zip(fast, answers(), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-4)


def test_large_batches_go_in_portions(monkeypatch):
    x, kernel = tf.constant(wave(7, 6, 6, 3)), tf.constant(wave(3, 3, 3, 4))
    y = tf.nn.conv2d(x, kernel, 1, "SAME")
    fetches = [y, *tf.gradients(y, [x, kernel])]
    whole = run(fetches)
    monkeypatch.setattr(conv, "_PATCH_BYTES", 1)
    for one, other in zip(whole, run(fetches), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-4)


def test_fused_batch_norm_is_batch_normalization_to_second_order():
    x = tf.constant(wave(2, 3, 2, 2))
    scale, offset = tf.constant([1.0, 2.0]), tf.constant([0.5, -1.0])
    mean, variance = tf.nn.moments(x, [0, 1, 2])
    plain = tf.nn.batch_normalization(x, mean, variance, offset, scale, 1e-3)
    fused, *_ = tf.nn.fused_batch_norm(x, scale, offset, epsilon=1e-3)
    weights = tf.constant(wave(2, 3, 2, 2)[:, ::-1].copy())

    def slopes(y: Any) -> list[Any]:
        first = tf.gradients(tf.reduce_sum(weights * y * y), [x, scale, offset])
        second = tf.gradients(tf.reduce_sum(first[0] ** 2), [x, scale])
        return [y, *first, *second]

    for one, other in zip(*run([slopes(fused), slopes(plain)]), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-3, atol=1e-3)


def test_second_gradient_of_a_pool_with_explicit_paddings_says_what_to_do():
    x = tf.constant(wave(1, 4, 4, 1))
    y = tf.nn.max_pool(x, 2, 1, [[0, 0], [1, 0], [0, 1], [0, 0]])
    (g,) = tf.gradients(y * y, x)
    with pytest.raises(tf.errors.UnimplementedError, match=r"tf\.pad"):
        tf.gradients(g, x)


# ---- layers --------------------------------------------------------------------------


def test_regularization_reaches_the_total_loss():
    x = tf.constant(wave(4, 3))
    y = tf.layers.dense(x, 2, kernel_regularizer=lambda w: 0.5 * tf.nn.l2_loss(w))
    tf.layers.dense(x, 2, name="again", kernel_regularizer=lambda w: None)
    loss = tf.losses.mean_squared_error(tf.zeros([4, 2]), y)
    (extra,) = tf.losses.get_regularization_losses()
    found = run([tf.losses.get_total_loss(), loss, extra])
    assert found[0] == pytest.approx(found[1] + found[2])
    assert found[2] > 0


def test_moving_moments_move_only_where_updates_run():
    x = tf.constant(wave(8, 3) + 5)
    tf.layers.batch_normalization(x, training=True, momentum=0.5, name="bn")
    mean = tf.global_variables("bn/moving_mean")[0]
    updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert session.run(mean).tolist() == [0, 0, 0]
        session.run(updates)
        moved = 0.5 * session.run(tf.reduce_mean(x, 0))
        np.testing.assert_allclose(session.run(mean), moved, rtol=1e-5)


def test_dropout_is_chosen_run_by_run():
    training = tf.placeholder_with_default(False, [])
    y = tf.layers.dropout(tf.ones([1000]), 0.25, training=training, seed=1)
    with tf.Session() as session:
        assert session.run(y).tolist() == [1.0] * 1000
        dropped = session.run(y, {training: True})
    assert sorted(set(dropped.tolist())) == pytest.approx([0, 4 / 3])
    assert 200 < (dropped == 0).sum() < 300


def test_a_layer_of_another_graph_is_built_there(graph):
    with tf.Graph().as_default() as other:
        x = tf.placeholder(tf.float32, [None, 3])
    y = tf.layers.dense(x, 2)
    assert y.graph is other
    assert graph.get_operations() == []


def test_plain_lists_are_inputs_too():
    assert tf.layers.dense([[1.0, 2.0, 3.0]], 2).shape == (1, 2)


def test_constraints_are_kept_with_the_variable():
    layer = tf.layers.Dense(2, kernel_constraint=tf.nn.relu)
    layer(tf.ones([1, 3]))
    assert layer.kernel.constraint is tf.nn.relu


@pytest.mark.parametrize("option", ["renorm", "virtual_batch_size"])
def test_what_batch_normalization_lacks_it_says(option):
    with pytest.raises(NotImplementedError, match=option):
        tf.layers.batch_normalization(tf.ones([2, 2]), **{option: 2})


def test_an_unknown_keyword_is_named():
    with pytest.raises(TypeError, match="kernel_initialiser"):
        tf.layers.Dense(2, kernel_initialiser=None)


# ---- losses and metrics ----------------------------------------------------------


def test_weights_of_unknown_shape_are_checked_when_they_run():
    values = tf.placeholder(tf.float32, [None, 3])
    weights = tf.placeholder(tf.float32)
    loss = tf.losses.compute_weighted_loss(values, weights)
    ones = np.ones((2, 3), np.float32)
    assert run(loss, {values: ones, weights: 2.0}) == 2.0
    assert run(loss, {values: ones, weights: [[1.0], [0.0]]}) == 1.0
    with pytest.raises(tf.errors.InvalidArgumentError, match="can not be broadcast"):
        run(loss, {values: ones, weights: np.ones((3, 3))})


def test_a_metric_needs_its_local_variables():
    value, update = tf.metrics.mean([1.0])
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        with pytest.raises(tf.errors.FailedPreconditionError, match="mean/"):
            session.run(update)
        session.run(tf.local_variables_initializer())
        assert session.run([update, value]) == [1.0, 1.0]
