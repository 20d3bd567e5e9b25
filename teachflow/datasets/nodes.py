"""The nodes that a dataset's methods add, and what they need to know of elements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core import home
from teachflow.core.dtypes import int64
from teachflow.core.operand import Operand
from teachflow.core.registry import PublicOp
from teachflow.core.tensor_spec import TensorSpec
from teachflow.datasets.structure import (
    DatasetSpec,
    leaves,
    shapes_of,
    types_of,
)
from teachflow.ops.arrays.selecting import where_v2
from teachflow.ops.math.logic import equal, logical_and


def here_of(variant: Any) -> Any:
    """Where ops on ``variant`` happen: its graph or that of a function inside it, or
    at once.
    """
    return home.choose((variant,))


def dataset_node(op: PublicOp, *inputs: Any, spec: Any, **attrs: Any) -> Any:
    """The variant tensor that ``op`` gives; elements look like ``spec``."""
    flat = leaves(spec)
    with home.within(here_of(list(inputs))):
        return op(
            *inputs,
            output_types=types_of(flat),
            output_shapes=shapes_of(flat),
            **attrs,
        )


def pairs(first: Any, second: Any) -> list[tuple[Any, Any]]:
    """Both side by side."""
    return list(zip(first, second, strict=True))


def batch_length(size: Any, drop: Any) -> int | None:
    """How many elements every batch has, where that is known."""
    count, dropped = size.static_value(), drop.static_value()
    if count is None or dropped is None or not dropped:
        return None
    return int(count)


def batched(length: int | None) -> Callable[[Any], Any]:
    """What a leaf looks like in batches of ``length``."""

    def in_batches(leaf: Any) -> Any:
        if isinstance(leaf, DatasetSpec):
            raise TypeError("Datasets cannot be stacked: batch what is in them.")
        return TensorSpec(
            type(leaf.shape)([length]).concatenate(leaf.shape), leaf.dtype
        )

    return in_batches


def seed_tensors(here: Any, seed: Any) -> tuple[Any, Any]:
    """The tensors of the two seeds, as TensorFlow's nodes make them."""
    with home.within(here):
        first, second = here.op_seeds(None if isinstance(seed, Operand) else seed)
        if isinstance(seed, Operand):
            second = seed
        if (first, second) == (0, 0):
            return here.convert(0, int64, "seed"), here.convert(0, int64, "seed2")
        first = here.convert(first, int64, "seed")
        with here.scope("seed2") as scope:
            second = here.convert(second, int64)
            none = logical_and(equal(first, 0), equal(second, 0))
            instead = here.convert(2**31 - 1, int64)
            return first, where_v2(none, instead, second, name=scope)
