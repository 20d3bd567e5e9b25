"""Learning rates that go in stages: constant pieces, and restarts of a cosine."""

from __future__ import annotations

import math
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.core.nest import flatten
from teachflow.graph.control.case import case
from teachflow.graph.control.cond import cond
from teachflow.ops.arrays.array import constant
from teachflow.ops.math.cast import cast
from teachflow.ops.math.elementary import floor
from teachflow.ops.math.logic import equal, greater, less_equal, logical_and
from teachflow.ops.math.math import log, multiply
from teachflow.ops.math.trigonometry import cos
from teachflow.training.schedules import schedule


@composite
def piecewise_constant(
    x: Any, boundaries: Any, values: Any, name: str | None = None
) -> Any:
    """``values[0]`` up to ``boundaries[0]``, then ``values[1]`` and so on.

    ``x`` is the step: a scalar; a boundary still belongs to what is before it. Raises
    ``ValueError`` unless there is one value more than boundaries, all values have one
    dtype, and the boundaries have that of ``x``.
    Source: tf.compat.v1.train.piecewise_constant.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     rates = [
    ...         tf.train.piecewise_constant(step, [10, 20], [0.5, 0.25, 0.125])
    ...         for step in (10, 11, 21)
    ...     ]
    ...     print(*sess.run(rates))
    0.5 0.25 0.125
    """
    here = home.choose((x, boundaries, values))
    edges = [here.convert(edge) for edge in flatten(boundaries)]
    rates = [here.convert(rate) for rate in flatten(values)]
    if len(edges) != len(rates) - 1:
        raise ValueError(
            f"The length of boundaries should be 1 less than the length of values: "
            f"there are {len(edges)} boundaries and {len(rates)} values."
        )
    step = here.convert(x)
    kind = step.dtype.base_dtype
    for position, edge in enumerate(edges):
        if edge.dtype is kind:
            continue
        if edge.dtype is not dt.int32 or kind is not dt.int64:
            raise ValueError(
                f"Boundaries ({edge.dtype!r}) must have the same dtype as x ({kind!r})."
            )
        edges[position] = cast(edge, kind)
    for rate in rates[1:]:
        if rate.dtype is not rates[0].dtype:
            raise ValueError(
                f"Values must have elements all with the same dtype "
                f"({rates[0].dtype!r} vs {rate.dtype!r})."
            )
    with here.scope(name or "PiecewiseConstant"):
        if not edges:
            return rates[0]
        pieces = [
            (less_equal(step, edges[0]), lambda: rates[0]),
            (greater(step, edges[-1]), lambda: rates[-1]),
        ]
        for low, high, rate in zip(edges[:-1], edges[1:], rates[1:-1], strict=True):
            inside = logical_and(greater(step, low), less_equal(step, high), name="and")
            pieces.append((inside, lambda rate=rate: rate))  # type: ignore[misc]
        return case(pieces, default=lambda: rates[0], exclusive=True)


@composite
def cosine_decay_restarts(
    learning_rate: Any,
    global_step: Any,
    first_decay_steps: Any,
    t_mul: Any = 2.0,
    m_mul: Any = 1.0,
    alpha: Any = 0.0,
    name: str | None = None,
) -> Any:
    """Half a cosine down, and again from the top, ``t_mul`` times as long each time.

    Each restart begins at ``m_mul`` times the rate of the last; ``alpha`` is the part
    of the rate that is left at the end.
    Source: tf.compat.v1.train.cosine_decay_restarts; Loshchilov and Hutter (2017).

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     rates = [tf.train.cosine_decay_restarts(1.0, s, 10) for s in (5, 10, 20)]
    ...     print(*[round(float(rate), 4) for rate in sess.run(rates)])
    0.5 1.0 0.5
    """
    with schedule(
        "cosine_decay_restarts", "SGDRDecay", name, learning_rate, global_step
    ) as (scope, rate, dtype):
        first, low = cast(first_decay_steps, dtype), cast(alpha, dtype)
        longer, higher = cast(t_mul, dtype), cast(m_mul, dtype)
        done = cast(global_step, dtype) / first

        def equally_long() -> Any:
            restarts = floor(done)
            return restarts, done - restarts

        def ever_longer() -> Any:
            restarts = floor(log(1.0 - done * (1.0 - longer)) / log(longer))
            before = (1.0 - longer**restarts) / (1.0 - longer)
            return restarts, (done - before) / longer**restarts

        restarts, part = cond(equal(longer, 1.0), equally_long, ever_longer)
        height = 0.5 * higher**restarts
        fallen = height * (1.0 + cos(constant(math.pi, dtype) * part))
        return multiply(rate, (1 - low) * fallen + low, name=scope)
