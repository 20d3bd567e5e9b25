"""``tf.data.experimental``: what may be given to ``Dataset.apply``."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.datasets.transformations import (
    AUTOTUNE,
    enumerate_dataset,
    ignore_errors,
    map_and_batch,
    shuffle_and_repeat,
    unbatch,
)

__getattr__ = _looking_up(__name__)
