"""``tf.keras.config``: the float type that layers use, and its kin."""

from __future__ import annotations

from typing import Any

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.core import dtypes as _dt
from teachflow.core.dtypes import DType as _DType


class _Settings:
    floatx = "float32"
    epsilon = 1e-7
    image_data_format = "channels_last"


def floatx() -> str:
    """The float type where none is asked for. Source: tf.keras.config.floatx.

    >>> import teachflow as tf
    >>> tf.keras.config.floatx()
    'float32'
    """
    return _Settings.floatx


def set_floatx(value: str) -> None:
    """Sets ``floatx``. Source: tf.keras.config.set_floatx.

    Raises ``ValueError`` for what is no float type.
    """
    accepted = {"bfloat16", "float16", "float32", "float64"}
    if value not in accepted:
        raise ValueError(
            f"Unknown `floatx` value: {value}. Expected one of {sorted(accepted)}"
        )
    _Settings.floatx = str(value)


def epsilon() -> float:
    """The small number that keeps divisions finite. Source: tf.keras.config.epsilon.

    >>> import teachflow as tf
    >>> tf.keras.config.epsilon()
    1e-07
    """
    return _Settings.epsilon


def set_epsilon(value: float) -> None:
    """Sets ``epsilon``. Source: tf.keras.config.set_epsilon."""
    _Settings.epsilon = value


def image_data_format() -> str:
    """Where images have their channels. Source: tf.keras.config.image_data_format.

    >>> import teachflow as tf
    >>> tf.keras.backend.image_data_format()
    'channels_last'
    """
    return _Settings.image_data_format


def set_image_data_format(data_format: str) -> None:
    """Sets ``image_data_format``. Source: tf.keras.config.set_image_data_format."""
    _Settings.image_data_format = standardize_data_format(data_format)


def standardize_data_format(data_format: str | None) -> str:
    """``data_format``, or the setting where it is None.

    Raises ``ValueError`` for any but ``channels_last`` and ``channels_first``.
    """
    if data_format is None:
        return image_data_format()
    data_format = str(data_format).lower()
    if data_format not in ("channels_first", "channels_last"):
        raise ValueError(
            "The `data_format` argument must be one of "
            "{'channels_first', 'channels_last'}. "
            f"Received: data_format={data_format}"
        )
    return data_format


def backend() -> str:
    """The library underneath, by the name that it answers to here.

    Source: tf.keras.config.backend.

    >>> import teachflow as tf
    >>> tf.keras.config.backend()
    'tensorflow'
    """
    return "tensorflow"


def standardize_dtype(dtype: Any) -> str:
    """Returns a dtype of any kind by its name; None is ``floatx``.

    Raises ``ValueError`` for what is no dtype. Source:
    tf.keras.backend.standardize_dtype.

    >>> import teachflow as tf
    >>> tf.keras.backend.standardize_dtype(tf.float64)
    'float64'
    """
    if dtype is None:
        return floatx()
    if isinstance(dtype, _DType):
        return dtype.name
    if dtype == "float":
        return floatx()
    if dtype == "int":
        return "int64"
    try:
        return _dt.as_dtype(dtype).name
    except (TypeError, ValueError):
        raise ValueError(f"Invalid dtype: {dtype}") from None


__all__ = [
    "backend",
    "epsilon",
    "floatx",
    "image_data_format",
    "set_epsilon",
    "set_floatx",
    "set_image_data_format",
]

_LATER = {
    "disable_interactive_logging": "teachflow.keras.utils.progress",
    "dtype_policy": "teachflow.keras.dtype_policies",
    "enable_interactive_logging": "teachflow.keras.utils.progress",
    "is_interactive_logging_enabled": "teachflow.keras.utils.progress",
    "set_dtype_policy": "teachflow.keras.dtype_policies",
}

__getattr__ = _looking_up(
    __name__, {name: f"{module}:{name}" for name, module in _LATER.items()}
)
