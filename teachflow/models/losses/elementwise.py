"""Losses that compare numbers one by one."""

from __future__ import annotations

from typing import Any

from teachflow.core.dtypes import float32
from teachflow.graph.keys import GraphKeys
from teachflow.models.losses.reduction import (
    Reduction,
    add_loss,
    compute_weighted_loss,
    num_present,
    opened,
)
from teachflow.ops.arrays.create import ones_like, range_, zeros_like
from teachflow.ops.arrays.lengths import rank
from teachflow.ops.arrays.selecting import where
from teachflow.ops.math.arithmetic import abs as absolute
from teachflow.ops.math.arithmetic import add, div_no_nan
from teachflow.ops.math.cast import cast
from teachflow.ops.math.math import (
    log,
    multiply,
    negative,
    square,
    squared_difference,
    subtract,
)
from teachflow.ops.math.order import maximum, minimum
from teachflow.ops.math.reduce import reduce_sum
from teachflow.ops.nn.nn import relu
from teachflow.ops.nn.weights import assert_broadcastable

_BY_WEIGHTS = Reduction.SUM_BY_NONZERO_WEIGHTS


def required(**arguments: Any) -> None:
    """Raises ``ValueError`` for an argument that is None."""
    for name, value in arguments.items():
        if value is None:
            raise ValueError(f"Argument `{name}` must not be None.")


def compatible(first: Any, second: Any) -> None:
    """Raises ``ValueError`` where static shapes cannot be equal."""
    if not first.shape.is_compatible_with(second.shape):
        raise ValueError(f"Shapes {first.shape} and {second.shape} are incompatible")


def mean_squared_error(
    labels: Any,
    predictions: Any,
    weights: Any = 1.0,
    scope: str | None = None,
    loss_collection: Any = GraphKeys.LOSSES,
    reduction: str = _BY_WEIGHTS,
) -> Any:
    """Returns the mean of ``(predictions - labels) ** 2``, weighed, and collects it.

    Both have one shape and become float32. Raises ``ValueError`` for other shapes.
    Source: tf.compat.v1.losses.mean_squared_error.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.losses.mean_squared_error([1.0, 2.0], [1.0, 4.0]))
    np.float32(2.0)
    """
    required(labels=labels, predictions=predictions)
    with opened(scope, "mean_squared_error", labels, predictions, weights) as (
        _,
        inner,
    ):
        predictions, labels = cast(predictions, float32), cast(labels, float32)
        compatible(predictions, labels)
        losses = squared_difference(predictions, labels)
        return compute_weighted_loss(losses, weights, inner, loss_collection, reduction)


def absolute_difference(
    labels: Any,
    predictions: Any,
    weights: Any = 1.0,
    scope: str | None = None,
    loss_collection: Any = GraphKeys.LOSSES,
    reduction: str = _BY_WEIGHTS,
) -> Any:
    """Returns the mean of ``|predictions - labels|``, weighed, and collects it.

    Source: tf.compat.v1.losses.absolute_difference.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.losses.absolute_difference([1.0, 2.0], [1.0, 4.0]))
    np.float32(1.0)
    """
    required(labels=labels, predictions=predictions)
    with opened(scope, "absolute_difference", labels, predictions, weights) as (
        _,
        inner,
    ):
        predictions, labels = cast(predictions, float32), cast(labels, float32)
        compatible(predictions, labels)
        losses = absolute(subtract(predictions, labels))
        return compute_weighted_loss(losses, weights, inner, loss_collection, reduction)


def cosine_distance(
    labels: Any,
    predictions: Any,
    axis: Any = None,
    weights: Any = 1.0,
    scope: str | None = None,
    loss_collection: Any = GraphKeys.LOSSES,
    reduction: str = _BY_WEIGHTS,
    dim: Any = None,
) -> Any:
    """Returns 1 less the products summed along ``axis``, weighed, and collects it.

    Both are taken to have length 1 along the axis. Raises ``ValueError`` without one.
    Source: tf.compat.v1.losses.cosine_distance.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.losses.cosine_distance([[1.0, 0.0]], [[0.6, 0.8]], axis=1))
    np.float32(0.39999998)
    """
    if axis is not None and dim is not None:
        raise ValueError("Cannot specify both 'axis' and 'dim'.")
    axis = dim if axis is None else axis
    if axis is None:
        raise ValueError("You must specify argument `axis`.")
    required(labels=labels, predictions=predictions)
    with opened(scope, "cosine_distance_loss", labels, predictions, weights) as (
        _,
        inner,
    ):
        predictions, labels = cast(predictions, float32), cast(labels, float32)
        compatible(predictions, labels)
        products = multiply(predictions, labels)
        losses = 1 - reduce_sum(products, axis=(axis,), keepdims=True)
        return compute_weighted_loss(losses, weights, inner, loss_collection, reduction)


def hinge_loss(
    labels: Any,
    logits: Any,
    weights: Any = 1.0,
    scope: str | None = None,
    loss_collection: Any = GraphKeys.LOSSES,
    reduction: str = _BY_WEIGHTS,
) -> Any:
    """Returns the mean of ``max(0, 1 - ±logits)``, weighed, and collects it.

    Labels are 0 or 1, and count as -1 or 1. Source: tf.compat.v1.losses.hinge_loss.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.losses.hinge_loss([0.0, 1.0], [0.5, 3.0]))
    np.float32(0.75)
    """
    required(labels=labels, logits=logits)
    with opened(scope, "hinge_loss", labels, logits, weights) as (_, inner):
        logits, labels = cast(logits, float32), cast(labels, float32)
        compatible(logits, labels)
        ones = ones_like(labels)
        signs = subtract(2 * labels, ones)
        losses = relu(subtract(ones, multiply(signs, logits)))
        return compute_weighted_loss(losses, weights, inner, loss_collection, reduction)


def huber_loss(
    labels: Any,
    predictions: Any,
    weights: Any = 1.0,
    delta: Any = 1.0,
    scope: str | None = None,
    loss_collection: Any = GraphKeys.LOSSES,
    reduction: str = _BY_WEIGHTS,
) -> Any:
    """Returns half the squares of errors up to ``delta``, straight on beyond, weighed.

    The mean is collected. Source: tf.compat.v1.losses.huber_loss.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.losses.huber_loss([0.0, 0.0], [1.0, 3.0]))
    np.float32(1.5)
    """
    required(labels=labels, predictions=predictions)
    with opened(scope, "huber_loss", labels, predictions, weights) as (here, inner):
        predictions, labels = cast(predictions, float32), cast(labels, float32)
        compatible(predictions, labels)
        size = absolute(subtract(predictions, labels))
        near = minimum(size, delta)
        far = subtract(size, near)
        half = here.convert(0.5, near.dtype.base_dtype)
        losses = add(multiply(half, multiply(near, near)), multiply(delta, far))
        return compute_weighted_loss(losses, weights, inner, loss_collection, reduction)


def log_loss(
    labels: Any,
    predictions: Any,
    weights: Any = 1.0,
    epsilon: float = 1e-7,
    scope: str | None = None,
    loss_collection: Any = GraphKeys.LOSSES,
    reduction: str = _BY_WEIGHTS,
) -> Any:
    """Returns the mean cross entropy of labels and probabilities, and collects it.

    ``epsilon`` keeps logarithms finite. Source: tf.compat.v1.losses.log_loss.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.losses.log_loss([1.0], [0.5]))
    np.float32(0.69314694)
    """
    required(labels=labels, predictions=predictions)
    with opened(scope, "log_loss", labels, predictions, weights) as (_, inner):
        predictions, labels = cast(predictions, float32), cast(labels, float32)
        compatible(predictions, labels)
        ones = negative(multiply(labels, log(predictions + epsilon)))
        zeros = multiply(1 - labels, log(1 - predictions + epsilon))
        return compute_weighted_loss(
            ones - zeros, weights, inner, loss_collection, reduction
        )


def mean_pairwise_squared_error(
    labels: Any,
    predictions: Any,
    weights: Any = 1.0,
    scope: str | None = None,
    loss_collection: Any = GraphKeys.LOSSES,
) -> Any:
    """Returns how differences within a row differ: the mean square over all pairs.

    Source: tf.compat.v1.losses.mean_pairwise_squared_error.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     loss = tf.losses.mean_pairwise_squared_error([[0.0, 1.0]], [[0.0, 3.0]])
    ...     sess.run(loss)
    np.float32(4.0)
    """
    required(labels=labels, predictions=predictions)
    with opened(scope, "mean_pairwise_squared_error", labels, predictions, weights) as (
        here,
        _,
    ):
        weights, labels = cast(weights, float32), cast(labels, float32)
        checked = assert_broadcastable(here, weights, labels)
        with here.control_dependencies([checked]):
            predictions = cast(predictions, float32)
            compatible(predictions, labels)
            differences = subtract(predictions, labels)
            axes = range_(1, rank(differences))
            squares = reduce_sum(square(differences), axis=axes, keepdims=True)
            count = num_present(differences, weights, per_batch=True)
            own = 2.0 * div_no_nan(squares, maximum(count - 1, 0), name="value")
            total = reduce_sum(differences, axis=axes, keepdims=True)
            squared = square(total)
            pairs = maximum(multiply(count, count - 1), 0)
            common = 2.0 * div_no_nan(squared, pairs, name="value")
            loss = reduce_sum(multiply(own - common, weights))
            loss = where(reduce_sum(count) > 0, loss, zeros_like(loss), name="value")
            add_loss(loss, loss_collection)
            return loss
