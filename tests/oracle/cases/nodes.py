"""Node lists of the lessons: the chapter, variables, scopes and control inputs.

What each construct adds to an empty graph, name by name, in order.
"""

# A row of a table is one line, however long.
from __future__ import annotations

from tests.oracle.harness import Topic, graph_nodes

ROWS: list[str] = []


def rows(table: str) -> None:
    """Adds the rows of a block: paragraphs that ``---`` ends."""
    ROWS.extend(table.strip("\n").split("\n---\n"))


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
TOPICS = [Topic("nodes", "graph")]
TOPICS[0].table(ROWS, graph_nodes)
