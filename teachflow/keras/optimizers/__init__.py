"""``tf.keras.optimizers``: rules that turn gradients into new weights."""

from __future__ import annotations

from typing import Any as _Any

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.optimizers import legacy, schedules
from teachflow.keras.optimizers.adam import Adam, Adamax, AdamW, Nadam
from teachflow.keras.optimizers.adaptive import Adadelta, Adagrad, Ftrl, RMSprop
from teachflow.keras.optimizers.descent import SGD, Lion
from teachflow.keras.optimizers.optimizer import Optimizer
from teachflow.keras.saving import deserialize_keras_object as _deserialize
from teachflow.keras.saving import serialize_keras_object as _serialize
from teachflow.keras.saving.serialization import offer as _offer

_ALL = (
    Adadelta,
    Adagrad,
    Adam,
    AdamW,
    Adamax,
    Ftrl,
    Lion,
    Nadam,
    Optimizer,
    RMSprop,
    SGD,
)
NAMED: dict[str, _Any] = {
    **{kind.__name__.lower(): kind for kind in _ALL},
    **{kind.__name__: kind for kind in _ALL},
}
"""Every optimizer that a string may name, in any case."""

_offer(*_ALL)

__all__ = [
    "SGD",
    "Adadelta",
    "Adagrad",
    "Adam",
    "AdamW",
    "Adamax",
    "Ftrl",
    "Lion",
    "Nadam",
    "Optimizer",
    "RMSprop",
    "deserialize",
    "get",
    "legacy",
    "schedules",
    "serialize",
]


def serialize(optimizer: _Any) -> _Any:
    """``optimizer`` as plain data. Source: tf.keras.optimizers.serialize.

    >>> import teachflow as tf
    >>> tf.keras.optimizers.serialize(tf.keras.optimizers.SGD())["class_name"]
    'SGD'
    """
    return _serialize(optimizer)


def deserialize(config: _Any, custom_objects: _Any = None) -> _Any:
    """The optimizer that plain data describe. Source: tf.keras.optimizers.deserialize.

    >>> import teachflow as tf
    >>> data = tf.keras.optimizers.serialize(tf.keras.optimizers.SGD(momentum=0.5))
    >>> tf.keras.optimizers.deserialize(data).momentum
    0.5
    """
    return _deserialize(config, custom_objects=custom_objects, module_objects=NAMED)


def get(identifier: _Any) -> _Any:
    """An optimizer by its name, by its data, or itself; ``ValueError`` for others.

    Source: tf.keras.optimizers.get.

    >>> import teachflow as tf
    >>> float(tf.keras.optimizers.get("sgd").learning_rate)
    0.009999999776482582
    """
    if identifier is None:
        return None
    found = identifier
    if isinstance(identifier, dict):
        found = deserialize(identifier)
    elif isinstance(identifier, str):
        kind = NAMED.get(identifier.lower())
        found = kind() if kind is not None and kind is not Optimizer else None
    if not isinstance(found, Optimizer):
        raise ValueError(f"Could not interpret optimizer identifier: {identifier}")
    return found


__getattr__ = _looking_up(__name__)
