"""``tf.layers``: layers with variables of their own, as classes and as functions."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1._face import at_home
from teachflow.models.layers import convolving as _convolving
from teachflow.models.layers import core as _core
from teachflow.models.layers import normalization as _normalization
from teachflow.models.layers import pooling as _pooling
from teachflow.models.layers.base import Layer
from teachflow.models.layers.convolutional import (
    Conv1D,
    Conv2D,
    Conv2DTranspose,
    SeparableConv2D,
)
from teachflow.models.layers.core import Dense, Dropout, Flatten
from teachflow.models.layers.normalization import BatchNormalization
from teachflow.models.layers.pooling import (
    AveragePooling1D,
    AveragePooling2D,
    MaxPooling1D,
    MaxPooling2D,
)

average_pooling1d = at_home(_pooling.average_pooling1d)
average_pooling2d = at_home(_pooling.average_pooling2d)
batch_normalization = at_home(_normalization.batch_normalization)
conv1d = at_home(_convolving.conv1d)
conv2d = at_home(_convolving.conv2d)
conv2d_transpose = at_home(_convolving.conv2d_transpose)
dense = at_home(_core.dense)
dropout = at_home(_core.dropout)
flatten = at_home(_core.flatten)
max_pooling1d = at_home(_pooling.max_pooling1d)
max_pooling2d = at_home(_pooling.max_pooling2d)
separable_conv2d = at_home(_convolving.separable_conv2d)

__all__ = [
    "AveragePooling1D",
    "AveragePooling2D",
    "BatchNormalization",
    "Conv1D",
    "Conv2D",
    "Conv2DTranspose",
    "Dense",
    "Dropout",
    "Flatten",
    "Layer",
    "MaxPooling1D",
    "MaxPooling2D",
    "SeparableConv2D",
    "average_pooling1d",
    "average_pooling2d",
    "batch_normalization",
    "conv1d",
    "conv2d",
    "conv2d_transpose",
    "dense",
    "dropout",
    "flatten",
    "max_pooling1d",
    "max_pooling2d",
    "separable_conv2d",
]

__getattr__ = _looking_up(__name__)
