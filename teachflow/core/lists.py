"""Lists of tensors as one value: pairs of the list before and the last item.

Pushing shares what is there already, so a loop may keep the list of every round. The
empty list is the empty tuple.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np


def items(chain: Any) -> list[Any]:
    """The items from the first to the last.

    >>> items((((), 1), 2))
    [1, 2]
    """
    found = []
    while chain:
        chain, last = chain
        found.append(last)
    return found[::-1]


def chained(values: Sequence[Any]) -> Any:
    """The list of ``values``.

    >>> chained([1, 2])
    (((), 1), 2)
    """
    chain: Any = ()
    for value in values:
        chain = (chain, value)
    return chain


def mapped(function: Callable[..., Any], *chains: Any) -> Any:
    """The list of what ``function`` gives for the items at each place.

    Items that are lists themselves are gone through too.

    >>> mapped(max, chained([1, 5]), chained([3, 4]))
    (((), 3), 5)
    """
    rows = zip(*map(items, chains), strict=True)
    return chained(
        [
            mapped(function, *row) if type(row[0]) is tuple else function(*row)
            for row in rows
        ]
    )


def zeros(chain: Any) -> Any:
    """The list of zeros like the items."""
    return mapped(np.zeros_like, chain)


def total(chains: Sequence[Any]) -> Any:
    """The list of the sums of the items at each place."""
    return mapped(lambda *row: sum(row[1:], row[0]), *chains)
