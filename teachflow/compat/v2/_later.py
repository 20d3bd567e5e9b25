"""Parts of the eager face that are imported when they are first asked for."""

from __future__ import annotations

from typing import Final

PARTS: Final[dict[str, str]] = {}
"""The name of a part to the module that it is."""
