"""The queues themselves: elements that threads hand to each other, first come, first
served.

An element is a tuple of NumPy values. Whoever wants something of a queue leaves an
*attempt* in one of two lines: one of those that put, one of those that take. Only the
first of a line is served, as far as it can be, and by whichever thread changes
something. So an operation on many elements is done before the next one of its line
begins, though those of the other line come in between: a batch larger than the capacity
can pass. Closing stands in the line of those that put: what came before is still put.

Source: tf.queue.QueueBase, TensorFlow's queue_base.cc and its kinds.
"""

from __future__ import annotations

import itertools
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from teachflow.core import waiting
from teachflow.core.dtypes import DType, string
from teachflow.core.errors import (
    CancelledError,
    InvalidArgumentError,
    OpError,
    OutOfRangeError,
)
from teachflow.core.shapes import TensorShape, bracketed

Element = tuple[Any, ...]

private_numbers = itertools.count()
"""Numbers the queues and readers that are shared under no name, in this process."""


class _Attempt:
    """What one caller wants: ``elements`` to put, or ``wanted`` many to take."""

    __slots__ = ("done", "elements", "error", "serve", "up_to", "wanted")

    def __init__(
        self,
        serve: Callable[[_Attempt], bool],
        elements: Sequence[Element] = (),
        wanted: int = 0,
        up_to: bool = False,
    ) -> None:
        self.serve = serve  # gets on with it; says whether anything was changed
        self.elements = deque(elements)
        self.wanted = wanted
        self.up_to = up_to
        self.done = False
        self.error: OpError | None = None

    def finish(self, error: OpError | None = None) -> bool:
        self.done = True
        self.error = error
        return True


class Queue:
    """A queue of at most ``capacity`` elements (below 0: no limit), oldest first.

    ``dtypes`` and ``shapes`` are those of an element's components; no shapes means any.

    >>> from teachflow.core.dtypes import int32
    >>> queue = FIFOQueue("q", 3, [int32], [TensorShape([])])
    >>> queue.enqueue_many([np.array([1, 2, 3], np.int32)])
    >>> queue.dequeue(), queue.dequeue_many(2), queue.size()
    ((np.int32(1),), (array([2, 3], dtype=int32),), 0)
    """

    kind = "FIFOQueue"

    def __init__(
        self,
        name: str,
        capacity: int,
        dtypes: Sequence[DType],
        shapes: Sequence[TensorShape] = (),
    ) -> None:
        self.name = name
        self.capacity = capacity
        self.dtypes = tuple(dtypes)
        self.shapes = tuple(shapes)
        self._elements: Any = deque()
        self._closed = False
        self._cancelled = False
        self._putting: deque[_Attempt] = deque()
        self._taking: deque[_Attempt] = deque()
        self._changed = threading.Condition(threading.RLock())

    # ---- what the ops do -----------------------------------------------------------

    def enqueue(self, components: Sequence[Any]) -> None:
        """Puts one element; waits while the queue is full.

        Raises ``CancelledError`` where the queue is closed or the wait is cancelled.
        """
        self._check(components)
        element = tuple([_own(value) for value in components])
        self._await(self._putting, _Attempt(self._put, [element]), "Enqueue")

    def enqueue_many(self, components: Sequence[Any]) -> None:
        """Puts the rows of the components, one element a row, in order."""
        self._check_many(components)
        count = len(components[0])
        rows = [_own(value) for value in components]
        elements = [tuple([_row(part, i) for part in rows]) for i in range(count)]
        self._await(self._putting, _Attempt(self._put, elements), "Enqueue")

    def dequeue(self) -> Element:
        """Takes one element; waits while there is none.

        Raises ``OutOfRangeError`` where the queue is closed and empty.
        """
        attempt = _Attempt(self._take, wanted=1)
        self._await(self._taking, attempt, "Dequeue")
        return attempt.elements[0]

    def dequeue_many(self, count: int, up_to: bool = False) -> Element:
        """Takes ``count`` elements, stacked to one component each.

        Once the queue is closed and fewer are left, ``up_to`` takes these.
        Raises ``OutOfRangeError`` where they are too few.
        """
        self._check_stackable()
        if count < 0:
            raise InvalidArgumentError(
                None, None, f"DequeueManyOp requested {count} < 0 elements"
            )
        attempt = _Attempt(self._take, wanted=count, up_to=up_to)
        if count:
            self._await(self._taking, attempt, "Dequeue")
        elements = list(attempt.elements)
        return tuple(
            [
                self._stacked(position, [element[position] for element in elements])
                for position in range(len(self.dtypes))
            ]
        )

    def close(self, cancel_pending: bool = False) -> None:
        """Refuses new elements; with ``cancel_pending`` also those that wait to get in.

        Without it, it waits for these. Raises ``CancelledError`` where the queue is
        closed already.
        """
        if cancel_pending:
            with self._changed:
                self._closed = True
                self._cancel(self._putting, "Enqueue")
                self._serve_all()
            return
        self._await(self._putting, _Attempt(self._shut), "Close")

    def size(self) -> int:
        """How many elements are in."""
        return len(self._elements)

    def is_closed(self) -> bool:
        """Whether new elements are refused."""
        return self._closed

    def cancel(self) -> None:
        """Ends every wait, now and later: the session is being closed."""
        with self._changed:
            self._cancelled = True
            self._cancel(self._putting, "Enqueue")
            self._cancel(self._taking, "Dequeue")

    # ---- waiting and serving -------------------------------------------------------

    def _await(self, line: deque[_Attempt], attempt: _Attempt, verb: str) -> None:
        with self._changed:
            if self._cancelled:
                raise CancelledError(None, None, f"{verb} operation was cancelled")
            line.append(attempt)
            try:
                self._serve_all()
                while not attempt.done:
                    waiting.wait(self._changed)
            finally:
                if not attempt.done:  # interrupted, or out of time
                    line.remove(attempt)
                    self._serve_all()
        if attempt.error is not None:
            raise attempt.error

    def _serve_all(self) -> None:
        served = False
        while self._serve(self._putting) or self._serve(self._taking):
            served = True
        if served:
            self._changed.notify_all()

    @staticmethod
    def _serve(line: deque[_Attempt]) -> bool:
        """Serves the first of a line as far as it can be; says whether that changed
        anything.
        """
        if not line:
            return False
        changed = line[0].serve(line[0])
        if line[0].done:
            line.popleft()
        return changed

    def _cancel(self, line: deque[_Attempt], verb: str) -> None:
        for attempt in line:
            attempt.finish(
                CancelledError(None, None, f"{verb} operation was cancelled")
            )
        line.clear()
        self._changed.notify_all()

    def _put(self, attempt: _Attempt) -> bool:
        if self._closed:
            return attempt.finish(
                CancelledError(None, None, f"{self.kind} '{self.name}' is closed.")
            )
        changed = False
        while attempt.elements and not 0 <= self.capacity <= len(self._elements):
            self._push(attempt.elements.popleft())
            changed = True
        return changed if attempt.elements else attempt.finish()

    def _shut(self, attempt: _Attempt) -> bool:
        if self._closed:
            return attempt.finish(
                CancelledError(None, None, f"Queue '{self.name}' is already closed.")
            )
        self._closed = True
        return attempt.finish()

    def _take(self, attempt: _Attempt) -> bool:
        missing = attempt.wanted - len(attempt.elements)
        left = len(self._elements)
        if self._closed and left < missing:
            if attempt.up_to and left + len(attempt.elements):
                attempt.wanted = left + len(attempt.elements)
                missing = left
            else:
                self._restore(attempt.elements)
                return attempt.finish(
                    OutOfRangeError(
                        None,
                        None,
                        f"{self.kind} '{self.name}' is closed and has insufficient "
                        f"elements (requested {missing}, current size {left})",
                    )
                )
        ready = min(missing, self._available())
        attempt.elements.extend([self._pop() for _ in range(ready)])
        return attempt.finish() if ready == missing else ready > 0

    # ---- what the kinds do in their own way ----------------------------------------

    def _available(self) -> int:
        """How many elements may be taken now."""
        return len(self._elements)

    def _push(self, element: Element) -> None:
        self._elements.append(element)

    def _pop(self) -> Element:
        element: Element = self._elements.popleft()
        return element

    def _restore(self, elements: deque[Element]) -> None:
        """Puts back what was taken for a batch that cannot be completed."""
        self._elements.extendleft(reversed(elements))

    def _stacked(self, position: int, values: list[Any]) -> Any:
        """The values of one component as one array."""
        return stack(values, self.dtypes[position], self.shapes[position].as_list())

    # ---- what fits -----------------------------------------------------------------

    def _check_stackable(self) -> None:
        if not self.shapes:
            raise InvalidArgumentError(
                None,
                None,
                f"{self.kind}'s DequeueMany and DequeueUpTo require the components to "
                f"have specified shapes. Give the queue `shapes`, one for each "
                f"component.",
            )

    def _check(self, components: Sequence[Any]) -> None:
        self._check_count(components)
        for position, shape in enumerate(self.shapes):
            found = np.shape(components[position])
            if not shape.is_compatible_with(found):
                raise _mismatch(position, shape, found)

    def _check_many(self, components: Sequence[Any]) -> None:
        self._check_count(components)
        count = None
        for position, value in enumerate(components):
            if not np.ndim(value):
                raise InvalidArgumentError(
                    None,
                    None,
                    f"All components of a many-enqueue must have at least 1 "
                    f"dimension, but component {position} is a single value.",
                )
            count = len(value) if count is None else count
            if len(value) != count:
                raise InvalidArgumentError(
                    None,
                    None,
                    f"All input tensors must have the same size in the 0th dimension. "
                    f"Component {position} has {len(value)}, and should have {count}",
                )
            if self.shapes:
                wanted = TensorShape([count]).concatenate(self.shapes[position])
                if not wanted.is_compatible_with(value.shape):
                    raise _mismatch(position, wanted, value.shape)

    def _check_count(self, components: Sequence[Any]) -> None:
        if len(components) != len(self.dtypes):
            raise InvalidArgumentError(
                None,
                None,
                f"Wrong number of components in tuple. Expected {len(self.dtypes)}, "
                f"got {len(components)}",
            )


FIFOQueue = Queue


def stack(values: Sequence[Any], dtype: DType, shape: Sequence[int | None]) -> Any:
    """``values``, each of ``shape``, along a new first axis."""
    if not values:
        return np.zeros((0, *[length or 0 for length in shape]), dtype.numpy_dtype)
    if dtype is not string:
        return np.stack(values)
    # A single string may be a plain bytes object, of which NumPy makes another dtype.
    batch = np.empty((len(values), *np.shape(values[0])), object)
    for position, value in enumerate(values):
        batch[position, ...] = value
    return batch


def _mismatch(position: int, wanted: Any, found: Any) -> InvalidArgumentError:
    return InvalidArgumentError(
        None,
        None,
        f"Shape mismatch in tuple component {position}. Expected {bracketed(wanted)}, "
        f"got {bracketed(found)}",
    )


def _own(value: Any) -> Any:
    """A copy where somebody else may change the value later."""
    return value.copy() if isinstance(value, np.ndarray) else value


def _row(values: Any, position: int) -> Any:
    """Row ``position``: numbers as NumPy scalars, a string as an array without axes."""
    row = values[position, ...]
    return row if row.ndim or row.dtype == object else row[()]
