"""Initializers that draw: each keeps its seed, so it draws the same numbers again."""

from __future__ import annotations

import math
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.initializers.base import Initializer
from teachflow.keras.random import draws
from teachflow.keras.random.seeds import SeedGenerator, make_default_seed
from teachflow.keras.saving.serialization import (
    deserialize_keras_object,
    serialize_keras_object,
)


class RandomInitializer(Initializer):
    """What initializers that draw share: the seed."""

    def __init__(self, seed: Any = None) -> None:
        self._init_seed = seed
        if seed is None:
            seed = make_default_seed()
        elif isinstance(seed, dict):
            seed = deserialize_keras_object(seed)
        elif not isinstance(seed, (int, SeedGenerator)):
            raise ValueError(
                "`seed` argument should be an instance of "
                "`keras.random.SeedGenerator()` or an integer. "
                f"Received: seed={seed}"
            )
        self.seed = seed

    def get_config(self) -> dict[str, Any]:
        """The seed that was given."""
        return {"seed": serialize_keras_object(self._init_seed)}


class _Normal(RandomInitializer):
    def __init__(self, mean: float = 0.0, stddev: float = 0.05, seed: Any = None):
        self.mean = mean
        self.stddev = stddev
        super().__init__(seed)

    def get_config(self) -> dict[str, Any]:
        """Seed, mean and deviation."""
        return {**super().get_config(), "mean": self.mean, "stddev": self.stddev}


class RandomNormal(_Normal):
    """Normal numbers. Source: tf.keras.initializers.RandomNormal.

    >>> import teachflow as tf
    >>> tf.keras.initializers.RandomNormal(stddev=1.0, seed=1)((2,)).numpy()
    array([ 0.1266503 , -0.49301657], dtype=float32)
    """

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        """Numbers of ``shape``."""
        return draws.normal(shape, self.mean, self.stddev, dtype, self.seed)


class TruncatedNormal(_Normal):
    """Normal numbers within two deviations.

    Source: tf.keras.initializers.TruncatedNormal.

    >>> import teachflow as tf
    >>> tf.keras.initializers.TruncatedNormal(seed=1)((2, 3)).shape
    TensorShape([2, 3])
    """

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        """Numbers of ``shape``."""
        return draws.truncated_normal(shape, self.mean, self.stddev, dtype, self.seed)


class RandomUniform(RandomInitializer):
    """Numbers from ``minval`` up to ``maxval``.

    Source: tf.keras.initializers.RandomUniform.

    >>> import teachflow as tf
    >>> tf.keras.initializers.RandomUniform(0.0, 1.0, seed=1)((2, 3)).shape
    TensorShape([2, 3])
    """

    def __init__(
        self, minval: float = -0.05, maxval: float = 0.05, seed: Any = None
    ) -> None:
        self.minval = minval
        self.maxval = maxval
        super().__init__(seed)

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        """Numbers of ``shape``."""
        return draws.uniform(shape, self.minval, self.maxval, dtype, self.seed)

    def get_config(self) -> dict[str, Any]:
        """Seed and bounds."""
        bounds = {"minval": self.minval, "maxval": self.maxval}
        return {**super().get_config(), **bounds}


_MODES = ("fan_in", "fan_out", "fan_avg")
_DISTRIBUTIONS = ("uniform", "truncated_normal", "untruncated_normal")


class VarianceScaling(RandomInitializer):
    """Numbers whose variance is ``scale`` over the inputs, outputs or their mean.

    Raises ``ValueError`` for a scale that is not positive and for other words in
    ``mode`` and ``distribution``. Source: tf.keras.initializers.VarianceScaling.

    >>> import teachflow as tf
    >>> tf.keras.initializers.VarianceScaling(2.0, seed=1)((2, 3)).shape
    TensorShape([2, 3])
    """

    def __init__(
        self,
        scale: float = 1.0,
        mode: str = "fan_in",
        distribution: str = "truncated_normal",
        seed: Any = None,
        input_axes: Any = None,
        output_axes: Any = None,
    ) -> None:
        if scale <= 0.0:
            raise ValueError(
                f"Argument `scale` must be positive float. Received: scale={scale}"
            )
        if mode not in _MODES:
            raise ValueError(
                f"Invalid `mode` argument: {mode}. Please use one of {_MODES}"
            )
        distribution = distribution.lower()
        if distribution == "normal":
            distribution = "truncated_normal"
        if distribution not in _DISTRIBUTIONS:
            raise ValueError(
                f"Invalid `distribution` argument: {distribution}."
                f"Please use one of {_DISTRIBUTIONS}"
            )
        self.scale = scale
        self.mode = mode
        self.distribution = distribution
        self.input_axes = input_axes
        self.output_axes = output_axes
        super().__init__(seed)

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        """Numbers of ``shape``."""
        fan_in, fan_out = compute_fans(shape, self.input_axes, self.output_axes)
        units = {"fan_in": fan_in, "fan_out": fan_out}
        over = units.get(self.mode, (fan_in + fan_out) / 2.0)
        scale = self.scale / max(1.0, over)
        if self.distribution == "uniform":
            limit = math.sqrt(3.0 * scale)
            return draws.uniform(shape, -limit, limit, dtype, self.seed)
        if self.distribution == "untruncated_normal":
            return draws.normal(shape, 0.0, math.sqrt(scale), dtype, self.seed)
        # What is cut off beyond two deviations would be missing in the variance.
        stddev = math.sqrt(scale) / 0.87962566103423978
        return draws.truncated_normal(shape, 0.0, stddev, dtype, self.seed)

    def get_config(self) -> dict[str, Any]:
        """Seed and kind."""
        kind = {
            "scale": self.scale,
            "mode": self.mode,
            "distribution": self.distribution,
            "input_axes": self.input_axes,
            "output_axes": self.output_axes,
        }
        return {**super().get_config(), **kind}


class _Scaled(VarianceScaling):
    """A scaling of a fixed kind: only the seed is left to say."""

    kind: tuple[float, str, str]

    def __init__(
        self, seed: Any = None, input_axes: Any = None, output_axes: Any = None
    ) -> None:
        super().__init__(*self.kind, seed, input_axes, output_axes)

    def get_config(self) -> dict[str, Any]:
        """The seed that was given, and the axes."""
        return {
            "seed": serialize_keras_object(self._init_seed),
            "input_axes": self.input_axes,
            "output_axes": self.output_axes,
        }


class GlorotUniform(_Scaled):
    """Uniform, scaled by inputs and outputs.

    Source: tf.keras.initializers.GlorotUniform.

    >>> import teachflow as tf
    >>> tf.keras.initializers.GlorotUniform(seed=1)((2,)).numpy()
    array([ 0.9271029 , -0.09802794], dtype=float32)
    """

    kind = (1.0, "fan_avg", "uniform")


class GlorotNormal(_Scaled):
    """Normal, scaled by inputs and outputs.

    Source: tf.keras.initializers.GlorotNormal.

    >>> import teachflow as tf
    >>> tf.keras.initializers.GlorotNormal(seed=1)((2, 3)).shape
    TensorShape([2, 3])
    """

    kind = (1.0, "fan_avg", "truncated_normal")


class LecunNormal(_Scaled):
    """Normal, scaled by inputs. Source: tf.keras.initializers.LecunNormal.

    >>> import teachflow as tf
    >>> tf.keras.initializers.LecunNormal(seed=1)((2, 3)).shape
    TensorShape([2, 3])
    """

    kind = (1.0, "fan_in", "truncated_normal")


class LecunUniform(_Scaled):
    """Uniform, scaled by inputs. Source: tf.keras.initializers.LecunUniform.

    >>> import teachflow as tf
    >>> tf.keras.initializers.LecunUniform(seed=1)((2, 3)).shape
    TensorShape([2, 3])
    """

    kind = (1.0, "fan_in", "uniform")


class HeNormal(_Scaled):
    """Normal, scaled by half of the inputs. Source: tf.keras.initializers.HeNormal.

    >>> import teachflow as tf
    >>> tf.keras.initializers.HeNormal(seed=1)((2, 3)).shape
    TensorShape([2, 3])
    """

    kind = (2.0, "fan_in", "truncated_normal")


class HeUniform(_Scaled):
    """Uniform, scaled by half the inputs. Source: tf.keras.initializers.HeUniform.

    >>> import teachflow as tf
    >>> tf.keras.initializers.HeUniform(seed=1)((2, 3)).shape
    TensorShape([2, 3])
    """

    kind = (2.0, "fan_in", "uniform")


class Orthogonal(RandomInitializer):
    """A matrix with orthogonal rows or columns, times ``gain``.

    Source: tf.keras.initializers.Orthogonal.

    >>> import teachflow as tf
    >>> tf.keras.initializers.Orthogonal(seed=1)((2, 3)).shape
    TensorShape([2, 3])
    """

    def __init__(self, gain: float = 1.0, seed: Any = None) -> None:
        self.gain = gain
        super().__init__(seed)

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        """The matrix of ``shape``, the axes before the last being its rows."""
        if len(shape) < 2:
            raise ValueError(
                "The tensor to initialize must be at least two-dimensional. Received: "
                f"shape={shape} of rank {len(shape)}."
            )
        rows, columns = math.prod(shape[:-1]), shape[-1]
        flat = (max(columns, rows), min(columns, rows))
        q, r = tf.linalg.qr(draws.normal(flat, seed=self.seed, dtype=dtype))
        q = q * tf.sign(tf.linalg.diag_part(r))
        if rows < columns:
            q = tf.transpose(q)
        return self.gain * tf.reshape(q, list(shape))

    def get_config(self) -> dict[str, Any]:
        """Seed and factor."""
        return {**super().get_config(), "gain": self.gain}


def compute_fans(
    shape: Any, input_axes: Any = None, output_axes: Any = None
) -> tuple[int, int]:
    """The numbers of inputs and outputs of a weight of ``shape``.

    >>> compute_fans((3, 4)), compute_fans((5, 5, 3, 4))
    ((3, 4), (75, 100))
    """
    shape = tuple(shape)
    if input_axes is not None and output_axes is not None:
        return (
            math.prod(shape[axis] for axis in input_axes),
            math.prod(shape[axis] for axis in output_axes),
        )
    if not shape:
        return 1, 1
    if len(shape) == 1:
        return int(shape[0]), int(shape[0])
    field = math.prod(shape[:-2])
    return int(shape[-2] * field), int(shape[-1] * field)
