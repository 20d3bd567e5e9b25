"""Weights of losses and metrics: numbers that broadcast to values, and are checked.

Weights have the values' rank, each length 1 or the values' own, or they are one number.
What is known before running is checked while building, as in TensorFlow; for the rest
TensorFlow builds some fifty nodes, and TeachFlow one.
"""

from __future__ import annotations

from typing import Any

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShapeV1
from teachflow.ops.arrays.create import ones_like
from teachflow.ops.arrays.lengths import rank, shape
from teachflow.ops.math.math import multiply
from teachflow.ops.state.state import no_op

_PROBLEM = "weights can not be broadcast to values."


@op("AssertBroadcastable", "T, S ->", shape=rules.nothing, differentiable=False)
def assert_broadcastable_op(weights: Any, values: Any) -> None:
    """Fails where weights do not broadcast to values. Ours, not TensorFlow's."""
    small, large = weights.shape, values.shape
    if not small:
        return
    fits = len(small) == len(large)
    if not fits or any(m not in (1, n) for m, n in zip(small, large, strict=True)):
        raise InvalidArgumentError(
            None,
            None,
            f"{_PROBLEM} weights.shape={list(small)}, values.shape={list(large)}: "
            f"weights must be one number, or have the values' rank, each length 1 or "
            f"the values' own.",
        )


def assert_broadcastable(here: Any, weights: Any, values: Any) -> Any:
    """The operation that the weighing has to wait for.

    Raises ``ValueError`` where it is known already that shapes do not meet.
    """
    with here.scope("assert_broadcastable"):
        with here.scope("weights") as scope:
            weights = here.convert(weights, None, scope or None)
            shape(weights, name="shape")
            rank(weights, name="rank")
        with here.scope("values") as scope:
            values = here.convert(values, None, scope or None)
            shape(values, name="shape")
            rank(values, name="rank")
        small, large = weights.shape.known_dims, values.shape.known_dims
        if small == ():
            return no_op(name="static_scalar_check_success")
        if small is not None and large is not None:
            received = f"Received weights={weights}, values={values}"
            if len(small) != len(large):
                raise ValueError(
                    f"{_PROBLEM} values.rank={len(large)}. weights.rank={len(small)}. "
                    f"values.shape={TensorShapeV1(large)}. "
                    f"weights.shape={TensorShapeV1(small)}. {received}"
                )
            if None not in small and None not in large:
                _check_lengths(small, large, received)
                return no_op(name="static_dims_check_success")
        return assert_broadcastable_op(weights, values)


def _check_lengths(small: Any, large: Any, received: str) -> None:
    for axis, (m, n) in enumerate(zip(small, large, strict=True)):
        if m not in (1, n):
            spelled = [" ".join(map(str, dims)) for dims in (large, small)]
            raise ValueError(
                f"{_PROBLEM} Mismatch at dim {axis}. values.shape=[{spelled[0]}], "
                f"weights.shape=[{spelled[1]}]. {received}"
            )


def broadcast_weights(weights: Any, values: Any) -> Any:
    """``weights`` in the shape of ``values``."""
    here = home.choose((weights, values))
    with here.scope("broadcast_weights") as scope:
        values = here.convert(values, None, "values")
        weights = here.convert(weights, values.dtype.base_dtype, "weights")
        known = weights.shape.is_fully_defined() and values.shape.is_fully_defined()
        if known and weights.shape.is_compatible_with(values.shape):
            return weights
        with here.control_dependencies([assert_broadcastable(here, weights, values)]):
            return multiply(weights, ones_like(values), name=scope or None)
