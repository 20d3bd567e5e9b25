"""Sorting, and looking up in what is sorted."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.core.operand import Operand
from teachflow.ops.arrays.lengths import rank, shape, shape_within
from teachflow.ops.arrays.ordering.uniques import lower_bound, upper_bound
from teachflow.ops.arrays.reshaping import reshape, transpose
from teachflow.ops.nn.ranking import top_k_op


def _descending(here: Any, values: Any, axis: int, places: bool) -> Any:
    """Sorted values, or where they stood, the greatest first."""
    count = shape(values)[axis]
    rank(values)  # TensorFlow's node, read by nobody
    known = values.shape.rank
    order = None
    if axis not in (-1, (known or 0) - 1):
        if known is None:
            raise ValueError(
                f"Sorting along axis {axis} needs to know how many axes {values} has: "
                "give its shape, with tf.reshape or in the placeholder."
            )
        swapped = np.arange(known)
        swapped[[axis % known, -1]] = swapped[[-1, axis % known]]
        order = here.convert(swapped, None, "transposition")
        values = transpose(values, order)
    found = top_k_op(values, count)[1 if places else 0]
    return found if order is None else transpose(found, order)


def _sorted(values: Any, axis: Any, direction: str, name: str, places: bool) -> Any:
    if direction not in ("ASCENDING", "DESCENDING"):
        raise ValueError(
            "Argument `direction` should be one of ASCENDING, DESCENDING. Received: "
            f"direction={direction}"
        )
    here = home.choose((values, axis))
    with here.scope(name):
        axis = here.convert(axis, None, "axis")
        at = axis.static_value()
        if at is None or np.ndim(at):
            raise ValueError(
                f"Argument `axis` must be a constant scalar. Received: axis={axis}."
            )
        values = here.convert(values, None, "values")
        if direction == "DESCENDING":
            return _descending(here, values, int(at), places)
        kind = values.dtype.base_dtype
        if kind.is_unsigned:
            found = _descending(here, kind.max - values, int(at), places)
            return found if places else kind.max - found
        if kind.is_integer:
            found = _descending(here, -values - 1, int(at), places)
            return found if places else -found - 1
        found = _descending(here, -values, int(at), places)
        return found if places else -found


@composite
def sort(
    values: Any, axis: Any = -1, direction: str = "ASCENDING", name: str | None = None
) -> Any:
    """Returns ``values`` sorted along ``axis``.

    ``direction`` is "ASCENDING" or "DESCENDING". Unlike TensorFlow, the rank must be
    known, unless ``axis`` is the last. Source: tf.sort.

    >>> import teachflow as tf
    >>> tf.sort([3, 1, 2]).numpy()
    array([1, 2, 3], dtype=int32)
    """
    return _sorted(values, axis, direction, name or "sort", places=False)


@composite
def argsort(
    values: Any,
    axis: Any = -1,
    direction: str = "ASCENDING",
    stable: bool = False,
    name: str | None = None,
) -> Any:
    """Returns where along ``axis`` each of the sorted values stood, an int32.

    Equal ones keep their order. ``stable`` changes nothing, as in TensorFlow. Source:
    tf.argsort.

    >>> import teachflow as tf
    >>> tf.argsort([30, 10, 20]).numpy()
    array([1, 2, 0], dtype=int32)
    """
    return _sorted(values, axis, direction, name or "argsort", places=True)


@composite
def searchsorted(
    sorted_sequence: Any,
    values: Any,
    side: str = "left",
    out_type: Any = dt.int32,
    name: str | None = None,
) -> Any:
    """Returns where ``values`` would have to stand to keep ``sorted_sequence`` sorted.

    Each row of the last axis is looked up in its own row. ``side`` says on which side
    of equal elements. Raises ``ValueError`` for another side. Source: tf.searchsorted.

    >>> import teachflow as tf
    >>> tf.searchsorted([1, 3, 5, 7], [3, 4]).numpy()
    array([1, 2], dtype=int32)
    """
    if side not in ("left", "right"):
        raise ValueError(
            f"Argument `side` must be either 'right' or 'left'. Received: `side` = "
            f"'{side}'."
        )
    here = home.choose((sorted_sequence, values))

    def lengths(x: Any) -> Any:
        return shape_within(x, None, dt.int32, "shape_as_tensor")

    if not isinstance(sorted_sequence, Operand):
        sorted_sequence = here.convert(sorted_sequence)
    if not isinstance(values, Operand):
        values = here.convert(values, sorted_sequence.dtype.base_dtype)
    columns = lengths(sorted_sequence)[-1]
    wanted = lengths(values)[-1]
    rows = reshape(sorted_sequence, [-1, columns])
    flat = reshape(values, [-1, wanted])
    bound = lower_bound if side == "left" else upper_bound
    found = bound(rows, flat, out_type=dt.as_dtype(out_type), name=name)
    return reshape(found, lengths(values))
