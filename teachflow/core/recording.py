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
