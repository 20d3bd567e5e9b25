"""``tf.contrib.layers``: initializers and regularizers."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.graph.regularization import apply_regularization
from teachflow.graph.scaled_initializers import (
    legacy_variance_scaling as variance_scaling_initializer,
)
from teachflow.graph.scaled_initializers import (
    xavier_initializer,
)
from teachflow.variables.regularizers import (
    l1_l2_regularizer,
    l1_regularizer,
    l2_regularizer,
    sum_regularizer,
)

xavier_initializer_conv2d = xavier_initializer

__all__ = [
    "apply_regularization",
    "l1_l2_regularizer",
    "l1_regularizer",
    "l2_regularizer",
    "sum_regularizer",
    "variance_scaling_initializer",
    "xavier_initializer",
    "xavier_initializer_conv2d",
]

__getattr__ = _looking_up(__name__)
