"""Small programs of the graph face, which both libraries run and write to messages.

The last line of a program is the list of what it fetches; values are drawn with seeds,
so all is known. A training program's last line is the loss and the step.
"""

# A line of a program is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from typing import Any

from tests.oracle.harness import execute

PROGRAMS = [
    """
# arithmetic
x = tf.constant([[1.0, -2.0], [3.0, 4.0]], name="x")
y = tf.placeholder_with_default(f32([1.0, 2.0]), [None], name="y")
[x + y, x * 2.0, 1.0 / x, tf.abs(x) ** 0.5, tf.matmul(x, x, transpose_b=True)]
""",
    """
# constants of every dtype
found = [tf.constant([1, 2], d) for d in (tf.int8, tf.int16, tf.int32, tf.int64)]
found += [tf.constant([1, 2], d) for d in (tf.uint8, tf.uint16, tf.uint32, tf.uint64)]
found += [tf.constant([0.5, 2], d) for d in (tf.float16, tf.float32, tf.float64)]
found += [tf.constant([1 + 2j], d) for d in (tf.complex64, tf.complex128)]
found += [tf.constant([True, False]), tf.constant(["a", "bc"]), tf.constant("")]
found += [tf.constant(7), tf.constant(0.25), tf.constant(True), tf.constant(1 + 1j)]
found += [tf.constant(0.5, tf.float16), tf.constant(3, tf.int64), tf.constant([])]
[tf.identity(c) for c in found]
""",
    """
# linear model
x = tf.constant(np.arange(12).reshape(4, 3) / 10, tf.float32, name="x")
w = tf.Variable(tf.random_uniform([3, 1], -1.0, 1.0, seed=42), name="theta")
y = tf.matmul(x, w, name="predictions")
error = y - tf.constant([[1.0], [2.0], [3.0], [4.0]])
[y, tf.reduce_mean(tf.square(error), name="mse")]
""",
    """
# logistic model
x = tf.constant([[1.0, 2.0], [-1.0, 0.5]])
w = tf.Variable(tf.zeros([3, 1]), name="w")
ones = tf.ones([tf.shape(x)[0], 1])
p = tf.sigmoid(tf.matmul(tf.concat([ones, x], axis=1), w), name="p")
[p, tf.reduce_mean(-tf.log(p + 1e-7)), tf.cast(p > 0.4, tf.int32)]
""",
    """
# network
x = tf.constant(np.linspace(-1, 1, 10).reshape(5, 2), tf.float32)
h = x
for number, (size, act) in enumerate([(4, tf.nn.relu), (3, tf.nn.elu)]):
    with tf.name_scope("layer%d" % number):
        shape = [h.shape[1].value, size]
        w = tf.Variable(tf.truncated_normal(shape, stddev=0.5, seed=number), name="w")
        b = tf.Variable(tf.zeros([size]), name="b")
        h = act(tf.matmul(h, w) + b)
t = tf.constant([0, 1, 2, 1, 0])
xent = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=t, logits=h)
[h, tf.reduce_mean(xent), tf.nn.softmax(h), tf.argmax(h, 1)]
""",
    """
# joining and cutting
x = tf.constant(np.arange(12).reshape(3, 4))
a, b = tf.split(x, 2, axis=1)
c, d, e = tf.unstack(x)
s = tf.stack([c, e], axis=1)
[tf.concat([b, a], 0), s, x[1:, ::2], x[-1], x[..., tf.newaxis, 0], tf.gather(x, [2, 0])]
""",
    """
# shapes
x = tf.placeholder_with_default(np.ones([2, 3], np.float32), [None, 3])
n = tf.shape(x)[0]
y = tf.reshape(x, [n, 1, 3])
[y, tf.squeeze(y, [1]), tf.expand_dims(x, -1), tf.transpose(x), tf.tile(x, [1, 2]), tf.size(x)]
""",
    """
# reductions
x = tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
[tf.reduce_sum(x), tf.reduce_max(x, 1), tf.reduce_mean(x, 0, keepdims=True), tf.reduce_prod(x, [0, 1]), tf.argmin(x, 0), tf.cumsum(x, 1, reverse=True)]
""",
    """
# choosing
x = tf.constant([-1.0, 0.0, 2.0])
[tf.where(x > 0, x, -x), tf.where(x > 0), tf.boolean_mask(x, x < 1), tf.clip_by_value(x, -0.5, 1.0), tf.one_hot([0, 2], 3), tf.maximum(x, 0.5)]
""",
    """
# text
t = tf.constant(["one", "two"])
[tf.string_join([t, "-", t]), tf.as_string(tf.constant([1.5, 2.0]), precision=2), tf.equal(t, "two")]
""",
    """
# chance
tf.set_random_seed(7)
u = tf.random_uniform([2, 3], seed=1)
n = tf.random_normal([3], mean=1.0, stddev=2.0)
[u, n, tf.random_shuffle(tf.range(6), seed=2), tf.random_uniform([4], 0, 10, tf.int32, seed=3)]
""",
    """
# order of running
x = tf.Variable(1.0, name="x")
first = tf.assign(x, 5.0, name="first")
with tf.control_dependencies([first]):
    second = tf.assign_add(x, 1.0, name="second")
with tf.control_dependencies([tf.group(second, name="both")]):
    third = tf.identity(x.read_value(), name="third")
[third]
""",
    """
# linear algebra
a = tf.constant([[4.0, 1.0], [1.0, 3.0]], tf.float64)
[tf.matrix_inverse(a), tf.matrix_determinant(a), tf.matrix_solve(a, tf.ones([2, 1], tf.float64)), tf.eye(2), tf.trace(a), tf.cholesky(a)]
""",
    """
# sums of many
parts = [tf.constant(float(i)) for i in range(4)]
[tf.add_n(parts), tf.stack(parts), tf.meshgrid([1, 2], [3, 4, 5])[0]]
""",
    """
# complex numbers
z = tf.complex([1.0, 2.0], [0.5, -0.5])
[tf.real(z), tf.imag(z), tf.conj(z), tf.abs(z), z * z]
""",
    """
# dtypes
x = tf.constant([1.7, -2.5])
[tf.cast(x, tf.int32), tf.to_double(x), tf.cast(x, tf.bool), tf.cast([1, 0], tf.float16), tf.round(x)]
""",
    """
# a condition
p = tf.placeholder_with_default(True, [])
v = tf.Variable(2.0, name="v")
[tf.cond(p, lambda: v * 3.0, lambda: v - 1.0), tf.cond(tf.logical_not(p), lambda: 1, lambda: 2)]
""",
    """
# a loop
def round_(i, total):
    return i + 1, tf.cond(tf.equal(i, 2), lambda: total * 2.0, lambda: total + 1.0)
i, total = tf.while_loop(lambda i, total: i < 5, round_, [0, tf.ones([2])])
[tf.identity(i), tf.identity(total)]
""",
    """
# convolution
x = tf.constant(np.arange(32).reshape(1, 4, 4, 2) / 10, tf.float32)
k = tf.constant(np.ones([3, 3, 2, 1]), tf.float32)
c = tf.nn.conv2d(x, k, strides=[1, 1, 1, 1], padding="SAME")
[c, tf.nn.max_pool(x, [1, 2, 2, 1], [1, 2, 2, 1], "VALID"), tf.nn.bias_add(c, [0.5])]
""",
]

TRAINING = [
    """
# descent on a line
x = tf.constant(np.arange(8).reshape(8, 1) / 4 - 1, tf.float32)
w = tf.Variable([[3.0], [-1.0]], name="w")
ones = tf.ones_like(x)
error = tf.matmul(tf.concat([ones, x], 1), w) - 2.0 * x
loss = tf.reduce_mean(tf.square(error), name="mse")
[loss, tf.train.GradientDescentOptimizer(0.1).minimize(loss, name="step")]
""",
    """
# momentum on a logistic model
x = tf.placeholder_with_default(f32([[1, 2], [-1, 0.5], [0.5, -2]]), [None, 2])
y = tf.constant([[1.0], [0.0], [1.0]])
w = tf.Variable(tf.zeros([2, 1]), name="w")
b = tf.Variable(tf.zeros([1]), name="b")
logits = tf.matmul(x, w) + b
p = tf.sigmoid(logits)
losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=logits)
loss = tf.reduce_mean(losses) - 0.1 * tf.reduce_mean(tf.log(p + 1e-7))
[loss, tf.train.MomentumOptimizer(0.5, 0.9, use_nesterov=True).minimize(loss)]
""",
    """
# Adam on a network
x = tf.constant(np.linspace(-1, 1, 12).reshape(6, 2), tf.float32)
h = x
for size, act in [(5, tf.nn.elu), (4, tf.nn.relu), (3, tf.tanh)]:
    shape = [h.shape[1].value, size]
    w = tf.Variable(tf.truncated_normal(shape, stddev=0.5, seed=size))
    h = act(tf.matmul(h, w) + tf.Variable(tf.zeros([size])))
t = tf.constant([0, 1, 2, 1, 0, 2])
xent = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=t, logits=h)
loss = tf.reduce_mean(xent) + 0.01 * tf.add_n([tf.nn.l2_loss(v) for v in tf.trainable_variables()])
step = tf.Variable(0, trainable=False, name="global_step")
[loss, tf.train.AdamOptimizer(0.05).minimize(loss, global_step=step)]
""",
    """
# Adagrad on a convolution
x = tf.constant(np.sin(np.arange(72)).reshape(2, 6, 6, 1), tf.float32)
k = tf.Variable(tf.truncated_normal([3, 3, 1, 2], seed=1, stddev=0.3))
c = tf.nn.relu(tf.nn.conv2d(x, k, [1, 1, 1, 1], "SAME") + tf.Variable(tf.zeros([2])))
f = tf.reshape(tf.nn.max_pool(c, [1, 2, 2, 1], [1, 2, 2, 1], "VALID"), [2, 18])
t = tf.one_hot([3, 5], 18)
loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels=t, logits=f))
[loss, tf.train.AdagradOptimizer(0.2).minimize(loss)]
""",
]


def named_fetches(tf: Any, np: Any, text: str) -> list[str]:
    """Builds the program in the default graph; the names of what it fetches."""
    return [element.name for element in execute(tf, np, text)]


def computed(tf: Any, graph: Any, names: list[str]) -> list[Any]:
    """The values of ``names`` in a new session, variables initialized."""
    with tf.Session(graph=graph) as session:
        initialize(session, graph)
        return [session.run(name) for name in names]


def initialize(session: Any, graph: Any) -> None:
    """Runs what gives the variables their first values."""
    for op in graph.get_operations():
        is_initializer = op.type == "Assign" and op.name.endswith("/Assign")
        if is_initializer and not op.name.startswith("save/"):
            session.run(op)


def trained(tf: Any, graph: Any, names: list[str]) -> list[Any]:
    """The loss before and after each of five steps; ``names`` are loss and step."""
    loss, step = names
    found = []
    with tf.Session(graph=graph) as session:
        initialize(session, graph)
        for _ in range(5):
            found.append(session.run(loss))
            session.run(step)
        return [*found, session.run(loss)]
