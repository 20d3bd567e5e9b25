"""Losses of classes: cross entropies, weighed and collected."""

from __future__ import annotations

from typing import Any

from teachflow.graph.keys import GraphKeys
from teachflow.models.losses.elementwise import compatible, required
from teachflow.models.losses.reduction import Reduction, compute_weighted_loss, opened
from teachflow.ops.arrays.array import stop_gradient
from teachflow.ops.arrays.lengths import shape
from teachflow.ops.math.cast import cast
from teachflow.ops.nn.losses import (
    sigmoid_cross_entropy_with_logits,
    softmax_cross_entropy_with_logits_v2,
    sparse_softmax_cross_entropy_with_logits,
)
from teachflow.ops.nn.squeezable import remove_squeezable_dimensions, squeeze_weights

_BY_WEIGHTS = Reduction.SUM_BY_NONZERO_WEIGHTS


def sigmoid_cross_entropy(
    multi_class_labels: Any,
    logits: Any,
    weights: Any = 1.0,
    label_smoothing: float = 0,
    scope: str | None = None,
    loss_collection: Any = GraphKeys.LOSSES,
    reduction: str = _BY_WEIGHTS,
) -> Any:
    """Returns the mean sigmoid cross entropy, weighed, and collects it.

    Each class is there or not by itself. ``label_smoothing`` draws labels towards 1/2.
    Source: tf.compat.v1.losses.sigmoid_cross_entropy.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.losses.sigmoid_cross_entropy([[1.0, 0.0]], [[0.0, 0.0]]))
    np.float32(0.6931472)
    """
    required(multi_class_labels=multi_class_labels, logits=logits)
    with opened(
        scope, "sigmoid_cross_entropy_loss", multi_class_labels, logits, weights
    ) as (here, inner):
        logits = here.convert(logits)
        labels = cast(multi_class_labels, logits.dtype.base_dtype)
        compatible(logits, labels)
        if label_smoothing > 0:
            labels = labels * (1 - label_smoothing) + 0.5 * label_smoothing
        losses = sigmoid_cross_entropy_with_logits(labels, logits, name="xentropy")
        return compute_weighted_loss(losses, weights, inner, loss_collection, reduction)


def softmax_cross_entropy(
    onehot_labels: Any,
    logits: Any,
    weights: Any = 1.0,
    label_smoothing: float = 0,
    scope: str | None = None,
    loss_collection: Any = GraphKeys.LOSSES,
    reduction: str = _BY_WEIGHTS,
) -> Any:
    """Returns the mean softmax cross entropy, weighed, and collects it.

    Labels are distributions of the logits' shape [rows, classes]; ``label_smoothing``
    draws them towards the uniform one. Source:
    tf.compat.v1.losses.softmax_cross_entropy.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.losses.softmax_cross_entropy([[1.0, 0.0]], [[0.0, 0.0]]))
    np.float32(0.6931472)
    """
    required(onehot_labels=onehot_labels, logits=logits)
    with opened(
        scope, "softmax_cross_entropy_loss", onehot_labels, logits, weights
    ) as (here, inner):
        logits = here.convert(logits)
        labels = cast(onehot_labels, logits.dtype.base_dtype)
        compatible(logits, labels)
        if label_smoothing > 0:
            classes = cast(shape(labels)[-1], logits.dtype.base_dtype)
            share = label_smoothing / classes
            labels = labels * (1.0 - label_smoothing) + share
        labels = stop_gradient(labels, name="labels_stop_gradient")
        losses = softmax_cross_entropy_with_logits_v2(labels, logits, name="xentropy")
        return compute_weighted_loss(losses, weights, inner, loss_collection, reduction)


def sparse_softmax_cross_entropy(
    labels: Any,
    logits: Any,
    weights: Any = 1.0,
    scope: str | None = None,
    loss_collection: Any = GraphKeys.LOSSES,
    reduction: str = _BY_WEIGHTS,
) -> Any:
    """Returns the mean softmax cross entropy of classes, weighed, and collects it.

    Labels are classes: int32 or int64, of the shape of the logits but for the last
    axis (or with length 1 there).
    Source: tf.compat.v1.losses.sparse_softmax_cross_entropy.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.losses.sparse_softmax_cross_entropy([1], [[0.0, 0.0]]))
    np.float32(0.6931472)
    """
    required(labels=labels, logits=logits)
    with opened(
        scope, "sparse_softmax_cross_entropy_loss", labels, logits, weights
    ) as (_, inner):
        labels, logits = remove_squeezable_dimensions(labels, logits, 1)
        weights = squeeze_weights(weights, labels)
        losses = sparse_softmax_cross_entropy_with_logits(
            labels, logits, name="xentropy"
        )
        return compute_weighted_loss(losses, weights, inner, loss_collection, reduction)
