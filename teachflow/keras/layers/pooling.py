"""Pooling: the largest or the mean of every window, or of all."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.config import standardize_data_format
from teachflow.keras.layers.describing import described, numbers
from teachflow.keras.layers.filters import window_count
from teachflow.keras.layers.input_spec import InputSpec
from teachflow.keras.layers.layer import Layer


class _Windows(Layer):
    """The base of pooling over windows."""

    rank = 2
    largest = True

    def __init__(
        self,
        pool_size: Any = 2,
        strides: Any = None,
        padding: str = "valid",
        data_format: str | None = None,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name=name, **kwargs)
        self.pool_size = numbers(pool_size, self.rank, "pool_size")
        strides = self.pool_size if strides is None else strides
        self.strides = numbers(strides, self.rank, "strides")
        self.padding = padding.lower()
        if self.padding not in ("valid", "same"):
            raise ValueError(
                "The `padding` argument must be one of {'valid', 'same'}. Received: "
                f"padding={padding}"
            )
        self.data_format = standardize_data_format(data_format)
        self.input_spec = InputSpec(ndim=self.rank + 2)
        self.built = True

    def call(self, inputs: Any) -> Any:
        """One number for each window and channel."""
        first = self.data_format == "channels_first"
        axes = range(1, self.rank + 1)
        if first:
            inputs = tf.transpose(inputs, [0, *range(2, self.rank + 2), 1])
        size, strides, padding = self.pool_size, self.strides, self.padding.upper()
        if self.rank == 1:
            pool = tf.nn.max_pool1d if self.largest else tf.nn.avg_pool1d
            outputs = pool(inputs, list(size), list(strides), padding)
        elif self.largest:
            outputs = tf.nn.max_pool2d(inputs, list(size), list(strides), padding)
        else:
            windows, steps = [1, *size, 1], [1, *strides, 1]
            outputs = tf.nn.avg_pool(inputs, windows, steps, padding)
        if first:
            outputs = tf.transpose(outputs, [0, self.rank + 1, *axes])
        return outputs

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The number of windows along each axis."""
        last = self.data_format == "channels_last"
        spatial = input_shape[1:-1] if last else input_shape[2:]
        lengths = []
        for place, length in enumerate(spatial):
            count = length
            if length is not None:
                size, stride = self.pool_size[place], self.strides[place]
                count = window_count(length, size, stride, self.padding)
                if count <= 0:
                    raise ValueError(
                        "Computed output size would be negative. Received: "
                        f"`inputs.shape={input_shape}`, `pool_size={self.pool_size}`"
                    )
            lengths.append(count)
        if last:
            return (input_shape[0], *lengths, input_shape[-1])
        return (*input_shape[:2], *lengths)

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        names = ("pool_size", "padding", "strides", "data_format")
        return {**super().get_config(), **described(self, *names)}


class MaxPooling2D(_Windows):
    """The largest of each window of images. Source: tf.keras.layers.MaxPooling2D.

    >>> import teachflow as tf
    >>> tf.keras.layers.MaxPooling2D()(tf.ones([1, 4, 4, 3])).shape
    TensorShape([1, 2, 2, 3])
    """


class AveragePooling2D(_Windows):
    """The mean of each window of images. Source: tf.keras.layers.AveragePooling2D.

    >>> import teachflow as tf
    >>> tf.keras.layers.AveragePooling2D(2)(tf.ones([1, 6, 6, 3])).shape
    TensorShape([1, 3, 3, 3])
    """

    largest = False

    def __init__(self, pool_size: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(pool_size, *args, **kwargs)


class MaxPooling1D(_Windows):
    """The largest of each window of sequences. Source: tf.keras.layers.MaxPooling1D.

    >>> import teachflow as tf
    >>> tf.keras.layers.MaxPooling1D(2)(tf.ones([1, 6, 3])).shape
    TensorShape([1, 3, 3])
    """

    rank = 1


class AveragePooling1D(_Windows):
    """The mean of each window of sequences.

    Source: tf.keras.layers.AveragePooling1D.

    >>> import teachflow as tf
    >>> tf.keras.layers.AveragePooling1D(2)(tf.ones([1, 6, 3])).shape
    TensorShape([1, 3, 3])
    """

    rank = 1
    largest = False

    def __init__(self, pool_size: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(pool_size, *args, **kwargs)


class _Everywhere(Layer):
    """The base of pooling over all of an image or sequence."""

    rank = 2

    def __init__(
        self, data_format: str | None = None, keepdims: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.data_format = standardize_data_format(data_format)
        self.keepdims = keepdims
        self.input_spec = InputSpec(ndim=self.rank + 2)
        self.built = True

    def _axes(self) -> list[int]:
        start = 1 if self.data_format == "channels_last" else 2
        return list(range(start, start + self.rank))

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The batch's length and the channels."""
        axes = self._axes()
        if self.keepdims:
            return tuple(1 if i in axes else n for i, n in enumerate(input_shape))
        return tuple(n for i, n in enumerate(input_shape) if i not in axes)

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {**super().get_config(), **described(self, "data_format", "keepdims")}


class GlobalAveragePooling2D(_Everywhere):
    """The mean of each channel. Source: tf.keras.layers.GlobalAveragePooling2D.

    >>> import teachflow as tf
    >>> tf.keras.layers.GlobalAveragePooling2D()(tf.ones([1, 4, 4, 3])).numpy()
    array([[1., 1., 1.]], dtype=float32)
    """

    def call(self, inputs: Any) -> Any:
        """The means."""
        return tf.reduce_mean(inputs, self._axes(), keepdims=self.keepdims)


class GlobalMaxPooling2D(_Everywhere):
    """The largest of each channel. Source: tf.keras.layers.GlobalMaxPooling2D.

    >>> import teachflow as tf
    >>> tf.keras.layers.GlobalMaxPooling2D()(tf.ones([1, 6, 6, 3])).shape
    TensorShape([1, 3])
    """

    def call(self, inputs: Any) -> Any:
        """The largest."""
        return tf.reduce_max(inputs, self._axes(), keepdims=self.keepdims)


class GlobalMaxPooling1D(GlobalMaxPooling2D):
    """The largest over the steps. Source: tf.keras.layers.GlobalMaxPooling1D.

    >>> import teachflow as tf
    >>> tf.keras.layers.GlobalMaxPooling1D()(tf.ones([1, 6, 3])).shape
    TensorShape([1, 3])
    """

    rank = 1


class GlobalAveragePooling1D(_Everywhere):
    """The mean over the steps that count.

    Source: tf.keras.layers.GlobalAveragePooling1D.

    >>> import teachflow as tf
    >>> tf.keras.layers.GlobalAveragePooling1D()(tf.ones([1, 6, 3])).shape
    TensorShape([1, 3])
    """

    rank = 1

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.supports_masking = True

    def call(self, inputs: Any, mask: Any = None) -> Any:
        """The means."""
        axes = self._axes()
        if mask is None:
            return tf.reduce_mean(inputs, axes, keepdims=self.keepdims)
        last = self.data_format == "channels_last"
        weights = tf.expand_dims(tf.cast(mask, inputs.dtype), 2 if last else 1)
        total = tf.reduce_sum(inputs * weights, axes, keepdims=self.keepdims)
        return total / tf.reduce_sum(weights, axes, keepdims=self.keepdims)

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """None: the steps are gone."""
        return None


AvgPool1D = AveragePooling1D
AvgPool2D = AveragePooling2D
GlobalAvgPool1D = GlobalAveragePooling1D
GlobalAvgPool2D = GlobalAveragePooling2D
GlobalMaxPool1D = GlobalMaxPooling1D
GlobalMaxPool2D = GlobalMaxPooling2D
MaxPool1D = MaxPooling1D
MaxPool2D = MaxPooling2D
