"""How many elements a pipeline gives, as far as that is known without going through it.

Source: tf.data.Dataset.cardinality.
"""

from __future__ import annotations

from collections.abc import Iterable

INFINITE = -1
UNKNOWN = -2


def repeated(count: int, times: int) -> int:
    """``count`` elements ``times`` times; below 0: without end.

    >>> repeated(3, 2), repeated(3, -1), repeated(0, -1), repeated(UNKNOWN, 2)
    (6, -1, 0, -2)
    """
    if times < 0:
        return INFINITE if count else 0
    return count * times if count >= 0 or not times else count


def first(count: int, wanted: int) -> int:
    """The first ``wanted`` of ``count`` elements; below 0: all."""
    if wanted < 0 or count == UNKNOWN:
        return count
    return wanted if count == INFINITE else min(count, wanted)


def rest(count: int, left_out: int) -> int:
    """What comes after the first ``left_out``; below 0: nothing."""
    if left_out < 0:
        return 0
    return max(0, count - left_out) if count >= 0 else count


def batches(count: int, size: int, drop: bool) -> int:
    """``count`` elements ``size`` at a time; ``drop`` leaves out a smaller last one."""
    if count < 0:
        return count
    return count // size if drop else -(-count // size)


def windows(count: int, size: int, shift: int, stride: int, drop: bool) -> int:
    """Windows that begin every ``shift`` elements; ``drop``: only the full ones."""
    if count < 0:
        return count
    if not drop:
        return -(-count // shift)
    return max(0, (count - (size - 1) * stride - 1) // shift + 1)


def shards(count: int, number: int, index: int) -> int:
    """Every ``number``-th of ``count`` elements, beginning with number ``index``."""
    return max(0, -(-(count - index) // number)) if count >= 0 else count


def together(counts: Iterable[int]) -> int:
    """Elements side by side, until the first pipeline ends.

    >>> together([3, INFINITE]), together([3, UNKNOWN])
    (3, -2)
    """
    found = list(counts)
    if UNKNOWN in found:
        return UNKNOWN
    return min((count for count in found if count >= 0), default=INFINITE)


def one_after_another(counts: Iterable[int]) -> int:
    """The elements of all of them."""
    found = list(counts)
    special = [kind for kind in (INFINITE, UNKNOWN) if kind in found]
    return special[0] if special else sum(found)
