"""``tf.keras.utils``: seeds, labels, progress and other small tools."""

from __future__ import annotations

from typing import Any as _Any

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.config import standardize_dtype
from teachflow.keras.keras_tensor import is_keras_tensor
from teachflow.keras.saving import (
    CustomObjectScope,
    custom_object_scope,
    deserialize_keras_object,
    get_custom_objects,
    get_registered_name,
    get_registered_object,
    register_keras_serializable,
    serialize_keras_object,
)
from teachflow.keras.state import clear_session
from teachflow.keras.training.data import (
    PyDataset,
    pack_x_y_sample_weight,
    unpack_x_y_sample_weight,
)
from teachflow.keras.utils.fetching import get_file
from teachflow.keras.utils.numbers import normalize, pad_sequences, to_categorical
from teachflow.keras.utils.progress import (
    Progbar,
    disable_interactive_logging,
    enable_interactive_logging,
    is_interactive_logging_enabled,
)
from teachflow.keras.utils.seeding import set_random_seed

Sequence = PyDataset

__all__ = [
    "CustomObjectScope",
    "Progbar",
    "PyDataset",
    "Sequence",
    "clear_session",
    "custom_object_scope",
    "deserialize_keras_object",
    "disable_interactive_logging",
    "enable_interactive_logging",
    "get_custom_objects",
    "get_file",
    "get_registered_name",
    "get_registered_object",
    "is_interactive_logging_enabled",
    "is_keras_tensor",
    "normalize",
    "pack_x_y_sample_weight",
    "pad_sequences",
    "plot_model",
    "register_keras_serializable",
    "serialize_keras_object",
    "set_random_seed",
    "standardize_dtype",
    "to_categorical",
    "unpack_x_y_sample_weight",
]


def plot_model(*args: _Any, **kwargs: _Any) -> _Any:
    """Refused: raises ``NotImplementedError`` and says what shows a model here.

    Unlike TensorFlow, models are not drawn. Source: tf.keras.utils.plot_model.

    >>> import teachflow as tf
    >>> tf.keras.utils.plot_model(None)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    NotImplementedError: TeachFlow draws no models...
    """
    raise NotImplementedError(
        "TeachFlow draws no models by plot_model: model.summary() prints the layers, "
        "and teachflow.viz draws the graph of a traced function."
    )


__getattr__ = _looking_up(__name__)
