"""Rows of a table by number, where the table may be several tensors."""

from __future__ import annotations

from typing import Any

from teachflow.core import home
from teachflow.core.dtypes import int32
from teachflow.core.home import composite
from teachflow.core.operand import operands
from teachflow.ops.arrays.array import identity
from teachflow.ops.arrays.create import ones_like, range_
from teachflow.ops.arrays.gather import gather
from teachflow.ops.arrays.groups.partition import (
    dynamic_partition,
    parallel_dynamic_stitch,
)
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.lengths import shape, size
from teachflow.ops.arrays.reshaping import reshape
from teachflow.ops.arrays.selecting import select_op
from teachflow.ops.arrays.stacking import stack
from teachflow.ops.math.arithmetic import truediv
from teachflow.ops.math.cast import cast
from teachflow.ops.math.elementary import sqrt
from teachflow.ops.math.logic import greater, less
from teachflow.ops.math.order import maximum
from teachflow.ops.math.reduce import reduce_sum


@composite
def embedding_lookup(
    params: Any,
    ids: Any,
    partition_strategy: str = "mod",
    name: str | None = None,
    validate_indices: bool = True,
    max_norm: float | None = None,
) -> Any:
    """Returns the rows of ``params`` that ``ids`` name: [*ids' shape, *row's shape].

    ``params`` is one tensor or variable, or a list of them that share the rows among
    each other: with "mod" row ``i`` is row ``i // n`` of number ``i % n``, with "div"
    each has a stretch of them. Rows longer than ``max_norm`` are shortened. Raises
    ``ValueError`` for another strategy. ``validate_indices`` does nothing, as in
    TensorFlow. Source: tf.compat.v1.nn.embedding_lookup.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     table = tf.constant([[1.0], [2.0], [3.0]])
    ...     sess.run(tf.nn.embedding_lookup(table, [2, 0]))
    array([[3.],
           [1.]], dtype=float32)
    """
    tables = list(params) if isinstance(params, (list, tuple)) else [params]
    if not tables:
        raise ValueError(f"Argument `params` must be provided. Received: {params}")
    here = home.choose((tables, ids))
    with here.scope(name or "embedding_lookup") as scope:
        tables = [here.convert(table, None, "params") for table in tables]
        ids = here.convert(ids, None, "ids")
        if len(tables) == 1:
            found = gather(tables[0], ids, name=scope or None)
            return identity(_clipped(here, found, ids, max_norm))
        return _from_several(here, tables, ids, partition_strategy, max_norm, scope)


def _from_several(
    here: Any, tables: list[Any], ids: Any, strategy: str, limit: Any, scope: str
) -> Any:
    _check_strategy(strategy)
    count = len(tables)
    flat = reshape(ids, [-1])
    order = range_(size(flat))
    whose, row = _mod(flat, count) if strategy == "mod" else _div(here, flat, tables)
    whose = cast(whose, int32)
    rows = dynamic_partition(row, whose, num_partitions=count)
    places = dynamic_partition(order, whose, num_partitions=count)
    parts = [gather(table, part) for table, part in zip(tables, rows, strict=True)]
    found = parallel_dynamic_stitch(places, parts, name=scope or None)
    tail = tables[0].shape[1:]
    for table in tables[1:]:
        tail = tail.merge_with(table.shape[1:])
    rest = tail.as_list() if tail.is_fully_defined() else shape(tables[0])[1:]
    found = reshape(found, concat([shape(ids), rest], 0))
    if here.symbolic:
        found.set_shape(ids.shape.concatenate(tail))
    return _clipped(here, found, ids, limit)


def _check_strategy(strategy: str) -> None:
    if strategy not in ("mod", "div"):
        raise ValueError(
            f"Unrecognized partition strategy: {strategy}. Must be one of either `mod` "
            f"or `div`."
        )


def _mod(flat: Any, count: int) -> tuple[Any, Any]:
    return flat % count, flat // count


def _div(here: Any, flat: Any, tables: list[Any]) -> tuple[Any, Any]:
    """Whose row it is and which, where each table has a stretch of the rows.

    The first tables have one more row each where the rows do not divide evenly.
    """
    count, kind = len(tables), flat.dtype.base_dtype
    lengths = [
        None if table.shape.rank is None else table.shape.as_list()[0]
        for table in tables
    ]
    if None in lengths:
        rows = [
            shape(table, out_type=kind)[0] if length is None else length
            for table, length in zip(tables, lengths, strict=True)
        ]
        total = reduce_sum(stack(rows))
    else:
        total = here.convert(sum(length or 0 for length in lengths), kind)
    each, extra = total // count, total % count
    whose = maximum(flat // (each + 1), (flat - extra) // each)
    longer, shorter = flat % (each + 1), (flat - extra) % each
    return whose, select_op(less(whose, extra), longer, shorter)


def _clipped(here: Any, rows: Any, ids: Any, limit: float | None) -> Any:
    """Rows no longer than ``limit``, where one is given."""
    if limit is None:
        return rows
    axes = list(range(ids.shape.rank, rows.shape.rank))
    with here.scope("clip_by_norm") as scope:
        total = reduce_sum(rows * rows, axes, keepdims=True)
        there = greater(total, 0)
        length = select_op(
            there, sqrt(select_op(there, total, ones_like(total))), total
        )
        short = truediv(rows * limit, maximum(length, limit))
        return identity(short, name=scope or None)


def embedding_lookup_v2(
    params: Any, ids: Any, max_norm: float | None = None, name: str | None = None
) -> Any:
    """Returns the rows of ``params`` that ``ids`` name; of several tables, as "div".

    Source: tf.nn.embedding_lookup.

    >>> import teachflow as tf
    >>> tf.nn.embedding_lookup([[1.0], [2.0], [3.0]], [2, 0]).numpy()
    array([[3.],
           [1.]], dtype=float32)
    """
    if isinstance(params, (list, tuple)) and next(operands(params), None) is None:
        params = [params]  # a table written out
    return embedding_lookup(params, ids, "div", name, max_norm=max_norm)
