"""Generators that an error in what they are made of does not end.

An error ends a Python generator for good, but after one TensorFlow goes on with the
next element. So a generator asks its source through ``attempts``, where an error is an
item like others, and yields it on; outside, where it ends nothing, ``resuming`` raises
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Failure:
    """An error in the place of an element."""

    error: Exception


def attempts(elements: Iterator[T]) -> Iterator[T | Failure]:
    """The elements, and a ``Failure`` for each error on the way.

    >>> list(attempts(map(int, ["1", "two", "3"])))[::2]
    [1, 3]
    """
    while True:
        try:
            item: T | Failure = next(elements)
        except StopIteration:
            return
        except Exception as error:  # noqa: BLE001  (raised by `resuming`)
            item = Failure(error)
        yield item


def resuming(items: Iterator[T | Failure]) -> Iterator[T]:
    """The items; a ``Failure`` is raised, after which the next item may be asked for.

    >>> numbers = resuming(attempts(map(int, ["two", "3"])))
    >>> next(numbers)
    Traceback (most recent call last):
    ValueError: invalid literal for int() with base 10: 'two'
    >>> next(numbers)
    3
    """
    return map(_element, items)


def _element(item: T | Failure) -> T:
    if isinstance(item, Failure):
        raise item.error
    return item
