"""Elements of several pipelines, chosen by numbers; and random numbers to choose by."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Sequence

import numpy as np

from teachflow.core.errors import InvalidArgumentError
from teachflow.core.randomness.philox import Words
from teachflow.pipeline import cardinality
from teachflow.pipeline.base import Element, Pipeline
from teachflow.pipeline.resuming import Failure, attempts, resuming


def directed(
    selector: Pipeline, sources: Sequence[Pipeline], stop_on_empty: bool = False
) -> Pipeline:
    """The next element of the source that the selector's next number says.

    A source at its end is passed over, or with ``stop_on_empty`` ends them all.

    >>> from teachflow.pipeline.base import counting, slices
    >>> choice = slices([np.array([0, 1, 1, 0])])
    >>> found = directed(choice, [counting(0, 9, 1), counting(10, 11, 1)])
    >>> [int(number) for (number,) in found]
    [0, 10, 1]
    """

    def open_(
        choices: Iterator[Element], opened: list[Iterator[Element]]
    ) -> Iterator[Element]:
        alive = [True] * len(opened)
        for (chosen,) in choices:
            place = int(chosen)
            if not 0 <= place < len(opened):
                raise InvalidArgumentError(
                    None,
                    None,
                    f"Selector index out of range: {place} >= {len(opened)}",
                )
            if alive[place]:
                element = next(opened[place], None)
                if element is not None:
                    yield element
                    continue
                alive[place] = False
                if stop_on_empty:
                    return
            if not any(alive):
                return

    return Pipeline(
        lambda: open_(selector.open(), [source.open() for source in sources])
    )


def sharded(source: Pipeline, shards: int, index: int) -> Pipeline:
    """Every ``shards``-th element, beginning with number ``index``."""
    if shards <= 0 or not 0 <= index < shards:
        raise InvalidArgumentError(
            None,
            None,
            f"Index must be between 0 and {shards - 1} (currently index = {index}, "
            f"num_shards = {shards}).",
        )
    count = cardinality.shards(source.count, shards, index)
    return Pipeline(
        lambda: resuming(_every(attempts(source.open()), shards, index)), count
    )


def _every(
    elements: Iterator[Element | Failure], shards: int, index: int
) -> Iterator[Element | Failure]:
    number = 0
    for element in elements:
        failed = isinstance(element, Failure)
        if failed or number % shards == index:
            yield element
        number += not failed


def random_numbers(seeds: tuple[int, int]) -> Pipeline:
    """Random int64 numbers of 32 bits; the same ones each time for given seeds."""

    def open_() -> Iterator[Element]:
        first = seeds if seeds != (0, 0) else (int.from_bytes(os.urandom(4)), 1)
        words = Words(*first)
        return ((np.int64(next(words)),) for _ in itertools.count())

    return Pipeline(open_, cardinality.INFINITE)
