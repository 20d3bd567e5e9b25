"""Bits of whole numbers: shifting and counting them. And, or, not are in ``logic``."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INTEGERS
from teachflow.core.registry import op


@op("LeftShift", "T, T -> T", shape=rules.broadcast, differentiable=False, T=INTEGERS)
def left_shift(x: Any, y: Any) -> Any:
    """Elementwise ``x`` with its bits ``y`` places higher.

    Source: tf.bitwise.left_shift.

    >>> import teachflow as tf
    >>> tf.bitwise.left_shift([1, 3], 2).numpy()
    array([ 4, 12], dtype=int32)
    """
    return np.left_shift(x, _within(x, y))


@op("RightShift", "T, T -> T", shape=rules.broadcast, differentiable=False, T=INTEGERS)
def right_shift(x: Any, y: Any) -> Any:
    """Elementwise ``x`` with its bits ``y`` places lower; the sign stays.

    Source: tf.bitwise.right_shift.

    >>> import teachflow as tf
    >>> tf.bitwise.right_shift([4, -4], 1).numpy()
    array([ 2, -2], dtype=int32)
    """
    return np.right_shift(x, _within(x, y))


def _within(x: Any, y: Any) -> Any:
    """The distance, kept inside the number as TensorFlow keeps it."""
    return np.clip(y, 0, x.dtype.itemsize * 8 - 1).astype(x.dtype)


@op("PopulationCount", "T -> uint8", shape=rules.same, differentiable=False, T=INTEGERS)
def population_count(x: Any) -> Any:
    """How many bits of each element are 1."""
    return np.bitwise_count(x.view(f"u{x.dtype.itemsize}")).astype(np.uint8)
