"""Queues as ops: making one in a session, putting, taking, closing, asking.

A session keeps the queue in the cell of the node that makes it; what flows along the
edge is the queue itself. The queues live in ``core.queue`` and ``core.queue_kinds``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.cell import Cell
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.pipeline import queue, queue_kinds

_making = threading.Lock()  # two threads must not make the same queue twice


def resource(cell: Cell, shared_name: str, make: Callable[[str], Any]) -> Any:
    """What the cell holds; made at first need, under the name that errors will tell.

    TensorFlow numbers what is shared under no name.
    """
    with _making:
        if cell.value is None:
            number = "" if shared_name else f"_{next(queue.private_numbers)}_"
            cell.value = make(shared_name or number + cell.name)
        return cell.value


def held(handle: Any) -> Any:
    """The object behind a handle, also where it went through ops on arrays."""
    return handle.item() if isinstance(handle, np.ndarray) else handle


def _known(found: Any, wanted: queue.Queue) -> None:
    """Raises ``InvalidArgumentError`` where ``found`` is not as its maker asks."""
    if type(found) is not type(wanted):
        raise InvalidArgumentError(
            None,
            None,
            f"Expected {getattr(found, 'kind', type(found).__name__)}, found "
            f"{wanted.kind}V2: two nodes share the name '{wanted.name}', so they must "
            f"be of one kind.",
        )
    for what, mine, yours in (
        ("capacity", found.capacity, wanted.capacity),
        ("component types", _names(found.dtypes), _names(wanted.dtypes)),
        ("component shapes", found.shapes, wanted.shapes),
    ):
        if mine != yours:
            raise InvalidArgumentError(
                None,
                None,
                f"Shared queue '{found.name}' has {what} {mine} but requested {what} "
                f"{'was' if what == 'capacity' else 'were'} {yours}",
            )


def _names(dtypes: Any) -> str:
    return ", ".join(dtype.runtime_name for dtype in dtypes)


def _made(cell: Cell, shared_name: str, make: Callable[[str], queue.Queue]) -> Any:
    found = resource(cell, shared_name, make)
    if shared_name:
        _known(found, make(found.name))
    handle = np.empty((), object)  # so that handles can be stacked and gathered
    handle[()] = found
    return handle


@op("FIFOQueueV2", "-> resource", shape=rules.scalar)
def fifo_queue_op(
    *,
    component_types: Any,
    shapes: Any = (),
    capacity: int = -1,
    container: str = "",
    shared_name: str = "",
    cell: Cell,
) -> Any:
    """A queue that gives its elements in the order in which they came."""
    return _made(
        cell,
        shared_name,
        lambda name: queue.FIFOQueue(name, capacity, component_types, shapes),
    )


@op("RandomShuffleQueueV2", "-> resource", shape=rules.scalar)
def random_shuffle_queue_op(
    *,
    component_types: Any,
    shapes: Any = (),
    capacity: int = -1,
    min_after_dequeue: int = 0,
    seed: int = 0,
    seed2: int = 0,
    container: str = "",
    shared_name: str = "",
    cell: Cell,
) -> Any:
    """A queue that gives its elements in random order."""
    return _made(
        cell,
        shared_name,
        lambda name: queue_kinds.RandomShuffleQueue(
            name, capacity, min_after_dequeue, (seed, seed2), component_types, shapes
        ),
    )


@op("PaddingFIFOQueueV2", "-> resource", shape=rules.scalar)
def padding_fifo_queue_op(
    *,
    component_types: Any,
    shapes: Any = (),
    capacity: int = -1,
    container: str = "",
    shared_name: str = "",
    cell: Cell,
) -> Any:
    """A queue whose batches are filled up where elements differ in length."""
    return _made(
        cell,
        shared_name,
        lambda name: queue_kinds.PaddingFIFOQueue(
            name, capacity, component_types, shapes
        ),
    )


@op("PriorityQueueV2", "-> resource", shape=rules.scalar)
def priority_queue_op(
    *,
    shapes: Any,
    component_types: Any = (),
    capacity: int = -1,
    container: str = "",
    shared_name: str = "",
    cell: Cell,
) -> Any:
    """A queue whose elements begin with an int64: the smallest comes first."""
    return _made(
        cell,
        shared_name,
        lambda name: queue_kinds.PriorityQueue(name, capacity, component_types, shapes),
    )


@op(
    "QueueEnqueueV2",
    "resource, [Tcomponents] ->",
    shape=rules.nothing,
    stateful=True,
    differentiable=False,
)
def queue_enqueue_op(handle: Any, components: Any, *, timeout_ms: int = -1) -> None:
    """Puts one element."""
    held(handle).enqueue(components)


@op(
    "QueueEnqueueManyV2",
    "resource, [Tcomponents] ->",
    shape=rules.nothing,
    stateful=True,
    differentiable=False,
)
def queue_enqueue_many_op(
    handle: Any, components: Any, *, timeout_ms: int = -1
) -> None:
    """Puts an element for each row of the components."""
    held(handle).enqueue_many(components)


def _taken(call: Any) -> tuple[TensorShape, ...]:
    """Unknown: the shapes are the queue's, and whoever asks the queue adds them."""
    if len(call.inputs) > 1:
        count = call.inputs[1].static_value()
        if count is not None and count < 0:
            raise ShapeError(f"Input 'n' must be >= 0, but is {count}")
    return (rules.UNKNOWN,) * len(call.attrs["component_types"])


@op(
    "QueueDequeueV2",
    "resource -> [component_types]",
    shape=_taken,
    stateful=True,
    differentiable=False,
)
def queue_dequeue_op(handle: Any, *, component_types: Any, timeout_ms: int = -1) -> Any:
    """Takes one element."""
    return held(handle).dequeue()


@op(
    "QueueDequeueManyV2",
    "resource, int32 -> [component_types]",
    shape=_taken,
    stateful=True,
    differentiable=False,
)
def queue_dequeue_many_op(
    handle: Any, n: Any, *, component_types: Any, timeout_ms: int = -1
) -> Any:
    """Takes ``n`` elements, stacked."""
    return held(handle).dequeue_many(int(n))


@op(
    "QueueDequeueUpToV2",
    "resource, int32 -> [component_types]",
    shape=_taken,
    stateful=True,
    differentiable=False,
)
def queue_dequeue_up_to_op(
    handle: Any, n: Any, *, component_types: Any, timeout_ms: int = -1
) -> Any:
    """Takes ``n`` elements, or what is left of a closed queue."""
    return held(handle).dequeue_many(int(n), up_to=True)


@op(
    "QueueCloseV2",
    "resource ->",
    shape=rules.nothing,
    stateful=True,
    differentiable=False,
)
def queue_close_op(handle: Any, *, cancel_pending_enqueues: bool = False) -> None:
    """Closes the queue."""
    held(handle).close(cancel_pending_enqueues)


@op("QueueSizeV2", "resource -> int32", shape=rules.scalar, stateful=True)
def queue_size_op(handle: Any) -> Any:
    """How many elements are in the queue."""
    return np.int32(held(handle).size())


@op("QueueIsClosedV2", "resource -> bool", shape=rules.scalar, stateful=True)
def queue_is_closed_op(handle: Any) -> Any:
    """Whether the queue is closed."""
    return np.bool_(held(handle).is_closed())
