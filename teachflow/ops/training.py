"""One step of each optimizer: a pure rule, and the op that applies it to a variable.

The rules take and return arrays, so they can be read beside the paper and tested
against a loop; the ops store what the rules give. In order of increasing difficulty.
"""

from __future__ import annotations

from typing import Any

from teachflow.core.cell import Cell
from teachflow.core.dtypes import COMPLEX, FLOATS
from teachflow.core.errors import ShapeError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape

FRACTIONS = FLOATS + COMPLEX


_NUMBERS = ("alpha", "lr", "momentum")  # what an optimizer has one of, not an array


def _updated(call: Any) -> TensorShape:
    """The variable's shape, which the gradient and every slot must have."""
    shape: TensorShape = call.inputs[0].shape
    for arg, tensor in zip(call.opdef.inputs, call.inputs, strict=True):
        if arg.name in _NUMBERS:
            if tensor.shape.rank not in (None, 0):
                raise ShapeError(
                    f"Shape must be rank 0 but is rank {tensor.shape.rank}"
                )
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
    shape=_updated,
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
    shape=_updated,
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
