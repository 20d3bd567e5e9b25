"""Convolutions: filters over all channels of sequences and images."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.layers.filters import Filters


class Conv1D(Filters):
    """Filters over sequences.

    Unlike TensorFlow, ``groups`` must be 1. Source: tf.keras.layers.Conv1D.

    >>> import teachflow as tf
    >>> tf.keras.layers.Conv1D(4, 3)(tf.ones([1, 10, 2])).shape
    TensorShape([1, 8, 4])
    """

    rank = 1
    _causal = True

    def convolved(self, images: Any) -> Any:
        """What the filters give."""
        padding = self.padding.upper()
        if padding == "CAUSAL":
            before = self.dilation_rate[0] * (self.kernel_size[0] - 1)
            images, padding = tf.pad(images, [[0, 0], [before, 0], [0, 0]]), "VALID"
        return tf.nn.conv1d(
            images,
            self.kernel.as_tensor(),
            self.strides[0],
            padding,
            dilations=self.dilation_rate[0],
        )


class Conv2D(Filters):
    """Filters over images.

    Unlike TensorFlow, ``groups`` must be 1. Source: tf.keras.layers.Conv2D.

    >>> import teachflow as tf
    >>> tf.keras.layers.Conv2D(4, 3, padding="same")(tf.ones([1, 8, 8, 2])).shape
    TensorShape([1, 8, 8, 4])
    """

    def convolved(self, images: Any) -> Any:
        """What the filters give."""
        return tf.nn.conv2d(
            images,
            self.kernel.as_tensor(),
            list(self.strides),
            self.padding.upper(),
            dilations=list(self.dilation_rate),
        )


class Conv2DTranspose(Filters):
    """Filters the other way round: larger images.

    Unlike TensorFlow, an ``output_padding`` raises ``NotImplementedError``. Source:
    tf.keras.layers.Conv2DTranspose.

    >>> import teachflow as tf
    >>> tf.keras.layers.Conv2DTranspose(3, 2, strides=2)(tf.ones([1, 4, 4, 2])).shape
    TensorShape([1, 8, 8, 3])
    """

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = (1, 1),
        padding: str = "valid",
        output_padding: Any = None,
        data_format: str | None = None,
        dilation_rate: Any = (1, 1),
        **kwargs: Any,
    ) -> None:
        if output_padding is not None:
            raise NotImplementedError(
                "TeachFlow's Conv2DTranspose has no `output_padding`: leave it None."
            )
        super().__init__(
            filters, kernel_size, strides, padding, data_format, dilation_rate, **kwargs
        )

    def _kernel_shape(self, channels: int) -> tuple[int, ...]:
        return (*self.kernel_size, self.filters, channels)

    def _length(self, length: int, place: int) -> int:
        stride = self.strides[place]
        if self.padding == "same":
            return length * stride
        return length * stride + max(self.kernel_size[place] - stride, 0)

    def convolved(self, images: Any) -> Any:
        """What the filters give."""
        known = images.shape.as_list()
        dynamic = tf.shape(images)
        shape: list[Any] = [
            dynamic[0] if known[0] is None else known[0],
            *(
                self._length(
                    dynamic[i + 1] if known[i + 1] is None else known[i + 1], i
                )
                for i in range(2)
            ),
            self.filters,
        ]
        return tf.nn.conv2d_transpose(
            images,
            self.kernel.as_tensor(),
            tf.stack(shape) if None in known else shape,
            list(self.strides),
            self.padding.upper(),
        )


Convolution1D = Conv1D
Convolution2D = Conv2D
Convolution2DTranspose = Conv2DTranspose
