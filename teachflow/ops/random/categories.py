"""Draws from categories of given log-odds, and from streams that keep no place.

A stateless op makes its stream of two numbers that it is given, so that the same call
gives the same numbers. Both follow TensorFlow's CPU kernels bit for bit; of many rows
at once TensorFlow draws on several threads, and its numbers depend on the machine.

Source: TensorFlow's multinomial_op.cc, stateless_random_ops.cc.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home, normal, philox
from teachflow.core import shape_rules as rules
from teachflow.core.cell import Cell
from teachflow.core.dtypes import FLOATS, INDEX, REALS, uint32, uint64
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.math.math import add_v2
from teachflow.ops.random.random import draw, shape_vector

_AUTO_SELECT = 3  # which generator: TensorFlow's choice, on a CPU Philox
_SCRAMBLER = 0x02461E293EC8F720  # the key under which two seeds become a stream

# ---- categories ------------------------------------------------------------------


def _drawn(call: Any) -> TensorShape:
    logits, count = call.inputs[0].shape, call.inputs[1].static_value()
    if logits.rank not in (None, 2):
        raise ShapeError(f"Shape must be rank 2 but is rank {logits.rank}")
    rows = logits.known_dims[0] if logits.rank else None
    return TensorShape([rows, None if count is None else int(count)])


def _categories(state: Any, logits: Any, count: int) -> tuple[Any, Any]:
    """``count`` categories for each row of ``logits``, and the next state."""
    if logits.ndim != 2:
        raise InvalidArgumentError(
            None,
            None,
            f"logits should be a matrix, got {bracketed(logits.shape)}",
        )
    if count < 0:
        raise InvalidArgumentError(
            None, None, f"num_samples should be nonnegative, got {count}"
        )
    rows, classes = logits.shape
    if not classes:
        raise InvalidArgumentError(
            None, None, "num_classes should be positive, got 0: give some log-odds."
        )
    units, _ = philox.uniform(state, rows * count, np.float64)
    finite = np.isfinite(logits)
    wide = np.where(finite, logits, -np.inf).astype(np.float64)
    sums = np.cumsum(np.exp(wide - wide.max(1, keepdims=True)), 1)
    found = [
        np.searchsorted(row, row[-1] * unit, "right")
        for row, unit in zip(sums, units.reshape(rows, count), strict=True)
    ]
    reserved = rows * ((count + 3) // 4 * 4) * 2  # doubles: two words each
    return np.reshape(found, (rows, count)), state.skip(256 * reserved)


@op(
    "Multinomial",
    "T, int32 -> output_dtype",
    shape=_drawn,
    T=REALS,
    output_dtype=INDEX,
    differentiable=False,
)
def multinomial_op(
    logits: Any,
    num_samples: Any,
    *,
    seed: int = 0,
    seed2: int = 0,
    output_dtype: Any = dt.int64,
    cell: Cell,
) -> Any:
    """Categories drawn for each row of log-odds."""
    found = draw(cell, seed, seed2, _categories, logits, int(num_samples))
    return found.astype(output_dtype.numpy_dtype)


def _categorical(
    logits: Any, num_samples: Any, dtype: Any, seed: Any, scope_name: str
) -> Any:
    here = home.choose((logits, num_samples))
    with here.scope(scope_name):
        logits = here.convert(logits, None, "logits")
        seed1, seed2 = here.op_seeds(seed)
        kind = dt.int64 if dtype is None else dt.as_dtype(dtype)
        return multinomial_op(
            logits, num_samples, seed=seed1, seed2=seed2, output_dtype=kind
        )


@composite
def multinomial(
    logits: Any,
    num_samples: Any,
    seed: int | None = None,
    name: str | None = None,
    output_dtype: Any = None,
) -> Any:
    """Returns ``num_samples`` categories drawn for each row of the log-odds ``logits``.

    The result has shape [rows, num_samples] and dtype int64 (or ``output_dtype``).
    Unlike TensorFlow, the numbers for great batches do not depend on the machine.
    Source: tf.compat.v1.multinomial.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.multinomial([[0.0, 0.0, 9.0]], 5, seed=1)))
    [[2 2 2 2 2]]
    """
    return _categorical(logits, num_samples, output_dtype, seed, name or "multinomial")


@composite
def categorical(
    logits: Any,
    num_samples: Any,
    dtype: Any = None,
    seed: int | None = None,
    name: str | None = None,
) -> Any:
    """Returns ``num_samples`` categories drawn for each row of the log-odds ``logits``.

    The result has shape [rows, num_samples] and dtype int64 (or ``dtype``).
    Source: tf.random.categorical.

    >>> import teachflow as tf
    >>> tf.random.categorical([[0.0, 0.0, 90.0]], 5).numpy()
    array([[2, 2, 2, 2, 2]])
    """
    return _categorical(logits, num_samples, dtype, seed, name or "categorical")


# ---- streams from two numbers ------------------------------------------------------


def _scrambled(seed: Any) -> tuple[int, int]:
    """Key and upper half of the counter, of two seeds."""
    first, second = (int(one) & (2**64 - 1) for one in seed)
    state = philox.PhiloxState(_SCRAMBLER, first | second << 64)
    words = philox.blocks(state, np.arange(1))[0].tolist()
    return words[0] | words[1] << 32, words[2] | words[3] << 32


def _key_shapes(call: Any) -> tuple[TensorShape, TensorShape]:
    seed = call.inputs[0].shape
    if not seed.is_compatible_with([2]):
        raise ShapeError(f"seed must have shape [2], not {seed}")
    return TensorShape([1]), TensorShape([2])


@op(
    "StatelessRandomGetKeyCounter",
    "Tseed -> uint64, uint64",
    shape=_key_shapes,
    differentiable=False,
    Tseed=INDEX,
)
def key_and_counter(seed: Any) -> Any:
    """The stream that two seeds stand for."""
    key, high = _scrambled(seed)
    return np.array([key], np.uint64), np.array([0, high], np.uint64)


def _state(key: Any, counter: Any) -> philox.PhiloxState:
    low, high = (int(one) for one in counter)
    return philox.PhiloxState(int(key[0]), low | high << 64)


def _stateless(sample: Any, shape: Any, key: Any, counter: Any, *args: Any) -> Any:
    lengths = shape.tolist()
    values, _ = sample(_state(key, counter), math.prod(lengths), *args)
    return values.reshape(lengths)


def _lengths_shape(call: Any) -> TensorShape:
    return rules.value_as_shape(call.inputs[0])


_TYPES = "Tshape, uint64, uint64, int32 -> dtype"
_FLAT: dict[str, Any] = {
    "shape": _lengths_shape,
    "differentiable": False,
    "Tshape": INDEX,
}


@op("StatelessRandomUniformV2", _TYPES, dtype=FLOATS, **_FLAT)
def stateless_uniform_op(
    shape: Any, key: Any, counter: Any, alg: Any, *, dtype: Any = dt.float32
) -> Any:
    """Floats uniform in [0, 1)."""
    return _stateless(philox.uniform, shape, key, counter, dtype.as_numpy_dtype)


@op("StatelessRandomNormalV2", _TYPES, dtype=FLOATS, **_FLAT)
def stateless_normal_op(
    shape: Any, key: Any, counter: Any, alg: Any, *, dtype: Any = dt.float32
) -> Any:
    """Floats of the normal distribution."""
    kind = dtype.as_numpy_dtype
    return _stateless(normal.standard_normal, shape, key, counter, kind)


@op("StatelessTruncatedNormalV2", _TYPES, dtype=FLOATS, **_FLAT)
def stateless_truncated_op(
    shape: Any, key: Any, counter: Any, alg: Any, *, dtype: Any = dt.float32
) -> Any:
    """Floats of the normal distribution, of magnitude below 2."""
    kind = dtype.as_numpy_dtype
    return _stateless(normal.truncated_normal, shape, key, counter, kind)


@op(
    "StatelessRandomUniformIntV2",
    "Tshape, uint64, uint64, int32, dtype, dtype -> dtype",
    dtype=(*INDEX, uint32, uint64),
    **_FLAT,
)
def stateless_int_op(
    shape: Any, key: Any, counter: Any, alg: Any, minval: Any, maxval: Any
) -> Any:
    """Integers uniform in [minval, maxval), as far as the modulus allows."""
    bounds = int(minval), int(maxval)
    return _stateless(philox.uniform_int, shape, key, counter, *bounds, minval.dtype)


def _shifted(
    operation: Any,
    default: str,
    shape: Any,
    seed: Any,
    mean: Any,
    stddev: Any,
    dtype: Any,
    name: str | None,
) -> Any:
    kind = dt.as_dtype(dtype)
    here = home.choose((shape, seed, mean, stddev))
    with here.scope(name or default) as scope:
        lengths = shape_vector(here, shape)
        mean = here.convert(mean, kind, "mean")
        stddev = here.convert(stddev, kind, "stddev")
        key, counter = key_and_counter(seed)
        drawn = operation(lengths, key, counter, _AUTO_SELECT, dtype=kind)
        return add_v2(drawn * stddev, mean, name=scope or None)


@composite
def stateless_normal(
    shape: Any,
    seed: Any,
    mean: Any = 0.0,
    stddev: Any = 1.0,
    dtype: Any = dt.float32,
    name: str | None = None,
    alg: str = "auto_select",
) -> Any:
    """Returns normal numbers that ``shape`` and ``seed``, two integers, alone decide.

    Unlike TensorFlow, ``alg`` changes nothing: numbers are those of Philox. Source:
    tf.random.stateless_normal.

    >>> import teachflow as tf
    >>> tf.random.stateless_normal([2], seed=[1, 2]).numpy()
    array([0.5441101 , 0.20738031], dtype=float32)
    """
    default = "stateless_random_normal"
    return _shifted(
        stateless_normal_op, default, shape, seed, mean, stddev, dtype, name
    )


@composite
def stateless_truncated_normal(
    shape: Any,
    seed: Any,
    mean: Any = 0.0,
    stddev: Any = 1.0,
    dtype: Any = dt.float32,
    name: str | None = None,
    alg: str = "auto_select",
) -> Any:
    """Returns normal numbers within two deviations, decided by ``seed`` alone.

    Unlike TensorFlow, ``alg`` changes nothing: numbers are those of Philox. Source:
    tf.random.stateless_truncated_normal.

    >>> import teachflow as tf
    >>> tf.random.stateless_truncated_normal([2], seed=[1, 2]).numpy()
    array([0.5441101 , 0.20738031], dtype=float32)
    """
    default = "stateless_truncated_normal"
    return _shifted(
        stateless_truncated_op, default, shape, seed, mean, stddev, dtype, name
    )


@composite
def stateless_uniform(
    shape: Any,
    seed: Any,
    minval: Any = 0,
    maxval: Any = None,
    dtype: Any = dt.float32,
    name: str | None = None,
    alg: str = "auto_select",
) -> Any:
    """Returns uniform numbers in [minval, maxval) that ``seed`` alone decides.

    ``seed`` is two integers; integers need ``maxval``. Raises ``ValueError`` without.
    Unlike TensorFlow, ``alg`` changes nothing: numbers are those of Philox. Source:
    tf.random.stateless_uniform.

    >>> import teachflow as tf
    >>> tf.random.stateless_uniform([3], seed=[1, 2], maxval=10, dtype=tf.int32).shape
    TensorShape([3])
    """
    kind = dt.as_dtype(dtype)
    if kind not in (*FLOATS, *INDEX, uint32, uint64):
        raise ValueError(
            f"Argument `dtype` got invalid value {kind}. Accepted dtypes are floats, "
            "int32, int64, uint32 and uint64."
        )
    if maxval is None:
        if kind.is_integer:
            raise ValueError(
                f"For integer `dtype` argument {kind}, argument `minval` and `maxval` "
                f"must be both None or not None. Got `minval`={minval} and "
                f"`maxval`={maxval}: the numbers are drawn from [minval, maxval)."
            )
        maxval = 1
    here = home.choose((shape, seed, minval, maxval))
    with here.scope(name or "stateless_random_uniform") as scope:
        lengths = shape_vector(here, shape)
        least = here.convert(minval, kind, "min")
        limit = here.convert(maxval, kind, "max")
        key, counter = key_and_counter(seed)
        if kind.is_integer:
            return stateless_int_op(
                lengths, key, counter, _AUTO_SELECT, least, limit, name=scope or None
            )
        drawn = stateless_uniform_op(lengths, key, counter, _AUTO_SELECT, dtype=kind)
        return add_v2(drawn * (limit - least), least, name=scope or None)


@op(
    "StatelessMultinomial",
    "T, int32, Tseed -> output_dtype",
    shape=_drawn,
    T=REALS,
    Tseed=INDEX,
    output_dtype=INDEX,
    differentiable=False,
)
def stateless_multinomial_op(
    logits: Any, num_samples: Any, seed: Any, *, output_dtype: Any = dt.int64
) -> Any:
    """Categories drawn for each row of log-odds, decided by the seed alone."""
    key, high = _scrambled(seed)
    state = philox.PhiloxState(key, high << 64)
    found, _ = _categories(state, logits, int(num_samples))
    return found.astype(output_dtype.numpy_dtype)


@composite
def stateless_categorical(
    logits: Any,
    num_samples: Any,
    seed: Any,
    dtype: Any = dt.int64,
    name: str | None = None,
) -> Any:
    """Returns categories drawn for each row of log-odds, decided by ``seed`` alone.

    Source: tf.random.stateless_categorical.

    >>> import teachflow as tf
    >>> tf.random.stateless_categorical([[0.0, 90.0]], 3, seed=[1, 2]).numpy()
    array([[1, 1, 1]])
    """
    here = home.choose((logits, num_samples, seed))
    with here.scope(name or "stateless_categorical"):
        logits = here.convert(logits, None, "logits")
        return stateless_multinomial_op(
            logits, num_samples, seed, output_dtype=dt.as_dtype(dtype)
        )
