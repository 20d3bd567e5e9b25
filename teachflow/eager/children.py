"""What an object keeps by name: attributes, items of lists, values of dictionaries.

Modules look for their variables along these names, and checkpoints store by them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def children(parent: Any) -> dict[str, Any]:
    """All that ``parent`` keeps, by name: attributes, positions or keys.

    Attributes and keys come sorted, items in their order. Keys of several kinds, which
    cannot be sorted, raise ``TypeError``.

    >>> class Pair:
    ...     def __init__(self):
    ...         self.last, self.first = [1], {"x": 2}
    >>> children(Pair()), children(["a", "b"])
    ({'first': {'x': 2}, 'last': [1]}, {'0': 'a', '1': 'b'})
    """
    if isinstance(parent, dict):
        return {str(key): parent[key] for key in sorted(parent)}
    if isinstance(parent, (list, tuple)):
        return {str(index): item for index, item in enumerate(parent)}
    kept = getattr(parent, "__dict__", {})
    return {name: kept[name] for name in sorted(kept)}


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, Any]]:
    """What stands in a nest of lists, tuples and dicts, each with its place there.

    >>> list(leaves({"b": [1, 2], "a": 3}))
    [(('a',), 3), (('b', 0), 1), (('b', 1), 2)]
    """
    if isinstance(value, dict):
        for key in sorted(value):
            yield from leaves(value[key], (*path, key))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value
