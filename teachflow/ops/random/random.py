"""Random numbers: uniform, normal, truncated normal, and shuffled rows.

Each random op keeps the place in its stream in a cell, so a session (or eager code)
goes on where it stopped; the numbers themselves come from ``core.philox`` and
``core.normal``. No gradient flows through a random op; through the shift and scale
around it one does.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.cell import Cell
from teachflow.core.dtypes import FLOATS, int32, int64
from teachflow.core.errors import ShapeError
from teachflow.core.home import composite
from teachflow.core.randomness import normal, philox
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.math.math import add_v2, multiply

INDEX = (int32, int64)

streams = threading.Lock()
"""Whoever moves a stream on holds it: two threads must not draw the same numbers."""


def draw(
    cell: Cell, seed: int, seed2: int, sample: Callable[..., Any], *args: Any
) -> Any:
    """What ``sample`` makes at the cell's place in its stream; the cell moves on."""
    with streams:
        state = cell.value or philox.seeded(seed, seed2)
        values, cell.value = sample(state, *args)
    return values


def _drawn_shape(call: Any) -> TensorShape:
    lengths = call.inputs[0].shape
    rules.check_rank(lengths, 1)
    return rules.value_as_shape(call.inputs[0])


def _bounded_shape(call: Any) -> TensorShape:
    shape = _drawn_shape(call)
    for name, tensor in zip(("minval", "maxval"), call.inputs[1:], strict=True):
        if tensor.shape.rank not in (None, 0):
            raise ShapeError(
                f"{name} must be a scalar; got a tensor of shape "
                f"{bracketed(tensor.shape)}"
            )
    return shape


@op(
    "RandomUniform",
    "T -> dtype",
    shape=_drawn_shape,
    T=INDEX,
    dtype=FLOATS,
    differentiable=False,
)
def random_uniform_op(
    shape: Any, *, dtype: Any, seed: int = 0, seed2: int = 0, cell: Cell
) -> Any:
    """Floats of ``dtype``, uniform in [0, 1)."""
    lengths = shape.tolist()
    size = math.prod(lengths)
    values = draw(cell, seed, seed2, philox.uniform, size, dtype.as_numpy_dtype)
    return values.reshape(lengths)


@op(
    "RandomUniformInt",
    "T, Tout, Tout -> Tout",
    shape=_bounded_shape,
    T=INDEX,
    Tout=INDEX,
    differentiable=False,
)
def random_uniform_int_op(
    shape: Any, minval: Any, maxval: Any, *, seed: int = 0, seed2: int = 0, cell: Cell
) -> Any:
    """Integers, uniform in [minval, maxval), as far as the modulus allows."""
    lengths = shape.tolist()
    size = math.prod(lengths)
    if size == 0:  # TensorFlow asks nothing of the bounds then
        return np.zeros(lengths, minval.dtype)
    bounds = int(minval), int(maxval)
    values = draw(cell, seed, seed2, philox.uniform_int, size, *bounds, minval.dtype)
    return values.reshape(lengths)


@op(
    "RandomStandardNormal",
    "T -> dtype",
    shape=_drawn_shape,
    T=INDEX,
    dtype=FLOATS,
    differentiable=False,
)
def random_standard_normal_op(
    shape: Any, *, dtype: Any, seed: int = 0, seed2: int = 0, cell: Cell
) -> Any:
    """Floats of ``dtype``, normal with mean 0 and deviation 1."""
    lengths = shape.tolist()
    size = math.prod(lengths)
    sample = normal.standard_normal
    return draw(cell, seed, seed2, sample, size, dtype.as_numpy_dtype).reshape(lengths)


@op(
    "TruncatedNormal",
    "T -> dtype",
    shape=_drawn_shape,
    T=INDEX,
    dtype=FLOATS,
    differentiable=False,
)
def truncated_normal_op(
    shape: Any, *, dtype: Any, seed: int = 0, seed2: int = 0, cell: Cell
) -> Any:
    """As RandomStandardNormal, of magnitude below 2."""
    lengths = shape.tolist()
    size = math.prod(lengths)
    sample = normal.truncated_normal
    return draw(cell, seed, seed2, sample, size, dtype.as_numpy_dtype).reshape(lengths)


@op("RandomShuffle", "T -> T", shape=rules.same, differentiable=False)
def random_shuffle_op(value: Any, *, seed: int = 0, seed2: int = 0, cell: Cell) -> Any:
    """The rows of ``value`` in another order."""
    if np.size(value) <= 1:
        return value
    sample = philox.shuffle_permutation
    return value[draw(cell, seed, seed2, sample, len(value))]


# ---- what users call -------------------------------------------------------------


def shape_vector(here: home.Home, shape: Any) -> Any:
    """``shape`` as a vector of lengths; an empty one is int32."""
    if isinstance(shape, TensorShape):
        shape = shape.as_list()
    if isinstance(shape, (list, tuple)):
        shape = [getattr(length, "value", length) for length in shape]
    empty = isinstance(shape, list) and not shape
    return here.convert(shape, int32 if empty else None, "shape")


@composite
def random_uniform(
    shape: Any,
    minval: Any = 0,
    maxval: Any = None,
    dtype: Any = dt.float32,
    seed: int | None = None,
    name: str | None = None,
) -> Any:
    """Returns numbers drawn uniformly from [minval, maxval), a tensor of ``shape``.

    ``dtype`` is float16, float32, float64, int32 or int64; ``maxval`` is 1 for floats
    and must be given for integers. Float bounds broadcast, integer bounds are scalars.
    The same seeds give the same numbers, TensorFlow's, in the same order of runs.
    Raises ``ValueError`` for another dtype and for integers without ``maxval``. Source:
    tf.random.uniform.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.random_uniform([3], 0, 10, dtype=tf.int32, seed=42)))
    [2 4 3]
    """
    kind = dt.as_dtype(dtype)
    if kind not in FLOATS + INDEX:
        raise ValueError(
            f"Argument `dtype` got invalid value {kind!r}. Accepted dtypes are "
            f"{FLOATS + INDEX}."
        )
    if maxval is None:
        if kind.is_integer:
            raise ValueError(
                f"Must specify maxval for integer dtype {kind!r}: the numbers are "
                f"drawn from [minval, maxval)."
            )
        maxval = 1
    here = home.choose((shape, minval, maxval))
    with here.scope(name or "random_uniform") as scope:
        lengths = shape_vector(here, shape)
        # Only the plain numbers 0 and 1 mean "as drawn", as in TensorFlow.
        from_zero = isinstance(minval, int) and minval == 0
        to_one = isinstance(maxval, int) and maxval == 1
        if not (from_zero and to_one) or kind.is_integer:
            minval = here.convert(minval, kind, "min")
            maxval = here.convert(maxval, kind, "max")
        seed1, seed2 = here.op_seeds(seed)
        seeds = {"seed": seed1, "seed2": seed2}
        if kind.is_integer:
            return random_uniform_int_op(
                lengths, minval, maxval, **seeds, name=scope or None
            )
        drawn = random_uniform_op(lengths, dtype=kind, **seeds)
        if not from_zero:
            return add_v2(drawn * (maxval - minval), minval, name=scope or None)
        return drawn if to_one else multiply(drawn, maxval)


@composite
def random_normal(
    shape: Any,
    mean: Any = 0.0,
    stddev: Any = 1.0,
    dtype: Any = dt.float32,
    seed: int | None = None,
    name: str | None = None,
) -> Any:
    """Returns normally distributed numbers, a tensor of ``shape``.

    ``mean`` and ``stddev`` broadcast; ``dtype`` is float16, float32 or float64.
    Source: tf.random.normal.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.random_normal([2], seed=42)))
    [-0.28077507 -0.1377521 ]
    """
    return _shifted(
        random_standard_normal_op,
        "random_normal",
        shape,
        mean,
        stddev,
        dtype,
        seed,
        name,
    )


@composite
def truncated_normal(
    shape: Any,
    mean: Any = 0.0,
    stddev: Any = 1.0,
    dtype: Any = dt.float32,
    seed: int | None = None,
    name: str | None = None,
) -> Any:
    """Returns normal numbers less than two deviations from the mean.

    Numbers further off are drawn again. ``mean`` and ``stddev`` broadcast; ``dtype`` is
    float16, float32 or float64. Source: tf.random.truncated_normal.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.truncated_normal([2], seed=42)))
    [-0.28077507 -0.1377521 ]
    """
    return _shifted(
        truncated_normal_op, "truncated_normal", shape, mean, stddev, dtype, seed, name
    )


def _shifted(
    draw: Callable[..., Any],
    default: str,
    shape: Any,
    mean: Any,
    stddev: Any,
    dtype: Any,
    seed: int | None,
    name: str | None,
) -> Any:
    """``draw`` times ``stddev`` plus ``mean``."""
    kind = dt.as_dtype(dtype)
    here = home.choose((shape, mean, stddev))
    with here.scope(name or default) as scope:
        lengths = shape_vector(here, shape)
        mean = here.convert(mean, kind, "mean")
        stddev = here.convert(stddev, kind, "stddev")
        seed1, seed2 = here.op_seeds(seed)
        drawn = draw(lengths, dtype=kind, seed=seed1, seed2=seed2)
        return add_v2(drawn * stddev, mean, name=scope or None)


@composite
def random_shuffle(value: Any, seed: int | None = None, name: str | None = None) -> Any:
    """Returns ``value`` with its rows (along the first axis) in random order.

    Source: tf.random.shuffle.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.random_shuffle([10, 20, 30, 40, 50], seed=42)))
    [30 20 40 50 10]
    """
    seed1, seed2 = home.choose((value,)).op_seeds(seed)
    return random_shuffle_op(value, seed=seed1, seed2=seed2, name=name)
