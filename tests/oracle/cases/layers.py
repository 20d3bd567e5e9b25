"""``tf.layers``: nodes, variables, collections, and what a few steps make of them.

TensorFlow answers these with the older Keras (``tf-keras``), where ``tf.layers`` is.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from typing import Any

from tests.oracle.cases.mistakes import enter
from tests.oracle.harness import Topic, execute, nodes

NODES = """
x = tf.placeholder(tf.float32, [None, 3]); y = tf.layers.dense(x, 4, activation=tf.nn.relu, name="h1"); z = tf.layers.dense(y, 2); u = tf.layers.dense(y, 2)
x = tf.placeholder(tf.float32, [None, 3]); y = tf.layers.dense(x, 4, tf.nn.elu, kernel_initializer=tf.zeros_initializer(), bias_initializer=tf.ones_initializer())
x = tf.placeholder(tf.float32, [None, 3]); y = tf.layers.dense(x, 4, "relu", kernel_initializer="zeros", use_bias=False)
x = tf.placeholder(tf.float32, [None, 3]); y = tf.layers.dense(x, 4, kernel_initializer=tf.random_normal_initializer(stddev=0.1), name="n", trainable=False)
x = tf.placeholder(tf.float32, [None, 5, 3]); y = tf.layers.dense(x, 4, use_bias=False)
x = tf.placeholder(tf.float64, [2, 3]); y = tf.layers.dense(x, 4)
x = np.zeros((2, 3), np.float32); y = tf.layers.dense(x, 2)
x = tf.placeholder(tf.float32, [None, 3]); y = tf.layers.dense(x, 4, kernel_regularizer=lambda w: 0.1 * tf.nn.l2_loss(w), activity_regularizer=lambda y: tf.reduce_sum(y))
x = tf.placeholder(tf.float32, [None, 3]); y = tf.layers.dense(x, 4, name="a", reuse=tf.AUTO_REUSE); z = tf.layers.dense(x, 4, name="a", reuse=True)
x = tf.placeholder(tf.float32, [None, 3]); f = tf.layers.Dense(4); y = f(x); z = f(x); u = tf.layers.Dense(4)(x); v = f.apply(x)
x = tf.placeholder(tf.float32, [None, 3]); y = tf.layers.dropout(x, 0.4, training=True); z = tf.layers.dropout(x); u = tf.layers.dropout(x, 0.4, training=True, seed=3, noise_shape=[1, 3])
x = tf.placeholder(tf.float32, [None, 3]); t = tf.placeholder_with_default(False, []); y = tf.layers.dropout(x, 0.4, training=t)
x = tf.placeholder(tf.float32, [None, 3]); y = tf.layers.dropout(x, 0.4, training=tf.constant(True), name="drop")
x = tf.placeholder(tf.float32, [None, 3, 4]); y = tf.layers.flatten(x); z = tf.layers.flatten(tf.placeholder(tf.float32, [None, None, 4])); u = tf.layers.flatten(tf.placeholder(tf.float32, [5]), name="f"); v = tf.layers.Flatten()(tf.placeholder(tf.float32))
x = tf.placeholder(tf.float32, [None, 3, 4, 2]); y = tf.layers.flatten(x, data_format="channels_first"); z = tf.layers.Flatten("channels_first")(tf.placeholder(tf.float32, [2, None])); u = tf.layers.flatten(tf.placeholder(tf.float32), data_format="channels_first")
x = tf.placeholder(tf.float32, [None, 8, 8, 3]); y = tf.layers.conv2d(x, 4, 3, padding="same", activation=tf.nn.relu); z = tf.layers.max_pooling2d(y, 2, 2); u = tf.layers.average_pooling2d(y, [2, 2], 2, name="av"); v = tf.layers.conv2d(x, filters=4, kernel_size=[3, 2], strides=(2, 1), name="cc", use_bias=False)
x = tf.placeholder(tf.float32, [None, 8, 8, 3]); y = tf.layers.Conv2D(4, 3)(x); z = tf.layers.MaxPooling2D(2, 2, padding="same")(y); u = tf.layers.AveragePooling2D(3, 1)(y)
x = tf.placeholder(tf.float32, [None, 8, 3]); y = tf.layers.conv1d(x, 4, 3, padding="same"); z = tf.layers.max_pooling1d(y, 2, 2); u = tf.layers.average_pooling1d(y, 2, 2)
x = tf.placeholder(tf.float32, [None, 8, 8, 3]); y = tf.layers.conv2d_transpose(x, 4, 3, 2, padding="same")
x = tf.placeholder(tf.float32, [None, None, None, 3]); y = tf.layers.conv2d_transpose(x, 4, 3, 2, padding="valid", name="up", activation=tf.nn.relu)
x = tf.placeholder(tf.float32, [None, 8, 8, 3]); y = tf.layers.separable_conv2d(x, 4, 3, padding="same")
x = tf.placeholder(tf.float32, [None, 3]); y = tf.layers.batch_normalization(x, training=True)
x = tf.placeholder(tf.float32, [None, 3]); y = tf.layers.batch_normalization(x)
x = tf.placeholder(tf.float32, [None, 3]); t = tf.placeholder_with_default(False, []); y = tf.layers.batch_normalization(x, training=t, momentum=0.9)
x = tf.placeholder(tf.float32, [None, 4, 4, 3]); y = tf.layers.batch_normalization(x, training=True, name="bn")
x = tf.placeholder(tf.float32, [None, 4, 4, 3]); y = tf.layers.batch_normalization(x, training=False, momentum=0.5)
x = tf.placeholder(tf.float32, [None, 4, 4, 3]); t = tf.placeholder_with_default(False, []); y = tf.layers.batch_normalization(x, training=t)
x = tf.placeholder(tf.float32, [None, 4, 3]); y = tf.layers.batch_normalization(x, training=True, axis=1)
x = tf.placeholder(tf.float32, [4, 3]); y = tf.layers.batch_normalization(x, training=True, name="b", trainable=False)
x = tf.placeholder(tf.float32, [None, 3]); y = tf.layers.batch_normalization(x, training=True, center=False, scale=False)
"""

PROGRAMS = [
    """
# one scope, entered twice
x = tf.placeholder(tf.float32, [None, 3])
with tf.variable_scope("net"):
    y = tf.layers.dense(x, 4, name="a")
with tf.variable_scope("net", reuse=True):
    z = tf.layers.dense(x, 4, name="a")
""",
    """
# a name scope around layers
x = tf.placeholder(tf.float32, [None, 3])
with tf.name_scope("dnn"):
    hidden = tf.layers.dense(x, 4, name="hidden1", activation=tf.nn.relu)
    logits = tf.layers.dense(hidden, 2)
""",
    """
# what the scope says of initializers and regularizers
x = tf.placeholder(tf.float32, [None, 3])
with tf.variable_scope("s", initializer=tf.zeros_initializer(), regularizer=lambda v: tf.reduce_sum(v, [0])):
    y = tf.layers.dense(x, 2)
""",
    """
# a layer used under two name scopes
x = tf.placeholder(tf.float32, [None, 3])
layer = tf.layers.Dense(2, name="f")
y = layer(x)
with tf.name_scope("again"):
    z = layer(x)
""",
    """
# a layer of one's own
class Scale(tf.layers.Layer):
    def build(self, input_shape):
        self.factor = self.add_weight("factor", shape=[int(input_shape[-1])], initializer=tf.ones_initializer())
        self.extra = self.add_variable("extra", [2], trainable=False, initializer=tf.zeros_initializer())
        super(Scale, self).build(input_shape)
    def call(self, inputs):
        return inputs * self.factor
x = tf.placeholder(tf.float32, [None, 3])
one = Scale(name="mine")
y = one(x)
z = one(x)
u = Scale()(x)
""",
    """
# a small convolutional network with dropout and batch normalization
X = tf.placeholder(tf.float32, [None, 12, 12, 1], name="X")
training = tf.placeholder_with_default(False, shape=(), name="training")
conv1 = tf.layers.conv2d(X, filters=4, kernel_size=3, strides=[2, 2], padding="SAME", activation=tf.nn.relu, name="conv1")
pool = tf.nn.max_pool(conv1, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID")
flat = tf.reshape(pool, shape=[-1, 36])
bn = tf.layers.batch_normalization(tf.layers.dense(flat, 5, name="hidden"), training=training, momentum=0.9)
drop = tf.layers.dropout(tf.nn.elu(bn), 0.5, training=training)
logits = tf.layers.dense(drop, 3, name="outputs")
""",
]

MISTAKES = """
tf.layers.dense(P(3), 2) ## expected min_ndim=2, found ndim=1
tf.layers.dense(P(3, None), 2) ## The last dimension of the inputs to a Dense layer should be defined. Found None
tf.layers.dense(I(3, 2), 2) ## A Dense layer can only be built with a floating-point dtype
tf.layers.dense(P(3, 2), -2) ## expected a positive integer
tf.layers.dense(P(3, 2), 2, "reluu") ## reluu
tf.layers.dense(P(3, 2), 2, name="q", reuse=True) ## q/kernel
tf.layers.dense(P(3, 2), 2, name="q"); tf.layers.dense(P(3, 2), 2, name="q") ## q/kernel && already exists
tf.layers.dense(P(3, 2), 2, name="q"); tf.layers.dense(P(3, 3), 2, name="q", reuse=True) ## q/kernel && shape
f = tf.layers.Dense(3); f(P(2, 4)); f(P(2, 5)) ## expected axis -1 of input shape to have value 4
f = tf.layers.Dense(3); f.scope_name ## has not been used yet
tf.layers.conv2d(P(3, 2, 3), 2, 3) ## expected min_ndim=4, found ndim=3
tf.layers.conv2d(P(3, 2, 3, None), 2, 3) ## The channel dimension of the inputs should be defined
tf.layers.conv2d(P(3, 4, 4, 1), 2, 3, padding="foo") ## foo && "valid", "same"
tf.layers.conv2d(P(3, 4, 4, 1), 2, [3, 3, 3]) ## The `kernel_size` argument must be a tuple of 2 integers. Received: [3, 3, 3]
tf.layers.max_pooling2d(P(3, 4, 4), 2, 2) ## expected ndim=4, found ndim=3
tf.layers.dropout(P(3), 2.0, training=True) ## expected a value between 0 and 1
tf.layers.batch_normalization(P(3, None)) ## Input has undefined `axis` dimension
tf.layers.batch_normalization(P(3, 2), axis=2) ## axis
"""


def named(items: Any) -> list[Any]:
    """The names of variables, tensors and operations."""
    return [item.name for item in items]


def built(tf: Any, np: Any, text: str) -> Any:
    """The nodes that a program adds, and what it leaves in the collections."""
    execute(tf, np, text)
    keys = ("UPDATE_OPS", "REGULARIZATION_LOSSES", "TRAINABLE_VARIABLES")
    return [
        nodes(tf),
        {key: named(tf.get_collection(getattr(tf.GraphKeys, key))) for key in keys},
        named(tf.global_variables()),
    ]


TOPICS = [
    Topic("layers_nodes", "graph"),
    Topic("layers", "graph"),
    Topic("layers_mistakes", "graph"),
]
TOPICS[0].table([row for row in NODES.strip().split("\n") if row], built)
TOPICS[0].table(PROGRAMS, built)
enter(TOPICS[2], MISTAKES)


def wave(np: Any, *shape: int) -> Any:
    """Numbers between -1 and 1."""
    return np.sin(np.arange(np.prod(shape)) * 1.3).reshape(shape).astype(np.float32)


@TOPICS[1].case("a layer tells of itself")
def _(tf: Any, np: Any) -> Any:
    layer = tf.layers.Dense(4, activation=tf.nn.relu)
    before = [layer.name, layer.built, layer.units, layer.use_bias, layer.trainable]
    layer(tf.zeros([2, 3]))
    lists = "variables", "weights", "trainable_variables", "trainable_weights"
    lists += "non_trainable_variables", "non_trainable_weights"
    after = [layer.name, layer.scope_name, layer.built, layer.count_params()]
    held = [named(getattr(layer, key)) for key in lists]
    return [before, after, held, str(layer.kernel), str(layer.bias)]


@TOPICS[1].case("layers of convolutions", rtol=1e-4, atol=1e-5)
def _(tf: Any, np: Any) -> Any:
    x = tf.constant(wave(np, 2, 7, 6, 3))

    def weights(shape: Any, dtype: Any = None, partition_info: Any = None) -> Any:
        return wave(np, *[int(length) for length in shape])

    start = {"kernel_initializer": weights}
    y = [
        tf.layers.conv2d(x, 2, 3, dilation_rate=2, **start),
        tf.layers.conv2d(x, 2, (3, 2), (2, 1), "same", activation=tf.nn.elu, **start),
        tf.layers.conv2d_transpose(x, 2, 3, 2, "same", **start),
        tf.layers.conv1d(x[:, 0], 2, 3, dilation_rate=2, **start),
        tf.layers.separable_conv2d(
            x,
            2,
            3,
            depth_multiplier=2,
            depthwise_initializer=weights,
            pointwise_initializer=weights,
        ),
        tf.layers.average_pooling2d(x, 2, 2, "same"),
    ]
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return session.run(y)


@TOPICS[1].case("batch normalization in training and after", rtol=1e-4, atol=1e-6)
def _(tf: Any, np: Any) -> Any:
    answers = []
    for shape in ((6, 3), (2, 4, 3, 2)):
        tf.reset_default_graph()
        x = tf.placeholder(tf.float32, (None, *shape[1:]))
        training = tf.placeholder_with_default(False, [])
        y = tf.layers.batch_normalization(x, training=training, momentum=0.9)
        updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            feeds = {x: 3 * wave(np, *shape) + 1}
            answers.append(session.run(y, feeds))
            feeds[training] = True
            answers += [session.run([y, updates], feeds)[0] for _ in range(3)]
            del feeds[training]
            answers.append(session.run([y, *tf.global_variables()], feeds))
    return answers


@TOPICS[1].case("a network learns", rtol=1e-3, atol=1e-5)
def _(tf: Any, np: Any) -> Any:
    tf.set_random_seed(42)
    x = tf.placeholder(tf.float32, [None, 8, 8, 2])
    labels = tf.placeholder(tf.int32, [None])
    training = tf.placeholder_with_default(False, [])
    y = tf.layers.conv2d(x, 4, 3, padding="same", activation=tf.nn.relu)
    y = tf.layers.max_pooling2d(y, 2, 2)
    y = tf.layers.flatten(y)
    y = tf.layers.dense(y, 6, use_bias=False)
    y = tf.layers.batch_normalization(y, training=training, momentum=0.9)
    y = tf.layers.dropout(tf.nn.relu(y), 0.3, training=training)
    logits = tf.layers.dense(y, 3)
    loss = tf.reduce_mean(
        tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
    )
    step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
    feeds = {x: wave(np, 5, 8, 8, 2), labels: [0, 1, 2, 1, 0]}
    losses = []
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for _ in range(5):
            session.run([step, updates], {**feeds, training: True})
            losses.append(session.run(loss, feeds))
    return losses
