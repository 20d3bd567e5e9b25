"""First values for variables: objects that are called with a shape.

Those without a seed draw as ``tf.random`` does; a seed makes every call give the same.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np

from teachflow.compat.v2._face import at_home
from teachflow.core import dtypes as dt
from teachflow.ops.arrays.array import constant_v2 as _constant
from teachflow.ops.arrays.create import ones as _ones
from teachflow.ops.arrays.create import zeros as _zeros
from teachflow.ops.random import random as _random
from teachflow.ops.random import stateless as _stateless

_PARTS = ("partition_shape", "partition_offset")


class Initializer:
    """What gives a first value for a shape and a dtype."""

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        """A tensor of ``shape``."""
        raise NotImplementedError

    def get_config(self) -> dict[str, Any]:
        """The arguments that make it."""
        return {}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Self:
        """What ``get_config`` told of."""
        return cls(**{key: value for key, value in config.items() if key != "dtype"})


def _part(shape: Any, kwargs: dict[str, Any]) -> Any:
    """The shape to fill: that of a part of a variable, where one is named."""
    for key in kwargs:
        if key not in _PARTS:
            raise TypeError(
                f"Keyword argument should be one of {list(_PARTS)}. Received: {key}"
            )
    return kwargs.get("partition_shape", shape)


def _number(dtype: Any) -> dt.DType:
    kind = dt.as_dtype(dtype)
    if kind not in dt.ALL or kind is dt.string:
        raise ValueError(
            f"Argument `dtype` expected to be numeric or boolean. Received {kind!s}."
        )
    return kind


class Zeros(Initializer):
    """Gives zeros. Source: tf.zeros_initializer.

    >>> import teachflow as tf
    >>> tf.zeros_initializer()([2]).numpy()
    array([0., 0.], dtype=float32)
    """

    @at_home
    def __call__(self, shape: Any, dtype: Any = dt.float32, **kwargs: Any) -> Any:
        """Zeros; raises ``ValueError`` for strings."""
        return _zeros(_part(shape, kwargs), _number(dtype))


class Ones(Initializer):
    """Gives ones. Source: tf.ones_initializer.

    >>> import teachflow as tf
    >>> tf.ones_initializer()([2]).numpy()
    array([1., 1.], dtype=float32)
    """

    @at_home
    def __call__(self, shape: Any, dtype: Any = dt.float32, **kwargs: Any) -> Any:
        """Ones; raises ``ValueError`` for strings."""
        return _ones(_part(shape, kwargs), _number(dtype))


class Constant(Initializer):
    """Gives a value, or as many values as the shape has places.

    Raises ``TypeError`` for what is no number, list or array. Source:
    tf.constant_initializer.

    >>> import teachflow as tf
    >>> tf.constant_initializer([1, 2, 3, 4])([2, 2]).numpy()
    array([[1, 2],
           [3, 4]], dtype=int32)
    """

    def __init__(self, value: Any = 0, support_partition: bool = False) -> None:
        if not (np.isscalar(value) or isinstance(value, (list, tuple, np.ndarray))):
            raise TypeError(
                f"Invalid type for initial value: {type(value).__name__}. Expected "
                f"Python scalar, list or tuple of values, or numpy.ndarray."
            )
        self.value = value
        self.support_partition = support_partition

    @at_home
    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        """The value in ``shape``."""
        _part(shape, kwargs)
        if kwargs and not self.support_partition:
            raise ValueError(
                "Constant initializer doesn't support partition-related arguments"
            )
        return _constant(self.value, dtype, shape)

    def get_config(self) -> dict[str, Any]:
        """The value."""
        return {"value": self.value}


class RandomUniform(Initializer):
    """Gives uniform numbers in [minval, maxval). Source: tf.random_uniform_initializer.

    >>> import teachflow as tf
    >>> initializer = tf.random_uniform_initializer(seed=1)
    >>> bool(tf.reduce_all(initializer([2]) == initializer([2])))
    True
    """

    def __init__(
        self, minval: Any = -0.05, maxval: Any = 0.05, seed: Any = None
    ) -> None:
        self.minval, self.maxval, self.seed = minval, maxval, seed

    @at_home
    def __call__(self, shape: Any, dtype: Any = dt.float32, **kwargs: Any) -> Any:
        """Numbers of a floating or an integer dtype; else raises ``ValueError``."""
        shape, kind = _part(shape, kwargs), dt.as_dtype(dtype)
        if not kind.is_floating and not kind.is_integer:
            raise ValueError(
                f"Argument `dtype` expected to be numeric or boolean. Received "
                f"{kind!s}."
            )
        least, limit = self.minval, self.maxval
        if self.seed is None:
            return _random.random_uniform(shape, least, limit, kind)
        return _stateless.stateless_uniform(shape, [self.seed, 0], least, limit, kind)

    def get_config(self) -> dict[str, Any]:
        """The bounds and the seed."""
        return {"minval": self.minval, "maxval": self.maxval, "seed": self.seed}


class RandomNormal(Initializer):
    """Gives normal numbers. Source: tf.random_normal_initializer.

    >>> import teachflow as tf
    >>> initializer = tf.random_normal_initializer(stddev=1.0, seed=1)
    >>> bool(tf.reduce_all(initializer([2]) == initializer([2])))
    True
    """

    def __init__(self, mean: Any = 0.0, stddev: Any = 0.05, seed: Any = None) -> None:
        self.mean, self.stddev, self.seed = mean, stddev, seed

    @at_home
    def __call__(self, shape: Any, dtype: Any = dt.float32, **kwargs: Any) -> Any:
        """Numbers of a floating dtype; raises ``ValueError`` for another."""
        shape, kind = _part(shape, kwargs), dt.as_dtype(dtype)
        if not kind.is_floating:
            raise ValueError(
                f"Argument `dtype` is expected to be floating point. Received: "
                f"{kind!s}."
            )
        if self.seed is None:
            return _random.random_normal(shape, self.mean, self.stddev, kind)
        seeds = [self.seed, 0]
        return _stateless.stateless_normal(shape, seeds, self.mean, self.stddev, kind)

    def get_config(self) -> dict[str, Any]:
        """Mean, deviation and seed."""
        return {"mean": self.mean, "stddev": self.stddev, "seed": self.seed}
