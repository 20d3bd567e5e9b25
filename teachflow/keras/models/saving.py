"""Whole models in files: refused by name, with what to do instead."""

from __future__ import annotations

from typing import Any


def load_model(filepath: Any, *args: Any, **kwargs: Any) -> Any:
    """Raises ``NotImplementedError``.

    Unlike TensorFlow, whole models are not read: see ``model_from_json`` and
    ``load_weights``. Source: tf.keras.models.load_model.

    >>> import teachflow as tf
    >>> tf.keras.models.load_model("a.keras")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    NotImplementedError: TeachFlow does not read whole models...
    """
    raise NotImplementedError(
        f"TeachFlow does not read whole models (here {str(filepath)!r}; .keras files "
        "hold HDF5). Make the model as it was made, or of its configuration by "
        "tf.keras.models.model_from_json, and then model.load_weights(...)."
    )


def save_model(model: Any, filepath: Any, *args: Any, **kwargs: Any) -> None:
    """Raises ``NotImplementedError`` and says what to do instead.

    Unlike TensorFlow, whole models are not written. Source: tf.keras.models.save_model.

    >>> import teachflow as tf
    >>> model = tf.keras.Sequential()
    >>> tf.keras.models.save_model(model, "a.keras")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    NotImplementedError: TeachFlow does not write whole models...
    """
    model.save(filepath)
