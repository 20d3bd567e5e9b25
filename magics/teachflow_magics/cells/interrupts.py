"""An interrupt while nodes are taken away: it waits until the cell itself begins.

One that comes when the cell has ended, while account is taken of it, is too late.
"""

from __future__ import annotations

import ast
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class _Interrupted(ast.NodeTransformer):
    """In place of the next code it raises ``KeyboardInterrupt``, once."""

    def __init__(self) -> None:
        self._pending = True

    def visit(self, node: Any) -> Any:
        """The code, or a ``raise`` in its place."""
        if self._pending and isinstance(node, ast.Module):
            self._pending = False
            node.body = ast.parse("raise KeyboardInterrupt").body
        return node


@contextmanager
def held() -> Iterator[list[int]]:
    """A block that an interrupt does not leave half done; yields those that came."""
    came: list[int] = []
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is None
    ):
        yield came
        return
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield came
    finally:
        signal.signal(signal.SIGINT, before)


def stop(shell: Any) -> None:
    """Interrupts the cell that is about to run, before its first line."""
    shell.ast_transformers.append(_Interrupted())


def forget(shell: Any) -> None:
    """The cell has ended: no interrupt of its beginning is left for the next."""
    shell.ast_transformers[:] = [
        item for item in shell.ast_transformers if not isinstance(item, _Interrupted)
    ]
