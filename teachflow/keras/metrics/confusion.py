"""Right and wrong, positive and negative, counted at thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

import teachflow.compat.v2 as tf
from teachflow.keras.config import epsilon
from teachflow.keras.losses.reduction import to_same_rank
from teachflow.keras.metrics.metric import Metric
from teachflow.keras.tensors import tensor

LOWEST = -1e10
"""Below every prediction: with ``top_k`` what is not among the best becomes this."""


def checked_thresholds(thresholds: Any, default: float) -> list[float]:
    """``thresholds`` as a list; ``ValueError`` for one outside of [0, 1]."""
    if thresholds is None:
        return [default]
    known = list(thresholds) if isinstance(thresholds, list | tuple) else [thresholds]
    wrong = [t for t in known if t is None or t < 0 or t > 1]
    if wrong:
        raise ValueError(f"Threshold values must be in [0, 1]. Received: {wrong}")
    return known


def _even(thresholds: Sequence[float]) -> bool:
    count = len(thresholds)
    even = np.arange(count, dtype=np.float32) / max(count - 1, 1)
    return count >= 3 and bool(np.allclose(thresholds, even, atol=epsilon()))


def _best(y_pred: Any, top_k: int) -> Any:
    _, places = tf.math.top_k(y_pred, top_k)
    chosen = tf.one_hot(places, tf.shape(y_pred)[-1], dtype=y_pred.dtype)
    chosen = tf.reduce_sum(chosen, axis=-2)
    return y_pred * chosen + LOWEST * (1 - chosen)


def _weights(sample_weight: Any, y_pred: Any) -> Any:
    if sample_weight is None:
        return tf.ones_like(y_pred)
    weights = tensor(sample_weight, y_pred.dtype)
    if len(weights.shape) == 1 and len(y_pred.shape) > 1:
        weights = tf.expand_dims(weights, axis=-1)
    elif len(weights.shape) > len(y_pred.shape):
        weights = tf.squeeze(weights, axis=-1)
    return tf.broadcast_to(weights, tf.shape(y_pred))


def counted(
    y_true: Any,
    y_pred: Any,
    thresholds: Sequence[float],
    dtype: Any,
    sample_weight: Any = None,
    label_weights: Any = None,
    top_k: int | None = None,
    class_id: int | None = None,
    by_label: bool = False,
) -> tuple[Any, Any, Any, Any]:
    """True positives, false positives, true negatives, false negatives.

    One number for each threshold; with ``by_label`` one for each threshold and column.

    >>> tp, fp, tn, fn = counted([1, 0, 1], [0.9, 0.6, 0.2], [0.5], "float32")
    >>> [float(count[0]) for count in (tp, fp, tn, fn)]
    [1.0, 1.0, 0.0, 1.0]
    """
    y_pred, y_true = to_same_rank(tensor(y_pred, dtype), tensor(y_true, dtype))
    if top_k is not None:
        y_pred = _best(y_pred, top_k)
    if class_id is not None:
        if len(y_pred.shape) == 1:
            raise ValueError(
                "When class_id is provided, y_pred must be a 2D array with shape "
                f"(num_samples, num_classes), found shape: {y_pred.shape}"
            )
        y_true = y_true[..., class_id : class_id + 1]
        y_pred = y_pred[..., class_id : class_id + 1]
    weights = _weights(sample_weight, y_pred)
    if label_weights is not None:
        weights = weights * tf.cast(label_weights, weights.dtype)
    positive = tf.cast(tf.cast(y_true, "bool"), y_pred.dtype) * weights
    negative = weights - positive
    if not by_label:
        y_pred, positive, negative = (
            tf.reshape(part, [-1]) for part in (y_pred, positive, negative)
        )
    all_true = tf.reduce_sum(positive, axis=0)
    all_false = tf.reduce_sum(negative, axis=0)
    if _even(thresholds) and not by_label:
        above = _buckets(y_pred, thresholds)
        tp = _from_above(positive, above, len(thresholds))
        fp = _from_above(negative, above, len(thresholds))
    else:
        shape = [-1, *([1] * len(y_pred.shape))]
        limits = tf.reshape(tensor(np.asarray(thresholds), dtype), shape)
        beyond = tf.cast(tf.greater(y_pred, limits), y_pred.dtype)
        tp = tf.reduce_sum(beyond * positive, axis=1)
        fp = tf.reduce_sum(beyond * negative, axis=1)
    return tp, fp, all_false - fp, all_true - tp


def _buckets(y_pred: Any, thresholds: Sequence[float]) -> Any:
    """For each prediction the last of the even ``thresholds`` that it is above."""
    steps = tf.clip_by_value(y_pred, 0.0, 1.0) * float(len(thresholds) - 1)
    bucket = tf.math.ceil(steps) - 1.0
    if thresholds[0] < 0.0 or thresholds[-1] > 1.0:
        bucket = tf.maximum(bucket, 0.0)  # zero is above the first threshold then
    return tf.cast(bucket, "int32")


def _from_above(labels: Any, buckets: Any, count: int) -> Any:
    inside = tf.math.unsorted_segment_sum(labels, buckets, count)
    return tf.cumsum(inside, reverse=True)


class ThresholdCount(Metric):
    """What metrics of thresholds share: the counts that they keep, by name."""

    _kept: tuple[str, ...] = ()
    _order = ("true_positives", "false_positives", "true_negatives", "false_negatives")

    def _keep(self, shape: Any) -> None:
        for name in self._kept:
            setattr(self, name, self.add_variable(shape, "zeros", name=name))

    def _count(
        self, y_true: Any, y_pred: Any, sample_weight: Any, **options: Any
    ) -> None:
        thresholds: Any = self.thresholds  # type: ignore[attr-defined]
        found = counted(
            y_true, y_pred, thresholds, self.dtype, sample_weight, **options
        )
        for name, count in zip(self._order, found, strict=True):
            if name in self._kept:
                getattr(self, name).assign_add(count)


class _OneCount(ThresholdCount):
    """One of the four counts, at each threshold (0.5 where none is given)."""

    def __init__(
        self, thresholds: Any = None, name: str | None = None, dtype: Any = None
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        self.init_thresholds = thresholds
        self.thresholds = checked_thresholds(thresholds, 0.5)
        (what,) = self._kept
        count = self.add_variable((len(self.thresholds),), "zeros", name="accumulator")
        setattr(self, what, count)
        self.accumulator = count

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Takes in a batch."""
        self._count(y_true, y_pred, sample_weight)

    def result(self) -> Any:
        """The count so far: a scalar, or one for each threshold."""
        count = tf.convert_to_tensor(self.accumulator)
        return count[0] if len(self.thresholds) == 1 else count

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal metric of."""
        return {**super().get_config(), "thresholds": self.init_thresholds}


class TruePositives(_OneCount):
    """How many positives were found. Source: tf.keras.metrics.TruePositives.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.TruePositives()([1, 0, 1], [0.9, 0.6, 0.2]))
    1.0
    """

    _kept = ("true_positives",)


class FalsePositives(_OneCount):
    """How many negatives were taken for positive.

    Source: tf.keras.metrics.FalsePositives.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.FalsePositives()([1, 0, 1], [0.9, 0.6, 0.2]))
    1.0
    """

    _kept = ("false_positives",)


class TrueNegatives(_OneCount):
    """How many negatives were found. Source: tf.keras.metrics.TrueNegatives.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.TrueNegatives()([1, 0, 1], [0.9, 0.6, 0.2]))
    0.0
    """

    _kept = ("true_negatives",)


class FalseNegatives(_OneCount):
    """How many positives were missed. Source: tf.keras.metrics.FalseNegatives.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.FalseNegatives()([1, 0, 1], [0.9, 0.6, 0.2]))
    1.0
    """

    _kept = ("false_negatives",)


class _Share(ThresholdCount):
    """True positives by themselves and one other count."""

    _direction = "up"
    _other = ""

    def __init__(
        self,
        thresholds: Any = None,
        top_k: int | None = None,
        class_id: int | None = None,
        name: str | None = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        self.init_thresholds = thresholds
        self.top_k = top_k
        self.class_id = class_id
        default = 0.5 if top_k is None else LOWEST
        self.thresholds = checked_thresholds(thresholds, default)
        self._keep((len(self.thresholds),))

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Takes in a batch."""
        chosen = {"top_k": self.top_k, "class_id": self.class_id}
        self._count(y_true, y_pred, sample_weight, **chosen)

    def result(self) -> Any:
        """The share so far: a scalar, or one for each threshold."""
        right = tf.convert_to_tensor(getattr(self, "true_positives"))  # noqa: B009
        share = tf.math.divide_no_nan(right, right + getattr(self, self._other))
        return share[0] if len(self.thresholds) == 1 else share

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal metric of."""
        return {
            **super().get_config(),
            "thresholds": self.init_thresholds,
            "top_k": self.top_k,
            "class_id": self.class_id,
        }


class Precision(_Share):
    """How much of what was taken for positive is so.

    Source: tf.keras.metrics.Precision.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.Precision()([1, 0, 1], [0.9, 0.6, 0.2]))
    0.5
    """

    _kept = ("true_positives", "false_positives")
    _other = "false_positives"


class Recall(_Share):
    """How much of what is positive was found. Source: tf.keras.metrics.Recall.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.Recall()([1, 0, 1], [0.9, 0.6, 0.2]))
    0.5
    """

    _kept = ("true_positives", "false_negatives")
    _other = "false_negatives"
