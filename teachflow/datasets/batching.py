"""Datasets of batches and windows: elements put together, and taken apart again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.dtypes import int64
from teachflow.core.shapes import TensorShape
from teachflow.core.tensor_spec import TensorSpec
from teachflow.datasets import mixing, sources
from teachflow.datasets.functional import FunctionalDataset
from teachflow.datasets.nodes import batch_length, batched, here_of, pairs
from teachflow.datasets.structure import (
    DatasetSpec,
    leaves,
    mapped,
    packed,
    shapes_of,
)
from teachflow.ops.input import datasets

if TYPE_CHECKING:
    from teachflow.datasets.dataset import Dataset


class BatchingDataset(FunctionalDataset):
    """The methods that put elements together."""

    def batch(
        self,
        batch_size: Any,
        drop_remainder: Any = False,
        num_parallel_calls: Any = None,
        deterministic: Any = None,
        name: str | None = None,
    ) -> Dataset:
        """Elements stacked along a new first axis, ``batch_size`` at a time.

        The last batch may be smaller, unless ``drop_remainder``. Raises
        ``InvalidArgumentError`` when it is run on elements of different shapes.
        """
        here = here_of(self.variant_tensor)
        size = here.convert(batch_size, int64, "batch_size")
        drop = here.convert(drop_remainder, dt.bool_, "drop_remainder")
        spec = mapped(batched(batch_length(size, drop)), self.element_spec)
        return self._then(
            datasets.batch_dataset, "_BatchDataset", size, drop, spec=spec
        )

    def padded_batch(
        self,
        batch_size: Any,
        padded_shapes: Any = None,
        padding_values: Any = None,
        drop_remainder: Any = False,
        name: str | None = None,
    ) -> Dataset:
        """The same for elements of differing lengths, which are filled up.

        ``padded_shapes``, nested as elements are, has None (or -1) where the longest of
        the batch counts; ``padding_values`` are 0 and "" where not given.
        """
        here = here_of(self.variant_tensor)
        spec = leaves(self.element_spec)
        with home.within(here):
            size = here.convert(batch_size, int64, "batch_size")
            shapes = sources.padded_shapes(here, self.element_spec, padded_shapes)
            values = sources.padding_values(here, self.element_spec, padding_values)
            drop = here.convert(drop_remainder, dt.bool_, "drop_remainder")
            length = batch_length(size, drop)
            flat = [
                TensorSpec(TensorShape([length]).concatenate(shape), leaf.dtype)
                for (shape, _), leaf in pairs(shapes, spec)
            ]
            variant = datasets.padded_batch_dataset(
                self.variant_tensor,
                size,
                [tensor for _, tensor in shapes],
                values,
                drop,
                output_shapes=shapes_of(flat),
            )
        found: Dataset = self.kind()(
            variant, packed(self.element_spec, iter(flat)), "_PaddedBatchDataset"
        )
        return found

    def window(
        self,
        size: Any,
        shift: Any = None,
        stride: Any = 1,
        drop_remainder: Any = False,
        name: str | None = None,
    ) -> Dataset:
        """Datasets of ``size`` elements, each beginning ``shift`` after the last."""
        here = here_of(self.variant_tensor)
        numbers = [
            here.convert(value, int64, what)
            for what, value in (
                ("size", size),
                ("shift", size if shift is None else shift),
                ("stride", stride),
            )
        ]
        drop = here.convert(drop_remainder, dt.bool_, "drop_remainder")
        spec = mapped(DatasetSpec, self.element_spec)
        op = datasets.window_dataset
        return self._then(op, "_WindowDataset", *numbers, drop, spec=spec)

    def rebatch(
        self, batch_size: int, drop_remainder: bool = False, name: str | None = None
    ) -> Dataset:
        """The rows of all batches in batches of another size.

        Source: tf.data.Dataset.rebatch.
        """
        rows: Dataset = self.unbatch()
        return rows.batch(batch_size, drop_remainder)

    def bucket_by_sequence_length(
        self,
        element_length_func: Callable[..., Any],
        bucket_boundaries: Any,
        bucket_batch_sizes: Any,
        padded_shapes: Any = None,
        padding_values: Any = None,
        pad_to_bucket_boundary: bool = False,
        no_padding: bool = False,
        drop_remainder: bool = False,
        name: str | None = None,
    ) -> Dataset:
        """Padded batches of elements of like lengths.

        A bucket holds the elements whose length is below its boundary and not below the
        one before. Unlike TensorFlow, ``pad_to_bucket_boundary`` raises
        ``NotImplementedError``. Source: tf.data.Dataset.bucket_by_sequence_length.
        """
        if pad_to_bucket_boundary:
            raise NotImplementedError("pad_to_bucket_boundary=True is not there.")
        bucket, size = mixing.bucketing(
            element_length_func, bucket_boundaries, bucket_batch_sizes
        )

        def joined(key: Any, window: Any) -> Any:
            count = size(key)
            if no_padding:
                return window.batch(count, drop_remainder)
            return window.padded_batch(
                count, padded_shapes, padding_values, drop_remainder
            )

        found: Dataset = self.group_by_window(bucket, joined, window_size_func=size)
        return found
