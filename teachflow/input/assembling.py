"""How batches come about: the queue between examples and batches, and its runner.

Source: tf.compat.v1.train.batch and its kin, which share all this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.shapes import TensorShape
from teachflow.graph.control.cond import cond
from teachflow.input.producers import summarize_fullness
from teachflow.input.queue import (
    FIFOQueue,
    PaddingFIFOQueue,
    QueueBase,
    RandomShuffleQueue,
)
from teachflow.input.runner import QueueRunner, add_queue_runner
from teachflow.ops.arrays.groups.partition import dynamic_partition
from teachflow.ops.math.cast import cast
from teachflow.ops.math.order import maximum
from teachflow.ops.output import summary
from teachflow.ops.state.state import no_op

Make = Callable[[list[dt.DType], list[Any]], QueueBase]


def batched(
    sources: Sequence[Any],
    keep_input: Any,
    batch_size: Any,
    make: Make,
    measure: Callable[[QueueBase], None],
    enqueue_many: bool,
    shapes: Any,
    threads: int,
    smaller: bool,
    name: str,
    function: str,
) -> Any:
    """The batch of examples from ``sources``, each a list or dict of tensors."""
    if not sources:
        raise ValueError("Expected at least one set of tensors")
    like = sources[0]
    lists = [_in_order(tensors, like) for tensors in sources]
    here = home.choose((lists, keep_input))
    with here.scope(name) as scope:
        examples = [[here.convert(tensor) for tensor in item] for item in lists]
        if not all(examples):
            raise ValueError(f"Expected at least one tensor in {function}().")
        keep = _kept(here, keep_input, enqueue_many)
        kinds = _types(examples)
        queue = make(kinds, _shapes(examples, shapes, enqueue_many))
        put = queue.enqueue_many if enqueue_many else queue.enqueue
        fills = [_fill(put, tensors, keep) for tensors in examples]
        add_queue_runner(QueueRunner(queue, fills * threads))
        measure(queue)
        take = queue.dequeue_up_to if smaller else queue.dequeue_many
        found = take(batch_size, name=scope)
    if not isinstance(like, dict):
        return found
    found = found if isinstance(found, list) else [found]
    return dict(zip(sorted(like, key=str), found, strict=True))


def _in_order(tensors: Any, like: Any) -> list[Any]:
    """The tensors of one example; of a dict by its keys, in order."""
    if isinstance(like, dict):
        if set(tensors) != set(like):
            raise ValueError("All dictionaries in tensors_list must have the same keys")
        return [tensors[key] for key in sorted(tensors, key=str)]
    return list(tensors)


def _kept(here: home.Home, keep_input: Any, enqueue_many: bool) -> Any:
    keep = here.convert(keep_input)
    rank = keep.shape.rank
    if rank is None:
        raise ValueError("`keep_input` dimensions must be known at graph construction.")
    if rank == 1 and not enqueue_many:
        raise ValueError("`keep_input` cannot be a vector when `enqueue_many=False`.")
    if rank > 1:
        raise ValueError("`keep_input` must be 0 or 1 dimensions.")
    return keep


def _fill(put: Callable[..., Any], tensors: list[Any], keep: Any) -> Any:
    """The operation that puts an example, or the rows to keep of many."""
    if keep.shape.rank == 1:
        number = cast(keep, dt.int32)
        return put([dynamic_partition(tensor, number, 2)[1] for tensor in tensors])
    known = keep.static_value()
    if known is None:
        return cond(keep, lambda: put(tensors), no_op)
    return put(tensors) if known else no_op()


def _types(examples: Sequence[Sequence[Any]]) -> list[dt.DType]:
    kinds = [[tensor.dtype.base_dtype for tensor in item] for item in examples]
    for other in kinds[1:]:
        if other != kinds[0]:
            raise TypeError(
                f"Expected types to be consistent: "
                f"{', '.join(kind.name for kind in kinds[0])} vs. "
                f"{', '.join(kind.name for kind in other)}."
            )
    return kinds[0]


def _shapes(
    examples: Sequence[Sequence[Any]], shapes: Any, enqueue_many: bool
) -> list[Any]:
    """The shape of one example's tensors: as given, or as all sources agree."""
    if shapes is not None:
        return list(shapes)
    found = []
    for tensors in zip(*examples, strict=True):
        merged = TensorShape(None)
        for tensor in tensors:
            if tensor.shape.rank is None:
                raise ValueError(f"Cannot infer Tensor's rank: {tensor}")
            if enqueue_many:
                merged = merged.merge_with(tensor.shape.with_rank_at_least(1)[1:])
            else:
                merged = merged.merge_with(tensor.shape)
        found.append(merged)
    return found


def in_order_of_coming(
    capacity: int, dynamic_pad: bool, shared_name: str | None
) -> tuple[Make, Callable[[QueueBase], None]]:
    """How the queue of a plain batch is made, and how its fullness is summarized."""

    def make(kinds: list[dt.DType], shapes: list[Any]) -> QueueBase:
        if dynamic_pad:
            return PaddingFIFOQueue(capacity, kinds, shapes, shared_name=shared_name)
        return FIFOQueue(capacity, kinds, shapes, shared_name=shared_name)

    def measure(queue: QueueBase) -> None:
        summarize_fullness(f"fraction_of_{capacity}_full", queue.size(), capacity)

    return make, measure


def shuffled(
    capacity: int, least: int, seed: int | None, shared_name: str | None
) -> tuple[Make, Callable[[QueueBase], None]]:
    """The same for a batch in random order."""
    if capacity <= least:
        raise ValueError(
            f"capacity {capacity} must be bigger than min_after_dequeue {least}."
        )
    room = capacity - least

    def make(kinds: list[dt.DType], shapes: list[Any]) -> QueueBase:
        return RandomShuffleQueue(
            capacity, least, kinds, shapes, seed=seed, shared_name=shared_name
        )

    def measure(queue: QueueBase) -> None:
        over = maximum(0, queue.size() - least)
        summary.scalar(
            f"fraction_over_{least}_of_{room}_full", cast(over, dt.float32) * (1 / room)
        )

    return make, measure
