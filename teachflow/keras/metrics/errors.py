"""How far predictions are off: each loss as a metric."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.losses import crossentropy, regression
from teachflow.keras.losses.reduction import to_same_rank
from teachflow.keras.metrics.means import FunctionMetric, Mean
from teachflow.keras.tensors import tensor


class MeanSquaredError(FunctionMetric):
    """The mean squared difference. Source: tf.keras.metrics.MeanSquaredError.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.MeanSquaredError()([[0.0], [1.0]], [[1.0], [4.0]]))
    5.0
    """

    _direction = "down"

    def __init__(
        self, name: str | None = "mean_squared_error", dtype: Any = None
    ) -> None:
        super().__init__(regression.mean_squared_error, name, dtype)


class MeanAbsoluteError(FunctionMetric):
    """The mean absolute difference. Source: tf.keras.metrics.MeanAbsoluteError.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.MeanAbsoluteError()([[0.0], [1.0]], [[1.0], [4.0]]))
    2.0
    """

    _direction = "down"

    def __init__(
        self, name: str | None = "mean_absolute_error", dtype: Any = None
    ) -> None:
        super().__init__(regression.mean_absolute_error, name, dtype)


class MeanAbsolutePercentageError(FunctionMetric):
    """The mean difference in percent of the label.

    Source: tf.keras.metrics.MeanAbsolutePercentageError.

    >>> import teachflow as tf
    >>> metric = tf.keras.metrics.MeanAbsolutePercentageError()
    >>> float(metric([[2.0], [4.0]], [[1.0], [4.0]]))
    25.0
    """

    _direction = "down"

    def __init__(
        self, name: str | None = "mean_absolute_percentage_error", dtype: Any = None
    ) -> None:
        super().__init__(regression.mean_absolute_percentage_error, name, dtype)


class MeanSquaredLogarithmicError(FunctionMetric):
    """The mean squared difference of ``log(y + 1)``.

    Source: tf.keras.metrics.MeanSquaredLogarithmicError.

    >>> import teachflow as tf
    >>> metric = tf.keras.metrics.MeanSquaredLogarithmicError()
    >>> float(metric([[2.0], [4.0]], [[2.0], [4.0]]))
    0.0
    """

    _direction = "down"

    def __init__(
        self, name: str | None = "mean_squared_logarithmic_error", dtype: Any = None
    ) -> None:
        super().__init__(regression.mean_squared_logarithmic_error, name, dtype)


class RootMeanSquaredError(Mean):
    """The root of the mean squared difference.

    Source: tf.keras.metrics.RootMeanSquaredError.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.RootMeanSquaredError()([[0.0], [2.0]], [[2.0], [0.0]]))
    2.0
    """

    _direction = "down"

    def __init__(
        self, name: str | None = "root_mean_squared_error", dtype: Any = None
    ) -> None:
        super().__init__(name, dtype)

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:  # type: ignore[override]
        """Takes in a batch."""
        y_true, y_pred = tensor(y_true, self.dtype), tensor(y_pred, self.dtype)
        y_true, y_pred = to_same_rank(y_true, y_pred)
        super().update_state(tf.square(y_pred - y_true), sample_weight=sample_weight)

    def result(self) -> Any:
        """The root mean squared difference so far, a scalar."""
        return tf.sqrt(super().result())


def cosine_similarity(y_true: Any, y_pred: Any, axis: int = -1) -> Any:
    """The cosine of the angle between both: the loss with the other sign."""
    return -regression.cosine_similarity(y_true, y_pred, axis)


class CosineSimilarity(FunctionMetric):
    """The cosine of the angle between both. Source: tf.keras.metrics.CosineSimilarity.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.CosineSimilarity()([[0.0, 1.0]], [[0.0, 2.0]]))
    1.0
    """

    _direction = "up"

    def __init__(
        self,
        name: str | None = "cosine_similarity",
        dtype: Any = None,
        axis: int = -1,
    ) -> None:
        super().__init__(cosine_similarity, name, dtype, axis=axis)


class LogCoshError(FunctionMetric):
    """The mean of ``log(cosh(y_pred - y_true))``.

    Source: tf.keras.metrics.LogCoshError.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.LogCoshError()([[0.0]], [[0.0]]))
    0.0
    """

    _direction = "down"

    def __init__(self, name: str | None = "logcosh", dtype: Any = None) -> None:
        super().__init__(regression.log_cosh, name, dtype)


class Hinge(FunctionMetric):
    """The mean of ``max(1 - y_true * y_pred, 0)``. Source: tf.keras.metrics.Hinge.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.Hinge()([[0.0], [1.0]], [[0.5], [0.5]]))
    1.0
    """

    _direction = "down"

    def __init__(self, name: str | None = "hinge", dtype: Any = None) -> None:
        super().__init__(regression.hinge, name, dtype)


class SquaredHinge(FunctionMetric):
    """The mean of ``max(1 - y_true * y_pred, 0) ** 2``.

    Source: tf.keras.metrics.SquaredHinge.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.SquaredHinge()([[0.0], [1.0]], [[0.0], [1.0]]))
    0.5
    """

    _direction = "down"

    def __init__(self, name: str | None = "squared_hinge", dtype: Any = None) -> None:
        super().__init__(regression.squared_hinge, name, dtype)


class CategoricalHinge(FunctionMetric):
    """How near another class is to the true one.

    Source: tf.keras.metrics.CategoricalHinge.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.CategoricalHinge()([[0.0, 1.0]], [[1.0, 0.5]]))
    1.5
    """

    _direction = "down"

    def __init__(
        self, name: str | None = "categorical_hinge", dtype: Any = None
    ) -> None:
        super().__init__(regression.categorical_hinge, name, dtype)


class KLDivergence(FunctionMetric):
    """The mean divergence of distributions. Source: tf.keras.metrics.KLDivergence.

    >>> import teachflow as tf
    >>> float(tf.keras.metrics.KLDivergence()([[0.5, 0.5]], [[0.5, 0.5]]))
    0.0
    """

    def __init__(self, name: str | None = "kl_divergence", dtype: Any = None) -> None:
        super().__init__(crossentropy.kl_divergence, name, dtype)


class Poisson(FunctionMetric):
    """The mean of ``y_pred - y_true * log(y_pred)``. Source: tf.keras.metrics.Poisson.

    >>> import teachflow as tf
    >>> round(float(tf.keras.metrics.Poisson()([[1.0, 2.0]], [[1.0, 1.0]])), 4)
    1.0
    """

    def __init__(self, name: str | None = "poisson", dtype: Any = None) -> None:
        super().__init__(crossentropy.poisson, name, dtype)


class BinaryCrossentropy(FunctionMetric):
    """The cross-entropy of yes and no. Source: tf.keras.metrics.BinaryCrossentropy.

    >>> import teachflow as tf
    >>> metric = tf.keras.metrics.BinaryCrossentropy()
    >>> round(float(metric([[0.0], [1.0]], [[0.5], [0.5]])), 4)
    0.6931
    """

    _direction = "down"
    _arguments = ("from_logits", "label_smoothing")

    def __init__(
        self,
        name: str | None = "binary_crossentropy",
        dtype: Any = None,
        from_logits: bool = False,
        label_smoothing: float = 0,
    ) -> None:
        given = {"from_logits": from_logits, "label_smoothing": label_smoothing}
        super().__init__(crossentropy.binary_crossentropy, name, dtype, **given)


class CategoricalCrossentropy(FunctionMetric):
    """The cross-entropy of classes given as probabilities (one-hot).

    Source: tf.keras.metrics.CategoricalCrossentropy.

    >>> import teachflow as tf
    >>> metric = tf.keras.metrics.CategoricalCrossentropy()
    >>> round(float(metric([[0.0, 1.0]], [[0.5, 0.5]])), 4)
    0.6931
    """

    _direction = "down"
    _arguments = ("from_logits", "label_smoothing", "axis")

    def __init__(
        self,
        name: str | None = "categorical_crossentropy",
        dtype: Any = None,
        from_logits: bool = False,
        label_smoothing: float = 0,
        axis: int = -1,
    ) -> None:
        super().__init__(
            crossentropy.categorical_crossentropy,
            name,
            dtype,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )


class SparseCategoricalCrossentropy(FunctionMetric):
    """The cross-entropy of classes given as numbers.

    Source: tf.keras.metrics.SparseCategoricalCrossentropy.

    >>> import teachflow as tf
    >>> metric = tf.keras.metrics.SparseCategoricalCrossentropy()
    >>> round(float(metric(tf.constant([1]), tf.constant([[0.5, 0.5]]))), 4)
    0.6931
    """

    _direction = "down"
    _arguments = ("from_logits", "ignore_class", "axis")

    def __init__(
        self,
        name: str | None = "sparse_categorical_crossentropy",
        dtype: Any = None,
        from_logits: bool = False,
        ignore_class: int | None = None,
        axis: int = -1,
    ) -> None:
        super().__init__(
            crossentropy.sparse_categorical_crossentropy,
            name,
            dtype,
            from_logits=from_logits,
            ignore_class=ignore_class,
            axis=axis,
        )

    def update_state(  # type: ignore[override]
        self, y_true: Any, y_pred: Any, sample_weight: Any = None
    ) -> None:
        """Takes in a batch."""
        y_true, y_pred = tf.convert_to_tensor(y_true), tf.convert_to_tensor(y_pred)
        super().update_state(y_true, y_pred, sample_weight)
