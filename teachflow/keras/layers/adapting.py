"""Layers that prepare numbers: by what was seen in the data, or by fixed factors."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

import teachflow.compat.v2 as tf
from teachflow.core.operand import Operand
from teachflow.keras.config import epsilon
from teachflow.keras.layers.describing import described
from teachflow.keras.layers.layer import Layer


class Rescaling(Layer):
    """``inputs * scale + offset``. Source: tf.keras.layers.Rescaling.

    >>> import teachflow as tf
    >>> tf.keras.layers.Rescaling(1 / 255)(tf.constant([0.0, 255.0])).numpy()
    array([0., 1.], dtype=float32)
    """

    def __init__(self, scale: Any, offset: Any = 0.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.scale = scale
        self.offset = offset
        self.supports_masking = True

    def call(self, inputs: Any) -> Any:
        """The rescaled inputs, as floats."""
        dtype = self.compute_dtype
        scale, offset = tf.cast(self.scale, dtype), tf.cast(self.offset, dtype)
        return tf.cast(inputs, dtype) * scale + offset

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of what comes in."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {**super().get_config(), **described(self, "scale", "offset")}


class Normalization(Layer):
    """Mean zero and variance one, by the mean and variance of the data.

    These are given, or found by ``adapt``. Source: tf.keras.layers.Normalization.

    >>> import numpy as np
    >>> import teachflow as tf
    >>> layer = tf.keras.layers.Normalization(axis=None)
    >>> layer.adapt(np.array([1.0, 2.0, 3.0, 4.0, 5.0], np.float32))
    >>> layer(np.array([1.0, 3.0], np.float32)).numpy()
    array([-1.4142135,  0.       ], dtype=float32)
    """

    def __init__(
        self,
        axis: Any = -1,
        mean: Any = None,
        variance: Any = None,
        invert: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if axis is None:
            axis = ()
        self.axis = (axis,) if isinstance(axis, int) else tuple(axis)
        if (mean is None) != (variance is None):
            raise ValueError(
                "When setting values directly, both `mean` and `variance` must be set. "
                f"Received: mean={mean} and variance={variance}"
            )
        self.input_mean = mean
        self.input_variance = variance
        self.invert = invert
        self.supports_masking = True
        self.mean: Any = None
        self.variance: Any = None
        self._built_for: Any = None

    def build(self, input_shape: Any) -> None:
        """Makes the places for mean and variance."""
        if input_shape is None:
            return
        rank = len(input_shape)
        if any(axis < -rank or axis >= rank for axis in self.axis):
            raise ValueError(
                "All `axis` values must be in the range [-ndim, ndim). Received inputs "
                f"with ndim={rank}, while axis={self.axis}"
            )
        kept = sorted(axis % rank for axis in self.axis)
        if any(input_shape[axis] is None for axis in kept):
            raise ValueError(
                "All `axis` values to be kept must have a known shape. Received "
                f"axis={self.axis}, inputs.shape={input_shape}"
            )
        self._built_for = tuple(input_shape)
        self._kept = kept
        self._wide = [input_shape[i] if i in kept else 1 for i in range(rank)]
        if self.input_mean is None:
            shape = tuple(input_shape[axis] for axis in kept)
            for name, initializer in (("mean", "zeros"), ("variance", "ones")):
                weight = self.add_weight(
                    name=name, shape=shape, initializer=initializer, trainable=False
                )
                setattr(self, f"adapt_{name}", weight)
            self.count = self.add_weight(
                name="count",
                shape=(),
                dtype="int",
                initializer="zeros",
                trainable=False,
            )
        self.finalize_state()

    adapt_mean: Any
    adapt_variance: Any

    def finalize_state(self) -> None:
        """Takes over mean and variance for the calls that follow."""
        if self.input_mean is not None:
            mean, variance = self.input_mean, self.input_variance
        elif self._built_for is None:
            return
        else:
            mean, variance = self.adapt_mean.numpy(), self.adapt_variance.numpy()

        def wide(value: Any) -> Any:
            array = np.asarray(value, self.compute_dtype)
            shape = [1] * len(self._wide)
            for place in range(1, array.ndim + 1):
                shape[self._kept[-place]] = array.shape[-place]
            return tf.constant(np.broadcast_to(array.reshape(shape), self._wide).copy())

        self.mean, self.variance = wide(mean), wide(variance)

    def adapt(self, data: Any, *args: Any, **kwargs: Any) -> None:
        """Finds mean and variance of an array, a dataset or other batches.

        Raises ``ValueError`` where the layer was built for other lengths.
        """
        total: Any = None
        for batch in _batches(data):
            array = np.asarray(batch)
            if not isinstance(data, np.ndarray):
                array = array.astype(self.compute_dtype)
            if not self.built:
                self.build(array.shape)
            for axis in self._kept:
                if array.shape[axis] != self._built_for[axis]:
                    raise ValueError(
                        "The layer was built with "
                        f"input_shape={self._built_for}, but adapt() is being called "
                        f"with data with an incompatible shape, {array.shape}"
                    )
            axes = tuple(i for i in range(array.ndim) if i not in self._kept)
            count = math.prod(array.shape[axis] for axis in axes)
            mean, variance = array.mean(axes), array.var(axes)
            total = _together(total, (count, mean, variance))
        if total is None:
            raise ValueError("adapt() received no data: pass at least one batch.")
        _, mean, variance = total
        self.adapt_mean.assign(mean)
        self.adapt_variance.assign(variance)
        self.finalize_state()

    def call(self, inputs: Any) -> Any:
        """The normalized inputs; with ``invert`` the other way round."""
        if self.mean is None:
            raise ValueError(
                "You must call `.build(input_shape)` on the layer before using it."
            )
        inputs = tf.cast(inputs, self.compute_dtype)
        deviation = tf.maximum(tf.sqrt(self.variance), epsilon())
        if self.invert:
            return self.mean + inputs * deviation
        return (inputs - self.mean) / deviation

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of what comes in."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        given = {
            "mean": _listed(self.input_mean),
            "variance": _listed(self.input_variance),
        }
        return {**super().get_config(), **described(self, "axis", "invert"), **given}

    def load_own_variables(self, store: Any) -> None:
        """Takes mean and variance from ``store``."""
        super().load_own_variables(store)
        self.finalize_state()


def _batches(data: Any) -> Iterator[Any]:
    if isinstance(data, (np.ndarray, Operand)):
        yield data
        return
    for batch in data:
        yield batch[0] if isinstance(batch, tuple) else batch


def _together(before: Any, new: Any) -> Any:
    """Count, mean and variance of two sets of examples together."""
    if before is None:
        return new
    count, mean, variance = before
    more, new_mean, new_variance = new
    share = more / (count + more)
    both = mean * (1 - share) + new_mean * share
    spread = (variance + (mean - both) ** 2) * (1 - share)
    spread = spread + (new_variance + (new_mean - both) ** 2) * share
    return count + more, both, spread


def _listed(value: Any) -> Any:
    return np.asarray(value).tolist() if hasattr(value, "shape") else value
