"""What a tape remembers beside its calls, so that a missing gradient can be explained.

Nothing of it is needed to differentiate, so it must cost next to nothing: a list of the
ops that touched nothing watched, and, where a path ends, the line of the program.
"""

from __future__ import annotations

import sys
import weakref
from collections import deque
from collections.abc import Sequence
from typing import Any

import numpy as np

from teachflow.core.registry import Call

Line = tuple[str, int]
"""A file and a line in it."""

_MOST_OTHERS = 500
_MOST_BYTES = 1 << 22


class Ghost:
    """What is left of a tensor that was let go: dtype, shape, and itself if alive."""

    __slots__ = ("dtype", "of", "shape")

    def __init__(self, tensor: Any) -> None:
        self.dtype = tensor.dtype
        self.shape = tensor.shape
        self.of = weakref.ref(tensor)


class Paused:
    """Stands for a tape while it does not record, and remembers what it missed."""

    def __init__(self) -> None:
        self.missed: deque[Call] = deque(maxlen=_MOST_OTHERS)

    def see(self, call: Call) -> None:
        """Keeps the call for explanations alone."""
        self.missed.append(call)


class Memory:
    """What one recording remembers for explanations."""

    def __init__(self) -> None:
        self.others: deque[Call] = deque(maxlen=_MOST_OTHERS)  # touched nothing watched
        self.ends: list[tuple[Call, Line | None]] = []  # nothing flows through these
        self.ends_at: list[int] = []  # how many calls were recorded before each
        self.gone: list[tuple[Any, Line | None]] = []  # tensors that NumPy took
        self.turns: dict[int, Line | None] = {}  # id of a call that made integers
        self.watches: dict[int, int] = {}  # id -> how many calls were recorded before
        self._paused: Paused | None = None
        self.calls: Sequence[Call] = ()
        self.watched: dict[int, Any] = {}

    @property
    def paused(self) -> Paused:
        """What stands for the tape while it does not record."""
        if self._paused is None:
            self._paused = Paused()
        return self._paused

    def end(self, call: Call, position: int) -> None:
        """Remembers an op that hands no gradient on."""
        self.ends.append((call, _line()))
        self.ends_at.append(position)

    def turned(self, call: Call) -> None:
        """Remembers where a recorded op made integers."""
        self.turns[id(call)] = _line()

    def left(self, tensor: Any) -> None:
        """Remembers that NumPy or Python took a value."""
        self.gone.append((tensor, _line()))

    def watching(self, tensor: Any, position: int) -> None:
        """Remembers when ``watch`` was called."""
        self.watches.setdefault(id(tensor), position)

    def keep(self, calls: Sequence[Call], watched: dict[int, Any]) -> None:
        """Keeps the calls of a tape that is used up; of large ones without values."""
        size = 0
        for call in calls:
            for output in call.outputs:
                array = getattr(output, "array", None)
                if type(array) is np.ndarray:
                    size += array.nbytes
        self.calls, self.watched = calls, watched
        if size > _MOST_BYTES:
            self._let_go()

    def _let_go(self) -> None:
        ghosts: dict[int, Any] = {}

        def ghost(tensor: Any) -> Any:
            if not hasattr(tensor, "array"):
                return tensor  # variables live on without us
            if id(tensor) not in ghosts:
                ghosts[id(tensor)] = Ghost(tensor)
            return ghosts[id(tensor)]

        def faded(call: Call) -> Call:
            inputs = tuple([ghost(tensor) for tensor in call.inputs])
            return Call(call.opdef, inputs, {}, [ghost(out) for out in call.outputs])

        pairs = [(call, faded(call)) for call in self.calls]
        self.calls = [after for _, after in pairs]
        self.turns = {
            id(after): self.turns[id(call)]
            for call, after in pairs
            if id(call) in self.turns
        }
        self.ends = [(faded(call), line) for call, line in self.ends]
        self.gone = [(ghost(tensor), line) for tensor, line in self.gone]
        for kept in (self.others, self.paused.missed):
            calls = [faded(call) for call in kept]
            kept.clear()
            kept.extend(calls)
        self.watched = {id(ghost(t)): ghost(t) for t in self.watched.values()}


def _line() -> Line | None:
    """Where the program called the library."""
    frame: Any = sys._getframe(2)
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name.partition(".")[0] not in ("teachflow", "numpy", "contextlib"):
            return frame.f_code.co_filename, frame.f_lineno
        frame = frame.f_back
    return None
