"""Rows of the ops on datasets: each dataset is gone through with an iterator."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.pipeline import base
from tests.ops.sample import StateSample

NUMBER = {"output_types": (dt.int64,), "output_shapes": (TensorShape([]),)}
SHAPES = {"output_shapes": (TensorShape([]),)}
ANY = {"output_types": (dt.int64,), "output_shapes": (TensorShape(None),)}


def _apply(graph: Any, type_: str, *inputs: Any, **attrs: Any) -> Any:
    return graph.apply(OPS[type_], inputs, {**OPS[type_].attrs, **attrs}, None)


def _numbers(graph: Any, stop: int) -> Any:
    return _apply(graph, "RangeDataset", 0, stop, 1, **NUMBER)


def _elements(
    graph: Any, session: Any, dataset: Any, most: int = 20, kind: Any = dt.int64
) -> list[Any]:
    """All elements (at most ``most``) as plain values."""
    attrs = ANY | {"output_types": (kind,)}
    iterator = _apply(graph, "IteratorV2", **attrs)
    session.run(_apply(graph, "MakeIterator", dataset, iterator))
    element = _apply(graph, "IteratorGetNext", iterator, **attrs)
    found: list[Any] = []
    for _ in itertools.repeat(None, most):
        try:
            found.append(session.run(element)[0].tolist())
        except Exception as error:  # noqa: BLE001
            found.append(type(error).__name__)
            break
    return found


class _Function:
    """A Python function where the graph face has a traced one."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    def bound(self, captured: Sequence[Any]) -> Callable[..., Any]:
        """Adds what was captured to each component."""
        return lambda *parts: (self._function(*parts, *captured),)


def row(
    type_: str,
    build: Callable[[Any], Any],
    expected: list[Any],
    kind: Any = dt.int64,
    most: int = 20,
) -> StateSample:
    """A row of a dataset op: all elements, and how they end."""

    def run(graph: Any, session: Any) -> Any:
        return _elements(graph, session, build(graph), most, kind)

    return StateSample(type_, run, expected)


END = "OutOfRangeError"
DOUBLE = _Function(lambda x, factor: x * factor)
COUNT = _Function(lambda x: base.counting(0, int(x), 1))


def then(type_: str, *inputs: Any, stop: int = 4, **attrs: Any) -> Callable[[Any], Any]:
    """Builds the op on the numbers below ``stop``."""
    return lambda g: _apply(g, type_, _numbers(g, stop), *inputs, **NUMBER, **attrs)


def _padded(graph: Any) -> Any:
    ragged = _Function(np.arange)
    source = _apply(graph, "MapDataset", _numbers(graph, 3), [], f=ragged, **ANY)
    shape = np.array([-1], np.int64)
    inputs = (source, 3, [shape], [np.int64(9)], False)
    shapes = (TensorShape([None, None]),)
    return _apply(graph, "PaddedBatchDatasetV2", *inputs, output_shapes=shapes)


def _windows(graph: Any) -> Any:
    numbers = _numbers(graph, 5)
    windows = _apply(graph, "WindowDataset", numbers, 2, 2, 1, True, **NUMBER)
    joined = _Function(lambda window: window)
    return _apply(graph, "FlatMapDataset", windows, [], f=joined, **NUMBER)


def _zipped(graph: Any) -> Any:
    slices = _apply(graph, "TensorSliceDataset", [np.int64([1, 2, 3])], **SHAPES)
    both = _apply(graph, "ZipDataset", [_numbers(graph, 4), slices], **NUMBER)
    first = _Function(lambda a, b: a)
    return _apply(graph, "MapDataset", both, [], f=first, **NUMBER)


class _Sum:
    """The sum so far."""

    def bound(self, captured: Sequence[Any]) -> Callable[..., Any]:
        return lambda total, x: (total + x,)


class _Sums:
    """The sum so far, as state and as element."""

    def bound(self, captured: Sequence[Any]) -> Callable[..., Any]:
        return lambda total, x: (total + x, total + x)


def _twice(graph: Any) -> Any:
    numbers = _numbers(graph, 2)
    return _apply(graph, "ConcatenateDataset", numbers, numbers, **NUMBER)


def _reduced(graph: Any, session: Any) -> Any:
    numbers, start = _numbers(graph, 4), [np.int64(0)]
    reduced = _apply(graph, "ReduceDataset", numbers, start, [], f=_Sum(), **NUMBER)
    return session.run(reduced)


def _cardinality(graph: Any, session: Any) -> Any:
    return session.run(_apply(graph, "DatasetCardinality", _numbers(graph, 4)))


def _only(graph: Any, session: Any) -> Any:
    one = _numbers(graph, 1)
    return session.run(_apply(graph, "DatasetToSingleElement", one, **NUMBER))


def _handles(graph: Any, session: Any) -> Any:
    iterator = _apply(graph, "IteratorV2", **NUMBER)
    session.run(_apply(graph, "MakeIterator", _numbers(graph, 3), iterator))
    name = session.run(_apply(graph, "IteratorToStringHandle", iterator))
    same = _apply(graph, "IteratorFromStringHandleV2", np.array(name, object), **NUMBER)
    return session.run(_apply(graph, "IteratorGetNext", same, **NUMBER))


def _one_shot(graph: Any, session: Any) -> Any:
    factory = _Function(lambda: base.counting(5, 7, 1))
    iterator = _apply(graph, "OneShotIterator", dataset_factory=factory, **NUMBER)
    element = _apply(graph, "IteratorGetNext", iterator, **NUMBER)
    return [session.run(element)[0] for _ in range(2)]


def _failing(graph: Any) -> Any:
    """Numbers of which one cannot be computed."""
    return _apply(
        graph,
        "MapDataset",
        _numbers(graph, 4),
        [],
        f=_Function(_refuse_two),
        **NUMBER,
    )


def _refuse_two(x: Any) -> Any:
    if x == 2:
        raise InvalidArgumentError(None, None, "two")
    return x


SAMPLES = [
    row(
        "TensorDataset",
        lambda g: _apply(g, "TensorDataset", [np.int64([1, 2])], **SHAPES),
        [[1, 2], END],
    ),
    row(
        "TensorSliceDataset",
        lambda g: _apply(g, "TensorSliceDataset", [np.int64([1, 2])], **SHAPES),
        [1, 2, END],
    ),
    row("RangeDataset", lambda g: _numbers(g, 2), [0, 1, END]),
    row("ZipDataset", _zipped, [0, 1, 2, END]),
    row(
        "ConcatenateDataset",
        lambda g: _apply(
            g, "ConcatenateDataset", _numbers(g, 1), _numbers(g, 2), **NUMBER
        ),
        [0, 0, 1, END],
    ),
    row("RepeatDataset", then("RepeatDataset", 2, stop=2), [0, 1, 0, 1, END]),
    row("RepeatDataset", then("RepeatDataset", -1, stop=2), [0, 1, 0], most=3),
    row("TakeDataset", then("TakeDataset", 2), [0, 1, END]),
    row("SkipDataset", then("SkipDataset", 2), [2, 3, END]),
    row("CacheDataset", then("CacheDataset", ""), [0, 1, 2, 3, END]),
    row("PrefetchDataset", then("PrefetchDataset", 1), [0, 1, 2, 3, END]),
    row("RewriteDataset", then("RewriteDataset", "x"), [0, 1, 2, 3, END]),
    row("BatchDatasetV2", then("BatchDatasetV2", 3, False), [[0, 1, 2], [3], END]),
    row("BatchDatasetV2", then("BatchDatasetV2", 3, True), [[0, 1, 2], END]),
    row("PaddedBatchDatasetV2", _padded, [[[9, 9], [0, 9], [0, 1]], END]),
    row("WindowDataset", _windows, [0, 1, 2, 3, END]),
    row(
        "ShuffleDataset",
        then("ShuffleDataset", 3, 87654321, 1, stop=6),
        [1, 3, 0, 5, 2, 4, END],
    ),
    row(
        "ShuffleAndRepeatDataset",
        then("ShuffleAndRepeatDataset", 3, 87654321, 4, 2, stop=5),
        [1, 0, 4, 3, 2, 1, 0, 4, 2, 3, END],
    ),
    row(
        "MapDataset",
        then("MapDataset", [np.int64(2)], f=DOUBLE, stop=3),
        [0, 2, 4, END],
    ),
    row(
        "ParallelMapDatasetV2",
        then("ParallelMapDatasetV2", [np.int64(2)], 2, f=DOUBLE, stop=3),
        [0, 2, 4, END],
    ),
    row(
        "FilterDataset",
        then("FilterDataset", [], predicate=_Function(lambda x: x % 2 == 0)),
        [0, 2, END],
    ),
    row("FlatMapDataset", then("FlatMapDataset", [], f=COUNT), [0, 0, 1, 0, 1, 2, END]),
    row(
        "InterleaveDataset",
        then("InterleaveDataset", [], 2, 1, f=COUNT),
        [0, 0, 1, 0, 1, 2, END],
    ),
    row(
        "IgnoreErrorsDataset",
        lambda g: _apply(g, "IgnoreErrorsDataset", _failing(g), **NUMBER),
        [0, 1, 3, END],
    ),
    row("ShardDataset", then("ShardDataset", 2, 1), [1, 3, END]),
    row(
        "UniqueDataset",
        lambda g: _apply(g, "UniqueDataset", _twice(g), **NUMBER),
        [0, 1, END],
    ),
    row(
        "RandomDataset",
        lambda g: _apply(
            g,
            "TakeDataset",
            _apply(g, "RandomDataset", 87654321, 1, **NUMBER),
            2,
            **NUMBER,
        ),
        [2870909127, 3455438759, END],
    ),
    row(
        "DirectedInterleaveDataset",
        lambda g: _apply(
            g,
            "DirectedInterleaveDataset",
            _numbers(g, 2),
            [_numbers(g, 3), _apply(g, "RangeDataset", 7, 9, 1, **NUMBER)],
            **NUMBER,
        ),
        [0, 7, END],
    ),
    row(
        "ScanDataset",
        then("ScanDataset", [np.int64(0)], [], f=_Sums()),
        [0, 1, 3, 6, END],
    ),
    row(
        "TakeWhileDataset",
        then("TakeWhileDataset", [], predicate=_Function(lambda x: x < 2)),
        [0, 1, END],
    ),
    row(
        "GroupByWindowDataset",
        then(
            "GroupByWindowDataset",
            [],
            [],
            [],
            key_func=_Function(lambda x: x % 2),
            reduce_func=_Function(lambda key, window: window),
            window_size_func=_Function(lambda key: np.int64(2)),
        ),
        [0, 2, 1, 3, END],
    ),
    StateSample("ReduceDataset", _reduced, [6]),
    StateSample("DatasetCardinality", _cardinality, 4),
    StateSample("DatasetToSingleElement", _only, [0]),
    StateSample("IteratorV2", _handles, [0]),
    StateSample("MakeIterator", _handles, [0]),
    StateSample("IteratorGetNext", _handles, [0]),
    StateSample("IteratorToStringHandle", _handles, [0]),
    StateSample("IteratorFromStringHandleV2", _handles, [0]),
    StateSample("OneShotIterator", _one_shot, [5, 6]),
]
