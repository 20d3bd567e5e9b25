"""How the eager face offers a function: at home where ops compute at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core.home import face
from teachflow.eager.home import EAGER, EagerHome


def eager() -> EagerHome:
    """The home of the eager face."""
    return EAGER


def at_home(function: Callable[..., Any]) -> Callable[..., Any]:
    """``function``, happening eagerly where nothing else decides."""
    return face(function, eager)
