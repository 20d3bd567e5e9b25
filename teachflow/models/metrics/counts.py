"""Right and wrong, yes and no: the four counts, precision and recall."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.graph.defaults import graph_of
from teachflow.models.metrics.running import collect, fitted, metric_variable, opened
from teachflow.ops.arrays.array import identity
from teachflow.ops.arrays.selecting import where
from teachflow.ops.math.arithmetic import divide
from teachflow.ops.math.cast import cast
from teachflow.ops.math.logic import equal, greater, logical_and
from teachflow.ops.math.math import multiply
from teachflow.ops.math.reduce import reduce_sum
from teachflow.ops.state.state import assign_add, no_op


def _truths(predictions: Any, labels: Any, weights: Any) -> tuple[Any, Any, Any]:
    predictions = cast(predictions, dt.bool_)
    return fitted(predictions, cast(labels, dt.bool_), weights)


def _counted(
    default: str,
    wanted: tuple[bool, bool],
    labels: Any,
    predictions: Any,
    weights: Any,
    metrics_collections: Any,
    updates_collections: Any,
    name: str | None,
) -> tuple[Any, Any]:
    """How often labels and predictions were the ``wanted`` pair, and the update op."""
    here = graph_of(labels, predictions, weights)
    with home.within(here), opened(name, default):
        predictions, labels, weights = _truths(predictions, labels, weights)
        hit = logical_and(equal(labels, wanted[0]), equal(predictions, wanted[1]))
        with here.scope("assert_type"):
            no_op(name="statically_determined_correct_type")
        count = metric_variable([], dt.float32, "count")
        hits = cast(hit, dt.float32)
        if weights is not None:
            hits = multiply(hits, cast(weights, dt.float32))
        value = collect(metrics_collections, identity(count))
        update = assign_add(count, reduce_sum(hits))
        return value, collect(updates_collections, update)


def true_positives(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns how often both were true so far, and the update op.

    Source: tf.compat.v1.metrics.true_positives.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     value, update = tf.metrics.true_positives([1, 0, 1], [1, 1, 0])
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(update))
    1.0
    """
    rest = metrics_collections, updates_collections, name
    return _counted("true_positives", (True, True), labels, predictions, weights, *rest)


def true_negatives(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns how often both were false so far, and the update op.

    Source: tf.compat.v1.metrics.true_negatives.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     value, update = tf.metrics.true_negatives([1, 0, 0], [1, 1, 0])
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(update))
    1.0
    """
    rest = metrics_collections, updates_collections, name
    return _counted(
        "true_negatives", (False, False), labels, predictions, weights, *rest
    )


def false_positives(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns how often only the prediction was true so far, and the update op.

    Source: tf.compat.v1.metrics.false_positives.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     value, update = tf.metrics.false_positives([1, 0, 0], [1, 1, 0])
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(update))
    1.0
    """
    rest = metrics_collections, updates_collections, name
    return _counted(
        "false_positives", (False, True), labels, predictions, weights, *rest
    )


def false_negatives(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns how often only the label was true so far, and the update op.

    Source: tf.compat.v1.metrics.false_negatives.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     value, update = tf.metrics.false_negatives([1, 1, 0], [1, 0, 0])
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(update))
    1.0
    """
    rest = metrics_collections, updates_collections, name
    return _counted(
        "false_negatives", (True, False), labels, predictions, weights, *rest
    )


def _share(hits: Any, misses: Any, name: str) -> Any:
    """``hits / (hits + misses)``, 0 where there are none."""
    some = greater(hits + misses, 0)
    return where(some, divide(hits, hits + misses), 0.0, name=name)


def precision(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns the share of true predictions that are right, and the update op.

    Source: tf.compat.v1.metrics.precision.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     value, update = tf.metrics.precision([1, 0, 1, 1], [1, 1, 1, 0])
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(update))
    0.6666667
    """
    with (
        home.within(graph_of(labels, predictions, weights)),
        opened(name, "precision"),
    ):
        predictions, labels, weights = _truths(predictions, labels, weights)
        hits, more_hits = true_positives(labels, predictions, weights)
        wrong, more_wrong = false_positives(labels, predictions, weights)
        value = collect(metrics_collections, _share(hits, wrong, "value"))
        update = _share(more_hits, more_wrong, "update_op")
        return value, collect(updates_collections, update)


def recall(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns the share of true labels that were predicted, and the update op.

    Source: tf.compat.v1.metrics.recall.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     value, update = tf.metrics.recall([1, 0, 1, 1], [1, 1, 0, 0])
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(update))
    0.33333334
    """
    with (
        home.within(graph_of(labels, predictions, weights)),
        opened(name, "recall"),
    ):
        predictions, labels, weights = _truths(predictions, labels, weights)
        hits, more_hits = true_positives(labels, predictions, weights)
        missed, more_missed = false_negatives(labels, predictions, weights)
        value = collect(metrics_collections, _share(hits, missed, "value"))
        update = _share(more_hits, more_missed, "update_op")
        return value, collect(updates_collections, update)
