"""What a tensor's value is before running, where constants and shapes say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from teachflow.core.errors import OpError

if TYPE_CHECKING:
    from teachflow.graph.operation import Operation, Tensor

_FOLDABLE_SIZE = 4096  # elements; larger values are no shapes, axes or indices
_FOLDABLE_DEPTH = 32


def static_value(tensor: Tensor) -> np.ndarray[Any, Any] | None:
    """The value where it follows from constants and known shapes, else None."""
    return _static_value(tensor, _FOLDABLE_DEPTH, {})


def _static_value(
    tensor: Tensor, depth: int, known: dict[Tensor, Any]
) -> np.ndarray[Any, Any] | None:
    """``tensor``'s value; ``known`` are those found on the way."""
    if tensor not in known:
        known[tensor] = _fold(tensor, depth, known)
    found: np.ndarray[Any, Any] | None = known[tensor]
    return found


def _fold(
    tensor: Tensor, depth: int, known: dict[Tensor, Any]
) -> np.ndarray[Any, Any] | None:
    node = tensor.op
    opdef = node.opdef
    if opdef.type == "Const":
        constant: np.ndarray[Any, Any] = node.attrs["value"]
        return constant
    rule = opdef.rules.get("static")
    if rule is not None:
        found: np.ndarray[Any, Any] | None = rule(node)
        return found
    if opdef.stateful or not node.inputs or not depth or len(opdef.outputs) != 1:
        return None
    if not all(_is_small(item) for item in (tensor, *node.inputs)):
        return None
    values = [_static_value(source, depth - 1, known) for source in node.inputs]
    if any(value is None for value in values):
        return None
    try:
        with np.errstate(all="ignore"):
            return np.asarray(opdef.kernel(*regroup(node, values), **node.attrs))
    except (ValueError, TypeError, ArithmeticError, OpError):
        return None


def _is_small(tensor: Tensor) -> bool:
    size = tensor.shape.num_elements()
    return (
        size is not None and size <= _FOLDABLE_SIZE and not tensor.dtype._is_ref_dtype
    )


def regroup(node: Operation, flat: list[Any]) -> list[Any]:
    """The kernel's arguments: flat inputs with the lists put together again.

    A list whose items have a dtype each is as long as these; what is left over is the
    length of the others, which share it.
    """
    inputs = node.opdef.inputs
    known = {arg.name: len(node.types[arg.type]) for arg in inputs if arg.is_mixed}
    others = sum(arg.is_list for arg in inputs) - len(known)
    single = len(inputs) - len(known) - others
    shared = (len(flat) - sum(known.values()) - single) // max(others, 1)
    arguments: list[Any] = []
    position = 0
    for arg in inputs:
        if arg.is_list:
            length = known.get(arg.name, shared)
            arguments.append(list(flat[position : position + length]))
            position += length
        else:
            arguments.append(flat[position])
            position += 1
    return arguments
