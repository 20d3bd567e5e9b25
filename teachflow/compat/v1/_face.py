"""How the graph face offers a function: at home in the default graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core.home import face
from teachflow.graph.defaults import get_default_graph


def at_home(function: Callable[..., Any]) -> Callable[..., Any]:
    """``function``, happening in the default graph where nothing else decides."""
    return face(function, get_default_graph)
