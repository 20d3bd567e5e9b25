"""Datasets whose functions go through the elements with a state, or group them.

As in ``dataset_functions``, a function is an attribute with a method
``bound(captured)``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import op
from teachflow.pipeline import folds, joins
from teachflow.pipeline.base import Element, Pipeline
from teachflow.pipeline.journey import Journey


def _as_declared(call: Any) -> Any:
    return call.attrs["output_shapes"]


@op(
    "ReduceDataset",
    "variant, [Tstate], [Targuments] -> [output_types]",
    shape=_as_declared,
    stateful=True,
    differentiable=False,
)
def reduce_dataset(
    input_dataset: Any,
    initial_state: Any,
    other_arguments: Any,
    *,
    f: Any,
    output_types: Any,
    output_shapes: Any,
    use_inter_op_parallelism: bool = True,
    metadata: str = "",
) -> Element:
    """The state after ``f`` of the state and each element in turn."""
    return folds.reduced(
        Journey(input_dataset), initial_state, f.bound(other_arguments)
    )


@op(
    "ScanDataset",
    "variant, [Tstate], [Targuments] -> variant",
    shape=rules.scalar,
    stateful=True,
    differentiable=False,
)
def scan_dataset(
    input_dataset: Any,
    initial_state: Any,
    other_arguments: Any,
    *,
    f: Any,
    output_types: Any = (),
    output_shapes: Any = (),
    preserve_cardinality: bool = False,
    use_default_device: bool = True,
    metadata: str = "",
) -> Pipeline:
    """What ``f`` of the state and each element gives beside the next state."""
    return folds.scanned(input_dataset, initial_state, f.bound(other_arguments))


@op(
    "TakeWhileDataset",
    "variant, [Targuments] -> variant",
    shape=rules.scalar,
    stateful=True,
    differentiable=False,
)
def take_while_dataset(
    input_dataset: Any,
    other_arguments: Any,
    *,
    predicate: Any,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """The elements before the first for which ``predicate`` is false."""
    return folds.taken_while(input_dataset, predicate.bound(other_arguments))


@op(
    "GroupByWindowDataset",
    "variant, [Tkey_func_other_arguments], [Treduce_func_other_arguments], "
    "[Twindow_size_func_other_arguments] -> variant",
    shape=rules.scalar,
    stateful=True,
    differentiable=False,
)
def group_by_window_dataset(
    input_dataset: Any,
    key_func_other_arguments: Any,
    reduce_func_other_arguments: Any,
    window_size_func_other_arguments: Any,
    *,
    key_func: Any,
    reduce_func: Any,
    window_size_func: Any,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """What ``reduce_func`` makes of elements of one key, some at a time."""
    return folds.grouped(
        input_dataset,
        key_func.bound(key_func_other_arguments),
        reduce_func.bound(reduce_func_other_arguments),
        window_size_func.bound(window_size_func_other_arguments),
    )


@op(
    "ShardDataset",
    "variant, int64, int64 -> variant",
    shape=rules.scalar,
    stateful=True,
)
def shard_dataset(
    input_dataset: Any,
    num_shards: Any,
    index: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
    require_non_empty: bool = False,
    metadata: str = "",
) -> Pipeline:
    """Every ``num_shards``-th element, beginning with number ``index``."""
    return joins.sharded(input_dataset, int(num_shards), int(index))


@op("UniqueDataset", "variant -> variant", shape=rules.scalar, stateful=True)
def unique_dataset(
    input_dataset: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """The elements, each the first time only."""
    return folds.unique(input_dataset)


@op(
    "DirectedInterleaveDataset",
    "variant, N*variant -> variant",
    shape=rules.scalar,
    stateful=True,
)
def directed_interleave_dataset(
    selector_input_dataset: Any,
    data_input_datasets: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
    stop_on_empty_dataset: bool = False,
) -> Pipeline:
    """Elements of several datasets; ``selector`` says from which the next comes."""
    return joins.directed(
        selector_input_dataset, data_input_datasets, stop_on_empty_dataset
    )


@op("RandomDataset", "int64, int64 -> variant", shape=rules.scalar, stateful=True)
def random_dataset(
    seed: Any,
    seed2: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """Random int64 numbers of 32 bits, without end."""
    return joins.random_numbers((int(seed), int(seed2)))


@op("DatasetCardinality", "variant -> int64", shape=rules.scalar, stateful=True)
def dataset_cardinality(input_dataset: Any) -> Any:
    """How many elements there are; -1: without end, -2: unknown."""
    return np.int64(input_dataset.count)


@op(
    "DatasetToSingleElement",
    "variant -> [output_types]",
    shape=_as_declared,
    stateful=True,
)
def dataset_to_single_element(
    dataset: Any, *, output_types: Any, output_shapes: Any, metadata: str = ""
) -> Element:
    """The only element; ``InvalidArgumentError`` where there is none, or more."""
    elements = Journey(dataset)
    found: Element | None = next(elements, None)
    if found is None:
        raise InvalidArgumentError(None, None, "Dataset was empty.")
    if next(elements, None) is not None:
        raise InvalidArgumentError(None, None, "Dataset had more than one element.")
    return found
