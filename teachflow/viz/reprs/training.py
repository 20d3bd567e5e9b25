"""What a notebook shows of optimizers and of traced functions: a table each."""

from __future__ import annotations

from typing import Any

from teachflow.core.operand import Operand
from teachflow.texts import text
from teachflow.viz.drawing import labels
from teachflow.viz.reprs import sheet

Bundle = dict[str, str]


def optimizer(value: Any) -> Bundle:
    """An optimizer of the graph face: its numbers, and the slots that it keeps.

    >>> import teachflow.compat.v1 as tf
    >>> "0.1" in optimizer(tf.train.GradientDescentOptimizer(0.1))["text/html"]
    True
    """
    rows = [(name, _shown(given)) for name, given in _settings(value)]
    names = value.get_slot_names()
    if names:
        rows.append((text("reprs.training.slots"), ", ".join(names)))
    return {"text/html": sheet.head(repr(value)) + sheet.table(rows)}


def keras_optimizer(value: Any) -> Bundle:
    """An optimizer of Keras: what is set, at which step it is, and what it keeps."""
    rows = [
        (name, _shown(given))
        for name, given in value.get_config().items()
        if name != "name" and given is not None
    ]
    iterations = getattr(value, "iterations", None)
    if iterations is not None:
        step = int(iterations.numpy())
        rows.append((text("reprs.training.step"), str(step)))
    head = f"tf.keras.optimizers.{type(value).__name__}"
    return {
        "text/html": sheet.head(head) + sheet.table(rows),
        "text/plain": f"{head}\n{sheet.columns_text(rows)}",
    }


def function(value: Any) -> Bundle:
    """A ``tf.function``: when it was traced, for what, and why."""
    traces = list(value.traces)
    if not traces:
        return {}
    rows = [(str(t.number), str(t.call), t.signature, t.why) for t in traces[:10]]
    titles = ("trace", "call", "signature", "why")
    named = [text(f"reprs.training.{title}") for title in titles]
    html = sheet.head(repr(value)) + sheet.table(rows, named)
    if len(traces) > len(rows):
        html += sheet.note(text("reprs.more_rows", count=len(traces) - len(rows)))
    return {"text/html": html}


def _settings(value: Any) -> list[tuple[str, Any]]:
    """What an optimizer was given: numbers, switches and tensors by name."""
    kept = vars(value)
    own = [
        (name.strip("_"), given)
        for name, given in kept.items()
        if isinstance(given, (bool, int, float, Operand)) or callable(given)
    ]
    return [*own, *kept.get("_given", ())]


def _shown(value: Any) -> str:
    if callable(value) and not isinstance(value, Operand):
        return getattr(value, "__name__", type(value).__name__)
    if isinstance(value, float):
        return f"{value:.7g}"
    return labels.shortened(labels.visible(str(value)), 80)
