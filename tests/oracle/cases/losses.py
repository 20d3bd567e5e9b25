"""``tf.losses``: nodes, values, gradients, collections and mistakes."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from typing import Any

from tests.oracle.cases.mistakes import enter
from tests.oracle.harness import Topic, execute, graph_nodes

NODES = """
x = tf.placeholder(tf.float32, [4, 2]); y = tf.losses.mean_squared_error(x, x)
x = tf.placeholder(tf.float32, [None, 1]); y = tf.losses.mean_squared_error(labels=tf.placeholder(tf.int32, [None, 1]), predictions=x, scope="mse")
x = tf.placeholder(tf.float32, [4]); w = tf.placeholder(tf.float32, [4]); y = tf.losses.mean_squared_error(x, x, w); z = tf.losses.mean_squared_error(x, x, tf.constant([1.0, 0.0, 1.0, 0.0]))
x = tf.placeholder(tf.float32, [4, 2]); w = tf.placeholder(tf.float32, [4, 1]); y = tf.losses.absolute_difference(x, x, w)
x = tf.placeholder(tf.float32, [4, 2]); y = tf.losses.absolute_difference(x, x, weights=2.0, reduction=tf.losses.Reduction.SUM); z = tf.losses.absolute_difference(x, x, reduction="none")
x = tf.placeholder(tf.float32, [4, 2]); y = tf.losses.absolute_difference(x, x, reduction="weighted_mean"); z = tf.losses.absolute_difference(x, x, reduction=tf.losses.Reduction.SUM_OVER_BATCH_SIZE)
x = tf.placeholder(tf.float32, [4, 2]); y = tf.losses.log_loss(x, x)
x = tf.placeholder(tf.float32, [4, 2]); y = tf.losses.hinge_loss(x, x)
x = tf.placeholder(tf.float32, [4, 2]); y = tf.losses.huber_loss(x, x, delta=2.0)
x = tf.placeholder(tf.float32, [4, 2]); y = tf.losses.cosine_distance(x, x, axis=1)
x = tf.placeholder(tf.float32, [4, 2]); y = tf.losses.sigmoid_cross_entropy(x, x); z = tf.losses.sigmoid_cross_entropy(x, x, label_smoothing=0.1)
x = tf.placeholder(tf.float32, [4, 2]); y = tf.losses.softmax_cross_entropy(x, x); z = tf.losses.softmax_cross_entropy(x, x, label_smoothing=0.1)
x = tf.placeholder(tf.float32, [None, 3]); y = tf.losses.sparse_softmax_cross_entropy(tf.placeholder(tf.int32, [None]), x)
x = tf.placeholder(tf.float32, [None, 3]); y = tf.losses.sparse_softmax_cross_entropy(labels=tf.placeholder(tf.int32, [None, 1]), logits=x, scope="xent")
x = tf.placeholder(tf.float32, [4, 3]); y = tf.losses.mean_pairwise_squared_error(x, x)
x = tf.placeholder(tf.float64, [4, 3]); y = tf.losses.compute_weighted_loss(x, 2.0, loss_collection=None)
x = tf.placeholder(tf.float32, [4]); y = tf.losses.mean_squared_error(x, x); tf.losses.add_loss(tf.constant(1.0)); tf.add_to_collection(tf.GraphKeys.REGULARIZATION_LOSSES, tf.constant(2.0)); z = tf.losses.get_regularization_loss(); u = tf.losses.get_total_loss(); v = tf.losses.get_total_loss(False, name="t")
y = tf.losses.get_regularization_loss()
"""

LOSSES = """
mean_squared_error(x, y)
mean_squared_error(x, y, w)
mean_squared_error(x, y, row)
mean_squared_error(x, y, 0.0)
mean_squared_error(x, y, w, reduction="weighted_sum")
mean_squared_error(x, y, w, reduction="weighted_mean")
mean_squared_error(x, y, w, reduction="weighted_sum_over_batch_size")
mean_squared_error(x, y, w, reduction="none")
absolute_difference(x, y, w)
cosine_distance(x, y, axis=1)
hinge_loss(k, y, w)
huber_loss(x, 3 * y, w, delta=0.5)
log_loss(k, p, w)
mean_pairwise_squared_error(x, y)
mean_pairwise_squared_error(x, y, w)
mean_pairwise_squared_error(x, y, tf.constant([[1.0], [0.0], [2.0], [1.0]]))
sigmoid_cross_entropy(k, y, w)
sigmoid_cross_entropy(k, y, label_smoothing=0.2)
softmax_cross_entropy(k, y, tf.constant([1.0, 2.0, 0.0, 1.0]))
softmax_cross_entropy(k, y, label_smoothing=0.2)
sparse_softmax_cross_entropy([0, 2, 1, 1], y)
sparse_softmax_cross_entropy([[0], [2], [1], [1]], y, weights=[[1.0], [0.0], [2.0], [1.0]])
compute_weighted_loss(x, w)
"""

MISTAKES = """
tf.losses.mean_squared_error(P(4, 3), P(4, 3), weights=tf.zeros([3])) ## weights can not be broadcast to values. values.rank=2. weights.rank=1. values.shape=(4, 3). weights.shape=(3,).
tf.losses.mean_squared_error(P(4, 3), P(4, 3), weights=tf.zeros([2, 3])) ## weights can not be broadcast to values. Mismatch at dim 0. values.shape=[4 3], weights.shape=[2 3].
tf.losses.mean_squared_error(P(4, 3), P(4, 2)) ## Shapes (4, 2) and (4, 3) are incompatible
tf.losses.mean_squared_error(P(4, 3), P(4)) ## Shapes (4,) and (4, 3) are incompatible
tf.losses.mean_squared_error(None, P(4)) ## Argument `labels` must not be None
tf.losses.mean_squared_error(P(4), P(4), weights=None) ##
tf.losses.mean_squared_error(P(4), P(4), reduction="foo") ## Invalid Reduction Key foo
tf.losses.softmax_cross_entropy(P(4, 2), P(4, 3)) ## Shapes (4, 3) and (4, 2) are incompatible
tf.losses.cosine_distance(P(4), P(4)) ## You must specify argument `axis`
tf.losses.get_total_loss() ##
w, x = tf.placeholder(tf.float32), P(None, 3); run(tf.losses.compute_weighted_loss(x, w), {x: np.ones((2, 3)), w: np.ones((3, 3))}) ## weights can not be broadcast to values.
"""

HEADER = """
x = tf.constant(np.sin(np.arange(12) * 1.3).reshape(4, 3), tf.float32)
y = tf.constant(np.cos(np.arange(12) * 0.7).reshape(4, 3), tf.float32)
p = tf.constant((1 + np.arange(12).reshape(4, 3)) / 13, tf.float32)
k = tf.constant([[1, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 0]])
w = tf.constant([[1, 0, 2], [1, 1, 0.5], [0, 0, 0], [3, 1, 1]], tf.float32)
row = tf.constant([[1.0, 0.0, 2.0]])
""".strip()


def loss(tf: Any, np: Any, text: str) -> Any:
    """The loss, its gradients, and how many losses are collected."""
    known = {"tf": tf, "np": np}
    exec(HEADER, known)
    value = eval(f"tf.losses.{text}", known)
    slopes = tf.gradients(value, [known[key] for key in "xypw"])
    with tf.Session() as session:
        found = session.run([value, *[g for g in slopes if g is not None]])
    return [found, len(tf.losses.get_losses())]


TOPICS = [
    Topic("losses", "graph"),
    Topic("losses_nodes", "graph"),
    Topic("losses_mistakes", "graph"),
]
TOPICS[0].table(LOSSES.strip().split("\n"), loss, rtol=1e-5, atol=1e-6)
TOPICS[1].table([row for row in NODES.strip().split("\n") if row], graph_nodes)
enter(TOPICS[2], MISTAKES)


@TOPICS[0].case("the names of the reductions")
def _(tf: Any, np: Any) -> Any:
    kinds = tf.losses.Reduction
    return [list(kinds.all()), kinds.SUM, kinds.MEAN, kinds.NONE]


@TOPICS[0].case("losses by scope")
def _(tf: Any, np: Any) -> Any:
    execute(
        tf,
        np,
        """
with tf.name_scope("a"):
    tf.losses.mean_squared_error([1.0], [2.0])
with tf.name_scope("b"):
    tf.losses.absolute_difference([1.0], [2.0])
tf.losses.add_loss(tf.constant(1.0), loss_collection="mine")
""",
    )
    return [
        [item.name for item in tf.losses.get_losses(*scope)]
        for scope in ((), ("a",), ("b/",), (None, "mine"))
    ]
