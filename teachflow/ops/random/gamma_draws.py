"""Draws from gamma distributions, as TensorFlow makes them.

Each number has its own part of the stream, 256 blocks apart, because it may take any
number of tries. Source: Marsaglia and Tsang, A simple method for generating gamma
variables (2000); TensorFlow's random_op.cc.
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
from teachflow.core.randomness import normal, philox
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.broadcasting import broadcast_dynamic_shape, broadcast_to
from teachflow.ops.arrays.lengths import shape as lengths_of
from teachflow.ops.arrays.shaping import sum_like
from teachflow.ops.math.elementary import exp
from teachflow.ops.math.math import log
from teachflow.ops.math.order import maximum
from teachflow.ops.math.special.gammas import igamma_grad_a, lgamma
from teachflow.ops.random.random import draw, shape_vector
from teachflow.ops.random.stateless import (
    algorithm,
    check_algorithm,
    key_and_counter,
    state_of,
)


def _drawn(call: Any) -> TensorShape:
    front = rules.value_as_shape(call.inputs[0])
    return TensorShape(front.concatenate(call.inputs[1].shape))


class _Pairs:
    """Numbers of one kind, two a block, the second of a block first."""

    def __init__(self, sample: Any, stream: _Stream) -> None:
        self._sample, self._stream = sample, stream
        self._ready: list[float] = []

    def __next__(self) -> float:
        if not self._ready:
            state = self._stream.state
            self._ready = self._sample(state, 2, np.float64)[0].tolist()
            self._stream.state = state.skip(1)
        return self._ready.pop()


class _Stream:
    """One number's part of the stream, shared by its normal and uniform numbers."""

    def __init__(self, state: philox.PhiloxState) -> None:
        self.state = state


def _one(state: philox.PhiloxState, alpha: float) -> float:
    """One number of the gamma distribution."""
    stream = _Stream(state)
    uniforms = _Pairs(philox.uniform, stream)
    if alpha == 1:
        return -math.log1p(-next(uniforms))
    normals = _Pairs(normal.standard_normal, stream)
    d = alpha + (2 / 3 if alpha < 1 else -1 / 3)
    c = 1 / 3 / math.sqrt(d)
    while True:
        x = next(normals)
        v = 1 + c * x
        if v <= 0:
            continue
        v = v * v * v
        u = next(uniforms)
        squeezed = u < 1 - 0.0331 * (x * x) * (x * x)
        if squeezed or math.log(u) < 0.5 * x * x + d * (1 - v + math.log(v)):
            break
    found = d * v
    return found * next(uniforms) ** (1 / alpha) if alpha < 1 else found


def _gammas(state: Any, alphas: Any, count: int) -> tuple[Any, Any]:
    """``count`` numbers for each of ``alphas``, and the next state."""
    found = np.empty((count, alphas.size))
    for place, alpha in enumerate(alphas.reshape(-1).tolist()):
        for number in range(count):
            at = place * count + number
            found[number, place] = _one(state.skip(256 * at), alpha)
    return found, state.skip(256 * count * alphas.size)


@op("RandomGamma", "S, T -> T", shape=_drawn, S=INDEX, T=FLOATS)
def random_gamma_op(
    shape: Any, alpha: Any, *, seed: int = 0, seed2: int = 0, cell: Cell
) -> Any:
    """Numbers of the gamma distributions of shape parameter ``alpha``."""
    alpha, lengths = np.asarray(alpha), shape.tolist()
    found = draw(
        cell, seed, seed2, _gammas, alpha.astype(np.float64), math.prod(lengths)
    )
    return found.reshape(*lengths, *alpha.shape).astype(alpha.dtype)


def _slope(call: Any, place: int = 1) -> Any:
    """How samples move with alpha: the distribution's value there stays (Figurnov)."""
    alpha, x = call.inputs[place], call.output
    density = exp(-x + (alpha - 1) * log(x) - lgamma(alpha))
    return -igamma_grad_a(alpha, x) / density


@random_gamma_op.vjp
def _(call: Any, g: Any) -> Any:
    return None, sum_like(g * _slope(call), call.inputs[1])


@random_gamma_op.jvp
def _(call: Any, _: Any, dalpha: Any) -> Any:
    return dalpha * _slope(call)


def _parameters(
    here: home.Home, shape: Any, alpha: Any, beta: Any, kind: dt.DType
) -> tuple[Any, Any, Any]:
    """``shape`` as a vector, ``alpha`` as wide as both parameters, and ``beta``."""
    lengths = shape_vector(here, shape)
    alpha = here.convert(alpha, kind, "alpha")
    beta = here.convert(1 if beta is None else beta, kind, "beta")
    wide = broadcast_dynamic_shape(lengths_of(alpha), lengths_of(beta))
    return lengths, broadcast_to(alpha, wide), beta


@composite
def random_gamma(
    shape: Any,
    alpha: Any,
    beta: Any = None,
    dtype: Any = dt.float32,
    seed: int | None = None,
    name: str | None = None,
) -> Any:
    """Returns numbers of gamma distributions: ``shape`` of them for each ``alpha``.

    ``alpha`` is the shape and ``beta`` (1) the rate; they broadcast. The result has
    shape ``shape`` + that of ``alpha + beta``. Source: tf.random.gamma.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.random_gamma([2], [1.0, 2.0, 3.0], seed=1)).shape
    (2, 3)
    """
    kind = dt.as_dtype(dtype)
    here = home.choose((shape, alpha, beta))
    with here.scope(name or "random_gamma"):
        lengths, alphas, beta = _parameters(here, shape, alpha, beta, kind)
        seed1, seed2 = here.op_seeds(seed)
        found = random_gamma_op(lengths, alphas, seed=seed1, seed2=seed2)
        return maximum(np.finfo(kind.as_numpy_dtype).tiny, found / beta)


def _whole(call: Any) -> TensorShape:
    return rules.value_as_shape(call.inputs[0])


@op(
    "StatelessRandomGammaV3",
    "shape_dtype, uint64, uint64, int32, dtype -> dtype",
    shape=_whole,
    shape_dtype=INDEX,
    dtype=FLOATS,
)
def stateless_gamma_op(shape: Any, key: Any, counter: Any, alg: Any, alpha: Any) -> Any:
    """Numbers of the gamma distributions, decided by key and counter."""
    check_algorithm(alg)
    alphas, lengths = np.asarray(alpha, np.float64), shape.tolist()
    inner = len(lengths) - alphas.ndim
    if inner < 0 or tuple(lengths[inner:]) != alphas.shape:
        raise InvalidArgumentError(
            None,
            None,
            f"Shape passed in must end with broadcasted shape: {list(alphas.shape)} "
            f"does not end {lengths}",
        )
    state = state_of(key, counter)
    found, _ = _gammas(state, alphas, math.prod(lengths[:inner]))
    return found.reshape(lengths).astype(np.asarray(alpha).dtype)


@stateless_gamma_op.vjp
def _(call: Any, g: Any) -> Any:
    return *[None] * 4, sum_like(g * _slope(call, 4), call.inputs[4])


@stateless_gamma_op.jvp
def _(call: Any, *tangents: Any) -> Any:
    return tangents[4] * _slope(call, 4)


@composite
def stateless_gamma(
    shape: Any,
    seed: Any,
    alpha: Any,
    beta: Any = None,
    dtype: Any = dt.float32,
    name: str | None = None,
) -> Any:
    """Returns numbers of gamma distributions that ``seed``, two integers, decides.

    ``shape`` ends with the shape of ``alpha + beta``. Raises ``InvalidArgumentError``
    where it does not. Source: tf.random.stateless_gamma.

    >>> import teachflow as tf
    >>> tf.random.stateless_gamma([4, 2], [1, 2], [0.5, 20.0]).shape
    TensorShape([4, 2])
    """
    kind = dt.as_dtype(dtype)
    here = home.choose((shape, seed, alpha, beta))
    with here.scope(name or "stateless_random_gamma"):
        lengths, alphas, beta = _parameters(here, shape, alpha, beta, kind)
        key, counter = key_and_counter(seed)
        found = stateless_gamma_op(lengths, key, counter, algorithm(None), alphas)
        return maximum(np.finfo(kind.as_numpy_dtype).tiny, found / beta)
