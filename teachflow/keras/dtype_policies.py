"""``tf.keras.DTypePolicy``: the dtypes that a layer keeps and computes in."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.compat.missing import looking_up as _looking_up
from teachflow.core.operand import Operand
from teachflow.keras.config import floatx, standardize_dtype
from teachflow.keras.keras_tensor import KerasTensor


class DTypePolicy:
    """One dtype for a layer's variables and for what it computes.

    Unlike TensorFlow, a mixed policy raises ``ValueError``: NumPy gains nothing by it.
    Source: tf.keras.DTypePolicy.

    >>> import teachflow as tf
    >>> tf.keras.DTypePolicy("float64")
    <DTypePolicy "float64">
    """

    def __init__(self, name: str | None = None) -> None:
        if name is None:
            name = floatx()
        if not isinstance(name, str):
            raise TypeError(
                "'name' must be a string, such as 'float32'. Received: "
                f"name={name} (of type {type(name)})"
            )
        if name.startswith("mixed_"):
            raise ValueError(
                f"TeachFlow has no dtype policy {name!r}: on NumPy a mixed policy "
                "would be slower. Use 'float32', 'float64' or 'float16'."
            )
        self._name = standardize_dtype(name)

    @property
    def name(self) -> str:
        """The dtype's name."""
        return self._name

    @property
    def compute_dtype(self) -> str:
        """What layers compute in."""
        return self._name

    @property
    def variable_dtype(self) -> str:
        """What variables are kept in."""
        return self._name

    quantization_mode = None

    def convert_input(self, x: Any, autocast: bool, dtype: str) -> Any:
        """``x`` as a layer's input: arrays become tensors, floats get ``dtype``."""
        if isinstance(x, (Operand, KerasTensor)):
            tensor = x
        elif hasattr(x, "__array__"):
            try:
                tensor = tf.convert_to_tensor(x)
            except (TypeError, ValueError):
                tensor = tf.convert_to_tensor(x, dtype)
        else:
            return x
        found = standardize_dtype(tensor.dtype)
        if autocast and "float" in found and "float" in dtype and found != dtype:
            return CAST[0](tensor, dtype)
        return tensor

    def get_config(self) -> dict[str, Any]:
        """The arguments to make this policy again."""
        return {"name": self.name}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> DTypePolicy:
        """The policy of what ``get_config`` gave."""
        return cls(**config)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DTypePolicy) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self._name)

    def __repr__(self) -> str:
        return f'<DTypePolicy "{self._name}">'


CAST: list[Any] = [tf.cast]
"""Holds the cast of tensors and symbolic tensors; ``keras.ops`` puts in its own."""

_GLOBAL: list[DTypePolicy] = []


def dtype_policy() -> DTypePolicy:
    """Returns the policy of layers that are given none.

    Source: tf.keras.config.dtype_policy.

    >>> import teachflow as tf
    >>> tf.keras.config.dtype_policy()
    <DTypePolicy "float32">
    """
    return _GLOBAL[0] if _GLOBAL else DTypePolicy(floatx())


def set_dtype_policy(policy: Any) -> None:
    """Sets the policy of layers that are given none: a policy or its name.

    Source: tf.keras.config.set_dtype_policy.

    >>> import teachflow as tf
    >>> tf.keras.config.set_dtype_policy("mixed_float16")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: TeachFlow has no dtype policy 'mixed_float16'...
    """
    _GLOBAL[:] = [get(policy)]


def get(identifier: Any) -> DTypePolicy:
    """Returns as a policy: a policy, a dtype or its name, a configuration, or None.

    Raises ``ValueError`` for anything else. Source: tf.keras.dtype_policies.get.

    >>> import teachflow as tf
    >>> tf.keras.dtype_policies.get("float64")
    <DTypePolicy "float64">
    """
    if identifier is None:
        return dtype_policy()
    if isinstance(identifier, DTypePolicy):
        return identifier
    if isinstance(identifier, dict):
        return deserialize(identifier)
    if isinstance(identifier, str):
        return DTypePolicy(identifier)
    try:
        return DTypePolicy(standardize_dtype(identifier))
    except ValueError:
        raise ValueError(
            "Cannot interpret `dtype` argument. Expected a string or an instance of "
            f"DTypePolicy. Received: dtype={identifier}"
        ) from None


def serialize(policy: DTypePolicy) -> Any:
    """Returns the policy as plain data. Source: tf.keras.dtype_policies.serialize.

    >>> import teachflow as tf
    >>> policy = tf.keras.DTypePolicy("float64")
    >>> tf.keras.dtype_policies.serialize(policy)["config"]
    {'name': 'float64'}
    """
    return {
        "module": "keras",
        "class_name": "DTypePolicy",
        "config": policy.get_config(),
        "registered_name": None,
    }


def deserialize(config: dict[str, Any]) -> DTypePolicy:
    """Returns the policy that plain data describe.

    Source: tf.keras.dtype_policies.deserialize.

    >>> import teachflow as tf
    >>> data = tf.keras.dtype_policies.serialize(tf.keras.DTypePolicy("float64"))
    >>> tf.keras.dtype_policies.deserialize(data)
    <DTypePolicy "float64">
    """
    return DTypePolicy(**config["config"])


__all__ = ["DTypePolicy", "deserialize", "get", "serialize"]

__getattr__ = _looking_up(__name__)
