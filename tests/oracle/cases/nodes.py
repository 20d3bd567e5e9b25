"""Node lists: what each construct adds to an empty graph, name by name, in order."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, graph_nodes

ROWS: list[str] = []


def rows(table: str) -> None:
    """Adds the rows of a block: one row a line, or a paragraph ended by ``---``."""
    ROWS.extend(table.strip("\n").split("\n---\n"))


def lines(table: str) -> None:
    """Adds one row for each line."""
    ROWS.extend(line for line in table.strip().split("\n") if line.strip())


# The chapter, construct by construct.
rows("""
# chapter: f = x*x*y + y + 2
x = tf.Variable(3, name="x")
y = tf.Variable(4, name="y")
f = x*x*y + y + 2
init = tf.global_variables_initializer()
---
# chapter: life of a node
w = tf.constant(3)
x = w + 2
y = x + 5
z = x * 3
---
# chapter: normal equation
X = tf.constant(np.ones((4, 3)), dtype=tf.float32, name="X")
y = tf.constant(np.ones((4, 1)), dtype=tf.float32, name="y")
XT = tf.transpose(X)
theta = tf.matmul(tf.matmul(tf.matrix_inverse(tf.matmul(XT, X)), XT), y)
---
# chapter: gradients by hand
m, n = 4, 2
X = tf.constant(np.ones((m, n + 1)), dtype=tf.float32, name="X")
y = tf.constant(np.ones((m, 1)), dtype=tf.float32, name="y")
theta = tf.Variable(tf.random_uniform([n+1, 1], -1.0, 1.0), name="theta")
y_pred = tf.matmul(X, theta, name="predictions")
error = y_pred - y
mse = tf.reduce_mean(tf.square(error), name="mse")
gradients = 2/m * tf.matmul(tf.transpose(X), error)
training_op = tf.assign(theta, theta - 0.01 * gradients)
init = tf.global_variables_initializer()
---
# chapter: placeholder
A = tf.placeholder(tf.float32, shape=(None, 3))
B = A + 5
---
# chapter: loss scope
X = tf.placeholder(tf.float32, shape=(None, 3), name="X")
y = tf.placeholder(tf.float32, shape=(None, 1), name="y")
theta = tf.Variable(tf.random_uniform([3, 1], -1.0, 1.0, seed=42), name="theta")
y_pred = tf.matmul(X, theta, name="predictions")
with tf.name_scope("loss") as scope:
    error = y_pred - y
    mse = tf.reduce_mean(tf.square(error), name="mse")
init = tf.global_variables_initializer()
---
# chapter: two relus, flat
X = tf.placeholder(tf.float32, shape=(None, 3), name="X")
w1 = tf.Variable(tf.random_normal((3, 1)), name="weights1")
w2 = tf.Variable(tf.random_normal((3, 1)), name="weights2")
b1 = tf.Variable(0.0, name="bias1")
b2 = tf.Variable(0.0, name="bias2")
z1 = tf.add(tf.matmul(X, w1), b1, name="z1")
z2 = tf.add(tf.matmul(X, w2), b2, name="z2")
relu1 = tf.maximum(z1, 0., name="relu1")
relu2 = tf.maximum(z1, 0., name="relu2")
output = tf.add(relu1, relu2, name="output")
---
# chapter: five relus
def relu(X):
    with tf.name_scope("relu"):
        w_shape = (int(X.get_shape()[1]), 1)
        w = tf.Variable(tf.random_normal(w_shape), name="weights")
        b = tf.Variable(0.0, name="bias")
        z = tf.add(tf.matmul(X, w), b, name="z")
        return tf.maximum(z, 0., name="relu")
tf.set_random_seed(42)
X = tf.placeholder(tf.float32, shape=(None, 3), name="X")
relus = [relu(X) for i in range(5)]
output = tf.add_n(relus, name="output")
---
# chapter: five relus, shared threshold
def relu(X, threshold):
    with tf.name_scope("relu"):
        w = tf.Variable(tf.random_normal((3, 1)), name="weights")
        b = tf.Variable(0.0, name="bias")
        z = tf.add(tf.matmul(X, w), b, name="z")
        return tf.maximum(z, threshold, name="max")
threshold = tf.Variable(0.0, name="threshold")
X = tf.placeholder(tf.float32, shape=(None, 3), name="X")
relus = [relu(X, threshold) for i in range(5)]
output = tf.add_n(relus, name="output")
""")

# Variables.
rows("""
tf.Variable(1)
tf.Variable(2)
---
tf.Variable([1., 2.], name="v", trainable=False)
tf.Variable([[1, 2], [3, 4]], name="v", dtype=tf.float64)
---
tf.Variable(tf.zeros([3, 2]), name="w")
---
tf.Variable(tf.ones([3, 2]) * 2, name="w")
---
tf.Variable(np.arange(3), name="w")
---
tf.Variable(lambda: tf.zeros([2]), name="w", dtype=tf.float32)
---
v = tf.Variable(tf.random_normal([2, 2]), name="v")
w = tf.Variable(v.initial_value, name="w")
---
v = tf.Variable(1.0, name="v")
tf.assign(v, 2.0)
tf.assign_add(v, 1.0)
tf.assign_sub(v, 0.5)
---
v = tf.Variable(1.0, name="v")
v.assign(2.0)
v.assign_add(1.0)
v.assign_sub(v)
---
v = tf.Variable([1.0, 2.0], name="v")
tf.assign(v, v * 2, name="double")
---
v = tf.Variable(0, name="v")
a = tf.assign(v, v + 1)
b = a + 1
---
v = tf.Variable(1.0, name="v")
v.read_value()
v.value()
tf.convert_to_tensor(v)
tf.identity(v)
---
v = tf.Variable(1.0, name="v")
-v
v + 1
1 + v
v ** 2
v[None]
tf.square(v)
---
v = tf.Variable([1.0, 2.0], name="v")
tf.is_variable_initialized(v)
---
v = tf.Variable(1.0, name="v")
u = tf.Variable(2.0, name="u", trainable=False)
tf.variables_initializer([u])
tf.global_variables_initializer()
---
tf.global_variables_initializer()
---
with tf.name_scope("s"):
    tf.Variable(1.0, name="v")
    tf.Variable(1.0, name="v")
---
with tf.name_scope("s"):
    v = tf.Variable(1.0, name="v")
w = v + 1
with tf.name_scope("s"):
    v = tf.Variable(1.0, name="v")
w = v + 1
---
tf.constant(1, name="v")
tf.Variable(1, name="v")
tf.Variable(1, name="V")
---
v = tf.Variable(3.0, name="v")
tf.gather(tf.stack([v, v]), 0)
---
v = tf.Variable([[1., 2.]], name="v")
tf.matmul(v, v, transpose_b=True)
tf.reduce_sum(v)
tf.shape(v)
""")

# Python numbers, lists and arrays beside a tensor, in every operator.
for operator in ["+", "-", "*", "/", "//", "%", "**"]:
    lines(f"""
x = tf.placeholder(tf.float32, [2], name="x"); x {operator} 2
x = tf.placeholder(tf.float32, [2], name="x"); 2 {operator} x
x = tf.placeholder(tf.int32, [2], name="x"); x {operator} 2
x = tf.placeholder(tf.int32, [2], name="x"); 2 {operator} x
x = tf.placeholder(tf.int32, [2], name="x"); x {operator} x
x = tf.placeholder(tf.float32, None, name="x"); x {operator} x
x = tf.placeholder(tf.float32, [None, 2], name="x"); x {operator} [1., 2.]
x = tf.placeholder(tf.float32, [None, 2], name="x"); np.float32([1, 2]) {operator} x
""")
for operator in ["<", "<=", ">", ">="]:
    lines(f"""
x = tf.placeholder(tf.float32, [2], name="x"); x {operator} 2
x = tf.placeholder(tf.float32, [2], name="x"); 2 {operator} x
""")
for operator in ["&", "|", "^"]:
    lines(f"""
x = tf.placeholder(tf.bool, [2], name="x"); x {operator} True
x = tf.placeholder(tf.bool, [2], name="x"); True {operator} x
x = tf.placeholder(tf.bool, [2], name="x"); x {operator} x
""")
lines("""
x = tf.placeholder(tf.float32, [2], name="x"); -x
x = tf.placeholder(tf.float32, [2], name="x"); abs(x)
x = tf.placeholder(tf.float32, [2], name="x"); +x if hasattr(x, "__pos__") else None
x = tf.placeholder(tf.bool, [2], name="x"); ~x
x = tf.placeholder(tf.complex64, [2], name="x"); abs(x)
x = tf.placeholder(tf.complex64, [2], name="x"); x * 2
x = tf.placeholder(tf.float64, [2], name="x"); x / 3
x = tf.placeholder(tf.string, [2], name="x"); x + "a"
x = tf.placeholder(tf.float32, [2, 2], name="x"); x @ x
x = tf.placeholder(tf.float32, [2, 2], name="x"); np.ones((2, 2), "f") @ x
x = tf.placeholder(tf.float32, [2], name="x"); x == x; x != 2
x = tf.placeholder(tf.float32, [2], name="x"); x + x * x - x / x
""")


# Every elementwise op and reduction: fully known, unknown, and named.
UNARY = [
    "negative",
    "abs",
    "square",
    "sqrt",
    "rsqrt",
    "exp",
    "expm1",
    "log",
    "log1p",
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "sinh",
    "cosh",
    "tanh",
    "sigmoid",
    "asinh",
    "acosh",
    "atanh",
    "erf",
    "sign",
    "floor",
    "ceil",
    "round",
    "rint",
    "reciprocal",
    "is_nan",
    "is_inf",
    "is_finite",
    "zeros_like",
    "ones_like",
    "identity",
    "stop_gradient",
    "shape",
    "size",
    "rank",
    "nn.relu",
    "nn.relu6",
    "nn.elu",
    "nn.selu",
    "nn.softplus",
    "nn.softsign",
    "nn.softmax",
    "nn.log_softmax",
    "nn.tanh",
    "nn.sigmoid",
    "nn.leaky_relu",
    "nn.l2_loss",
    "transpose",
    "reduce_sum",
    "reduce_mean",
    "reduce_max",
    "reduce_min",
    "reduce_prod",
    "reduce_logsumexp",
    "argmax",
    "argmin",
    "squeeze",
]
BINARY = [
    "add",
    "subtract",
    "multiply",
    "divide",
    "truediv",
    "floordiv",
    "floormod",
    "mod",
    "realdiv",
    "maximum",
    "minimum",
    "pow",
    "squared_difference",
    "equal",
    "not_equal",
    "less",
    "less_equal",
    "greater",
    "greater_equal",
    "div_no_nan",
    "div",
    "floor_div",
    "truncatediv",
    "truncatemod",
    "matmul",
]
for op in UNARY:
    lines(f"""
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.{op}(x)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.{op}(x, name="named")
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.{op}(x)
""")
    if op != "zeros_like":
        lines(f"""
x = tf.placeholder(tf.float32, name="x"); tf.{op}(x)
""")
for op in BINARY:
    lines(f"""
x = tf.placeholder(tf.float32, [2, 2], name="x"); tf.{op}(x, x)
x = tf.placeholder(tf.float32, [2, 2], name="x"); tf.{op}(x, [[1.0, 2.0], [3.0, 4.0]])
x = tf.placeholder(tf.float32, [2, 2], name="x"); tf.{op}([[1.0, 2.0], [3.0, 4.0]], x, name="named")
""")

# Reductions, by axis.
for op in ["reduce_sum", "reduce_mean", "reduce_max"]:
    for axis in ["None", "0", "-1", "[0]", "[0, 1]", "(1, 0)", "[]", "tf.constant(1)"]:
        lines(f"""
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.{op}(x, axis={axis})
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.{op}(x, {axis}, keepdims=True)
x = tf.placeholder(tf.float32, name="x"); tf.{op}(x, {axis}, name="r")
""")
lines("""
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.reduce_sum(x, reduction_indices=1)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.reduce_sum(x, 1, keep_dims=True)
x = tf.placeholder(tf.bool, [2, 3], name="x"); tf.reduce_all(x)
x = tf.placeholder(tf.bool, [2, 3], name="x"); tf.reduce_any(x, 1)
x = tf.placeholder(tf.bool, name="x"); tf.reduce_any(x)
x = tf.placeholder(tf.int32, [2, 3], name="x"); tf.reduce_mean(x, 0)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.reduce_logsumexp(x, 1, keepdims=True)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.math.reduce_std(x)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.math.reduce_variance(x, 0)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.cumsum(x, axis=1)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.argmax(x, 1)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.argmax(x, axis=-1, output_type=tf.int32)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.argmin(x, 1, name="least")
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.reduce_sum([x, x])
""")

# Shape and structure.
lines("""
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.transpose(x, [1, 0])
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.transpose(x, perm=[1, 0], name="t")
x = tf.placeholder(tf.float32, [2, 3, 4], name="x"); tf.transpose(x)
x = tf.placeholder(tf.float32, [None, None, 4], name="x"); tf.transpose(x)
x = tf.placeholder(tf.float32, [None, None, 4], name="x"); tf.transpose(x, [2, 0, 1])
x = tf.placeholder(tf.float32, name="x"); tf.transpose(x, name="t")
x = tf.placeholder(tf.complex64, [2, 3], name="x"); tf.transpose(x, conjugate=True)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.linalg.matrix_transpose(x)
x = tf.placeholder(tf.float32, [None, None], name="x"); tf.linalg.matrix_transpose(x)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.reshape(x, [3, 2])
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.reshape(x, [-1])
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.reshape(x, [-1, 1])
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.reshape(x, [3, -1], name="r")
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.reshape(x, tf.shape(x))
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.reshape(x, [tf.shape(x)[0], 3, 1])
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.reshape(x, tf.stack([3, -1]))
x = tf.placeholder(tf.float32, [6], name="x"); tf.reshape(x, (2, 3))
x = tf.placeholder(tf.float32, [6], name="x"); tf.reshape(x, np.array([2, 3]))
x = tf.placeholder(tf.float32, [1], name="x"); tf.reshape(x, [])
x = tf.placeholder(tf.float32, [2, 1, 3, 1], name="x"); tf.squeeze(x)
x = tf.placeholder(tf.float32, [2, 1, 3, 1], name="x"); tf.squeeze(x, axis=1)
x = tf.placeholder(tf.float32, [2, 1, 3, 1], name="x"); tf.squeeze(x, [1, -1], name="s")
x = tf.placeholder(tf.float32, [None, 1, None], name="x"); tf.squeeze(x)
x = tf.placeholder(tf.float32, [None, 1, None], name="x"); tf.squeeze(x, 1)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.expand_dims(x, 0)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.expand_dims(x, axis=-1)
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.expand_dims(x, 1, name="e")
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.concat([x, x], 0)
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.concat([x, x], axis=1)
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.concat([x, [[1., 2., 3.]]], 0, name="c")
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.concat([x], 0)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.concat([x, x], -1)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.stack([x, x])
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.stack([x, x, x], axis=-1, name="s")
x = tf.placeholder(tf.float32, [], name="x"); tf.stack([x, 1.0, 2.0])
x = tf.placeholder(tf.float32, [], name="x"); tf.stack([1.0, x])
x = tf.placeholder(tf.float32, [None], name="x"); tf.stack([x, x])
tf.stack([1, 2, 3])
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.unstack(x)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.unstack(x, axis=1, name="u")
x = tf.placeholder(tf.float32, [4, 6], name="x"); tf.split(x, 2)
x = tf.placeholder(tf.float32, [4, 6], name="x"); tf.split(x, 3, axis=1)
x = tf.placeholder(tf.float32, [4, 6], name="x"); tf.split(x, [1, 2, 3], 1)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.tile(x, [2, 1])
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.tile(x, [2, 2], name="t")
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.pad(x, [[1, 1], [0, 2]])
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.reverse(x, [0])
x = tf.placeholder(tf.float32, [3], name="x"); tf.broadcast_to(x, [2, 3])
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.slice(x, [0, 1], [2, 2])
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.slice(x, [0, 1], [-1, -1], name="s")
x = tf.placeholder(tf.float32, [4, 3], name="x"); tf.gather(x, [0, 2])
x = tf.placeholder(tf.float32, [4, 3], name="x"); tf.gather(x, 1)
x = tf.placeholder(tf.float32, [4, 3], name="x"); tf.gather(x, [[0, 1]], axis=1)
x = tf.placeholder(tf.float32, [None, 3], name="x"); i = tf.placeholder(tf.int64, [None], name="i"); tf.gather(x, i, name="g")
x = tf.placeholder(tf.float32, [4, 3], name="x"); tf.gather_nd(x, [[0, 1]])
c = tf.placeholder(tf.bool, [2], name="c"); tf.where(c)
c = tf.placeholder(tf.bool, [2], name="c"); tf.where(c, [1., 2.], [3., 4.])
c = tf.placeholder(tf.bool, [None], name="c"); x = tf.placeholder(tf.float32, [None], name="x"); tf.where(c, x, x)
x = tf.placeholder(tf.float32, [2], name="x"); tf.where(x > 0, x, tf.zeros_like(x))
x = tf.placeholder(tf.float32, [2], name="x"); tf.where(x > 0, x, -x, name="w")
tf.one_hot([0, 1], 3)
i = tf.placeholder(tf.int32, [None], name="i"); tf.one_hot(i, depth=10, name="o")
tf.one_hot([0, 1], 3, on_value=5.0, off_value=-1.0)
tf.one_hot([0, 1], 3, dtype=tf.int32)
x = tf.placeholder(tf.float32, [2], name="x"); tf.add_n([x])
x = tf.placeholder(tf.float32, [2], name="x"); tf.add_n([x, x])
x = tf.placeholder(tf.float32, [2], name="x"); tf.add_n([x, [1., 2.], x], name="sum")
x = tf.placeholder(tf.float32, [2, 2], name="x"); tf.matrix_inverse(x)
x = tf.placeholder(tf.float32, [2, 2], name="x"); tf.matrix_inverse(x, name="inv")
x = tf.placeholder(tf.float32, [2, 2], name="x"); tf.linalg.inv(x)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.matmul(x, x, transpose_b=True)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.matmul(x, x, True, name="m")
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.matmul(x, x, transpose_a=True)
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.matmul(x, np.ones((3, 2)))
x = tf.placeholder(tf.float32, [5, 2, 3], name="x"); y = tf.placeholder(tf.float32, [5, 3, 4], name="y"); tf.matmul(x, y)
x = tf.placeholder(tf.float32, [5, 2, 3], name="x"); tf.matmul(x, x, transpose_b=True)
x = tf.placeholder(tf.complex64, [2, 3], name="x"); tf.matmul(x, x, adjoint_b=True)
x = tf.placeholder(tf.float32, name="x"); tf.matmul(x, x)
""")

# Indexing.
for index in """
0; -1; 1:; :2; ::2; ::-1; 1:3; :; ...; None; tf.newaxis; 0, 1; :, 0; 0, :; :, None; ..., 0
..., None; 1:, :2; 0, ..., None; -1, 1:2; 1:2, tf.newaxis, 0
""".replace("\n", ";").split(";"):
    if index.strip():
        lines(f"""
x = tf.placeholder(tf.float32, [4, 3], name="x"); x[{index.strip()}]
""")
lines("""
x = tf.placeholder(tf.float32, [None, 3], name="x"); x[0]
x = tf.placeholder(tf.float32, [None, 3], name="x"); x[1:]
x = tf.placeholder(tf.float32, [None, 3], name="x"); x[:, 1:2]
x = tf.placeholder(tf.float32, [None, 3], name="x"); x[:, -1]
x = tf.placeholder(tf.float32, name="x"); x[0]
x = tf.placeholder(tf.float32, name="x"); x[..., 0]
x = tf.placeholder(tf.float32, [4], name="x"); i = tf.placeholder(tf.int32, [], name="i"); x[i]
x = tf.placeholder(tf.float32, [4], name="x"); i = tf.placeholder(tf.int32, [], name="i"); x[i:]
x = tf.placeholder(tf.float32, [4], name="x"); i = tf.placeholder(tf.int32, [], name="i"); x[i:i + 1]
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.shape(x)[0]
x = tf.placeholder(tf.float32, [4, 3], name="x"); x[0][1]
x = tf.placeholder(tf.float32, [4, 3], name="x"); x[np.int64(2)]
x = tf.placeholder(tf.float32, [4, 3], name="x"); x[0:1] + x[1:2]
x = tf.placeholder(tf.float32, [4, 3], name="x"); tf.strided_slice(x, [0, 0], [2, 2])
""")

# Making tensors.
lines("""
tf.constant(1)
tf.constant(1.5)
tf.constant([1, 2, 3])
tf.constant([[1., 2.], [3., 4.]], name="m")
tf.constant(True)
tf.constant("text")
tf.constant(1j)
tf.constant(3, tf.float32)
tf.constant(0, shape=[2, 2])
tf.constant([1, 2, 3, 4], shape=(2, 2), dtype=tf.float64, name="c")
tf.constant(np.arange(3))
tf.constant(np.float32(1.5))
tf.constant([])
tf.constant([[], []])
tf.constant([True, False])
tf.constant(["a", "b"])
tf.constant([1, 2.5])
tf.convert_to_tensor(1.0)
tf.convert_to_tensor([1, 2], tf.float32, name="c")
tf.convert_to_tensor(np.ones(2))
c = tf.constant(1.0); tf.convert_to_tensor(c)
c = tf.constant(1.0); tf.convert_to_tensor([c, c])
c = tf.constant(1.0); tf.convert_to_tensor([c, 2.0], name="p")
c = tf.constant(1.0); tf.convert_to_tensor([[c, c], [c, 1.0]])
tf.placeholder(tf.float32)
tf.placeholder(tf.int32, [])
tf.placeholder("float", [None])
tf.placeholder(np.float64, (2, None), "p")
tf.placeholder_with_default(1.0, [])
tf.placeholder_with_default([1., 2.], [None], name="d")
tf.zeros([])
tf.zeros([2, 3])
tf.zeros(3)
tf.zeros((2,), tf.int32, name="z")
tf.zeros([2], tf.bool)
tf.zeros([2], tf.string)
tf.zeros([100, 100])
tf.zeros([1000]); tf.zeros([1001])
tf.ones([1000]); tf.ones([1001])
x = tf.placeholder(tf.float32, [None], name="x"); tf.zeros(tf.shape(x))
x = tf.placeholder(tf.float32, [None], name="x"); tf.ones(tf.shape(x), name="o")
x = tf.placeholder(tf.float32, [None], name="x"); tf.zeros([tf.shape(x)[0], 2])
tf.ones([])
tf.ones([2, 3])
tf.ones([2], tf.int64, "o")
tf.fill([2, 3], 7.0)
tf.fill([2], 7, name="f")
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.zeros_like(x, dtype=tf.int32)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.ones_like(x, tf.int32)
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.ones_like(x, tf.int32)
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.zeros_like(x, tf.int32, name="z")
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.zeros_like(x, optimize=False)
tf.zeros_like([1, 2])
tf.ones_like(3.0)
tf.eye(3)
tf.eye(2, 3)
tf.eye(2, dtype=tf.int32, name="e")
tf.eye(2, batch_shape=[3])
tf.range(5)
tf.range(1, 5)
tf.range(1, 10, 3, name="r")
tf.range(0.0, 1.0, 0.25)
tf.range(5, dtype=tf.float32)
tf.range(5, dtype=tf.int64)
tf.range(0, 3.0)
n = tf.placeholder(tf.int32, [], name="n"); tf.range(n)
""")

# Random ops: what is drawn is the matter of the random topics.
lines("""
tf.random_uniform([2])
tf.random_uniform([2], -1.0, 1.0)
tf.random_uniform([2], 0, 10, dtype=tf.int32)
tf.random_uniform([2], maxval=10, dtype=tf.int64, name="u")
tf.random_uniform([2], seed=1)
tf.random_uniform([2, 2], 0.0, 2.0, dtype=tf.float64)
tf.random_uniform([])
tf.random_normal([2])
tf.random_normal([2], mean=1.0, stddev=2.0, name="n")
tf.random_normal((2, 1), seed=3, dtype=tf.float64)
tf.truncated_normal([2])
tf.truncated_normal([2], mean=1.0, stddev=2.0, name="n")
tf.random_shuffle([1, 2, 3])
tf.random_shuffle([[1, 2], [3, 4]], seed=1, name="s")
tf.random.uniform([2])
tf.random.normal([2])
tf.random.truncated_normal([2])
tf.random.shuffle([1, 2])
x = tf.placeholder(tf.float32, [None, 2], name="x"); tf.random_uniform(tf.shape(x))
""")

# Neural network ops.
lines("""
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.nn.softmax(x)
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.nn.softmax(x, axis=0)
x = tf.placeholder(tf.float32, [2, 3, 4], name="x"); tf.nn.softmax(x)
x = tf.placeholder(tf.float32, [2, 3, 4], name="x"); tf.nn.softmax(x, axis=1)
x = tf.placeholder(tf.float32, [None, None, 4], name="x"); tf.nn.softmax(x, name="s")
x = tf.placeholder(tf.float32, [2, 3, 4], name="x"); tf.nn.log_softmax(x)
x = tf.placeholder(tf.float32, [None, 3], name="x"); y = tf.placeholder(tf.float32, [None, 3], name="y"); tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=x)
x = tf.placeholder(tf.float32, [2, 3], name="x"); y = tf.placeholder(tf.float32, [2, 3], name="y"); tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=x, name="xent")
x = tf.placeholder(tf.float32, [None, 3], name="x"); y = tf.placeholder(tf.float32, [None, 3], name="y"); tf.nn.softmax_cross_entropy_with_logits_v2(labels=y, logits=x)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.nn.softmax_cross_entropy_with_logits_v2(labels=[[0., 0., 1.], [1., 0., 0.]], logits=x, name="xent")
x = tf.placeholder(tf.float32, [5, 2, 3], name="x"); tf.nn.softmax_cross_entropy_with_logits_v2(labels=x, logits=x)
x = tf.placeholder(tf.float32, [None, 3], name="x"); y = tf.placeholder(tf.int32, [None], name="y"); tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=x)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[1, 2], logits=x, name="xent")
x = tf.placeholder(tf.float32, [5, 2, 3], name="x"); y = tf.placeholder(tf.int64, [5, 2], name="y"); tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=x)
x = tf.placeholder(tf.float32, [None, 3], name="x"); y = tf.placeholder(tf.float32, [None, 3], name="y"); tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=x)
x = tf.placeholder(tf.float32, [3], name="x"); tf.nn.sigmoid_cross_entropy_with_logits(labels=[0., 1., 1.], logits=x, name="xent")
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.nn.bias_add(x, [1., 2., 3.])
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.nn.xw_plus_b(x, tf.ones([3, 2]), tf.zeros([2]))
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.clip_by_value(x, 0.0, 1.0)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.maximum(x, 0.)
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.nn.leaky_relu(x, alpha=0.1)
""")

# Casts, logic, strings.
lines("""
x = tf.placeholder(tf.float32, [2], name="x"); tf.cast(x, tf.int32)
x = tf.placeholder(tf.float32, [2], name="x"); tf.cast(x, tf.float32)
x = tf.placeholder(tf.float32, [2], name="x"); tf.cast(x, tf.float64, name="c")
x = tf.placeholder(tf.bool, [2], name="x"); tf.cast(x, "float")
tf.cast(1, tf.float32)
tf.cast([1.5, 2.5], tf.int64)
x = tf.placeholder(tf.int32, [2], name="x"); tf.to_float(x)
x = tf.placeholder(tf.float32, [2], name="x"); tf.to_int32(x)
x = tf.placeholder(tf.int32, [2], name="x"); tf.to_double(x)
x = tf.placeholder(tf.int32, [2], name="x"); tf.to_int64(x)
x = tf.placeholder(tf.bool, [2], name="x"); tf.logical_and(x, x)
x = tf.placeholder(tf.bool, [2], name="x"); tf.logical_or(x, [True, False])
x = tf.placeholder(tf.bool, [2], name="x"); tf.logical_not(x, name="n")
x = tf.placeholder(tf.bool, [2], name="x"); tf.logical_xor(x, x)
x = tf.placeholder(tf.bool, [2], name="x"); tf.logical_xor(x, x, name="either")
x = tf.placeholder(tf.float32, [2], name="x"); tf.complex(x, x)
x = tf.placeholder(tf.complex64, [2], name="x"); tf.real(x); tf.imag(x); tf.conj(x); tf.abs(x)
x = tf.placeholder(tf.float32, [2], name="x"); tf.real(x); tf.conj(x)
x = tf.placeholder(tf.int32, [2], name="x"); tf.divide(x, 2)
x = tf.placeholder(tf.int32, [2], name="x"); tf.truediv(x, 2, name="half")
x = tf.placeholder(tf.int32, [2], name="x"); tf.div(x, 2)
x = tf.placeholder(tf.int64, [2], name="x"); x / 2
x = tf.placeholder(tf.int32, [2], name="x"); tf.pow(x, 2)
x = tf.placeholder(tf.int32, [2], name="x"); tf.round(x)
x = tf.placeholder(tf.int32, [2], name="x"); tf.sigmoid(tf.to_float(x))
x = tf.placeholder(tf.string, [2], name="x"); tf.string_join([x, "b"])
x = tf.placeholder(tf.string, [2], name="x"); tf.equal(x, "b")
x = tf.placeholder(tf.float32, [2], name="x"); tf.as_string(x)
x = tf.placeholder(tf.float32, [2], name="x"); tf.math.multiply(2.0, x)
x = tf.placeholder(tf.float32, [2], name="x"); tf.add(x, 2, name="plus")
x = tf.placeholder(tf.float32, [2], name="x"); tf.add(2.0, x, "plus")
x = tf.placeholder(tf.float32, [2], name="x"); tf.subtract(1.0, x)
x = tf.placeholder(tf.float32, [2], name="x"); tf.add(x, np.array([1.0, 2.0]))
tf.add(1, 2)
tf.multiply(2.0, [1.0, 2.0])
x = tf.placeholder(tf.int32, [], name="x"); tf.shape([x, x])
x = tf.placeholder(tf.float32, [2, 3], name="x"); tf.shape(x, out_type=tf.int64)
x = tf.placeholder(tf.float32, [None, 3], name="x"); tf.shape(x, name="s"); tf.size(x); tf.rank(x)
""")

# Scopes, control inputs, groups.
rows("""
# scope: reuse gives a new scope
with tf.name_scope("s"):
    tf.constant(1)
with tf.name_scope("s"):
    tf.constant(2)
with tf.name_scope("S"):
    tf.constant(3)
---
# scope: nesting
with tf.name_scope("a"):
    tf.constant(1, name="x")
    with tf.name_scope("b"):
        tf.constant(2, name="x")
    with tf.name_scope("b"):
        tf.constant(3, name="x")
    tf.constant(4, name="x")
tf.constant(5, name="x")
---
# scope: re-entering by its own string
with tf.name_scope("a") as scope:
    tf.constant(1, name="x")
tf.constant(0, name="x")
with tf.name_scope(scope):
    tf.constant(2, name="x")
    tf.constant(3, name="y")
---
# scope: a name that ends in a slash is taken as it is
with tf.name_scope("a/"):
    tf.constant(1, name="x")
with tf.name_scope("a/"):
    tf.constant(2, name="x")
with tf.name_scope("b/c/"):
    tf.constant(3, name="x")
tf.constant(4, name="whole/")
---
# scope: None and the empty name go back to the top
with tf.name_scope("a"):
    with tf.name_scope(None):
        tf.constant(1, name="x")
    with tf.name_scope(""):
        tf.constant(1, name="x")
    tf.constant(1, name="x")
---
# scope: a scope and a node of one name
tf.constant(1, name="s")
with tf.name_scope("s"):
    tf.constant(1, name="x")
with tf.name_scope("t"):
    tf.constant(1, name="x")
tf.constant(1, name="t")
---
# names: unique without regard to case
tf.constant(1, name="mse")
tf.constant(1, name="MSE")
tf.constant(1, name="Mse")
tf.constant(1, name="mse_1")
tf.constant(1, name="mse")
tf.constant(1, name="MSE_1")
---
# names: with slashes
tf.constant(1, name="a/b")
tf.constant(1, name="a/b")
tf.constant(1, name="a")
tf.constant(1, name="A/B")
with tf.name_scope("a"):
    tf.constant(1, name="b")
---
# names: a number that is taken
tf.constant(1, name="x_1")
tf.constant(1, name="x")
tf.constant(1, name="x")
tf.constant(1, name="x")
---
# scope: name_scope with default name and values
x = tf.placeholder(tf.float32, [], name="x")
with tf.name_scope("s", "default", [x]) as scope:
    tf.constant(1)
with tf.name_scope(None, "default", [x]) as scope:
    tf.constant(1)
with tf.name_scope(None, default_name="default", values=[x]) as scope:
    tf.constant(1)
---
# scope: graph.name_scope and unique_name
graph = tf.get_default_graph()
with graph.name_scope("s"):
    tf.constant(1, name=graph.unique_name("x"))
    tf.constant(1, name="x")
graph.unique_name("reserved")
tf.constant(1, name="reserved")
---
# scope: composites use their own
with tf.name_scope("loss"):
    x = tf.placeholder(tf.float32, [3], name="x")
    tf.reduce_mean(tf.square(x - 1.0), name="mse")
    tf.nn.sigmoid_cross_entropy_with_logits(labels=x, logits=x)
    tf.zeros([2]); tf.ones([2]); tf.zeros([2])
    tf.random_normal([2])
---
# control: dependencies
a = tf.constant(1, name="a")
b = tf.constant(2, name="b")
with tf.control_dependencies([a, b]):
    c = tf.constant(3, name="c")
    d = tf.identity(c, name="d")
    e = tf.add(a, b, name="e")
    f = tf.no_op(name="f")
---
# control: nested, cleared, with operations
a = tf.constant(1, name="a")
b = tf.constant(2, name="b")
with tf.control_dependencies([a.op]):
    with tf.control_dependencies([b]):
        c = tf.no_op(name="c")
    with tf.control_dependencies(None):
        d = tf.no_op(name="d")
    with tf.control_dependencies([]):
        e = tf.no_op(name="e")
f = tf.no_op(name="f")
---
# control: what depends already is not said twice
a = tf.placeholder(tf.float32, [], name="a")
with tf.control_dependencies([a]):
    b = a + 1.0
    c = b * 2.0
    d = tf.identity(a)
---
# control: variables
v = tf.Variable(1.0, name="v")
up = tf.assign_add(v, 1.0)
with tf.control_dependencies([up]):
    r = v.read_value()
    w = tf.identity(v)
    s = v + 1
with tf.control_dependencies([v]):
    n = tf.no_op()
with tf.control_dependencies([up]):
    u = tf.Variable(2.0, name="u")
---
# control: group and tuple
a = tf.constant(1, name="a")
b = tf.constant(2, name="b")
tf.group(a, b)
tf.group(a.op, name="g")
tf.group([a, b], name="listed")
tf.group()
tf.tuple([a, b])
---
# control: no_op
tf.no_op()
tf.no_op()
tf.no_op("named")
---
# identity chain
x = tf.placeholder(tf.float32, [None], name="x")
tf.identity(tf.stop_gradient(tf.identity(x)), name="last")
---
# mean squared error, spelled
x = tf.placeholder(tf.float32, [None, 1], name="x")
y = tf.placeholder(tf.float32, [None, 1], name="y")
tf.reduce_mean(tf.square(x - y))
tf.reduce_mean((x - y) ** 2)
tf.reduce_mean(tf.squared_difference(x, y))
---
# a small classifier
X = tf.placeholder(tf.float32, [None, 4], name="X")
y = tf.placeholder(tf.int64, [None], name="y")
with tf.name_scope("hidden"):
    W = tf.Variable(tf.truncated_normal([4, 5], stddev=0.5), name="kernel")
    b = tf.Variable(tf.zeros([5]), name="bias")
    hidden = tf.nn.relu(tf.matmul(X, W) + b)
with tf.name_scope("output"):
    W2 = tf.Variable(tf.truncated_normal([5, 3], stddev=0.5), name="kernel")
    b2 = tf.Variable(tf.zeros([3]), name="bias")
    logits = tf.matmul(hidden, W2) + b2
with tf.name_scope("loss"):
    xentropy = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits)
    loss = tf.reduce_mean(xentropy, name="loss")
with tf.name_scope("eval"):
    correct = tf.equal(tf.argmax(logits, 1), y)
    accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))
init = tf.global_variables_initializer()
""")

# What TensorFlow's Python layer spells out in dozens of nodes has a record of its own.
WORDS = ("logsumexp(", "softmax_cross")


def is_long(row: str) -> bool:
    """Whether a row belongs to the long composites."""
    return any(word in row for word in WORDS) or ("softmax(" in row and "axis=" in row)


TOPICS = [Topic("nodes", "graph"), Topic("nodes_long", "graph")]
TOPICS[0].table([row for row in dict.fromkeys(ROWS) if not is_long(row)], graph_nodes)
TOPICS[1].table([row for row in dict.fromkeys(ROWS) if is_long(row)], graph_nodes)
