"""Dropout: some elements become 0, the others grow, so that the mean stays."""

from __future__ import annotations

import numbers
from typing import Any

from teachflow.core import home
from teachflow.core.home import composite
from teachflow.core.operand import Operand
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.lengths import shape
from teachflow.ops.arrays.selecting import select_v2_op
from teachflow.ops.math.logic import greater_equal
from teachflow.ops.math.math import multiply, real_divide, subtract
from teachflow.ops.random.random import random_uniform


@composite
def dropout(
    x: Any,
    keep_prob: Any = None,
    noise_shape: Any = None,
    seed: int | None = None,
    name: str | None = None,
    rate: Any = None,
) -> Any:
    """Returns ``x`` with each element dropped at random, the others scaled up.

    An element stays with probability ``keep_prob``, or ``1 - rate``, and is then
    divided by it; else it is 0. ``noise_shape`` has length 1 along axes that share one
    draw.
    Raises ``ValueError`` where neither is given, or for what is no probability.
    Source: tf.compat.v1.nn.dropout.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.nn.dropout(tf.ones([5]), keep_prob=0.5, seed=42))
    array([2., 2., 2., 2., 0.], dtype=float32)
    """
    if keep_prob is not None:
        if rate is not None:
            raise ValueError("Cannot specify both 'rate' and 'keep_prob'.")
        try:
            rate = 1.0 - keep_prob
        except TypeError:
            raise ValueError(
                f"`keep_prob` must be a floating point number or Tensor. Received: "
                f"keep_prob={keep_prob}"
            ) from None
    if rate is None:
        raise ValueError(
            "`rate` must be provided. Received: rate=None. Give rate=0.5 to drop half "
            "of the elements, or keep_prob=0.5 to keep half."
        )
    return dropout_v2(x, rate, noise_shape, seed, name)


@composite
def dropout_v2(
    x: Any,
    rate: Any,
    noise_shape: Any = None,
    seed: int | None = None,
    name: str | None = None,
) -> Any:
    """Returns ``x`` with each element dropped with probability ``rate``.

    What stays is divided by ``1 - rate``. Source: tf.nn.dropout.

    >>> import teachflow as tf
    >>> tf.random.set_seed(0)
    >>> sorted(set(tf.nn.dropout(tf.ones([1000]), rate=0.5).numpy().tolist()))
    [0.0, 2.0]
    """
    number = isinstance(rate, numbers.Real)
    if number and not 0 <= rate < 1:
        raise ValueError(
            f"`rate` must be a scalar tensor or a float in the range [0, 1). Received: "
            f"rate={rate}"
        )
    here = home.choose((x, rate, noise_shape))
    with here.scope(name or "dropout"):
        x = here.convert(x, None, "x")
        kind = x.dtype.base_dtype
        if not kind.is_floating:
            raise ValueError(
                f"`x.dtype` must be a floating point tensor as `x` will be scaled. "
                f"Received: x_dtype={kind!s}"
            )
        if number and rate == 0:
            here.op_seeds(seed)  # the next random op has the same numbers either way
            return x
        if number:
            kept = multiply(x, here.convert(1 / (1 - rate), kind), name="Mul")
        else:
            rate = _scalar(here, rate, kind)
            kept = subtract(here.convert(1, kind), rate, name="Sub")
            kept = real_divide(x, kept, name="RealDiv")
        lengths = _noise_shape(x, noise_shape)
        drawn = random_uniform(lengths, dtype=kind, seed=seed)
        stays = greater_equal(drawn, rate)
        found = select_v2_op(stays, kept, here.convert(0, kind))
        if here.symbolic:
            found.set_shape(x.shape)
        return found


def _scalar(here: Any, rate: Any, kind: Any) -> Any:
    rate = here.convert(rate, None, "rate")
    if rate.shape.rank not in (None, 0):
        raise ValueError(
            f"Shape {rate.shape} must have rank 0: `rate` is one number for all."
        )
    given = rate.dtype.base_dtype
    if given is not kind:
        raise ValueError(
            f"`x.dtype` must be compatible with `rate.dtype`. Received: "
            f"x.dtype={kind!r} and rate.dtype={given!r}. Use tf.cast on the rate."
        )
    return rate


def _noise_shape(x: Any, noise_shape: Any) -> Any:
    """The shape that is drawn; None in it means the length of ``x``."""
    if noise_shape is None:
        return shape(x)
    if isinstance(noise_shape, Operand):
        return noise_shape
    try:
        wanted = TensorShape(noise_shape).known_dims
    except (TypeError, ValueError):
        return noise_shape
    dims = x.shape.known_dims
    if wanted is None or dims is None or len(wanted) != len(dims):
        return noise_shape
    filled = [n if m is None else m for m, n in zip(wanted, dims, strict=True)]
    return noise_shape if None in filled else filled
