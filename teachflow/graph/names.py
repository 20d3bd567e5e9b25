"""Unique names and name scopes, exactly as TensorFlow makes them.

Names are compared without regard to case (``MSE`` beside ``mse`` becomes ``MSE_1``).
The current scope belongs to the thread, the names in use to the graph.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from teachflow.graph.owning.making import Maker, current

if TYPE_CHECKING:
    from teachflow.graph.graph import Graph

_VALID_OP_NAME = re.compile(r"^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$")
_VALID_SCOPE_NAME = re.compile(r"^[A-Za-z0-9_.\\/>-]*$")


class _Current(threading.local):
    scope = ""


class Names:
    """The names of one graph, and each thread's current scope in it.

    >>> import teachflow.compat.v1 as tf
    >>> names = tf.Graph().names
    >>> names.unique("mse"), names.unique("MSE")
    ('mse', 'MSE_1')
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._reserved = graph.reserved
        self._turns = self._reserved.turns  # empty, mostly
        # A count only saves looking: so many of ``x``, ``x_1`` ... are in use at least.
        self._used: dict[str, int] = {}
        self._makers: dict[str, Maker] = {}
        self._current = _Current()

    @property
    def scope(self) -> str:
        """This thread's scope without a slash at the end; empty at the top."""
        return self._current.scope

    def go_to(self, scope: str) -> None:
        """``scope`` is this thread's from here on."""
        self._current.scope = scope

    def unique(self, name: str, mark_as_used: bool = True) -> str:
        """Returns ``name`` under the current scope, numbered if it is in use."""
        scope = self._current.scope
        if scope:
            name = f"{scope}/{name}"
        used, turns = self._used, self._turns
        base = key = name.lower()
        number = used.get(base, 0)
        passes = False  # by a name that is reserved for others
        if number or turns:
            if number:
                key = f"{base}_{number}"
            while key in used or (turns and self._reserved.refuses(key)):
                passes = passes or key not in used
                number += 1
                key = f"{base}_{number}"
            if number:
                name = key if name == base else f"{name}_{number}"
        if mark_as_used:
            maker = current.maker
            if maker is not None:  # first: no name in use lacks its maker
                if maker is not self._graph.builder:
                    self._graph.hand_over(maker)
                self._makers[key] = maker
            used[key] = 1
            if number and not passes:
                used[base] = number + 1
            if turns:
                self._reserved.take(key)
        return name

    def forget(self, name: str) -> None:
        """Frees a name whose node was never finished."""
        self._used.pop(name.lower(), None)
        self._makers.pop(name.lower(), None)

    def maker(self, name: str) -> Maker | None:
        """Who has made a name, which is in use."""
        return self._makers.get(name.lower())

    def made_by(self, makers: Collection[Maker]) -> list[str]:
        """The names in use that one of ``makers`` has made."""
        return [name for name, made in self._makers.items() if made in makers]

    def release(self, names: Iterable[str]) -> None:
        """Frees names, so that they are given again as if they had never been.

        Each is reserved for its maker.
        """
        used = self._used
        for name in names:
            key = name.lower()
            used.pop(key, None)
            self._reserved.put(key, self._makers.pop(key, None))
            base, _, number = key.rpartition("_")
            if number.isdigit() and base in used:
                used[base] = max(1, min(used[base], int(number)))

    @contextmanager
    def enter(self, name: str | None) -> Iterator[str]:
        """A scope; yields its prefix with a slash, or '' at the top.

        A name that ends in a slash re-enters that very scope; None or '' goes to the
        top.
        """
        current = self._current
        before = current.scope
        if not name:
            scope = ""
        elif not isinstance(name, str):
            raise TypeError(
                f"A name is a string, not {name!r} of type {type(name).__name__!r}: "
                f"expected string or bytes-like object, got {type(name).__name__!r}."
            )
        elif name[-1] == "/":
            scope = name[:-1]
        else:
            valid = _VALID_SCOPE_NAME if before else _VALID_OP_NAME
            if not valid.match(name):
                raise ValueError(
                    f"'{name}' is not a valid root scope name: use letters, digits and "
                    f". _ - / > only"
                    + ("." if before else ", and begin with a letter, digit or dot.")
                )
            scope = self.unique(name)
        current.scope = scope
        try:
            yield scope + "/" if scope else ""
        finally:
            current.scope = before
