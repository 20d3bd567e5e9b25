"""Names of your own classes and functions, under which they are written down."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_OBJECTS: dict[str, Any] = {}
_NAMES: dict[Any, str] = {}
_SCOPES: list[dict[str, Any]] = []


def register_keras_serializable(
    package: str = "Custom", name: str | None = None
) -> Callable[[Any], Any]:
    """The decorator that makes a class known as ``package>name``.

    Raises ``ValueError`` for a class without ``get_config``. Source:
    tf.keras.utils.register_keras_serializable.

    >>> import teachflow as tf
    >>> @tf.keras.saving.register_keras_serializable("mine")
    ... def double(x):
    ...     return 2 * x
    >>> tf.keras.saving.get_registered_name(double)
    'mine>double'
    """

    def decorator(item: Any) -> Any:
        known = f"{package}>{name or item.__name__}"
        if inspect.isclass(item) and not hasattr(item, "get_config"):
            raise ValueError(
                "Cannot register a class that does not have a get_config() method."
            )
        _OBJECTS[known] = item
        _NAMES[item] = known
        return item

    return decorator


def get_registered_name(item: Any) -> str:
    """Returns the name that ``item`` was registered under, else its own.

    Source: tf.keras.utils.get_registered_name.

    >>> import teachflow as tf
    >>> tf.keras.utils.get_registered_name(len)
    'len'
    """
    try:
        return _NAMES.get(item) or str(item.__name__)
    except TypeError:  # what cannot be hashed was not registered
        return str(item.__name__)


def get_registered_object(name: str, custom_objects: Any = None) -> Any:
    """Returns what ``name`` means, or None.

    It is looked for in the open scopes, in ``custom_objects``, in what is registered.
    Source: tf.keras.utils.get_registered_object.

    >>> import teachflow as tf
    >>> tf.keras.utils.get_registered_object("mine", {"mine": abs})
    <built-in function abs>
    """
    for scope in reversed(_SCOPES):
        if name in scope:
            return scope[name]
    if custom_objects and name in custom_objects:
        return custom_objects[name]
    return _OBJECTS.get(name)


def get_custom_objects() -> dict[str, Any]:
    """Returns the table of registered objects.

    What is put into it is known from then on.
    Source: tf.keras.utils.get_custom_objects.

    >>> import teachflow as tf
    >>> tf.keras.utils.get_custom_objects()["mine"] = abs
    >>> tf.keras.utils.get_registered_object("mine")
    <built-in function abs>
    >>> del tf.keras.utils.get_custom_objects()["mine"]
    """
    return _OBJECTS


@contextmanager
def custom_object_scope(custom_objects: dict[str, Any]) -> Iterator[None]:
    """A scope in which ``custom_objects`` are known by their names.

    Source: tf.keras.utils.custom_object_scope.

    >>> import teachflow as tf
    >>> with tf.keras.utils.custom_object_scope({"mine": abs}):
    ...     tf.keras.utils.get_registered_object("mine")
    <built-in function abs>
    """
    depth = len(_SCOPES)
    _SCOPES.append(dict(custom_objects))
    try:
        yield
    finally:
        del _SCOPES[depth:]


CustomObjectScope = custom_object_scope
