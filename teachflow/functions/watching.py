"""Who wants to know which functions run: most of the time nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

seen: list[Callable[[Any], None]] = []
"""What is told of each concrete function that is run in eager code."""


def tell(concrete: Any) -> None:
    """Tells all who want to know that ``concrete`` runs."""
    for told in tuple(seen):
        told(concrete)
