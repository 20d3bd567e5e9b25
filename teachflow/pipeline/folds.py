"""Going through elements with something in mind: a state, what was seen, groups.

Source: tf.data.Dataset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from teachflow.core.errors import InvalidArgumentError
from teachflow.pipeline.base import Element, Pipeline
from teachflow.pipeline.resuming import Failure, attempts, resuming

Function = Callable[..., Element]


def reduced(
    source: Iterable[Element], state: Sequence[Any], function: Function
) -> Element:
    """The state after ``function(*state, *element)`` of every element.

    >>> from teachflow.pipeline.base import counting
    >>> reduced(counting(0, 5, 1), [np.int64(0)], lambda total, n: (total + n,))
    (np.int64(10),)
    """
    found = tuple(state)
    for element in source:
        found = function(*found, *element)
    return found


def scanned(source: Pipeline, state: Sequence[Any], function: Function) -> Pipeline:
    """What ``function(*state, *element)`` gives after the next state.

    >>> from teachflow.pipeline.base import counting
    >>> sums = scanned(counting(1, 4, 1), [0], lambda total, n: (total + n, total + n))
    >>> [int(total) for (total,) in sums]
    [1, 3, 6]
    """
    length = len(state)

    def open_(elements: Iterator[Element | Failure]) -> Iterator[Element | Failure]:
        current = tuple(state)
        for element in elements:
            if isinstance(element, Failure):
                yield element
                continue
            found = function(*current, *element)
            current = found[:length]
            yield found[length:]

    return Pipeline(
        lambda: resuming(attempts(open_(attempts(source.open())))), source.count
    )


def taken_while(source: Pipeline, predicate: Function) -> Pipeline:
    """The elements before the first for which ``predicate`` gives false."""

    def open_(elements: Iterator[Element | Failure]) -> Iterator[Element | Failure]:
        for element in elements:
            if not isinstance(element, Failure) and not bool(predicate(*element)[0]):
                return
            yield element

    return Pipeline(lambda: resuming(open_(attempts(source.open()))))


def unique(source: Pipeline) -> Pipeline:
    """The elements, each the first time only; they have one component."""

    def open_(elements: Iterator[Element | Failure]) -> Iterator[Element | Failure]:
        seen = set()
        for element in elements:
            if not isinstance(element, Failure):
                array = np.asarray(element[0])
                key = array.tolist() if array.dtype == object else array.tobytes()
                if (hashed := str(key)) in seen:
                    continue
                seen.add(hashed)
            yield element

    return Pipeline(lambda: resuming(open_(attempts(source.open()))))


def grouped(
    source: Pipeline, key_of: Function, reduce: Function, size_of: Function
) -> Pipeline:
    """The elements of the pipelines ``reduce(key, window)``.

    A window holds ``size_of(key)`` elements of equal ``key_of``; at the end come the
    smaller ones that are left, in the order of their keys.
    """

    def close(key: Any, window: list[Element]) -> Iterator[Element | Failure]:
        (made,) = reduce(key, Pipeline(lambda: iter(window), len(window)))
        return attempts(made.open())

    def open_(elements: Iterator[Element | Failure]) -> Iterator[Element | Failure]:
        windows: dict[int, list[Element]] = {}
        for element in elements:
            if isinstance(element, Failure):
                yield element
                continue
            (key,) = key_of(*element)
            window = windows.setdefault(int(key), [])
            window.append(element)
            size = int(size_of(key)[0])
            if size <= 0:
                raise InvalidArgumentError(
                    None,
                    None,
                    f"Window size must be greater than zero, but got {size}.",
                )
            if len(window) == size:
                yield from close(key, windows.pop(int(key)))
        for number in sorted(windows):
            yield from close(np.int64(number), windows[number])

    return Pipeline(lambda: resuming(open_(attempts(source.open()))))
