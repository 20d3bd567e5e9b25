"""Lines of the user's that nodes come from, for errors while they run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

Line = tuple[str, int, str]
"""A file, a line in it, and the function that it is in."""

_PACKAGE = str(Path(__file__).parents[2])


def users_line() -> Line | None:
    """The innermost line on the stack that is not the engine's."""
    frame: Any = sys._getframe(2)
    while frame is not None:
        code = frame.f_code
        if not code.co_filename.startswith(_PACKAGE):
            return code.co_filename, frame.f_lineno, code.co_name
        frame = frame.f_back
    return None
