"""``UnconnectedGradients``: what a source gets that no target depends on."""

from __future__ import annotations

import enum


class UnconnectedGradients(enum.Enum):
    """What an unconnected source gets.

    Source: tf.UnconnectedGradients.

    >>> import teachflow as tf
    >>> tf.UnconnectedGradients.ZERO.value
    'zero'
    """

    NONE = "none"
    ZERO = "zero"
