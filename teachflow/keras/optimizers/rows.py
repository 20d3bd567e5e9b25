"""Gradients that are rows of a tensor (``tf.IndexedSlices``), as the rules take them.

What gathers the same row twice sends back two rows of one number. Keras adds them only
where a tensor is needed, so their squares are squares of each row: so it is here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import teachflow.compat.v2 as tf


def each_row(rule: Callable[[Any], Any], gradient: Any) -> Any:
    """``rule`` of a tensor, or of the rows that are given."""
    if isinstance(gradient, tf.IndexedSlices):
        values = rule(gradient.values)
        return tf.IndexedSlices(values, gradient.indices, gradient.dense_shape)
    return rule(gradient)


def values_of(gradient: Any) -> Any:
    """The tensor, or the rows that are given."""
    return gradient.values if isinstance(gradient, tf.IndexedSlices) else gradient


def dense(gradient: Any) -> Any:
    """The gradient as a tensor: rows in their places, those of one number added."""
    return tf.convert_to_tensor(gradient)


def squared(gradient: Any) -> Any:
    """The squares as a tensor; rows of one number are squared before they are added.

    >>> import teachflow as tf
    >>> rows = tf.IndexedSlices(tf.constant([1.0, 2.0]), tf.constant([1, 1]), [2])
    >>> squared(rows).numpy(), squared(dense(rows)).numpy()
    (array([0., 5.], dtype=float32), array([0., 9.], dtype=float32))
    """
    return dense(each_row(tf.square, gradient))
