"""What a notebook shows of eager things: tensors, variables, rows, tapes.

Scalars and vectors are one line of text, which says all there is in TensorFlow's own
words; a table around them would say no more. So tables begin where text becomes hard to
read: at rank 2.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.texts import text
from teachflow.viz.drawing import labels
from teachflow.viz.reprs import sheet
from teachflow.viz.reprs.grid import element, grid

Bundle = dict[str, str]
_MOST_ROWS = 10


def tensor(value: Any) -> Bundle:
    """A tensor's grid of numbers, for rank 2 and more; nothing for the rest.

    >>> import teachflow as tf
    >>> tensor(tf.constant([1.0, 2.0])), sorted(tensor(tf.zeros([2, 2])))
    ({}, ['text/html'])
    """
    array = value.array
    if not isinstance(array, np.ndarray) or array.ndim < 2:
        return {}
    head = f"tf.Tensor: shape={value.shape}, dtype={value.dtype.name}"
    return {"text/html": sheet.head(head) + grid(array)}


def variable(value: Any) -> Bundle:
    """A variable's grid with its name, and whether it is trained."""
    array = value.cell.value
    if not isinstance(array, np.ndarray) or array.ndim < 2:
        return {}
    head = (
        f"tf.Variable '{value.name}': shape={value.shape}, dtype={value.dtype.name}, "
        f"trainable={bool(value.trainable)}"
    )
    return {"text/html": sheet.head(head) + grid(array)}


def slices(value: Any) -> Bundle:
    """Rows with their numbers, where they have values; nothing in a graph."""
    rows = getattr(value.values, "array", None)
    numbers = getattr(value.indices, "array", None)
    if not isinstance(rows, np.ndarray) or not isinstance(numbers, np.ndarray):
        return {}
    if not rows.ndim or numbers.ndim != 1:
        return {}
    head = text("reprs.slices", shape=labels.shape_text(rows.shape))
    count = len(numbers)
    listed = []
    for at in range(min(count, _MOST_ROWS)):
        parts = [
            element(item) for item in np.asarray(rows[at]).reshape(-1)[:_MOST_ROWS]
        ]
        more = ["…"] if rows[at].size > _MOST_ROWS else []
        listed.append((str(numbers[at]), *parts, *more))
    html = sheet.head(head) + sheet.table(listed)
    if count > _MOST_ROWS:
        html += sheet.note(text("reprs.more_rows", count=count - _MOST_ROWS))
    return {"text/html": html}


def tape(value: Any) -> Bundle:
    """What a tape watched, and how much it recorded."""
    watched = [v.name for v in value.watched_variables()]
    tensors = sum(1 for name in value._watched.values() if _is_source(value, name))
    rows = [
        (text("reprs.tape.variables"), _listed(watched)),
        (text("reprs.tape.tensors"), str(tensors)),
        (text("reprs.tape.recorded"), str(len(value._calls))),
        (text("reprs.tape.state"), text(f"reprs.tape.{_state(value)}")),
    ]
    head = "tf.GradientTape" + ("(persistent=True)" if value._persistent else "()")
    return {
        "text/html": sheet.head(head) + sheet.table(rows),
        "text/plain": f"{head}\n{sheet.columns_text(rows)}",
    }


def _state(value: Any) -> str:
    if value._recording:
        return "recording"
    if not value._used:
        return "ready"
    return "used" if value._memory.calls else "empty"


def _is_source(value: Any, watched: Any) -> bool:
    """Whether a watched value is a tensor that no recorded op made."""
    if hasattr(watched, "cell"):
        return False
    return not any(watched is out for call in value._calls for out in call.outputs)


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_ROWS])
    return (shown + ", …" if len(names) > _MOST_ROWS else shown) or "–"
