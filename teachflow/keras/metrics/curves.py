"""Areas and points of the curves that thresholds draw: AUC and its kin."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.config import epsilon
from teachflow.keras.metrics.confusion import ThresholdCount

ALL_FOUR = ("true_positives", "false_positives", "true_negatives", "false_negatives")


def _spelled(value: Any, known: tuple[str, ...], what: str) -> str:
    for word in known:
        if value in (word, word.lower(), word.upper(), word.capitalize()):
            return word
    raise ValueError(
        f'Invalid {what} value: "{value}". Expected values are '
        f"[{', '.join(repr(word) for word in known)}]"
    )


def _inner(count: int) -> list[float]:
    return [(i + 1) * 1.0 / (count - 1) for i in range(count - 2)]


class _Curve(ThresholdCount):
    """The four counts, and the shares that curves are drawn of."""

    _direction = "up"
    _kept = ALL_FOUR

    true_positives: Any
    false_positives: Any
    true_negatives: Any
    false_negatives: Any

    def _share(self, part: Any, other: Any) -> Any:
        part = tf.convert_to_tensor(part)
        return tf.math.divide_no_nan(part, part + other)

    def _recall(self) -> Any:
        return self._share(self.true_positives, self.false_negatives)

    def _precision(self) -> Any:
        return self._share(self.true_positives, self.false_positives)

    def _specificity(self) -> Any:
        return self._share(self.true_negatives, self.false_positives)


class AUC(_Curve):
    """The area under a curve of thresholds: "ROC", "PR" or "PRGAIN".

    With ``multi_label`` each column has a curve, and the mean of the areas (with
    ``label_weights``) is the result. Raises ``ValueError`` for unknown words.
    Source: tf.keras.metrics.AUC.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.AUC()([0, 0, 1, 1], [0.0, 0.5, 0.3, 0.9]))
    0.75
    """

    def __init__(
        self,
        num_thresholds: int = 200,
        curve: str = "ROC",
        summation_method: str = "interpolation",
        name: str | None = None,
        dtype: Any = None,
        thresholds: Any = None,
        multi_label: bool = False,
        num_labels: int | None = None,
        label_weights: Any = None,
        from_logits: bool = False,
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        self._given = thresholds is not None
        if thresholds is not None:
            inner = sorted(thresholds)
        elif num_thresholds <= 1:
            raise ValueError(
                "Argument `num_thresholds` must be an integer > 1. "
                f"Received: num_thresholds={num_thresholds}"
            )
        else:
            inner = _inner(num_thresholds)
        self.num_thresholds = len(inner) + 2
        # A little outside of [0, 1], so that the ends of the curve are there.
        self.thresholds = [0.0 - epsilon(), *inner, 1.0 + epsilon()]
        self.curve = _spelled(curve, ("PR", "ROC", "PRGAIN"), "AUC curve")
        methods = ("interpolation", "majoring", "minoring")
        self.summation_method = _spelled(
            summation_method, methods, "AUC summation method"
        )
        self.multi_label = multi_label
        self.num_labels = num_labels
        self.label_weights = None
        if label_weights is not None:
            self.label_weights = tf.constant(label_weights, self.dtype)
        self._from_logits = from_logits
        self._built = False
        if not multi_label and num_labels:
            raise ValueError("`num_labels` is needed only when `multi_label` is True.")
        if not multi_label or num_labels:
            self._build([None, num_labels])

    def _build(self, shape: Any) -> None:
        if self.multi_label and len(shape) != 2:
            raise ValueError(
                "`y_pred` must have rank 2 when `multi_label=True`. Found rank "
                f"{len(shape)}. Full shape received for `y_pred`: {shape}"
            )
        counts = [self.num_thresholds]
        self._keep([*counts, shape[1]] if self.multi_label else counts)
        self._built = True

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Takes in a batch."""
        y_pred = tf.convert_to_tensor(y_pred)
        if not self._built:
            self._build(y_pred.shape)
        if self._from_logits:
            y_pred = tf.sigmoid(y_pred)
        self._count(
            y_true,
            y_pred,
            sample_weight,
            label_weights=None if self.multi_label else self.label_weights,
            by_label=self.multi_label,
        )

    def result(self) -> Any:
        """The area so far, a scalar."""
        if self.curve == "PR" and self.summation_method == "interpolation":
            return self._over_labels(self._interpolated())
        x, y = self._points()
        left, right = y[:-1], y[1:]
        heights = {
            "interpolation": lambda: (left + right) / 2.0,
            "minoring": lambda: tf.minimum(left, right),
            "majoring": lambda: tf.maximum(left, right),
        }[self.summation_method]()
        return self._over_labels((x[:-1] - x[1:]) * heights)

    def _points(self) -> tuple[Any, Any]:
        if self.curve == "ROC":
            return self._share(self.false_positives, self.true_negatives), (
                self._recall()
            )
        if self.curve == "PR":
            return self._recall(), self._precision()
        found = tf.convert_to_tensor(self.true_positives)
        scale = tf.math.divide_no_nan(
            found + self.false_negatives, self.true_negatives + self.false_positives
        )
        nothing = tf.equal(found, 0.0)
        missed = tf.math.divide_no_nan(
            tf.convert_to_tensor(self.false_negatives), found
        )
        extra = tf.math.divide_no_nan(tf.convert_to_tensor(self.false_positives), found)
        recall = tf.where(nothing, tf.zeros_like(found), 1.0 - scale * missed)
        precision = tf.where(nothing, tf.ones_like(found), 1.0 - scale * extra)
        return tf.maximum(recall, 0.0), precision

    def _interpolated(self) -> Any:
        """Precision between two points as Davis and Goadrich (2006) interpolate it."""
        found = tf.convert_to_tensor(self.true_positives)
        step = found[:-1] - found[1:]
        taken = found + self.false_positives
        taken_step = tf.maximum(taken[:-1] - taken[1:], 0.0)
        slope = tf.math.divide_no_nan(step, taken_step)
        intercept = found[1:] - slope * taken[1:]
        ratio = tf.where(
            tf.logical_and(taken[:-1] > 0.0, taken[1:] > 0.0),
            tf.math.divide_no_nan(taken[:-1], tf.maximum(taken[1:], 0.0)),
            tf.ones_like(taken[1:]),
        )
        positives = found[1:] + tf.convert_to_tensor(self.false_negatives)[1:]
        return tf.math.divide_no_nan(
            slope * (step + intercept * tf.math.log(ratio)), tf.maximum(positives, 0.0)
        )

    def _over_labels(self, parts: Any) -> Any:
        if not self.multi_label:
            return tf.reduce_sum(parts)
        areas = tf.reduce_sum(parts, axis=0)
        if self.label_weights is None:
            return tf.reduce_mean(areas)
        return tf.math.divide_no_nan(
            tf.reduce_sum(areas * self.label_weights),
            tf.reduce_sum(self.label_weights),
        )

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal metric of."""
        weights = self.label_weights
        config = {
            **super().get_config(),
            "num_thresholds": self.num_thresholds,
            "curve": self.curve,
            "summation_method": self.summation_method,
            "multi_label": self.multi_label,
            "num_labels": self.num_labels,
            "label_weights": None if weights is None else weights.numpy().tolist(),
            "from_logits": self._from_logits,
        }
        if self._given:
            config["thresholds"] = self.thresholds[1:-1]
        return config


class _PointOfCurve(_Curve):
    """The best of one share where another one is at least as asked."""

    _asked = ""

    def __init__(
        self,
        value: float,
        num_thresholds: int = 200,
        class_id: int | None = None,
        name: str | None = None,
        dtype: Any = None,
    ) -> None:
        if value < 0 or value > 1:
            raise ValueError(
                f"Argument `{self._asked}` must be in the range [0, 1]. "
                f"Received: {self._asked}={value}"
            )
        super().__init__(name=name, dtype=dtype)
        if num_thresholds <= 0:
            raise ValueError(
                "Argument `num_thresholds` must be an integer > 0. "
                f"Received: num_thresholds={num_thresholds}"
            )
        setattr(self, self._asked, value)
        self.value = value
        self.num_thresholds = num_thresholds
        self.class_id = class_id
        many = num_thresholds > 1
        self.thresholds = [0.0, *_inner(num_thresholds), 1.0] if many else [0.5]
        self._keep((len(self.thresholds),))

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Takes in a batch."""
        self._count(y_true, y_pred, sample_weight, class_id=self.class_id)

    def _best(self, wanted: Any, asked: Any) -> Any:
        zeros = tf.zeros_like(wanted)
        return tf.reduce_max(tf.where(asked >= self.value, wanted, zeros))

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal metric of."""
        return {
            **super().get_config(),
            "num_thresholds": self.num_thresholds,
            self._asked: self.value,
            "class_id": self.class_id,
        }


class SensitivityAtSpecificity(_PointOfCurve):
    """The best recall where the specificity is at least ``specificity``.

    Source: tf.keras.metrics.SensitivityAtSpecificity.

    >>> import teachflow as tf
    >>> metric = tf.keras.metrics.SensitivityAtSpecificity(0.5)
    >>> float(metric([0, 0, 0, 1, 1], [0.0, 0.3, 0.8, 0.3, 0.8]))
    0.5
    """

    _asked = "specificity"

    def __init__(self, specificity: float, *args: Any, **kwargs: Any) -> None:
        super().__init__(specificity, *args, **kwargs)

    def result(self) -> Any:
        """The best recall so far, a scalar."""
        return self._best(self._recall(), self._specificity())


class SpecificityAtSensitivity(_PointOfCurve):
    """The best specificity where the recall is at least ``sensitivity``.

    Source: tf.keras.metrics.SpecificityAtSensitivity.

    >>> import teachflow as tf
    >>> metric = tf.keras.metrics.SpecificityAtSensitivity(0.5)
    >>> round(float(metric([0, 0, 0, 1, 1], [0.0, 0.3, 0.8, 0.3, 0.8])), 4)
    0.6667
    """

    _asked = "sensitivity"

    def __init__(self, sensitivity: float, *args: Any, **kwargs: Any) -> None:
        super().__init__(sensitivity, *args, **kwargs)

    def result(self) -> Any:
        """The best specificity so far, a scalar."""
        return self._best(self._specificity(), self._recall())


class PrecisionAtRecall(_PointOfCurve):
    """The best precision where the recall is at least ``recall``.

    Source: tf.keras.metrics.PrecisionAtRecall.

    >>> import teachflow as tf
    >>> metric = tf.keras.metrics.PrecisionAtRecall(0.5)
    >>> float(metric([0, 0, 0, 1, 1], [0.0, 0.3, 0.8, 0.3, 0.8]))
    0.5
    """

    _asked = "recall"

    def __init__(self, recall: float, *args: Any, **kwargs: Any) -> None:
        super().__init__(recall, *args, **kwargs)

    def result(self) -> Any:
        """The best precision so far, a scalar."""
        return self._best(self._precision(), self._recall())


class RecallAtPrecision(_PointOfCurve):
    """The best recall where the precision is at least ``precision``.

    Source: tf.keras.metrics.RecallAtPrecision.

    >>> import teachflow as tf
    >>> metric = tf.keras.metrics.RecallAtPrecision(0.8)
    >>> float(metric([0, 0, 1, 1], [0.0, 0.5, 0.3, 0.9]))
    0.5
    """

    _asked = "precision"

    def __init__(self, precision: float, *args: Any, **kwargs: Any) -> None:
        super().__init__(precision, *args, **kwargs)

    def result(self) -> Any:
        """The best recall so far, a scalar."""
        return self._best(self._recall(), self._precision())
