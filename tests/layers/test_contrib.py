"""``tf.contrib.layers``, which TensorFlow 2 has no more: names as 1.15 had them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import teachflow.compat.v1 as tf

layers = tf.contrib.layers


@pytest.fixture(autouse=True)
def graph() -> Any:
    with tf.Graph().as_default() as graph:
        yield graph


def names(key: str = tf.GraphKeys.GLOBAL_VARIABLES) -> list[str]:
    return [item.name.removesuffix(":0") for item in tf.get_collection(key)]


def test_a_network_of_fully_connected_layers(graph):
    x = tf.placeholder(tf.float32, [None, 3], name="X")
    with tf.name_scope("dnn"):
        hidden = layers.fully_connected(x, 4, scope="hidden1")
        logits = layers.fully_connected(hidden, 2, activation_fn=None)
    assert names() == [
        "hidden1/weights",
        "hidden1/biases",
        "fully_connected/weights",
        "fully_connected/biases",
    ]
    assert names(tf.GraphKeys.MODEL_VARIABLES) == names()
    assert hidden.op.name == "dnn/hidden1/Relu"
    assert logits.op.name == "dnn/fully_connected/BiasAdd"
    assert graph.get_tensor_by_name("hidden1/weights/read:0").shape == (3, 4)


def test_layers_share_by_scope():
    x = tf.ones([1, 3])
    one = layers.fully_connected(x, 2, scope="a")
    two = layers.fully_connected(x, 2, scope="a", reuse=True)
    assert names() == ["a/weights", "a/biases"]
    assert names(tf.GraphKeys.MODEL_VARIABLES) == names()
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        np.testing.assert_array_equal(*session.run([one, two]))


def test_argument_scopes_reach_them():
    x, l2 = tf.ones([1, 3]), layers.l2_regularizer(0.5)
    with tf.contrib.framework.arg_scope(
        [layers.fully_connected], activation_fn=tf.nn.elu, weights_regularizer=l2
    ):
        y = layers.fully_connected(x, 2)
    assert y.op.type == "Elu"
    (loss,) = tf.losses.get_regularization_losses()
    assert loss.op.name.startswith("fully_connected/kernel/Regularizer")


def test_a_convolutional_network():
    x = tf.ones([2, 8, 8, 1])
    y = layers.conv2d(x, 4, 3, normalizer_fn=layers.batch_norm)
    y = layers.max_pool2d(y, 2)
    y = layers.dropout(layers.flatten(y), 0.5, is_training=False)
    assert y.shape == (2, 64)
    assert names() == [
        "Conv/weights",
        "Conv/BatchNorm/beta",
        "Conv/BatchNorm/moving_mean",
        "Conv/BatchNorm/moving_variance",
    ]
    assert len(tf.get_collection(tf.GraphKeys.UPDATE_OPS)) == 2


def test_batch_norm_may_move_its_moments_at_once():
    x = tf.constant([[1.0], [3.0]])
    y = layers.batch_norm(x, decay=0.5, updates_collections=None)
    assert tf.get_collection(tf.GraphKeys.UPDATE_OPS) == []
    mean = tf.global_variables("BatchNorm/moving_mean")[0]
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        np.testing.assert_allclose(session.run(y), [[-1], [1]], atol=1e-3)
        assert session.run(mean) == [1.0]
