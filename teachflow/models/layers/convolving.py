"""Convolution layers as functions: a new layer at each call, applied at once.

The arguments are those of the layer's class, and ``reuse``: whether the variables of
``name`` are shared.
"""

from __future__ import annotations

from typing import Any

from teachflow.core import home
from teachflow.graph.defaults import graph_of
from teachflow.graph.sharing.initializers import Zeros
from teachflow.models.layers.base import Layer
from teachflow.models.layers.convolutional import (
    Conv1D,
    Conv2D,
    Conv2DTranspose,
    SeparableConv2D,
)


def _applied(layer: type[Layer], inputs: Any, options: dict[str, Any]) -> Any:
    """A new layer on ``inputs``, in the scope of its name."""
    name, reuse = options["name"], options.pop("reuse")
    with home.within(graph_of(inputs)):
        made = layer(**options, _scope=name, _reuse=reuse)
        return made(inputs)


def conv1d(
    inputs: Any,
    filters: int,
    kernel_size: Any,
    strides: Any = 1,
    padding: str = "valid",
    data_format: str = "channels_last",
    dilation_rate: Any = 1,
    activation: Any = None,
    use_bias: bool = True,
    kernel_initializer: Any = None,
    bias_initializer: Any = Zeros,
    kernel_regularizer: Any = None,
    bias_regularizer: Any = None,
    activity_regularizer: Any = None,
    kernel_constraint: Any = None,
    bias_constraint: Any = None,
    trainable: bool = True,
    name: Any = None,
    reuse: Any = None,
) -> Any:
    """Returns what a new ``Conv1D`` layer makes of sequences.

    Source: tf.compat.v1.layers.conv1d.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.layers.conv1d(tf.ones([1, 5, 2]), 8, 3, name="c"))
    Tensor("c/BiasAdd:0", shape=(1, 3, 8), dtype=float32)
    """
    options = {
        "filters": filters,
        "kernel_size": kernel_size,
        "strides": strides,
        "padding": padding,
        "data_format": data_format,
        "dilation_rate": dilation_rate,
        "activation": activation,
        "use_bias": use_bias,
        "kernel_initializer": kernel_initializer,
        "bias_initializer": bias_initializer,
        "kernel_regularizer": kernel_regularizer,
        "bias_regularizer": bias_regularizer,
        "activity_regularizer": activity_regularizer,
        "kernel_constraint": kernel_constraint,
        "bias_constraint": bias_constraint,
        "trainable": trainable,
        "name": name,
        "reuse": reuse,
    }
    return _applied(Conv1D, inputs, options)


def conv2d(
    inputs: Any,
    filters: int,
    kernel_size: Any,
    strides: Any = (1, 1),
    padding: str = "valid",
    data_format: str = "channels_last",
    dilation_rate: Any = (1, 1),
    activation: Any = None,
    use_bias: bool = True,
    kernel_initializer: Any = None,
    bias_initializer: Any = Zeros,
    kernel_regularizer: Any = None,
    bias_regularizer: Any = None,
    activity_regularizer: Any = None,
    kernel_constraint: Any = None,
    bias_constraint: Any = None,
    trainable: bool = True,
    name: Any = None,
    reuse: Any = None,
) -> Any:
    """Returns what a new ``Conv2D`` layer makes of images.

    Source: tf.compat.v1.layers.conv2d.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     x = tf.placeholder(tf.float32, [None, 28, 28, 1])
    ...     y = tf.layers.conv2d(x, 32, 5, padding="same", activation=tf.nn.relu)
    ...     print(y)
    Tensor("conv2d/Relu:0", shape=(?, 28, 28, 32), dtype=float32)
    """
    options = {
        "filters": filters,
        "kernel_size": kernel_size,
        "strides": strides,
        "padding": padding,
        "data_format": data_format,
        "dilation_rate": dilation_rate,
        "activation": activation,
        "use_bias": use_bias,
        "kernel_initializer": kernel_initializer,
        "bias_initializer": bias_initializer,
        "kernel_regularizer": kernel_regularizer,
        "bias_regularizer": bias_regularizer,
        "activity_regularizer": activity_regularizer,
        "kernel_constraint": kernel_constraint,
        "bias_constraint": bias_constraint,
        "trainable": trainable,
        "name": name,
        "reuse": reuse,
    }
    return _applied(Conv2D, inputs, options)


def conv2d_transpose(
    inputs: Any,
    filters: int,
    kernel_size: Any,
    strides: Any = (1, 1),
    padding: str = "valid",
    data_format: str = "channels_last",
    activation: Any = None,
    use_bias: bool = True,
    kernel_initializer: Any = None,
    bias_initializer: Any = Zeros,
    kernel_regularizer: Any = None,
    bias_regularizer: Any = None,
    activity_regularizer: Any = None,
    kernel_constraint: Any = None,
    bias_constraint: Any = None,
    trainable: bool = True,
    name: Any = None,
    reuse: Any = None,
) -> Any:
    """Returns images that a new ``Conv2DTranspose`` layer makes larger.

    Source: tf.compat.v1.layers.conv2d_transpose.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.layers.conv2d_transpose(tf.ones([1, 5, 5, 2]), 8, 3, 2).shape)
    (1, 11, 11, 8)
    """
    options = {
        "filters": filters,
        "kernel_size": kernel_size,
        "strides": strides,
        "padding": padding,
        "data_format": data_format,
        "activation": activation,
        "use_bias": use_bias,
        "kernel_initializer": kernel_initializer,
        "bias_initializer": bias_initializer,
        "kernel_regularizer": kernel_regularizer,
        "bias_regularizer": bias_regularizer,
        "activity_regularizer": activity_regularizer,
        "kernel_constraint": kernel_constraint,
        "bias_constraint": bias_constraint,
        "trainable": trainable,
        "name": name,
        "reuse": reuse,
    }
    return _applied(Conv2DTranspose, inputs, options)


def separable_conv2d(
    inputs: Any,
    filters: int,
    kernel_size: Any,
    strides: Any = (1, 1),
    padding: str = "valid",
    data_format: str = "channels_last",
    dilation_rate: Any = (1, 1),
    depth_multiplier: int = 1,
    activation: Any = None,
    use_bias: bool = True,
    depthwise_initializer: Any = None,
    pointwise_initializer: Any = None,
    bias_initializer: Any = Zeros,
    depthwise_regularizer: Any = None,
    pointwise_regularizer: Any = None,
    bias_regularizer: Any = None,
    activity_regularizer: Any = None,
    bias_constraint: Any = None,
    trainable: bool = True,
    name: Any = None,
    reuse: Any = None,
) -> Any:
    """Returns what a new ``SeparableConv2D`` layer makes of images.

    Source: tf.compat.v1.layers.separable_conv2d.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.layers.separable_conv2d(tf.ones([1, 5, 5, 2]), 8, 3).shape)
    (1, 3, 3, 8)
    """
    options = {
        "filters": filters,
        "kernel_size": kernel_size,
        "strides": strides,
        "padding": padding,
        "data_format": data_format,
        "dilation_rate": dilation_rate,
        "depth_multiplier": depth_multiplier,
        "activation": activation,
        "use_bias": use_bias,
        "depthwise_initializer": depthwise_initializer,
        "pointwise_initializer": pointwise_initializer,
        "bias_initializer": bias_initializer,
        "depthwise_regularizer": depthwise_regularizer,
        "pointwise_regularizer": pointwise_regularizer,
        "bias_regularizer": bias_regularizer,
        "activity_regularizer": activity_regularizer,
        "bias_constraint": bias_constraint,
        "trainable": trainable,
        "name": name,
        "reuse": reuse,
    }
    return _applied(SeparableConv2D, inputs, options)
