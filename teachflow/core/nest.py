"""Nested structures: lists, tuples and dicts, as sources, targets and inputs come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def flatten(structure: Any) -> list[Any]:
    """The leaves in order; dicts by sorted key, as in TensorFlow.

    >>> flatten([1, (2, {"b": 4, "a": 3})]), flatten(5)
    ([1, 2, 3, 4], [5])
    """
    if isinstance(structure, dict):
        return [leaf for key in sorted(structure) for leaf in flatten(structure[key])]
    if isinstance(structure, (list, tuple)):
        return [leaf for item in structure for leaf in flatten(item)]
    return [structure]


def nested_like(structure: Any, leaves: Iterator[Any]) -> Any:
    """``leaves``, in the order of ``flatten``, nested as ``structure`` is.

    >>> nested_like([0, {"b": 0, "a": 0}], iter("xyz"))
    ['x', {'b': 'z', 'a': 'y'}]
    """
    if isinstance(structure, dict):
        found = {key: nested_like(structure[key], leaves) for key in sorted(structure)}
        return {key: found[key] for key in structure}
    if isinstance(structure, tuple) and hasattr(structure, "_fields"):
        return type(structure)(*(nested_like(item, leaves) for item in structure))
    if isinstance(structure, (list, tuple)):
        return type(structure)(nested_like(item, leaves) for item in structure)
    return next(leaves)
