"""``tf.linspace``, which TensorFlow builds from some seventy nodes.

Their number counts: unseeded random ops take their seed from it. So they are all here,
in TensorFlow's order, as general as there: tensors as ends, any axis, any ``num``.
The op ``LinSpace`` is for graphs that come from elsewhere.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.dtypes import FLOATS, INDEX
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.broadcasting import broadcast_args, broadcast_to
from teachflow.ops.arrays.create import range_, zeros_like
from teachflow.ops.arrays.joining import concat
from teachflow.ops.arrays.lengths import shape
from teachflow.ops.arrays.reshaping import expand_dims, reshape
from teachflow.ops.arrays.selecting import where_v2
from teachflow.ops.arrays.shaping import sum_like
from teachflow.ops.arrays.slicing.slices import slice_
from teachflow.ops.math.cast import cast, cast_op
from teachflow.ops.math.logic import equal
from teachflow.ops.math.order import maximum


def _counted(call: Any) -> TensorShape:
    count = call.inputs[2].static_value()
    return TensorShape([None if count is None else int(count)])


@op("LinSpace", "T, T, Tidx -> T", shape=_counted, T=FLOATS, Tidx=INDEX)
def linspace_op(start: Any, stop: Any, num: Any) -> Any:
    """``num`` numbers from ``start`` to ``stop``, both included, evenly spaced."""
    count = num.item()
    if count < 0:
        raise InvalidArgumentError(None, None, f"Requires num >= 0: {count}")
    steps = np.arange(count, dtype=start.dtype)
    values = start + (stop - start) / start.dtype.type(max(count - 1, 1)) * steps
    if count > 1:
        values[-1] = stop
    return values


@linspace_op.vjp
def _(call: Any, g: Any) -> Any:
    start, stop, num = call.inputs
    one = cast(1, start.dtype.base_dtype)
    share = linspace_op(one - one, one, num)  # of the stop in each number
    return (
        lambda: sum_like(g * (1 - share), start),
        lambda: sum_like(g * share, stop),
        None,
    )


linspace_op.jvp_linear(0, 1)


@composite
def linspace(
    start: Any, stop: Any, num: Any, name: str | None = None, axis: int = 0
) -> Any:
    """Returns ``num`` numbers from ``start`` to ``stop``, both included, evenly spaced.

    Ends of several axes give that many sequences, along a new axis ``axis``. Both ends
    have one dtype; whole numbers give float64. Source: tf.linspace.

    >>> import teachflow as tf
    >>> tf.linspace(0.0, 1.0, 5).numpy()
    array([0.  , 0.25, 0.5 , 0.75, 1.  ], dtype=float32)
    """
    here = home.choose((start, stop, num))
    with here.scope(name or "linspace"):
        start = here.convert(start, None, "start")
        stop = here.convert(stop, start.dtype.base_dtype, "stop")
        count = here.convert(num, None, "num")
        if not count.dtype.is_integer:
            raise TypeError(
                "Argument `tensor` (name: num) must be of type integer. Received "
                f"`tensor` = {num} of dtype: {count.dtype}"
            )
        count = cast_op(count, DstT=dt.int32)
        cast_op(count, DstT=start.dtype.base_dtype)  # unused, but TensorFlow has it
        common = broadcast_args(shape(start), shape(stop))
        start, stop = broadcast_to(start, common), broadcast_to(stop, common)
        first, last = expand_dims(start, axis), expand_dims(stop, axis)
        lengths = shape(first)
        rank = shape(lengths)[0]
        place = where_v2(axis >= 0, axis, rank + axis)
        between = maximum(count - 2, 0)
        steps = maximum(count - 1, 1)
        step = (last - first) / cast(steps, last.dtype)
        first, last = cast(first, step.dtype), cast(last, step.dtype)
        end = where_v2(count >= 0, steps, -1)
        numbers = cast(range_(1, end, dtype=dt.int64), step.dtype)
        here_only = equal(place, range_(rank))
        numbers = reshape(numbers, where_v2(here_only, between, 1))
        every = concat([first, first + step * numbers, last], place)
        begin = zeros_like(lengths)
        before = lengths[0:place]
        wanted = reshape(count, [1])
        after = lengths[place + 1 :]
        return slice_(every, begin, concat([before, wanted, after], 0))
