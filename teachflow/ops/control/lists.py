"""Lists of tensors as values: pushing and popping give new lists, which share the rest.

A loop's reverse pass keeps here what the rounds have computed. A list is a pair of the
list before and the last tensor, or an empty tuple: pushing costs one pair, and whoever
holds an older list still has it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import shape_rules as rules
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape


@op(
    "EmptyTensorList",
    "shape_type, int32 -> variant",
    shape=rules.scalar,
    shape_type=(dt.int32, dt.int64),
)
def empty_list(element_shape: Any, max_num_elements: Any, *, element_dtype: Any) -> Any:
    """A list without tensors."""
    return ()


@op("TensorListPushBack", "variant, element_dtype -> variant", shape=rules.scalar)
def push_back(input_handle: Any, tensor: Any) -> Any:
    """The list with ``tensor`` at its end."""
    return input_handle, tensor


def _popped(call: Any) -> tuple[TensorShape, TensorShape]:
    wanted = call.inputs[1].static_value()
    if wanted is None or np.ndim(wanted) != 1:
        return rules.SCALAR, rules.UNKNOWN
    return rules.SCALAR, TensorShape([None if n < 0 else n for n in wanted.tolist()])


@op("TensorListPopBack", "variant, int32 -> variant, element_dtype", shape=_popped)
def pop_back(
    input_handle: Any, element_shape: Any, *, element_dtype: Any
) -> tuple[Any, Any]:
    """The list without its last tensor, and that tensor."""
    if not input_handle:
        raise InvalidArgumentError(None, None, "Trying to pop from an empty list.")
    before, last = input_handle
    return before, last


@push_back.vjp
def _(call: Any, g: Any) -> Any:
    kind = call.inputs[1].dtype.base_dtype
    return pop_back(g, np.int32(-1), element_dtype=kind)


push_back.jvp_linear(0, 1)


@pop_back.vjp
def _(call: Any, g_handle: Any, g_tensor: Any) -> Any:
    return push_back(g_handle, g_tensor), None


pop_back.jvp_linear(0)
