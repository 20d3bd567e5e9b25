"""Initializers: objects that build the tensor of a variable's first value.

Each is called with a shape (and a dtype, else its own) and builds ops, in TensorFlow's
order and under its names: a variable ``w`` calls them inside ``w/Initializer``. Seeds
are the ops' own, so equal seeds give the numbers that TensorFlow gives.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.dtypes import DType
from teachflow.graph.defaults import get_default_graph
from teachflow.ops.arrays.array import constant
from teachflow.ops.arrays.create import ones, zeros
from teachflow.ops.linalg.diagonals import eye
from teachflow.ops.random.random import random_normal, random_uniform, truncated_normal


def at_home() -> AbstractContextManager[Any]:
    """A scope at home: in the innermost one, else in the default graph."""
    return home.within(home.innermost() or get_default_graph())


class Initializer:
    """What all initializers share. Source: tf.compat.v1.initializers.

    A subclass writes ``build(shape, dtype)`` and ``get_config``.
    """

    dtype: DType = dt.float32

    def __call__(
        self, shape: Any, dtype: Any = None, partition_info: Any = None
    ) -> Any:
        """The first value: a tensor of ``shape``, of ``dtype`` or the initializer's."""
        wanted = self.dtype if dtype is None else dt.as_dtype(dtype)
        with at_home():
            return self.build(shape, wanted)

    def build(self, shape: Any, dtype: DType) -> Any:
        """The tensor, at home."""
        raise NotImplementedError(f"{type(self).__name__} does not say what to build.")

    def get_config(self) -> dict[str, Any]:
        """The arguments that ``from_config`` makes an equal initializer from."""
        return {}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Initializer:
        """An initializer with the arguments ``config``."""
        return cls(**config)


def float_dtype(dtype: Any) -> DType:
    """The dtype, if random numbers may have it; else ``ValueError``."""
    wanted = dt.as_dtype(dtype)
    if not wanted.is_floating:
        raise ValueError(
            f"Argument `dtype` is expected to be floating point. Received: {wanted}."
        )
    return wanted


# ---- fixed values ----------------------------------------------------------------


class Zeros(Initializer):
    """Zeros: False for bool, empty strings.

    Source: tf.compat.v1.zeros_initializer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.zeros_initializer()([2])))
    [0. 0.]
    """

    def __init__(self, dtype: Any = dt.float32) -> None:
        self.dtype = dt.as_dtype(dtype)

    def build(self, shape: Any, dtype: DType) -> Any:
        """Zeros of ``shape``."""
        return zeros(shape, dtype)

    def get_config(self) -> dict[str, Any]:
        """The dtype's name."""
        return {"dtype": self.dtype.name}


class Ones(Initializer):
    """Ones: True for bool.

    Source: tf.compat.v1.ones_initializer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.ones_initializer()([2])))
    [1. 1.]
    """

    def __init__(self, dtype: Any = dt.float32) -> None:
        self.dtype = dt.as_dtype(dtype)

    def build(self, shape: Any, dtype: DType) -> Any:
        """Ones of ``shape``."""
        return ones(shape, dtype)

    def get_config(self) -> dict[str, Any]:
        """The dtype's name."""
        return {"dtype": self.dtype.name}


class Constant(Initializer):
    """The given value or values, row by row; the last one fills what is left.

    ``verify_shape`` refuses values of another shape with ``TypeError``. Too many are
    refused with ``ValueError``. Source: tf.compat.v1.constant_initializer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.constant_initializer([1, 2, 3])([2, 2])))
    [[1. 2.]
     [3. 3.]]
    """

    def __init__(
        self, value: Any = 0, dtype: Any = dt.float32, verify_shape: bool = False
    ) -> None:
        if not (np.isscalar(value) or isinstance(value, (list, tuple, np.ndarray))):
            raise TypeError(
                f"Invalid type for initial value={value} of type: "
                f"{type(value).__name__}. Expected Python scalar, list or tuple of "
                f"values, or numpy.ndarray."
            )
        self.value = value
        self.dtype = dt.as_dtype(dtype)
        self.verify_shape = verify_shape

    def build(self, shape: Any, dtype: DType) -> Any:
        """A constant of ``shape``."""
        return constant(self.value, dtype, shape, verify_shape=self.verify_shape)

    def get_config(self) -> dict[str, Any]:
        """The value and the dtype's name."""
        return {"value": self.value, "dtype": self.dtype.name}


class Identity(Initializer):
    """``gain`` times the identity matrix; only for shapes of rank 2.

    Source: tf.compat.v1.initializers.identity.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.initializers.identity()([2, 2])))
    [[1. 0.]
     [0. 1.]]
    """

    def __init__(self, gain: float = 1.0, dtype: Any = dt.float32) -> None:
        self.gain = gain
        self.dtype = float_dtype(dtype)

    def build(self, shape: Any, dtype: DType) -> Any:
        """The matrix; ``ValueError`` for another rank."""
        lengths = list(shape)
        if len(lengths) != 2:
            raise ValueError(
                f"The tensor to initialize, specified by argument `shape` must be at "
                f"least two-dimensional. Received shape={shape}"
            )
        return self.gain * eye(*lengths, dtype=dtype)

    def get_config(self) -> dict[str, Any]:
        """The gain and the dtype's name."""
        return {"gain": self.gain, "dtype": self.dtype.name}


# ---- random values ---------------------------------------------------------------


class RandomUniform(Initializer):
    """Numbers uniform in [minval, maxval). Source:
    tf.compat.v1.random_uniform_initializer.

    ``maxval`` is 1 for floats by default and must be given for integers.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     init = tf.random_uniform_initializer(0, 10, seed=1, dtype=tf.int32)
    ...     print(sess.run(init([3])))
    [7 9 3]
    """

    def __init__(
        self,
        minval: Any = 0.0,
        maxval: Any = None,
        seed: Any = None,
        dtype: Any = dt.float32,
    ) -> None:
        self.minval = minval
        self.maxval = maxval
        self.seed = seed
        self.dtype = dt.as_dtype(dtype)

    def build(self, shape: Any, dtype: DType) -> Any:
        """A draw."""
        return random_uniform(shape, self.minval, self.maxval, dtype, seed=self.seed)

    def get_config(self) -> dict[str, Any]:
        """Bounds, seed, the dtype's name."""
        return {
            "minval": self.minval,
            "maxval": self.maxval,
            "seed": self.seed,
            "dtype": self.dtype.name,
        }


class RandomNormal(Initializer):
    """Normal numbers.

    Source: tf.compat.v1.random_normal_initializer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     init = tf.random_normal_initializer(stddev=0.1, seed=1)
    ...     print(sess.run(init([2])).shape)
    (2,)
    """

    _draw = staticmethod(random_normal)

    def __init__(
        self,
        mean: Any = 0.0,
        stddev: Any = 1.0,
        seed: Any = None,
        dtype: Any = dt.float32,
    ) -> None:
        self.mean = mean
        self.stddev = stddev
        self.seed = seed
        self.dtype = float_dtype(dtype)

    def build(self, shape: Any, dtype: DType) -> Any:
        """A draw."""
        return self._draw(shape, self.mean, self.stddev, dtype, seed=self.seed)

    def get_config(self) -> dict[str, Any]:
        """Mean, deviation, seed, the dtype's name."""
        return {
            "mean": self.mean,
            "stddev": self.stddev,
            "seed": self.seed,
            "dtype": self.dtype.name,
        }


class TruncatedNormal(RandomNormal):
    """Normal numbers less than two deviations from the mean.

    Source: tf.compat.v1.truncated_normal_initializer.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     init = tf.truncated_normal_initializer(stddev=0.1, seed=1)
    ...     print(abs(sess.run(init([100]))).max() < 0.2)
    True
    """

    _draw = staticmethod(truncated_normal)
