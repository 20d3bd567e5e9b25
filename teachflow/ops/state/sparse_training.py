"""One step of each optimizer on some rows of a variable: all others stay as they are.

The rules are those of ``training`` and ``adaptive``, applied to the rows of the
variable and of its slots that ``indices`` names: what ``gather`` read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.cell import Cell
from teachflow.core.dtypes import FLOATS, INDEX
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.gather import check_indices
from teachflow.ops.state import adaptive, training
from teachflow.ops.state.training import FRACTIONS


def _rows(call: Any) -> TensorShape:
    """The variable's shape, which slots have too; a gradient has rows of it."""
    shape: TensorShape = call.inputs[0].shape
    for arg, tensor in zip(call.opdef.inputs, call.inputs, strict=True):
        if arg.is_ref:
            shape = shape.merge_with(tensor.shape)
        elif arg.name == "indices":
            if tensor.shape.rank not in (None, 1):
                raise ShapeError(
                    f"Shape must be rank 1 but is rank {tensor.shape.rank}: indices"
                )
        elif arg.name == "grad":
            if None not in (shape.rank, tensor.shape.rank) and shape.rank:
                shape[1:].assert_is_compatible_with(tensor.shape[1:])
        else:
            rules.check_rank(tensor.shape, 0)
    return shape


def _step(
    cells: tuple[Cell, ...], indices: Any, grad: Any, rule: Callable[..., Any]
) -> Cell:
    """Stores what ``rule(grad, *rows)`` gives for the rows of each cell.

    A row that is named twice takes two steps, one after the other.
    """
    arrays = [np.array(cell.read()) for cell in cells]
    wanted = (len(indices), *arrays[0].shape[1:])
    if grad.shape != wanted:
        raise InvalidArgumentError(
            None,
            None,
            f"grad must have a row of the variable's shape for each index: "
            f"{bracketed(wanted)}, but has shape {bracketed(grad.shape)}",
        )
    check_indices(indices, len(arrays[0]))
    once = len(np.unique(indices)) == len(indices)
    for at in (slice(None),) if once else range(len(indices)):
        key = indices[at]
        moved = rule(grad[at], *(array[key] for array in arrays))
        for array, rows in zip(arrays, moved, strict=True):
            array[key] = rows
    for cell, array in zip(cells, arrays, strict=True):
        cell.write(array)
    return cells[0]


_STATE: dict[str, Any] = {
    "shape": _rows,
    "stateful": True,
    "differentiable": False,
    "Tindices": INDEX,
}


@op(
    "SparseApplyMomentum",
    "ref T, ref T, T, T, Tindices, T -> ref T",
    T=FRACTIONS,
    **_STATE,
)
def sparse_apply_momentum(
    var: Cell,
    accum: Cell,
    lr: Any,
    grad: Any,
    indices: Any,
    momentum: Any,
    *,
    use_nesterov: bool = False,
) -> Cell:
    """Stores what ``momentum`` gives."""

    def rule(g: Any, value: Any, velocity: Any) -> Any:
        return training.momentum(value, velocity, lr, g, momentum, use_nesterov)

    return _step((var, accum), indices, grad, rule)


@op(
    "SparseApplyProximalGradientDescent",
    "ref T, T, T, T, T, Tindices -> ref T",
    T=FLOATS,
    **_STATE,
)
def sparse_apply_proximal_gradient_descent(
    var: Cell, alpha: Any, l1: Any, l2: Any, grad: Any, indices: Any
) -> Cell:
    """Stores what ``gradient_descent`` gives, drawn towards zero by ``proximal``."""

    def rule(g: Any, value: Any) -> Any:
        moved = training.gradient_descent(value, alpha, g)
        return (training.proximal(moved, alpha, l1, l2),)

    return _step((var,), indices, grad, rule)


@op(
    "SparseApplyAdagrad",
    "ref T, ref T, T, T, Tindices -> ref T",
    T=FRACTIONS,
    **_STATE,
)
def sparse_apply_adagrad(
    var: Cell,
    accum: Cell,
    lr: Any,
    grad: Any,
    indices: Any,
    *,
    update_slots: bool = True,
) -> Cell:
    """Stores what ``adagrad`` gives; the sum stays without ``update_slots``."""

    def rule(g: Any, value: Any, total: Any) -> Any:
        if update_slots:
            return adaptive.adagrad(value, total, lr, g)
        return value - g * lr / np.sqrt(total), total

    return _step((var, accum), indices, grad, rule)


@op(
    "SparseApplyProximalAdagrad",
    "ref T, ref T, T, T, T, T, Tindices -> ref T",
    T=FLOATS,
    **_STATE,
)
def sparse_apply_proximal_adagrad(
    var: Cell, accum: Cell, lr: Any, l1: Any, l2: Any, grad: Any, indices: Any
) -> Cell:
    """Stores what ``adagrad`` gives, drawn towards zero by ``proximal``."""

    def rule(g: Any, value: Any, total: Any) -> Any:
        moved, total = adaptive.adagrad(value, total, lr, g)
        return training.proximal(moved, lr / np.sqrt(total), l1, l2), total

    return _step((var, accum), indices, grad, rule)


@op(
    "SparseApplyAdagradDA",
    "ref T, ref T, ref T, T, Tindices, T, T, T, int64 -> ref T",
    T=FLOATS,
    **_STATE,
)
def sparse_apply_adagrad_da(
    var: Cell,
    gradient_accumulator: Cell,
    gradient_squared_accumulator: Cell,
    grad: Any,
    indices: Any,
    lr: Any,
    l1: Any,
    l2: Any,
    global_step: Any,
) -> Cell:
    """Stores what ``adagrad_da`` gives."""
    step = grad.dtype.type(global_step)

    def rule(g: Any, value: Any, total: Any, squares: Any) -> Any:
        return adaptive.adagrad_da(total, squares, g, lr, l1, l2, step)

    cells = var, gradient_accumulator, gradient_squared_accumulator
    return _step(cells, indices, grad, rule)


@op(
    "SparseApplyAdadelta",
    "ref T, ref T, ref T, T, T, T, T, Tindices -> ref T",
    T=FLOATS,
    **_STATE,
)
def sparse_apply_adadelta(
    var: Cell,
    accum: Cell,
    accum_update: Cell,
    lr: Any,
    rho: Any,
    epsilon: Any,
    grad: Any,
    indices: Any,
) -> Cell:
    """Stores what ``adadelta`` gives."""

    def rule(g: Any, value: Any, squares: Any, updates: Any) -> Any:
        return adaptive.adadelta(value, squares, updates, lr, rho, epsilon, g)

    return _step((var, accum, accum_update), indices, grad, rule)


@op(
    "SparseApplyRMSProp",
    "ref T, ref T, ref T, T, T, T, T, T, Tindices -> ref T",
    T=FLOATS,
    **_STATE,
)
def sparse_apply_rms_prop(
    var: Cell,
    ms: Cell,
    mom: Cell,
    lr: Any,
    rho: Any,
    momentum: Any,
    epsilon: Any,
    grad: Any,
    indices: Any,
) -> Cell:
    """Stores what ``rms_prop`` gives."""

    def rule(g: Any, value: Any, squares: Any, velocity: Any) -> Any:
        return adaptive.rms_prop(
            value, squares, velocity, lr, rho, momentum, epsilon, g
        )

    return _step((var, ms, mom), indices, grad, rule)


@op(
    "SparseApplyCenteredRMSProp",
    "ref T, ref T, ref T, ref T, T, T, T, T, T, Tindices -> ref T",
    T=FLOATS,
    **_STATE,
)
def sparse_apply_centered_rms_prop(
    var: Cell,
    mg: Cell,
    ms: Cell,
    mom: Cell,
    lr: Any,
    rho: Any,
    momentum: Any,
    epsilon: Any,
    grad: Any,
    indices: Any,
) -> Cell:
    """Stores what ``rms_prop`` gives, centred on the mean gradient."""

    def rule(g: Any, value: Any, squares: Any, velocity: Any, mean: Any) -> Any:
        numbers = lr, rho, momentum, epsilon
        return adaptive.rms_prop(value, squares, velocity, *numbers, g, mean)

    return _step((var, ms, mom, mg), indices, grad, rule)


@op(
    "SparseApplyFtrl",
    "ref T, ref T, ref T, T, Tindices, T, T, T, T -> ref T",
    T=FLOATS,
    **_STATE,
)
def sparse_apply_ftrl(
    var: Cell,
    accum: Cell,
    linear: Cell,
    grad: Any,
    indices: Any,
    lr: Any,
    l1: Any,
    l2: Any,
    lr_power: Any,
    *,
    multiply_linear_by_lr: bool = False,
) -> Cell:
    """Stores what ``ftrl`` gives."""

    def rule(g: Any, value: Any, total: Any, line: Any) -> Any:
        return adaptive.ftrl(value, total, line, g, lr, l1, l2, lr_power)

    return _step((var, accum, linear), indices, grad, rule)


@op(
    "SparseApplyFtrlV2",
    "ref T, ref T, ref T, T, Tindices, T, T, T, T, T -> ref T",
    T=FLOATS,
    **_STATE,
)
def sparse_apply_ftrl_v2(
    var: Cell,
    accum: Cell,
    linear: Cell,
    grad: Any,
    indices: Any,
    lr: Any,
    l1: Any,
    l2: Any,
    l2_shrinkage: Any,
    lr_power: Any,
    *,
    multiply_linear_by_lr: bool = False,
) -> Cell:
    """Stores what ``ftrl`` gives, with ``l2_shrinkage``."""

    def rule(g: Any, value: Any, total: Any, line: Any) -> Any:
        return adaptive.ftrl(value, total, line, g, lr, l1, l2, lr_power, l2_shrinkage)

    return _step((var, accum, linear), indices, grad, rule)
