"""Datasets that call a function for each element.

The function is an attribute with a method ``bound(captured)``: what it returns takes an
element's components and gives those of another. ``captured`` are the values of the
tensors of the outer graph that the function uses, its ``other_arguments``.
"""

from __future__ import annotations

from typing import Any

from teachflow.core import shape_rules as rules
from teachflow.core.registry import op
from teachflow.pipeline import steps
from teachflow.pipeline.base import Pipeline

_WITH_CAPTURED = "variant, [Targuments] -> variant"


@op(
    "MapDataset",
    _WITH_CAPTURED,
    shape=rules.scalar,
    stateful=True,
    differentiable=False,
)
def map_dataset(
    input_dataset: Any,
    other_arguments: Any,
    *,
    f: Any,
    output_types: Any = (),
    output_shapes: Any = (),
    use_inter_op_parallelism: bool = True,
    preserve_cardinality: bool = False,
    force_synchronous: bool = False,
    metadata: str = "",
) -> Pipeline:
    """What ``f`` makes of each element."""
    return steps.mapped(input_dataset, f.bound(other_arguments))


@op(
    "ParallelMapDatasetV2",
    "variant, [Targuments], int64 -> variant",
    shape=rules.scalar,
    stateful=True,
    differentiable=False,
)
def parallel_map_dataset(
    input_dataset: Any,
    other_arguments: Any,
    num_parallel_calls: Any,
    *,
    f: Any,
    output_types: Any = (),
    output_shapes: Any = (),
    use_inter_op_parallelism: bool = True,
    deterministic: str = "default",
    preserve_cardinality: bool = False,
    use_unbounded_threadpool: bool = False,
    metadata: str = "",
) -> Pipeline:
    """The same, one after the other all the same."""
    return steps.mapped(input_dataset, f.bound(other_arguments))


@op(
    "FilterDataset",
    _WITH_CAPTURED,
    shape=rules.scalar,
    stateful=True,
    differentiable=False,
)
def filter_dataset(
    input_dataset: Any,
    other_arguments: Any,
    *,
    predicate: Any,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """The elements for which ``predicate`` is true."""
    return steps.filtered(input_dataset, predicate.bound(other_arguments))


@op(
    "FlatMapDataset",
    _WITH_CAPTURED,
    shape=rules.scalar,
    stateful=True,
    differentiable=False,
)
def flat_map_dataset(
    input_dataset: Any,
    other_arguments: Any,
    *,
    f: Any,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """The elements of the datasets that ``f`` makes, one after the other."""
    return steps.flat_mapped(input_dataset, f.bound(other_arguments))


@op(
    "InterleaveDataset",
    "variant, [Targuments], int64, int64 -> variant",
    shape=rules.scalar,
    stateful=True,
    differentiable=False,
)
def interleave_dataset(
    input_dataset: Any,
    other_arguments: Any,
    cycle_length: Any,
    block_length: Any,
    *,
    f: Any,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """The elements of several datasets that ``f`` makes, in turn."""
    function = f.bound(other_arguments)
    cycle, block = int(cycle_length), int(block_length)
    return steps.interleaved(input_dataset, function, cycle, block)


@op(
    "IgnoreErrorsDataset",
    "variant -> variant",
    shape=rules.scalar,
    stateful=True,
)
def ignore_errors_dataset(
    input_dataset: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
    log_warning: bool = False,
) -> Pipeline:
    """The elements that can be computed."""
    return steps.ignoring_errors(input_dataset)
