"""The ops under ``tf.random.Generator``: a stream whose place is a variable.

The variable holds three 64-bit integers: the lower and the upper half of the counter,
and the key. Source: TensorFlow's stateful_random_ops.cc.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import shape_rules as rules
from teachflow.core.cell import Cell
from teachflow.core.dtypes import INDEX
from teachflow.core.randomness import philox
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.random.binomials import KINDS, binomials
from teachflow.ops.random.random import streams
from teachflow.ops.random.stateless import check_algorithm

_MASK = 2**64 - 1


def _place(value: Any) -> philox.PhiloxState:
    low, high, key = (int(one) & _MASK for one in value)
    return philox.PhiloxState(key, low | high << 64)


def _value(state: philox.PhiloxState) -> Any:
    parts = [state.counter & _MASK, state.counter >> 64, state.key]
    return np.array(parts, np.uint64).view(np.int64)


def _three(call: Any) -> TensorShape:
    return TensorShape([3])


@op(
    "RngReadAndSkip",
    "ref int64, int32, uint64 -> int64",
    shape=_three,
    stateful=True,
    differentiable=False,
)
def rng_read_and_skip(resource: Cell, alg: Any, delta: Any) -> Any:
    """Where the stream is; it goes on as if ``delta`` numbers had been drawn."""
    check_algorithm(alg)
    blocks = philox.RESERVED_PER_OUTPUT * int(delta)
    with streams:
        before = resource.value
        resource.value = _value(_place(before).skip(blocks))
    return before


def _whole(call: Any) -> TensorShape:
    return rules.value_as_shape(call.inputs[2])


@op(
    "StatefulRandomBinomial",
    "ref int64, int64, S, T, T -> dtype",
    shape=_whole,
    S=INDEX,
    T=KINDS,
    dtype=KINDS,
    stateful=True,
    differentiable=False,
)
def stateful_binomial_op(
    resource: Cell,
    algorithm: Any,
    shape: Any,
    counts: Any,
    probs: Any,
    *,
    dtype: Any = dt.int64,
) -> Any:
    """Numbers of the binomial distributions; the stream goes on."""
    check_algorithm(algorithm)
    with streams:
        found, after = binomials(_place(resource.value), shape, counts, probs, dtype)
        resource.value = _value(after)
    return found
