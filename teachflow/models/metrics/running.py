"""The running mean, which most metrics are, and what it counts in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.graph.defaults import get_default_graph, graph_of
from teachflow.graph.keys import GraphKeys
from teachflow.graph.sharing.variable_scope import variable_scope
from teachflow.ops.arrays.create import ones_like, zeros
from teachflow.ops.arrays.lengths import size
from teachflow.ops.arrays.reshaping import expand_dims
from teachflow.ops.math.arithmetic import div_no_nan
from teachflow.ops.math.cast import cast
from teachflow.ops.math.logic import equal, less
from teachflow.ops.math.math import multiply
from teachflow.ops.math.order import maximum
from teachflow.ops.math.reduce import reduce_sum
from teachflow.ops.nn.squeezable import remove_squeezable_dimensions, squeeze_weights
from teachflow.ops.nn.weights import broadcast_weights
from teachflow.ops.state.state import assign_add
from teachflow.variables.graph import GraphVariable


def opened(name: str | None, default: str) -> AbstractContextManager[Any]:
    """The variable scope of a metric: ``name``, or ``default`` numbered."""
    return variable_scope(name, default)


def metric_variable(shape: Any, dtype: Any, name: str) -> Any:
    """A local variable that starts at zero, and is no model's."""
    return GraphVariable(
        lambda: zeros(shape, dtype),
        trainable=False,
        collections=[GraphKeys.LOCAL_VARIABLES, GraphKeys.METRIC_VARIABLES],
        name=name,
    )


def collect(keys: Any, value: Any) -> Any:
    """Adds ``value`` to the collections that the caller names; returns it."""
    if keys:
        get_default_graph().add_to_collections(keys, value)
    return value


def fitted(predictions: Any, labels: Any, weights: Any) -> tuple[Any, Any, Any]:
    """All three with ranks that match: an axis of length 1 taken away, or given.

    Raises ``ValueError`` where labels and predictions cannot have one shape.
    """
    predictions = graph_of(predictions, labels, weights).convert(predictions)
    if labels is not None:
        labels, predictions = remove_squeezable_dimensions(labels, predictions)
        check_shapes(predictions, labels)
    if weights is None:
        return predictions, labels, None
    weights = squeeze_weights(weights, predictions)
    ranks = weights.shape.rank, predictions.shape.rank
    if ranks[0] and ranks[1] == ranks[0] + 1:
        weights = expand_dims(weights, [-1])
    return predictions, labels, weights


def check_shapes(predictions: Any, labels: Any) -> None:
    """Raises ``ValueError`` where static shapes cannot be equal."""
    if not predictions.shape.is_compatible_with(labels.shape):
        raise ValueError(
            f"Shapes {predictions.shape} and {labels.shape} are incompatible"
        )


def _share(total: Any, count: Any, name: str) -> Any:
    return div_no_nan(total, maximum(count, 0), name=name)


def mean(
    values: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns the mean of all values so far, and the op that takes in this run's.

    ``weights`` broadcast to the values. Source: tf.compat.v1.metrics.mean.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.placeholder(tf.float32, [None])
    ...     value, update = tf.metrics.mean(x)
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(update, {x: [1, 2]}), sess.run(update, {x: [6]}))
    ...     print(sess.run(value))
    1.5 3.0
    3.0
    """
    with home.within(graph_of(values, weights)), opened(name, "mean"):
        values = cast(values, dt.float32)
        total = metric_variable([], dt.float32, "total")
        count = metric_variable([], dt.float32, "count")
        if weights is None:
            added = cast(size(values), dt.float32)
        else:
            values, _, weights = fitted(values, None, weights)
            weights = broadcast_weights(cast(weights, dt.float32), values)
            values = multiply(values, weights)
            added = reduce_sum(weights)
        return _running(
            (total, count),
            (lambda: reduce_sum(values), lambda: added),
            values,
            metrics_collections,
            updates_collections,
        )


def _running(
    kept: tuple[Any, Any],
    added: tuple[Callable[[], Any], Callable[[], Any]],
    values: Any,
    metrics_collections: Any,
    updates_collections: Any,
) -> tuple[Any, Any]:
    """Value and update op of a total over a count."""
    total, count = kept
    new_total = assign_add(total, added[0]())
    with get_default_graph().control_dependencies([values]):
        new_count = assign_add(count, added[1]())
    value = collect(metrics_collections, _share(total, count, "value"))
    update = _share(new_total, new_count, "update_op")
    return value, collect(updates_collections, update)


def mean_tensor(
    values: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns the mean of each element so far, and the op that takes in this run's.

    Source: tf.compat.v1.metrics.mean_tensor.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.placeholder(tf.float32, [2])
    ...     value, update = tf.metrics.mean_tensor(x)
    ...     sess.run(tf.local_variables_initializer())
    ...     _ = sess.run(update, {x: [1, 2]}), sess.run(update, {x: [3, 8]})
    ...     print(sess.run(value))
    [2. 5.]
    """
    with home.within(graph_of(values, weights)), opened(name, "mean"):
        values = cast(values, dt.float32)
        total = metric_variable(values.shape, dt.float32, "total_tensor")
        count = metric_variable(values.shape, dt.float32, "count_tensor")
        added = ones_like(values)
        if weights is not None:
            values, _, weights = fitted(values, None, weights)
            weights = broadcast_weights(cast(weights, dt.float32), values)
            values, added = multiply(values, weights), multiply(added, weights)
        return _running(
            (total, count),
            (lambda: values, lambda: added),
            values,
            metrics_collections,
            updates_collections,
        )


def accuracy(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns how often predictions equal labels so far, and the op that takes in more.

    Source: tf.compat.v1.metrics.accuracy.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     value, update = tf.metrics.accuracy([1, 0, 2], [1, 1, 2])
    ...     sess.run(tf.local_variables_initializer())
    ...     print(value.name, sess.run([update, value]))
    accuracy/value:0 [np.float32(0.6666667), np.float32(0.6666667)]
    """
    with home.within(graph_of(labels, predictions, weights)):
        predictions, labels, weights = fitted(predictions, labels, weights)
        if labels.dtype.base_dtype is not predictions.dtype.base_dtype:
            predictions = cast(predictions, labels.dtype.base_dtype)
        right = cast(equal(predictions, labels), dt.float32)
        rest = metrics_collections, updates_collections, name or "accuracy"
        return mean(right, weights, *rest)


def percentage_below(
    values: Any,
    threshold: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns the share of values below ``threshold`` so far, and the update op.

    Source: tf.compat.v1.metrics.percentage_below.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     value, update = tf.metrics.percentage_below([1.0, 5.0], 3.0)
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(update))
    0.5
    """
    with home.within(graph_of(values, threshold, weights)):
        below = cast(less(values, threshold), dt.float32)
        default = name or "percentage_below_threshold"
        return mean(below, weights, metrics_collections, updates_collections, default)
