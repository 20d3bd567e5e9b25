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
from teachflow.core.tensor_spec import TensorSpec, common
from teachflow.datasets import mixing, sources
from teachflow.datasets.base import makes_datasets
from teachflow.datasets.batching import BatchingDataset
from teachflow.datasets.nodes import (
    dataset_node,
    here_of,
    pairs,
    seed_tensors,
)
from teachflow.datasets.structure import (
    leaves,
    packed,
    types_of,
)
from teachflow.ops.input import dataset_functions, datasets, folding
from teachflow.ops.math.arithmetic import add

INT64_MAX = 2**63 - 1


@makes_datasets
class Dataset(BatchingDataset):
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
            found = found.map(lambda number: sources.cast(number, output_type))
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

    @staticmethod
    def random(
        seed: int | None = None,
        rerandomize_each_iteration: bool | None = None,
        name: str | None = None,
    ) -> Dataset:
        """Random int64 numbers of 32 bits without end, the same in each iteration.

        Source: tf.data.Dataset.random.
        """
        if rerandomize_each_iteration:
            raise NotImplementedError(
                "rerandomize_each_iteration=True: the numbers are the same in each "
                "iteration here."
            )
        found = mixing.random_numbers(sources.here_of_new(()), seed)
        return Dataset(*found, "_RandomDataset")

    @staticmethod
    def counter(
        start: Any = 0, step: Any = 1, dtype: Any = int64, name: str | None = None
    ) -> Dataset:
        """Numbers from ``start`` on, without end; ``name`` changes nothing.

        Source: tf.data.Dataset.counter.

        >>> import teachflow as tf
        >>> [int(x) for x in tf.data.Dataset.counter(5, 2).take(3)]
        [5, 7, 9]
        """
        here = sources.here_of_new((start, step))
        with home.within(here):
            first = here.convert(start, dt.as_dtype(dtype))
            step = here.convert(step, first.dtype)
            ever = Dataset.from_tensors(0).repeat()
            counted: Dataset = ever.scan(first, lambda now, _: (add(now, step), now))
            return counted

    @staticmethod
    def choose_from_datasets(
        datasets: Any, choice_dataset: Dataset, stop_on_empty_dataset: bool = True
    ) -> Dataset:
        """Elements of ``datasets``; ``choice_dataset`` says from which the next comes.

        Source: tf.data.Dataset.choose_from_datasets.

        >>> import teachflow as tf
        >>> D = tf.data.Dataset
        >>> choice = D.from_tensor_slices(tf.constant([1, 0, 0], tf.int64))
        >>> some, others = D.range(3), D.range(10, 13)
        >>> mixed = D.choose_from_datasets([some, others], choice)
        >>> [int(number) for number in mixed]
        [10, 0, 1]
        """
        found = mixing.directed(choice_dataset, datasets, stop_on_empty_dataset)
        return Dataset(*found, "_DirectedInterleaveDataset")

    @staticmethod
    def sample_from_datasets(
        datasets: Any,
        weights: Any = None,
        seed: int | None = None,
        stop_on_empty_dataset: bool = False,
        rerandomize_each_iteration: bool | None = None,
    ) -> Dataset:
        """Elements of ``datasets``, each time from one drawn with ``weights``.

        Source: tf.data.Dataset.sample_from_datasets.
        """
        numbers = Dataset.random(seed, rerandomize_each_iteration)
        choice = mixing.chance(numbers, weights, len(datasets))
        return Dataset.choose_from_datasets(datasets, choice, stop_on_empty_dataset)

    # ---- picking and joining -------------------------------------------------------

    def concatenate(self, dataset: Dataset, name: str | None = None) -> Dataset:
        """These elements, then those of ``dataset``, which must look alike."""
        mine, others = leaves(self.element_spec), leaves(dataset.element_spec)
        if types_of(mine) != types_of(others):
            raise TypeError(
                f"Incompatible dataset elements:\n  {self.element_spec} vs. "
                f"  {dataset.element_spec}"
            )
        alike = [
            TensorSpec(common(a.shape, b.shape), a.dtype)
            for a, b in pairs(mine, others)
        ]
        spec = packed(self.element_spec, iter(alike))
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
        return self._then(
            folding.shard_dataset,
            "_ShardDataset",
            self._number(num_shards, "num_shards"),
            self._number(index, "index"),
        )

    def enumerate(self, start: Any = 0, name: str | None = None) -> Dataset:
        """Pairs of an int64 number and an element."""
        here = here_of(self.variant_tensor)
        with home.within(here):
            numbers = Dataset.range(start, INT64_MAX)
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
        return self._then(datasets.cache_dataset, "CacheDataset", place)

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

    def unique(self, name: str | None = None) -> Dataset:
        """The elements, each the first time only. Source: tf.data.Dataset.unique."""
        return self._then(folding.unique_dataset, "_UniqueDataset")

    def ignore_errors(
        self, log_warning: bool = False, name: str | None = None
    ) -> Dataset:
        """The elements that can be computed."""
        return self._then(
            dataset_functions.ignore_errors_dataset, "_IgnoreErrorsDataset"
        )


_zip_dataset = datasets.zip_dataset  # in `zip`, datasets are the argument's
