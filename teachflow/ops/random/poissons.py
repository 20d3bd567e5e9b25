"""Draws from Poisson distributions, as TensorFlow makes them.

Each number has its own part of the stream, 256 blocks apart, because it may take any
number of tries. Sources: Knuth, The Art of Computer Programming 2, 3.4.1 (rates below
10); Hörmann, The transformed rejection method for generating Poisson random variables
(1993); TensorFlow's random_poisson_op.cc.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.cell import Cell
from teachflow.core.dtypes import FLOATS, INDEX
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.randomness import philox
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.random.random import draw
from teachflow.ops.random.stateless import stream_of

_RATES = (*FLOATS, *INDEX)
_APART = philox.RESERVED_PER_OUTPUT


class Uniforms:
    """Doubles in [0, 1) one by one, two a block, the second of a block first."""

    def __init__(self, state: philox.PhiloxState) -> None:
        self._state = state
        self._ready: list[float] = []

    def __next__(self) -> float:
        if not self._ready:
            self._ready = philox.uniform(self._state, 2, np.float64)[0].tolist()
            self._state = self._state.skip(1)
        return self._ready.pop()


def _few(uniforms: Uniforms, rate: float) -> float:
    """How many waiting times fit into one unit, for a small rate."""
    least, product, count = math.exp(-rate), 1.0, 0.0
    while True:
        product *= next(uniforms)
        if product <= least:
            return count
        count += 1


def _many(uniforms: Uniforms, rate: float, most: float) -> float:
    """A number drawn by transformed rejection, for a great rate."""
    b = 0.931 + 2.53 * math.sqrt(rate)
    a = -0.059 + 0.02483 * b
    inverse_alpha = 1.1239 + 1.1328 / (b - 3.4)
    while True:
        u = next(uniforms) - 0.5
        v = next(uniforms)
        shifted = 0.5 - abs(u)
        if not shifted:
            continue
        k = math.floor((2 * a / shifted + b) * u + rate + 0.43)
        if k > most:
            continue
        if shifted >= 0.07 and v <= 0.9277 - 3.6224 / (b - 2):
            return k
        if k < 0 or (shifted < 0.013 and v > shifted) or not v:
            continue
        s = math.log(v * inverse_alpha / (a / (shifted * shifted) + b))
        if s <= -rate + k * math.log(rate) - math.lgamma(k + 1):
            return k


def poissons(
    state: philox.PhiloxState, rates: Any, count: int, most: float
) -> tuple[Any, philox.PhiloxState]:
    """``count`` numbers for each of ``rates``, and the next state."""
    found = np.empty((count, rates.size))
    for place, rate in enumerate(rates.reshape(-1).tolist()):
        for number in range(count):
            uniforms = Uniforms(state.skip(_APART * (place * count + number)))
            if not math.isfinite(rate) or rate < 0:
                found[number, place] = rate if rate == math.inf else math.nan
            elif rate < 10:
                found[number, place] = _few(uniforms, rate)
            else:
                found[number, place] = _many(uniforms, rate, most)
    return found, state.skip(_APART * count * rates.size)


def _most(dtype: dt.DType) -> float:
    return float(dtype.max)


def _drawn(call: Any) -> TensorShape:
    front = rules.value_as_shape(call.inputs[0])
    return TensorShape(front.concatenate(call.inputs[1].shape))


@op(
    "RandomPoissonV2",
    "S, R -> dtype",
    shape=_drawn,
    S=INDEX,
    R=_RATES,
    dtype=_RATES,
    differentiable=False,
)
def random_poisson_op(
    shape: Any,
    rate: Any,
    *,
    seed: int = 0,
    seed2: int = 0,
    dtype: Any = dt.int64,
    cell: Cell,
) -> Any:
    """Numbers of the Poisson distributions of these rates."""
    rates, lengths = np.asarray(rate, np.float64), shape.tolist()
    found = draw(cell, seed, seed2, poissons, rates, math.prod(lengths), _most(dtype))
    return found.reshape(*lengths, *rates.shape).astype(dtype.as_numpy_dtype)


@composite
def poisson(
    shape: Any,
    lam: Any,
    dtype: Any = dt.float32,
    seed: int | None = None,
    name: str | None = None,
) -> Any:
    """Returns numbers of Poisson distributions: ``shape`` of them for each rate.

    The result has shape ``shape`` + that of ``lam`` and ``dtype``, a floating one or
    int32 or int64. Source: tf.random.poisson.

    >>> import teachflow as tf
    >>> tf.random.poisson([4], [0.5, 20.0], seed=1).shape
    TensorShape([4, 2])
    """
    here = home.choose((shape, lam))
    with here.scope(name or "random_poisson"):
        lengths = here.convert(shape, dt.int32, "shape")
        seed1, seed2 = here.op_seeds(seed)
        return random_poisson_op(
            lengths, lam, dtype=dt.as_dtype(dtype), seed=seed1, seed2=seed2
        )


def _whole(call: Any) -> TensorShape:
    return rules.value_as_shape(call.inputs[0])


@op(
    "StatelessRandomPoisson",
    "T, Tseed, Rtype -> dtype",
    shape=_whole,
    T=INDEX,
    Tseed=INDEX,
    Rtype=_RATES,
    dtype=_RATES,
    differentiable=False,
)
def stateless_poisson_op(shape: Any, seed: Any, lam: Any, *, dtype: Any) -> Any:
    """Numbers of the Poisson distributions of these rates, decided by the seed."""
    rates, lengths = np.asarray(lam, np.float64), shape.tolist()
    inner = len(lengths) - rates.ndim
    if inner < 0 or tuple(lengths[inner:]) != rates.shape:
        raise InvalidArgumentError(
            None,
            None,
            f"Shape passed in must end with broadcasted shape: {list(rates.shape)} "
            f"does not end {lengths}",
        )
    state = stream_of(seed)
    found, _ = poissons(state, rates, math.prod(lengths[:inner]), _most(dtype))
    return found.reshape(lengths).astype(dtype.as_numpy_dtype)


@composite
def stateless_poisson(
    shape: Any, seed: Any, lam: Any, dtype: Any = dt.int32, name: str | None = None
) -> Any:
    """Returns numbers of Poisson distributions that ``seed``, two integers, decides.

    ``shape`` ends with the shape of the rates ``lam``. Raises ``InvalidArgumentError``
    where it does not. Source: tf.random.stateless_poisson.

    >>> import teachflow as tf
    >>> tf.random.stateless_poisson([4, 2], [1, 2], [0.5, 20.0]).shape
    TensorShape([4, 2])
    """
    here = home.choose((shape, seed, lam))
    with here.scope(name or "stateless_random_poisson"):
        lengths = here.convert(shape, None, "shape")
        return stateless_poisson_op(lengths, seed, lam, dtype=dt.as_dtype(dtype))
