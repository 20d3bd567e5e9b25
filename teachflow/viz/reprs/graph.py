"""What a notebook shows of a graph's things: tensors without values, sessions with.

The words that every learner needs once: a graph's tensor has no value until it is run.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core.dtypes import DType
from teachflow.texts import text
from teachflow.viz.drawing import labels
from teachflow.viz.reprs import sheet
from teachflow.viz.reprs.grid import line

Bundle = dict[str, str]
_MOST = 12
_MOST_ATTRIBUTES = 8


def tensor(value: Any) -> Bundle:
    """A symbolic tensor: the op that computes it, of what, and how to get its value."""
    op = value.op
    rows = [
        (text("reprs.graph.computed_by"), f"{op.type}({_names(op.inputs)})"),
        (text("reprs.graph.output"), _type(value)),
        (text("reprs.graph.value"), _how(op, text("reprs.graph.no_value"))),
    ]
    return {"text/html": sheet.head(repr(value)) + sheet.table(rows)}


def _how(op: Any, there: str) -> str:
    """How to get the value; of what was taken away, that there is none any more."""
    removed: str | None = op.removed
    return removed or there


def variable(value: Any) -> Bundle:
    """A graph's variable: its value is in a session."""
    rows = [
        (text("reprs.graph.output"), _type(value)),
        (text("reprs.graph.trainable"), str(bool(value.trainable))),
        (text("reprs.graph.value"), _how(value.op, text("reprs.graph.in_session"))),
    ]
    return {"text/html": sheet.head(repr(value)) + sheet.table(rows)}


def operation(value: Any) -> Bundle:
    """An operation: what goes in, what comes out, its attributes."""
    rows = [
        (text("reprs.graph.inputs"), _names(value.inputs) or "–"),
        (text("reprs.graph.outputs"), _outputs(value)),
    ]
    before = [op.name for op in value.control_inputs]
    if before:
        rows.append((text("reprs.graph.waits_for"), _listed(before)))
    names = sorted(value.attrs)[:_MOST_ATTRIBUTES]
    rows += [(name, _attribute(value.attrs[name])) for name in names]
    return {"text/html": sheet.head(repr(value)) + sheet.table(rows)}


def session(value: Any) -> Bundle:
    """A session: its graph, and which variables have a value in it."""
    graph = value.graph
    count = len(graph.get_operations())
    variables = graph.get_collection("variables")
    held = {} if value.closed else value.variable_values()
    size = text("graph.size", count=count)
    head = text("reprs.session.of", kind=f"tf.{type(value).__name__}", size=size)
    if value.closed:
        said = text("reprs.session.closed")
        return {
            "text/html": sheet.head(head) + sheet.note(said),
            "text/plain": f"{head}\n{said}",
        }
    ready = sum(1 for v in variables if v.op.name in held)
    said = text("reprs.session.ready", ready=ready, count=len(variables))
    rows = []
    for item in variables[:_MOST]:
        found = held.get(item.op.name)
        state = text("reprs.session.empty") if found is None else line(found)
        rows.append((item.op.name, _type(item), state))
    html = sheet.head(head) + sheet.note(said)
    plain = [head, said]
    if rows:
        html += sheet.table(rows)
        plain.append(sheet.columns_text(rows))
    if len(variables) > _MOST:
        more = text("reprs.more_rows", count=len(variables) - _MOST)
        html += sheet.note(more)
        plain.append(more)
    return {"text/html": html, "text/plain": "\n".join(plain)}


def _attribute(found: Any) -> str:
    if isinstance(found, np.ndarray):
        return line(found)
    shown = labels.dtype_text(found) if isinstance(found, DType) else str(found)
    return labels.shortened(labels.visible(shown), 60)


def _type(value: Any) -> str:
    return f"{labels.dtype_text(value.dtype)} {labels.shape_text(value.shape)}"


def _names(tensors: Any) -> str:
    return _listed([tensor.name for tensor in tensors])


def _outputs(op: Any) -> str:
    listed = [f"{tensor.name} {_type(tensor)}" for tensor in op.outputs]
    return _listed(listed) or "–"


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST])
    return f"{shown}, …" if len(names) > _MOST else shown
