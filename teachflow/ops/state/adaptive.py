"""One step of each optimizer that adapts its step to each element.

Pure rules first, beside the paper that they come from; then the ops that store what the
rules give. Every array has the shape and dtype of the variable, every number is a
scalar of that dtype.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core.cell import Cell
from teachflow.core.dtypes import FLOATS
from teachflow.core.registry import op
from teachflow.ops.state.training import FRACTIONS, proximal, updated


def adagrad(value: Any, total: Any, rate: Any, gradient: Any) -> tuple[Any, Any]:
    """The new value and the new sum of squared gradients.

    Source: Duchi, Hazan and Singer (2011).

    >>> adagrad(3.0, 12.0, 0.5, 2.0)
    (np.float64(2.75), 16.0)
    """
    total = total + gradient * gradient
    return value - gradient * rate / np.sqrt(total), total


def adadelta(
    value: Any,
    squares: Any,
    updates: Any,
    rate: Any,
    decay: Any,
    epsilon: Any,
    gradient: Any,
) -> tuple[Any, Any, Any]:
    """The new value, mean square of the gradients and mean square of the updates.

    Source: Zeiler (2012).

    >>> value, squares, updates = adadelta(3.0, 0.0, 0.0, 1.0, 0.5, 1.0, 2.0)
    >>> round(float(value), 4), squares, round(float(updates), 4)
    (1.8453, 2.0, 0.6667)
    """
    squares = squares * decay + gradient * gradient * (1 - decay)
    update = np.sqrt(updates + epsilon) / np.sqrt(squares + epsilon) * gradient
    updates = updates * decay + update * update * (1 - decay)
    return value - update * rate, squares, updates


def rms_prop(
    value: Any,
    squares: Any,
    velocity: Any,
    rate: Any,
    decay: Any,
    momentum: Any,
    epsilon: Any,
    gradient: Any,
    mean: Any = None,
) -> tuple[Any, ...]:
    """The new value, mean square of the gradients, velocity, and mean gradient.

    The last is returned where it is given: then the mean square is centred on it.
    Source: Hinton, Neural networks for machine learning, lecture 6 (2012).

    >>> rms_prop(3.0, 1.0, 0.0, 0.5, 0.5, 0.0, 0.0, 2.0)[1:]
    (2.5, np.float64(0.6324555320336759))
    """
    squares = squares + (gradient * gradient - squares) * (1 - decay)
    spread = squares
    if mean is not None:
        mean = mean + (gradient - mean) * (1 - decay)
        spread = squares - mean * mean
    velocity = velocity * momentum + gradient * rate / np.sqrt(spread + epsilon)
    if mean is None:
        return value - velocity, squares, velocity
    return value - velocity, squares, velocity, mean


def adam(
    value: Any,
    mean: Any,
    squares: Any,
    beta1_power: Any,
    beta2_power: Any,
    rate: Any,
    beta1: Any,
    beta2: Any,
    epsilon: Any,
    gradient: Any,
    nesterov: bool = False,
) -> tuple[Any, Any, Any]:
    """The new value, mean gradient and mean square of the gradients.

    ``beta1_power`` and ``beta2_power`` are the betas to the power of the step's number;
    they undo that both means began at zero. Source: Kingma and Ba (2015), in the form
    at the end of its section 2; Dozat (2016) for Nesterov's.

    >>> adam(3.0, 0.0, 0.0, 0.5, 0.75, 0.5, 0.5, 0.75, 0.0, 2.0)
    (np.float64(2.5), 1.0, 1.0)
    """
    step = rate * np.sqrt(1 - beta2_power) / (1 - beta1_power)
    mean = mean + (gradient - mean) * (1 - beta1)
    squares = squares + (gradient * gradient - squares) * (1 - beta2)
    ahead = gradient * (1 - beta1) + beta1 * mean if nesterov else mean
    return value - ahead * step / (np.sqrt(squares) + epsilon), mean, squares


def ftrl(
    value: Any,
    total: Any,
    linear: Any,
    gradient: Any,
    rate: Any,
    l1: Any,
    l2: Any,
    power: Any,
    shrinkage: Any = 0,
) -> tuple[Any, Any, Any]:
    """The new value, sum of squared gradients and linear term ("follow the leader").

    ``power`` is that of the learning rate, -0.5 for one over the square root;
    ``shrinkage`` an l2 that acts on the gradient alone.
    Source: McMahan et al. (2013), algorithm 1.

    >>> ftrl(1.0, 0.0, 0.0, 2.0, 0.5, 1.0, 0.0, -0.5)
    (np.float64(0.25), 4.0, -2.0)
    """
    drawn = gradient + 2 * shrinkage * value
    before, total = total, total + gradient * gradient
    scale, scale_before = total**-power, before**-power
    linear = linear + drawn - (scale - scale_before) / rate * value
    value = (l1 * np.sign(linear) - linear) / (scale / rate + 2 * l2)
    value = np.where(np.abs(linear) > l1, value, value.dtype.type(0))[()]
    return value, total, linear


def adagrad_da(
    totals: Any, squares: Any, gradient: Any, rate: Any, l1: Any, l2: Any, step: Any
) -> tuple[Any, Any, Any]:
    """The new value, sum of gradients and sum of squares (Adagrad, dual averaging).

    ``step`` is the number of the step, from 1. Source: Duchi et al. (2011), eq. 3.

    >>> adagrad_da(0.0, 0.0, 2.0, 0.5, 0.0, 0.0, 1)
    (np.float64(-0.5), 2.0, 4.0)
    """
    totals = totals + gradient
    squares = squares + gradient * gradient
    drawn = totals
    if l1 > 0:
        drawn = np.sign(totals) * np.maximum(np.abs(totals) - l1 * step, 0)
    return -rate * drawn / (l2 * step * rate + np.sqrt(squares)), totals, squares


def _store(cells: tuple[Cell, ...], values: tuple[Any, ...]) -> Cell:
    """Writes each value to its cell; returns the first, the variable's."""
    for cell, value in zip(cells, values, strict=True):
        cell.write(value)
    return cells[0]


@op(
    "ApplyAdagrad",
    "ref T, ref T, T, T -> ref T",
    shape=updated,
    stateful=True,
    differentiable=False,
    T=FRACTIONS,
)
def apply_adagrad(
    var: Cell, accum: Cell, lr: Any, grad: Any, *, update_slots: bool = True
) -> Cell:
    """Stores what ``adagrad`` gives."""
    return _store((var, accum), adagrad(var.read(), accum.read(), lr, grad))


@op(
    "ApplyProximalAdagrad",
    "ref T, ref T, T, T, T, T -> ref T",
    shape=updated,
    stateful=True,
    differentiable=False,
    T=FLOATS,
)
def apply_proximal_adagrad(
    var: Cell, accum: Cell, lr: Any, l1: Any, l2: Any, grad: Any
) -> Cell:
    """Stores what ``adagrad`` gives, drawn towards zero by ``proximal``."""
    moved, total = adagrad(var.read(), accum.read(), lr, grad)
    rate = lr / np.sqrt(total)
    return _store((var, accum), (proximal(moved, rate, l1, l2), total))


@op(
    "ApplyAdagradDA",
    "ref T, ref T, ref T, T, T, T, T, int64 -> ref T",
    shape=updated,
    stateful=True,
    differentiable=False,
    T=FLOATS,
)
def apply_adagrad_da(
    var: Cell,
    gradient_accumulator: Cell,
    gradient_squared_accumulator: Cell,
    grad: Any,
    lr: Any,
    l1: Any,
    l2: Any,
    global_step: Any,
) -> Cell:
    """Stores what ``adagrad_da`` gives."""
    cells = var, gradient_accumulator, gradient_squared_accumulator
    step = var.read().dtype.type(global_step)
    total, squares = cells[1].read(), cells[2].read()
    return _store(cells, adagrad_da(total, squares, grad, lr, l1, l2, step))


@op(
    "ApplyAdadelta",
    "ref T, ref T, ref T, T, T, T, T -> ref T",
    shape=updated,
    stateful=True,
    differentiable=False,
    T=FLOATS,
)
def apply_adadelta(
    var: Cell,
    accum: Cell,
    accum_update: Cell,
    lr: Any,
    rho: Any,
    epsilon: Any,
    grad: Any,
) -> Cell:
    """Stores what ``adadelta`` gives."""
    moved = adadelta(
        var.read(), accum.read(), accum_update.read(), lr, rho, epsilon, grad
    )
    return _store((var, accum, accum_update), moved)


@op(
    "ApplyRMSProp",
    "ref T, ref T, ref T, T, T, T, T, T -> ref T",
    shape=updated,
    stateful=True,
    differentiable=False,
    T=FLOATS,
)
def apply_rms_prop(
    var: Cell,
    ms: Cell,
    mom: Cell,
    lr: Any,
    rho: Any,
    momentum: Any,
    epsilon: Any,
    grad: Any,
) -> Cell:
    """Stores what ``rms_prop`` gives."""
    moved = rms_prop(
        var.read(), ms.read(), mom.read(), lr, rho, momentum, epsilon, grad
    )
    return _store((var, ms, mom), moved)


@op(
    "ApplyCenteredRMSProp",
    "ref T, ref T, ref T, ref T, T, T, T, T, T -> ref T",
    shape=updated,
    stateful=True,
    differentiable=False,
    T=FLOATS,
)
def apply_centered_rms_prop(
    var: Cell,
    mg: Cell,
    ms: Cell,
    mom: Cell,
    lr: Any,
    rho: Any,
    momentum: Any,
    epsilon: Any,
    grad: Any,
) -> Cell:
    """Stores what ``rms_prop`` gives, centred on the mean gradient."""
    cells = var, ms, mom, mg
    moved = rms_prop(
        var.read(), ms.read(), mom.read(), lr, rho, momentum, epsilon, grad, mg.read()
    )
    return _store(cells, moved)


@op(
    "ApplyAdam",
    "ref T, ref T, ref T, T, T, T, T, T, T, T -> ref T",
    shape=updated,
    stateful=True,
    differentiable=False,
    T=FRACTIONS,
)
def apply_adam(
    var: Cell,
    m: Cell,
    v: Cell,
    beta1_power: Any,
    beta2_power: Any,
    lr: Any,
    beta1: Any,
    beta2: Any,
    epsilon: Any,
    grad: Any,
    *,
    use_nesterov: bool = False,
) -> Cell:
    """Stores what ``adam`` gives."""
    moved = adam(
        var.read(),
        m.read(),
        v.read(),
        beta1_power,
        beta2_power,
        lr,
        beta1,
        beta2,
        epsilon,
        grad,
        use_nesterov,
    )
    return _store((var, m, v), moved)


@op(
    "ApplyFtrl",
    "ref T, ref T, ref T, T, T, T, T, T -> ref T",
    shape=updated,
    stateful=True,
    differentiable=False,
    T=FLOATS,
)
def apply_ftrl(
    var: Cell,
    accum: Cell,
    linear: Cell,
    grad: Any,
    lr: Any,
    l1: Any,
    l2: Any,
    lr_power: Any,
    *,
    multiply_linear_by_lr: bool = False,
) -> Cell:
    """Stores what ``ftrl`` gives."""
    moved = ftrl(var.read(), accum.read(), linear.read(), grad, lr, l1, l2, lr_power)
    return _store((var, accum, linear), moved)


@op(
    "ApplyFtrlV2",
    "ref T, ref T, ref T, T, T, T, T, T, T -> ref T",
    shape=updated,
    stateful=True,
    differentiable=False,
    T=FLOATS,
)
def apply_ftrl_v2(
    var: Cell,
    accum: Cell,
    linear: Cell,
    grad: Any,
    lr: Any,
    l1: Any,
    l2: Any,
    l2_shrinkage: Any,
    lr_power: Any,
    *,
    multiply_linear_by_lr: bool = False,
) -> Cell:
    """Stores what ``ftrl`` gives, with ``l2_shrinkage``."""
    moved = ftrl(
        var.read(),
        accum.read(),
        linear.read(),
        grad,
        lr,
        l1,
        l2,
        lr_power,
        l2_shrinkage,
    )
    return _store((var, accum, linear), moved)
