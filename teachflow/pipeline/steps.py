"""What changes the elements of a pipeline: functions, batches, windows, interleaving.

A function takes an element's components and returns those of another. Source:
tf.data.Dataset.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from teachflow.core.dtypes import as_dtype
from teachflow.core.errors import (
    DataLossError,
    InvalidArgumentError,
    OutOfRangeError,
)
from teachflow.core.shapes import bracketed
from teachflow.pipeline import cardinality
from teachflow.pipeline.base import Element, Pipeline, flattened
from teachflow.pipeline.queue import stack
from teachflow.pipeline.resuming import Failure, attempts, resuming

Function = Callable[..., Element]


def _guarded(function: Function) -> Function:
    """``function``, whose end of sequence is an error and not the pipeline's end."""

    def call(*components: Any) -> Element:
        try:
            return function(*components)
        except OutOfRangeError as error:
            message = "Function invocation produced OutOfRangeError: " + error.message
            raise InvalidArgumentError(None, error.op, message) from error

    return call


def mapped(source: Pipeline, function: Function) -> Pipeline:
    """What ``function`` makes of each element."""
    call = _guarded(function)
    return Pipeline(lambda: itertools.starmap(call, source.open()), source.count)


def filtered(source: Pipeline, predicate: Function) -> Pipeline:
    """The elements for which ``predicate`` gives true."""
    call = _guarded(predicate)
    return Pipeline(
        lambda: filter(lambda element: bool(call(*element)[0]), source.open())
    )


def flat_mapped(source: Pipeline, function: Function) -> Pipeline:
    """The elements of the pipelines that ``function`` makes, one after the other."""
    return flattened(lambda: _opening(source.open(), function))


def _opening(elements: Iterator[Element], function: Function) -> Iterator[Pipeline]:
    return map(_first, itertools.starmap(function, elements))


def _first(components: Element) -> Any:
    return components[0]


class _Batches:
    """Elements stacked, ``size`` at a time; an error is not the end."""

    def __init__(
        self,
        source: Iterator[Element],
        size: int,
        drop: bool,
        join: Callable[[list[Element]], Element],
    ) -> None:
        self._source = source
        self._size = size
        self._drop = drop
        self._join = join

    def __iter__(self) -> Iterator[Element]:
        return self

    def __next__(self) -> Element:
        elements = list(itertools.islice(self._source, self._size))
        if not elements or (self._drop and len(elements) < self._size):
            raise StopIteration
        return self._join(elements)


def batched(
    source: Pipeline,
    size: int,
    drop: bool = False,
    join: Callable[[list[Element]], Element] | None = None,
) -> Pipeline:
    """Elements joined ``size`` at a time; ``drop`` leaves out a last smaller batch."""
    if size <= 0:
        raise InvalidArgumentError(None, None, "Batch size must be greater than zero.")
    return Pipeline(
        lambda: _Batches(source.open(), size, drop, join or stacked),
        cardinality.batches(source.count, size, drop),
    )


def stacked(elements: list[Element]) -> Element:
    """One element whose components have a new first axis.

    >>> stacked([(np.int32(1),), (np.int32(2),)])
    (array([1, 2], dtype=int32),)
    """
    found = []
    for position, values in enumerate(zip(*elements, strict=True)):
        shape = np.shape(values[0])
        for number, value in enumerate(values):
            if np.shape(value) != shape:
                raise InvalidArgumentError(
                    None,
                    None,
                    f"Cannot add tensor to the batch: number of elements does not "
                    f"match. Shapes are: [tensor]: {bracketed(np.shape(value))}, "
                    f"[batch]: {bracketed(shape)} (component {position} of element "
                    f"{number}). Use padded_batch for lengths that differ.",
                )
        found.append(stack(values, as_dtype(_array(values[0]).dtype), shape))
    return tuple(found)


def _array(value: Any) -> Any:
    """``value`` as an array; a plain bytes object is a string without axes."""
    return np.asarray(value, object) if isinstance(value, bytes) else np.asarray(value)


def padding(
    shapes: Sequence[Sequence[int]], values: Sequence[Any]
) -> Callable[[list[Element]], Element]:
    """How ``batched`` joins elements of differing lengths: filled up with ``values``.

    -1 in ``shapes`` stands for the longest in the batch.
    """

    def join(elements: list[Element]) -> Element:
        columns = zip(*elements, strict=True)
        return tuple(
            [
                _padded(position, column, shape, value)
                for position, (column, shape, value) in enumerate(
                    zip(columns, shapes, values, strict=True)
                )
            ]
        )

    return join


def _padded(position: int, column: Any, shape: Sequence[int], empty: Any) -> Any:
    sizes = [np.shape(value) for value in column]
    for size in sizes:
        if len(size) != len(shape):
            raise InvalidArgumentError(
                None,
                None,
                f"All elements in a batch must have the same rank as the padded shape "
                f"for component{position}: expected rank {len(shape)} but got element "
                f"with rank {len(size)}",
            )
    lengths = [
        max(found) if wanted < 0 else wanted
        for wanted, found in zip(shape, zip(*sizes, strict=True), strict=True)
    ]
    for size in sizes:
        if any(found > length for found, length in zip(size, lengths, strict=True)):
            raise DataLossError(
                None,
                None,
                f"Attempted to pad to a smaller size than the input element. It has "
                f"shape {bracketed(size)}, the padded shape is {bracketed(lengths)}.",
            )
    first = _array(column[0])
    filling: Any = np.asarray(empty, first.dtype).item()
    batch = np.full((len(column), *lengths), filling, first.dtype)
    for number, value in enumerate(column):
        corner: Any = (number, ..., *[slice(length) for length in np.shape(value)])
        batch[corner] = value
    return batch


def windowed(
    source: Pipeline, size: int, shift: int, stride: int, drop: bool
) -> Pipeline:
    """For each window its components, each a pipeline of ``size`` elements."""

    def open_(elements: Iterator[Element | Failure]) -> Iterator[Element | Failure]:
        waiting: list[Element | Failure] = []
        span = (size - 1) * stride + 1
        while True:
            waiting += itertools.islice(elements, span - len(waiting))
            window = waiting[::stride]
            if not window or (drop and len(window) < size):
                return
            failed = [item for item in window if isinstance(item, Failure)]
            yield failed[0] if failed else _columns(window)
            if shift > len(waiting):
                list(itertools.islice(elements, shift - len(waiting)))
            waiting = waiting[shift:]

    count = cardinality.windows(source.count, size, shift, stride, drop)
    return Pipeline(lambda: resuming(open_(attempts(source.open()))), count)


def _columns(window: list[Any]) -> Element:
    return tuple([_column(list(column)) for column in zip(*window, strict=True)])


def _column(values: list[Any]) -> Pipeline:
    return Pipeline(lambda: ((value,) for value in values), len(values))


def interleaved(
    source: Pipeline, function: Function, cycle: int, block: int
) -> Pipeline:
    """Elements of ``cycle`` pipelines at a time, ``block`` of each in turn."""
    return Pipeline(
        lambda: resuming(_interleave(_opening(source.open(), function), cycle, block))
    )


def _interleave(
    pipelines: Iterator[Pipeline], cycle: int, block: int
) -> Iterator[Element | Failure]:
    current: list[Iterator[Element | Failure] | None] = [None] * cycle
    opened = attempts(map(_attempts, pipelines))
    place, more = 0, True
    while True:
        if current[place] is None and more:
            following = next(opened, None)
            if isinstance(following, Failure):
                yield following
                continue
            current[place], more = following, following is not None
        running = current[place]
        if running is not None:
            count = 0
            while count < block and (element := next(running, None)):
                yield element
                count += not isinstance(element, Failure)
            if count < block:
                current[place] = None
        elif not more and not any(current):
            return
        place = (place + 1) % cycle


def _attempts(pipeline: Pipeline) -> Iterator[Element | Failure]:
    return attempts(pipeline.open())


def ignoring_errors(source: Pipeline) -> Pipeline:
    """The elements that can be computed."""
    return Pipeline(
        lambda: (item for item in _attempts(source) if not isinstance(item, Failure))
    )
