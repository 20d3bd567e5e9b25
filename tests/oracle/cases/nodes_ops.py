"""Node lists of the ops: what each call adds, with each way to write its arguments."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, graph_nodes

ROWS: list[str] = []


def lines(table: str) -> None:
    """Adds one row for each line."""
    ROWS.extend(line for line in table.strip().split("\n") if line.strip())


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
# What TensorFlow's Python layer spells out in dozens of nodes has a record of its own.
WORDS = ("logsumexp(", "softmax_cross")


def is_long(row: str) -> bool:
    """Whether a row belongs to the long composites."""
    return any(word in row for word in WORDS) or ("softmax(" in row and "axis=" in row)


TOPICS = [Topic("nodes_ops", "graph"), Topic("nodes_long", "graph")]
TOPICS[0].table([row for row in dict.fromkeys(ROWS) if not is_long(row)], graph_nodes)
TOPICS[1].table([row for row in dict.fromkeys(ROWS) if is_long(row)], graph_nodes)
