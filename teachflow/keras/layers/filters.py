"""What convolutions share: kernels, and how many windows there are."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.config import standardize_data_format
from teachflow.keras.layers.describing import described, numbers, understood
from teachflow.keras.layers.input_spec import InputSpec
from teachflow.keras.layers.layer import Layer


class Filters(Layer):
    """What convolutions share: a kernel, a bias, strides and padding."""

    rank = 2
    _causal = False
    kernel: Any = None
    bias: Any = None
    activation: Any
    kernel_initializer: Any
    bias_initializer: Any
    kernel_regularizer: Any
    bias_regularizer: Any
    kernel_constraint: Any
    bias_constraint: Any
    _names: tuple[str, ...] = (
        "filters",
        "kernel_size",
        "strides",
        "padding",
        "data_format",
        "dilation_rate",
        "groups",
        "activation",
        "use_bias",
        "kernel_initializer",
        "bias_initializer",
        "kernel_regularizer",
        "bias_regularizer",
        "kernel_constraint",
        "bias_constraint",
    )

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str | None = None,
        dilation_rate: Any = 1,
        groups: int = 1,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        if filters is not None and filters <= 0:
            raise ValueError(
                "Invalid value for argument `filters`. Expected a strictly positive "
                f"value. Received filters={filters}."
            )
        self.filters = filters
        self.kernel_size = numbers(kernel_size, self.rank, "kernel_size")
        self.strides = numbers(strides, self.rank, "strides")
        self.dilation_rate = numbers(dilation_rate, self.rank, "dilation_rate")
        self.padding = padding.lower()
        allowed = ("valid", "same", *(("causal",) if self._causal else ()))
        if self.padding not in allowed:
            raise ValueError(
                "The `padding` argument must be one of "
                f"{set(allowed)}. Received: padding={padding}"
            )
        self.data_format = standardize_data_format(data_format)
        if groups != 1:
            raise ValueError(
                "TeachFlow's convolutions have one group: use groups=1, or several "
                f"layers. Received: groups={groups}"
            )
        if max(self.strides) > 1 and max(self.dilation_rate) > 1:
            raise ValueError(
                "`strides > 1` not supported in conjunction with `dilation_rate > 1`. "
                f"Received: strides={self.strides} and "
                f"dilation_rate={self.dilation_rate}"
            )
        self.groups = groups
        self.use_bias = use_bias
        understood(
            self,
            activation=activation,
            kernel_initializer=kernel_initializer,
            bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer,
            bias_regularizer=bias_regularizer,
            kernel_constraint=kernel_constraint,
            bias_constraint=bias_constraint,
        )
        self.input_spec = InputSpec(min_ndim=self.rank + 2)

    def _channel_axis(self) -> int:
        return -1 if self.data_format == "channels_last" else 1

    def _kernel_shape(self, channels: int) -> tuple[int, ...]:
        return (*self.kernel_size, channels, self.filters)

    def build(self, input_shape: Any) -> None:
        """Makes kernel and bias.

        Raises ``ValueError`` for images smaller than the kernel.
        """
        axis = self._channel_axis()
        channels = input_shape[axis]
        if channels is None:
            raise ValueError(
                "The channel dimension of the inputs should be defined. Received: "
                f"input_shape={input_shape}"
            )
        self.input_spec = InputSpec(min_ndim=self.rank + 2, axes={axis: channels})
        self.kernel = self.add_weight(
            name="kernel",
            shape=self._kernel_shape(channels),
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
        )
        self._build_bias(self.filters)
        self.compute_output_shape(input_shape)

    def _build_bias(self, count: int) -> None:
        if self.use_bias:
            self.bias = self.add_weight(
                name="bias",
                shape=(count,),
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
            )

    def convolved(self, images: Any) -> Any:
        """What the filters give, for channels in the last axis."""
        raise NotImplementedError

    def call(self, inputs: Any) -> Any:
        """The activation of what the filters give, and the bias."""
        first = self.data_format == "channels_first"
        if not inputs.dtype.is_floating:
            inputs = tf.cast(inputs, self.compute_dtype)
        if first:
            inputs = tf.transpose(inputs, [0, *range(2, self.rank + 2), 1])
        outputs = self.convolved(inputs)
        if self.bias is not None:
            outputs = tf.add(outputs, self.bias)
        if first:
            outputs = tf.transpose(
                outputs, [0, self.rank + 1, *range(1, self.rank + 1)]
            )
        return self.activation(outputs)

    def _out_channels(self, channels: int) -> int:
        return self.filters

    def _length(self, length: int, place: int) -> int:
        """How long an axis is afterwards."""
        return window_count(
            length,
            self.kernel_size[place],
            self.strides[place],
            self.padding,
            self.dilation_rate[place],
        )

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The number of windows along each axis, and the filters.

        Raises ``ValueError`` where there would be none.
        """
        axis = self._channel_axis() % len(input_shape)
        spatial = [n for i, n in enumerate(input_shape) if i not in (0, axis)]
        lengths = [
            None if length is None else self._length(length, place)
            for place, length in enumerate(spatial)
        ]
        if any(length is not None and length <= 0 for length in lengths):
            rate = " ".join(str(step) for step in self.dilation_rate)
            raise ValueError(
                "Computed output size would be zero or negative. Received "
                f"`inputs shape={input_shape}`, "
                f"`kernel shape={self._kernel_shape(input_shape[axis])}`, "
                f"`dilation_rate=[{rate}]`, `strides={self.strides}`, "
                f"`padding={self.padding}`."
            )
        channels = self._out_channels(input_shape[axis])
        if axis == 1 and self.data_format == "channels_first":
            return (input_shape[0], channels, *lengths)
        return (input_shape[0], *lengths, channels)

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {**super().get_config(), **described(self, *self._names)}


def window_count(
    length: int, window: int, stride: int, padding: str, dilation: int = 1
) -> int:
    """How many windows there are along an axis of ``length``.

    >>> window_count(5, 3, 1, "valid"), window_count(5, 3, 2, "same")
    (3, 3)
    """
    if padding in ("same", "causal"):
        return -(-length // stride)
    return (length - (window - 1) * dilation - 1) // stride + 1
