"""Who has a say in how variables are made: the creators of the open scopes."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Creator = Callable[..., Any]


class _Thread(threading.local):
    def __init__(self) -> None:
        self.creators: list[Creator] = []


_thread = _Thread()

_ORDER = (
    "initial_value",
    "trainable",
    "validate_shape",
    "caching_device",
    "name",
    "variable_def",
    "dtype",
    "import_scope",
    "constraint",
    "synchronization",
    "aggregation",
    "shape",
)
_DEFAULTS = {"validate_shape": True}


@contextmanager
def variable_creator_scope(variable_creator: Creator) -> Iterator[None]:
    """A scope in which ``variable_creator`` makes the variables.

    It is called as ``variable_creator(next_creator, **kwargs)``, with every argument of
    ``tf.Variable``, and returns what ``next_creator(**kwargs)`` makes, or what it
    likes. The innermost scope's is asked first. Source: tf.variable_creator_scope.

    >>> import teachflow as tf
    >>> def frozen(next_creator, **kwargs):
    ...     return next_creator(**{**kwargs, "trainable": False})
    >>> with tf.variable_creator_scope(frozen):
    ...     tf.Variable(1.0).trainable
    False
    """
    before = _thread.creators
    _thread.creators = [*before, variable_creator]
    try:
        yield
    finally:
        _thread.creators = before


def create(make: Creator, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """What ``make`` makes, unless a scope has a say."""
    if not _thread.creators:
        return make(*args, **kwargs)
    given = dict.fromkeys(_ORDER) | _DEFAULTS | dict(zip(_ORDER, args, strict=False))
    maker = make
    for creator in _thread.creators:
        maker = functools.partial(creator, maker)
    return maker(**(given | kwargs))
