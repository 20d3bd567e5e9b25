"""``tf.contrib.layers``: layers, initializers and regularizers."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1._face import at_home
from teachflow.graph.sharing.regularization import apply_regularization
from teachflow.graph.sharing.scaled_initializers import (
    legacy_variance_scaling as variance_scaling_initializer,
)
from teachflow.graph.sharing.scaled_initializers import (
    xavier_initializer,
)
from teachflow.models.layers import contrib as _layers
from teachflow.variables.regularizers import (
    l1_l2_regularizer,
    l1_regularizer,
    l2_regularizer,
    sum_regularizer,
)

avg_pool2d = at_home(_layers.avg_pool2d)
batch_norm = at_home(_layers.batch_norm)
conv2d = at_home(_layers.conv2d)
convolution2d = conv2d
dropout = at_home(_layers.dropout)
flatten = at_home(_layers.flatten)
fully_connected = at_home(_layers.fully_connected)
linear = at_home(_layers.linear)
max_pool2d = at_home(_layers.max_pool2d)
relu = at_home(_layers.relu)
xavier_initializer_conv2d = xavier_initializer

__all__ = [
    "apply_regularization",
    "avg_pool2d",
    "batch_norm",
    "conv2d",
    "convolution2d",
    "dropout",
    "flatten",
    "fully_connected",
    "l1_l2_regularizer",
    "l1_regularizer",
    "l2_regularizer",
    "linear",
    "max_pool2d",
    "relu",
    "sum_regularizer",
    "variance_scaling_initializer",
    "xavier_initializer",
    "xavier_initializer_conv2d",
]

__getattr__ = _looking_up(__name__)
