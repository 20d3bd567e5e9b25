"""Argument scopes: default arguments of marked functions inside a block.

Source: tf.contrib.framework of TensorFlow 1.15, and through it slim.
"""

from __future__ import annotations

import functools
import inspect
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Scope = dict[Callable[..., Any], dict[str, Any]]
"""Defaults by the function, undecorated, that they are for."""


class _Open(threading.local):
    def __init__(self) -> None:
        self.scopes: list[Scope] = [{}]


_open = _Open()


def current_arg_scope() -> Scope:
    """The defaults that hold here. Source: tf.contrib.framework.current_arg_scope."""
    return _open.scopes[-1]


def add_arg_scope(function: Callable[..., Any]) -> Callable[..., Any]:
    """Marks ``function`` as one whose keyword arguments ``arg_scope`` may set.

    Source: tf.contrib.framework.add_arg_scope.
    """

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        defaults = current_arg_scope().get(function, {})
        return function(*args, **{**defaults, **kwargs})

    call.arg_scoped = function  # type: ignore[attr-defined]
    return call


def has_arg_scope(function: Callable[..., Any]) -> bool:
    """Whether ``add_arg_scope`` has marked ``function``.

    Source: tf.contrib.framework.has_arg_scope.
    """
    return hasattr(function, "arg_scoped")


def arg_scoped_arguments(function: Callable[..., Any]) -> tuple[str, ...]:
    """The keyword arguments of a marked function that a scope may set.

    Raises ``ValueError`` for a function that is not marked. Source:
    tf.contrib.framework.arg_scoped_arguments.
    """
    parameters = inspect.signature(_marked(function)).parameters.values()
    return tuple(
        parameter.name
        for parameter in parameters
        if parameter.default is not parameter.empty
    )


@contextmanager
def arg_scope(list_ops_or_scope: Any, **kwargs: Any) -> Iterator[Scope]:
    """A block in which the functions of a list get ``kwargs`` as default arguments.

    A scope that an earlier block yielded may be opened again, without ``kwargs``.
    Raises ``ValueError`` for a function that ``add_arg_scope`` has not marked,
    ``TypeError`` for another first argument. Source: tf.contrib.framework.arg_scope.

    >>> @add_arg_scope
    ... def layer(size, activation="none"):
    ...     return f"{size} {activation}"
    >>> with arg_scope([layer], activation="relu"):
    ...     print(layer(3), layer(3, activation="tanh"))
    3 relu 3 tanh
    """
    if isinstance(list_ops_or_scope, dict):
        if kwargs:
            raise ValueError(
                "When attempting to re-use a scope by suppling a dictionary, kwargs "
                "must be empty."
            )
        scope = dict(list_ops_or_scope)
    elif isinstance(list_ops_or_scope, (list, tuple)):
        scope = dict(current_arg_scope())
        for function in map(_marked, list_ops_or_scope):
            scope[function] = {**scope.get(function, {}), **kwargs}
    else:
        raise TypeError(
            "list_ops_or_scope must either be a list/tuple or reused scope (i.e. dict)"
        )
    _open.scopes.append(scope)
    try:
        yield scope
    finally:
        _open.scopes.pop()


def _marked(function: Callable[..., Any]) -> Callable[..., Any]:
    if not has_arg_scope(function):
        name = getattr(function, "__qualname__", repr(function))
        raise ValueError(f"{name} is not decorated with @add_arg_scope")
    inner: Callable[..., Any] = function.arg_scoped  # type: ignore[attr-defined]
    return inner
