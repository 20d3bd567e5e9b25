"""``tf.keras.datasets``: small data sets that courses use."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.datasets import (
    boston_housing,
    california_housing,
    cifar10,
    fashion_mnist,
    mnist,
)

__all__ = [
    "boston_housing",
    "california_housing",
    "cifar10",
    "fashion_mnist",
    "mnist",
]

__getattr__ = _looking_up(__name__)
