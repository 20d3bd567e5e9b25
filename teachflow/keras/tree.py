"""Nested lists, tuples and dicts of tensors, shapes or anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from teachflow.core import nest

flatten = nest.flatten


def is_nested(structure: Any) -> bool:
    """Whether ``structure`` is a list, tuple or dict."""
    return isinstance(structure, (list, tuple, dict))


def map_structure(function: Callable[..., Any], structure: Any, *others: Any) -> Any:
    """``structure`` with ``function`` of each leaf (and of the others' leaves).

    >>> map_structure(lambda x: x + 1, [1, {"a": 2}])
    [2, {'a': 3}]
    """
    if not is_nested(structure):
        return function(structure, *others)
    leaves = [flatten(part) for part in (structure, *others)]
    done = [function(*items) for items in zip(*leaves, strict=True)]
    return nest.nested_like(_plain(structure), iter(done))


def pack_sequence_as(structure: Any, leaves: Iterable[Any]) -> Any:
    """``leaves``, nested as ``structure`` is."""
    return nest.nested_like(_plain(structure), iter(leaves))


def _plain(structure: Any) -> Any:
    """``structure`` without the subclasses of list and dict that watch changes."""
    if isinstance(structure, dict):
        return {key: _plain(value) for key, value in structure.items()}
    if isinstance(structure, list):
        return [_plain(value) for value in structure]
    return structure


def is_shape(value: Any) -> bool:
    """Whether ``value`` is one shape, not a structure of several."""
    return isinstance(value, (list, tuple)) and all(
        length is None or isinstance(length, int) for length in value
    )


def map_shapes(function: Callable[[Any], Any], structure: Any) -> Any:
    """``structure`` of shapes with ``function`` of each."""
    if is_shape(structure):
        return function(tuple(structure))
    if isinstance(structure, dict):
        return {key: map_shapes(function, value) for key, value in structure.items()}
    if isinstance(structure, (list, tuple)):
        return type(structure)(map_shapes(function, value) for value in structure)
    raise ValueError(f"Cannot interpret {structure!r} as a structure of shapes.")


def flatten_shapes(structure: Any) -> list[Any]:
    """The shapes in a structure of shapes, in order."""
    found: list[Any] = []
    map_shapes(found.append, structure)
    return found
