"""How often a prediction is right: functions, and means of them."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.config import floatx
from teachflow.keras.losses.reduction import to_same_rank
from teachflow.keras.metrics.means import FunctionMetric
from teachflow.keras.tensors import tensor


def accuracy(y_true: Any, y_pred: Any) -> Any:
    """1 where both are equal, else 0.

    >>> accuracy([[1.0], [2.0]], [[1.0], [3.0]]).numpy()
    array([[1.],
           [0.]], dtype=float32)
    """
    y_pred = tf.convert_to_tensor(y_pred)
    y_true, y_pred = to_same_rank(tensor(y_true, y_pred.dtype), y_pred)
    return tf.cast(tf.equal(y_true, y_pred), floatx())


def binary_accuracy(y_true: Any, y_pred: Any, threshold: float = 0.5) -> Any:
    """1 where the prediction is on the right side of ``threshold``, else 0.

    Source: tf.keras.metrics.binary_accuracy.

    >>> import teachflow as tf
    >>> tf.keras.metrics.binary_accuracy([1.0, 0.0], [0.9, 0.7]).numpy()
    array([1., 0.], dtype=float32)
    """
    y_pred = tf.convert_to_tensor(y_pred)
    y_true, y_pred = to_same_rank(tf.convert_to_tensor(y_true), y_pred)
    positive = tf.cast(tf.greater(y_pred, tf.cast(threshold, y_pred.dtype)), floatx())
    return tf.cast(tf.equal(tf.cast(y_true, floatx()), positive), floatx())


def categorical_accuracy(y_true: Any, y_pred: Any) -> Any:
    """1 where the largest prediction is at the place of the largest label, else 0.

    Source: tf.keras.metrics.categorical_accuracy.

    >>> import teachflow as tf
    >>> tf.keras.metrics.categorical_accuracy([[0.0, 1.0]], [[0.2, 0.8]]).numpy()
    array([1.], dtype=float32)
    """
    y_true = tf.argmax(tf.convert_to_tensor(y_true), axis=-1)
    y_pred = tf.argmax(tf.convert_to_tensor(y_pred), axis=-1)
    return tf.cast(tf.equal(y_true, y_pred), floatx())


def sparse_categorical_accuracy(y_true: Any, y_pred: Any) -> Any:
    """1 where the largest prediction is at the place that the label names, else 0.

    Source: tf.keras.metrics.sparse_categorical_accuracy.

    >>> import teachflow as tf
    >>> accuracy = tf.keras.metrics.sparse_categorical_accuracy
    >>> accuracy([1, 1], [[0.2, 0.8], [0.9, 0.1]]).numpy()
    array([1., 0.], dtype=float32)
    """
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tensor(y_true, y_pred.dtype)
    if len(y_true.shape) == len(y_pred.shape) and y_true.shape[-1] == 1:
        y_true = tf.squeeze(y_true, axis=-1)
    chosen = tf.cast(tf.argmax(y_pred, axis=-1), y_true.dtype)
    matches = tf.cast(tf.equal(y_true, chosen), floatx())
    if len(matches.shape) > 1 and matches.shape[-1] == 1:
        matches = tf.squeeze(matches, axis=-1)
    return matches


def top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5) -> Any:
    """1 where the place of the largest label is among the ``k`` best, else 0.

    Source: tf.keras.metrics.top_k_categorical_accuracy.

    >>> import teachflow as tf
    >>> y_true, y_pred = [[0.0, 1.0, 0.0]], [[0.5, 0.3, 0.2]]
    >>> tf.keras.metrics.top_k_categorical_accuracy(y_true, y_pred, k=2).numpy()
    array([1.], dtype=float32)
    """
    y_true = tf.argmax(tf.convert_to_tensor(y_true), axis=-1)
    return sparse_top_k_categorical_accuracy(y_true, y_pred, k)


def sparse_top_k_categorical_accuracy(
    y_true: Any, y_pred: Any, k: int = 5, from_sorted_ids: bool = False
) -> Any:
    """1 where the label is among the ``k`` best, else 0.

    With ``from_sorted_ids`` predictions are classes, the best first.
    Source: tf.keras.metrics.sparse_top_k_categorical_accuracy.

    >>> import teachflow as tf
    >>> y_pred = [[0.5, 0.3, 0.2]]
    >>> tf.keras.metrics.sparse_top_k_categorical_accuracy([1], y_pred, k=2).numpy()
    array([1.], dtype=float32)
    """
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tensor(y_true, y_pred.dtype if from_sorted_ids else "int32")
    shape = tf.shape(y_true)
    if len(y_pred.shape) > 2:
        y_pred = tf.reshape(y_pred, [-1, y_pred.shape[-1]])
    flat = tf.reshape(y_true, [-1])
    if from_sorted_ids:
        found = tf.equal(tf.expand_dims(flat, axis=1), y_pred[:, :k])
        matches = tf.reduce_any(found, axis=1)
    else:
        matches = tf.math.in_top_k(flat, y_pred, k=k)
    return tf.reshape(tf.cast(matches, floatx()), shape)


class Accuracy(FunctionMetric):
    """How often predictions equal labels. Source: tf.keras.metrics.Accuracy.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.Accuracy()([[1], [2]], [[1], [3]]))
    0.5
    """

    _direction = "up"

    def __init__(self, name: str | None = "accuracy", dtype: Any = None) -> None:
        super().__init__(accuracy, name, dtype)


class BinaryAccuracy(FunctionMetric):
    """How often predictions are on the right side of ``threshold``.

    Source: tf.keras.metrics.BinaryAccuracy.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.BinaryAccuracy()([[1], [0]], [[0.9], [0.7]]))
    0.5
    """

    _direction = "up"
    _arguments = ("threshold",)

    def __init__(
        self,
        name: str | None = "binary_accuracy",
        dtype: Any = None,
        threshold: float = 0.5,
    ) -> None:
        if threshold is not None and (threshold <= 0 or threshold >= 1):
            raise ValueError(
                "Invalid value for argument `threshold`. Expected a value in interval "
                f"(0, 1). Received: threshold={threshold}"
            )
        super().__init__(binary_accuracy, name, dtype, threshold=threshold)


class CategoricalAccuracy(FunctionMetric):
    """How often the largest prediction is that of the label (one-hot).

    Source: tf.keras.metrics.CategoricalAccuracy.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.CategoricalAccuracy()([[0, 1]], [[0.2, 0.8]]))
    1.0
    """

    _direction = "up"

    def __init__(
        self, name: str | None = "categorical_accuracy", dtype: Any = None
    ) -> None:
        super().__init__(categorical_accuracy, name, dtype)


class SparseCategoricalAccuracy(FunctionMetric):
    """How often the largest prediction is that of the label (a number).

    Source: tf.keras.metrics.SparseCategoricalAccuracy.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.SparseCategoricalAccuracy()([[1]], [[0.2, 0.8]]))
    1.0
    """

    _direction = "up"

    def __init__(
        self, name: str | None = "sparse_categorical_accuracy", dtype: Any = None
    ) -> None:
        super().__init__(sparse_categorical_accuracy, name, dtype)


class TopKCategoricalAccuracy(FunctionMetric):
    """How often the label (one-hot) is among the ``k`` largest predictions.

    Source: tf.keras.metrics.TopKCategoricalAccuracy.

    >>> import teachflow as tf
    >>> metric = tf.keras.metrics.TopKCategoricalAccuracy(k=1)
    >>> float(metric([[0, 1]], [[0.2, 0.8]]))
    1.0
    """

    _direction = "up"
    _arguments = ("k",)

    def __init__(
        self,
        k: int = 5,
        name: str | None = "top_k_categorical_accuracy",
        dtype: Any = None,
    ) -> None:
        super().__init__(top_k_categorical_accuracy, name, dtype, k=k)


class SparseTopKCategoricalAccuracy(FunctionMetric):
    """How often the label (a number) is among the ``k`` largest predictions.

    Source: tf.keras.metrics.SparseTopKCategoricalAccuracy.

    >>> import teachflow as tf
    >>> metric = tf.keras.metrics.SparseTopKCategoricalAccuracy(k=1)
    >>> float(metric([1], [[0.2, 0.8]]))
    1.0
    """

    _direction = "up"
    _arguments = ("k", "from_sorted_ids")

    def __init__(
        self,
        k: int = 5,
        name: str | None = "sparse_top_k_categorical_accuracy",
        dtype: Any = None,
        from_sorted_ids: bool = False,
    ) -> None:
        rule = sparse_top_k_categorical_accuracy
        super().__init__(rule, name, dtype, k=k, from_sorted_ids=from_sorted_ids)

    def get_config(self) -> dict[str, Any]:
        """What ``from_config`` makes an equal metric of."""
        config = super().get_config()
        if not config["from_sorted_ids"]:
            del config["from_sorted_ids"]
        return config
