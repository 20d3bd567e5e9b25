"""Ops that give a cotangent the shape of another tensor; they exist for gradient rules.

They take the shape from a tensor at run time, so no rule ever asks for one. None is
TensorFlow's; each one's rule is another of them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.registry import op


@op("SumLike", "T, L -> T", shape=rules.like(1))
def sum_like(x: Any, like: Any) -> Any:
    """``x`` summed over the axes along which ``like`` was broadcast to its shape."""
    shape, wanted = x.shape, like.shape
    if shape == wanted:
        return x
    extra = len(shape) - len(wanted)
    axes = tuple(range(extra)) + tuple(
        [
            axis + extra
            for axis, length in enumerate(wanted)
            if length == 1 and shape[axis + extra] != 1
        ]
    )
    return np.add.reduce(x, axis=axes, keepdims=True).reshape(wanted)


@sum_like.vjp
def _(call: Any, g: Any) -> Any:
    x, _like = call.inputs
    return broadcast_like(g, x), None


sum_like.jvp_linear(0)


@op("BroadcastLike", "T, L -> T", shape=rules.like(1))
def broadcast_like(x: Any, like: Any) -> Any:
    """``x`` broadcast to the shape of ``like``, without copying."""
    wanted = like.shape
    return x if x.shape == wanted else np.broadcast_to(x, wanted)


@broadcast_like.vjp
def _(call: Any, g: Any) -> Any:
    x, _like = call.inputs
    return sum_like(g, x), None


broadcast_like.jvp_linear(0)


@op("ReshapeLike", "T, L -> T", shape=rules.like(1))
def reshape_like(x: Any, like: Any) -> Any:
    """The elements of ``x`` in the shape of ``like``."""
    return np.reshape(x, like.shape)


@reshape_like.vjp
def _(call: Any, g: Any) -> Any:
    x, _like = call.inputs
    return reshape_like(g, x), None


reshape_like.jvp_linear(0)
