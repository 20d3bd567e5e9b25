"""Stacks that change in place: what TensorFlow's own gradients of loops are made of.

TeachFlow's gradients use lists (``ops.lists``) instead. These ops are here so that a
training graph which TensorFlow has saved can be imported and run.
"""

from __future__ import annotations

from typing import Any

from teachflow.core import shape_rules as rules
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape


def _handle(call: Any) -> TensorShape:
    return TensorShape([2])


@op(
    "StackV2",
    "int32 -> resource",
    shape=_handle,
    stateful=True,
    differentiable=False,
)
def stack_made(max_size: Any, *, elem_type: Any, stack_name: Any = "") -> list[Any]:
    """An empty stack, new in each run."""
    return []


@op(
    "StackPushV2",
    "resource, T -> T",
    shape=rules.like(1),
    stateful=True,
    differentiable=False,
)
def stack_push(handle: list[Any], elem: Any, *, swap_memory: Any = False) -> Any:
    """Puts ``elem`` on the stack, and returns it."""
    handle.append(elem)
    return elem


@op(
    "StackPopV2",
    "resource -> elem_type",
    shape=rules.unknown,
    stateful=True,
    differentiable=False,
)
def stack_pop(handle: list[Any], *, elem_type: Any) -> Any:
    """Takes the last element off the stack."""
    if not handle:
        raise InvalidArgumentError(
            None, None, "Stack is empty when calling Pop(): more pops than pushes."
        )
    return handle.pop()


@op(
    "StackCloseV2",
    "resource ->",
    shape=rules.nothing,
    stateful=True,
    differentiable=False,
)
def stack_close(handle: list[Any]) -> None:
    """Forgets what is on the stack."""
    handle.clear()
