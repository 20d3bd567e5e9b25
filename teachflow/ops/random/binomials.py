"""Draws from binomial distributions, as TensorFlow makes them.

Each number has its own part of the stream, 256 blocks apart, because it may take any
number of tries. Sources: Kachitvichyanukul and Schmeiser, Binomial random variate
generation (1988); Hörmann, The generation of binomial random variates (1993);
TensorFlow's random_binomial_op.cc.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS, INDEX
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.randomness import philox
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.random.poissons import Uniforms
from teachflow.ops.random.stateless import stream_of

KINDS = (*FLOATS, *INDEX)
_APART = philox.RESERVED_PER_OUTPUT
_WAITING_APART = 42  # blocks, where few successes are expected
_TAILS = (  # what Stirling's formula lacks, for 0, 1, 2 ...
    0.0810614667953272,
    0.0413406959554092,
    0.0276779256849983,
    0.02079067210376509,
    0.0166446911898211,
    0.0138761288230707,
    0.0118967099458917,
    0.0104112652619720,
    0.00925546218271273,
    0.00833056343336287,
)


def _waiting(uniforms: Uniforms, count: float, prob: float) -> float:
    """Successes as waiting times between them, where few are expected."""
    waited, found = 0.0, 0
    while True:
        u = next(uniforms)
        waited += math.ceil(math.log(u) / math.log1p(-prob)) if u else math.inf
        if waited > count:
            return found
        found += 1


def _tail(k: float) -> float:
    if k <= 9:
        return _TAILS[int(k)]
    square = (k + 1) * (k + 1)
    return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1)


def _rejecting(uniforms: Uniforms, count: float, prob: float) -> float:
    """Successes by transformed rejection, where many are expected."""
    deviation = math.sqrt(count * prob * (1 - prob))
    b = 1.15 + 2.53 * deviation
    a = -0.0873 + 0.0248 * b + 0.01 * prob
    c = count * prob + 0.5
    v_r = 0.92 - 4.2 / b
    r = prob / (1 - prob)
    alpha = (2.83 + 5.1 / b) * deviation
    m = math.floor((count + 1) * prob)
    while True:
        u = next(uniforms) - 0.5
        v = next(uniforms)
        us = 0.5 - abs(u)
        if not us:
            continue
        k = math.floor((2 * a / us + b) * u + c)
        if us >= 0.07 and v <= v_r:
            return k
        if k < 0 or k > count or not v:
            continue
        v = math.log(v * alpha / (a / (us * us) + b))
        most = (
            (m + 0.5) * math.log((m + 1) / (r * (count - m + 1)))
            + (count + 1) * math.log((count - m + 1) / (count - k + 1))
            + (k + 0.5) * math.log(r * (count - k + 1) / (k + 1))
            + _tail(m)
            + _tail(count - m)
            - _tail(k)
            - _tail(count - k)
        )
        if v <= most:
            return k


def _one(state: philox.PhiloxState, place: int, count: float, prob: float) -> float:
    """The number at ``place`` of all that are drawn."""
    if not count > 0 or not prob > 0:
        return math.nan if math.isnan(count) or math.isnan(prob) else 0
    if prob >= 1:
        return count
    rare = min(prob, 1 - prob)
    if count * rare >= 10:
        found = _rejecting(Uniforms(state.skip(_APART * place)), count, rare)
    else:
        found = _waiting(Uniforms(state.skip(_WAITING_APART * place)), count, rare)
    return found if prob <= 0.5 else count - found


def binomials(
    state: philox.PhiloxState, shape: Any, counts: Any, probs: Any, dtype: dt.DType
) -> tuple[Any, philox.PhiloxState]:
    """Numbers for each of ``counts`` and ``probs``, and the next state.

    Raises ``InvalidArgumentError`` where ``shape`` does not end with theirs.
    """
    lengths = shape.tolist()
    counts, probs = np.broadcast_arrays(counts, probs)
    inner = len(lengths) - counts.ndim
    if inner < 0 or tuple(lengths[inner:]) != counts.shape:
        raise InvalidArgumentError(
            None,
            None,
            f"Shape passed in must end with broadcasted shape: {list(counts.shape)} "
            f"does not end {lengths}",
        )
    each = math.prod(lengths[:inner])
    found = np.empty((each, counts.size))
    pairs = zip(counts.reshape(-1).tolist(), probs.reshape(-1).tolist(), strict=True)
    for place, (count, prob) in enumerate(pairs):
        for number in range(each):
            at = place * each + number
            found[number, place] = _one(state, at, float(count), float(prob))
    values = found.reshape(lengths).astype(dtype.as_numpy_dtype)
    return values, state.skip(_APART * 50 * (each + 3) * counts.size)


def _whole(call: Any) -> TensorShape:
    return rules.value_as_shape(call.inputs[0])


@op(
    "StatelessRandomBinomial",
    "S, Tseed, T, T -> dtype",
    shape=_whole,
    S=INDEX,
    Tseed=INDEX,
    T=KINDS,
    dtype=KINDS,
    differentiable=False,
)
def stateless_binomial_op(
    shape: Any, seed: Any, counts: Any, probs: Any, *, dtype: Any = dt.int64
) -> Any:
    """Numbers of the binomial distributions, decided by the seed alone."""
    return binomials(stream_of(seed), shape, counts, probs, dtype)[0]


@composite
def stateless_binomial(
    shape: Any,
    seed: Any,
    counts: Any,
    probs: Any,
    output_dtype: Any = dt.int32,
    name: str | None = None,
) -> Any:
    """Returns how many of ``counts`` succeed with ``probs``, as ``seed`` decides.

    ``shape`` ends with the shape of ``counts + probs``. Raises ``InvalidArgumentError``
    where it does not. Source: tf.random.stateless_binomial.

    >>> import teachflow as tf
    >>> tf.random.stateless_binomial([3], [1, 2], counts=10.0, probs=1.0).numpy()
    array([10, 10, 10], dtype=int32)
    """
    here = home.choose((shape, seed, counts, probs))
    with here.scope(name or "stateless_random_binomial"):
        lengths = here.convert(shape, None, "shape")
        probs = here.convert(probs, None, "probs", dt.float32)
        counts = here.convert(counts, None, "counts", probs.dtype.base_dtype)
        return stateless_binomial_op(
            lengths, seed, counts, probs, dtype=dt.as_dtype(output_dtype)
        )
