"""The other kinds of queues: shuffled, padded, and by priority.

Source: tf.queue.RandomShuffleQueue, tf.queue.PaddingFIFOQueue, tf.queue.PriorityQueue.
"""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Sequence
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.dtypes import DType
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.randomness import philox
from teachflow.core.shapes import TensorShape
from teachflow.pipeline.queue import Element, Queue


class RandomShuffleQueue(Queue):
    """A queue that gives its elements in random order.

    Until it is closed, ``min_after_dequeue`` elements stay in, for the others to mix
    with. The order is TensorFlow's for the same two seeds.

    >>> seeds, shapes = (87654321, 3), [TensorShape([])]
    >>> queue = RandomShuffleQueue("q", 9, 0, seeds, [dt.int32], shapes)
    >>> queue.enqueue_many([np.arange(5, dtype=np.int32)])
    >>> queue.dequeue_many(5)
    (array([2, 3, 1, 0, 4], dtype=int32),)
    """

    kind = "RandomShuffleQueue"

    def __init__(
        self,
        name: str,
        capacity: int,
        min_after_dequeue: int,
        seeds: tuple[int, int],
        dtypes: Sequence[DType],
        shapes: Sequence[TensorShape] = (),
    ) -> None:
        if 0 <= capacity <= min_after_dequeue:
            raise InvalidArgumentError(
                None,
                None,
                f"min_after_dequeue {min_after_dequeue} must be < capacity {capacity}: "
                f"nothing could ever be dequeued.",
            )
        super().__init__(name, capacity, dtypes, shapes)
        self._elements = []
        self.min_after_dequeue = min_after_dequeue
        self._words = philox.Words(*seeds)

    def _available(self) -> int:
        kept = 0 if self._closed else self.min_after_dequeue
        return max(0, len(self._elements) - kept)

    def _pop(self) -> Element:
        elements = self._elements
        position = next(self._words) % len(elements)
        element: Element = elements[position]
        elements[position] = elements[-1]
        elements.pop()
        return element

    def _restore(self, elements: deque[Element]) -> None:
        self._elements.extend(reversed(elements))


class PaddingFIFOQueue(Queue):
    """A queue whose components may differ in length: a batch is filled with zeros."""

    kind = "PaddingFIFOQueue"

    def _stacked(self, position: int, values: list[Any]) -> Any:
        shape, dtype = self.shapes[position], self.dtypes[position]
        if shape.is_fully_defined() or not values:
            return super()._stacked(position, values)
        return padded(values, dtype)


def padded(values: Sequence[Any], dtype: DType) -> Any:
    """``values`` of one rank along a new first axis, each filled up at its ends.

    >>> padded([np.array([1]), np.array([2, 3])], dt.int64)
    array([[1, 0],
           [2, 3]])
    """
    lengths = [max(sizes) for sizes in zip(*[v.shape for v in values], strict=True)]
    empty: Any = b"" if dtype is dt.string else 0
    batch = np.full((len(values), *lengths), empty, dtype.numpy_dtype)
    for row, value in zip(batch, values, strict=True):
        row[tuple([slice(length) for length in value.shape])] = value
    return batch


class PriorityQueue(Queue):
    """A queue whose first component, an int64, says who comes first: the smallest.

    Among equal priorities the oldest comes first.
    """

    kind = "PriorityQueue"

    def __init__(
        self,
        name: str,
        capacity: int,
        dtypes: Sequence[DType],
        shapes: Sequence[TensorShape] = (),
    ) -> None:
        super().__init__(
            name, capacity, (dt.int64, *dtypes), (TensorShape([]), *shapes)
        )
        self._elements = []
        self._ages = itertools.count()

    def _check(self, components: Sequence[Any]) -> None:
        super()._check(components)
        if np.ndim(components[0]):
            raise InvalidArgumentError(
                None,
                None,
                f"Expected the priority element to be a scalar, but received shape: "
                f"{np.shape(components[0])}",
            )

    def _push(self, element: Element) -> None:
        heapq.heappush(self._elements, (int(element[0]), next(self._ages), element))

    def _pop(self) -> Element:
        element: Element = heapq.heappop(self._elements)[2]
        return element

    def _restore(self, elements: deque[Element]) -> None:
        for element in elements:
            self._push(element)
