"""What a picture of a tape says of values: types, values, gradients in a few words."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.eager.memory import Ghost
from teachflow.ops.arrays.indexed_slices import IndexedSlices
from teachflow.texts import text
from teachflow.viz import labels
from teachflow.viz.diagram import Badge
from teachflow.viz.questions.badges import gradient_badges, value_badges, value_lines


def held(value: Any) -> Any:
    """The array that a tensor or a variable holds; None for what is no array."""
    if type(value) is Ghost:
        return None
    array = value.cell.read() if hasattr(value, "cell") else value.array
    if isinstance(array, (str, bytes, int, float, complex)):
        array = np.asarray(array, object if isinstance(array, bytes) else None)
    return array if isinstance(array, (np.ndarray, np.generic)) else None


def value_text(value: Any) -> str:
    """A value of at most four elements; nothing for a larger one."""
    array = held(value)
    return "" if array is None else labels.value_text(array) or ""


def badges_of(value: Any) -> tuple[Badge, ...]:
    """What a tensor or a variable holds."""
    return value_badges(held(value))


def gradient_badges_of(found: Any) -> tuple[Badge, ...]:
    """What flowed back: numbers, rows with their numbers, or a mark."""
    if type(found) is IndexedSlices:
        rows, values = (
            (value_lines(held(part)) or ["?"])[0]
            for part in (found.indices, found.values)
        )
        return (Badge("gradient", text("tape.rows", rows=rows, values=values)),)
    return gradient_badges(held(found) if hasattr(found, "array") else found)


def named(badge: Badge, name: str) -> Badge:
    """A badge of one of several values."""
    return Badge(badge.kind, text("tape.of", name=name, text=badge.text))


def type_text(value: Any) -> str:
    """The dtype and the shape: ``float32 (2, 3)``."""
    dtype = labels.dtype_text(value.dtype)
    return f"{dtype} {labels.shape_text(value.shape)}"
