"""``FIFOQueue`` and its kin as a graph's user sees them: methods that add nodes.

An object here knows dtypes, shapes and names of the components and the tensor of the
queue's handle; the queue itself lives in each session (``core.queue``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.dimension import Dimension
from teachflow.core.dtypes import DType
from teachflow.core.shapes import TensorShape, TensorShapeV1
from teachflow.graph.defaults import get_default_graph
from teachflow.input.arguments import (
    as_int,
    as_names,
    as_shapes,
    as_types,
    common_shape,
    queue_seeds,
)
from teachflow.ops.arrays.gather import gather
from teachflow.ops.arrays.stacking import stack
from teachflow.ops.input import queues as ops


class QueueBase:
    """A queue: what all kinds share.

    ``dtypes``, ``shapes`` and ``names`` are those of an element's components, in order;
    with names, elements are dicts. Unlike TensorFlow, a run computes its nodes one
    after the other: one that takes from an empty queue before it puts something in
    waits. Source: tf.queue.QueueBase.
    """

    def __init__(self, dtypes: Any, shapes: Any, names: Any, queue_ref: Any) -> None:
        for what, given in (("shapes", shapes), ("names", names)):
            if given is not None and len(given) != len(dtypes):
                raise ValueError(
                    f"Queue {what} must have the same length as dtypes, received "
                    f"len({what})={len(given)}, len(dtypes)={len(dtypes)}"
                )
        if shapes is None:
            shapes = [None] * len(dtypes)
        self._dtypes = list(dtypes)
        self._shapes = [TensorShapeV1(shape) for shape in shapes]
        self._names = names
        self._queue_ref = queue_ref
        self._name = queue_ref.op.name.split("/")[-1]

    @staticmethod
    def from_list(index: Any, queues: Any) -> QueueBase:
        """The queue that ``index``, an integer tensor, picks among ``queues``.

        Raises ``TypeError`` where these are not alike. Source:
        tf.queue.QueueBase.from_list.
        """
        alike = isinstance(queues, list) and all(
            isinstance(queue, QueueBase) for queue in queues
        )
        if not queues or not alike:
            raise TypeError("A list of queues expected")
        first = queues[0]
        if any(queue.dtypes != first.dtypes for queue in queues):
            raise TypeError("Queues do not have matching component dtypes.")
        if any(queue.names != first.names for queue in queues):
            raise TypeError("Queues do not have matching component names.")
        shapes = [
            common_shape(found)
            for found in zip(*[queue.shapes for queue in queues], strict=True)
        ]
        with home.within(first.queue_ref.graph):
            handles = stack([queue.queue_ref for queue in queues])
            chosen = gather(handles, index)
        return QueueBase(first.dtypes, shapes, first.names, chosen)

    @property
    def queue_ref(self) -> Any:
        """The tensor of the queue's handle."""
        return self._queue_ref

    @property
    def name(self) -> str:
        """The name of the node that makes the queue."""
        name: str = self._queue_ref.op.name
        return name

    @property
    def dtypes(self) -> list[DType]:
        """The dtype of each component."""
        return self._dtypes

    @property
    def shapes(self) -> list[TensorShape]:
        """The shape of each component; unknown where it was not given."""
        return self._shapes  # type: ignore[return-value]

    @property
    def names(self) -> Any:
        """The name of each component, or None."""
        return self._names

    def enqueue(self, vals: Any, name: str | None = None) -> Any:
        """An operation that puts one element, and waits while the queue is full.

        ``vals`` is a tensor, a list of them, or a dict where the queue has names.
        Raises ``ValueError`` for shapes that do not fit. When it is run,
        ``CancelledError`` says that the queue or the session was closed.
        """
        graph = self._queue_ref.graph
        default = f"{self._name}_enqueue"
        with home.within(graph), graph.scope(name or default) as scope:
            tensors = self._components(vals)
            for tensor, shape in zip(tensors, self._shapes, strict=False):
                tensor.shape.assert_is_compatible_with(shape)
            return ops.queue_enqueue_op(self._queue_ref, tensors, name=scope)

    def enqueue_many(self, vals: Any, name: str | None = None) -> Any:
        """An operation that puts one element for each row of ``vals``."""
        graph = self._queue_ref.graph
        default = f"{self._name}_EnqueueMany"
        with home.within(graph), graph.scope(name or default) as scope:
            tensors = self._components(vals)
            length = Dimension(None)
            for tensor, shape in zip(tensors, self._shapes, strict=False):
                rows = tensor.shape.with_rank_at_least(1)
                length = length.merge_with(TensorShapeV1(rows)[0])
                rows[1:].assert_is_compatible_with(shape)
            return ops.queue_enqueue_many_op(self._queue_ref, tensors, name=scope)

    def dequeue(self, name: str | None = None) -> Any:
        """The components of the next element; waits while there is none.

        One tensor, a list of several, or a dict where the queue has names. When it is
        run, ``OutOfRangeError`` says that the queue is closed and empty.
        """
        found = self._apply(
            ops.queue_dequeue_op,
            name or f"{self._name}_Dequeue",
            component_types=tuple(self._dtypes),
        )
        return self._element(found, self._shapes)

    def dequeue_many(self, n: Any, name: str | None = None) -> Any:
        """The next ``n`` elements, stacked: each component has a new first axis.

        The queue must have been made with ``shapes``.
        """
        found = self._apply(
            ops.queue_dequeue_many_op,
            name or f"{self._name}_DequeueMany",
            n,
            component_types=tuple(self._dtypes),
        )
        count = found[0].op.inputs[1].static_value()
        rows = TensorShape([None if count is None else int(count)])
        return self._element(found, [rows.concatenate(s) for s in self._shapes])

    def dequeue_up_to(self, n: Any, name: str | None = None) -> Any:
        """As ``dequeue_many``, but of a closed queue it takes what is left."""
        found = self._apply(
            ops.queue_dequeue_up_to_op,
            name or f"{self._name}_DequeueUpTo",
            n,
            component_types=tuple(self._dtypes),
        )
        rows = TensorShape([None])
        return self._element(found, [rows.concatenate(s) for s in self._shapes])

    def close(
        self, cancel_pending_enqueues: bool = False, name: str | None = None
    ) -> Any:
        """An operation after which the queue takes no more elements."""
        return self._apply(
            ops.queue_close_op,
            name or f"{self._name}_Close",
            cancel_pending_enqueues=cancel_pending_enqueues,
        )

    def is_closed(self, name: str | None = None) -> Any:
        """A tensor that says whether the queue is closed."""
        default = f"{self._name}_Is_Closed"
        return self._apply(ops.queue_is_closed_op, name or default)

    def size(self, name: str | None = None) -> Any:
        """An int32 tensor: how many elements are in the queue."""
        return self._apply(ops.queue_size_op, name or f"{self._name}_Size")

    def _apply(self, op: Any, name: str, *inputs: Any, **attrs: Any) -> Any:
        with home.within(self._queue_ref.graph):
            return op(self._queue_ref, *inputs, **attrs, name=name)

    def _element(self, tensors: list[Any], shapes: Sequence[Any]) -> Any:
        for tensor, shape in zip(tensors, shapes, strict=True):
            tensor.set_shape(shape)
        if self._names:
            return dict(zip(self._names, tensors, strict=True))
        return tensors[0] if len(tensors) == 1 else tensors

    def _components(self, vals: Any) -> list[Any]:
        """The tensors of an element, in order."""
        if isinstance(vals, dict):
            if not self._names:
                raise ValueError("Queue must have names to enqueue a dictionary")
            if sorted(self._names, key=str) != sorted(vals, key=str):
                raise ValueError(
                    f"Keys in dictionary to enqueue do not match names of Queue.  "
                    f"Dictionary: {sorted(vals)},Queue: {sorted(self._names)}"
                )
            vals = [vals[key] for key in self._names]
        elif self._names:
            raise ValueError("You must enqueue a dictionary in a Queue with names")
        elif not isinstance(vals, (list, tuple)):
            vals = [vals]
        graph = self._queue_ref.graph
        return [
            graph.convert(value, dtype, f"component_{position}")
            for position, (value, dtype) in enumerate(
                zip(vals, self._dtypes, strict=False)
            )
        ]


def _make(
    op: Callable[..., Any],
    capacity: Any,
    dtypes: Sequence[DType],
    shapes: Sequence[TensorShape] | None,
    shared_name: str | None,
    name: str,
    **attrs: Any,
) -> Any:
    """The tensor of a new queue's handle, in the default graph."""
    with home.within(get_default_graph()):
        return op(
            component_types=tuple(dtypes),
            shapes=tuple(shapes or ()),
            capacity=as_int(capacity, "capacity"),
            shared_name=shared_name or "",
            name=name,
            **attrs,
        )


class FIFOQueue(QueueBase):
    """A queue that gives its elements in the order in which they came.

    At most ``capacity`` elements are in it. Source: tf.queue.FIFOQueue.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     queue = tf.FIFOQueue(10, tf.int32, shapes=[[]])
    ...     sess.run(queue.enqueue_many([[1, 2, 3]]))
    ...     print(sess.run([queue.dequeue(), queue.size()]))
    [np.int32(1), np.int32(2)]
    """

    def __init__(
        self,
        capacity: Any,
        dtypes: Any,
        shapes: Any = None,
        names: Any = None,
        shared_name: str | None = None,
        name: str = "fifo_queue",
    ) -> None:
        kinds = as_types(dtypes)
        known = as_shapes(shapes, kinds)
        names = as_names(names, kinds)
        handle = _make(ops.fifo_queue_op, capacity, kinds, known, shared_name, name)
        super().__init__(kinds, known, names, handle)


class RandomShuffleQueue(QueueBase):
    """A queue that gives its elements in random order.

    Until it is closed, ``min_after_dequeue`` elements stay in it to be mixed with. The
    order for given seeds is TensorFlow's. Source: tf.queue.RandomShuffleQueue.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     queue = tf.RandomShuffleQueue(10, 0, tf.int32, shapes=[[]], seed=3)
    ...     sess.run(queue.enqueue_many([[0, 1, 2, 3, 4]]))
    ...     print(sess.run(queue.dequeue_many(5)))
    [2 3 1 0 4]
    """

    def __init__(
        self,
        capacity: Any,
        min_after_dequeue: Any,
        dtypes: Any,
        shapes: Any = None,
        names: Any = None,
        seed: int | None = None,
        shared_name: str | None = None,
        name: str = "random_shuffle_queue",
    ) -> None:
        kinds = as_types(dtypes)
        known = as_shapes(shapes, kinds)
        names = as_names(names, kinds)
        seed1, seed2 = queue_seeds(seed, shared_name)
        handle = _make(
            ops.random_shuffle_queue_op,
            capacity,
            kinds,
            known,
            shared_name,
            name,
            min_after_dequeue=as_int(min_after_dequeue, "min_after_dequeue"),
            seed=seed1,
            seed2=seed2,
        )
        super().__init__(kinds, known, names, handle)


class PaddingFIFOQueue(QueueBase):
    """A queue whose elements may differ in length: a batch is filled up with zeros.

    ``shapes`` has None where lengths may differ. Source: tf.queue.PaddingFIFOQueue.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     queue = tf.PaddingFIFOQueue(10, tf.int32, shapes=[[None]])
    ...     for line in ([1], [2, 3]):
    ...         sess.run(queue.enqueue([line]))
    ...     print(sess.run(queue.dequeue_many(2)).tolist())
    [[1, 0], [2, 3]]
    """

    def __init__(
        self,
        capacity: Any,
        dtypes: Any,
        shapes: Any,
        names: Any = None,
        shared_name: str | None = None,
        name: str = "padding_fifo_queue",
    ) -> None:
        kinds = as_types(dtypes)
        known = as_shapes(shapes, kinds, partial=True)
        if known is None:
            raise ValueError(
                "When providing partial shapes, a list of shapes must be provided."
            )
        names = as_names(names, kinds)
        handle = _make(
            ops.padding_fifo_queue_op, capacity, kinds, known, shared_name, name
        )
        super().__init__(kinds, known, names, handle)


class PriorityQueue(QueueBase):
    """A queue whose elements begin with an int64; the smallest comes out first.

    ``types`` are those of the other components. Source: tf.queue.PriorityQueue.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     queue = tf.PriorityQueue(10, tf.string, shapes=[[]])
    ...     for element in ((3, "late"), (1, "soon")):
    ...         sess.run(queue.enqueue(element))
    ...     print(sess.run(queue.dequeue()))
    [np.int64(1), b'soon']
    """

    def __init__(
        self,
        capacity: Any,
        types: Any,
        shapes: Any = None,
        names: Any = None,
        shared_name: str | None = None,
        name: str = "priority_queue",
    ) -> None:
        kinds = as_types(types)
        known = as_shapes(shapes, kinds)
        handle = _make(ops.priority_queue_op, capacity, kinds, known, shared_name, name)
        whole = [TensorShape([]), *(known or [TensorShape(None)] * len(kinds))]
        super().__init__([dt.int64, *kinds], whole, names, handle)
