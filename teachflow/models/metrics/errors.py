"""Metrics of regressions: how far predictions are off, on average."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.graph.defaults import graph_of
from teachflow.models.metrics.running import check_shapes, collect, fitted, mean
from teachflow.ops.arrays.create import zeros_like
from teachflow.ops.arrays.selecting import where
from teachflow.ops.math.arithmetic import abs as absolute
from teachflow.ops.math.arithmetic import truediv
from teachflow.ops.math.cast import cast
from teachflow.ops.math.elementary import sqrt
from teachflow.ops.math.logic import equal
from teachflow.ops.math.math import multiply, squared_difference, subtract
from teachflow.ops.math.reduce import reduce_sum


def mean_absolute_error(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns the mean of ``|predictions - labels|`` so far, and the update op.

    Source: tf.compat.v1.metrics.mean_absolute_error.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     value, update = tf.metrics.mean_absolute_error([1.0, 2.0], [1.0, 4.0])
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(update))
    1.0
    """
    with home.within(graph_of(labels, predictions, weights)):
        predictions, labels, weights = fitted(predictions, labels, weights)
        errors = absolute(subtract(predictions, labels, name="sub"))
        rest = metrics_collections, updates_collections, name or "mean_absolute_error"
        return mean(errors, weights, *rest)


def mean_squared_error(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns the mean of ``(predictions - labels) ** 2`` so far, and the update op.

    Source: tf.compat.v1.metrics.mean_squared_error.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     value, update = tf.metrics.mean_squared_error([1.0, 2.0], [1.0, 4.0])
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(update))
    2.0
    """
    with home.within(graph_of(labels, predictions, weights)):
        predictions, labels, weights = fitted(predictions, labels, weights)
        errors = squared_difference(labels, predictions)
        rest = metrics_collections, updates_collections, name or "mean_squared_error"
        return mean(errors, weights, *rest)


def root_mean_squared_error(
    labels: Any,
    predictions: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns the square root of the mean squared error so far, and the update op.

    Source: tf.compat.v1.metrics.root_mean_squared_error.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     value, update = tf.metrics.root_mean_squared_error([1.0, 2.0], [1.0, 4.0])
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(update))
    1.4142135
    """
    with home.within(graph_of(labels, predictions, weights)):
        predictions, labels, weights = fitted(predictions, labels, weights)
        error, update = mean_squared_error(
            labels, predictions, weights, name=name or "root_mean_squared_error"
        )
        value = collect(metrics_collections, sqrt(error))
        return value, collect(updates_collections, sqrt(update))


def mean_relative_error(
    labels: Any,
    predictions: Any,
    normalizer: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns the mean of ``|labels - predictions| / normalizer``, and the update op.

    Where the normalizer is 0 the error counts as 0.
    Source: tf.compat.v1.metrics.mean_relative_error.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     value, update = tf.metrics.mean_relative_error([1.0], [3.0], [4.0])
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(update))
    0.5
    """
    with home.within(graph_of(labels, predictions, normalizer, weights)):
        predictions, labels, weights = fitted(predictions, labels, weights)
        predictions, normalizer = _pair(predictions, normalizer)
        check_shapes(predictions, normalizer)
        errors = absolute(subtract(labels, predictions, name="sub"))
        relative = where(
            equal(normalizer, 0.0), zeros_like(labels), truediv(errors, normalizer)
        )
        rest = metrics_collections, updates_collections, name or "mean_relative_error"
        return mean(relative, weights, *rest)


def _pair(predictions: Any, normalizer: Any) -> tuple[Any, Any]:
    fitted_pair = fitted(predictions, normalizer, None)
    return fitted_pair[0], fitted_pair[1]


def mean_cosine_distance(
    labels: Any,
    predictions: Any,
    dim: Any,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Any, Any]:
    """Returns 1 less the mean of products summed along ``dim``, and the update op.

    Source: tf.compat.v1.metrics.mean_cosine_distance.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x, y = [[1.0, 0.0]], [[0.0, 1.0]]
    ...     value, update = tf.metrics.mean_cosine_distance(x, y, 1)
    ...     sess.run(tf.local_variables_initializer())
    ...     print(sess.run(update))
    1.0
    """
    with home.within(graph_of(labels, predictions, weights)):
        predictions, labels, weights = fitted(predictions, labels, weights)
        products = multiply(predictions, labels)
        products = reduce_sum(products, axis=[dim], keepdims=True)
        products = cast(products, dt.float32)
        similar, update = mean(
            products, weights, None, None, name or "mean_cosine_distance"
        )
        value = collect(metrics_collections, subtract(1.0, similar))
        return value, collect(updates_collections, subtract(1.0, update))
