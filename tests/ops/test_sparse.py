"""Sparse tensors are worth what their dense twins are."""

from __future__ import annotations

import numpy as np
import pytest

import teachflow as tf

A = np.float32([[0, 2, 0], [3, 0, -4]])
B = np.float32([[1, -2, 0], [0, 0, 5]])


def sparse(array):
    return tf.sparse.from_dense(array)


def dense(thin):
    return tf.sparse.to_dense(thin).numpy()


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (lambda: tf.sparse.add(sparse(A), sparse(B)), A + B),
        (lambda: tf.sparse.maximum(sparse(A), sparse(B)), np.maximum(A, B)),
        (lambda: tf.sparse.minimum(sparse(A), sparse(B)), np.minimum(A, B)),
        (lambda: tf.sparse.transpose(sparse(A)), A.T),
        (lambda: tf.sparse.reshape(sparse(A), [3, -1]), A.reshape(3, 2)),
        (lambda: tf.sparse.concat(0, [sparse(A), sparse(B)]), np.concatenate([A, B])),
        (lambda: tf.sparse.concat(1, [sparse(A), sparse(B)]), np.hstack([A, B])),
        (lambda: tf.sparse.slice(sparse(A), [0, 1], [2, 2]), A[:, 1:]),
        (lambda: tf.sparse.expand_dims(sparse(A), 1), A[:, None]),
        (lambda: sparse(A) * B, A * B),
        (lambda: sparse(A) / 2.0, A / 2),
        (lambda: tf.sparse.map_values(tf.square, sparse(A)), A**2),
        (lambda: tf.sparse.eye(2, 3), np.eye(2, 3)),
    ],
)
def test_the_dense_twin_says_the_same(made, wanted):
    np.testing.assert_array_equal(dense(made()), wanted)


def test_gradients_flow_through_the_values():
    values = tf.Variable([2.0, 3.0])
    with tf.GradientTape() as tape:
        thin = tf.SparseTensor([[0, 1], [1, 0]], values, [2, 2])
        product = tf.sparse.sparse_dense_matmul(thin, [[1.0, 2.0], [3.0, 4.0]])
        total = tf.reduce_sum(product) + tf.sparse.reduce_sum(tf.sparse.add(thin, thin))
    assert tape.gradient(total, values).numpy().tolist() == [9.0, 5.0]


def test_in_a_graph_too():
    from teachflow.compat import v1

    with v1.Graph().as_default(), v1.Session() as session:
        both = tf.sparse.add(sparse(v1.constant(A)), sparse(v1.constant(B)))
        made = session.run(tf.sparse.to_dense(both))
    np.testing.assert_array_equal(made, A + B)
