"""Tensors scaled down where their norm is too great: against gradients that explode."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core.home import composite
from teachflow.core.operand import Operand
from teachflow.ops.arrays.array import identity
from teachflow.ops.arrays.create import ones_like, range_
from teachflow.ops.arrays.indexed_slices import in_place_of, rows_of
from teachflow.ops.arrays.lengths import rank, size
from teachflow.ops.arrays.selecting import where
from teachflow.ops.linalg.norms import global_norm
from teachflow.ops.math.cast import cast
from teachflow.ops.math.elementary import rsqrt, sqrt
from teachflow.ops.math.logic import greater
from teachflow.ops.math.order import maximum, minimum
from teachflow.ops.math.reduce import reduce_sum


@composite
def clip_by_norm(
    t: Any, clip_norm: Any, axes: Any = None, name: str | None = None
) -> Any:
    """Returns ``t``, scaled so that its Euclidean norm is at most ``clip_norm``.

    The norm is that along ``axes``, of all elements where None. Source:
    tf.clip_by_norm.

    >>> import teachflow as tf
    >>> tf.clip_by_norm([3.0, 4.0], 1.0).numpy()
    array([0.6, 0.8], dtype=float32)
    """
    here = home.choose((t, clip_norm))
    with here.scope(name or "clip_by_norm") as scope:
        values = here.convert(rows_of(t), None, "t")
        if isinstance(clip_norm, Operand) or np.ndim(clip_norm):
            clip_norm = cast(maximum(clip_norm, 0), values.dtype.base_dtype)
        else:
            clip_norm = max(clip_norm, 0)
        total = reduce_sum(values * values, axis=axes, keepdims=True)
        there = greater(total, 0)
        safe = where(
            there, total, ones_like(total)
        )  # the root's slope at 0 is infinite
        length = where(there, sqrt(safe), total)
        scaled = values * clip_norm
        clipped = identity(scaled / maximum(length, clip_norm), name=scope or None)
        return in_place_of(t, clipped)


@composite
def clip_by_average_norm(t: Any, clip_norm: Any, name: str | None = None) -> Any:
    """Returns ``t``, scaled so that its norm over its size is at most ``clip_norm``.

    Source: tf.compat.v1.clip_by_average_norm.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.clip_by_average_norm([3.0, 4.0], 0.5))
    array([0.6, 0.8], dtype=float32)
    """
    here = home.choose((t, clip_norm))
    with here.scope(name or "clip_by_average_norm") as scope:
        t = here.convert(t, None, "t")
        kind = t.dtype.base_dtype
        count = cast(size(t), kind)
        inverse = rsqrt(reduce_sum(t * t, axis=range_(rank(t))))
        scaled = t * clip_norm
        over = inverse * count
        least = minimum(over, here.convert(1.0, kind) / clip_norm)
        return identity(scaled * least, name=scope or None)


@composite
def clip_by_global_norm(
    t_list: Any, clip_norm: Any, use_norm: Any = None, name: str | None = None
) -> Any:
    """Returns the tensors of a list, scaled together, and their norm before.

    All are scaled by ``clip_norm`` over the norm of all their elements, where that is
    greater than ``clip_norm``; None among them stays None. ``use_norm`` is the norm
    where it is known already. Where the norm is not finite all becomes NaN. Raises
    ``TypeError`` where ``t_list`` is no list. Source: tf.clip_by_global_norm.

    >>> import teachflow as tf
    >>> clipped, norm = tf.clip_by_global_norm([[3.0], [4.0]], 1.0)
    >>> [part.numpy() for part in clipped], norm.numpy()
    ([array([0.6], dtype=float32), array([0.8], dtype=float32)], np.float32(5.0))
    """
    if not isinstance(t_list, (list, tuple)):
        raise TypeError(f"`t_list` should be a sequence of tensors. Received {t_list}.")
    tensors = list(t_list)
    here = home.choose((tensors, clip_norm, use_norm))
    whole = global_norm(tensors, name) if use_norm is None else use_norm
    with here.scope(name or "clip_by_global_norm") as scope:
        inverse = 1.0 / whole
        limit = here.convert(1.0, inverse.dtype.base_dtype) / clip_norm
        scale = clip_norm * minimum(inverse, limit)
        scale = scale + (whole - whole)  # not a number where the norm is infinite
        values = [
            None if item is None else here.convert(rows_of(item), None, f"t_{number}")
            for number, item in enumerate(tensors)
        ]
        clipped = [
            None if item is None else identity(item * scale, name=f"{scope}_{number}")
            for number, item in enumerate(values)
        ]
        return list(map(in_place_of, tensors, clipped)), whole
