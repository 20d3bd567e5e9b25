"""What ``fit`` and its kin go through: batches of arrays, datasets, generators.

Arrays are shuffled by a stream that begins anew in each epoch, as in Keras: where a
seed was set, every epoch has the same order.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain, islice
from types import GeneratorType
from typing import Any

import numpy as np

import teachflow.compat.v2 as tf
from teachflow.core.cell import Cell
from teachflow.core.nest import flatten
from teachflow.core.randomness.seeds import op_seeds
from teachflow.core.registry import OPS
from teachflow.eager.home import EAGER
from teachflow.keras.config import floatx
from teachflow.keras.tree import is_nested, map_structure
from teachflow.ops.random import random  # noqa: F401 (declares RandomShuffle)


class PyDataset:
    """Batches by their number; subclasses define ``__getitem__`` and ``__len__``.

    Unlike TensorFlow, ``workers``, ``use_multiprocessing`` and ``max_queue_size``
    change nothing: a batch is made when it is needed. Source:
    tf.keras.utils.PyDataset.

    >>> import teachflow as tf
    >>> class Ones(tf.keras.utils.PyDataset):
    ...     def __len__(self):
    ...         return 3
    ...     def __getitem__(self, index):
    ...         return np.ones((2, 1)), np.ones((2, 1))
    >>> Ones().num_batches
    3
    """

    def __init__(
        self,
        workers: int = 1,
        use_multiprocessing: bool = False,
        max_queue_size: int = 10,
    ) -> None:
        self.workers = workers
        self.use_multiprocessing = use_multiprocessing
        self.max_queue_size = max_queue_size

    def __getitem__(self, index: int) -> Any:
        """The batch of that number."""
        raise NotImplementedError(
            f"{type(self).__name__} must define `__getitem__(self, index)`."
        )

    @property
    def num_batches(self) -> int | None:
        """How many batches there are, None where there is no end."""
        return len(self) if hasattr(self, "__len__") else None

    def on_epoch_begin(self) -> None:
        """Called before each epoch."""

    def on_epoch_end(self) -> None:
        """Called after each epoch."""


def unpack_x_y_sample_weight(data: Any) -> tuple[Any, Any, Any]:
    """``(x, y, sample_weight)``, with None for what is missing.

    Raises ``ValueError`` for a longer tuple.
    Source: tf.keras.utils.unpack_x_y_sample_weight.

    >>> unpack_x_y_sample_weight((1, 2))
    (1, 2, None)
    """
    if not isinstance(data, tuple | list):
        return data, None, None
    if not 1 <= len(data) <= 3:
        raise ValueError(
            "Data is expected to be in format `x`, `(x,)`, `(x, y)`, or `(x, y, "
            f"sample_weight)`, found: {data}"
        )
    x, y, weight = (*data, None, None)[:3]
    return x, y, weight


def pack_x_y_sample_weight(x: Any, y: Any = None, sample_weight: Any = None) -> Any:
    """The shortest tuple that ``unpack_x_y_sample_weight`` understands.

    Source: tf.keras.utils.pack_x_y_sample_weight.

    >>> pack_x_y_sample_weight(1, 2)
    (1, 2)
    """
    if y is None:
        return (x,) if isinstance(x, tuple | list) else x
    return (x, y) if sample_weight is None else (x, y, sample_weight)


def is_array(value: Any) -> bool:
    """Whether ``value`` is an array, a tensor or a table with rows."""
    shape = getattr(value, "shape", None)
    return shape is not None and len(shape) > 0


def _are_arrays(*parts: Any) -> bool:
    leaves = [leaf for part in parts for leaf in flatten(part) if leaf is not None]
    return bool(leaves) and all(is_array(leaf) for leaf in leaves)


def as_array(value: Any) -> Any:
    """``value`` as NumPy's; floats in the dtype that Keras computes in."""
    array = value.numpy() if tf.is_tensor(value) else np.asarray(value)
    if array.dtype.kind == "f" and array.dtype != floatx():
        return array.astype(floatx())
    if array.dtype == object and all(np.isscalar(item) for item in array.flat):
        return array.astype(floatx())
    return array


def each_array(rule: Any, structure: Any) -> Any:
    """``structure`` with ``rule`` of each array; None stays."""
    return map_structure(lambda leaf: None if leaf is None else rule(leaf), structure)


def weights_of_classes(y: Any, class_weight: dict[int, float]) -> Any:
    """A weight for each sample, that of its class; 1 where the class has none."""
    labels = as_array(y)
    if labels.ndim > 1:
        labels = labels[..., 0] if labels.shape[-1] == 1 else labels.argmax(axis=-1)
    classes = np.round(labels).astype("int32")
    flat = [class_weight.get(int(label), 1.0) for label in classes.flat]
    return np.array(flat, floatx()).reshape(classes.shape)


def check_lengths(x: Any, y: Any, sample_weight: Any) -> int:
    """The number of samples; ``ValueError`` where the parts differ in it."""
    named = {"x": x, "y": y, "sample_weight": sample_weight}
    sizes = {
        name: [int(leaf.shape[0]) for leaf in flatten(part) if leaf is not None]
        for name, part in named.items()
    }
    known = {size for part in sizes.values() for size in part}
    if len(known) > 1:
        lines = "".join(
            f"'{name}' sizes: {', '.join(map(str, part))}\n"
            for name, part in sizes.items()
            if part
        )
        raise ValueError(
            "Data cardinality is ambiguous. Make sure all arrays contain the same "
            f"number of samples.{lines}"
        )
    return known.pop()


def split_off(arrays: Any, validation_split: float) -> tuple[Any, Any]:
    """The first rows of ``(x, y, sample_weight)`` for training, the last to validate.

    Raises ``ValueError`` where what is left has no row, and for what has no rows.
    """
    if not _are_arrays(*arrays):
        raise ValueError(
            "Argument `validation_split` is only supported for tensors or NumPy "
            f"arrays. Found incompatible type in the input: {type(arrays[0])}"
        )
    count = check_lengths(*arrays)
    first = math.floor(count * (1.0 - validation_split))
    if first in (0, count):
        raise ValueError(
            f"Training data contains {count} samples, which is not sufficient to split "
            "it into a validation and training set as specified by "
            f"`validation_split={validation_split}`. Either provide more data, or a "
            "different value for the `validation_split` argument."
        )
    rows = [each_array(as_array, part) for part in arrays]
    begin = tuple(each_array(lambda leaf: leaf[:first], part) for part in rows)
    end = tuple(each_array(lambda leaf: leaf[first:], part) for part in rows)
    return begin, end


def shuffled(count: int) -> Any:
    """The numbers below ``count`` in the order that Keras goes through rows."""
    seed, seed2 = op_seeds(EAGER.seeds.seed, None, lambda: 0)
    shuffle = OPS["RandomShuffle"].kernel
    return shuffle(np.arange(count), seed=seed, seed2=seed2, cell=Cell("shuffle"))


class Arrays:
    """Batches of arrays of equal length."""

    def __init__(
        self, x: Any, y: Any, sample_weight: Any, batch_size: Any, shuffle: Any
    ) -> None:
        self.count = check_lengths(x, y, sample_weight)
        if sample_weight is not None and is_nested(y) and not is_nested(sample_weight):
            weights = sample_weight
            sample_weight = map_structure(lambda _: weights, y)
        self.data = each_array(as_array, pack_x_y_sample_weight(x, y, sample_weight))
        self.batch_size = batch_size
        self.shuffle = shuffle
        self.num_batches: int | None = math.ceil(self.count / batch_size)

    def __iter__(self) -> Iterator[Any]:
        size, count = self.batch_size, self.count
        order = shuffled(count) if self.shuffle and self.shuffle != "batch" else None
        for start in range(0, count, size):
            stop = min(start + size, count)
            rows: Any = slice(start, stop) if order is None else order[start:stop]
            if self.shuffle == "batch":
                rows = start + shuffled(stop - start)
            yield each_array(lambda leaf, rows=rows: _tensor(leaf[rows]), self.data)

    def specs_of(self, batch: Any) -> Any:
        """The kind of every batch, ``batch`` one of them."""
        size = self.batch_size
        even = self.count >= size and self.count % size == 0
        return each_array(lambda leaf: _spec(leaf, [size if even else None]), batch)

    def begin_and_leave(self) -> None:
        """Arrays have no order that an unused iterator would change."""


def _spec(leaf: Any, first: list[int | None]) -> Any:
    """The kind of a tensor, of which only some lengths stay the same."""
    return tf.TensorSpec(first + leaf.shape.as_list()[1:], leaf.dtype)


def _tensor(array: Any) -> Any:
    return tf.constant(array)


class Generated:
    """The batches of a generator; the first two, which Keras looks at, come again.

    Raises ``ValueError`` for a generator without batches, and of others than tuples.
    """

    def __init__(self, generator: Iterator[Any]) -> None:
        self.generator = generator
        self.first = list(islice(generator, 2))
        if not self.first:
            raise ValueError(
                "When passing a Python generator to a Keras model, the generator must "
                "yield at least one batch. Received an empty generator."
            )
        if not isinstance(self.first[0], tuple):
            raise ValueError(
                "When passing a Python generator to a Keras model, the generator must "
                "return a tuple, either (input,) or (inputs, targets) or (inputs, "
                f"targets, sample_weights). Received: {self.first[0]}"
            )

    def __iter__(self) -> Iterator[Any]:
        return chain(self.first, self.generator)


class Batches:
    """Batches that something gives: a dataset, a ``PyDataset``, a generator."""

    def __init__(self, source: Any, class_weight: Any, shuffle: Any) -> None:
        if isinstance(source, GeneratorType):
            source = Generated(source)
        self.source = source
        self.class_weight = class_weight
        self.shuffle = shuffle
        self.once = isinstance(source, Iterator)
        self.num_batches = _length(source)

    def __iter__(self) -> Iterator[Any]:
        if isinstance(self.source, PyDataset):
            return self._converted(self._numbered())
        return self._converted(iter(self.source))

    def begin_and_leave(self) -> None:
        """Takes an iterator that nobody uses, as Keras does after an epoch.

        A dataset that shuffles has a new order for each iterator.
        """
        if hasattr(self.source, "element_spec"):
            iter(self.source)

    def specs_of(self, batch: Any) -> Any:
        """The kind of every batch, ``batch`` one of them."""
        known = getattr(self.source, "element_spec", None)
        if known is not None and self.class_weight is None:
            return tuple(known) if isinstance(known, list) else known
        return each_array(lambda leaf: _spec(leaf, [None]), batch)

    def _converted(self, batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            if self.class_weight is not None:
                x, y, _ = unpack_x_y_sample_weight(batch)
                batch = (x, y, weights_of_classes(y, self.class_weight))
            yield batch_of_tensors(batch)

    def _numbered(self) -> Iterator[Any]:
        self.source.on_epoch_begin()
        order = np.arange(self.num_batches) if self.num_batches else None
        if order is not None and self.shuffle:
            np.random.shuffle(order)  # noqa: NPY002 (Keras's own source here)
        number = 0
        while order is None or number < len(order):
            yield self.source[int(order[number]) if order is not None else number]
            number += 1
        self.source.on_epoch_end()


def batch_of_tensors(batch: Any) -> Any:
    """A batch as a tuple with a tensor for each array."""
    if isinstance(batch, list):
        batch = tuple(batch)
    return each_array(
        lambda leaf: leaf if tf.is_tensor(leaf) else _tensor(as_array(leaf)), batch
    )


def _length(source: Any) -> int | None:
    if isinstance(source, PyDataset):
        return source.num_batches
    cardinality = getattr(source, "cardinality", None)
    if cardinality is not None:
        count = int(cardinality())
        return count if count >= 0 else None
    return None


def batches_of(
    x: Any,
    y: Any = None,
    sample_weight: Any = None,
    batch_size: int | None = None,
    steps: int | None = None,
    shuffle: Any = False,
    class_weight: Any = None,
) -> Any:
    """What goes through ``x``; ``ValueError`` for what nothing goes through.

    >>> import numpy as np
    >>> [len(batch) for batch in batches_of(np.ones([5, 2]), batch_size=2)]
    [2, 2, 1]
    """
    if _are_arrays(x, y, sample_weight):
        if class_weight is not None:
            if sample_weight is not None:
                raise ValueError(
                    "You cannot `class_weight` and `sample_weight` at the same time."
                )
            if is_nested(y):
                raise ValueError(
                    "`class_weight` is only supported for Models with a single output."
                )
            sample_weight = weights_of_classes(y, class_weight)
        if not batch_size:
            count = check_lengths(x, y, sample_weight)
            batch_size = math.ceil(count / steps) if steps else 32
        return Arrays(x, y, sample_weight, batch_size, shuffle)
    goes = isinstance(x, PyDataset) or (
        hasattr(x, "__iter__") and not isinstance(x, str | list | tuple | dict)
    )
    if not goes:
        raise ValueError(f"Unrecognized data type: x={x} (of type {type(x)})")
    kind = "a tf.data.Dataset" if hasattr(x, "element_spec") else type(x).__name__
    for name, what, given in (
        ("y", "the targets", y),
        ("sample_weights", "the sample weights", sample_weight),
    ):
        if given is not None:
            kind = kind.removeprefix("a ")
            raise ValueError(
                f"When providing `x` as a {kind}, `{name}` should not be passed. "
                f"Instead, {what} should be included as part of the {kind}."
            )
    return Batches(x, class_weight, shuffle)
