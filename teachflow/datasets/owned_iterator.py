"""Going through a dataset where ops compute at once: iterators that own their place."""

from __future__ import annotations

from typing import Any, Self

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.errors import OutOfRangeError
from teachflow.datasets.structure import DatasetSpec, leaves, mapped, packed
from teachflow.eager.value import EagerTensor
from teachflow.pipeline.journey import Journey


class OwnedIterator:
    """Gives a dataset's elements one by one, as eager tensors.

    Source: tf.data.Iterator.

    >>> import teachflow as tf
    >>> numbers = iter(tf.data.Dataset.range(2))
    >>> int(next(numbers)), int(numbers.get_next())
    (0, 1)
    """

    def __init__(self, pipeline: Any, dataset: Any) -> None:
        self._pipeline = pipeline
        self._elements = Journey(pipeline)
        self._given = 0
        self._dataset = dataset

    @property
    def journey(self) -> Journey:
        """Where it is in the dataset."""
        return self._elements

    @property
    def element_spec(self) -> Any:
        """What the elements look like."""
        return self._dataset.element_spec

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Any:
        spec = self.element_spec
        found = next(self._elements)
        self._given += 1
        parts = zip(leaves(spec), found, strict=True)
        return packed(spec, iter([self._part(leaf, value) for leaf, value in parts]))

    def _part(self, leaf: Any, value: Any) -> Any:
        if isinstance(leaf, DatasetSpec):
            variant = EagerTensor(value, dt.variant)
            kind = self._dataset.kind()
            return kind(variant, leaf.element_spec, "_VariantDataset")
        if isinstance(value, bytes):
            value = np.array(value, object)
        return EagerTensor(value, leaf.dtype)

    def get_next(self, name: str | None = None) -> Any:
        """The next element; ``OutOfRangeError`` where there are no more.

        ``name`` names nothing here.
        """
        try:
            return next(self)
        except StopIteration:
            raise OutOfRangeError(
                None, None, "End of sequence [Op:IteratorGetNext]"
            ) from None

    def saved_state(self) -> bytes:
        """How many elements it has given, for checkpoints."""
        return str(self._given).encode()

    def restore_state(self, state: Any) -> None:
        """Begins anew, and goes past as many elements as ``saved_state`` says."""
        self._elements, self._given = Journey(self._pipeline), 0
        for _ in range(int(np.asarray(state, object).item())):
            next(self)

    def get_next_as_optional(self) -> Optional:
        """The next element, or nothing where there are no more."""
        return Optional(next(self, None))


class Optional:
    """An element, or nothing. Source: tf.experimental.Optional.

    >>> import teachflow as tf
    >>> numbers = iter(tf.data.Dataset.range(1))
    >>> numbers.get_next_as_optional().get_value().numpy()
    np.int64(0)
    >>> bool(numbers.get_next_as_optional().has_value())
    False
    """

    def __init__(self, value: Any) -> None:
        self._value = value

    def has_value(self, name: str | None = None) -> Any:
        """Whether there is an element, as a tensor. ``name`` names nothing here."""
        return EagerTensor(np.bool_(self._value is not None), dt.bool_)

    def get_value(self, name: str | None = None) -> Any:
        """The element; ``OutOfRangeError`` for nothing. ``name`` names nothing here."""
        if self._value is None:
            raise OutOfRangeError(None, None, "Optional has no value")
        return self._value


class NumpyIterator:
    """Gives a dataset's elements one by one, as NumPy's.

    Source: tf.data.NumpyIterator.
    """

    def __init__(self, pipeline: Any, dataset: Any) -> None:
        for leaf in leaves(dataset.element_spec):
            if isinstance(leaf, DatasetSpec):
                raise TypeError(
                    "`tf.data.Dataset.as_numpy_iterator()` is not supported for "
                    f"datasets that produce values of type {type(dataset)}"
                )
        self._iterator = OwnedIterator(pipeline, dataset)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Any:
        return mapped(lambda tensor: tensor.numpy(), next(self._iterator))
