"""What TensorFlow's op definitions say of attributes: their kinds and defaults.

The table is data (``attributes.json``, written by ``tools/attributes.py``). An op that
is not in it is TeachFlow's own.
"""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass
from typing import Any

from teachflow.core.registry import OpDef


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of one op: ``kind`` as in TensorFlow, such as ``list(int)``."""

    name: str
    kind: str
    default: Any = None
    required: bool = False
    ours: bool = False  # an attribute that TensorFlow's op does not have


@functools.cache
def _table() -> dict[str, dict[str, list[Any]]]:
    import json  # noqa: PLC0415 (only who exports or imports a graph needs it)

    path = os.path.join(os.path.dirname(__file__), "attributes.json")
    with open(path, encoding="utf-8") as file:
        found: dict[str, dict[str, list[Any]]] = json.load(file)
    return found


def is_tensorflows(type_: str) -> bool:
    """Whether TensorFlow has the op too.

    >>> is_tensorflows("MatMul"), is_tensorflows("SumLike")
    (True, False)
    """
    return type_ in _table()


@functools.cache
def attributes(opdef: OpDef) -> tuple[Attribute, ...]:
    """The attributes that a node of the op has, in TensorFlow's order.

    Of an op of our own: type variables, lengths of lists and declared attributes, whose
    kinds then follow from their values (``kind`` is empty).
    """
    recorded = _table().get(opdef.type)
    if recorded is not None:
        theirs = tuple(
            Attribute(name, row[0], row[1] if len(row) > 1 else None, len(row) == 1)
            for name, row in recorded.items()
        )
        more = opdef.attrs.keys() - recorded.keys()
        return theirs + tuple(
            Attribute(name, "", opdef.attrs[name], ours=True) for name in sorted(more)
        )
    found = dict.fromkeys(opdef.attrs, "")
    for arg in (*opdef.inputs, *opdef.outputs):
        if arg.count:
            found[arg.count] = "int"
        if arg.fixed is None:
            found[arg.type] = "list(type)" if arg.is_mixed else "type"
    return tuple(Attribute(name, kind) for name, kind in found.items())
