"""``Trackable``: objects whose attributes a checkpoint follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

WAITING = "_waiting_restores"
"""The attribute that holds what wants to know of new attributes, if anything does."""


class Trackable:
    """The base of what ``tf.train.Checkpoint`` saves with all that hangs on it.

    A restored checkpoint may hold values of variables that are made later: it waits for
    the attribute by which they become part of an object.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        waiting: list[Callable[[str, Any], None]] | None = self.__dict__.get(WAITING)
        for tell in waiting or ():
            tell(name, value)
