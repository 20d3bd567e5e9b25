"""``tf.nn``: convolutions, poolings, moments, dropout, rankings, look-ups.

The nodes that each adds, values on small inputs, values of gradients, and mistakes.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from typing import Any

from tests.oracle.cases.mistakes import enter
from tests.oracle.harness import Topic, graph_nodes, run_value

NODES = """
x = tf.placeholder(tf.float32, [None, 8, 8, 3]); y = tf.nn.conv2d(x, tf.zeros([3, 3, 3, 2]), [1, 1, 1, 1], "SAME")
x = tf.placeholder(tf.float32, [None, 8, 8, 3]); y = tf.nn.conv2d(x, np.zeros((3, 3, 3, 2)), strides=2, padding="VALID", name="c")
x = tf.placeholder(tf.float32, [None, 8, 8, 3]); y = tf.nn.conv2d(x, filters=np.zeros((3, 3, 3, 2)), strides=[1, 2], padding=[[0, 0], [1, 1], [2, 0], [0, 0]])
x = tf.placeholder(tf.float32, [1, 8, 8, 3]); y = tf.nn.conv2d(x, np.zeros((3, 3, 3, 2)), 1, "SAME", dilations=[1, 2, 2, 1])
x = tf.placeholder(tf.float32); y = tf.nn.conv2d(x, np.zeros((3, 3, 3, 2)), 1, "SAME")
x = tf.placeholder(tf.float32, [None, None, None, None]); y = tf.nn.conv2d(x, tf.placeholder(tf.float32), [1, 2, 2, 1], "SAME")
x = tf.placeholder(tf.float32, [None, 7, None, 1]); y = tf.nn.conv2d(x, np.zeros((2, 3, 1, 2)), [1, 3, 2, 1], "VALID")
x = tf.placeholder(tf.float32, [1, 3, 4, 4]); y = tf.nn.conv2d(x, np.zeros((3, 3, 3, 1)), [1, 1, 1, 1], "SAME", data_format="NCHW")
x = tf.placeholder(tf.float32, [None, 8, 8, 3]); w = tf.Variable(tf.zeros([3, 3, 3, 2]), name="w"); b = tf.Variable(tf.zeros([2]), name="b"); y = tf.nn.max_pool(tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d(x, w, [1, 1, 1, 1], "SAME"), b)), [1, 2, 2, 1], [1, 2, 2, 1], "SAME")
x = tf.placeholder(tf.float32, [None, 7, 7, 1]); y = tf.nn.max_pool(x, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="SAME"); z = tf.nn.avg_pool(x, 2, 2, "VALID"); u = tf.nn.max_pool2d(x, [2, 3], [2, 1], "VALID", name="u")
y = tf.nn.max_pool(np.ones((1, 2, 2, 1)), 3, 1, [[0, 0], [1, 1], [0, 1], [0, 0]]); z = tf.nn.avg_pool(np.ones((1, 2, 2, 1)), 2, 1, "SAME", name="z")
x = tf.placeholder(tf.float32); y = tf.nn.max_pool(x, [1, 2, 2, 1], [1, 2, 2, 1], "SAME")
x = tf.placeholder(tf.float32, [4, 10, 3]); y = tf.nn.conv1d(x, f32(np.zeros((5, 3, 2))), 2, "SAME"); z = tf.nn.conv1d(x, f32(np.zeros((5, 3, 2))), stride=[1, 2, 1], padding="VALID", name="z")
x = tf.placeholder(tf.float32, [2, 4, 3]); y = tf.nn.max_pool1d(x, 2, 2, "VALID"); z = tf.nn.avg_pool1d(x, [1, 2, 1], [2], "SAME", name="z")
x = tf.placeholder(tf.float32, [4, 10, 10, 3]); y = tf.nn.conv2d_transpose(x, f32(np.zeros((5, 5, 2, 3))), [4, 20, 20, 2], 2)
x = tf.placeholder(tf.float32, [None, 10, 10, 3]); y = tf.nn.conv2d_transpose(x, f32(np.zeros((5, 5, 2, 3))), tf.stack([tf.shape(x)[0], 20, 20, 2]), [1, 2, 2, 1], name="up")
x = tf.placeholder(tf.float32, [4, 6, 6, 3]); y = tf.nn.conv2d_backprop_input([4, 6, 6, 3], f32(np.zeros((5, 5, 3, 2))), tf.zeros([4, 6, 6, 2]), [1, 1, 1, 1], "SAME"); z = tf.nn.conv2d_backprop_filter(x, [5, 5, 3, 2], tf.zeros([4, 6, 6, 2]), [1, 1, 1, 1], "SAME")
x = tf.placeholder(tf.float32, [4, 6, 6, 3]); y = tf.nn.depthwise_conv2d(x, f32(np.zeros((5, 5, 3, 2))), [1, 1, 1, 1], "SAME")
x = tf.placeholder(tf.float32, [4, 6, 6, 3]); y = tf.nn.separable_conv2d(x, f32(np.zeros((5, 5, 3, 2))), f32(np.zeros((1, 1, 6, 4))), [1, 1, 1, 1], "SAME", name="s")
x = tf.placeholder(tf.float32, [None, 4]); y = tf.nn.dropout(x, 0.5)
x = tf.placeholder(tf.float32, [None, 4]); k = tf.placeholder(tf.float32); y = tf.nn.dropout(x, keep_prob=k)
x = tf.placeholder(tf.float32, [None, 4]); k = tf.placeholder_with_default(1.0, []); y = tf.nn.dropout(x, k, name="drop")
x = tf.placeholder(tf.float32, [3, 4]); y = tf.nn.dropout(x, rate=0.25, noise_shape=[3, 1], seed=3, name="d")
x = tf.placeholder(tf.float32, [3, 4]); y = tf.nn.dropout(x, 1.0)
x = tf.placeholder(tf.float32, [3, 4]); y = tf.nn.dropout(x, rate=tf.constant(0.5), noise_shape=[None, 1])
x = tf.placeholder(tf.float32, [2, 3]); y = tf.nn.moments(x, [0])
x = tf.placeholder(tf.float16, [2, 3]); y = tf.nn.moments(x, [0, 1], keep_dims=True, name="m")
x = tf.placeholder(tf.float32, [None, 3]); y = tf.nn.moments(x, axes=[0])
x = tf.placeholder(tf.float32, [2, 3]); y = tf.nn.weighted_moments(x, [0], 1.0)
x = tf.placeholder(tf.float32, [2, 3]); y = tf.nn.weighted_moments(x, [0, 1], tf.placeholder(tf.float32, [2, 1]), keep_dims=True)
x = tf.placeholder(tf.float32, [None, 3]); y = tf.nn.sufficient_statistics(x, [0])
x = tf.placeholder(tf.float32, [2, 3]); y = tf.nn.sufficient_statistics(x, [0], shift=1.0); z = tf.nn.normalize_moments(2.0, tf.constant([1.0]), tf.constant([2.0]), 0.5)
x = tf.placeholder(tf.float32, [2, 3]); y = tf.nn.batch_normalization(x, tf.zeros([3]), tf.ones([3]), tf.zeros([3]), tf.ones([3]), 1e-3)
x = tf.placeholder(tf.float32, [2, 3]); y = tf.nn.batch_normalization(x, tf.zeros([3]), tf.ones([3]), None, None, 1e-3, name="bn")
x = tf.placeholder(tf.float32, [2, 3]); m, v = tf.nn.moments(x, [0]); y = tf.nn.batch_normalization(x, m, v, offset=tf.zeros([3]), scale=None, variance_epsilon=1e-3)
x = tf.placeholder(tf.float32, [2, 3, 3, 4]); y = tf.nn.fused_batch_norm(x, tf.ones([4]), tf.zeros([4]))
x = tf.placeholder(tf.float32, [2, 3, 3, 4]); y = tf.nn.fused_batch_norm(x, tf.ones([4]), tf.zeros([4]), tf.zeros([4]), [1.0, 1.0, 1.0, 1.0], is_training=False, name="f")
x = tf.placeholder(tf.float32, [2, 3]); y = tf.nn.l2_normalize(x, 1); z = tf.nn.l2_normalize(x, dim=0, name="q"); u = tf.nn.l2_normalize(x, [0, 1]); v = tf.nn.l2_normalize(x)
x = tf.placeholder(tf.float32, [2, 3]); y = tf.nn.top_k(x, 2); z = tf.nn.top_k([1, 2, 3]); u = tf.nn.top_k(x, k=1, sorted=False, name="best")
x = tf.placeholder(tf.float32, [None, 3]); y = tf.nn.in_top_k(x, [0, 1], 1); z = tf.nn.in_top_k(x, tf.placeholder(tf.int64, [None]), 2, name="hit")
x = tf.placeholder(tf.float32, [4, 3]); y = tf.nn.embedding_lookup(x, [0, 2]); z = tf.nn.embedding_lookup([x], [[0, 2]], name="e")
x = tf.placeholder(tf.float32, [4, 3]); y = tf.nn.embedding_lookup(x, [0, 2], max_norm=1.0)
w = tf.Variable(tf.ones([4, 2]), name="w"); y = tf.nn.embedding_lookup(w, tf.placeholder(tf.int32, [None, 3]))
x = tf.placeholder(tf.float32, [2, 3]); y = tf.nn.weighted_cross_entropy_with_logits(labels=x, logits=x, pos_weight=2.0); z = tf.nn.weighted_cross_entropy_with_logits(x, x, 2.0, name="z")
x = tf.placeholder(tf.float32, [2, 3]); y = tf.nn.weighted_cross_entropy_with_logits(targets=x, logits=x, pos_weight=tf.constant(2.0))
x = tf.placeholder(tf.float32, [2, 3]); y = tf.nn.relu_layer(x, f32(np.zeros((3, 4))), f32(np.zeros(4))); z = tf.nn.crelu(x)
x = tf.placeholder(tf.float32, [2, 3]); y = tf.nn.log_poisson_loss(x, x); z = tf.nn.log_poisson_loss(x, x, True)
x = tf.placeholder(tf.float32, [2, 4, 4, 3]); y = tf.nn.lrn(x); z = tf.nn.local_response_normalization(x, 4, 1.0, 0.001, 0.75, name="n")
x = tf.placeholder(tf.float32, [2, 4, 4, 8]); y = tf.space_to_depth(x, 2); z = tf.depth_to_space(x, 2); u = tf.nn.space_to_depth(x, 4, name="u")
x = tf.placeholder(tf.float32, [2, 4, 4, 3]); y = tf.nn.max_pool_with_argmax(x, [1, 2, 2, 1], [1, 2, 2, 1], "SAME"); z = tf.nn.max_pool_with_argmax(x, [1, 2, 2, 1], [1, 2, 2, 1], "VALID", Targmax=tf.int32, name="z")
x = tf.placeholder(tf.float32, [5, 3]); y = tf.dynamic_partition(x, [0, 1, 2, 0, 1], 3); z = tf.dynamic_stitch([[0, 2], [1, 3]], [[1.0, 2.0], [3.0, 4.0]])
"""

# Inputs are waves, so that each row can be read alone.
HEADER = """
def wave(*shape):
    return tf.constant(np.sin(np.arange(np.prod(shape)) * 1.3).reshape(shape), tf.float32)
def table(*shape):
    return tf.constant(np.arange(np.prod(shape)).reshape(shape) / 4, tf.float32)
def slopes(y, *xs):
    return tf.gradients(tf.reduce_sum(y * wave(*y.get_shape().as_list())), list(xs))
""".strip()

VALUES = """
tf.nn.conv2d(wave(2, 5, 4, 3), wave(3, 2, 3, 2), 1, "SAME")
tf.nn.conv2d(wave(2, 5, 4, 3), wave(3, 2, 3, 2), [1, 2, 2, 1], "SAME")
tf.nn.conv2d(wave(2, 5, 4, 3), wave(3, 2, 3, 2), [1, 2, 1, 1], "VALID")
tf.nn.conv2d(wave(2, 5, 4, 3), wave(1, 1, 3, 2), 1, "VALID")
tf.nn.conv2d(wave(2, 5, 4, 3), wave(1, 1, 3, 2), 2, "VALID")
tf.nn.conv2d(wave(2, 7, 6, 1), wave(3, 2, 1, 4), 1, "SAME", dilations=2)
tf.nn.conv2d(wave(2, 5, 4, 3), wave(3, 2, 3, 2), 1, [[0, 0], [2, 0], [0, 1], [0, 0]])
tf.nn.conv2d(wave(2, 5, 4, 5), wave(5, 4, 5, 2), 3, "SAME")
tf.nn.conv2d(tf.ones([0, 4, 4, 4]), wave(3, 3, 4, 2), 1, "SAME")
tf.nn.conv2d(tf.ones([1, 3, 3, 2], tf.int32), tf.ones([2, 2, 2, 1], tf.int32), 1, "SAME")
tf.nn.conv1d(wave(2, 7, 3), wave(3, 3, 2), 2, "SAME")
tf.nn.conv2d_transpose(wave(1, 3, 3, 2), wave(3, 3, 1, 2), [1, 6, 6, 1], 2)
tf.nn.conv2d_transpose(wave(1, 3, 3, 2), wave(3, 3, 1, 2), [1, 7, 7, 1], 2, "VALID")
tf.nn.depthwise_conv2d(wave(2, 5, 4, 3), wave(3, 2, 3, 2), [1, 1, 1, 1], "SAME")
tf.nn.depthwise_conv2d(wave(2, 5, 5, 3), wave(3, 2, 3, 2), [1, 2, 2, 1], "VALID")
tf.nn.separable_conv2d(wave(2, 5, 4, 3), wave(3, 2, 3, 2), wave(1, 1, 6, 4), [1, 1, 1, 1], "SAME")
tf.nn.max_pool(wave(2, 5, 4, 3), 2, 2, "SAME")
tf.nn.max_pool(wave(2, 5, 4, 3), [2, 3], [1, 2], "VALID")
tf.nn.max_pool(-tf.ones([1, 3, 3, 1]), 2, 1, "SAME")
tf.nn.max_pool(tf.constant([[[[1], [5]], [[3], [2]]]]), 2, 1, "SAME")
tf.nn.max_pool(wave(1, 2, 2, 1), 3, 1, [[0, 0], [1, 1], [0, 1], [0, 0]])
tf.nn.avg_pool(wave(2, 5, 4, 3), 2, 2, "SAME")
tf.nn.avg_pool(wave(2, 5, 4, 3), 3, 1, "SAME")
tf.nn.avg_pool(wave(2, 5, 4, 3), 3, 2, "VALID")
tf.nn.max_pool1d(wave(2, 5, 3), 2, 2, "SAME")
tf.nn.avg_pool1d(wave(2, 5, 3), 2, 2, "SAME")
tf.nn.max_pool_with_argmax(wave(2, 5, 4, 3), [1, 2, 2, 1], [1, 2, 2, 1], "SAME")
tf.nn.max_pool_with_argmax(wave(2, 5, 4, 3), [1, 2, 2, 1], [1, 2, 2, 1], "VALID", include_batch_in_index=True)
tf.nn.moments(wave(4, 3), [0])
tf.nn.moments(wave(2, 3, 4), [0, 2], keep_dims=True)
tf.nn.weighted_moments(wave(4, 3), [0], tf.constant([[1.0], [2.0], [0.0], [3.0]]))
tf.nn.sufficient_statistics(wave(4, 3), [0, 1])[:3]
tf.nn.batch_normalization(wave(4, 3), wave(3), 1 + table(3), table(3), wave(3), 1e-3)
tf.nn.fused_batch_norm(wave(2, 3, 2, 2), [1.0, 2.0], [0.0, 1.0])
tf.nn.fused_batch_norm(wave(2, 3, 2, 2), [1.0, 2.0], [0.0, 1.0], [0.5, 0.5], [1.0, 4.0], is_training=False)[0]
tf.nn.fused_batch_norm(wave(2, 3, 2, 2), [1.0, 2.0], [0.0, 1.0], [0.5, 0.5], [1.0, 4.0], exponential_avg_factor=0.1)
tf.nn.l2_normalize(wave(3, 4), 1)
tf.nn.l2_normalize(tf.zeros([3]))
tf.nn.lrn(wave(1, 2, 2, 7), 2, 1.0, 0.5, 0.75)
tf.nn.top_k([[1.0, 5.0, 3.0, 5.0], [7.0, 6.0, 5.0, 4.0]], 3)
tf.nn.top_k([3, 1, 2], 2)
tf.nn.in_top_k([[0.1, 0.9, 0.5], [0.8, 0.2, 0.8], [0.3, 0.3, 0.3]], [2, 2, 0], 1)
tf.nn.in_top_k([[0.1, 0.9, 0.5], [0.8, 0.2, 0.8], [0.3, 0.3, np.nan]], [2, 2, 0], 2)
tf.nn.in_top_k([[0.1, 0.9], [0.8, 0.2]], [2, -1], 2)
tf.nn.embedding_lookup(table(5, 2), [[4, 0], [1, 1]])
tf.nn.embedding_lookup([table(3, 2), -table(2, 2)], [4, 0, 1, 3, 2])
tf.nn.embedding_lookup([table(3, 2), -table(2, 2)], [[4, 0], [1, 3]], partition_strategy="div")
tf.nn.embedding_lookup(table(5, 2), [4, 0, 2], max_norm=1.0)
tf.nn.weighted_cross_entropy_with_logits(tf.constant([0.0, 1.0, 0.5]), wave(3), 3.0)
tf.nn.log_poisson_loss(table(8), wave(8), compute_full_loss=True)
tf.nn.zero_fraction([[0, 1, 0], [2, 0, 0]])
tf.nn.swish(wave(5))
tf.nn.crelu(wave(2, 3))
tf.nn.relu_layer(wave(2, 3), wave(3, 4), wave(4))
tf.space_to_depth(table(1, 4, 6, 2), 2)
tf.depth_to_space(table(1, 2, 3, 8), 2)
tf.dynamic_partition(table(5, 2), [1, 0, 3, 1, 1], 4)
tf.dynamic_stitch([[2, 0], [1, 2]], [[1.0, 2.0], [3.0, 4.0]])
tf.nn.dropout(tf.ones([4, 5]), 0.5, seed=42)
tf.nn.dropout(wave(4, 5), rate=0.3, seed=7)
tf.nn.dropout(tf.ones([4, 5]), keep_prob=0.8, noise_shape=[4, 1], seed=1)
tf.nn.dropout(tf.ones([4, 5], tf.float64), keep_prob=tf.constant(0.5, tf.float64), seed=1)
"""

SLOPES = """
x = wave(2, 5, 4, 3); k = wave(3, 2, 3, 2); answer = slopes(tf.nn.conv2d(x, k, 2, "SAME"), x, k)
x = wave(2, 5, 4, 5); k = wave(3, 2, 5, 2); answer = slopes(tf.nn.conv2d(x, k, 1, "VALID"), x, k)
x = wave(1, 7, 6, 2); k = wave(3, 2, 2, 2); answer = slopes(tf.nn.conv2d(x, k, 1, [[0, 0], [2, 0], [0, 1], [0, 0]]), x, k)
x = wave(2, 3, 3, 2); k = wave(3, 3, 1, 2); answer = slopes(tf.nn.conv2d_transpose(x, k, [2, 6, 6, 1], 2), x, k)
x = wave(2, 5, 4, 3); k = wave(3, 2, 3, 2); answer = slopes(tf.nn.depthwise_conv2d(x, k, [1, 2, 2, 1], "SAME"), x, k)
x = wave(2, 5, 4, 3); k = wave(2, 2, 3, 2); y = slopes(tf.nn.conv2d(x, k, 1, "SAME") ** 2, x)[0]; answer = slopes(y, x, k)
x = wave(2, 5, 4, 3); answer = slopes(tf.nn.max_pool(x, 2, 2, "SAME"), x)
x = wave(2, 5, 4, 3); answer = slopes(tf.nn.max_pool(x, 3, 1, "VALID"), x)
x = tf.ones([1, 3, 3, 1]); answer = slopes(tf.nn.max_pool(x, 2, 1, "SAME"), x)
x = wave(1, 4, 4, 1); answer = slopes(slopes(tf.nn.max_pool(x, 2, 2, "SAME") ** 2, x)[0], x)
x = wave(2, 5, 4, 3); answer = slopes(tf.nn.avg_pool(x, 2, 2, "SAME"), x)
x = wave(2, 5, 4, 3); answer = slopes(tf.nn.avg_pool(x, 3, 1, "SAME"), x)
x = wave(2, 4, 4, 3); answer = slopes(tf.nn.max_pool_with_argmax(x, [1, 2, 2, 1], [1, 2, 2, 1], "SAME")[0], x)
x = wave(4, 3); m, v = tf.nn.moments(x, [0]); answer = slopes(v * m, x)
x = wave(4, 3); m, v = tf.nn.moments(x, [0]); answer = slopes(tf.nn.batch_normalization(x, m, v, None, None, 1e-3), x)
x = wave(2, 3, 2, 2); s = tf.constant([1.0, 2.0]); o = tf.constant([0.0, 1.0]); answer = slopes(tf.nn.fused_batch_norm(x, s, o)[0], x, s, o)
x = wave(2, 3, 2, 2); s = tf.constant([1.0, 2.0]); o = tf.constant([0.0, 1.0]); answer = slopes(tf.nn.fused_batch_norm(x, s, o, o, s, is_training=False)[0], x, s, o)
x = wave(3, 4); answer = slopes(tf.nn.l2_normalize(x, 1), x)
x = wave(1, 2, 2, 7); answer = slopes(tf.nn.lrn(x, 2, 1.0, 0.5, 0.75), x)
x = wave(3, 4); answer = slopes(tf.nn.top_k(x, 2)[0], x)
x = wave(5, 2); answer = tf.convert_to_tensor(slopes(tf.nn.embedding_lookup(x, [3, 0, 3]), x)[0])
x = wave(3, 2); z = wave(2, 2); answer = [tf.convert_to_tensor(g) for g in slopes(tf.nn.embedding_lookup([x, z], [3, 0, 1, 2]), x, z)]
x = wave(4); answer = slopes(tf.nn.weighted_cross_entropy_with_logits(tf.constant([0.0, 1.0, 0.5, 1.0]), x, 3.0), x)
x = wave(4); answer = slopes(tf.nn.dropout(x, 0.5, seed=42), x)
x = wave(1, 4, 4, 2); answer = slopes(tf.space_to_depth(x, 2) ** 2, x)
x = wave(5, 2); a, b = tf.dynamic_partition(x, [1, 0, 1, 1, 0], 2); answer = tf.gradients(tf.reduce_sum(a) + 2 * tf.reduce_sum(b * b), x)
x = wave(3); answer = slopes(tf.nn.swish(x), x)
"""

MISTAKES = """
tf.nn.conv2d(tf.zeros([1, 8, 8, 3]), tf.zeros([3, 3, 4, 2]), 1, "SAME") ## Depth of input (3) is not a multiple of input depth of filter (4)
tf.nn.conv2d(tf.zeros([1, 8, 8, 3]), tf.zeros([3, 3, 3, 2]), 1, "same") ## padding && 'same' && "SAME", "VALID", "EXPLICIT"
tf.nn.conv2d(tf.zeros([8, 8, 3]), tf.zeros([3, 3, 3, 2]), 1, "SAME") ## Shape must be rank 4 but is rank 3
tf.nn.conv2d(tf.zeros([1, 8, 8, 3]), tf.zeros([3, 3]), 1, "SAME") ## Shape must be rank 4 but is rank 2
tf.nn.conv2d(tf.zeros([1, 2, 2, 3]), tf.zeros([3, 3, 3, 1]), 1, "VALID") ## Negative dimension size caused by subtracting 3 from 2
tf.nn.conv2d(tf.zeros([1, 2, 2, 3]), tf.zeros([3, 3, 3, 1]), [1, 1, 1], "VALID") ## strides should be of length 1, 2 or 4
tf.nn.conv2d(tf.zeros([1, 2, 2, 3]), tf.zeros([3, 3, 3, 1]), [1, 0, 1, 1], "SAME") ## Stride must be > 0, but got 0
tf.nn.conv2d(tf.zeros([1, 2, 2, 3]), tf.zeros([3, 3, 3, 1]), 1) ## padding
tf.nn.conv2d(tf.zeros([1, 2, 2, 3]), tf.zeros([3, 3, 3, 1], tf.float64), 1, "SAME") ## float64 && float32
tf.nn.conv2d(tf.zeros([1, 2, 2, 3]), tf.zeros([3, 3, 3, 1]), 1, "SAME", filters=tf.zeros([1])) ## filters
run(tf.nn.conv2d(tf.zeros([1, 2, 2, 3]), tf.zeros([3, 3, 3, 1]), [2, 1, 1, 1], "SAME")) ## strides in the batch and depth dimensions
run(tf.nn.conv2d(tf.zeros([1, 3, 2, 2]), tf.zeros([3, 3, 3, 1]), 1, "SAME", data_format="NCHW")) ## The Conv2D op currently only supports the NHWC tensor format on the CPU. The op was given the format: NCHW
p = tf.placeholder(tf.float32); run(tf.nn.conv2d(p, tf.zeros([3, 3, 4, 1]), 1, "SAME"), {p: np.ones((1, 4, 4, 3))}) ## input depth must be evenly divisible by filter depth: 3 vs 4
p = tf.placeholder(tf.float32); run(tf.nn.conv2d(p, tf.zeros([3, 3, 4, 1]), 1, "SAME"), {p: np.ones((4, 4, 3))}) ## convolution input must be 4-dimensional: [4,4,3]
tf.nn.max_pool(tf.zeros([1, 3]), [1, 1, 2, 2], 1, "SAME") ## Shape must be rank 4 but is rank 2
tf.nn.max_pool(tf.zeros([1, 3, 3, 1]), 4, 1, "VALID") ## Negative dimension size caused by subtracting 4 from 3
tf.nn.max_pool(tf.zeros([1, 3, 3, 1]), [1, 4, 4, 1], [1, 1, 2], "VALID") ## strides should be of length 1, 2 or 4
tf.nn.max_pool(tf.zeros([1, 3, 3, 1]), [1, 0, 1, 1], 1, "VALID") ## `ksize` cannot be zero
tf.nn.avg_pool(tf.zeros([1, 3, 3, 1], tf.int32), 2, 2, "VALID") ## int32
tf.nn.avg_pool(tf.zeros([1, 3, 3, 1]), 2, 2, "EXPLICIT") ## padding
tf.nn.dropout(tf.constant([1, 2]), 0.5) ## must be a floating point tensor
tf.nn.dropout(tf.constant([1.0]), 1.5) ## `rate` must be a scalar tensor or a float in the range [0, 1)
tf.nn.dropout(tf.constant([1.0]), rate=1.0) ## `rate` must be a scalar tensor or a float in the range [0, 1)
tf.nn.dropout(tf.constant([1.0])) ## `rate` must be provided
tf.nn.dropout(tf.constant([1.0]), keep_prob=0.5, rate=0.5) ## keep_prob && rate
tf.nn.dropout(tf.zeros([3], tf.float64), rate=tf.constant(0.5)) ## `x.dtype` must be compatible with `rate.dtype` && float64 && float32
tf.nn.dropout(tf.constant([1.0]), keep_prob=[]) ## `keep_prob` must be a floating point number or Tensor
tf.nn.top_k(tf.constant([1.0, 2.0]), 3) ## input must have last dimension >= k = 3 but is 2
tf.nn.top_k(tf.constant(1.0)) ## rank 1 but is rank 0
p = tf.placeholder(tf.float32); run(tf.nn.top_k(p, 3), {p: [1, 2]}) ## input must have at least k columns. Had 2, needed 3
tf.nn.in_top_k(tf.ones([2, 3]), [1, 2, 3], 1) ## Dimensions must be equal, but are 2 and 3
tf.nn.in_top_k(tf.ones([3]), [1], 1) ## Shape must be rank 2 but is rank 1
tf.nn.in_top_k(tf.ones([2, 3], tf.float64), [1, 2], 1) ## float64 && float32
p = tf.placeholder(tf.float32); run(tf.nn.in_top_k(p, [0, 1], 1), {p: [[1, 2]]}) ## First dimension of predictions 1 must match length of targets 2
tf.nn.embedding_lookup(tf.ones([2, 3]), [0], partition_strategy="rest") ##
run(tf.nn.embedding_lookup(tf.ones([2, 3]), [0, 2])) ## indices[1] = 2 is not in [0, 2)
tf.nn.fused_batch_norm(tf.zeros([2, 2, 2, 2]), [1.0, 2.0], [0.0, 1.0], is_training=False) ## Both `mean` and `variance` must be a 1D tensor
tf.nn.fused_batch_norm(tf.zeros([2, 2]), [1.0, 2.0], [0.0, 1.0]) ## Shape must be rank 4 but is rank 2
tf.nn.weighted_cross_entropy_with_logits(labels=P(2), logits=P(3), pos_weight=1.0) ## must have the same shape
tf.nn.log_poisson_loss(P(2), P(3)) ## must have the same shape
tf.depth_to_space(tf.zeros([2, 2, 2, 7]), 2) ## Dimension size must be evenly divisible by 4 but is 7
tf.space_to_depth(tf.zeros([2, 3, 2, 7]), 2) ## Dimension size must be evenly divisible by 2 but is 3
tf.nn.moments(P(2, 3), [2]) ## 2 && 2 dimensions
tf.nn.l2_normalize(P(2), axis=0, dim=0) ## axis && dim
run(tf.dynamic_partition([1.0, 2.0], [0, 3], 2)) ## partitions[1] = 3 is not in [0, 2)
tf.dynamic_partition([1.0, 2.0], [0, 1, 1], 2) ##
"""


def lines(table: str) -> list[str]:
    """The rows of a table."""
    return [row for row in table.strip().split("\n") if row]


def value(tf: Any, np: Any, text: str) -> Any:
    """The value of a row in a fresh session."""
    return run_value(tf, np, f"{HEADER}\n{text}")


def slope(tf: Any, np: Any, text: str) -> Any:
    """The value of what a row calls its answer."""
    *before, last = text.split("; ")
    source = "\n".join([HEADER, *before, last.removeprefix("answer = ")])
    return run_value(tf, np, source)


def held_dropout(tf: Any, np: Any) -> Any:
    """Dropout under the graph's seed alone: its own counting, run by run."""
    tf.set_random_seed(4)
    first = tf.nn.dropout(tf.ones([3, 4]), 0.5)
    tf.nn.dropout(tf.ones([2]), 1.0)
    second = tf.nn.dropout(tf.ones([3, 4]), rate=0.25)
    with tf.Session() as session:
        return [session.run([first, second]) for _ in range(2)]


TOPICS = [
    Topic("nn", "graph"),
    Topic("nn_nodes", "graph"),
    Topic("nn_mistakes", "graph"),
]
TOPICS[0].table(lines(VALUES), value, rtol=1e-5, atol=1e-6)
TOPICS[0].table(lines(SLOPES), slope, rtol=1e-4, atol=1e-5)
TOPICS[0].add("dropout under the graph's seed", held_dropout)
TOPICS[1].table(lines(NODES), graph_nodes)
enter(TOPICS[2], MISTAKES)
