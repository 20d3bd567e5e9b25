"""``tf.train``: optimizers and the global step."""

from __future__ import annotations

from teachflow.train.descent import GradientDescentOptimizer, MomentumOptimizer
from teachflow.train.optimizer import Optimizer
from teachflow.train.step import (
    create_global_step,
    get_global_step,
    get_or_create_global_step,
)

__all__ = [
    "GradientDescentOptimizer",
    "MomentumOptimizer",
    "Optimizer",
    "create_global_step",
    "get_global_step",
    "get_or_create_global_step",
]
