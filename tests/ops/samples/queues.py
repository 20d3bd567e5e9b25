"""Rows of the ops on queues: each is run in a session against a queue of its own."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from tests.ops.sample import StateSample

ONE = {"component_types": (dt.int32,), "shapes": (TensorShape([]),)}


def _queue(graph: Any, type_: str = "FIFOQueueV2", **attrs: Any) -> Any:
    declared = OPS[type_].attrs
    given = {name: declared[name] for name in declared} | ONE | attrs
    return graph.apply(OPS[type_], (), given, None)


def _apply(graph: Any, type_: str, *inputs: Any, **attrs: Any) -> Any:
    given = {**OPS[type_].attrs, **attrs}
    return graph.apply(OPS[type_], inputs, given, None)


def _filled(graph: Any, session: Any, queue: Any, values: Any) -> None:
    session.run(_apply(graph, "QueueEnqueueManyV2", queue, [np.array(values, "i")]))


def _through(graph: Any, session: Any, values: Any, count: int, **made: Any) -> Any:
    queue = _queue(graph, **made)
    _filled(graph, session, queue, values)
    return session.run(
        _apply(graph, "QueueDequeueManyV2", queue, count, component_types=(dt.int32,))
    )[0].tolist()


def _fifo(graph: Any, session: Any) -> Any:
    return _through(graph, session, [3, 1, 2], 2)


def _shuffle(graph: Any, session: Any) -> Any:
    made = {"type_": "RandomShuffleQueueV2", "seed": 87654321, "seed2": 3}
    return _through(graph, session, range(5), 5, **made)


def _padding(graph: Any, session: Any) -> Any:
    shapes = (TensorShape([None]),)
    queue = _queue(graph, "PaddingFIFOQueueV2", shapes=shapes)
    for values in ([1], [2, 3]):
        array = np.array(values, np.int32)
        session.run(_apply(graph, "QueueEnqueueV2", queue, [array]))
    taken = {"component_types": (dt.int32,)}
    return session.run(_apply(graph, "QueueDequeueManyV2", queue, 2, **taken))[
        0
    ].tolist()


def _priority(graph: Any, session: Any) -> Any:
    queue = _queue(graph, "PriorityQueueV2")
    for priority, value in ((2, 7), (1, 9)):
        element = [np.int64(priority), np.int32(value)]
        session.run(_apply(graph, "QueueEnqueueV2", queue, element))
    taken = {"component_types": (dt.int64, dt.int32)}
    return session.run(_apply(graph, "QueueDequeueV2", queue, **taken))


def _enqueue(graph: Any, session: Any) -> Any:
    queue = _queue(graph)
    session.run(_apply(graph, "QueueEnqueueV2", queue, [np.int32(5)]))
    taken = {"component_types": (dt.int32,)}
    return session.run(_apply(graph, "QueueDequeueV2", queue, **taken))


def _up_to(graph: Any, session: Any) -> Any:
    queue = _queue(graph)
    _filled(graph, session, queue, [1, 2, 3])
    session.run(_apply(graph, "QueueCloseV2", queue))
    taken = {"component_types": (dt.int32,)}
    return session.run(_apply(graph, "QueueDequeueUpToV2", queue, 5, **taken))[
        0
    ].tolist()


def _asked(type_: str) -> Any:
    """The answer of an op before and after two elements came and the queue closed."""

    def run(graph: Any, session: Any) -> Any:
        queue = _queue(graph)
        answer = _apply(graph, type_, queue)
        before = session.run(answer)
        _filled(graph, session, queue, [1, 2])
        session.run(_apply(graph, "QueueCloseV2", queue))
        return [before, session.run(answer)]

    return run


SAMPLES = [
    StateSample("FIFOQueueV2", _fifo, [3, 1]),
    StateSample("RandomShuffleQueueV2", _shuffle, [2, 3, 1, 0, 4]),
    StateSample("PaddingFIFOQueueV2", _padding, [[1, 0], [2, 3]]),
    StateSample("PriorityQueueV2", _priority, [1, 9]),
    StateSample("QueueEnqueueV2", _enqueue, [5]),
    StateSample("QueueEnqueueManyV2", _fifo, [3, 1]),
    StateSample("QueueDequeueV2", _enqueue, [5]),
    StateSample("QueueDequeueManyV2", _fifo, [3, 1]),
    StateSample("QueueDequeueUpToV2", _up_to, [1, 2, 3]),
    StateSample("QueueCloseV2", _asked("QueueIsClosedV2"), [False, True]),
    StateSample("QueueSizeV2", _asked("QueueSizeV2"), [0, 2]),
    StateSample("QueueIsClosedV2", _asked("QueueIsClosedV2"), [False, True]),
]
