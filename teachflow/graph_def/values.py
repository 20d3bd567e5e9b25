"""Attributes of nodes as ``AttrValue`` messages, and back to Python's values."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.dtypes import DType
from teachflow.core.messages import messages
from teachflow.core.shapes import TensorShape
from teachflow.graph_def.tensors import (
    make_ndarray,
    make_tensor_proto,
    shape_from,
    shape_proto,
)

_FIELDS = {
    "string": "s",
    "int": "i",
    "float": "f",
    "bool": "b",
    "type": "type",
    "shape": "shape",
    "tensor": "tensor",
    "func": "func",
}
_MESSAGES = {"shape", "tensor", "func"}


def attr_value(value: Any, kind: str) -> Any:
    """``value`` as an ``AttrValue`` of ``kind`` (``int``, ``list(type)`` ...).

    An empty kind means the one that the value has in Python. Of a function (or another
    object) the message holds no more than a name: it cannot be read again.
    """
    kind = kind or kind_of(value)
    proto = messages("attr_value").AttrValue()
    if kind.startswith("list("):
        kind = kind[len("list(") : -1]
        proto.list.SetInParent()  # an empty list is a list, too
        items = getattr(proto.list, _FIELDS[kind])
        items.extend([_encoded(item, kind) for item in value])
    elif kind in _MESSAGES:
        getattr(proto, kind).CopyFrom(_encoded(value, kind))
    else:
        setattr(proto, _FIELDS[kind], _encoded(value, kind))
    return proto


def kind_of(value: Any) -> str:
    """The kind of attribute that a Python value is."""
    if isinstance(value, (list, tuple)):
        return f"list({kind_of(value[0]) if value else 'int'})"
    for classes, kind in _KINDS:
        if isinstance(value, classes):
            return kind
    return "func"


_KINDS: tuple[tuple[Any, str], ...] = (
    ((bool, np.bool_), "bool"),
    ((int, np.integer), "int"),
    ((float, np.floating), "float"),
    ((str, bytes), "string"),
    (DType, "type"),
    (TensorShape, "shape"),
    (np.ndarray, "tensor"),
)


def _encoded(value: Any, kind: str) -> Any:
    if kind == "string":
        return value.encode() if isinstance(value, str) else bytes(value)
    if kind == "int":
        return int(value)
    if kind == "float":
        return float(value)
    if kind == "bool":
        return bool(value)
    if kind == "type":
        return dt.as_dtype(value).base_dtype.enum
    if kind == "shape":
        return shape_proto(value)
    if kind == "func":
        name = getattr(value, "__name__", type(value).__name__)
        return messages("attr_value").NameAttrList(name=name)
    if not isinstance(value, np.ndarray):
        value = np.array(value, np.uint8)  # a colour is the only one that is no array
    return make_tensor_proto(value)


def python_value(proto: Any) -> Any:
    """What an ``AttrValue`` says, as ops take it: text as ``str``, lists as tuples.

    Raises ``ValueError`` for a function, or where nothing is set.
    """
    field = proto.WhichOneof("value")
    if field == "list":
        for name, decoded in _DECODED.items():
            items = getattr(proto.list, name)
            if items:
                return tuple(map(decoded, items))
        return ()
    if field == "func":
        raise ValueError(
            f"it stands for the function '{proto.func.name}', which no message holds: "
            "build this part of the graph with its own code"
        )
    if field not in _DECODED:
        raise ValueError(f"an attribute of the kind {field!r} is not known here")
    return _DECODED[field](getattr(proto, field))


def _text(value: bytes) -> str | bytes:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value


_DECODED: dict[Any, Any] = {
    "s": _text,
    "i": int,
    "f": float,
    "b": bool,
    "type": dt.as_dtype,
    "shape": shape_from,
    "tensor": make_ndarray,
}
