"""One docstring for two functions that do the same with other arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

_Function = TypeVar("_Function", bound=Callable[..., Any])


def told_by(other: Callable[..., Any]) -> Callable[[_Function], _Function]:
    """The decorator that gives a function the docstring of ``other``, and its name."""

    def tell(function: _Function) -> _Function:
        function.__doc__ = other.__doc__
        function.__name__ = function.__qualname__ = other.__name__
        return function

    return tell
