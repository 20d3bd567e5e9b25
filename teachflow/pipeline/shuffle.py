"""Shuffling with a buffer, in TensorFlow's order for the same seeds.

A buffer is filled; each element that is asked for is drawn from it at random, and the
next one of the source takes its place. Every time the pipeline is gone through, it has
new seeds, drawn from a stream that begins with the given ones, unless it is to be the
same each time. Source: TensorFlow's shuffle_dataset_op.cc.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from teachflow.core.errors import InvalidArgumentError
from teachflow.core.randomness.philox import Words
from teachflow.pipeline import cardinality
from teachflow.pipeline.base import Element, Pipeline
from teachflow.pipeline.journey import current
from teachflow.pipeline.resuming import Failure, attempts, resuming


def shuffled(
    source: Pipeline,
    size: int,
    seeds: tuple[int, int],
    anew: bool = True,
    count: int = 1,
) -> Pipeline:
    """The elements in random order, ``count`` times (-1: without end).

    ``anew``: in another order each time. Seeds (0, 0) mean unpredictable ones.

    >>> from teachflow.pipeline.base import counting
    >>> source = shuffled(counting(0, 6, 1), 3, (87654321, 1))
    >>> [int(number) for (number,) in source], [int(number) for (number,) in source]
    ([1, 3, 0, 5, 2, 4], [1, 3, 0, 5, 4, 2])
    """
    if size <= 0:
        raise InvalidArgumentError(
            None, None, f"buffer_size must be greater than zero. Got {size}."
        )
    if seeds == (0, 0):
        seeds = int.from_bytes(os.urandom(4), "little"), 1
    drawn = Words(*seeds)

    def draw() -> tuple[int, int]:
        return next(drawn), next(drawn)

    def new_words() -> Words:
        if not anew:
            return Words(*seeds)
        journey = current()
        return Words(*(draw() if journey is None else journey.seeds(draw)))

    def open_() -> Iterator[Element]:
        return resuming(_shuffle(source.open, size, new_words(), new_words, count))

    return Pipeline(open_, cardinality.repeated(source.count, count))


def _shuffle(
    open_source: Callable[[], Iterator[Element]],
    size: int,
    words: Words,
    new_words: Callable[[], Words],
    count: int,
) -> Iterator[Element | Failure]:
    """Draws from the elements of the oldest round until these are used up."""
    rounds: list[list[Element]] = []  # those of each round that wait in the buffer
    source: Iterator[Element | Failure] | None = None
    begun, waiting = 0, 0
    while True:
        while waiting < size:
            if source is None:
                if 0 <= count <= begun:
                    break
                source, begun, given = attempts(open_source()), begun + 1, False
                rounds.append([])
            element = next(source, None)
            if element is None:
                source = None
                if count < 0 and not given:
                    break  # an empty source would be asked for ever
                continue
            given = True
            if isinstance(element, Failure):
                yield element
                continue
            rounds[-1].append(element)
            waiting += 1
        if not waiting:
            return
        while not rounds[0]:  # a new round has new random numbers
            rounds.pop(0)
            words = new_words()
        oldest = rounds[0]
        place = next(words) % len(oldest)
        # TensorFlow keeps a round in a ring whose first place is given up.
        chosen, oldest[place] = oldest[place], oldest[0]
        oldest.pop(0)
        waiting -= 1
        yield chosen
