"""``tf.keras.metrics``: classes, their functions, and either by its name."""

from __future__ import annotations

from typing import Any as _Any

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras import losses as _losses
from teachflow.keras.metrics import accuracy as _accuracy
from teachflow.keras.metrics import agreement as _agreement
from teachflow.keras.metrics.accuracy import (
    Accuracy,
    BinaryAccuracy,
    CategoricalAccuracy,
    SparseCategoricalAccuracy,
    SparseTopKCategoricalAccuracy,
    TopKCategoricalAccuracy,
)
from teachflow.keras.metrics.agreement import (
    ConcordanceCorrelation,
    PearsonCorrelation,
    R2Score,
)
from teachflow.keras.metrics.confusion import (
    FalseNegatives,
    FalsePositives,
    Precision,
    Recall,
    TrueNegatives,
    TruePositives,
)
from teachflow.keras.metrics.curves import (
    AUC,
    PrecisionAtRecall,
    RecallAtPrecision,
    SensitivityAtSpecificity,
    SpecificityAtSensitivity,
)
from teachflow.keras.metrics.errors import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    CategoricalHinge,
    CosineSimilarity,
    Hinge,
    KLDivergence,
    LogCoshError,
    MeanAbsoluteError,
    MeanAbsolutePercentageError,
    MeanSquaredError,
    MeanSquaredLogarithmicError,
    Poisson,
    RootMeanSquaredError,
    SparseCategoricalCrossentropy,
    SquaredHinge,
)
from teachflow.keras.metrics.means import Mean, MeanMetricWrapper, Sum
from teachflow.keras.metrics.metric import Metric
from teachflow.keras.metrics.scores import (
    BinaryIoU,
    F1Score,
    FBetaScore,
    IoU,
    MeanIoU,
    OneHotIoU,
    OneHotMeanIoU,
)
from teachflow.keras.saving import deserialize_keras_object as _deserialize
from teachflow.keras.saving import serialize_keras_object as _serialize
from teachflow.keras.saving.serialization import named as _named
from teachflow.keras.saving.serialization import offer as _offer
from teachflow.keras.state import to_snake_case as _to_snake_case

binary_accuracy = _accuracy.binary_accuracy
categorical_accuracy = _accuracy.categorical_accuracy
sparse_categorical_accuracy = _accuracy.sparse_categorical_accuracy
sparse_top_k_categorical_accuracy = _accuracy.sparse_top_k_categorical_accuracy
top_k_categorical_accuracy = _accuracy.top_k_categorical_accuracy
concordance_correlation = _agreement.concordance_correlation
pearson_correlation = _agreement.pearson_correlation

binary_crossentropy = _losses.binary_crossentropy
binary_focal_crossentropy = _losses.binary_focal_crossentropy
categorical_crossentropy = _losses.categorical_crossentropy
categorical_focal_crossentropy = _losses.categorical_focal_crossentropy
categorical_hinge = _losses.categorical_hinge
hinge = _losses.hinge
huber = _losses.huber
KLD = kl_divergence = kld = kullback_leibler_divergence = _losses.kl_divergence
log_cosh = logcosh = _losses.log_cosh
MAE = mae = mean_absolute_error = _losses.mean_absolute_error
MAPE = mape = mean_absolute_percentage_error = _losses.mean_absolute_percentage_error
MSE = mean_squared_error = mse = _losses.mean_squared_error
MSLE = mean_squared_logarithmic_error = msle = _losses.mean_squared_logarithmic_error
poisson = _losses.poisson
sparse_categorical_crossentropy = _losses.sparse_categorical_crossentropy
squared_hinge = _losses.squared_hinge

_CLASSES = (
    AUC,
    Accuracy,
    BinaryAccuracy,
    BinaryCrossentropy,
    BinaryIoU,
    CategoricalAccuracy,
    CategoricalCrossentropy,
    CategoricalHinge,
    ConcordanceCorrelation,
    CosineSimilarity,
    F1Score,
    FBetaScore,
    FalseNegatives,
    FalsePositives,
    Hinge,
    IoU,
    KLDivergence,
    LogCoshError,
    Mean,
    MeanAbsoluteError,
    MeanAbsolutePercentageError,
    MeanIoU,
    MeanMetricWrapper,
    MeanSquaredError,
    MeanSquaredLogarithmicError,
    Metric,
    OneHotIoU,
    OneHotMeanIoU,
    PearsonCorrelation,
    Poisson,
    Precision,
    PrecisionAtRecall,
    R2Score,
    Recall,
    RecallAtPrecision,
    RootMeanSquaredError,
    SensitivityAtSpecificity,
    SparseCategoricalAccuracy,
    SparseCategoricalCrossentropy,
    SparseTopKCategoricalAccuracy,
    SpecificityAtSensitivity,
    SquaredHinge,
    Sum,
    TopKCategoricalAccuracy,
    TrueNegatives,
    TruePositives,
)
_SHORT = {
    "bce": BinaryCrossentropy,
    "BCE": BinaryCrossentropy,
    "mse": MeanSquaredError,
    "MSE": MeanSquaredError,
    "mae": MeanAbsoluteError,
    "MAE": MeanAbsoluteError,
    "mape": MeanAbsolutePercentageError,
    "MAPE": MeanAbsolutePercentageError,
    "msle": MeanSquaredLogarithmicError,
    "MSLE": MeanSquaredLogarithmicError,
}
NAMED: dict[str, _Any] = {
    **{kind.__name__: kind for kind in _CLASSES},
    **{_to_snake_case(kind.__name__): kind for kind in _CLASSES},
    **_SHORT,
}
"""Every metric that a string may name."""

_offer(*_CLASSES)
_offer(
    binary_accuracy,
    categorical_accuracy,
    concordance_correlation,
    pearson_correlation,
    sparse_categorical_accuracy,
    sparse_top_k_categorical_accuracy,
    top_k_categorical_accuracy,
)

__all__ = [
    "AUC",
    "KLD",
    "MAE",
    "MAPE",
    "MSE",
    "MSLE",
    "Accuracy",
    "BinaryAccuracy",
    "BinaryCrossentropy",
    "BinaryIoU",
    "CategoricalAccuracy",
    "CategoricalCrossentropy",
    "CategoricalHinge",
    "ConcordanceCorrelation",
    "CosineSimilarity",
    "F1Score",
    "FBetaScore",
    "FalseNegatives",
    "FalsePositives",
    "Hinge",
    "IoU",
    "KLDivergence",
    "LogCoshError",
    "Mean",
    "MeanAbsoluteError",
    "MeanAbsolutePercentageError",
    "MeanIoU",
    "MeanMetricWrapper",
    "MeanSquaredError",
    "MeanSquaredLogarithmicError",
    "Metric",
    "OneHotIoU",
    "OneHotMeanIoU",
    "PearsonCorrelation",
    "Poisson",
    "Precision",
    "PrecisionAtRecall",
    "R2Score",
    "Recall",
    "RecallAtPrecision",
    "RootMeanSquaredError",
    "SensitivityAtSpecificity",
    "SparseCategoricalAccuracy",
    "SparseCategoricalCrossentropy",
    "SparseTopKCategoricalAccuracy",
    "SpecificityAtSensitivity",
    "SquaredHinge",
    "Sum",
    "TopKCategoricalAccuracy",
    "TrueNegatives",
    "TruePositives",
    "binary_accuracy",
    "binary_crossentropy",
    "binary_focal_crossentropy",
    "categorical_accuracy",
    "categorical_crossentropy",
    "categorical_focal_crossentropy",
    "categorical_hinge",
    "concordance_correlation",
    "deserialize",
    "get",
    "hinge",
    "huber",
    "kl_divergence",
    "kld",
    "kullback_leibler_divergence",
    "log_cosh",
    "logcosh",
    "mae",
    "mape",
    "mean_absolute_error",
    "mean_absolute_percentage_error",
    "mean_squared_error",
    "mean_squared_logarithmic_error",
    "mse",
    "msle",
    "pearson_correlation",
    "poisson",
    "serialize",
    "sparse_categorical_accuracy",
    "sparse_categorical_crossentropy",
    "sparse_top_k_categorical_accuracy",
    "squared_hinge",
    "top_k_categorical_accuracy",
]


def serialize(metric: _Any) -> _Any:
    """``metric`` as plain data. Source: tf.keras.metrics.serialize.

    >>> import teachflow as tf
    >>> tf.keras.metrics.serialize(tf.keras.metrics.Mean())["config"]
    {'name': 'mean', 'dtype': 'float32'}
    """
    return _serialize(metric)


def deserialize(config: _Any, custom_objects: _Any = None) -> _Any:
    """The metric that plain data describe. Source: tf.keras.metrics.deserialize.

    >>> import teachflow as tf
    >>> data = tf.keras.metrics.serialize(tf.keras.metrics.Mean("m"))
    >>> tf.keras.metrics.deserialize(data)
    <Mean name=m>
    """
    return _deserialize(config, custom_objects=custom_objects, module_objects=NAMED)


def get(identifier: _Any) -> _Any:
    """A metric by its name, by its data, or itself; ``ValueError`` for what is none.

    Source: tf.keras.metrics.get.

    >>> import teachflow as tf
    >>> tf.keras.metrics.get("mse")
    <MeanSquaredError name=mean_squared_error>
    """
    return _named(identifier, NAMED, "metric", registered=False)


__getattr__ = _looking_up(__name__)
