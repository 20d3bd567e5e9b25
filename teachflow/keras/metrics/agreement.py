"""How well predictions agree with labels: correlations, and explained variance."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.config import epsilon
from teachflow.keras.losses.reduction import to_same_rank
from teachflow.keras.losses.regression import alike
from teachflow.keras.metrics.means import FunctionMetric
from teachflow.keras.metrics.metric import Metric
from teachflow.keras.tensors import tensor


def pearson_correlation(y_true: Any, y_pred: Any, axis: int = -1) -> Any:
    """Pearson's correlation along ``axis``.

    Source: tf.keras.metrics.pearson_correlation.

    >>> import teachflow as tf
    >>> r = tf.keras.metrics.pearson_correlation([[0.0, 1.0]], [[0.0, 2.0]])
    >>> r.numpy()
    array([1.], dtype=float32)
    """
    y_true, y_pred = alike(y_true, y_pred)
    y_true, y_pred = _centred(y_true, axis), _centred(y_pred, axis)
    y_true = y_true / tf.math.reduce_std(y_true, axis=axis, keepdims=True)
    y_pred = y_pred / tf.math.reduce_std(y_pred, axis=axis, keepdims=True)
    return tf.reduce_mean(y_true * y_pred, axis=axis)


def concordance_correlation(y_true: Any, y_pred: Any, axis: int = -1) -> Any:
    """Lin's concordance along ``axis``: a correlation that wants equal values too.

    Source: tf.keras.metrics.concordance_correlation.

    >>> import teachflow as tf
    >>> c = tf.keras.metrics.concordance_correlation([[0.0, 1.0]], [[0.0, 1.0]])
    >>> c.numpy().round(3)
    array([1.], dtype=float32)
    """
    y_true, y_pred = alike(y_true, y_pred)
    true_mean = tf.reduce_mean(y_true, axis=axis, keepdims=True)
    pred_mean = tf.reduce_mean(y_pred, axis=axis, keepdims=True)
    spread = tf.math.reduce_variance(y_true - true_mean, axis=axis, keepdims=True)
    spread += tf.math.reduce_variance(y_pred - pred_mean, axis=axis, keepdims=True)
    common = (y_true - pred_mean) * (y_pred - pred_mean)
    apart = spread + tf.square(true_mean - pred_mean)
    return tf.reduce_mean(2 * common / (apart + epsilon()), axis=axis)


def _centred(x: Any, axis: int) -> Any:
    return x - tf.reduce_mean(x, axis=axis, keepdims=True)


class PearsonCorrelation(FunctionMetric):
    """The mean of Pearson's correlation. Source: tf.keras.metrics.PearsonCorrelation.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.PearsonCorrelation()([[0.0, 1.0]], [[0.0, 2.0]]))
    1.0
    """

    _direction = "up"
    _arguments = ("axis",)

    def __init__(
        self,
        name: str | None = "pearson_correlation",
        dtype: Any = None,
        axis: int = -1,
    ) -> None:
        super().__init__(pearson_correlation, name, dtype, axis=axis)


class ConcordanceCorrelation(FunctionMetric):
    """The mean of Lin's concordance. Source: tf.keras.metrics.ConcordanceCorrelation.

    >>> import teachflow as tf
    >>> metric = tf.keras.metrics.ConcordanceCorrelation()
    >>> round(float(metric([[0.0, 1.0]], [[0.0, 1.0]])), 3)
    1.0
    """

    _direction = "up"
    _arguments = ("axis",)

    def __init__(
        self,
        name: str | None = "concordance_correlation",
        dtype: Any = None,
        axis: int = -1,
    ) -> None:
        super().__init__(concordance_correlation, name, dtype, axis=axis)


class R2Score(Metric):
    """The part of the labels' variance that predictions explain, at most 1.

    ``class_aggregation`` is "uniform_average", "variance_weighted_average" or None (one
    score for each column). Source: tf.keras.metrics.R2Score.

    >>> import teachflow as tf
    >>> score = tf.keras.metrics.R2Score()
    >>> float(score([[1.0], [2.0], [3.0]], [[1.0], [2.0], [3.0]]))
    1.0
    """

    _direction = "up"

    def __init__(
        self,
        class_aggregation: str | None = "uniform_average",
        num_regressors: int = 0,
        name: str | None = "r2_score",
        dtype: Any = None,
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        known = (None, "uniform_average", "variance_weighted_average")
        if class_aggregation not in known:
            raise ValueError(
                "Invalid value for argument `class_aggregation`. Expected one of "
                f"{known}. Received: class_aggregation={class_aggregation}"
            )
        if num_regressors < 0:
            raise ValueError(
                "Invalid value for argument `num_regressors`. Expected a value >= 0. "
                f"Received: num_regressors={num_regressors}"
            )
        self.class_aggregation = class_aggregation
        self.num_regressors = num_regressors
        self.num_samples = self.add_variable((), "zeros", name="num_samples")
        self._built = False

    def _build(self, true_shape: Any, pred_shape: Any) -> None:
        if len(true_shape) != 2 or len(pred_shape) != 2:
            raise ValueError(
                "R2Score expects 2D inputs with shape (batch_size, output_dim). "
                f"Received input shapes: y_pred.shape={pred_shape} and "
                f"y_true.shape={true_shape}."
            )
        names = ("squared_sum", "sum", "residual", "count")
        made = [self.add_variable([pred_shape[-1]], "zeros", name=n) for n in names]
        self.squared_sum, self.sum, self.total_mse, self.count = made
        self._built = True

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Takes in a batch."""
        y_true, y_pred = tensor(y_true, self.dtype), tensor(y_pred, self.dtype)
        y_true, y_pred = to_same_rank(y_true, y_pred)
        if not self._built:
            self._build(y_true.shape, y_pred.shape)
        weights = tensor(1 if sample_weight is None else sample_weight, self.dtype)
        if len(weights.shape) == 1:
            weights = tf.expand_dims(weights, axis=1)
        weights = tf.broadcast_to(weights, tf.shape(y_true))
        self.sum.assign_add(tf.reduce_sum(y_true * weights, axis=0))
        self.squared_sum.assign_add(tf.reduce_sum(y_true * y_true * weights, axis=0))
        errors = tf.square(y_true - y_pred) * weights
        self.total_mse.assign_add(tf.reduce_sum(errors, axis=0))
        self.count.assign_add(tf.reduce_sum(weights, axis=0))
        self.num_samples.assign_add(tf.size(y_true))

    def result(self) -> Any:
        """The score so far: a scalar, or one for each column."""
        total = self.squared_sum - self.sum * (self.sum / self.count)
        scores = 1 - self.total_mse / total
        scores = tf.where(tf.math.is_inf(scores), tf.zeros_like(scores), scores)
        if self.class_aggregation == "uniform_average":
            scores = tf.reduce_mean(scores)
        elif self.class_aggregation == "variance_weighted_average":
            scores = tf.reduce_sum(total * scores) / tf.reduce_sum(total)
        if self.num_regressors == 0:
            return scores
        seen, left = self.num_samples - 1.0, self.num_samples - 1.0
        left = left - float(self.num_regressors)
        adjusted = 1.0 - (1.0 - scores) * seen / left
        return tf.where(left > 0.0, adjusted, scores)

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal metric of."""
        return {
            **super().get_config(),
            "class_aggregation": self.class_aggregation,
            "num_regressors": self.num_regressors,
        }
