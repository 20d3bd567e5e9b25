"""``tf.metrics`` and ``tf.confusion_matrix``: nodes, variables, values run by run."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from typing import Any

from tests.oracle.cases.mistakes import enter
from tests.oracle.harness import Topic, execute, nodes, run_value

NODES = """
r = tf.metrics.accuracy(tf.placeholder(tf.int64, [None]), tf.placeholder(tf.int64, [None]))
r = tf.metrics.accuracy(tf.placeholder(tf.int64, [3]), tf.placeholder(tf.int32, [3]), weights=tf.placeholder(tf.float32, [3]), name="acc")
r = tf.metrics.accuracy([1, 2], [1, 3]); s = tf.metrics.accuracy([1, 2], [1, 2])
r = tf.metrics.mean(tf.placeholder(tf.float32, [None, 2]))
r = tf.metrics.mean(tf.placeholder(tf.float32, [4, 2]), 2.0, metrics_collections=["a", "b"], updates_collections="c")
r = tf.metrics.mean_tensor(tf.placeholder(tf.float32, [2]))
r = tf.metrics.precision(tf.placeholder(tf.int64, [3]), tf.placeholder(tf.int32, [3]))
r = tf.metrics.recall(tf.placeholder(tf.int64, [3]), tf.placeholder(tf.int32, [3]), name="r")
r = tf.metrics.true_positives(tf.placeholder(tf.int64, [3]), tf.placeholder(tf.int32, [3]))
r = tf.metrics.false_negatives(tf.placeholder(tf.bool, [3]), tf.placeholder(tf.bool, [3]))
r = tf.metrics.mean_squared_error(tf.placeholder(tf.float32, [3]), tf.placeholder(tf.float32, [3]))
r = tf.metrics.root_mean_squared_error(tf.placeholder(tf.float32, [3]), tf.placeholder(tf.float32, [3]))
r = tf.metrics.mean_absolute_error(tf.placeholder(tf.float32, [3]), tf.placeholder(tf.float32, [3]))
r = tf.metrics.percentage_below(tf.placeholder(tf.float32, [3]), 2.0)
"""

# Of these the values agree; TensorFlow builds more nodes.
RUNS = """
accuracy(L, C)
accuracy(L, C, W)
accuracy(L[:, None], C)
mean(X)
mean(X, W)
mean(X, 2.0)
mean_tensor(X, W)
precision(L > 0, C > 0)
precision(L > 0, C > 0, W)
recall(L > 0, C > 0)
recall(L > 5, C > 0)
true_positives(L > 0, C > 0, W)
true_negatives(L > 0, C > 0)
false_positives(L > 0, C > 0)
false_negatives(L > 0, C > 0)
mean_squared_error(X, Y)
mean_squared_error(X, Y, W)
root_mean_squared_error(X, Y)
mean_absolute_error(X, Y, W)
mean_relative_error(X, Y, Z)
mean_cosine_distance(X[:, None], Y[:, None], 1)
percentage_below(X, 0.3)
auc(L > 0, Z)
auc(L > 0, Z, W, num_thresholds=7)
auc(L > 0, Z, curve="PR")
auc(L > 0, Z, curve="PR", summation_method="careful_interpolation")
auc(L > 0, Z, summation_method="minoring", num_thresholds=5)
auc(L > 0, Z, summation_method="majoring", thresholds=[0.5, 0.2])
mean_per_class_accuracy(L, C, 4)
mean_per_class_accuracy(L, C, 4, W)
mean_iou(L, C, 4)
mean_iou(L, C, 4, W)
"""

VALUES = """
tf.confusion_matrix([0, 1, 2, 1], [0, 2, 2, 1])
tf.confusion_matrix([0, 1, 2, 1], [0, 2, 2, 1], num_classes=4, dtype=tf.float32)
tf.confusion_matrix([0, 1, 2, 1], [[0], [2], [2], [1]], 3, weights=[1, 2, 3, 4])
tf.math.confusion_matrix(tf.constant([0, 1], tf.int64), tf.constant([1, 1], tf.uint8))
"""

MISTAKES = """
tf.metrics.accuracy(P(3), P(4)) ## Shapes (4,) and (3,) are incompatible
tf.metrics.mean_iou(P(3), P(4), 2) ## incompatible
tf.metrics.auc(P(3), P(3), curve="XY") ## Curve must be either ROC or PR
tf.metrics.auc(P(3), P(3), summation_method="XY") ## Invalid summation_method
v, u = tf.metrics.mean([1.0]); bare(v) ## uninitialized value mean/
run(tf.confusion_matrix([0, -1], [0, 1])) ## `labels` contains negative values
run(tf.confusion_matrix([0, 1], [0, 5], num_classes=3)) ## `predictions` out of bound
run(tf.confusion_matrix([0, 4], [0, 1], num_classes=3)) ## `labels` out of bound
tf.confusion_matrix([0, 1], [0, 1], weights=[1.0]) ## Shapes (2,) and (1,)
tf.metrics.mean_iou(tf.constant([0, 1]), tf.constant([0, 1]), 2, tf.ones([3])) ## Shapes
"""


def built(tf: Any, np: Any, text: str) -> Any:
    """The nodes that a row adds, and the variables and collections."""
    execute(tf, np, text)
    keys = tf.GraphKeys.LOCAL_VARIABLES, tf.GraphKeys.METRIC_VARIABLES, "a", "b", "c"
    held = [[item.name for item in tf.get_collection(key)] for key in keys]
    return [nodes(tf), held, len(tf.global_variables())]


def runs(tf: Any, np: Any, text: str) -> Any:
    """Value, update and value again, for three batches of different length."""
    known: dict[str, Any] = {
        "X": tf.placeholder(tf.float32, [None]),
        "Y": tf.placeholder(tf.float32, [None]),
        "Z": tf.placeholder(tf.float32, [None]),
        "W": tf.placeholder(tf.float32, [None]),
        "L": tf.placeholder(tf.int64, [None]),
        "C": tf.placeholder(tf.int64, [None]),
    }
    if "tensor" in text:
        known = {**known, "X": tf.placeholder(tf.float32, [4])}
    value, update = eval(f"tf.metrics.{text}", {"tf": tf, **known})
    answers = []
    with tf.Session() as session:
        session.run(tf.local_variables_initializer())
        for length in (4, 4) if "tensor" in text else (4, 7, 2):
            steps = np.arange(length) + length
            feeds = {
                "X": np.sin(1.3 * steps),
                "Y": np.cos(0.7 * steps),
                "Z": np.sin(2.1 * steps) ** 2,
                "W": steps % 3,
                "L": steps * 7 % 4,
                "C": steps * steps % 4,
            }
            fed = {known[key]: array for key, array in feeds.items()}
            answers += [session.run(update, fed), session.run(value)]
    return answers


TOPICS = [
    Topic("metrics", "graph"),
    Topic("metrics_nodes", "graph"),
    Topic("metrics_mistakes", "graph"),
]
TOPICS[0].table(RUNS.strip().split("\n"), runs, rtol=1e-5, atol=1e-6)
TOPICS[0].table(VALUES.strip().split("\n"), run_value)
TOPICS[1].table(NODES.strip().split("\n"), built)
enter(TOPICS[2], MISTAKES)
