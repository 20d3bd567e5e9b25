"""``tf.nn`` as TensorFlow 2 calls it."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("eager_nn", "eager")
TOPICS = [TOPIC]

# Rows stand between empty lines; the last line of each is the answer.
VALUES = r"""
tf.nn.gelu([-1.0, 0.5, 2.0])

tf.nn.gelu([-1.0, 0.5, 2.0], approximate=True)

tf.nn.gelu(tf.constant([-1.0, 0.5], tf.float64))

x = tf.Variable([-1.0, 0.5])
with tf.GradientTape() as t:
    y = tf.nn.gelu(x)
t.gradient(y, x)

[f(tf.constant([-2.0, -0.5, 0.0, 0.5, 3.0, 7.0])) for f in (tf.nn.relu, tf.nn.relu6, tf.nn.elu, tf.nn.selu, tf.nn.silu, tf.nn.swish, tf.nn.softplus, tf.nn.softsign, tf.nn.tanh, tf.nn.sigmoid, tf.nn.leaky_relu, tf.nn.crelu, tf.nn.softmax, tf.nn.log_softmax)]

tf.nn.relu([-1, 2])

tf.nn.softmax([[1.0, 2.0], [3.0, 4.0]], axis=0)

tf.nn.leaky_relu([-1.0, 2.0], alpha=0.1)

tf.nn.swish([1.0], beta=2.0)

tf.nn.crelu([[1.0, -1.0]], 0)

tf.nn.softmax_cross_entropy_with_logits([[0.0, 1.0]], [[1.0, 2.0]])

tf.nn.softmax_cross_entropy_with_logits(labels=[[0.0, 1.0], [1.0, 0.0]], logits=[[1.0, 2.0], [3.0, 4.0]], axis=0)

tf.nn.sparse_softmax_cross_entropy_with_logits([1, 0], [[1.0, 2.0], [3.0, 4.0]])

tf.nn.sigmoid_cross_entropy_with_logits([1.0, 0.0], [2.0, -3.0])

tf.nn.weighted_cross_entropy_with_logits([1.0, 0.0], [2.0, -3.0], 2.0)

tf.nn.l2_loss([1.0, 2.0])

tf.nn.log_poisson_loss([1.0, 2.0], [0.1, 0.2])

tf.nn.conv2d(tf.ones([1, 3, 3, 1]), tf.ones([2, 2, 1, 1]), 1, 'VALID')

tf.nn.conv2d(tf.ones([1, 3, 3, 1]), tf.ones([2, 2, 1, 1]), strides=[1, 2, 2, 1], padding='SAME')

tf.nn.conv2d(tf.ones([1, 3, 3, 1]), tf.ones([2, 2, 1, 1]), 1, [[0, 0], [1, 1], [1, 1], [0, 0]])

tf.nn.conv1d(tf.reshape(tf.range(5.0), [1, 5, 1]), tf.ones([2, 1, 1]), 1, 'VALID')

tf.nn.conv1d(tf.reshape(tf.range(5.0), [1, 5, 1]), tf.ones([2, 1, 1]), 2, 'SAME', 'NWC', 1)

tf.nn.conv1d_transpose(tf.reshape(tf.range(3.0), [1, 3, 1]), tf.ones([2, 1, 1]), [1, 6, 1], 2)

tf.nn.conv2d_transpose(tf.ones([1, 2, 2, 1]), tf.ones([2, 2, 3, 1]), [1, 4, 4, 3], 2, 'SAME')

tf.nn.convolution(tf.ones([1, 4, 4, 1]), tf.ones([2, 2, 1, 3]))

tf.nn.convolution(tf.ones([1, 4, 4, 1]), tf.ones([2, 2, 1, 3]), [2, 2], 'SAME')

tf.nn.convolution(tf.reshape(tf.range(5.0), [1, 5, 1]), tf.ones([2, 1, 1]), 1, 'SAME')

tf.nn.atrous_conv2d(tf.ones([1, 5, 5, 1]), tf.ones([2, 2, 1, 1]), 2, 'VALID')

tf.nn.depthwise_conv2d(tf.ones([1, 3, 3, 2]), tf.ones([2, 2, 2, 2]), [1, 1, 1, 1], 'VALID')

tf.nn.separable_conv2d(tf.ones([1, 3, 3, 2]), tf.ones([2, 2, 2, 2]), tf.ones([1, 1, 4, 3]), [1, 1, 1, 1], 'VALID')

x = tf.reshape(tf.range(16.0), [1, 4, 4, 1])
[tf.nn.max_pool(x, 2, 2, 'VALID'), tf.nn.max_pool2d(x, 2, 1, 'SAME'), tf.nn.avg_pool(x, 2, 2, 'SAME'), tf.nn.avg_pool2d(x, [2, 2], [2, 2], 'VALID')]

x = tf.reshape(tf.range(8.0), [1, 8, 1])
[tf.nn.max_pool1d(x, 2, 2, 'VALID'), tf.nn.avg_pool1d(x, 2, 2, 'VALID'), tf.nn.max_pool(x, 2, 2, 'VALID'), tf.nn.avg_pool(x, 2, 2, 'VALID')]

tf.nn.max_pool_with_argmax(tf.reshape(tf.range(16.0), [1, 4, 4, 1]), 2, 2, 'SAME')

tf.nn.moments(tf.constant([[1.0, 2.0], [3.0, 4.0]]), [0])

tf.nn.moments(tf.constant([[1.0, 2.0], [3.0, 4.0]]), axes=[0, 1], keepdims=True)

tf.nn.weighted_moments(tf.constant([1.0, 2.0, 4.0]), [0], [1.0, 1.0, 2.0])

tf.nn.sufficient_statistics(tf.constant([1.0, 2.0, 4.0]), [0])

tf.random.set_seed(3)
[tf.nn.dropout(tf.ones([4]), 0.5), tf.nn.dropout(tf.ones([2, 3]), rate=0.5, noise_shape=[2, 1], seed=1), tf.nn.dropout(tf.ones([3]), 0.0)]

tf.nn.embedding_lookup(tf.constant([[1.0, 2.0], [3.0, 4.0]]), [1], max_norm=1.0)

tf.nn.l2_normalize([3.0, 4.0])

tf.nn.l2_normalize([[3.0, 4.0], [1.0, 1.0]], axis=1)

tf.nn.top_k([1.0, 5.0, 3.0], 2)

tf.nn.top_k([1.0, 5.0, 3.0], k=2).indices

tf.nn.in_top_k([1], [[0.1, 0.9]], 1)

tf.nn.bias_add([[1.0, 2.0]], [10.0, 20.0])

tf.nn.local_response_normalization(tf.ones([1, 1, 1, 4]))

tf.nn.zero_fraction([0.0, 1.0, 0.0])

tf.nn.depth_to_space(tf.reshape(tf.range(4.0), [1, 1, 1, 4]), 2)

tf.nn.space_to_depth(tf.reshape(tf.range(4.0), [1, 2, 2, 1]), 2, 'NHWC')

tf.nn.normalize_moments(3.0, 6.0, 14.0, None)
"""

# A row, and words of TensorFlow's that the error has too.
ERRORS = [
    ("tf.nn.gelu([1, 2])", "`features.dtype` must be a floating point tensor."),
    (
        "tf.nn.relu('a')",
        "Value for attr 'T' of string is not in the list of allowed values:",
    ),
    (
        "tf.nn.softmax([1, 2])",
        "Value for attr 'T' of int32 is not in the list of allowed values: half,",
    ),
    (
        "tf.nn.softmax([[1.0, 2.0]], axis=2)",
        "`dim` must be in the range [-2, 2) where 2 is the number of dimensions in the input. Received: dim=2",
    ),
    (
        "tf.nn.softmax_cross_entropy_with_logits(labels=[[0.0, 1.0]], logits=[[1.0, 2.0, 3.0]])",
        "logits and labels must be broadcastable: logits_size=[1,3] labels_size=[1,2]",
    ),
    (
        "tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[1, 5], logits=[[1.0, 2.0], [3.0, 4.0]])",
        "Received a label value of 5 which is outside the valid range of [0, 2).  Label values: 1 5",
    ),
    (
        "tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[[1], [0]], logits=[[1.0, 2.0], [3.0, 4.0]])",
        "`labels.shape.rank` must equal `logits.shape.rank - 1`. Received: labels.shape=(2, 1) of rank 2 and logits.shape=(2, 2) ",
    ),
    (
        "tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[1.0, 0.0], logits=[[1.0, 2.0], [3.0, 4.0]])",
        "Value for attr 'Tlabels' of float is not in the list of allowed values: int32, int64",
    ),
    (
        "tf.nn.sigmoid_cross_entropy_with_logits(labels=[1.0, 0.0, 1.0], logits=[2.0, -3.0])",
        "`logits` and `labels` must have the same shape, received ((2,) vs (3,)).",
    ),
    (
        "tf.nn.sigmoid_cross_entropy_with_logits()",
        "Both `labels` and `logits` must be provided",
    ),
    (
        "tf.nn.conv2d(tf.ones([1, 3, 3, 1]), tf.ones([2, 2, 1, 1]), 1, 'foo')",
        ': "SAME", "VALID", "EXPLICIT"',
    ),
    (
        "tf.nn.max_pool(tf.ones([2, 2]), 3, 1, 'VALID')",
        ". Received: input.shape=(2, 2) of rank 2",
    ),
    (
        "tf.nn.dropout(tf.ones([4]), 1.5)",
        "`rate` must be a scalar tensor or a float in the range [0, 1). Received: rate=1.5",
    ),
    (
        "tf.nn.dropout(tf.ones([4]), 1)",
        "`rate` must be a scalar tensor or a float in the range [0, 1). Received: rate=1",
    ),
    (
        "tf.nn.dropout(tf.ones([4], tf.int32), 0.5)",
        "`x.dtype` must be a floating point tensor as `x` will be scaled. Received: x_dtype=<dtype: 'int32'>",
    ),
    (
        "tf.nn.embedding_lookup(tf.constant([[1.0, 2.0], [3.0, 4.0]]), [7])",
        "indices[0] = 7 is not in [0, 2)",
    ),
    ("tf.nn.top_k([1.0], 2)", "input must have at least k columns. Had 1, needed 2"),
    (
        "tf.nn.bias_add([[1.0, 2.0]], [10.0, 20.0, 3.0])",
        "Must provide as many biases as the last dimension of the input tensor: [3] vs. [1,2]",
    ),
]

TOPIC.table(VALUES.split("\n\n"), execute, rtol=1e-5, atol=1e-6)
for text, words in ERRORS:
    TOPIC.mistake(text, text, *filter(None, [words]))
