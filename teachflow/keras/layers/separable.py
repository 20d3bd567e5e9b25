"""Convolutions that filter each channel apart."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.layers.describing import understood
from teachflow.keras.layers.filters import Filters
from teachflow.keras.layers.input_spec import InputSpec


class DepthwiseConv2D(Filters):
    """Filters for each channel apart. Source: tf.keras.layers.DepthwiseConv2D.

    >>> import teachflow as tf
    >>> layer = tf.keras.layers.DepthwiseConv2D(3, depth_multiplier=2)
    >>> layer(tf.ones([1, 8, 8, 2])).shape
    TensorShape([1, 6, 6, 4])
    """

    _names = (
        "kernel_size",
        "strides",
        "padding",
        "depth_multiplier",
        "data_format",
        "dilation_rate",
        "activation",
        "use_bias",
        "depthwise_initializer",
        "bias_initializer",
        "depthwise_regularizer",
        "bias_regularizer",
        "depthwise_constraint",
        "bias_constraint",
    )
    depthwise_initializer: Any
    depthwise_regularizer: Any
    depthwise_constraint: Any

    def __init__(
        self,
        kernel_size: Any,
        strides: Any = (1, 1),
        padding: str = "valid",
        depth_multiplier: int = 1,
        data_format: str | None = None,
        dilation_rate: Any = (1, 1),
        activation: Any = None,
        use_bias: bool = True,
        depthwise_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        depthwise_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        depthwise_constraint: Any = None,
        bias_constraint: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            1,
            kernel_size,
            strides,
            padding,
            data_format,
            dilation_rate,
            activation=activation,
            use_bias=use_bias,
            kernel_initializer=None,
            bias_initializer=bias_initializer,
            bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer,
            bias_constraint=bias_constraint,
            **kwargs,
        )
        self.depth_multiplier = depth_multiplier
        understood(
            self,
            depthwise_initializer=depthwise_initializer,
            depthwise_regularizer=depthwise_regularizer,
            depthwise_constraint=depthwise_constraint,
        )

    def build(self, input_shape: Any) -> None:
        """Makes kernel and bias."""
        axis = self._channel_axis()
        channels = input_shape[axis]
        self.input_spec = InputSpec(min_ndim=4, axes={axis: channels})
        self.kernel = self.add_weight(
            name="kernel",
            shape=(*self.kernel_size, channels, self.depth_multiplier),
            initializer=self.depthwise_initializer,
            regularizer=self.depthwise_regularizer,
            constraint=self.depthwise_constraint,
        )
        self._build_bias(channels * self.depth_multiplier)

    def _out_channels(self, channels: int) -> int:
        return channels * self.depth_multiplier

    def convolved(self, images: Any) -> Any:
        """What the filters give."""
        return tf.nn.depthwise_conv2d(
            images,
            self.kernel.as_tensor(),
            [1, *self.strides, 1],
            self.padding.upper(),
            dilations=list(self.dilation_rate),
        )


class SeparableConv2D(Filters):
    """Filters for each channel, then mixed. Source: tf.keras.layers.SeparableConv2D.

    >>> import teachflow as tf
    >>> tf.keras.layers.SeparableConv2D(5, 3)(tf.ones([1, 8, 8, 2])).shape
    TensorShape([1, 6, 6, 5])
    """

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = (1, 1),
        padding: str = "valid",
        data_format: str | None = None,
        dilation_rate: Any = (1, 1),
        depth_multiplier: int = 1,
        activation: Any = None,
        use_bias: bool = True,
        depthwise_initializer: Any = "glorot_uniform",
        pointwise_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        **kwargs: Any,
    ) -> None:
        super().__init__(
            filters,
            kernel_size,
            strides,
            padding,
            data_format,
            dilation_rate,
            activation=activation,
            use_bias=use_bias,
            kernel_initializer=None,
            bias_initializer=bias_initializer,
            **kwargs,
        )
        self.depth_multiplier = depth_multiplier
        understood(
            self,
            depthwise_initializer=depthwise_initializer,
            pointwise_initializer=pointwise_initializer,
        )

    _names = (
        "filters",
        "kernel_size",
        "strides",
        "padding",
        "data_format",
        "depth_multiplier",
        "dilation_rate",
        "activation",
        "use_bias",
        "depthwise_initializer",
        "pointwise_initializer",
        "bias_initializer",
    )
    depthwise_initializer: Any
    pointwise_initializer: Any

    def build(self, input_shape: Any) -> None:
        """Makes both kernels and the bias."""
        axis = self._channel_axis()
        channels = input_shape[axis]
        self.input_spec = InputSpec(min_ndim=4, axes={axis: channels})
        self.depthwise_kernel = self.add_weight(
            name="depthwise_kernel",
            shape=(*self.kernel_size, channels, self.depth_multiplier),
            initializer=self.depthwise_initializer,
        )
        self.pointwise_kernel = self.add_weight(
            name="pointwise_kernel",
            shape=(1, 1, channels * self.depth_multiplier, self.filters),
            initializer=self.pointwise_initializer,
        )
        self._build_bias(self.filters)

    def convolved(self, images: Any) -> Any:
        """What the filters give."""
        return tf.nn.separable_conv2d(
            images,
            self.depthwise_kernel.as_tensor(),
            self.pointwise_kernel.as_tensor(),
            [1, *self.strides, 1],
            self.padding.upper(),
            dilations=list(self.dilation_rate),
        )


SeparableConvolution2D = SeparableConv2D
