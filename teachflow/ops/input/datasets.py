"""Datasets as ops: each gives a pipeline, made of those that it takes in.

What flows along the edge is the pipeline itself (``teachflow.pipeline``), of dtype
``variant``; nothing is computed until an iterator goes through it. The attributes
``output_types`` and ``output_shapes`` say what an element looks like, flat.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.registry import op
from teachflow.pipeline import base, shuffle, steps
from teachflow.pipeline.base import Pipeline


def _text(value: Any) -> str:
    text: bytes = np.asarray(value, object).item()
    return text.decode()


@op(
    "TensorDataset",
    "[Toutput_types] -> variant",
    shape=rules.scalar,
    stateful=True,
    differentiable=False,
)
def tensor_dataset(
    components: Any, *, output_shapes: Any = (), metadata: str = ""
) -> Pipeline:
    """One element: the components."""
    return base.single(components)


@op(
    "TensorSliceDataset",
    "[Toutput_types] -> variant",
    shape=rules.scalar,
    stateful=True,
    differentiable=False,
)
def tensor_slice_dataset(
    components: Any,
    *,
    output_shapes: Any = (),
    is_files: bool = False,
    metadata: str = "",
    replicate_on_split: bool = False,
) -> Pipeline:
    """An element for each row of the components."""
    return base.slices(components)


@op(
    "RangeDataset",
    "int64, int64, int64 -> variant",
    shape=rules.scalar,
    stateful=True,
)
def range_dataset(
    start: Any,
    stop: Any,
    step: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
    replicate_on_split: bool = False,
) -> Pipeline:
    """Numbers from ``start`` to before ``stop``."""
    return base.counting(int(start), int(stop), int(step))


@op("ZipDataset", "N*variant -> variant", shape=rules.scalar, stateful=True)
def zip_dataset(
    input_datasets: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """The elements of all side by side."""
    return base.zipped(input_datasets)


@op(
    "ConcatenateDataset",
    "variant, variant -> variant",
    shape=rules.scalar,
    stateful=True,
)
def concatenate_dataset(
    input_dataset: Any,
    another_dataset: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """The elements of one, then those of the other."""
    return base.concatenated(input_dataset, another_dataset)


@op("RepeatDataset", "variant, int64 -> variant", shape=rules.scalar, stateful=True)
def repeat_dataset(
    input_dataset: Any,
    count: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """The elements ``count`` times; -1: without end."""
    return base.repeated(input_dataset, int(count))


@op("TakeDataset", "variant, int64 -> variant", shape=rules.scalar, stateful=True)
def take_dataset(
    input_dataset: Any,
    count: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """The first ``count`` elements."""
    return base.taken(input_dataset, int(count))


@op("SkipDataset", "variant, int64 -> variant", shape=rules.scalar, stateful=True)
def skip_dataset(
    input_dataset: Any,
    count: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """What comes after the first ``count`` elements."""
    return base.skipped(input_dataset, int(count))


@op("CacheDataset", "variant, string -> variant", shape=rules.scalar, stateful=True)
def cache_dataset(
    input_dataset: Any,
    filename: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """The elements, computed once. ``filename`` must be empty: kept in memory."""
    return base.cached(input_dataset)


@op("PrefetchDataset", "variant, int64 -> variant", shape=rules.scalar, stateful=True)
def prefetch_dataset(
    input_dataset: Any,
    buffer_size: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
    slack_period: int = 0,
    legacy_autotune: bool = True,
    buffer_size_min: int = 0,
    metadata: str = "",
) -> Pipeline:
    """The same elements: nothing is computed ahead, so errors come where they are."""
    pipeline: Pipeline = input_dataset
    return pipeline


@op("RewriteDataset", "variant, string -> variant", shape=rules.scalar, stateful=True)
def rewrite_dataset(
    input_dataset: Any,
    rewrite_name: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
) -> Pipeline:
    """The same elements; TensorFlow marks a pipeline that is not to be split up."""
    pipeline: Pipeline = input_dataset
    return pipeline


@op(
    "BatchDatasetV2",
    "variant, int64, bool -> variant",
    shape=rules.scalar,
    stateful=True,
)
def batch_dataset(
    input_dataset: Any,
    batch_size: Any,
    drop_remainder: Any,
    *,
    parallel_copy: bool = False,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """Elements stacked, ``batch_size`` at a time."""
    return steps.batched(input_dataset, int(batch_size), bool(drop_remainder))


@op(
    "PaddedBatchDatasetV2",
    "variant, int64, N*int64, [Toutput_types], bool -> variant",
    shape=rules.scalar,
    stateful=True,
    differentiable=False,
)
def padded_batch_dataset(
    input_dataset: Any,
    batch_size: Any,
    padded_shapes: Any,
    padding_values: Any,
    drop_remainder: Any,
    *,
    parallel_copy: bool = False,
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """Elements filled up to one length and stacked."""
    shapes = [np.asarray(shape).tolist() for shape in padded_shapes]
    join = steps.padding(shapes, padding_values)
    return steps.batched(input_dataset, int(batch_size), bool(drop_remainder), join)


@op(
    "WindowDataset",
    "variant, int64, int64, int64, bool -> variant",
    shape=rules.scalar,
    stateful=True,
)
def window_dataset(
    input_dataset: Any,
    size: Any,
    shift: Any,
    stride: Any,
    drop_remainder: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """Pipelines of ``size`` elements, each ``shift`` further on."""
    numbers = int(size), int(shift), int(stride)
    return steps.windowed(input_dataset, *numbers, bool(drop_remainder))


@op(
    "ShuffleDataset",
    "variant, int64, int64, int64 -> variant",
    shape=rules.scalar,
    stateful=True,
)
def shuffle_dataset(
    input_dataset: Any,
    buffer_size: Any,
    seed: Any,
    seed2: Any,
    *,
    reshuffle_each_iteration: bool = True,
    output_types: Any = (),
    output_shapes: Any = (),
    metadata: str = "",
) -> Pipeline:
    """The elements in random order, mixed among ``buffer_size``."""
    seeds, anew = (int(seed), int(seed2)), reshuffle_each_iteration
    return shuffle.shuffled(input_dataset, int(buffer_size), seeds, anew)


@op(
    "ShuffleAndRepeatDataset",
    "variant, int64, int64, int64, int64 -> variant",
    shape=rules.scalar,
    stateful=True,
)
def shuffle_and_repeat_dataset(
    input_dataset: Any,
    buffer_size: Any,
    seed: Any,
    seed2: Any,
    count: Any,
    *,
    output_types: Any = (),
    output_shapes: Any = (),
    reshuffle_each_iteration: bool = True,
    metadata: str = "",
) -> Pipeline:
    """The same ``count`` times, the buffer never running dry in between."""
    seeds, anew = (int(seed), int(seed2)), reshuffle_each_iteration
    size = int(buffer_size)
    return shuffle.shuffled(input_dataset, size, seeds, anew, int(count))
