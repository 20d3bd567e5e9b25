"""Scores of classes taken together: F-scores, and intersection over union."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.config import epsilon
from teachflow.keras.metrics.metric import Metric
from teachflow.keras.tensors import tensor


class FBetaScore(Metric):
    """The weighted harmonic mean of precision and recall of each class.

    ``average`` is None (one score for each class), "micro", "macro" or "weighted".
    Without ``threshold`` the largest prediction is the class.
    Source: tf.keras.metrics.FBetaScore.

    >>> import teachflow as tf
    >>> score = tf.keras.metrics.FBetaScore(average="micro", threshold=0.5)
    >>> round(float(score([[1, 0], [0, 1]], [[0.9, 0.1], [0.6, 0.9]])), 3)
    0.8
    """

    _direction = "up"

    def __init__(
        self,
        average: str | None = None,
        beta: float = 1.0,
        threshold: float | None = None,
        name: str | None = "fbeta_score",
        dtype: Any = None,
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        if average not in (None, "micro", "macro", "weighted"):
            raise ValueError(
                "Invalid `average` argument value. Expected one of: {None, 'micro', "
                f"'macro', 'weighted'}}. Received: average={average}"
            )
        if not isinstance(beta, float) or beta <= 0.0:
            wanted = "be > 0" if isinstance(beta, float) else "be a Python float"
            raise ValueError(
                f"Invalid `beta` argument value. It should {wanted}. "
                f"Received: beta={beta}"
            )
        if threshold is not None and not (
            isinstance(threshold, float) and 0.0 < threshold <= 1.0
        ):
            raise ValueError(
                "Invalid `threshold` argument value. It should verify "
                f"0 < threshold <= 1. Received: threshold={threshold}"
            )
        self.average = average
        self.beta = beta
        self.threshold = threshold
        self.axis = None if average == "micro" else 0
        self._built = False

    def _build(self, true_shape: Any, pred_shape: Any) -> None:
        if len(true_shape) != 2 or len(pred_shape) != 2:
            raise ValueError(
                "FBetaScore expects 2D inputs with shape (batch_size, output_dim). "
                f"Received input shapes: y_pred.shape={pred_shape} and "
                f"y_true.shape={true_shape}."
            )
        shape = () if self.average == "micro" else (pred_shape[-1],)
        names = ("true_positives", "false_positives", "false_negatives")
        self.true_positives, self.false_positives, self.false_negatives, self.seen = [
            self.add_variable(shape, "zeros", dtype=self.dtype, name=name)
            for name in (*names, "intermediate_weights")
        ]
        self._built = True

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Takes in a batch."""
        y_true, y_pred = tensor(y_true, self.dtype), tensor(y_pred, self.dtype)
        if not self._built:
            self._build(y_true.shape, y_pred.shape)
        if self.threshold is None:
            largest = tf.reduce_max(y_pred, axis=-1, keepdims=True)
            chosen = tf.logical_and(y_pred >= largest, tf.abs(y_pred) > 1e-9)
        else:
            chosen = y_pred > self.threshold
        y_pred = tf.cast(chosen, self.dtype)
        weights: Any = 1.0
        if sample_weight is not None:
            weights = tf.expand_dims(tensor(sample_weight, self.dtype), 1)
        for variable, what in (
            (self.true_positives, y_pred * y_true),
            (self.false_positives, y_pred * (1 - y_true)),
            (self.false_negatives, (1 - y_pred) * y_true),
            (self.seen, y_true),
        ):
            variable.assign_add(tf.reduce_sum(what * weights, axis=self.axis))

    def result(self) -> Any:
        """The score so far: a scalar, or one for each class."""
        found, small = tf.convert_to_tensor(self.true_positives), epsilon()
        precision = found / (found + self.false_positives + small)
        recall = found / (found + self.false_negatives + small)
        both = self.beta**2 * precision + recall + small
        score = precision * recall / both * (1 + self.beta**2)
        if self.average == "weighted":
            seen = tf.convert_to_tensor(self.seen)
            return tf.reduce_sum(score * (seen / (tf.reduce_sum(seen) + small)))
        return score if self.average is None else tf.reduce_mean(score)

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal metric of."""
        return {
            **super().get_config(),
            "average": self.average,
            "beta": self.beta,
            "threshold": self.threshold,
        }


class F1Score(FBetaScore):
    """The harmonic mean of precision and recall. Source: tf.keras.metrics.F1Score.

    >>> import teachflow as tf
    >>> score = tf.keras.metrics.F1Score(average="micro", threshold=0.5)
    >>> round(float(score([[1, 0], [0, 1]], [[0.9, 0.1], [0.6, 0.9]])), 3)
    0.8
    """

    def __init__(
        self,
        average: str | None = None,
        threshold: float | None = None,
        name: str | None = "f1_score",
        dtype: Any = None,
    ) -> None:
        super().__init__(average, 1.0, threshold, name, dtype)

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal metric of."""
        config = super().get_config()
        del config["beta"]
        return config


class IoU(Metric):
    """What label and prediction have in common, by what either has; a mean of classes.

    Raises ``ValueError`` for a class that there is not. Source: tf.keras.metrics.IoU.

    >>> import teachflow as tf
    >>> iou = tf.keras.metrics.IoU(num_classes=2, target_class_ids=[0])
    >>> round(float(iou([0, 0, 1, 1], [0, 1, 0, 1])), 4)
    0.3333
    """

    _direction = "up"

    def __init__(
        self,
        num_classes: int,
        target_class_ids: Sequence[int],
        name: str | None = None,
        dtype: Any = None,
        ignore_class: int | None = None,
        sparse_y_true: bool = True,
        sparse_y_pred: bool = True,
        axis: int = -1,
    ) -> None:
        super().__init__(name=name, dtype=dtype or "int")
        if max(target_class_ids) >= num_classes:
            raise ValueError(
                f"Target class id {max(target_class_ids)} is out of range, which is "
                f"[0, {num_classes})."
            )
        self.num_classes = num_classes
        self.target_class_ids = list(target_class_ids)
        self.ignore_class = ignore_class
        self.sparse_y_true = sparse_y_true
        self.sparse_y_pred = sparse_y_pred
        self.axis = axis
        self.total_cm = self.add_variable(
            (num_classes, num_classes),
            "zeros",
            dtype=self.dtype,
            name="total_confusion_matrix",
        )

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Takes in a batch."""
        if not self.sparse_y_true:
            y_true = tf.argmax(tf.convert_to_tensor(y_true), axis=self.axis)
        if not self.sparse_y_pred:
            y_pred = tf.argmax(tf.convert_to_tensor(y_pred), axis=self.axis)
        y_true = tf.reshape(tensor(y_true, "int64"), [-1])
        y_pred = tf.reshape(tensor(y_pred, "int64"), [-1])
        weights = tensor(1 if sample_weight is None else sample_weight, self.dtype)
        if len(weights.shape) > 1:
            weights = tf.reshape(weights, [-1])
        weights = tf.broadcast_to(weights, tf.shape(y_true))
        count = self.num_classes
        known = tf.logical_and(
            tf.logical_and(y_true >= 0, y_true < count),
            tf.logical_and(y_pred >= 0, y_pred < count),
        )
        if self.ignore_class is not None:
            known = tf.logical_and(known, tf.not_equal(y_true, self.ignore_class))
        cells = tf.where(known, y_true * count + y_pred, tf.zeros_like(y_true))
        weights = tf.where(known, weights, tf.zeros_like(weights))
        sums = tf.math.unsorted_segment_sum(weights, cells, count * count)
        self.total_cm.assign_add(tf.reshape(sums, [count, count]))

    def result(self) -> Any:
        """The mean over the classes that were seen, a scalar."""
        matrix = tf.cast(self.total_cm, "float32")
        common = tf.linalg.diag_part(matrix)
        either = tf.reduce_sum(matrix, axis=0) + tf.reduce_sum(matrix, axis=1) - common
        common = tf.gather(common, self.target_class_ids)
        either = tf.gather(either, self.target_class_ids)
        seen = tf.cast(either > 1e-9, "float32")
        shares = seen * common / (either + epsilon())
        return tf.reduce_sum(shares) / (tf.reduce_sum(seen) + epsilon())

    _arguments: tuple[str, ...] = (
        "num_classes",
        "target_class_ids",
        "ignore_class",
        "sparse_y_true",
        "sparse_y_pred",
        "axis",
    )

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal metric of."""
        own = {argument: getattr(self, argument) for argument in self._arguments}
        return {**super().get_config(), **own}


class BinaryIoU(IoU):
    """``IoU`` of two classes that ``threshold`` parts.

    Source: tf.keras.metrics.BinaryIoU.

    >>> import teachflow as tf
    >>> iou = tf.keras.metrics.BinaryIoU(target_class_ids=[0, 1], threshold=0.3)
    >>> round(float(iou([0, 1, 0, 1], [0.1, 0.2, 0.4, 0.7])), 4)
    0.3333
    """

    _arguments = ("target_class_ids", "threshold")

    def __init__(
        self,
        target_class_ids: Sequence[int] = (0, 1),
        threshold: float = 0.5,
        name: str | None = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(2, target_class_ids, name, dtype)
        self.threshold = threshold

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Takes in a batch."""
        positive = tensor(y_pred, "float32") >= self.threshold
        super().update_state(y_true, tf.cast(positive, "int64"), sample_weight)


class MeanIoU(IoU):
    """``IoU`` of all classes. Source: tf.keras.metrics.MeanIoU.

    >>> import teachflow as tf
    >>> iou = tf.keras.metrics.MeanIoU(num_classes=2)
    >>> round(float(iou([0, 0, 1, 1], [0, 1, 0, 1])), 4)
    0.3333
    """

    _arguments: tuple[str, ...] = (
        "num_classes",
        "ignore_class",
        "sparse_y_true",
        "sparse_y_pred",
        "axis",
    )

    def __init__(
        self,
        num_classes: int,
        name: str | None = None,
        dtype: Any = None,
        ignore_class: int | None = None,
        sparse_y_true: bool = True,
        sparse_y_pred: bool = True,
        axis: int = -1,
    ) -> None:
        super().__init__(
            num_classes,
            list(range(num_classes)),
            name,
            dtype,
            ignore_class,
            sparse_y_true,
            sparse_y_pred,
            axis,
        )


class OneHotIoU(IoU):
    """``IoU`` of labels that are one-hot. Source: tf.keras.metrics.OneHotIoU.

    >>> import teachflow as tf
    >>> iou = tf.keras.metrics.OneHotIoU(num_classes=2, target_class_ids=[0, 1])
    >>> round(float(iou([[1, 0], [0, 1]], [[0.9, 0.1], [0.4, 0.6]])), 4)
    1.0
    """

    _arguments = (
        "num_classes",
        "target_class_ids",
        "ignore_class",
        "sparse_y_pred",
        "axis",
    )

    def __init__(
        self,
        num_classes: int,
        target_class_ids: Sequence[int],
        name: str | None = None,
        dtype: Any = None,
        ignore_class: int | None = None,
        sparse_y_pred: bool = False,
        axis: int = -1,
    ) -> None:
        super().__init__(
            num_classes,
            target_class_ids,
            name,
            dtype,
            ignore_class,
            False,
            sparse_y_pred,
            axis,
        )


class OneHotMeanIoU(MeanIoU):
    """``MeanIoU`` of labels that are one-hot. Source: tf.keras.metrics.OneHotMeanIoU.

    >>> import teachflow as tf
    >>> iou = tf.keras.metrics.OneHotMeanIoU(num_classes=2)
    >>> round(float(iou([[1, 0], [0, 1]], [[0.9, 0.1], [0.4, 0.6]])), 4)
    1.0
    """

    _arguments = ("num_classes", "ignore_class", "sparse_y_pred", "axis")

    def __init__(
        self,
        num_classes: int,
        name: str | None = None,
        dtype: Any = None,
        ignore_class: int | None = None,
        sparse_y_pred: bool = False,
        axis: int = -1,
    ) -> None:
        super().__init__(
            num_classes, name, dtype, ignore_class, False, sparse_y_pred, axis
        )
