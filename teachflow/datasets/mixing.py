"""Datasets that take their elements from several others, by choice or by chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from teachflow.core import home
from teachflow.core.dtypes import int64
from teachflow.core.operand import Operand
from teachflow.core.shapes import TensorShape
from teachflow.core.tensor_spec import TensorSpec, common
from teachflow.datasets.nodes import dataset_node, seed_tensors
from teachflow.datasets.structure import leaves, packed
from teachflow.ops.arrays.gather import gather
from teachflow.ops.arrays.reshaping import squeeze
from teachflow.ops.input import folding
from teachflow.ops.math.cast import cast
from teachflow.ops.math.logic import less_equal
from teachflow.ops.math.math import log
from teachflow.ops.math.reduce import reduce_sum
from teachflow.ops.random.categories import stateless_categorical

Found = tuple[Any, Any]


def random_numbers(here: Any, seed: Any) -> Found:
    """Random int64 numbers of 32 bits, without end."""
    spec = TensorSpec([], int64)
    with home.within(here):
        seeds = seed_tensors(here, seed)
        variant = folding.random_dataset(
            *seeds, output_types=(int64,), output_shapes=(TensorShape([]),)
        )
    return variant, spec


def directed(selector: Any, datasets: Sequence[Any], stop_on_empty: bool) -> Found:
    """Elements of ``datasets``, which look alike, from whichever ``selector`` says."""
    if not datasets:
        raise ValueError("Invalid `datasets`. `datasets` should not be empty.")
    first = datasets[0].element_spec
    alike = leaves(first)
    for other in datasets[1:]:
        pairs = zip(alike, leaves(other.element_spec), strict=True)
        alike = [TensorSpec(common(a.shape, b.shape), a.dtype) for a, b in pairs]
    spec = packed(first, iter(alike))
    variant = dataset_node(
        folding.directed_interleave_dataset,
        selector.variant_tensor,
        [dataset.variant_tensor for dataset in datasets],
        spec=spec,
        stop_on_empty_dataset=stop_on_empty,
    )
    return variant, spec


def chance(numbers: Any, weights: Any, count: int) -> Any:
    """A dataset of places below ``count``, drawn with ``weights`` by pairs of numbers.

    ``weights`` are probabilities, None for equal ones, or a dataset of them.
    """
    if weights is None:
        weights = [1.0 / count] * count
    if not isinstance(weights, Operand) and len(weights) != count:
        raise ValueError(
            f"Invalid `datasets` and `weights`. If `weights` is specified it must be "
            f"as long as `datasets`: {len(weights)} and {count}."
        )

    def choose(seed: Any) -> Any:
        here = home.choose((seed,))
        chances = here.convert(weights)
        logits = log(chances, name="logits")
        drawn = stateless_categorical([logits], 1, seed=seed)
        return squeeze(drawn, axis=[0, 1])

    return numbers.batch(2).map(choose)


def bucketing(
    length_of: Callable[..., Any],
    boundaries: Sequence[int],
    sizes: Sequence[int],
) -> tuple[Callable[..., Any], Callable[[Any], Any]]:
    """The functions that say an element's bucket, and how many a bucket holds."""
    if len(sizes) != len(boundaries) + 1:
        raise ValueError(
            f"`len(bucket_batch_sizes)` must equal `len(bucket_boundaries) + 1` but "
            f"`len(bucket_batch_sizes)={len(sizes)}` and "
            f"`len(bucket_boundaries)={len(boundaries)}`."
        )

    def bucket(*element: Any) -> Any:
        from_length = length_of(*element)
        here = home.choose((from_length,))
        edges = here.convert(list(boundaries), from_length.dtype)
        return reduce_sum(cast(less_equal(edges, from_length), int64))

    def size(key: Any) -> Any:
        return gather(home.choose((key,)).convert(list(sizes), int64), key)

    return bucket, size
