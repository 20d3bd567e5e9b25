"""Sums and means over all that was seen, and metrics that are means of a function."""

from __future__ import annotations

from typing import Any, Self

import teachflow.compat.v2 as tf
from teachflow.keras.losses.reduction import masked_weights, to_same_rank
from teachflow.keras.masking import get_keras_mask
from teachflow.keras.metrics.metric import Metric
from teachflow.keras.saving import deserialize_keras_object, serialize_keras_object
from teachflow.keras.tensors import tensor


def samplewise(values: Any, weights: Any, reduce: Any, dtype: Any) -> tuple[Any, Any]:
    """One value for each sample (``reduce`` of the rest), times its weight."""
    mask = get_keras_mask(values)
    values = tensor(values, dtype)
    if weights is not None:
        weights = tensor(weights, dtype)
        if mask is not None:
            weights = masked_weights(weights, mask, dtype, "sum")
        values, weights = to_same_rank(values, weights)
        rank = len(weights.shape)
        if len(values.shape) > rank:
            values = reduce(values, axis=list(range(rank, len(values.shape))))
        weights = tf.broadcast_to(weights, tf.shape(values))
        values = values * weights
        if rank > 1:
            weights = reduce(weights, axis=list(range(1, rank)))
    if len(values.shape) > 1:
        values = reduce(values, axis=list(range(1, len(values.shape))))
    return values, weights


class Sum(Metric):
    """The sum of all values, times their weights. Source: tf.keras.metrics.Sum.

    >>> import teachflow as tf
    >>> total = tf.keras.metrics.Sum()
    >>> total.update_state([1.0, 3.0])
    >>> float(total([2.0]))
    6.0
    """

    def __init__(self, name: str | None = "sum", dtype: Any = None) -> None:
        super().__init__(name=name, dtype=dtype)
        self.total = self.add_variable((), "zeros", dtype=self.dtype, name="total")

    def update_state(self, values: Any, sample_weight: Any = None) -> None:
        """Adds ``values``."""
        values, _ = samplewise(values, sample_weight, tf.reduce_sum, self.dtype)
        self.total.assign_add(tf.reduce_sum(values))

    def result(self) -> Any:
        """The sum, a scalar."""
        return tf.cast(self.total, self.dtype)


class Mean(Metric):
    """The mean of all values, with their weights. Source: tf.keras.metrics.Mean.

    >>> import teachflow as tf
    >>> mean = tf.keras.metrics.Mean()
    >>> mean.update_state([1.0, 3.0])
    >>> float(mean([5.0]))
    3.0
    """

    def __init__(self, name: str | None = "mean", dtype: Any = None) -> None:
        super().__init__(name=name, dtype=dtype)
        self.total = self.add_variable((), "zeros", dtype=self.dtype, name="total")
        self.count = self.add_variable((), "zeros", dtype=self.dtype, name="count")

    def update_state(self, values: Any, sample_weight: Any = None) -> None:
        """Takes in ``values``."""
        values, weights = samplewise(values, sample_weight, tf.reduce_mean, self.dtype)
        self.total.assign_add(tf.reduce_sum(values))
        if weights is not None:
            seen = tf.reduce_sum(weights)
        elif len(values.shape) >= 1:
            seen = tf.shape(values)[0]
        else:
            seen = tf.constant(1)
        self.count.assign_add(tf.cast(seen, self.dtype))

    def result(self) -> Any:
        """The mean, a scalar; 0 before anything was seen."""
        return tf.math.divide_no_nan(
            tf.convert_to_tensor(self.total), tf.convert_to_tensor(self.count)
        )


class MeanMetricWrapper(Mean):
    """The mean of ``fn(y_true, y_pred, **kwargs)``.

    Source: tf.keras.metrics.MeanMetricWrapper.

    >>> import teachflow as tf
    >>> mean = tf.keras.metrics.MeanMetricWrapper(tf.keras.losses.mae, name="gap")
    >>> float(mean([[1.0], [2.0]], [[1.0], [4.0]]))
    1.0
    """

    def __init__(
        self, fn: Any, name: str | None = None, dtype: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        self._fn = fn
        self._fn_kwargs = kwargs

    def update_state(  # type: ignore[override]
        self, y_true: Any, y_pred: Any, sample_weight: Any = None
    ) -> None:
        """Takes in a batch."""
        values = self._fn(y_true, y_pred, **self._fn_kwargs)
        mask = get_keras_mask(y_pred)
        weights = masked_weights(sample_weight, mask, self.dtype, "sum")
        super().update_state(values, sample_weight=weights)

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal metric of."""
        function = serialize_keras_object(self._fn)
        arguments = serialize_keras_object(self._fn_kwargs)
        return {**super().get_config(), "fn": function, **arguments}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Self:
        """The metric that ``config`` describes."""
        if "fn" in config:
            config = deserialize_keras_object(config)
        return cls(**config)


class FunctionMetric(MeanMetricWrapper):
    """A mean whose config is its arguments, without the function itself."""

    _arguments: tuple[str, ...] = ()

    def __init__(self, fn: Any, name: str | None, dtype: Any, **kwargs: Any) -> None:
        super().__init__(fn, name, dtype, **kwargs)
        for argument in self._arguments:
            setattr(self, argument, kwargs[argument])

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal metric of."""
        own = {argument: getattr(self, argument) for argument in self._arguments}
        return {**Metric.get_config(self), **own}
