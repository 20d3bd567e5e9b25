"""This thread's recording tapes: what a home shows each call that it makes happen."""

from __future__ import annotations

import threading
from typing import Any

from teachflow.core.registry import Call


class _Tapes(threading.local):
    def __init__(self) -> None:
        self.stack: list[Any] = []


tapes = _Tapes()
"""This thread's recording tapes; ``see(call)`` shows one a call."""


def record(call: Call) -> None:
    """Shows a call to every tape; each keeps what touches something it watches."""
    for tape in tapes.stack:
        tape.see(call)


def mention(call: Call) -> None:
    """Shows a call through which nothing flows to the tapes that remember such."""
    for tape in tapes.stack:
        remember = getattr(tape, "remember_end", None)
        if remember is not None:
            remember(call)


def leaving(tensor: Any) -> None:
    """Says to the tapes that remember it that NumPy or Python took a value."""
    for tape in tapes.stack:
        remember = getattr(tape, "remember_leaving", None)
        if remember is not None:
            remember(tensor)
