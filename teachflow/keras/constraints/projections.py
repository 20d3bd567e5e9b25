"""The projections: functions of a weight that give the nearest one allowed."""

from __future__ import annotations

from typing import Any, Final

import teachflow.compat.v2 as tf
from teachflow.keras.config import epsilon
from teachflow.keras.saving.serialization import (
    deserialize_keras_object,
    named,
    offer,
    serialize_keras_object,
)
from teachflow.keras.state import to_snake_case


class Constraint:
    """The base of constraints: subclasses give ``__call__(w)``, the new weight.

    Source: tf.keras.constraints.Constraint.
    """

    def __call__(self, w: Any) -> Any:
        """The weight that ``w`` is put to."""
        return w

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a constraint like this one."""
        return {}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Any:
        """A constraint of what ``get_config`` gave."""
        return cls(**config)


def _norms(w: Any, axis: Any) -> Any:
    return tf.sqrt(tf.reduce_sum(tf.square(w), axis=axis, keepdims=True))


class MaxNorm(Constraint):
    """Norms along ``axis`` of at most ``max_value``.

    Source: tf.keras.constraints.MaxNorm.

    >>> import teachflow as tf
    >>> tf.keras.constraints.MaxNorm(1.0)(tf.constant([3.0, 4.0])).numpy()
    array([0.6, 0.8], dtype=float32)
    """

    def __init__(self, max_value: float = 2, axis: Any = 0) -> None:
        self.max_value = max_value
        self.axis = axis

    def __call__(self, w: Any) -> Any:
        """The weight, shortened where it is too long."""
        w = tf.convert_to_tensor(w)
        norms = _norms(w, self.axis)
        desired = tf.clip_by_value(norms, 0.0, float(self.max_value))
        return w * (desired / (epsilon() + norms))

    def get_config(self) -> dict[str, Any]:
        """Bound and axis."""
        return {"max_value": self.max_value, "axis": self.axis}


class NonNeg(Constraint):
    """Nothing below zero. Source: tf.keras.constraints.NonNeg.

    >>> import teachflow as tf
    >>> tf.keras.constraints.NonNeg()(tf.constant([-3.0, 4.0])).numpy()
    array([0., 4.], dtype=float32)
    """

    def __call__(self, w: Any) -> Any:
        """The weight, with zeros for what is below."""
        return tf.maximum(tf.convert_to_tensor(w), 0.0)


class UnitNorm(Constraint):
    """Norms of one along ``axis``. Source: tf.keras.constraints.UnitNorm.

    >>> import teachflow as tf
    >>> tf.keras.constraints.UnitNorm()([[3.0], [4.0]]).numpy().round(2)
    array([[0.6],
           [0.8]], dtype=float32)
    """

    def __init__(self, axis: Any = 0) -> None:
        self.axis = axis

    def __call__(self, w: Any) -> Any:
        """The weight, scaled."""
        w = tf.convert_to_tensor(w)
        return w / (epsilon() + _norms(w, self.axis))

    def get_config(self) -> dict[str, Any]:
        """The axis."""
        return {"axis": self.axis}


class MinMaxNorm(Constraint):
    """Norms along ``axis`` between two bounds, approached by ``rate``.

    Source: tf.keras.constraints.MinMaxNorm.

    >>> import teachflow as tf
    >>> tf.keras.constraints.MinMaxNorm(1.0, 2.0)([[3.0], [4.0]]).numpy().round(2)
    array([[1.2],
           [1.6]], dtype=float32)
    """

    def __init__(
        self,
        min_value: float = 0.0,
        max_value: float = 1.0,
        rate: float = 1.0,
        axis: Any = 0,
    ) -> None:
        self.min_value = min_value
        self.max_value = max_value
        self.rate = rate
        self.axis = axis

    def __call__(self, w: Any) -> Any:
        """The weight, scaled."""
        w = tf.convert_to_tensor(w)
        norms = _norms(w, self.axis)
        clipped = tf.clip_by_value(norms, float(self.min_value), float(self.max_value))
        desired = self.rate * clipped + (1 - self.rate) * norms
        return w * (desired / (epsilon() + norms))

    def get_config(self) -> dict[str, Any]:
        """Bounds, rate and axis."""
        return {
            "min_value": self.min_value,
            "max_value": self.max_value,
            "rate": self.rate,
            "axis": self.axis,
        }


_CLASSES: Final = (MaxNorm, MinMaxNorm, NonNeg, UnitNorm)
_TABLE: Final[dict[str, Any]] = {
    **{cls.__name__: cls for cls in _CLASSES},
    **{to_snake_case(cls.__name__): cls for cls in _CLASSES},
}
offer(*_CLASSES)


def get(identifier: Any) -> Any:
    """The constraint that a name, configuration, class or function means.

    Source: tf.keras.constraints.get.

    >>> import teachflow as tf
    >>> tf.keras.constraints.get("non_neg")([-1.0, 2.0]).numpy()
    array([0., 2.], dtype=float32)
    """
    return named(identifier, _TABLE, "constraint")


def serialize(constraint: Any) -> Any:
    """The constraint as plain data. Source: tf.keras.constraints.serialize.

    >>> import teachflow as tf
    >>> tf.keras.constraints.serialize(tf.keras.constraints.NonNeg())["class_name"]
    'NonNeg'
    """
    return serialize_keras_object(constraint)


def deserialize(config: Any, custom_objects: Any = None) -> Any:
    """The constraint of plain data. Source: tf.keras.constraints.deserialize."""
    return deserialize_keras_object(config, custom_objects, module_objects=_TABLE)
