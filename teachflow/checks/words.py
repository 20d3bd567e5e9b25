"""A learner's values in words: short, on one line, the same in every process.

A message names what the learner has, whatever that is. So nothing here raises, and no
memory address, no long array and no control character gets into a message.
"""

from __future__ import annotations

import re
import reprlib
import types
from collections.abc import Iterable
from typing import Any

import numpy as np

from teachflow.eager.tensor import EagerTensor
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.running.session import BaseSession
from teachflow.variables import GraphVariable
from teachflow.viz.labels import visible

_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
_LONGEST = 60
_repr = reprlib.Repr()
_repr.maxstring = _repr.maxother = _repr.maxlong = _LONGEST


def listed(names: Iterable[str]) -> str:
    """Names in a row, as in a sentence.

    >>> listed(["x", "y", "f"])
    '`x`, `y` and `f`'
    """
    *first, last = [f"`{name}`" for name in names]
    return f"{', '.join(first)} and {last}" if first else last


def times(count: int) -> str:
    """How often.

    >>> times(1), times(2), times(3)
    ('once', 'twice', '3 times')
    """
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def shown(value: Any) -> str:
    """The value as Python would write it, cut short.

    >>> shown([1.0, 2.0]), shown(object()), shown(np.float32(2.5))
    ('[1.0, 2.0]', 'an object of type object', '2.5')
    """
    try:
        if isinstance(value, np.floating):  # as many digits as its own type has
            return str(value)
        if isinstance(value, np.generic):
            value = value.item()
        if isinstance(value, np.ndarray):
            value = value.tolist() if value.size <= _LONGEST else value
        text = visible(" ".join(_repr.repr(value).split()))
    except Exception:  # noqa: BLE001 - a learner's class may do anything
        text = ""
    if not text or _ADDRESS.search(text):
        return f"an object of type {_type_name(value)}"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def kind(value: Any) -> str:
    """What sort of thing the value is, as in "`f` is …".

    >>> kind(55), kind([1, 2]), kind(None)
    ('the Python number 55', 'the list [1, 2]', 'None')
    """
    for types_, say in _KINDS:
        if isinstance(value, types_):
            text: str = say(value)
            return text
    if isinstance(value, BaseSession):
        return "a session"
    return shown(value)


def plain(error: BaseException) -> str:
    """The first line of an error's message."""
    try:
        text = str(error)
    except Exception:  # noqa: BLE001 - a learner's class may do anything
        text = ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    first = _ADDRESS.sub("at some address", lines[0]) if lines else "(no message)"
    return visible(first if len(first) <= 200 else f"{first[:199]}…")


def _type_name(value: Any) -> str:
    return visible(type(value).__name__)


def _array(value: Any) -> str:
    if value.ndim == 0:
        return f"the NumPy number {shown(value[()])}"
    return f"a NumPy array of shape {value.shape}"


_KINDS: tuple[tuple[Any, Any], ...] = (
    (type(None), lambda _: "None"),
    (bool, lambda value: f"the truth value {value}"),
    (np.generic, lambda value: f"the NumPy number {shown(value)}"),
    ((int, float, complex), lambda value: f"the Python number {shown(value)}"),
    (np.ndarray, _array),
    ((str, bytes), lambda value: f"the text {shown(value)}"),
    (list, lambda value: f"the list {shown(value)}"),
    (tuple, lambda value: f"the tuple {shown(value)}"),
    (dict, lambda _: "a dictionary"),
    (GraphVariable, lambda value: f"the variable '{visible(value.op.name)}'"),
    (Tensor, lambda value: f"the tensor '{visible(value.name)}'"),
    (Operation, lambda value: f"the operation '{visible(value.name)}'"),
    (Graph, lambda _: "a graph"),
    (
        EagerTensor,
        lambda _: (
            "a tensor that was computed at once, outside any graph "
            "(`import teachflow.compat.v1 as tf` builds graphs)"
        ),
    ),
    (
        (types.FunctionType, types.BuiltinFunctionType, types.MethodType),
        lambda value: f"the function {visible(value.__name__)} itself (call it)",
    ),
    (type, lambda value: f"the class {visible(value.__name__)} itself (call it)"),
)
