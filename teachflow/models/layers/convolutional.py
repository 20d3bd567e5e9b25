"""Convolution layers: of sequences and images, turned round, and separable ones."""

from __future__ import annotations

from typing import Any

from teachflow.graph.sharing.initializers import Zeros
from teachflow.models.layers.base import Layer
from teachflow.models.layers.helpers import activation_of, many
from teachflow.ops.arrays.lengths import shape as shape_of
from teachflow.ops.arrays.stacking import stack
from teachflow.ops.nn.activations import bias_add
from teachflow.ops.nn.convolution import conv1d as conv1d_op
from teachflow.ops.nn.convolution import conv2d as conv2d_op
from teachflow.ops.nn.convolution import conv2d_transpose as transpose_op
from teachflow.ops.nn.depthwise import separable_conv2d as separable_op


class _Conv(Layer):
    """What convolution layers share; ``axes`` is how many axes windows have."""

    axes = 2

    def __init__(
        self,
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
        **options: Any,
    ) -> None:
        super().__init__(
            trainable, name, activity_regularizer=activity_regularizer, **options
        )
        self.min_ndim = self.axes + 2
        self.filters = int(filters)
        self.kernel_size = many(kernel_size, self.axes, "kernel_size")
        self.strides = many(strides, self.axes, "strides")
        self.dilation_rate = many(dilation_rate, self.axes, "dilation_rate")
        self.padding = padding.lower()
        if self.padding not in ("valid", "same"):
            raise ValueError(
                f'The `padding` argument must be one of "valid", "same". Received: '
                f"{padding}"
            )
        if data_format not in ("channels_last", "channels_first"):
            raise ValueError(
                f"The `data_format` argument must be one of 'channels_first', "
                f"'channels_last'. Received: {data_format}"
            )
        self.data_format = data_format
        self.activation = activation_of(activation)
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.kernel_constraint = kernel_constraint
        self.bias_constraint = bias_constraint
        self.kernel: Any = None
        self.bias: Any = None

    @property
    def _channel_axis(self) -> int:
        return -1 if self.data_format == "channels_last" else 1

    @property
    def _form(self) -> str:
        return "NHWC" if self.data_format == "channels_last" else "NCHW"

    def _depth(self, input_shape: Any) -> int:
        axis = self._channel_axis
        length = None if input_shape.rank is None else input_shape.as_list()[axis]
        if length is None:
            raise ValueError(
                f"The channel dimension of the inputs should be defined. The "
                f"input_shape received is {input_shape}, where axis {axis} (0-based) "
                f"is the channel dimension, which found to be `None`."
            )
        self._axis_lengths = {axis: length}
        return int(length)

    def build(self, input_shape: Any) -> None:
        """Makes kernel and bias."""
        shape = [*self.kernel_size, self._depth(input_shape), self.filters]
        self._add_kernel(shape)
        self._add_bias()
        self.built = True

    def _add_kernel(self, shape: list[int]) -> None:
        self.kernel = self.add_weight(
            "kernel",
            shape,
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
        )

    def _add_bias(self) -> None:
        if self.use_bias:
            self.bias = self.add_weight(
                "bias",
                [self.filters],
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
            )

    def call(self, inputs: Any) -> Any:
        """The layer's outputs."""
        outputs = self._convolve(inputs)
        if self.use_bias:
            form = self._form if self.axes == 2 else "NHWC"
            outputs = bias_add(outputs, self.bias, data_format=form)
        return outputs if self.activation is None else self.activation(outputs)

    def _convolve(self, inputs: Any) -> Any:
        raise NotImplementedError


class Conv2D(_Conv):
    """Convolution of images [batch, height, width, channels].

    The kernel is [height, width, channels, filters].
    Source: tf.compat.v1.layers.Conv2D.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     layer = tf.layers.Conv2D(8, 3, padding="same")
    ...     print(layer(tf.ones([1, 5, 5, 2])).shape, layer.kernel.shape)
    (1, 5, 5, 8) (3, 3, 2, 8)
    """

    def _convolve(self, inputs: Any) -> Any:
        return conv2d_op(
            inputs,
            self.kernel,
            strides=list(self.strides),
            padding=self.padding.upper(),
            data_format=self._form,
            dilations=list(self.dilation_rate),
            name="Conv2D",
        )


class Conv1D(_Conv):
    """Convolution of sequences [batch, steps, channels].

    The kernel is [steps, channels, filters]. Source: tf.compat.v1.layers.Conv1D.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.layers.Conv1D(8, 3)(tf.ones([1, 5, 2])).shape)
    (1, 3, 8)
    """

    axes = 1

    def _convolve(self, inputs: Any) -> Any:
        return conv1d_op(
            inputs,
            self.kernel,
            self.strides[0],
            self.padding.upper(),
            data_format="NWC" if self.data_format == "channels_last" else "NCW",
            dilations=self.dilation_rate[0],
            name="Conv1D",
        )


class Conv2DTranspose(_Conv):
    """The convolution turned round: images grow by the strides.

    The kernel is [height, width, filters, channels].
    Source: tf.compat.v1.layers.Conv2DTranspose.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     grown = tf.layers.Conv2DTranspose(8, 3, 2, padding="same")
    ...     print(grown(tf.ones([1, 5, 5, 2])).shape)
    (1, 10, 10, 8)
    """

    def build(self, input_shape: Any) -> None:
        """Makes kernel and bias."""
        self._add_kernel([*self.kernel_size, self.filters, self._depth(input_shape)])
        self._add_bias()
        self.built = True

    def _grown(self, length: Any, axis: int) -> Any:
        """The length of the image that a convolution would make ``length`` of."""
        grown = length * self.strides[axis]
        more = max(self.kernel_size[axis] - self.strides[axis], 0)
        return grown if self.padding == "same" else grown + more

    def _convolve(self, inputs: Any) -> Any:
        first = 1 if self.data_format == "channels_last" else 2
        lengths = shape_of(inputs)
        batch = lengths[0]
        known = inputs.shape.known_dims or (None,) * 4
        sizes = [
            lengths[axis] if known[axis] is None else known[axis]
            for axis in (first, first + 1)
        ]
        sizes = [self._grown(length, axis) for axis, length in enumerate(sizes)]
        order = [batch, *sizes, self.filters]
        if first == 2:
            order = [batch, self.filters, *sizes]
        wanted = stack(order)
        wanted[0]  # TensorFlow asks for the batch once more, and does not use it
        outputs = transpose_op(
            inputs,
            self.kernel,
            wanted,
            list(self.strides),
            self.padding.upper(),
            self._form,
        )
        outputs.set_shape(self._static(inputs.shape, first))
        return outputs

    def _static(self, shape: Any, first: int) -> list[Any]:
        dims = list(shape.known_dims or (None,) * 4)
        for axis in range(2):
            if dims[first + axis] is not None:
                dims[first + axis] = self._grown(dims[first + axis], axis)
        dims[self._channel_axis] = self.filters
        return dims


class SeparableConv2D(_Conv):
    """A depthwise convolution, then one that mixes channels pixel by pixel.

    Source: tf.compat.v1.layers.SeparableConv2D.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     layer = tf.layers.SeparableConv2D(8, 3)
    ...     print(layer(tf.ones([1, 5, 5, 2])).shape, layer.depthwise_kernel.shape)
    (1, 3, 3, 8) (3, 3, 2, 1)
    """

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        *args: Any,
        depth_multiplier: int = 1,
        depthwise_initializer: Any = None,
        pointwise_initializer: Any = None,
        depthwise_regularizer: Any = None,
        pointwise_regularizer: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(filters, kernel_size, *args, **options)
        self.depth_multiplier = depth_multiplier
        self.depthwise_initializer = depthwise_initializer
        self.pointwise_initializer = pointwise_initializer
        self.depthwise_regularizer = depthwise_regularizer
        self.pointwise_regularizer = pointwise_regularizer
        self.depthwise_kernel: Any = None
        self.pointwise_kernel: Any = None

    def build(self, input_shape: Any) -> None:
        """Makes both kernels and the bias."""
        depth = self._depth(input_shape)
        self.depthwise_kernel = self.add_weight(
            "depthwise_kernel",
            [*self.kernel_size, depth, self.depth_multiplier],
            initializer=self.depthwise_initializer,
            regularizer=self.depthwise_regularizer,
        )
        self.pointwise_kernel = self.add_weight(
            "pointwise_kernel",
            [1, 1, depth * self.depth_multiplier, self.filters],
            initializer=self.pointwise_initializer,
            regularizer=self.pointwise_regularizer,
        )
        self._add_bias()
        self.built = True

    def _convolve(self, inputs: Any) -> Any:
        return separable_op(
            inputs,
            self.depthwise_kernel,
            self.pointwise_kernel,
            [1, *self.strides, 1],
            self.padding.upper(),
            rate=list(self.dilation_rate),
            data_format=self._form,
        )
