"""Nested results of branches and rounds: are two of one structure, and rebuilding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from teachflow.core.nest import nested_like


def is_nested(value: Any) -> bool:
    """Whether ``value`` is a list, tuple or dict rather than a leaf."""
    return isinstance(value, (list, tuple, Mapping))


def map_leaves(function: Callable[[Any], Any], structure: Any) -> Any:
    """``structure`` with ``function`` of each leaf, dicts by sorted key."""
    if isinstance(structure, Mapping):
        found = {key: map_leaves(function, structure[key]) for key in sorted(structure)}
        return {key: found[key] for key in structure}
    if isinstance(structure, tuple) and hasattr(structure, "_fields"):
        return type(structure)(*(map_leaves(function, item) for item in structure))
    if isinstance(structure, (list, tuple)):
        return type(structure)([map_leaves(function, item) for item in structure])
    return function(structure)


def pack(structure: Any, leaves: Iterable[Any]) -> Any:
    """``leaves`` nested as ``structure`` is."""
    return nested_like(structure, iter(leaves))


def check_same(first: Any, second: Any) -> None:
    """Raises where the two are not nested alike.

    ``ValueError`` for other numbers of items or keys, ``TypeError`` for other kinds.
    """
    _check(first, second, first, second)


def _check(first: Any, second: Any, whole: Any, other: Any) -> None:
    if not is_nested(first) and not is_nested(second):
        return
    told = (
        f"The two structures don't have the same nested structure.\n\n"
        f"First structure: type={type(whole).__name__} str={whole}\n\n"
        f"Second structure: type={type(other).__name__} str={other}"
    )
    if is_nested(first) != is_nested(second):
        sequence, leaf = (first, second) if is_nested(first) else (second, first)
        raise ValueError(
            f"{told}\n\nMore specifically: Substructure "
            f'"type={type(sequence).__name__} str={sequence}" is a sequence, while '
            f'substructure "type={type(leaf).__name__} str={leaf}" is not'
        )
    if len(first) != len(second):
        raise ValueError(
            f"{told}\n\nMore specifically: The two structures don't have the same "
            f"number of elements. First structure: type={type(first).__name__} "
            f"str={first}. Second structure: type={type(second).__name__} str={second}"
        )
    if type(first) is not type(second) and not (
        isinstance(first, Mapping) and isinstance(second, Mapping)
    ):
        raise TypeError(
            f"{told}\n\nMore specifically: The two namedtuples don't have the same "
            f"sequence type. First structure has type {type(first).__name__}, while "
            f"second structure has type {type(second).__name__}"
        )
    if isinstance(first, Mapping):
        if set(first) != set(second):
            raise ValueError(
                f"{told}\n\nMore specifically: The two dictionaries don't have the "
                f"same set of keys. First structure has keys {list(first)}, while "
                f"second structure has keys {list(second)}."
            )
        pairs = [(first[key], second[key]) for key in sorted(first)]
    else:
        pairs = list(zip(first, second, strict=True))
    for a, b in pairs:
        _check(a, b, whole, other)
