"""Rows in an order that two numbers decide.

Source: TensorFlow's stateless_shuffle op, whose walk is that of RandomShuffle.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.home import composite
from teachflow.core.randomness import philox
from teachflow.core.registry import op
from teachflow.ops.random.stateless import (
    algorithm,
    check_algorithm,
    key_and_counter,
    state_of,
)


@op(
    "StatelessShuffle",
    "T, uint64, uint64, int32 -> T",
    shape=rules.same,
    differentiable=False,
)
def stateless_shuffle_op(value: Any, key: Any, counter: Any, alg: Any) -> Any:
    """The rows of ``value`` in another order."""
    check_algorithm(alg)
    if np.ndim(value) == 0 or len(value) <= 1:
        return value
    order, _ = philox.shuffle_permutation(state_of(key, counter), len(value))
    return value[order]


@composite
def stateless_shuffle(
    value: Any, seed: Any, alg: Any = "auto_select", name: str | None = None
) -> Any:
    """Returns the rows of ``value`` in an order that ``seed``, two integers, decides.

    Source: tf.random.experimental.stateless_shuffle.

    >>> import teachflow as tf
    >>> shuffled = tf.random.experimental.stateless_shuffle([1, 2, 3, 4], seed=[1, 2])
    >>> sorted(shuffled.numpy().tolist())
    [1, 2, 3, 4]
    """
    here = home.choose((value, seed))
    with here.scope(name or "stateless_shuffle"):
        value = here.convert(value, None, "value")
        key, counter = key_and_counter(seed)
        return stateless_shuffle_op(value, key, counter, algorithm(alg))
