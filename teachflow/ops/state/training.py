"""One step of gradient descent: pure rules, and the ops that apply them to variables.

The rules take and return arrays, so they can be read beside the paper and tested
against a loop; the ops store what the rules give. In order of increasing difficulty;
the optimizers that adapt their step to each element are in ``adaptive``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.cell import Cell
from teachflow.core.dtypes import COMPLEX, FLOATS
from teachflow.core.errors import ShapeError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape

FRACTIONS = FLOATS + COMPLEX


def updated(call: Any) -> TensorShape:
    """The variable's shape, which the gradient and every slot must have.

    All else is a number, of which an optimizer has one.
    """
    shape: TensorShape = call.inputs[0].shape
    for arg, tensor in zip(call.opdef.inputs, call.inputs, strict=True):
        if not (arg.is_ref or arg.name in ("grad", "delta")):
            rules.check_rank(tensor.shape, 0)
        elif not shape.is_compatible_with(tensor.shape):
            raise ShapeError(
                f"Shapes must be equal: the variable has {shape}, an update "
                f"{tensor.shape}"
            )
    return shape


def gradient_descent(value: Any, learning_rate: Any, gradient: Any) -> Any:
    """``value - learning_rate * gradient``.

    >>> gradient_descent(3.0, 0.5, 2.0)
    2.0
    """
    return value - learning_rate * gradient


def momentum(
    value: Any,
    velocity: Any,
    learning_rate: Any,
    gradient: Any,
    decay: Any,
    nesterov: bool = False,
) -> tuple[Any, Any]:
    """The new value and velocity after a step with momentum.

    ``velocity = decay * velocity + gradient``, and the value moves against it; Nesterov
    looks one step ahead. Source: Polyak (1964); Sutskever et al. (2013).

    >>> momentum(3.0, 1.0, 0.5, 2.0, 0.5)
    (1.75, 2.5)
    """
    velocity = velocity * decay + gradient
    if nesterov:
        return value - learning_rate * (gradient + decay * velocity), velocity
    return value - learning_rate * velocity, velocity


@op(
    "ApplyGradientDescent",
    "ref T, T, T -> ref T",
    shape=updated,
    stateful=True,
    differentiable=False,
    T=FRACTIONS,
)
def apply_gradient_descent(var: Cell, alpha: Any, delta: Any) -> Cell:
    """Stores what ``gradient_descent`` gives."""
    var.write(gradient_descent(var.read(), alpha, delta))
    return var


@op(
    "ApplyMomentum",
    "ref T, ref T, T, T, T -> ref T",
    shape=updated,
    stateful=True,
    differentiable=False,
    T=FRACTIONS,
)
def apply_momentum(
    var: Cell,
    accum: Cell,
    lr: Any,
    grad: Any,
    momentum: Any,
    *,
    use_nesterov: bool = False,
) -> Cell:
    """Stores what ``momentum`` gives: the value, and the velocity in ``accum``."""
    value, velocity = _momentum(
        var.read(), accum.read(), lr, grad, momentum, use_nesterov
    )
    var.write(value)
    accum.write(velocity)
    return var


_momentum = momentum


def proximal(value: Any, rate: Any, l1: Any, l2: Any) -> Any:
    """``value`` drawn towards zero by l1 (soft threshold) and l2 (shrinking).

    ``value`` is where the gradient alone led. Source: Duchi and Singer (2009).

    >>> proximal(3.0, 0.5, 2.0, 1.0), proximal(-0.5, 0.5, 2.0, 1.0)
    (np.float64(1.3333333333333333), np.float64(-0.0))
    """
    if l1 > 0:
        value = np.sign(value) * np.maximum(np.abs(value) - rate * l1, 0)
    return value / (1 + l2 * rate)


@op(
    "ApplyProximalGradientDescent",
    "ref T, T, T, T, T -> ref T",
    shape=updated,
    stateful=True,
    differentiable=False,
    T=FLOATS,
)
def apply_proximal_gradient_descent(
    var: Cell, alpha: Any, l1: Any, l2: Any, delta: Any
) -> Cell:
    """Stores what ``gradient_descent`` gives, drawn towards zero by ``proximal``."""
    moved = gradient_descent(var.read(), alpha, delta)
    var.write(proximal(moved, alpha, l1, l2))
    return var
