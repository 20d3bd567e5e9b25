"""``Loss``: what every loss is, and the one that is made of a function."""

from __future__ import annotations

from typing import Any, Self

from teachflow.keras.config import standardize_dtype
from teachflow.keras.losses.reduction import (
    checked_reduction,
    common_mask,
    reduce_weighted,
    to_same_rank,
)
from teachflow.keras.saving import deserialize_keras_object, serialize_keras_object
from teachflow.keras.state import auto_name
from teachflow.keras.tensors import tensor
from teachflow.keras.tree import flatten, is_nested, map_structure, pack_sequence_as


class Loss:
    """A loss: ``call(y_true, y_pred)`` gives one value for each sample.

    Calling it reduces them: with ``reduction`` "sum_over_batch_size" (the mean), "sum",
    "mean_with_sample_weight" or None (nothing). Source: tf.keras.losses.Loss.

    >>> import teachflow as tf
    >>> class Cubed(tf.keras.losses.Loss):
    ...     def call(self, y_true, y_pred):
    ...         return tf.reduce_mean(tf.abs(y_true - y_pred) ** 3, axis=-1)
    >>> float(Cubed()([[1.0], [2.0]], [[3.0], [3.0]]))
    4.5
    """

    def __init__(
        self,
        name: str | None = None,
        reduction: str | None = "sum_over_batch_size",
        dtype: Any = None,
    ) -> None:
        self.name = name or auto_name(type(self).__name__)
        self.reduction = checked_reduction(reduction)
        self._dtype = standardize_dtype(dtype)

    @property
    def dtype(self) -> str:
        """The name of the dtype that the loss is computed in."""
        return self._dtype

    def __call__(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        """The loss, reduced; ``sample_weight`` multiplies each sample's."""
        given = y_pred
        y_pred = _converted(y_pred, self.dtype)
        losses = self.call(_converted(y_true, self.dtype), y_pred)
        mask = common_mask(given, losses)
        return reduce_weighted(losses, sample_weight, mask, self.reduction, self.dtype)

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """The loss of each sample; for subclasses to write."""
        raise NotImplementedError(
            f"The loss {type(self).__name__} must define `call(self, y_true, y_pred)`."
        )

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal loss of."""
        return {"name": self.name, "reduction": self.reduction}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Self:
        """The loss that ``config`` describes."""
        return cls(**config)


class LossFunctionWrapper(Loss):
    """The loss whose values ``fn(y_true, y_pred, **kwargs)`` gives.

    Source: keras.losses.
    """

    def __init__(
        self,
        fn: Any,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = None,
        dtype: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.fn = fn
        self._fn_kwargs = kwargs

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """The loss of each sample."""
        if is_nested(y_pred):
            pairs = list(map(to_same_rank, flatten(y_true), flatten(y_pred)))
            y_true = pack_sequence_as(y_true, [true for true, _ in pairs])
            y_pred = pack_sequence_as(y_pred, [pred for _, pred in pairs])
        else:
            y_true, y_pred = to_same_rank(y_true, y_pred)
        return self.fn(y_true, y_pred, **self._fn_kwargs)

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal loss of."""
        arguments = serialize_keras_object(self._fn_kwargs)
        return {
            **super().get_config(),
            "fn": serialize_keras_object(self.fn),
            **arguments,
        }

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Self:
        """The loss that ``config`` describes."""
        if "fn" in config:
            config = deserialize_keras_object(config)
        return cls(**config)

    def __repr__(self) -> str:
        return f"<LossFunctionWrapper({self.fn}, kwargs={self._fn_kwargs})>"


def _converted(value: Any, dtype: str) -> Any:
    """``value`` as a tensor, or as it is nested with a tensor for each array."""
    if is_nested(value) and any(hasattr(leaf, "shape") for leaf in flatten(value)):
        return map_structure(lambda leaf: tensor(leaf, dtype), value)
    return tensor(value, dtype)
