"""Pooling layers: the greatest or the mean of windows on sequences and images."""

from __future__ import annotations

from typing import Any

from teachflow.core import home
from teachflow.graph.defaults import graph_of
from teachflow.models.layers.base import Layer
from teachflow.models.layers.helpers import many
from teachflow.ops.arrays.reshaping import expand_dims, squeeze
from teachflow.ops.nn.pooling import avg_pool, max_pool


class _Pooling(Layer):
    """What pooling layers share."""

    axes = 2
    pool: Any = None

    def __init__(
        self,
        pool_size: Any,
        strides: Any,
        padding: str = "valid",
        data_format: str = "channels_last",
        name: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(name=name, **options)
        self.ndim = self.axes + 2
        self.pool_size = many(pool_size, self.axes, "pool_size")
        self.strides = many(
            pool_size if strides is None else strides, self.axes, "strides"
        )
        self.padding = padding.lower()
        if self.padding not in ("valid", "same"):
            raise ValueError(
                f'The `padding` argument must be one of "valid", "same". Received: '
                f"{padding}"
            )
        self.data_format = data_format

    def call(self, inputs: Any) -> Any:
        """The layer's outputs."""
        last = self.data_format == "channels_last"
        sizes, strides = [*self.pool_size], [*self.strides]
        if self.axes == 1:
            sizes, strides = [*sizes, 1], [*strides, 1]
            inputs = expand_dims(inputs, 2 if last else 3)
        found = type(self).pool(
            inputs,
            [1, *sizes, 1] if last else [1, 1, *sizes],
            [1, *strides, 1] if last else [1, 1, *strides],
            self.padding.upper(),
            "NHWC" if last else "NCHW",
        )
        return squeeze(found, 2 if last else 3) if self.axes == 1 else found


class MaxPooling2D(_Pooling):
    """The greatest of each window on images.

    Source: tf.compat.v1.layers.MaxPooling2D.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.layers.MaxPooling2D(2, 2)(tf.ones([1, 4, 4, 3])).shape)
    (1, 2, 2, 3)
    """

    pool = staticmethod(max_pool)


class AveragePooling2D(_Pooling):
    """The mean of each window on images.

    Source: tf.compat.v1.layers.AveragePooling2D.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.layers.AveragePooling2D(2, 2)(tf.ones([1, 4, 4, 3])).shape)
    (1, 2, 2, 3)
    """

    pool = staticmethod(avg_pool)


class MaxPooling1D(_Pooling):
    """The greatest of each window on sequences.

    Source: tf.compat.v1.layers.MaxPooling1D.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.layers.MaxPooling1D(2, 2)(tf.ones([1, 4, 3])).shape)
    (1, 2, 3)
    """

    axes = 1
    pool = staticmethod(max_pool)


class AveragePooling1D(_Pooling):
    """The mean of each window on sequences.

    Source: tf.compat.v1.layers.AveragePooling1D.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.layers.AveragePooling1D(2, 2)(tf.ones([1, 4, 3])).shape)
    (1, 2, 3)
    """

    axes = 1
    pool = staticmethod(avg_pool)


def _pooled(layer: type[_Pooling], inputs: Any, *args: Any) -> Any:
    with home.within(graph_of(inputs)):
        return layer(*args)(inputs)


def max_pooling2d(
    inputs: Any,
    pool_size: Any,
    strides: Any,
    padding: str = "valid",
    data_format: str = "channels_last",
    name: Any = None,
) -> Any:
    """Returns the greatest of each window on images.

    Source: tf.compat.v1.layers.max_pooling2d.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.layers.max_pooling2d(tf.ones([1, 5, 5, 3]), 2, 2).shape)
    (1, 2, 2, 3)
    """
    rest = pool_size, strides, padding, data_format, name
    return _pooled(MaxPooling2D, inputs, *rest)


def average_pooling2d(
    inputs: Any,
    pool_size: Any,
    strides: Any,
    padding: str = "valid",
    data_format: str = "channels_last",
    name: Any = None,
) -> Any:
    """Returns the mean of each window on images.

    Source: tf.compat.v1.layers.average_pooling2d.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.layers.average_pooling2d(tf.ones([1, 5, 5, 3]), 2, 2).shape)
    (1, 2, 2, 3)
    """
    rest = pool_size, strides, padding, data_format, name
    return _pooled(AveragePooling2D, inputs, *rest)


def max_pooling1d(
    inputs: Any,
    pool_size: Any,
    strides: Any,
    padding: str = "valid",
    data_format: str = "channels_last",
    name: Any = None,
) -> Any:
    """Returns the greatest of each window on sequences.

    Source: tf.compat.v1.layers.max_pooling1d.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.layers.max_pooling1d(tf.ones([1, 5, 3]), 2, 2).shape)
    (1, 2, 3)
    """
    rest = pool_size, strides, padding, data_format, name
    return _pooled(MaxPooling1D, inputs, *rest)


def average_pooling1d(
    inputs: Any,
    pool_size: Any,
    strides: Any,
    padding: str = "valid",
    data_format: str = "channels_last",
    name: Any = None,
) -> Any:
    """Returns the mean of each window on sequences.

    Source: tf.compat.v1.layers.average_pooling1d.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     print(tf.layers.average_pooling1d(tf.ones([1, 5, 3]), 2, 2).shape)
    (1, 2, 3)
    """
    rest = pool_size, strides, padding, data_format, name
    return _pooled(AveragePooling1D, inputs, *rest)
