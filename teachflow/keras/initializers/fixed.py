"""Initializers that draw nothing."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.core import dtypes as dt
from teachflow.keras.config import standardize_dtype
from teachflow.keras.initializers.base import Initializer


def kind_of(dtype: Any) -> Any:
    """The dtype to make, the floats' own where none is given."""
    return dt.as_dtype(standardize_dtype(dtype))


class Zeros(Initializer):
    """Zeros. Source: tf.keras.initializers.Zeros.

    >>> import teachflow as tf
    >>> tf.keras.initializers.Zeros()((2,)).numpy()
    array([0., 0.], dtype=float32)
    """

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        """Zeros of ``shape``."""
        return tf.zeros(shape, kind_of(dtype))


class Ones(Initializer):
    """Ones. Source: tf.keras.initializers.Ones.

    >>> import teachflow as tf
    >>> tf.keras.initializers.Ones()((2,)).numpy()
    array([1., 1.], dtype=float32)
    """

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        """Ones of ``shape``."""
        return tf.ones(shape, kind_of(dtype))


class Constant(Initializer):
    """One value, or an array of the shape. Source: tf.keras.initializers.Constant.

    >>> import teachflow as tf
    >>> tf.keras.initializers.Constant(3.0)((2,)).numpy()
    array([3., 3.], dtype=float32)
    """

    def __init__(self, value: Any = 0.0) -> None:
        self.value = value

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        """The value in each place of ``shape``."""
        kind = kind_of(dtype)
        return tf.cast(self.value, kind) * tf.ones(list(shape), kind)

    def get_config(self) -> dict[str, Any]:
        """The value."""
        return {"value": self.value}


class Identity(Initializer):
    """The identity matrix times ``gain``; only for matrices.

    Source: tf.keras.initializers.Identity.

    >>> import teachflow as tf
    >>> tf.keras.initializers.Identity(2.0)((2, 2)).numpy()
    array([[2., 0.],
           [0., 2.]], dtype=float32)
    """

    def __init__(self, gain: float = 1.0) -> None:
        self.gain = gain

    def __call__(self, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        """The matrix; raises ``ValueError`` for a shape that is none."""
        if len(shape) != 2:
            raise ValueError(
                "Identity matrix initializer can only be used for 2D matrices. "
                f"Received: shape={shape} of rank {len(shape)}."
            )
        return self.gain * tf.eye(shape[0], shape[1], dtype=kind_of(dtype))

    def get_config(self) -> dict[str, Any]:
        """The factor."""
        return {"gain": self.gain}
