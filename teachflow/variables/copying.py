"""Copies of eager variables: all that the original keeps, and a place of their own."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np

from teachflow.core.cell import Cell


def copied(variable: Any, memo: Any) -> Any:
    """A variable of the same class with the same value, which shares nothing."""
    kind: Any = type(variable)
    copy = kind.__new__(kind)
    memo[id(variable)] = copy
    for slot in _slots(kind):
        if slot != "cell" and hasattr(variable, slot):
            setattr(copy, slot, getattr(variable, slot))
    copy.__dict__.update(deepcopy(variable.__dict__, memo))
    copy.cell = Cell(variable.cell.name)
    copy.cell.write(np.array(variable.cell.value))
    return copy


def _slots(kind: type) -> list[str]:
    """The names of all that an object of ``kind`` keeps in slots."""
    return [
        slot
        for parent in kind.__mro__
        for slot in parent.__dict__.get("__slots__", ())
        if not slot.startswith("__")
    ]
