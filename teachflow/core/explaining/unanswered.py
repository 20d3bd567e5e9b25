"""Which gradient was None last: so that an error further on can say where it is from.

Only the last question of each thread is kept, and nothing is kept alive by it.
"""

from __future__ import annotations

import contextlib
import threading
import weakref
from collections.abc import Iterable
from typing import Any


class _Last(threading.local):
    def __init__(self) -> None:
        self.tape: Any = None
        self.target: Any = None
        self.source: Any = None


_last = _Last()


def answered(tape: Any, target: Any, sources: Iterable[Any], found: Any) -> None:
    """Notes what a question for gradients gave; ``tape`` is None in a graph."""
    source = next((s for s, g in zip(sources, found, strict=True) if g is None), None)
    refs = None
    if source is not None:
        # Slices, as of a gradient that is differentiated again, cannot be referred to.
        with contextlib.suppress(TypeError):
            refs = weakref.ref(target), weakref.ref(source)
    if refs is None:
        _last.tape = _last.target = _last.source = None
        return
    _last.tape = None if tape is None else weakref.ref(tape)
    _last.target, _last.source = refs


def unanswered() -> tuple[Any, Any, Any] | None:
    """Tape (None in a graph), target and source of the last None that was given.

    None where the last question was answered, or what it was about is forgotten.

    >>> import teachflow as tf
    >>> x, y = tf.Variable(1.0), tf.constant(2.0)
    >>> with tf.GradientTape() as tape:
    ...     z = y * 3.0
    >>> tape.gradient(z, x)
    >>> unanswered() == (tape, z, x)
    True
    """
    if _last.source is None:
        return None
    tape = None if _last.tape is None else _last.tape()
    target, source = _last.target(), _last.source()
    if target is None or source is None or (_last.tape is not None and tape is None):
        return None
    return tape, target, source
