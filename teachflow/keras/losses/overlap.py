"""Losses of sets and of embeddings: Dice, Tversky and circle."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.config import epsilon
from teachflow.keras.masking import set_keras_mask


def dice(y_true: Any, y_pred: Any, axis: Any = None) -> Any:
    """One minus twice the overlap by the sum of both sizes.

    Source: tf.keras.losses.dice.

    >>> import teachflow as tf
    >>> float(tf.keras.losses.dice([[1.0, 0.0]], [[0.0, 1.0]]))
    1.0
    """
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tf.cast(y_true, y_pred.dtype)
    overlap = tf.reduce_sum(y_true * y_pred, axis=axis)
    sizes = tf.reduce_sum(y_true, axis=axis) + tf.reduce_sum(y_pred, axis=axis)
    return 1 - 2.0 * overlap / (sizes + epsilon())


def tversky(
    y_true: Any, y_pred: Any, alpha: float = 0.5, beta: float = 0.5, axis: Any = None
) -> Any:
    """One minus the overlap by itself and what is missed on either side.

    ``alpha`` weighs what only the truth has, ``beta`` what only the prediction has.
    Source: tf.keras.losses.tversky; Salehi et al. (2017).

    >>> import teachflow as tf
    >>> float(tf.keras.losses.tversky([[1.0, 0.0]], [[0.0, 1.0]]))
    1.0
    """
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tf.cast(y_true, y_pred.dtype)
    overlap = tf.reduce_sum(y_true * y_pred, axis=axis)
    missed = tf.reduce_sum((1 - y_pred) * y_true, axis=axis)
    extra = tf.reduce_sum(y_pred * (1 - y_true), axis=axis)
    return 1 - overlap / (overlap + missed * alpha + extra * beta + epsilon())


def circle(
    y_true: Any,
    y_pred: Any,
    ref_labels: Any = None,
    ref_embeddings: Any = None,
    remove_diagonal: bool = True,
    gamma: float = 80,
    margin: float = 0.4,
) -> Any:
    """How badly embeddings of one class stand together and others apart.

    ``y_true`` are classes ``(n,)``, ``y_pred`` embeddings ``(n, d)`` of length 1; the
    answer has one loss for each. Source: tf.keras.losses.circle; Sun et al. (2020).

    >>> import teachflow as tf
    >>> e = tf.constant([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    >>> tf.keras.losses.circle(tf.constant([0, 0, 1]), e).shape
    TensorShape([3])
    """
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tf.cast(y_true, "int32")
    others = y_pred if ref_embeddings is None else tf.convert_to_tensor(ref_embeddings)
    labels = y_true if ref_labels is None else tf.cast(ref_labels, "int32")
    distances = tf.maximum(1 - tf.matmul(y_pred, tf.transpose(others)), 0.0)
    rows, columns = tf.reshape(y_true, [-1, 1]), tf.reshape(labels, [-1, 1])
    same = tf.equal(rows, tf.transpose(columns))
    different = tf.logical_not(same)
    if remove_diagonal:
        itself = tf.eye(tf.size(rows), tf.size(columns), dtype="bool")
        same = tf.logical_and(same, tf.logical_not(itself))
    near, far = tf.cast(same, y_pred.dtype), tf.cast(different, y_pred.dtype)
    near_weights = tf.maximum((margin + distances) * near, 0.0)
    far_weights = tf.maximum((1 + margin - distances) * far, 0.0)
    near_parts = -gamma * near_weights * (margin - distances)
    far_parts = gamma * far_weights * (1 - margin - distances)
    nothing = tf.fill(tf.shape(distances), tf.cast(float("-inf"), y_pred.dtype))
    near_loss = tf.reduce_logsumexp(tf.where(same, near_parts, nothing), axis=1)
    far_loss = tf.reduce_logsumexp(tf.where(different, far_parts, nothing), axis=1)
    losses = tf.math.softplus(near_loss + far_loss)
    set_keras_mask(losses, losses > 0)
    return losses
