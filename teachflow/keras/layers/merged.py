"""Layers that merge, as functions: ``add([x, y])`` is ``Add()([x, y])``."""

from __future__ import annotations

from typing import Any

from teachflow.keras.layers.merging import (
    Add,
    Average,
    Concatenate,
    Dot,
    Maximum,
    Minimum,
    Multiply,
    Subtract,
)


def add(inputs: Any, **kwargs: Any) -> Any:
    """``Add`` of a list. Source: tf.keras.layers.add.

    >>> import teachflow as tf
    >>> tf.keras.layers.add([tf.ones([1, 2]), tf.ones([1, 2])]).numpy()
    array([[2., 2.]], dtype=float32)
    """
    return Add(**kwargs)(inputs)


def subtract(inputs: Any, **kwargs: Any) -> Any:
    """``Subtract`` of a list. Source: tf.keras.layers.subtract.

    >>> import teachflow as tf
    >>> tf.keras.layers.subtract([tf.ones([1, 2]), tf.ones([1, 2])]).numpy()
    array([[0., 0.]], dtype=float32)
    """
    return Subtract(**kwargs)(inputs)


def multiply(inputs: Any, **kwargs: Any) -> Any:
    """``Multiply`` of a list. Source: tf.keras.layers.multiply.

    >>> import teachflow as tf
    >>> tf.keras.layers.multiply([tf.ones([1, 2]), tf.ones([1, 2])]).numpy()
    array([[1., 1.]], dtype=float32)
    """
    return Multiply(**kwargs)(inputs)


def average(inputs: Any, **kwargs: Any) -> Any:
    """``Average`` of a list. Source: tf.keras.layers.average.

    >>> import teachflow as tf
    >>> tf.keras.layers.average([tf.zeros([1, 2]), tf.ones([1, 2])]).numpy()
    array([[0.5, 0.5]], dtype=float32)
    """
    return Average(**kwargs)(inputs)


def maximum(inputs: Any, **kwargs: Any) -> Any:
    """``Maximum`` of a list. Source: tf.keras.layers.maximum.

    >>> import teachflow as tf
    >>> tf.keras.layers.maximum([tf.zeros([1, 2]), tf.ones([1, 2])]).numpy()
    array([[1., 1.]], dtype=float32)
    """
    return Maximum(**kwargs)(inputs)


def minimum(inputs: Any, **kwargs: Any) -> Any:
    """``Minimum`` of a list. Source: tf.keras.layers.minimum.

    >>> import teachflow as tf
    >>> tf.keras.layers.minimum([tf.zeros([1, 2]), tf.ones([1, 2])]).numpy()
    array([[0., 0.]], dtype=float32)
    """
    return Minimum(**kwargs)(inputs)


def concatenate(inputs: Any, axis: int = -1, **kwargs: Any) -> Any:
    """``Concatenate`` of a list. Source: tf.keras.layers.concatenate.

    >>> import teachflow as tf
    >>> tf.keras.layers.concatenate([tf.zeros([1, 2]), tf.ones([1, 1])]).numpy()
    array([[0., 0., 1.]], dtype=float32)
    """
    return Concatenate(axis=axis, **kwargs)(inputs)


def dot(inputs: Any, axes: Any = -1, **kwargs: Any) -> Any:
    """``Dot`` of a list. Source: tf.keras.layers.dot.

    >>> import teachflow as tf
    >>> tf.keras.layers.dot([tf.ones([1, 2]), tf.ones([1, 2])], axes=1).numpy()
    array([[2.]], dtype=float32)
    """
    return Dot(axes=axes, **kwargs)(inputs)
