"""What a picture of a tape says of values: types, values, gradients in a few words."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.ops.arrays.indexed_slices import IndexedSlices
from teachflow.texts import text
from teachflow.viz.diagram import Badge
from teachflow.viz.drawing import labels
from teachflow.viz.questions.badges import gradient_badges, value_badges, value_lines
from teachflow.viz.tapes.record import is_variable


def held(value: Any) -> Any:
    """The array that a tensor or a variable holds; None for what is no array."""
    array = value.cell.read() if is_variable(value) else getattr(value, "array", None)
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


def gradient_badges_of(found: Any, value: Any, watched: bool) -> tuple[Badge, ...]:
    """What flowed back to a value: numbers, rows with their numbers, or a mark."""
    if found is None:
        reason = "" if watched else text("tape.not_watched")
        if not value.dtype.base_dtype.is_differentiable:
            dtype = labels.dtype_text(value.dtype)
            reason = text("questions.marks.no_floats", dtype=dtype)
        return gradient_badges(None, reason)
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


def shape_label(value: Any, usual: str) -> str:
    """What stands beside an arrow: the shape, and the dtype where it is not the usual.

    Nothing for a scalar, and nothing where no value is carried.
    """
    if value is None:
        return ""
    shown = type_text(value).removeprefix(f"{usual} ")
    return "" if shown == "scalar" else shown
