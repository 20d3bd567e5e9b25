"""Metrics of many classes: the mean over classes, from counts of each."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.graph.defaults import graph_of
from teachflow.models.metrics.running import (
    check_shapes,
    collect,
    metric_variable,
    opened,
)
from teachflow.ops.arrays.create import ones, ones_like
from teachflow.ops.arrays.lengths import size
from teachflow.ops.arrays.reshaping import reshape
from teachflow.ops.arrays.selecting import where
from teachflow.ops.linalg.diagonals import diag_part
from teachflow.ops.math.arithmetic import div_no_nan, divide
from teachflow.ops.math.cast import cast
from teachflow.ops.math.logic import equal, greater, not_equal
from teachflow.ops.math.order import maximum
from teachflow.ops.math.reduce import reduce_mean, reduce_sum
from teachflow.ops.nn.confusion import confusion_matrix
from teachflow.ops.state.scatter_places import scatter_add
from teachflow.ops.state.state import assign_add


def _flat(x: Any) -> Any:
    """``x`` as a vector."""
    return x if x is None or x.shape.rank in (None, 1) else reshape(x, [-1])


def mean_per_class_accuracy(
    labels: Any,
    predictions: Any,
    num_classes: int,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns the mean of the classes' accuracies so far, and the update op.

    The update gives the accuracy of each class. Unlike TensorFlow, it builds fewer
    nodes. Source: tf.compat.v1.metrics.mean_per_class_accuracy.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x, y = tf.constant([0, 1, 1]), tf.constant([0, 0, 1])
    ...     value, update = tf.metrics.mean_per_class_accuracy(x, y, 2)
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(update), sess.run(value))
    [1.  0.5] 0.75
    """
    here = graph_of(labels, predictions, weights)
    with home.within(here), opened(name, "mean_accuracy"):
        labels = _flat(cast(labels, dt.int64))
        predictions = _flat(here.convert(predictions))
        check_shapes(predictions, labels)
        total = metric_variable([num_classes], dt.float32, "total")
        count = metric_variable([num_classes], dt.float32, "count")
        each = ones([size(labels)], dt.float32)
        if predictions.dtype.base_dtype is not dt.int64:
            predictions = cast(predictions, dt.int64)
        right = cast(equal(predictions, labels), dt.float32)
        if weights is not None:
            weights = cast(_flat(here.convert(weights)), dt.float32)
            right, each = right * weights, each * weights
        new_total = scatter_add(total, labels, each)
        new_count = scatter_add(count, labels, right)
        shares = div_no_nan(count, maximum(total, 0))
        value = collect(metrics_collections, reduce_mean(shares, name="mean_accuracy"))
        update = div_no_nan(new_count, maximum(new_total, 0), name="update_op")
        return value, collect(updates_collections, update)


def mean_iou(
    labels: Any,
    predictions: Any,
    num_classes: int,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns the mean over classes of intersection over union, and the update op.

    The update gives the confusion matrix so far. Unlike TensorFlow, it builds fewer
    nodes. Source: tf.compat.v1.metrics.mean_iou.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x, y = tf.constant([0, 1, 1]), tf.constant([0, 0, 1])
    ...     value, update = tf.metrics.mean_iou(x, y, 2)
    ...     sess.run(tf.local_variables_initializer())
    ...     _ = sess.run(update)
    ...     print(sess.run(value))
    0.5
    """
    here = graph_of(labels, predictions, weights)
    with home.within(here), opened(name, "mean_iou"):
        predictions, labels = here.convert(predictions), here.convert(labels)
        check_shapes(predictions, labels)
        kept = metric_variable(
            [num_classes, num_classes], dt.float64, "total_confusion_matrix"
        )
        predictions = _flat(cast(predictions, dt.int64))
        labels = _flat(cast(labels, dt.int64))
        weights = None if weights is None else _flat(here.convert(weights))
        matrix = confusion_matrix(
            labels, predictions, num_classes, dt.float64, weights=weights
        )
        update = assign_add(kept, matrix)
        rows = cast(reduce_sum(kept, 0), dt.float32)
        columns = cast(reduce_sum(kept, 1), dt.float32)
        both = cast(diag_part(kept), dt.float32)
        union = rows + columns - both
        present = reduce_sum(cast(not_equal(union, 0), dt.float32))
        union = where(greater(union, 0), union, ones_like(union))
        shares = divide(both, union)
        mean = reduce_sum(shares, name="mean_iou") / present
        value = where(greater(present, 0), mean, 0.0)
        collect(metrics_collections, value)
        return value, collect(updates_collections, update)
