"""Keras's objects as nested plain data, and objects of such data.

An object is ``{"module", "class_name", "config", "registered_name"}``. The packages
say by name what there is (``PUBLIC``), since they all stand above this file.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

import teachflow.compat.v2 as tf
from teachflow.core.dtypes import DType
from teachflow.core.operand import Operand
from teachflow.core.shapes import TensorShape
from teachflow.keras.config import standardize_dtype
from teachflow.keras.keras_tensor import KerasTensor
from teachflow.keras.saving.registration import (
    custom_object_scope,
    get_registered_name,
    get_registered_object,
)

PUBLIC: Final[dict[str, Any]] = {}
"""Class or function names to what they mean, for all packages together."""

_PLAIN = (str, int, float, bool, type(None))


def offer(*objects: Any) -> None:
    """Makes classes and functions known by their names."""
    for item in objects:
        PUBLIC.setdefault(item.__name__, item)
        PUBLIC[f"{public_module(item)}.{item.__name__}"] = item


def serialize_keras_object(obj: Any) -> Any:
    """``obj`` as plain data. Source: tf.keras.utils.serialize_keras_object.

    >>> import teachflow as tf
    >>> tf.keras.utils.serialize_keras_object(tf.keras.initializers.Zeros())
    {'module': 'keras.initializers', 'class_name': 'Zeros', 'config': {}, \
'registered_name': None}
    """
    if isinstance(obj, _PLAIN):
        return obj
    if isinstance(obj, dict):
        return {key: serialize_keras_object(value) for key, value in obj.items()}
    if isinstance(obj, list):
        return [serialize_keras_object(value) for value in obj]
    if isinstance(obj, tuple):
        return tuple([serialize_keras_object(value) for value in obj])
    if isinstance(obj, KerasTensor):
        history = obj._keras_history
        kept = None
        if history is not None and history.operation is not None:
            kept = [history.operation.name, history.node_index, history.tensor_index]
        config = {"shape": obj.shape, "dtype": obj.dtype, "keras_history": kept}
        return {"class_name": "__keras_tensor__", "config": config}
    if isinstance(obj, TensorShape):
        return obj.as_list()
    if isinstance(obj, Operand):
        value = np.asarray(obj)
        config = {"value": value.tolist(), "dtype": standardize_dtype(obj.dtype)}
        return {"class_name": "__tensor__", "config": config}
    if isinstance(obj, np.ndarray) and obj.ndim:
        config = {"value": obj.tolist(), "dtype": standardize_dtype(obj.dtype)}
        return {"class_name": "__numpy__", "config": config}
    if isinstance(obj, (np.ndarray, np.generic)):
        return obj.item()
    if isinstance(obj, DType):
        return obj.name
    if isinstance(obj, types.FunctionType) and obj.__name__ == "<lambda>":
        raise ValueError(
            "A `lambda` has no name to be written down under. Define a function with "
            "`def` and register it by `@tf.keras.saving.register_keras_serializable()`."
        )
    return _object(obj)


def _object(obj: Any) -> dict[str, Any]:
    is_function = isinstance(obj, types.FunctionType)
    kind = obj if is_function else type(obj)
    if is_function:
        config: Any = obj.__name__
    else:
        if not hasattr(obj, "get_config"):
            raise TypeError(
                f"Cannot serialize object {obj} of type {type(obj)}. To be "
                "serializable, a class must implement the `get_config()` method."
            )
        config = _plain_config(obj.get_config())
    if is_public(kind):
        written: dict[str, Any] = {
            "module": public_module(kind),
            "class_name": "function" if is_function else kind.__name__,
            "config": config,
            "registered_name": None,
        }
        if is_function:
            written = {**written, "module": "builtins"}
            written["registered_name"] = "function"
    else:
        written = {
            "module": "builtins" if is_function else kind.__module__,
            "class_name": "function" if is_function else kind.__name__,
            "config": config,
            "registered_name": get_registered_name(kind),
        }
    built: Any = obj.get_build_config() if hasattr(obj, "get_build_config") else None
    if built is not None and getattr(obj, "built", True):
        written["build_config"] = serialize_keras_object(built)
    if hasattr(obj, "compile"):
        compiled: Any = obj.get_compile_config()
        written["compile_config"] = serialize_keras_object(compiled or {})
    return written


def _plain_config(config: dict[str, Any]) -> dict[str, Any]:
    return {key: serialize_keras_object(value) for key, value in config.items()}


def is_public(kind: Any) -> bool:
    """Whether a class or function is the house's own, known by its name."""
    return PUBLIC.get(f"{public_module(kind)}.{kind.__name__}") is kind


def public_module(kind: Any) -> str:
    """Where Keras has a class of the house: ``keras.layers`` and its like."""
    parts = str(kind.__module__).split(".")[2:]
    if not parts or parts[0] == "models":
        return "keras"
    if parts[:2] == ["optimizers", "schedules"]:
        return "keras.optimizers.schedules"
    return f"keras.{parts[0]}"


def deserialize_keras_object(
    config: Any,
    custom_objects: Mapping[str, Any] | None = None,
    safe_mode: bool = True,
    module_objects: Mapping[str, Any] | None = None,
) -> Any:
    """The object that ``config`` describes, as ``serialize_keras_object`` wrote it.

    Raises ``TypeError`` for a class that nobody made known: name it in
    ``custom_objects``, or register it. Unlike TensorFlow, ``safe_mode`` changes
    nothing: Python code is never written down, and none is run. Source:
    tf.keras.utils.deserialize_keras_object.
    """
    if isinstance(config, str) and module_objects and config in module_objects:
        return module_objects[config]
    if isinstance(config, str) and custom_objects and config in custom_objects:
        return custom_objects[config]
    if isinstance(config, _PLAIN):
        return config
    if isinstance(config, (list, tuple)):
        parts = [deserialize_keras_object(part, custom_objects) for part in config]
        return type(config)(parts)
    if not isinstance(config, dict):
        raise TypeError(f"Could not parse config: {config}")
    name = config.get("class_name")
    if name is None or ("config" not in config and name != "__tuple__"):
        return {
            key: deserialize_keras_object(value, custom_objects)
            for key, value in config.items()
        }
    if name == "__tuple__":
        parts = [deserialize_keras_object(x, custom_objects) for x in config["items"]]
        return tuple(parts)
    inner = config["config"] or {}
    if name == "__keras_tensor__":
        tensor = KerasTensor(inner["shape"], inner["dtype"])
        tensor.written_history = inner["keras_history"]  # type: ignore[attr-defined]
        return tensor
    if name == "__tensor__":
        return tf.constant(inner["value"], inner["dtype"])
    if name == "__numpy__":
        return np.array(inner["value"], inner["dtype"])
    if name == "function":
        return _found(str(inner), config, custom_objects, module_objects)
    cls = _found(name, config, custom_objects, module_objects)
    if not isinstance(cls, type):
        return cls
    with custom_object_scope(dict(custom_objects or {})):
        instance = cls.from_config(inner)  # type: ignore[attr-defined]
    if config.get("build_config") and not getattr(instance, "built", True):
        instance.build_from_config(config["build_config"])
    return instance


def _found(
    name: str,
    config: dict[str, Any],
    custom_objects: Mapping[str, Any] | None,
    module_objects: Mapping[str, Any] | None,
) -> Any:
    for key in (config.get("registered_name"), name):
        if key:
            own = get_registered_object(key, custom_objects)
            if own is not None:
                return own
    full = f"{config.get('module')}.{name}"  # a loss and a metric share names
    if full in PUBLIC:
        return PUBLIC[full]
    if module_objects and name in module_objects:
        return module_objects[name]
    if name in PUBLIC:
        return PUBLIC[name]
    raise TypeError(
        f"Could not locate class '{name}'. Make sure custom classes and functions are "
        "decorated with `@keras.saving.register_keras_serializable()`. Full object "
        f"config: {config}"
    )


def named(
    identifier: Any,
    table: Mapping[str, Any],
    word: str,
    make: bool = True,
    registered: bool = True,
) -> Any:
    """What a name, configuration, class or object means among ``table``.

    Names may also be those of ``registered`` objects, which come first. Classes are
    called without arguments (``make``). Raises ``ValueError`` with
    ``word`` for what means nothing.
    """
    if identifier is None:
        return None
    found = identifier
    if isinstance(identifier, dict):
        found = deserialize_keras_object(identifier, module_objects=table)
    elif isinstance(identifier, str):
        found = get_registered_object(identifier) if registered else None
        found = found or table.get(identifier)
        if found is None:
            raise ValueError(f"Could not interpret {word} identifier: {identifier}")
    if not callable(found):
        raise ValueError(f"Could not interpret {word} identifier: {identifier}")
    return found() if make and isinstance(found, type) else found
