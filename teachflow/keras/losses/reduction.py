"""From one loss for each sample to one number: weights, masks and reductions."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.masking import get_keras_mask
from teachflow.keras.tensors import tensor

REDUCTIONS = (
    None,
    "none",
    "sum",
    "sum_over_batch_size",
    "mean",
    "mean_with_sample_weight",
)


def checked_reduction(reduction: Any) -> Any:
    """``reduction`` itself; ``ValueError`` where Keras has none of that name.

    >>> checked_reduction("sum")
    'sum'
    """
    if reduction not in REDUCTIONS:
        raise ValueError(
            "Invalid value for argument `reduction`. Expected one of "
            f"{REDUCTIONS}. Received: reduction={reduction}"
        )
    return reduction


def to_same_rank(x1: Any, x2: Any) -> tuple[Any, Any]:
    """Both, where one has an axis of length one more: without it, or the other with it.

    A vector beside a column becomes a column; else the column loses its axis.

    >>> import teachflow as tf
    >>> a, b = to_same_rank(tf.zeros([3]), tf.zeros([3, 1]))
    >>> a.shape, b.shape
    (TensorShape([3, 1]), TensorShape([3, 1]))
    """
    rank1, rank2 = len(x1.shape), len(x2.shape)
    if rank1 == rank2 + 1 and x1.shape[-1] == 1:
        if rank2 == 1:
            return x1, tf.expand_dims(x2, axis=-1)
        return tf.squeeze(x1, axis=-1), x2
    if rank2 == rank1 + 1 and x2.shape[-1] == 1:
        if rank1 == 1:
            return tf.expand_dims(x1, axis=-1), x2
        return x1, tf.squeeze(x2, axis=-1)
    return x1, x2


def masked_weights(weights: Any, mask: Any, dtype: Any, reduction: Any) -> Any:
    """``weights`` times ``mask``; None where neither is given.

    For a mean the mask is scaled so that the mean is over the samples that count.
    """
    if mask is None:
        return weights
    scaled = tf.cast(mask, dtype)
    if reduction in ("mean", "sum_over_batch_size"):
        total = tf.cast(tf.size(mask), dtype)
        scaled = scaled * tf.math.divide_no_nan(total, tf.reduce_sum(scaled))
    if weights is None:
        return scaled
    scaled, weights = to_same_rank(scaled, tf.cast(weights, dtype))
    return weights * scaled


def reduce_values(values: Any, weights: Any, reduction: Any) -> Any:
    """The sum or mean of ``values``; they themselves where nothing is to reduce."""
    if reduction in (None, "none") or tuple(values.shape) in ((), (0,)):
        return values
    total = tf.reduce_sum(values)
    if reduction == "sum":
        return total
    if reduction == "mean_with_sample_weight" and weights is not None:
        return tf.math.divide_no_nan(
            total, tf.cast(tf.reduce_sum(weights), total.dtype)
        )
    return tf.math.divide_no_nan(total, tf.cast(tf.size(values), total.dtype))


def reduce_weighted(
    values: Any, weights: Any, mask: Any, reduction: Any, dtype: Any
) -> Any:
    """``values`` times ``weights``, without what ``mask`` hides, reduced.

    >>> import teachflow as tf
    >>> float(reduce_weighted(tf.constant([1.0, 3.0]), [1, 2], None, "mean", "float32"))
    3.5
    """
    values = tensor(values, dtype)
    if weights is not None:
        weights = tensor(weights, dtype)
    weights = masked_weights(weights, mask, values.dtype, reduction)
    if weights is not None:
        values, weights = to_same_rank(values, tf.cast(weights, values.dtype))
        values = values * weights
    return reduce_values(values, weights, reduction)


def common_mask(first: Any, second: Any) -> Any:
    """The mask that both tensors carry; None where neither carries one."""
    one, other = get_keras_mask(first), get_keras_mask(second)
    if one is None or other is None:
        return other if one is None else one
    return tf.logical_and(one, other)
