"""``Pipeline``, where elements come from, and what picks and joins them.

A pipeline knows nothing of graphs or of structure: an element is a flat tuple of NumPy
values. What holds a function of elements is in ``steps``, shuffling in ``shuffle``.

Opening a pipeline opens those that it is made of, as TensorFlow's iterators do, and
with that shuffling draws its seeds; elements are computed when they are asked for.

The iterators here go on after an error in a function, as TensorFlow's do: ``map`` and
the like rather than generators and ``itertools.islice``, which an error ends; or
generators that take care of it (``resuming``).
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from teachflow.core.errors import InvalidArgumentError
from teachflow.pipeline import cardinality
from teachflow.pipeline.cardinality import UNKNOWN
from teachflow.pipeline.resuming import Failure, attempts, resuming

Element = tuple[Any, ...]


@dataclass(frozen=True, eq=False)
class Pipeline:
    """A sequence of elements; each call of ``open`` goes through it from the start.

    ``count`` says how many there are (``pipeline.cardinality``).

    >>> [int(number) for (number,) in counting(0, 6, 2)]
    [0, 2, 4]
    """

    open: Callable[[], Iterator[Element]]
    count: int = UNKNOWN

    def __iter__(self) -> Iterator[Element]:
        return self.open()


def single(components: Sequence[Any]) -> Pipeline:
    """One element: the components."""
    return Pipeline(lambda: iter([tuple(components)]), 1)


def slices(components: Sequence[Any]) -> Pipeline:
    """The rows of the components, which must be as many of each.

    >>> list(slices([np.array([1, 2]), np.array([[3], [4]])]))
    [(np.int64(1), array([3])), (np.int64(2), array([4]))]
    """
    arrays = [np.asarray(component) for component in components]
    lengths = {len(array) for array in arrays}
    if len(lengths) > 1:
        raise InvalidArgumentError(
            None,
            None,
            f"All components must have the same length along their first axis, but "
            f"these have {[len(array) for array in arrays]}.",
        )
    # A slice is a view: what the caller may change must not show through.
    arrays = [array.copy() if array.flags.writeable else array for array in arrays]
    return Pipeline(lambda: zip(*map(_rows, arrays), strict=True), *lengths)


def _rows(array: Any) -> Iterator[Any]:
    if array.ndim > 1:
        return iter(array)
    return (array[place] for place in range(len(array)))


def counting(start: int, stop: int, step: int) -> Pipeline:
    """int64 numbers from ``start`` to before ``stop``."""
    if step == 0:
        raise InvalidArgumentError(None, None, "step must be a non-zero integer.")
    numbers = range(start, stop, step)
    return Pipeline(lambda: ((np.int64(number),) for number in numbers), len(numbers))


def zipped(pipelines: Sequence[Pipeline]) -> Pipeline:
    """Elements of all pipelines side by side, until the first ends."""

    def open_() -> Iterator[Element]:
        opened = [attempts(pipeline.open()) for pipeline in pipelines]
        return map(_joined, zip(*opened, strict=False))

    count = cardinality.together(pipeline.count for pipeline in pipelines)
    return Pipeline(open_, count)


def _joined(elements: Iterable[Element | Failure]) -> Element:
    return tuple(itertools.chain.from_iterable(resuming(iter(elements))))


def concatenated(first: Pipeline, second: Pipeline) -> Pipeline:
    """The elements of the first, then those of the second."""
    count = cardinality.one_after_another([first.count, second.count])
    return Pipeline(lambda: _Chained(iter([first, second]), begun=True), count)


class _Chained:
    """One pipeline after the other; an error in one is not its end."""

    def __init__(self, pipelines: Iterator[Pipeline], begun: bool = False) -> None:
        self._pipelines = pipelines
        first = next(pipelines, None) if begun else None
        self._current = None if first is None else first.open()

    def __iter__(self) -> Iterator[Element]:
        return self

    def __next__(self) -> Element:
        while True:
            if self._current is None:
                self._current = next(self._pipelines).open()
            try:
                return next(self._current)
            except StopIteration:
                self._current = None


def flattened(
    open_pipelines: Callable[[], Iterator[Pipeline]],
    count: int = UNKNOWN,
    begun: bool = False,
) -> Pipeline:
    """The elements of one pipeline after the other; ``begun``: the first is opened at
    once, not when the first element is wanted.
    """
    return Pipeline(lambda: _Chained(open_pipelines(), begun), count)


def taken(source: Pipeline, count: int) -> Pipeline:
    """The first ``count`` elements; below 0: all."""
    if count < 0:
        return source

    def open_(elements: Iterator[Element | Failure]) -> Iterator[Element | Failure]:
        left = count
        while left and (element := next(elements, None)):
            left -= not isinstance(element, Failure)
            yield element

    number = cardinality.first(source.count, count)
    return Pipeline(lambda: resuming(open_(attempts(source.open()))), number)


def skipped(source: Pipeline, count: int) -> Pipeline:
    """What comes after the first ``count`` elements; below 0: nothing."""
    if count < 0:
        return Pipeline(lambda: iter(()), 0)

    def open_(elements: Iterator[Element | Failure]) -> Iterator[Element | Failure]:
        left = count
        for element in elements:
            if left and not isinstance(element, Failure):
                left -= 1
            else:
                yield element

    number = cardinality.rest(source.count, count)
    return Pipeline(lambda: resuming(open_(attempts(source.open()))), number)


def repeated(source: Pipeline, count: int) -> Pipeline:
    """The elements ``count`` times, begun anew each time; below 0: without end.

    >>> [int(number) for (number,) in repeated(counting(0, 2, 1), 2)]
    [0, 1, 0, 1]
    """
    number = cardinality.repeated(source.count, count)
    if count >= 0:
        return flattened(lambda: itertools.repeat(source, count), number, begun=True)
    return flattened(lambda: _until_empty(source), number, begun=True)


def _until_empty(source: Pipeline) -> Iterator[Pipeline]:
    """``source`` for ever, or until it has nothing to give."""
    while True:
        given = [False]
        yield Pipeline(lambda given=given: map(_note(given), source.open()))  # type: ignore[misc]
        if not given[0]:
            return


def _note(given: list[bool]) -> Callable[[Element], Element]:
    def note(element: Element) -> Element:
        given[0] = True
        return element

    return note


def cached(source: Pipeline) -> Pipeline:
    """The elements, computed the first time only, once that has come to its end."""
    known: list[list[Element]] = []
    lock = threading.Lock()

    def fill(elements: Iterator[Element | Failure]) -> Iterator[Element | Failure]:
        found = []
        for element in elements:
            if not isinstance(element, Failure):
                found.append(element)
            yield element
        with lock:
            known.append(found)

    return Pipeline(
        lambda: iter(known[0]) if known else resuming(fill(attempts(source.open()))),
        source.count,
    )
