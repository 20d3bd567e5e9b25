"""``Dataset``: a sequence of elements, described by nodes that sessions go through.

Each method adds a node whose value is a pipeline (``teachflow.pipeline``). What the
elements look like is known when it is built. Source: tf.compat.v1.data.Dataset.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.dtypes import int64
from teachflow.core.registry import PublicOp
from teachflow.core.shapes import TensorShape
from teachflow.datasets import sources
from teachflow.datasets.base import BaseDataset
from teachflow.datasets.functions import call_function
from teachflow.datasets.nodes import (
    batch_length,
    batched,
    dataset_node,
    here_of,
    pairs,
    seed_tensors,
)
from teachflow.datasets.structure import (
    DatasetSpec,
    TensorSpec,
    leaves,
    mapped,
    packed,
    shapes_of,
    types_of,
)
from teachflow.ops.input import dataset_functions, datasets
from teachflow.ops.math.logic import equal

INT64_MAX = 2**63 - 1


class Dataset(BaseDataset):
    """A sequence of elements: tensors, or tuples and dicts of them.

    Made by functions such as ``from_tensor_slices``; its methods make other datasets of
    it. An iterator goes through it, an element a run. Unlike TensorFlow, nothing is
    computed ahead (``prefetch`` and parallel calls only give the same elements),
    ``cache`` keeps elements in memory only, ``interleave`` goes through one dataset at
    a time unless ``cycle_length`` is given, no element is sparse or ragged, and
    ``num_parallel_calls``, ``deterministic``, ``synchronous``,
    ``use_unbounded_threadpool`` and ``log_warning`` change nothing. ``name`` names
    nothing, as in TensorFlow. Source: tf.compat.v1.data.Dataset.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     numbers = tf.data.Dataset.range(5).map(lambda x: x * x).batch(2)
    ...     batch = numbers.make_one_shot_iterator().get_next()
    ...     for _ in range(3):
    ...         print(sess.run(batch))
    [0 1]
    [4 9]
    [16]
    """

    # ---- where elements come from --------------------------------------------------

    @staticmethod
    def from_tensors(tensors: Any, name: str | None = None) -> Dataset:
        """One element: ``tensors``. Source: tf.data.Dataset.from_tensors."""
        return Dataset(*sources.from_tensors(tensors), "_TensorDataset")

    @staticmethod
    def from_tensor_slices(tensors: Any, name: str | None = None) -> Dataset:
        """An element for each row of ``tensors``, which are as long as each other.

        A list is one tensor; tuples and dicts are structure. Raises ``ValueError``
        where lengths differ or there is no first axis. Source:
        tf.data.Dataset.from_tensor_slices.
        """
        return Dataset(*sources.from_tensor_slices(tensors), "_TensorSliceDataset")

    @staticmethod
    def from_generator(
        generator: Callable[..., Any],
        output_types: Any = None,
        output_shapes: Any = None,
        args: Any = None,
        output_signature: Any = None,
        name: str | None = None,
    ) -> Dataset:
        """What ``generator()`` gives, each time it is called anew.

        ``output_types`` and ``output_shapes`` (or ``output_signature``) say what
        elements look like. Source: tf.compat.v1.data.Dataset.from_generator.

        >>> import teachflow.compat.v1 as tf
        >>> with tf.Graph().as_default(), tf.Session() as sess:
        ...     words = tf.data.Dataset.from_generator(lambda: "ab", tf.string, [])
        ...     word = words.make_one_shot_iterator().get_next()
        ...     print(sess.run(word), sess.run(word))
        b'a' b'b'
        """
        found = sources.from_generator(
            generator, output_types, output_shapes, args, output_signature
        )
        return Dataset(*found, "_FlatMapDataset")

    @staticmethod
    def range(*args: Any, output_type: Any = int64, name: str | None = None) -> Dataset:
        """int64 numbers, as Python's ``range``. Source: tf.data.Dataset.range."""
        found = Dataset(*sources.numbers(args), "_RangeDataset")
        if dt.as_dtype(output_type) is not int64:
            return found.map(lambda number: sources.cast(number, output_type))
        return found

    @staticmethod
    def zip(*args: Any, datasets: Any = None, name: str | None = None) -> Dataset:
        """The elements of several datasets side by side, until the shortest ends.

        A tuple or dict of datasets gives elements that are tuples or dicts.
        Source: tf.data.Dataset.zip.
        """
        if datasets is None:
            datasets = args[0] if len(args) == 1 else tuple(args)
        flat = leaves(datasets)
        for item in flat:
            if not isinstance(item, Dataset):
                raise TypeError(
                    f"Invalid `datasets`. `datasets` is a (nested) structure of "
                    f"`tf.data.Dataset` objects, but found {item!r}."
                )
        spec = packed(datasets, iter([item.element_spec for item in flat]))
        variants = [item.variant_tensor for item in flat]
        return Dataset(
            dataset_node(_zip_dataset, variants, spec=spec), spec, "_ZipDataset"
        )

    @staticmethod
    def list_files(
        file_pattern: Any,
        shuffle: bool | None = None,
        seed: int | None = None,
        name: str | None = None,
    ) -> Dataset:
        """The names of the files that fit the pattern, in random order by default.

        Raises ``InvalidArgumentError`` when it is run and there is none. Source:
        tf.compat.v1.data.Dataset.list_files.
        """
        here, scope, found = sources.matching_names(file_pattern)
        with home.within(here), here.scope(scope):
            names = Dataset.from_tensor_slices(found)
            if shuffle is None or shuffle:
                names = names.shuffle(sources.count(found), seed=seed)
            return names

    # ---- picking and joining -------------------------------------------------------

    def _then(self, op: PublicOp, kind: str, *inputs: Any, **attrs: Any) -> Dataset:
        """The dataset of the same elements, other ones or in another order."""
        spec = attrs.pop("spec", self.element_spec)
        variant = dataset_node(op, self.variant_tensor, *inputs, spec=spec, **attrs)
        return Dataset(variant, spec, kind)

    def _number(self, value: Any, name: str) -> Any:
        return here_of(self.variant_tensor).convert(value, int64, name)

    def concatenate(self, dataset: Dataset, name: str | None = None) -> Dataset:
        """These elements, then those of ``dataset``, which must look alike."""
        mine, others = leaves(self.element_spec), leaves(dataset.element_spec)
        if types_of(mine) != types_of(others):
            raise TypeError(
                f"Incompatible dataset elements:\n  {self.element_spec} vs. "
                f"  {dataset.element_spec}"
            )
        common = [
            TensorSpec(sources.common(a.shape, b.shape), a.dtype)
            for a, b in pairs(mine, others)
        ]
        spec = packed(self.element_spec, iter(common))
        other = dataset.variant_tensor
        return self._then(
            datasets.concatenate_dataset, "_ConcatenateDataset", other, spec=spec
        )

    def repeat(self, count: Any = None, name: str | None = None) -> Dataset:
        """The elements ``count`` times; None: without end."""
        count = self._number(-1 if count is None else count, "count")
        return self._then(datasets.repeat_dataset, "_RepeatDataset", count)

    def take(self, count: Any, name: str | None = None) -> Dataset:
        """The first ``count`` elements; -1: all."""
        count = self._number(count, "count")
        return self._then(datasets.take_dataset, "_TakeDataset", count)

    def skip(self, count: Any, name: str | None = None) -> Dataset:
        """What comes after the first ``count`` elements; -1: nothing."""
        count = self._number(count, "count")
        return self._then(datasets.skip_dataset, "_SkipDataset", count)

    def shard(self, num_shards: int, index: int, name: str | None = None) -> Dataset:
        """Every ``num_shards``-th element, beginning with number ``index``."""
        if not 0 <= index < num_shards:
            raise ValueError(f"index must be in [0, {num_shards}), not {index}.")
        chosen = self.enumerate().filter(
            lambda number, _: equal(number % num_shards, index)
        )
        return chosen.map(lambda _, element: element)

    def enumerate(self, start: Any = 0, name: str | None = None) -> Dataset:
        """Pairs of an int64 number and an element."""
        numbers = Dataset.range(start, INT64_MAX)
        here = here_of(numbers.variant_tensor)
        with home.within(here), here.scope("RewriteDataset") as scope:
            method = here.convert("replicate_on_split", dt.string, "rewrite_name")
            marked = numbers._then(
                datasets.rewrite_dataset, "_RewriteDataset", method, name=scope
            )
        return Dataset.zip((marked, self))

    def cache(self, filename: Any = "", name: str | None = None) -> Dataset:
        """The elements, computed the first time only and kept in memory."""
        if not isinstance(filename, str) or filename:
            raise NotImplementedError(
                f"cache(filename={filename!r}): elements are kept in memory only. "
                f"Call cache() without a name."
            )
        place = here_of(self.variant_tensor).convert(filename, dt.string, "filename")
        return self._then(datasets.cache_dataset, "_CacheDataset", place)

    def prefetch(self, buffer_size: Any = None, name: str | None = None) -> Dataset:
        """The same elements; nothing is computed ahead here."""
        size = -1 if buffer_size is None else buffer_size
        size = self._number(size, "buffer_size")
        return self._then(datasets.prefetch_dataset, "_PrefetchDataset", size)

    def shuffle(
        self,
        buffer_size: Any,
        seed: int | None = None,
        reshuffle_each_iteration: bool | None = None,
        name: str | None = None,
    ) -> Dataset:
        """The elements in random order, mixed among ``buffer_size`` at a time.

        Every repetition has another order unless ``reshuffle_each_iteration`` is False.
        The order for given seeds is TensorFlow's. Source: tf.data.Dataset.shuffle.

        >>> import teachflow.compat.v1 as tf
        >>> with tf.Graph().as_default(), tf.Session() as sess:
        ...     mixed = tf.data.Dataset.range(10).shuffle(100, seed=42).batch(10)
        ...     print(sess.run(mixed.make_one_shot_iterator().get_next()))
        [5 9 6 4 7 1 2 8 3 0]
        """
        size = self._number(buffer_size, "buffer_size")
        seeds = seed_tensors(here_of(self.variant_tensor), seed)
        anew = reshuffle_each_iteration is None or reshuffle_each_iteration
        return self._then(
            datasets.shuffle_dataset,
            "_ShuffleDataset",
            size,
            *seeds,
            reshuffle_each_iteration=anew,
        )

    def shuffle_and_repeat(
        self, buffer_size: Any, count: Any = None, seed: int | None = None
    ) -> Dataset:
        """``shuffle`` and ``repeat`` in one; see ``tf.data.experimental``."""
        here = here_of(self.variant_tensor)
        size = here.convert(buffer_size, int64, "buffer_size")
        times = here.convert(-1 if count is None else count, int64, "count")
        seeds = seed_tensors(here, seed)
        op = datasets.shuffle_and_repeat_dataset
        return self._then(op, "_ShuffleAndRepeatDataset", size, *seeds, times)

    # ---- batches -------------------------------------------------------------------

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
        return Dataset(
            variant, packed(self.element_spec, iter(flat)), "_PaddedBatchDataset"
        )

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

    # ---- functions of elements -----------------------------------------------------

    def map(
        self,
        map_func: Callable[..., Any],
        num_parallel_calls: Any = None,
        deterministic: Any = None,
        synchronous: Any = None,
        use_unbounded_threadpool: bool = False,
        name: str | None = None,
    ) -> Dataset:
        """What ``map_func`` makes of each element; the parts of a tuple are arguments.

        The function is called once, with symbolic tensors, in a graph of its own.
        Source: tf.data.Dataset.map.
        """
        function, spec = call_function(map_func, self, Dataset)
        if num_parallel_calls is None:
            return self._then(
                dataset_functions.map_dataset,
                "_MapDataset",
                function.captured,
                f=function,
                spec=spec,
            )
        calls = self._number(num_parallel_calls, "num_parallel_calls")
        return self._then(
            dataset_functions.parallel_map_dataset,
            "_ParallelMapDataset",
            function.captured,
            calls,
            f=function,
            spec=spec,
        )

    def filter(self, predicate: Callable[..., Any], name: str | None = None) -> Dataset:
        """The elements for which ``predicate``, a truth value, holds."""
        function, spec = call_function(predicate, self, Dataset)
        good = isinstance(spec, TensorSpec) and spec.dtype is dt.bool_
        if not good or spec.shape.rank not in (None, 0):
            raise ValueError(
                f"Invalid `predicate`. `predicate` must return a `tf.bool` scalar "
                f"tensor, but its return type is {spec}."
            )
        return self._then(
            dataset_functions.filter_dataset,
            "_FilterDataset",
            function.captured,
            predicate=function,
        )

    def flat_map(
        self, map_func: Callable[..., Any], name: str | None = None
    ) -> Dataset:
        """The elements of the datasets that ``map_func`` makes, one after the other."""
        function, spec = call_function(map_func, self, Dataset, wants_dataset=True)
        return self._then(
            dataset_functions.flat_map_dataset,
            "_FlatMapDataset",
            function.captured,
            f=function,
            spec=spec,
        )

    def interleave(
        self,
        map_func: Callable[..., Any],
        cycle_length: Any = None,
        block_length: Any = None,
        num_parallel_calls: Any = None,
        deterministic: Any = None,
        name: str | None = None,
    ) -> Dataset:
        """The elements of ``cycle_length`` such datasets at a time, in turn.

        ``block_length`` of one, then as many of the next.
        """
        function, spec = call_function(map_func, self, Dataset, wants_dataset=True)
        cycle = 1 if cycle_length in (None, -1) else cycle_length
        block = 1 if block_length is None else block_length
        return self._then(
            dataset_functions.interleave_dataset,
            "_InterleaveDataset",
            function.captured,
            self._number(cycle, "cycle_length"),
            self._number(block, "block_length"),
            f=function,
            spec=spec,
        )

    def apply(self, transformation_func: Callable[[Any], Any]) -> Any:
        """What ``transformation_func`` makes of this dataset."""
        return transformation_func(self)

    def unbatch(self, name: str | None = None) -> Dataset:
        """An element for each row of the elements."""
        return self.flat_map(
            lambda *parts: Dataset.from_tensor_slices(
                packed(self.element_spec, iter(leaves(parts)))
            )
        )

    def ignore_errors(
        self, log_warning: bool = False, name: str | None = None
    ) -> Dataset:
        """The elements that can be computed."""
        return self._then(
            dataset_functions.ignore_errors_dataset, "_IgnoreErrorsDataset"
        )


_zip_dataset = datasets.zip_dataset  # in `zip`, datasets are the argument's
