"""``tf.keras.losses``: classes, their functions, and either by its name."""

from __future__ import annotations

from typing import Any as _Any

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.losses import crossentropy as _crossentropy
from teachflow.keras.losses import overlap as _overlap
from teachflow.keras.losses import regression as _regression
from teachflow.keras.losses.classes import (
    CategoricalHinge,
    Circle,
    CosineSimilarity,
    Dice,
    Hinge,
    Huber,
    KLDivergence,
    LogCosh,
    MeanAbsoluteError,
    MeanAbsolutePercentageError,
    MeanSquaredError,
    MeanSquaredLogarithmicError,
    Poisson,
    SquaredHinge,
    Tversky,
)
from teachflow.keras.losses.entropies import (
    BinaryCrossentropy,
    BinaryFocalCrossentropy,
    CategoricalCrossentropy,
    CategoricalFocalCrossentropy,
    CategoricalGeneralizedCrossEntropy,
    SparseCategoricalCrossentropy,
)
from teachflow.keras.losses.loss import Loss
from teachflow.keras.losses.loss import LossFunctionWrapper as _LossFunctionWrapper
from teachflow.keras.saving import deserialize_keras_object as _deserialize
from teachflow.keras.saving import serialize_keras_object as _serialize
from teachflow.keras.saving.serialization import named as _named
from teachflow.keras.saving.serialization import offer as _offer

binary_crossentropy = _crossentropy.binary_crossentropy
binary_focal_crossentropy = _crossentropy.binary_focal_crossentropy
categorical_crossentropy = _crossentropy.categorical_crossentropy
categorical_focal_crossentropy = _crossentropy.categorical_focal_crossentropy
categorical_generalized_cross_entropy = (
    _crossentropy.categorical_generalized_cross_entropy
)
categorical_hinge = _regression.categorical_hinge
circle = _overlap.circle
cosine_similarity = _regression.cosine_similarity
dice = _overlap.dice
hinge = _regression.hinge
huber = _regression.huber
KLD = kl_divergence = kld = kullback_leibler_divergence = _crossentropy.kl_divergence
log_cosh = logcosh = _regression.log_cosh
MAE = mae = mean_absolute_error = _regression.mean_absolute_error
MAPE = mape = mean_absolute_percentage_error = (
    _regression.mean_absolute_percentage_error
)
MSE = mean_squared_error = mse = _regression.mean_squared_error
MSLE = mean_squared_logarithmic_error = msle = (
    _regression.mean_squared_logarithmic_error
)
poisson = _crossentropy.poisson
sparse_categorical_crossentropy = _crossentropy.sparse_categorical_crossentropy
squared_hinge = _regression.squared_hinge
tversky = _overlap.tversky

__all__ = [
    "KLD",
    "MAE",
    "MAPE",
    "MSE",
    "MSLE",
    "BinaryCrossentropy",
    "BinaryFocalCrossentropy",
    "CategoricalCrossentropy",
    "CategoricalFocalCrossentropy",
    "CategoricalGeneralizedCrossEntropy",
    "CategoricalHinge",
    "Circle",
    "CosineSimilarity",
    "Dice",
    "Hinge",
    "Huber",
    "KLDivergence",
    "LogCosh",
    "Loss",
    "MeanAbsoluteError",
    "MeanAbsolutePercentageError",
    "MeanSquaredError",
    "MeanSquaredLogarithmicError",
    "Poisson",
    "Reduction",
    "SparseCategoricalCrossentropy",
    "SquaredHinge",
    "Tversky",
    "binary_crossentropy",
    "binary_focal_crossentropy",
    "categorical_crossentropy",
    "categorical_focal_crossentropy",
    "categorical_generalized_cross_entropy",
    "categorical_hinge",
    "circle",
    "cosine_similarity",
    "deserialize",
    "dice",
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
    "poisson",
    "serialize",
    "sparse_categorical_crossentropy",
    "squared_hinge",
    "tversky",
]


class Reduction:
    """The names of reductions, as TensorFlow 2's old programs write them.

    Source: tf.keras.losses.Reduction.

    >>> import teachflow as tf
    >>> tf.keras.losses.Reduction.SUM
    'sum'
    """

    AUTO = "auto"
    NONE = "none"
    SUM = "sum"
    SUM_OVER_BATCH_SIZE = "sum_over_batch_size"


_CLASSES = (
    Loss,
    _LossFunctionWrapper,
    BinaryCrossentropy,
    BinaryFocalCrossentropy,
    CategoricalCrossentropy,
    CategoricalFocalCrossentropy,
    CategoricalHinge,
    Circle,
    CosineSimilarity,
    Dice,
    Hinge,
    Huber,
    KLDivergence,
    LogCosh,
    MeanAbsoluteError,
    MeanAbsolutePercentageError,
    MeanSquaredError,
    MeanSquaredLogarithmicError,
    Poisson,
    SparseCategoricalCrossentropy,
    SquaredHinge,
    Tversky,
)
_FUNCTIONS = (
    binary_crossentropy,
    binary_focal_crossentropy,
    categorical_crossentropy,
    categorical_focal_crossentropy,
    categorical_hinge,
    circle,
    cosine_similarity,
    dice,
    hinge,
    huber,
    kl_divergence,
    log_cosh,
    mean_absolute_error,
    mean_absolute_percentage_error,
    mean_squared_error,
    mean_squared_logarithmic_error,
    poisson,
    sparse_categorical_crossentropy,
    squared_hinge,
    tversky,
)
_SHORT = {
    "bce": binary_crossentropy,
    "kld": kl_divergence,
    "mae": mean_absolute_error,
    "mape": mean_absolute_percentage_error,
    "mse": mean_squared_error,
    "msle": mean_squared_logarithmic_error,
}
NAMED: dict[str, _Any] = {
    **{part.__name__: part for part in (*_CLASSES, *_FUNCTIONS)},
    **_SHORT,
    **{name.upper(): rule for name, rule in _SHORT.items()},
}
"""Every loss that a string may name."""

_offer(*_CLASSES, *_FUNCTIONS)


def serialize(loss: _Any) -> _Any:
    """``loss`` as plain data. Source: tf.keras.losses.serialize.

    >>> import teachflow as tf
    >>> tf.keras.losses.serialize(tf.keras.losses.Hinge())["class_name"]
    'Hinge'
    """
    return _serialize(loss)


def deserialize(name: _Any, custom_objects: _Any = None) -> _Any:
    """The loss that plain data describe. Source: tf.keras.losses.deserialize.

    >>> import teachflow as tf
    >>> data = tf.keras.losses.serialize(tf.keras.losses.Huber(2.0))
    >>> tf.keras.losses.deserialize(data).name
    'huber_loss'
    """
    return _deserialize(name, custom_objects=custom_objects, module_objects=NAMED)


def get(identifier: _Any) -> _Any:
    """A loss by its name, by its data, or itself; ``ValueError`` for what is none.

    Source: tf.keras.losses.get.

    >>> import teachflow as tf
    >>> tf.keras.losses.get("mse") is tf.keras.losses.mse
    True
    """
    return _named(identifier, NAMED, "loss", registered=False)


__getattr__ = _looking_up(__name__)
