"""Whether calls are being converted on this thread, and functions that never are."""

from __future__ import annotations

import functools
import inspect
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

ARTIFACT = "autograph_info__"  # the mark on functions that need no conversion


class _Status(threading.local):
    def __init__(self) -> None:
        self.enabled = False


status = _Status()
"""This thread's status."""


@contextmanager
def conversion(enabled: bool) -> Iterator[None]:
    """A scope in which what converted code calls is converted, or is not."""
    before, status.enabled = status.enabled, enabled
    try:
        yield
    finally:
        status.enabled = before


def artifact(function: Any) -> Any:
    """``function``, marked as one that needs no conversion."""
    target = function.__func__ if inspect.ismethod(function) else function
    setattr(target, ARTIFACT, {})
    return function


def is_artifact(function: Any) -> bool:
    """Whether ``function`` needs no conversion."""
    return hasattr(function, ARTIFACT)


def do_not_convert(func: Callable[..., Any] | None = None) -> Any:
    """Returns ``func`` as one that AutoGraph leaves as it is, with all that it calls.

    Source: tf.autograph.experimental.do_not_convert.

    >>> import teachflow as tf
    >>> @tf.autograph.experimental.do_not_convert
    ... def sign(x):
    ...     return 1 if x > 0 else -1
    >>> sign(tf.constant(3))
    1
    """
    if func is None:
        return do_not_convert

    @functools.wraps(func)
    def call(*args: Any, **kwargs: Any) -> Any:
        with conversion(False):
            return func(*args, **kwargs)

    return artifact(call)
