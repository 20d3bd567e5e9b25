"""Draws from streams that keep no place: two numbers decide all.

A stateless op makes its stream of the two numbers that it is given, so that the same
call gives the same numbers, TensorFlow's own bit for bit. A generator (see
``generators``) gives it a key and a counter instead.

Source: TensorFlow's stateless_random_ops.cc, stateless_random_ops_v2.cc.
"""

from __future__ import annotations

import enum
import math
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS, INDEX, uint32, uint64
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.operand import Operand
from teachflow.core.randomness import normal, philox
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.stacking import stack
from teachflow.ops.math.math import add_v2
from teachflow.ops.random.random import shape_vector

_SCRAMBLER = 0x02461E293EC8F720  # the key under which two seeds become a stream
_INTEGERS = (*INDEX, uint32, uint64)


class Algorithm(enum.Enum):
    """Which generator makes the numbers; on a CPU ``AUTO_SELECT`` means Philox.

    Source: tf.random.Algorithm.

    >>> import teachflow as tf
    >>> tf.random.Algorithm.PHILOX.value
    1
    """

    PHILOX = 1
    THREEFRY = 2
    AUTO_SELECT = 3


def _unknown(alg: Any, words: tuple[Any, Any, Any]) -> ValueError:
    return ValueError(
        f"Argument `alg` got unsupported value {alg}. Supported values are {words[0]} "
        f"for the Philox algorithm, {words[1]} for the ThreeFry algorithm, and "
        f"{words[2]} for auto-selection."
    )


def algorithm(alg: Any) -> Any:
    """The number of a generator that was given by name, number or ``Algorithm``.

    Raises ``ValueError`` for an unknown one, ``TypeError`` for what is none of these.
    """
    if alg is None:
        return Algorithm.AUTO_SELECT.value
    if isinstance(alg, Operand):
        return alg
    if isinstance(alg, Algorithm):
        return alg.value
    if isinstance(alg, int):
        if alg not in (1, 2, 3):
            raise _unknown(alg, (1, 2, 3))
        return alg
    if isinstance(alg, str):
        plain = alg.strip().lower().replace("-", "").replace("_", "")
        for one in Algorithm:
            if plain == one.name.lower().replace("_", ""):
                return one.value
        raise _unknown(alg, ("philox", "threefry", "auto_select"))
    raise TypeError(
        f"Can't convert argument `alg` (of value {alg} and type {type(alg)}) to int."
    )


def check_algorithm(alg: Any) -> None:
    """Raises ``InvalidArgumentError`` for another generator than Philox."""
    if int(alg) not in (Algorithm.PHILOX.value, Algorithm.AUTO_SELECT.value):
        raise InvalidArgumentError(
            None,
            None,
            f"Unsupported algorithm id: {int(alg)}. TensorFlow has ThreeFry on a TPU "
            "only: use 'philox' or 'auto_select'.",
        )


def _scrambled(seed: Any) -> tuple[int, int]:
    """Key and upper half of the counter, of two seeds."""
    first, second = (int(one) & (2**64 - 1) for one in seed)
    state = philox.PhiloxState(_SCRAMBLER, first | second << 64)
    words = philox.blocks(state, np.arange(1))[0].tolist()
    return words[0] | words[1] << 32, words[2] | words[3] << 32


def _key_shapes(call: Any) -> tuple[TensorShape, TensorShape]:
    seed = call.inputs[0].shape
    if not seed.is_compatible_with([2]):
        raise ShapeError(f"seed must have shape [2], not {bracketed(seed)}")
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


def stream_of(seed: Any) -> philox.PhiloxState:
    """The beginning of the stream that two seeds stand for."""
    key, high = _scrambled(seed)
    return philox.PhiloxState(key, high << 64)


def state_of(key: Any, counter: Any) -> philox.PhiloxState:
    """The place in a stream that a key and a counter, as tensors, stand for."""
    low, high = (int(one) for one in counter)
    return philox.PhiloxState(int(key[0]), low | high << 64)


def _stateless(
    sample: Any, shape: Any, key: Any, counter: Any, alg: Any, *args: Any
) -> Any:
    check_algorithm(alg)
    lengths = shape.tolist()
    values, _ = sample(state_of(key, counter), math.prod(lengths), *args)
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
    kind = dtype.as_numpy_dtype
    return _stateless(philox.uniform, shape, key, counter, alg, kind)


@op("StatelessRandomNormalV2", _TYPES, dtype=FLOATS, **_FLAT)
def stateless_normal_op(
    shape: Any, key: Any, counter: Any, alg: Any, *, dtype: Any = dt.float32
) -> Any:
    """Floats of the normal distribution."""
    kind = dtype.as_numpy_dtype
    return _stateless(normal.standard_normal, shape, key, counter, alg, kind)


@op("StatelessTruncatedNormalV2", _TYPES, dtype=FLOATS, **_FLAT)
def stateless_truncated_op(
    shape: Any, key: Any, counter: Any, alg: Any, *, dtype: Any = dt.float32
) -> Any:
    """Floats of the normal distribution, of magnitude below 2."""
    kind = dtype.as_numpy_dtype
    return _stateless(normal.truncated_normal, shape, key, counter, alg, kind)


@op(
    "StatelessRandomUniformIntV2",
    "Tshape, uint64, uint64, int32, dtype, dtype -> dtype",
    dtype=_INTEGERS,
    **_FLAT,
)
def stateless_int_op(
    shape: Any, key: Any, counter: Any, alg: Any, minval: Any, maxval: Any
) -> Any:
    """Integers uniform in [minval, maxval), as far as the modulus allows."""
    bounds = int(minval), int(maxval)
    kind = minval.dtype
    return _stateless(philox.uniform_int, shape, key, counter, alg, *bounds, kind)


@op("StatelessRandomUniformFullIntV2", _TYPES, dtype=_INTEGERS, **_FLAT)
def stateless_full_int_op(
    shape: Any, key: Any, counter: Any, alg: Any, *, dtype: Any = dt.uint64
) -> Any:
    """Integers of which every one of the dtype is as likely as any other."""
    kind = dtype.as_numpy_dtype
    return _stateless(philox.full_int, shape, key, counter, alg, kind)


def _shifted(
    operation: Any,
    default: str,
    shape: Any,
    seed: Any,
    mean: Any,
    stddev: Any,
    dtype: Any,
    name: str | None,
    alg: Any,
) -> Any:
    kind = dt.as_dtype(dtype)
    here = home.choose((shape, seed, mean, stddev))
    with here.scope(name or default) as scope:
        lengths = shape_vector(here, shape)
        mean = here.convert(mean, kind, "mean")
        stddev = here.convert(stddev, kind, "stddev")
        key, counter = key_and_counter(seed)
        drawn = operation(lengths, key, counter, algorithm(alg), dtype=kind)
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

    ``alg`` is "philox" or "auto_select", which means it. Source:
    tf.random.stateless_normal.

    >>> import teachflow as tf
    >>> tf.random.stateless_normal([2], seed=[1, 2]).numpy()
    array([0.5441101 , 0.20738031], dtype=float32)
    """
    default = "stateless_random_normal"
    return _shifted(
        stateless_normal_op, default, shape, seed, mean, stddev, dtype, name, alg
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

    ``alg`` is "philox" or "auto_select", which means it. Source:
    tf.random.stateless_truncated_normal.

    >>> import teachflow as tf
    >>> tf.random.stateless_truncated_normal([2], seed=[1, 2]).numpy()
    array([0.5441101 , 0.20738031], dtype=float32)
    """
    default = "stateless_truncated_normal"
    return _shifted(
        stateless_truncated_op, default, shape, seed, mean, stddev, dtype, name, alg
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

    ``seed`` is two integers. Integers need ``maxval``; with both bounds None they are
    drawn from all that there are, and unsigned ones may be drawn only so. ``alg`` is
    "philox" or "auto_select", which means it. Raises ``ValueError`` for another dtype
    and for one bound without the other. Source: tf.random.stateless_uniform.

    >>> import teachflow as tf
    >>> tf.random.stateless_uniform([3], seed=[1, 2], maxval=10, dtype=tf.int32).shape
    TensorShape([3])
    """
    kind = dt.as_dtype(dtype)
    if kind not in (*FLOATS, *_INTEGERS):
        raise ValueError(
            f"Argument `dtype` got invalid value {kind!s}. Accepted dtypes are "
            f"{(*FLOATS, *_INTEGERS)}."
        )
    if kind.is_integer:
        if (minval is None) != (maxval is None):
            raise ValueError(
                f"For integer `dtype` argument {kind!s}, argument `minval` and "
                f"`maxval` must be both None or not None. Got `minval`={minval} and "
                f"`maxval`={maxval}."
            )
        if minval is not None and kind not in INDEX:
            raise ValueError(
                f"Argument `dtype` got invalid value {kind!s} when argument `minval` "
                f"is not None. Please don't use unsigned integers in this case."
            )
    elif maxval is None:
        maxval = 1
    here = home.choose((shape, seed, minval, maxval))
    with here.scope(name or "stateless_random_uniform") as scope:
        lengths = shape_vector(here, shape)
        if minval is None:
            key, counter = key_and_counter(seed)
            return stateless_full_int_op(
                lengths, key, counter, algorithm(alg), dtype=kind, name=scope or None
            )
        least = here.convert(minval, kind, "min")
        limit = here.convert(maxval, kind, "max")
        key, counter = key_and_counter(seed)
        if kind.is_integer:
            return stateless_int_op(
                lengths, key, counter, algorithm(alg), least, limit, name=scope or None
            )
        drawn = stateless_uniform_op(lengths, key, counter, algorithm(alg), dtype=kind)
        return add_v2(drawn * (limit - least), least, name=scope or None)


@composite
def split_seed(seed: Any, num: int = 2, alg: Any = "auto_select") -> Any:
    """Returns ``num`` new seeds, a tensor of shape [num, 2], made of ``seed`` alone.

    Source: tf.random.split.

    >>> import teachflow as tf
    >>> tf.random.split([1, 2], num=3).shape
    TensorShape([3, 2])
    """
    here = home.choose((seed,))
    seed = here.convert(seed)
    kind = seed.dtype.base_dtype
    return stateless_uniform([num, 2], seed, None, None, kind, alg=alg)


@composite
def fold_in(seed: Any, data: Any, alg: Any = "auto_select") -> Any:
    """Returns a new seed, two integers, made of ``seed`` and the integer ``data``.

    Source: tf.random.fold_in.

    >>> import teachflow as tf
    >>> [int(tf.random.fold_in([1, 2], step)[1]) for step in range(3)]
    [0, 1, 2]
    """
    here = home.choose((seed, data))
    data = here.convert(data)
    kind = data.dtype.base_dtype
    return stack([stateless_uniform([], seed, None, None, kind, alg=alg), data])
