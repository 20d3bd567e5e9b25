"""The dtypes of an op's outputs, from its declaration and what its inputs bound."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core.dtypes import DType
from teachflow.core.registry import OpDef


def output_dtypes(
    op: OpDef, types: dict[str, Any], attrs: dict[str, Any], count: int
) -> list[DType]:
    """The dtype of each of ``count`` outputs."""
    found: list[DType] = []
    for arg in op.outputs:
        if arg.is_mixed:
            given = types[arg.type] if arg.type in types else attrs[arg.type]
            found += [dt.as_dtype(kind) for kind in given]
            continue
        dtype = arg.fixed or types.get(arg.type) or dt.as_dtype(attrs[arg.type])
        dtype = dt.ref(dtype) if arg.is_ref else dtype
        if arg.is_list:
            length = attrs.get(arg.count, count - len(op.outputs) + 1)
            found += [dtype] * length
        else:
            found.append(dtype)
    return found
