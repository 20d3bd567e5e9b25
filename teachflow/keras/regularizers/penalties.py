"""The penalties: functions of a weight that can be written down."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np

import teachflow.compat.v2 as tf
from teachflow.keras.saving.serialization import (
    deserialize_keras_object,
    named,
    offer,
    serialize_keras_object,
)
from teachflow.keras.state import to_snake_case


class Regularizer:
    """The base of regularizers: subclasses give ``__call__(x)``, a scalar.

    Source: tf.keras.regularizers.Regularizer.
    """

    def __call__(self, x: Any) -> Any:
        """What ``x`` costs."""
        return 0.0

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a regularizer like this one."""
        raise NotImplementedError(f"{self} does not implement get_config()")

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Any:
        """A regularizer of what ``get_config`` gave."""
        return cls(**config)


def _checked(value: Any) -> float:
    if not isinstance(value, (float, int)) or isinstance(value, bool):
        raise ValueError(
            "Invalid value for argument: a regularization penalty must be a "
            f"non-negative number. Received: {value}"
        )
    number = float(value)
    if number < 0 or math.isinf(number) or math.isnan(number):
        raise ValueError(
            f"Invalid value for regularization penalty: expected a non-negative "
            f"finite number. Received: {value}"
        )
    return number


class L1L2(Regularizer):
    """``l1 * sum|x| + l2 * sum x²``. Source: tf.keras.regularizers.L1L2.

    >>> import teachflow as tf
    >>> float(tf.keras.regularizers.L1L2(l1=1.0, l2=2.0)(tf.constant([1.0, -2.0])))
    13.0
    """

    def __init__(self, l1: float = 0.0, l2: float = 0.0) -> None:
        self.l1 = _checked(0.0 if l1 is None else l1)
        self.l2 = _checked(0.0 if l2 is None else l2)

    def __call__(self, x: Any) -> Any:
        """The penalty."""
        cost = tf.constant(0.0, x.dtype)
        if self.l1:
            cost = cost + self.l1 * tf.reduce_sum(tf.abs(x))
        if self.l2:
            cost = cost + self.l2 * tf.reduce_sum(tf.square(x))
        return cost

    def get_config(self) -> dict[str, Any]:
        """Both factors."""
        return {"l1": self.l1, "l2": self.l2}


class L1(Regularizer):
    """``l1 * sum|x|``. Source: tf.keras.regularizers.L1.

    >>> import teachflow as tf
    >>> float(tf.keras.regularizers.L1(0.5)(tf.constant([1.0, -2.0])))
    1.5
    """

    def __init__(self, l1: float = 0.01) -> None:
        self.l1 = float(np.float32(_checked(0.01 if l1 is None else l1)))

    def __call__(self, x: Any) -> Any:
        """The penalty."""
        return self.l1 * tf.reduce_sum(tf.abs(x))

    def get_config(self) -> dict[str, Any]:
        """The factor."""
        return {"l1": self.l1}


class L2(Regularizer):
    """``l2 * sum x²``. Source: tf.keras.regularizers.L2.

    >>> import teachflow as tf
    >>> float(tf.keras.regularizers.L2(0.5)(tf.constant([1.0, -2.0])))
    2.5
    """

    def __init__(self, l2: float = 0.01) -> None:
        self.l2 = _checked(0.01 if l2 is None else l2)

    def __call__(self, x: Any) -> Any:
        """The penalty."""
        return self.l2 * tf.reduce_sum(tf.square(x))

    def get_config(self) -> dict[str, Any]:
        """The factor."""
        return {"l2": self.l2}


class OrthogonalRegularizer(Regularizer):
    """What rows (or columns) of a matrix cost that are not orthogonal.

    Source: tf.keras.regularizers.OrthogonalRegularizer.

    >>> import teachflow as tf
    >>> float(tf.keras.regularizers.OrthogonalRegularizer(0.5)(tf.eye(2)))
    0.0
    """

    def __init__(self, factor: float = 0.01, mode: str = "rows") -> None:
        self.factor = float(np.float32(_checked(factor)))
        if mode not in ("rows", "columns"):
            raise ValueError(
                "Invalid value for argument `mode`. Expected one of "
                f'{{"rows", "columns"}}. Received: mode={mode}'
            )
        self.mode = mode

    def __call__(self, inputs: Any) -> Any:
        """The penalty; raises ``ValueError`` for what is no matrix."""
        if len(inputs.shape) != 2:
            raise ValueError(
                "Inputs to OrthogonalRegularizer must have rank 2. Received: "
                f"inputs.shape={inputs.shape}"
            )
        axis = 1 if self.mode == "rows" else 0
        inputs = tf.math.l2_normalize(inputs, axis=axis)
        if axis:
            product = tf.matmul(inputs, inputs, transpose_b=True)
        else:
            product = tf.matmul(inputs, inputs, transpose_a=True)
        size = inputs.shape[1 - axis]
        apart = product * (1.0 - tf.eye(size, dtype=inputs.dtype))
        pairs = size * (size - 1.0) / 2.0
        return self.factor * 0.5 * tf.reduce_sum(tf.abs(apart)) / pairs

    def get_config(self) -> dict[str, Any]:
        """Factor and mode."""
        return {"factor": self.factor, "mode": self.mode}


_CLASSES: Final = (L1, L2, L1L2, OrthogonalRegularizer)
_TABLE: Final[dict[str, Any]] = {
    **{cls.__name__: cls for cls in _CLASSES},
    **{to_snake_case(cls.__name__): cls for cls in _CLASSES},
    "l1_l2": L1L2,
}
offer(*_CLASSES)


def get(identifier: Any) -> Any:
    """The regularizer that a name, configuration, class or function means.

    Source: tf.keras.regularizers.get.

    >>> import teachflow as tf
    >>> tf.keras.regularizers.get("l2").get_config()
    {'l2': 0.01}
    """
    return named(identifier, _TABLE, "regularizer")


def serialize(regularizer: Any) -> Any:
    """The regularizer as plain data. Source: tf.keras.regularizers.serialize.

    >>> import teachflow as tf
    >>> tf.keras.regularizers.serialize(tf.keras.regularizers.L1(0.5))["class_name"]
    'L1'
    """
    return serialize_keras_object(regularizer)


def deserialize(config: Any, custom_objects: Any = None) -> Any:
    """The regularizer of plain data. Source: tf.keras.regularizers.deserialize."""
    return deserialize_keras_object(config, custom_objects, module_objects=_TABLE)
