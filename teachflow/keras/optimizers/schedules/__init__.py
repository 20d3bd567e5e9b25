"""``tf.keras.optimizers.schedules``: learning rates that depend on the step."""

from __future__ import annotations

from typing import Any as _Any

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.optimizers.schedules.decays import (
    CosineDecay,
    CosineDecayRestarts,
    ExponentialDecay,
    InverseTimeDecay,
    LearningRateSchedule,
    PiecewiseConstantDecay,
    PolynomialDecay,
)
from teachflow.keras.saving import deserialize_keras_object as _deserialize
from teachflow.keras.saving import serialize_keras_object as _serialize
from teachflow.keras.saving.serialization import offer as _offer

NAMED: dict[str, _Any] = {
    schedule.__name__: schedule
    for schedule in (
        CosineDecay,
        CosineDecayRestarts,
        ExponentialDecay,
        InverseTimeDecay,
        LearningRateSchedule,
        PiecewiseConstantDecay,
        PolynomialDecay,
    )
}
"""Every schedule that plain data may name."""

_offer(*NAMED.values())

__all__ = [
    "CosineDecay",
    "CosineDecayRestarts",
    "ExponentialDecay",
    "InverseTimeDecay",
    "LearningRateSchedule",
    "PiecewiseConstantDecay",
    "PolynomialDecay",
    "deserialize",
    "serialize",
]


def serialize(learning_rate_schedule: _Any) -> _Any:
    """A schedule as plain data. Source: tf.keras.optimizers.schedules.serialize.

    >>> import teachflow as tf
    >>> rate = tf.keras.optimizers.schedules.CosineDecay(1.0, 10)
    >>> tf.keras.optimizers.schedules.serialize(rate)["class_name"]
    'CosineDecay'
    """
    return _serialize(learning_rate_schedule)


def deserialize(config: _Any, custom_objects: _Any = None) -> _Any:
    """A schedule of plain data. Source: tf.keras.optimizers.schedules.deserialize.

    >>> import teachflow as tf
    >>> schedules = tf.keras.optimizers.schedules
    >>> data = schedules.serialize(schedules.CosineDecay(1.0, 10))
    >>> schedules.deserialize(data).decay_steps
    10
    """
    return _deserialize(config, custom_objects=custom_objects, module_objects=NAMED)


__getattr__ = _looking_up(__name__)
