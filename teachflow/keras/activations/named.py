"""Activations by name."""

from __future__ import annotations

import types
from typing import Any, Final

from teachflow.keras.activations import functions
from teachflow.keras.saving.serialization import (
    deserialize_keras_object,
    named,
    offer,
    serialize_keras_object,
)

_TABLE: Final[dict[str, Any]] = {
    name: value
    for name, value in vars(functions).items()
    if isinstance(value, types.FunctionType)
    and not name.startswith("_")
    and value.__module__ == functions.__name__
}
offer(*_TABLE.values())
_TABLE.update(hard_swish=functions.hard_silu, swish=functions.silu)


def get(identifier: Any) -> Any:
    """The activation that a name, configuration or function means; None is ``linear``.

    Raises ``ValueError`` for what means none. Source: tf.keras.activations.get.

    >>> import teachflow as tf
    >>> tf.keras.activations.get("relu") is tf.keras.activations.relu
    True
    """
    if identifier is None:
        return functions.linear
    return named(identifier, _TABLE, "activation function", make=False)


def serialize(activation: Any) -> Any:
    """The activation's name, or its configuration where it is your own.

    Source: tf.keras.activations.serialize.

    >>> import teachflow as tf
    >>> tf.keras.activations.serialize(tf.keras.activations.relu)
    'relu'
    """
    name = getattr(activation, "__name__", None)
    if _TABLE.get(str(name)) is activation:
        return name
    return serialize_keras_object(activation)


def deserialize(config: Any, custom_objects: Any = None) -> Any:
    """The activation of plain data. Source: tf.keras.activations.deserialize.

    >>> import teachflow as tf
    >>> tf.keras.activations.deserialize("relu").__name__
    'relu'
    """
    return deserialize_keras_object(config, custom_objects, module_objects=_TABLE)
