"""Gradients kept within bounds, by their Euclidean norm."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.optimizers.rows import each_row, values_of


def clip_by_norm(gradient: Any, bound: float) -> Any:
    """``gradient``, shortened to the length ``bound`` where it is longer."""
    return each_row(lambda rows: tf.clip_by_norm(rows, bound), gradient)


def clip_by_global_norm(gradients: list[Any], bound: float) -> list[Any]:
    """All gradients, scaled alike so that they together are no longer than ``bound``.

    >>> import teachflow as tf
    >>> parts = clip_by_global_norm([tf.constant([3.0]), tf.constant([4.0])], 1.0)
    >>> [round(float(part[0]), 4) for part in parts]
    [0.6, 0.8]
    """
    squares = [tf.reduce_sum(tf.square(values_of(gradient))) for gradient in gradients]
    norm = tf.sqrt(tf.reduce_sum(tf.stack(squares)))
    scale = bound * tf.minimum(1.0 / norm, 1.0 / bound)
    # An infinite norm makes every gradient NaN, rather than zero.
    scale = scale + (norm - norm)
    return [each_row(lambda rows: rows * scale, part) for part in gradients]
