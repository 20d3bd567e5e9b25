"""Initializers by name."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

import teachflow.compat.v2 as tf
from teachflow.core.operand import Operand
from teachflow.keras.initializers import drawn, fixed
from teachflow.keras.saving.serialization import (
    deserialize_keras_object,
    named,
    offer,
    serialize_keras_object,
)
from teachflow.keras.state import to_snake_case
from teachflow.keras.variable import NAMED_INITIALIZERS

_CLASSES: Final = (
    fixed.Zeros,
    fixed.Ones,
    fixed.Constant,
    fixed.Identity,
    drawn.GlorotNormal,
    drawn.GlorotUniform,
    drawn.HeNormal,
    drawn.HeUniform,
    drawn.LecunNormal,
    drawn.LecunUniform,
    drawn.Orthogonal,
    drawn.RandomNormal,
    drawn.RandomUniform,
    drawn.TruncatedNormal,
    drawn.VarianceScaling,
)
NAMES: Final[dict[str, Any]] = {to_snake_case(cls.__name__): cls for cls in _CLASSES}
"""The names in small letters; ``tf.keras.initializers.zeros`` is the class too."""

_TABLE: Final[dict[str, Any]] = {
    **NAMES,
    **{cls.__name__: cls for cls in _CLASSES},
    "IdentityInitializer": fixed.Identity,
    "OrthogonalInitializer": drawn.Orthogonal,
    "normal": drawn.RandomNormal,
    "one": fixed.Ones,
    "uniform": drawn.RandomUniform,
    "zero": fixed.Zeros,
}
offer(*_CLASSES)


def get(identifier: Any) -> Any:
    """The initializer that a name, configuration, class, function or array means.

    Raises ``ValueError`` for what means none. Source: tf.keras.initializers.get.

    >>> import teachflow as tf
    >>> tf.keras.initializers.get("ones")((2,)).numpy()
    array([1., 1.], dtype=float32)
    """
    if isinstance(identifier, (Operand, np.ndarray, np.generic)):
        return _of_value(identifier)
    return named(identifier, _TABLE, "initializer")


def _of_value(value: Any) -> Any:
    def initialize(shape: Any, dtype: Any = None) -> Any:
        if tuple(shape) != tuple(value.shape):
            raise ValueError(
                f"Expected `shape` to be {value.shape} for direct tensor as "
                f"initializer. Received shape={shape}"
            )
        return tf.cast(value, fixed.kind_of(dtype))

    return initialize


def serialize(initializer: Any) -> Any:
    """The initializer as plain data. Source: tf.keras.initializers.serialize.

    >>> import teachflow as tf
    >>> tf.keras.initializers.serialize(tf.keras.initializers.Ones())["class_name"]
    'Ones'
    """
    return serialize_keras_object(initializer)


def deserialize(config: Any, custom_objects: Any = None) -> Any:
    """The initializer of plain data. Source: tf.keras.initializers.deserialize."""
    return deserialize_keras_object(config, custom_objects, module_objects=_TABLE)


NAMED_INITIALIZERS[:] = [get]
