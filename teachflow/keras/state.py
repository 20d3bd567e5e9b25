"""What Keras remembers between calls: names given so far, open scopes, settings.

All of it belongs to the thread. ``clear_session`` forgets the names and scopes; the
settings (``floatx`` and its kin) are the process's.
"""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class _Session(threading.local):
    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forgets everything."""
        self.uids: defaultdict[str, int] = defaultdict(int)
        self.scopes: list[tuple[str, Any, str | None]] = []
        self.call_context: Any = None
        self.attributes: dict[str, Any] = {}
        self.symbolic_depth = 0


session = _Session()
"""The names, scopes and other state of this thread."""


def clear_session(free_memory: bool = True) -> None:
    """Forgets which names were given, so that the next layer is ``dense`` again.

    ``free_memory`` changes nothing: what nobody holds is freed at once. Source:
    tf.keras.backend.clear_session.

    >>> import teachflow as tf
    >>> tf.keras.backend.clear_session()
    >>> tf.keras.layers.Dense(1).name, tf.keras.layers.Dense(1).name
    ('dense', 'dense_1')
    """
    session.clear()


def get_global_attribute(name: str, default: Any = None) -> Any:
    """What ``set_global_attribute`` stored in this session, or ``default``."""
    return session.attributes.get(name, default)


def set_global_attribute(name: str, value: Any) -> None:
    """Stores ``value`` until the session is cleared."""
    session.attributes[name] = value


def to_snake_case(name: str) -> str:
    """``LayerNormalization`` as ``layer_normalization``.

    >>> to_snake_case("LayerNormalization"), to_snake_case("MaxPooling2D")
    ('layer_normalization', 'max_pooling2d')
    """
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


def uniquify(name: str) -> str:
    """``name``, numbered where it was given before."""
    count = session.uids[name]
    session.uids[name] += 1
    return f"{name}_{count}" if count else name


def auto_name(class_name: str) -> str:
    """The name of an object that was given none: its class's, numbered."""
    return uniquify(to_snake_case(class_name))


def get_uid(prefix: str = "") -> int:
    """The next number after ``prefix``. Source: tf.keras.backend.get_uid."""
    session.uids[prefix] += 1
    return session.uids[prefix]


class path_scope:  # noqa: N801 (used as a function; a class is what is quickest)
    """A part of the paths of the variables that are made inside.

    A caller that is already the innermost opens nothing; a caller that knows the path
    above it (``_parent_path``) is put there, wherever it is called from.
    """

    __slots__ = ("_caller", "_depth", "_name")

    def __init__(self, name: str, caller: Any = None) -> None:
        if not isinstance(name, str) or "/" in name:
            raise ValueError(
                "Argument `name` must be a string and cannot contain character `/`. "
                f"Received: name={name}"
            )
        self._name = name
        self._caller = caller
        self._depth = -1

    def __enter__(self) -> None:
        scopes = session.scopes
        caller = self._caller
        if scopes and caller is not None:
            name, last, _ = scopes[-1]
            if last is caller and name == self._name:
                return
        self._depth = len(scopes)
        scopes.append((self._name, caller, getattr(caller, "_parent_path", None)))

    def __exit__(self, *error: object) -> None:
        if self._depth >= 0:
            del session.scopes[self._depth :]
            self._depth = -1


def current_path() -> str:
    """The names of the open scopes, joined by slashes."""
    parts: list[str] = []
    for name, _, parent in session.scopes:
        if parent is not None:
            parts = [part for part in parent.split("/") if part]
        parts.append(name)
    return "/".join(parts)


@contextmanager
def symbolic_scope() -> Iterator[None]:
    """A scope in which only shapes are asked for: variables keep their values."""
    session.symbolic_depth += 1
    try:
        yield
    finally:
        session.symbolic_depth = max(0, session.symbolic_depth - 1)


def in_symbolic_scope() -> bool:
    """Whether only shapes are asked for."""
    return session.symbolic_depth > 0
