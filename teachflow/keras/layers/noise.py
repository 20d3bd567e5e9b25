"""Layers that draw while training: dropout and noise."""

from __future__ import annotations

import math
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.layers.describing import described
from teachflow.keras.layers.input_spec import InputSpec
from teachflow.keras.layers.layer import Layer
from teachflow.keras.random import draws
from teachflow.keras.random.seeds import SeedGenerator


class _Drawing(Layer):
    """What these layers share: a stream of seeds; the shape stays."""

    _names: tuple[str, ...] = ()

    def __init__(self, amount: float, seed: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.seed = seed
        if amount > 0:
            self.seed_generator = SeedGenerator(seed)
        self.supports_masking = True
        self.built = True

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of what comes in."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {**super().get_config(), **described(self, *self._names)}


def _rate(rate: float) -> float:
    if not 0 <= rate <= 1:
        raise ValueError(
            "Invalid value received for argument `rate`. Expected a float value "
            f"between 0 and 1. Received: rate={rate}"
        )
    return rate


class Dropout(_Drawing):
    """While training, zeros in place of a part ``rate``; the rest is scaled up.

    Source: tf.keras.layers.Dropout.

    >>> import teachflow as tf
    >>> layer = tf.keras.layers.Dropout(0.5, seed=1)
    >>> layer(tf.ones([6]), training=True).numpy()
    array([2., 0., 2., 0., 0., 0.], dtype=float32)
    >>> layer(tf.ones([6])).numpy()
    array([1., 1., 1., 1., 1., 1.], dtype=float32)
    """

    _names = ("rate", "seed", "noise_shape")

    def __init__(
        self,
        rate: float,
        noise_shape: Any = None,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(_rate(rate), seed, **kwargs)
        self.rate = rate
        self.noise_shape = None if noise_shape is None else tuple(noise_shape)

    def call(self, inputs: Any, training: Any = False) -> Any:
        """The inputs, in training with zeros among them."""
        if not training or not self.rate > 0:
            return inputs
        return draws.dropout(
            inputs, self.rate, self._shape(inputs), self.seed_generator
        )

    def _shape(self, inputs: Any) -> Any:
        return self.noise_shape


class SpatialDropout1D(Dropout):
    """Dropout of channels of sequences. Source: tf.keras.layers.SpatialDropout1D.

    >>> import teachflow as tf
    >>> tf.keras.layers.SpatialDropout1D(0.5)(tf.ones([1, 2, 3])).shape
    TensorShape([1, 2, 3])
    """

    def __init__(self, rate: float, seed: int | None = None, **kwargs: Any) -> None:
        super().__init__(rate, seed=seed, **kwargs)
        self.input_spec = InputSpec(ndim=3)

    def _shape(self, inputs: Any) -> Any:
        return (None, 1, None)


class SpatialDropout2D(Dropout):
    """Dropout of whole channels of images. Source: tf.keras.layers.SpatialDropout2D.

    >>> import teachflow as tf
    >>> tf.keras.layers.SpatialDropout2D(0.5)(tf.ones([1, 2, 2, 3])).shape
    TensorShape([1, 2, 2, 3])
    """

    def __init__(self, rate: float, seed: int | None = None, **kwargs: Any) -> None:
        super().__init__(rate, seed=seed, **kwargs)
        self.input_spec = InputSpec(ndim=4)

    def _shape(self, inputs: Any) -> Any:
        return (None, 1, 1, None)


class AlphaDropout(_Drawing):
    """Dropout for layers with ``selu``: mean and variance stay as they are.

    What is dropped becomes the value that ``selu`` has far below zero; then all is
    scaled and shifted (Klambauer et al. 2017, Self-normalizing neural networks).
    Source: tf.keras.layers.AlphaDropout.

    >>> import teachflow as tf
    >>> layer = tf.keras.layers.AlphaDropout(0.5, seed=1)
    >>> layer(tf.ones([4]), training=True).numpy().round(3)
    array([ 1.666, -0.779,  1.666, -0.779], dtype=float32)
    """

    _names = ("rate", "seed", "noise_shape")

    def __init__(
        self,
        rate: float,
        noise_shape: Any = None,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(_rate(rate), seed, **kwargs)
        self.rate = rate
        self.noise_shape = noise_shape

    def call(self, inputs: Any, training: Any = False) -> Any:
        """The inputs, in training with some of them dropped."""
        if not training or not self.rate > 0:
            return inputs
        shape = tf.shape(inputs)
        if self.noise_shape is not None:
            known = enumerate(self.noise_shape)
            shape = [shape[axis] if n is None else n for axis, n in known]
        drawn = draws.uniform(shape, seed=self.seed_generator)
        kept = tf.cast(drawn >= self.rate, inputs.dtype)
        scale = ((1 - self.rate) * (1 + self.rate * _FAR_BELOW**2)) ** -0.5
        shift = -scale * _FAR_BELOW * self.rate
        return scale * (inputs * kept + _FAR_BELOW * (1 - kept)) + shift


_FAR_BELOW = -1.7580993408473768599402175208123
"""What ``selu`` tends to for numbers far below zero."""


class GaussianNoise(_Drawing):
    """While training, normal numbers added. Source: tf.keras.layers.GaussianNoise.

    >>> import teachflow as tf
    >>> tf.keras.layers.GaussianNoise(0.5)(tf.ones([1, 2])).numpy()
    array([[1., 1.]], dtype=float32)
    """

    _names = ("stddev", "seed")

    def __init__(self, stddev: float, seed: int | None = None, **kwargs: Any) -> None:
        if not 0 <= stddev <= 1:
            raise ValueError(
                "Invalid value received for argument `stddev`. Expected a float value "
                f"between 0 and 1. Received: stddev={stddev}"
            )
        super().__init__(stddev, seed, **kwargs)
        self.stddev = stddev

    def call(self, inputs: Any, training: Any = False) -> Any:
        """The inputs, in training with noise."""
        if not training or not self.stddev > 0:
            return inputs
        shape = tf.shape(inputs)
        noise = draws.normal(shape, 0.0, self.stddev, inputs.dtype, self.seed_generator)
        return inputs + noise


class GaussianDropout(_Drawing):
    """While training, times normal numbers around one.

    Source: tf.keras.layers.GaussianDropout.

    >>> import teachflow as tf
    >>> tf.keras.layers.GaussianDropout(0.5)(tf.ones([1, 2])).numpy()
    array([[1., 1.]], dtype=float32)
    """

    _names = ("rate", "seed")

    def __init__(self, rate: float, seed: int | None = None, **kwargs: Any) -> None:
        super().__init__(_rate(rate), seed, **kwargs)
        self.rate = rate

    def call(self, inputs: Any, training: Any = False) -> Any:
        """The inputs, in training times noise."""
        if not training or not self.rate > 0:
            return inputs
        stddev = math.sqrt(self.rate / (1.0 - self.rate))
        shape = tf.shape(inputs)
        noise = draws.normal(shape, 1.0, stddev, inputs.dtype, self.seed_generator)
        return inputs * noise


class ActivityRegularization(Layer):
    """The inputs, whose size is added to the losses.

    Source: tf.keras.layers.ActivityRegularization.

    >>> import teachflow as tf
    >>> tf.keras.layers.ActivityRegularization(l2=0.1)(tf.ones([2, 3])).shape
    TensorShape([2, 3])
    """

    def __init__(self, l1: float = 0.0, l2: float = 0.0, **kwargs: Any) -> None:
        penalty = {"class_name": "L1L2", "config": {"l1": l1, "l2": l2}}
        super().__init__(activity_regularizer=penalty, **kwargs)
        self.supports_masking = True
        self.l1 = l1
        self.l2 = l2
        self.built = True

    def call(self, inputs: Any) -> Any:
        """The inputs."""
        return inputs

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of what comes in."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        config = super().get_config()
        config.pop("activity_regularizer", None)
        return {**config, **described(self, "l1", "l2")}
