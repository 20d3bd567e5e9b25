"""Name scopes: in eager code they are part of variables' names, in graphs of nodes'."""

from __future__ import annotations

import threading
from typing import Any

from teachflow.core import home


class _Thread(threading.local):
    prefix = ""


_thread = _Thread()


def full_name(name: str | None, default: str = "Variable") -> str:
    """The name of a new variable: the open scopes' names before its own."""
    if name is None:
        name = default
    if not isinstance(name, str):
        raise ValueError(f"name for name_scope must be a string, not {name!r}.")
    return name[:-1] if name.endswith("/") else _thread.prefix + name


class name_scope:  # noqa: N801 (TensorFlow's name, used like a function)
    """A scope in which variables are called ``name/...``; in a graph all nodes are.

    ``name`` is a string, else ``ValueError``; one that ends in a slash is the whole
    prefix, and "" means none. It may be entered again and again. The scope gives the
    prefix. Source: tf.name_scope.

    >>> import teachflow as tf
    >>> with tf.name_scope("layer") as scope:
    ...     print(scope, tf.Variable(1.0, name="w").name)
    layer/ layer/w:0
    """

    def __init__(self, name: str) -> None:
        if not isinstance(name, str):
            raise ValueError(f"name for name_scope must be a string, not {name!r}.")
        self._name = name
        self._exits: list[Any] = []

    @property
    def name(self) -> str:
        """The name as it was given."""
        return self._name

    def __enter__(self) -> str:
        here = home.innermost()
        if here is not None and here.symbolic:
            scope = here.scope(self._name)
            prefix = scope.__enter__()
            self._exits.append(scope)
            return prefix
        before = _thread.prefix
        if not self._name or self._name.endswith("/"):
            _thread.prefix = self._name
        else:
            _thread.prefix = f"{before}{self._name}/"
        self._exits.append(before)
        return _thread.prefix

    def __exit__(self, *error: Any) -> None:
        before = self._exits.pop()
        if isinstance(before, str):
            _thread.prefix = before
        else:
            before.__exit__(*error)
