"""What flows back to every value of a record: one backward pass, and three answers.

A value that the pass reached has a gradient; one that it looked for in vain has None;
of one that nobody watched nothing was computed, and it has no entry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from teachflow.backward import backward, on_path
from teachflow.core.recording import tapes
from teachflow.eager.home import EAGER
from teachflow.eager.tapes.memory import Ghost
from teachflow.eager.tensor import EagerTensor
from teachflow.texts import text
from teachflow.viz.tapes.record import READ, Record, is_variable


@dataclass(frozen=True)
class Slopes:
    """Gradients by the id of the value that they belong to; or why there are none."""

    found: Mapping[int, Any] = field(default_factory=dict)
    problem: str = ""

    def at(self, value: Any) -> Any:
        """The gradient at a value; ``KeyError`` where it was not computed."""
        return self.found[id(value)]


def watching(record: Record, values: Sequence[Any] = ()) -> Record:
    """The record as a tape has it that watches trainable variables, and ``values``."""
    watched = {id(v): v for v in values if v.dtype.is_differentiable}
    for event in record.events:
        call = event.call
        if event.kind != "recorded":
            continue
        if call.opdef.type == READ and getattr(call.inputs[0], "trainable", False):
            variable = call.inputs[0]
            if variable.dtype.is_differentiable:
                watched[id(variable)] = variable
        if any(id(value) in watched for value in call.inputs):
            watched |= {
                id(o): o for o in call.outputs if o.dtype.base_dtype.is_differentiable
            }
    return replace(record, watched=watched)


def slopes(record: Record, target: Any, sources: Sequence[Any] = ()) -> Slopes:
    """The gradient of ``target`` at every watched value, as ``tape.gradient`` has it.

    ``sources``: only at these and on the ways from them to the target. No tape sees the
    pass.

    >>> import teachflow as tf
    >>> from teachflow.viz.tapes.record import record_of
    >>> x = tf.Variable(3.0)
    >>> with tf.GradientTape() as tape:
    ...     y = x * x
    >>> slopes(record_of(tape), y).at(x).numpy()
    np.float32(6.0)
    """
    if record.faded:
        return Slopes(problem=text("tape.faded"))
    calls = record.calls
    wanted = [v for v in record.watched.values() if type(v) is not Ghost]
    if sources:
        known = [source for source in sources if id(source) in record.watched]
        _, ids = on_path(calls, known)
        wanted = [value for value in wanted if id(value) in ids]
    before, tapes.stack = tapes.stack, []
    try:
        seed = _ones(target)
        parts = backward(EAGER, calls, [target], wanted, [seed], slices=True)
    except Exception as error:  # noqa: BLE001 (a picture says it, and shows the rest)
        what = f"{type(error).__name__}: {str(error).partition('.')[0]}"
        return Slopes(problem=text("tape.gradient_failed", error=what))
    finally:
        tapes.stack = before
    found = {id(value): part for value, part in zip(wanted, parts, strict=True)}
    for source in sources:
        found.setdefault(id(source), None)
    return Slopes(found)


def _ones(target: Any) -> Any:
    tensor = target if type(target) is EagerTensor else None
    shape = tensor.array.shape if tensor is not None else tuple(target.shape)
    dtype = target.dtype.base_dtype
    kind = dtype.as_numpy_dtype
    return EagerTensor(np.ones(shape, kind) if shape else kind(1), dtype)


def can_be_target(value: Any) -> bool:
    """Whether a gradient of the value makes sense: a float tensor or variable."""
    if type(value) is not EagerTensor and not is_variable(value):
        return False
    return bool(value.dtype.base_dtype.is_differentiable)
