"""Pipelines: plain sequences, begun anew by each iterator."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from teachflow.core.errors import InvalidArgumentError
from teachflow.pipeline import base, shuffle, steps


def numbers(pipeline, most=50):
    return [int(element[0]) for element in itertools.islice(pipeline, most)]


def count(stop):
    return base.counting(0, stop, 1)


def test_a_pipeline_can_be_gone_through_again():
    pipeline = steps.batched(count(3), 2)
    first, second = ([e[0].tolist() for e in pipeline] for _ in range(2))
    assert first == second == [[0, 1], [2]]


def test_repeating_nothing_for_ever_ends():
    assert numbers(base.repeated(count(0), -1)) == []
    assert numbers(base.repeated(count(2), -1), 5) == [0, 1, 0, 1, 0]


def test_a_cache_is_filled_by_the_first_full_round_only():
    calls = []

    def note(x):
        calls.append(int(x))
        return (x,)

    pipeline = base.cached(steps.mapped(count(3), note))
    assert numbers(pipeline, 2) == [0, 1]
    assert numbers(pipeline) == numbers(pipeline) == [0, 1, 2]
    assert calls == [0, 1, 0, 1, 2]


def test_an_error_is_not_the_end():
    def inverse(x):
        if x == 1:
            raise InvalidArgumentError(None, None, "one")
        return (x,)

    failing = steps.mapped(count(4), inverse)
    elements = base.concatenated(failing, count(1)).open()
    assert next(elements) == (0,)
    with pytest.raises(InvalidArgumentError):
        next(elements)
    assert [int(x) for (x,) in elements] == [2, 3, 0]
    assert numbers(steps.ignoring_errors(failing)) == [0, 2, 3]


FAILING = steps.mapped(count(5), lambda x: (x // (x != 1),))


@pytest.mark.parametrize(
    ("pipeline", "expected"),
    [
        (base.taken(FAILING, 3), [0, "error", 2, 3]),
        (base.skipped(FAILING, 1), ["error", 2, 3, 4]),
        (base.cached(FAILING), [0, "error", 2, 3, 4]),
        (base.repeated(FAILING, 2), [0, "error", 2, 3, 4, 0, "error", 2, 3, 4]),
        (base.zipped([count(5), FAILING]), [0, "error", 2, 3, 4]),
        (shuffle.shuffled(FAILING, 1, (1, 2)), [0, "error", 2, 3, 4]),
        (
            steps.flat_mapped(
                FAILING, lambda x: (base.taken(base.repeated(count(9), 1), x),)
            ),
            ["error", 0, 1, 0, 1, 2, 0, 1, 2, 3],
        ),
        (
            steps.flat_mapped(
                count(3), lambda x: (base.counting(0, 1 // (x != 1), 1),)
            ),
            [0, "error", 0],
        ),
        (
            steps.interleaved(FAILING, lambda x: (base.single([x]),), 2, 1),
            [0, "error", 2, 3, 4],
        ),
        (
            steps.flat_mapped(steps.windowed(FAILING, 2, 2, 1, False), lambda w: (w,)),
            ["error", 2, 3, 4],
        ),
    ],
)
def test_an_error_on_the_way_is_not_the_end(pipeline, expected):
    elements, found = pipeline.open(), []
    with np.errstate(divide="raise"):
        while True:
            try:
                found.append(int(next(elements)[0]))
            except FloatingPointError:
                found.append("error")
            except StopIteration:
                break
    assert found == expected


def test_rows_do_not_change_with_the_array():
    array = np.arange(4).reshape(2, 2)
    pipeline = base.slices([array])
    array[:] = 9
    assert [row.tolist() for (row,) in pipeline] == [[0, 1], [2, 3]]


@pytest.mark.parametrize("size", [1, 3, 10])
def test_shuffling_loses_and_doubles_nothing(size):
    pipeline = shuffle.shuffled(base.repeated(count(5), 2), size, (0, 0))
    assert sorted(numbers(pipeline)) == sorted([*range(5), *range(5)])
    endless = shuffle.shuffled(count(0), size, (1, 2), count=-1)
    assert numbers(endless) == []


def test_unseeded_orders_differ():
    orders = {tuple(numbers(shuffle.shuffled(count(30), 30, (0, 0)))) for _ in range(3)}
    assert len(orders) == 3


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: steps.batched(count(3), 0), "greater than zero"),
        (lambda: shuffle.shuffled(count(3), 0, (1, 2)), "greater than zero"),
        (lambda: base.counting(0, 3, 0), "non-zero"),
        (lambda: base.slices([np.arange(2), np.arange(3)]), r"\[2, 3\]"),
    ],
)
def test_what_makes_no_sense_is_refused(make, words):
    with pytest.raises(InvalidArgumentError, match=words):
        make()
