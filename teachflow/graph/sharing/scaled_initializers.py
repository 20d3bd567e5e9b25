"""Initializers that scale with the shape, so that layers keep the size of what they
carry: variance scaling with its special cases, and orthogonal matrices.
"""

from __future__ import annotations

import math
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core.dtypes import DType
from teachflow.graph.sharing.initializers import Initializer, at_home, float_dtype
from teachflow.ops.arrays.reshaping import reshape
from teachflow.ops.linalg.decompositions import qr_op
from teachflow.ops.linalg.diagonals import diag_part
from teachflow.ops.linalg.linalg import matrix_transpose
from teachflow.ops.math.order import sign
from teachflow.ops.random.random import random_normal, random_uniform, truncated_normal


class UniformUnitScaling(Initializer):
    """Uniform numbers that keep the scale of what they multiply, times ``factor``.

    Source: tf.compat.v1.uniform_unit_scaling_initializer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     init = tf.uniform_unit_scaling_initializer(seed=1)
    ...     print(abs(sess.run(init([3, 100]))).max() < 1.0)
    True
    """

    def __init__(
        self, factor: float = 1.0, seed: Any = None, dtype: Any = dt.float32
    ) -> None:
        self.factor = factor
        self.seed = seed
        self.dtype = float_dtype(dtype)

    def build(self, shape: Any, dtype: DType) -> Any:
        """A draw from [-limit, limit), limit = factor * sqrt(3 / inputs)."""
        inputs = max(math.prod([float(length) for length in shape[:-1]]), 1.0)
        limit = math.sqrt(3 / inputs) * self.factor
        return random_uniform(shape, -limit, limit, dtype, seed=self.seed)

    def get_config(self) -> dict[str, Any]:
        """Factor, seed, the dtype's name."""
        return {"factor": self.factor, "seed": self.seed, "dtype": self.dtype.name}


_MODES = ("fan_in", "fan_out", "fan_avg")
_DISTRIBUTIONS = ("normal", "uniform", "truncated_normal", "untruncated_normal")
# The deviation of a standard normal number that is drawn again beyond two deviations.
_TRUNCATED_DEVIATION = 0.87962566103423978


class VarianceScaling(Initializer):
    """Numbers of variance ``scale / n``, where n counts the inputs or outputs.

    ``mode`` says which n: ``fan_in``, ``fan_out`` or their mean ``fan_avg``. The
    distribution is ``truncated_normal`` (``normal`` means the same),
    ``untruncated_normal`` or ``uniform``. After K. He et al., 2015. Source:
    tf.compat.v1.variance_scaling_initializer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     init = tf.variance_scaling_initializer(2.0, seed=1)
    ...     print(sess.run(init([2, 1])).shape)
    (2, 1)
    """

    def __init__(
        self,
        scale: float = 1.0,
        mode: str = "fan_in",
        distribution: str = "truncated_normal",
        seed: Any = None,
        dtype: Any = dt.float32,
    ) -> None:
        if scale <= 0.0:
            raise ValueError(
                f"Argument `scale` must be a positive float. Received: {scale}"
            )
        if mode not in _MODES:
            raise ValueError(
                f"Argument `mode` should be one of {_MODES}. Received: {mode}"
            )
        distribution = distribution.lower()
        if distribution not in _DISTRIBUTIONS:
            raise ValueError(
                f"Argument `distribution` should be one of {_DISTRIBUTIONS}. "
                f"Received: {distribution}"
            )
        self.scale = scale
        self.mode = mode
        self.distribution = distribution
        self.seed = seed
        self.dtype = float_dtype(dtype)

    def build(self, shape: Any, dtype: DType) -> Any:
        """A draw."""
        fan_in, fan_out = fans(shape)
        counts = {"fan_in": fan_in, "fan_out": fan_out}
        scale = self.scale / max(1.0, counts.get(self.mode, (fan_in + fan_out) / 2.0))
        if self.distribution == "uniform":
            limit = math.sqrt(3.0 * scale)
            return random_uniform(shape, -limit, limit, dtype, seed=self.seed)
        deviation = math.sqrt(scale)
        if self.distribution == "untruncated_normal":
            return random_normal(shape, 0.0, deviation, dtype, seed=self.seed)
        deviation /= _TRUNCATED_DEVIATION
        return truncated_normal(shape, 0.0, deviation, dtype, seed=self.seed)

    def get_config(self) -> dict[str, Any]:
        """All arguments."""
        return {
            "scale": self.scale,
            "mode": self.mode,
            "distribution": self.distribution,
            "seed": self.seed,
            "dtype": self.dtype.name,
        }


def fans(shape: Any) -> tuple[int, int]:
    """How many inputs and outputs each unit of weights of ``shape`` has.

    >>> fans([]), fans([3]), fans([3, 4]), fans([5, 5, 3, 8])
    ((1, 1), (3, 3), (3, 4), (75, 200))
    """
    lengths = [int(length) for length in shape]
    if len(lengths) < 2:
        count = lengths[0] if lengths else 1
        return count, count
    field = math.prod(lengths[:-2])  # the places that a filter looks at
    return lengths[-2] * field, lengths[-1] * field


class GlorotUniform(VarianceScaling):
    """Uniform numbers of variance 2 / (inputs + outputs): what ``get_variable`` uses.

    ``dtype`` is not heeded, in TensorFlow neither: say it where it is called. After X.
    Glorot and Y. Bengio, 2010. Source: tf.compat.v1.glorot_uniform_initializer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     init = tf.glorot_uniform_initializer(seed=1)
    ...     print(sess.run(init([3, 2])).shape)
    (3, 2)
    """

    def __init__(self, seed: Any = None, dtype: Any = dt.float32) -> None:
        super().__init__(1.0, "fan_avg", "uniform", seed)

    def get_config(self) -> dict[str, Any]:
        """Seed and the dtype's name."""
        return {"seed": self.seed, "dtype": self.dtype.name}


class GlorotNormal(VarianceScaling):
    """Truncated normal numbers of variance 2 / (inputs + outputs).

    ``dtype`` is not heeded, in TensorFlow neither: say it where it is called. After X.
    Glorot and Y. Bengio, 2010. Source: tf.compat.v1.glorot_normal_initializer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     init = tf.glorot_normal_initializer(seed=1)
    ...     print(sess.run(init([3, 2])).shape)
    (3, 2)
    """

    def __init__(self, seed: Any = None, dtype: Any = dt.float32) -> None:
        super().__init__(1.0, "fan_avg", "truncated_normal", seed)

    def get_config(self) -> dict[str, Any]:
        """Seed and the dtype's name."""
        return {"seed": self.seed, "dtype": self.dtype.name}


def he_normal(seed: Any = None) -> VarianceScaling:
    """Truncated normal numbers of variance 2 / inputs, for layers with ReLU.

    Source: tf.compat.v1.initializers.he_normal.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     init = tf.initializers.he_normal(seed=1)
    ...     print(sess.run(init([3, 2])).shape)
    (3, 2)
    """
    return VarianceScaling(2.0, "fan_in", "truncated_normal", seed)


def he_uniform(seed: Any = None) -> VarianceScaling:
    """Uniform numbers of variance 2 / inputs, for layers with ReLU.

    Source: tf.compat.v1.initializers.he_uniform.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     init = tf.initializers.he_uniform(seed=1)
    ...     print(sess.run(init([3, 2])).shape)
    (3, 2)
    """
    return VarianceScaling(2.0, "fan_in", "uniform", seed)


def lecun_normal(seed: Any = None) -> VarianceScaling:
    """Truncated normal numbers of variance 1 / inputs.

    Source: tf.compat.v1.initializers.lecun_normal.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     init = tf.initializers.lecun_normal(seed=1)
    ...     print(sess.run(init([3, 2])).shape)
    (3, 2)
    """
    return VarianceScaling(1.0, "fan_in", "truncated_normal", seed)


def lecun_uniform(seed: Any = None) -> VarianceScaling:
    """Uniform numbers of variance 1 / inputs.

    Source: tf.compat.v1.initializers.lecun_uniform.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     init = tf.initializers.lecun_uniform(seed=1)
    ...     print(sess.run(init([3, 2])).shape)
    (3, 2)
    """
    return VarianceScaling(1.0, "fan_in", "uniform", seed)


class Orthogonal(Initializer):
    """``gain`` times a random matrix whose columns (or rows, where it is wide) are
    orthonormal.

    A longer shape is a matrix with its last length as columns. The matrix is Q of the
    QR decomposition of normal numbers, with R's diagonal made positive. After A. Saxe
    et al., 2013. Source: tf.compat.v1.orthogonal_initializer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     w = sess.run(tf.orthogonal_initializer(seed=1)([3, 2]))
    >>> (w.T @ w).round(5) + 0.0
    array([[1., 0.],
           [0., 1.]], dtype=float32)
    """

    def __init__(
        self, gain: float = 1.0, seed: Any = None, dtype: Any = dt.float32
    ) -> None:
        self.gain = gain
        self.seed = seed
        self.dtype = float_dtype(dtype)

    def build(self, shape: Any, dtype: DType) -> Any:
        """A draw; ``ValueError`` for a rank below 2."""
        lengths = [int(length) for length in shape]
        if len(lengths) < 2:
            raise ValueError(
                f"The tensor to initialize, specified by argument `shape` must be at "
                f"least two-dimensional. Received shape={shape}"
            )
        rows, columns = math.prod(lengths[:-1]), lengths[-1]
        tall = (max(rows, columns), min(rows, columns))
        drawn = random_normal(tall, dtype=dtype, seed=self.seed)
        q, r = qr_op(drawn, full_matrices=False)
        q = q * sign(diag_part(r))
        if rows < columns:
            q = matrix_transpose(q)
        return self.gain * reshape(q, lengths)

    def get_config(self) -> dict[str, Any]:
        """Gain, seed, the dtype's name."""
        return {"gain": self.gain, "seed": self.seed, "dtype": self.dtype.name}


def legacy_variance_scaling(
    factor: float = 2.0,
    mode: str = "FAN_IN",
    uniform: bool = False,
    seed: Any = None,
    dtype: Any = dt.float32,
) -> Any:
    """A function of a shape: numbers of variance ``factor / n``, as contrib drew them.

    ``mode`` is ``FAN_IN``, ``FAN_OUT`` or ``FAN_AVG``. Normal numbers are truncated,
    and their deviation corrected by sqrt(1.3) only. Raises ``TypeError`` for another
    mode or dtype. Source: tf.contrib.layers.variance_scaling_initializer (TensorFlow
    1.15).
    """
    _refuse_integers(dtype)
    if mode not in ("FAN_IN", "FAN_OUT", "FAN_AVG"):
        raise TypeError(f"Unknown mode {mode} [FAN_IN, FAN_OUT, FAN_AVG]")

    def initializer(shape: Any, dtype: Any = dtype, partition_info: Any = None) -> Any:
        _refuse_integers(dtype)
        lengths = [float(length) for length in shape]
        field = math.prod(lengths[:-2])
        fan_in = lengths[-2 if len(lengths) > 1 else -1] * field if lengths else 1.0
        fan_out = lengths[-1] * field if lengths else 1.0
        counts = {"FAN_IN": fan_in, "FAN_OUT": fan_out}
        count = counts.get(mode, (fan_in + fan_out) / 2.0)
        with at_home():
            if uniform:
                limit = math.sqrt(3.0 * factor / count)
                return random_uniform(shape, -limit, limit, dtype, seed=seed)
            deviation = math.sqrt(1.3 * factor / count)
            return truncated_normal(shape, 0.0, deviation, dtype, seed=seed)

    return initializer


def _refuse_integers(dtype: Any) -> None:
    if not dt.as_dtype(dtype).is_floating:
        raise TypeError("Cannot create initializer for non-floating point type.")


def xavier_initializer(
    uniform: bool = True, seed: Any = None, dtype: Any = dt.float32
) -> Any:
    """A function of a shape: numbers of variance 2 / (inputs + outputs).

    After X. Glorot and Y. Bengio, 2010. Source: tf.contrib.layers.xavier_initializer
    of TensorFlow 1.15.

    >>> import teachflow.compat.v1 as tf
    >>> xavier = tf.contrib.layers.xavier_initializer()
    >>> with tf.Graph().as_default():
    ...     tf.get_variable("w", [2, 3], initializer=xavier)
    <tf.Variable 'w:0' shape=(2, 3) dtype=float32_ref>
    """
    return legacy_variance_scaling(1.0, "FAN_AVG", uniform, seed, dtype)
