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
from teachflow.texts import text
from teachflow.variables import GraphVariable
from teachflow.viz.drawing.labels import visible

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
    between = text("checks.between")
    if not first:
        return last
    return text("checks.and_last", first=between.join(first), last=last)


def times(count: int) -> str:
    """How often.

    >>> times(1), times(2), times(3)
    ('once', 'twice', '3 times')
    """
    if count == 2:
        return text("checks.twice")
    return text("checks.times", count=count)


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
        said = visible(" ".join(_repr.repr(value).split()))
    except Exception:  # noqa: BLE001 - a learner's class may do anything
        said = ""
    if not said or _ADDRESS.search(said):
        return text("checks.kind.object", name=_type_name(value))
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def kind(value: Any) -> str:
    """What sort of thing the value is, as in "`f` is …".

    >>> kind(55), kind([1, 2]), kind(None)
    ('the Python number 55', 'the list [1, 2]', 'None')
    """
    for types_, say in _KINDS:
        if isinstance(value, types_):
            said: str = say(value)
            return said
    if isinstance(value, BaseSession):
        return text("checks.kind.session")
    return shown(value)


def plain(error: BaseException) -> str:
    """The first line of an error's message."""
    try:
        said = str(error)
    except Exception:  # noqa: BLE001 - a learner's class may do anything
        said = ""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    first = (
        _ADDRESS.sub(text("checks.address"), lines[0])
        if lines
        else text("checks.no_message")
    )
    return visible(first if len(first) <= 200 else f"{first[:199]}…")


def _type_name(value: Any) -> str:
    return visible(type(value).__name__)


def _array(value: Any) -> str:
    if value.ndim == 0:
        return text("checks.kind.numpy_number", value=shown(value[()]))
    return text("checks.kind.array", shape=value.shape)


_KINDS: tuple[tuple[Any, Any], ...] = (
    (type(None), lambda _: "None"),
    (bool, lambda value: text("checks.kind.truth", value=value)),
    (np.generic, lambda value: text("checks.kind.numpy_number", value=shown(value))),
    (
        (int, float, complex),
        lambda value: text("checks.kind.number", value=shown(value)),
    ),
    (np.ndarray, _array),
    ((str, bytes), lambda value: text("checks.kind.text", value=shown(value))),
    (list, lambda value: text("checks.kind.list", value=shown(value))),
    (tuple, lambda value: text("checks.kind.tuple", value=shown(value))),
    (dict, lambda _: text("checks.kind.dictionary")),
    (
        GraphVariable,
        lambda value: text("checks.kind.variable", name=visible(value.op.name)),
    ),
    (Tensor, lambda value: text("checks.kind.tensor", name=visible(value.name))),
    (Operation, lambda value: text("checks.kind.operation", name=visible(value.name))),
    (Graph, lambda _: text("checks.kind.graph")),
    (
        EagerTensor,
        lambda _: text("checks.kind.eager"),
    ),
    (
        (types.FunctionType, types.BuiltinFunctionType, types.MethodType),
        lambda value: text("checks.kind.function", name=visible(value.__name__)),
    ),
    (type, lambda value: text("checks.kind.class", name=visible(value.__name__))),
)
