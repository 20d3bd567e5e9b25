"""What optimizers keep and share: numbers as tensors, and a variable for a variable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

import teachflow.ops.state.sparse_training  # noqa: F401 (declares all steps)
from teachflow.core.registry import OPS
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Tensor
from teachflow.graph.sharing.variable_scope import get_variable, variable_scope
from teachflow.ops.arrays.create import ones, zeros
from teachflow.ops.arrays.lengths import shape
from teachflow.ops.math.cast import cast
from teachflow.variables import GraphVariable

Start = Callable[[GraphVariable], Tensor] | Tensor
"""What a slot begins with: a tensor, or a function that makes it from the variable."""


def number(graph: Graph, value: Any, name: str) -> Tensor:
    """A number of an optimizer as a tensor; functions are called for theirs."""
    return graph.convert(value() if callable(value) else value, None, name)


def as_its(variable: GraphVariable, *numbers: Tensor) -> list[Tensor]:
    """The numbers in the variable's dtype."""
    return [cast(item, variable.dtype.base_dtype) for item in numbers]


def updated(
    graph: Graph,
    kind: str,
    inputs: Sequence[Any],
    attrs: dict[str, Any],
    gradient: Sequence[Tensor],
) -> Any:
    """The output of the op ``kind``, or of its twin for a gradient of some rows."""
    kind = f"Sparse{kind}" if len(gradient) == 2 else kind
    return graph.apply(OPS[kind], tuple(inputs), attrs, None)


def shape_of(variable: GraphVariable) -> Any:
    """The variable's shape: a list where it is known, else a tensor."""
    if variable.shape.is_fully_defined():
        return variable.shape.as_list()
    if isinstance(variable, GraphVariable):
        return shape(variable.initialized_value())
    return shape(variable)


def zeros_like_it(variable: GraphVariable) -> Tensor:
    """Zeros of the variable's shape and dtype."""
    made: Tensor = zeros(shape_of(variable), variable.dtype.base_dtype)
    return made


def ones_like_it(variable: GraphVariable) -> Tensor:
    """Ones of the variable's shape and dtype."""
    made: Tensor = ones(shape_of(variable), variable.dtype.base_dtype)
    return made


def filled(variable: GraphVariable, value: float) -> Tensor:
    """A constant of the variable's shape and dtype that holds ``value`` everywhere."""
    dtype = variable.dtype.base_dtype
    array = np.full(variable.shape.as_known_list(), value, dtype.as_numpy_dtype)
    made: Tensor = variable.graph.constant(array, dtype, "Const")
    return made


def slot_variable(variable: GraphVariable, name: str, start: Start) -> GraphVariable:
    """A variable ``<variable>/<name>``, which is not trained.

    It is made in the current variable scope, as TensorFlow's, whose name it bears too.
    """
    made = (lambda: start(variable)) if callable(start) else start
    with variable_scope(None, f"{variable.op.name}/{name}"):
        slot: GraphVariable = get_variable(
            "",
            dtype=variable.dtype.base_dtype,
            initializer=made,
            trainable=False,
            validate_shape=variable.shape.is_fully_defined(),
        )
    return slot
