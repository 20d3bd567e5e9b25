"""Going through a dataset where ops compute at once: iterators that own their place."""

from __future__ import annotations

import json
from typing import Any, Self

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.errors import OutOfRangeError
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.datasets.structure import DatasetSpec, leaves, mapped, packed
from teachflow.eager.tensor import EagerTensor
from teachflow.functions.kinds import CarriedKind
from teachflow.ops.input import iterators, journeys  # noqa: F401 (declare ops)
from teachflow.pipeline.journey import Journey


class Place:
    """Where an iterator is; traced functions that it is given to share it."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline
        self.start()

    def start(self, drawn: Any = ()) -> None:
        """Begins anew; in the random orders of a journey that drew ``drawn``."""
        self._elements = Journey(self._pipeline, drawn)
        self.given = 0

    def state(self) -> str:
        """How many elements it has given, and the seeds of their orders."""
        return json.dumps([self.given, self._elements.drawn])

    def __next__(self) -> Any:
        found = next(self._elements)
        self.given += 1
        return found

    def next(self) -> Any:
        """The next element; ``OutOfRangeError`` at the end."""
        try:
            return next(self)
        except StopIteration:
            raise OutOfRangeError(None, None, "End of sequence") from None


class OwnedIterator:
    """Gives a dataset's elements one by one, as eager tensors.

    Source: tf.data.Iterator.

    >>> import teachflow as tf
    >>> numbers = iter(tf.data.Dataset.range(2))
    >>> int(next(numbers)), int(numbers.get_next())
    (0, 1)
    """

    def __init__(self, place: Any, dataset: Any) -> None:
        known = isinstance(place, Place)
        self.handle = EagerTensor(place, dt.resource) if known else place
        self._dataset = dataset

    def as_argument(self) -> tuple[CarriedKind, Any]:
        """What a traced function takes for it, and the tensor that it is given."""
        dataset = self._dataset

        def inside(handle: Any) -> OwnedIterator:
            return OwnedIterator(handle, dataset)

        told = f"IteratorSpec({self.element_spec!r}, TensorShape([]))"
        return CarriedKind(dt.resource, (), told, inside), self.handle

    @property
    def element_spec(self) -> Any:
        """What the elements look like."""
        return self._dataset.element_spec

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Any:
        spec = self.element_spec
        here = self._graph()
        if here is not None:
            found = here.apply(
                OPS["IteratorGetNext"],
                (here.convert(self.handle),),
                self._attrs(),
                None,
            )
            return packed(spec, iter(found))
        found = next(self.handle.array)
        parts = zip(leaves(spec), found, strict=True)
        return packed(spec, iter([self._part(leaf, value) for leaf, value in parts]))

    def _graph(self) -> Any:
        """The function's graph that is built right now, or None."""
        here = home.innermost()
        return here if getattr(here, "building_function", False) else None

    def _attrs(self) -> dict[str, Any]:
        specs = leaves(self.element_spec)
        if any(isinstance(spec, DatasetSpec) for spec in specs):
            raise NotImplementedError(
                "The elements of this iterator are datasets, which a function cannot "
                "take one by one: ask for them in eager code."
            )
        return {
            "output_types": tuple([spec.dtype for spec in specs]),
            "output_shapes": tuple([TensorShape(spec.shape) for spec in specs]),
        }

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
        """How many elements it has given, and in which order, for checkpoints."""
        state: str = self.handle.array.state()
        return state.encode()

    def restore_state(self, state: Any) -> None:
        """Begins anew, and goes past as many elements as ``saved_state`` says."""
        given, drawn = json.loads(np.asarray(state, object).item())
        self.handle.array.start([(seed, seed2) for seed, seed2 in drawn])
        for _ in range(given):
            next(self)

    def get_next_as_optional(self) -> Optional:
        """The next element, or nothing where there are no more."""
        here = self._graph()
        if here is None:
            found = next(self, None)
            return Optional(found, EagerTensor(np.bool_(found is not None), dt.bool_))
        there, *parts = here.apply(
            OPS["JourneyNext"], (here.convert(self.handle),), self._attrs(), None
        )
        return Optional(packed(self.element_spec, iter(parts)), there)


class Optional:
    """An element, or nothing. Source: tf.experimental.Optional.

    >>> import teachflow as tf
    >>> numbers = iter(tf.data.Dataset.range(1))
    >>> numbers.get_next_as_optional().get_value().numpy()
    np.int64(0)
    >>> bool(numbers.get_next_as_optional().has_value())
    False
    """

    def __init__(self, value: Any, there: Any) -> None:
        self._value, self._there = value, there

    def has_value(self, name: str | None = None) -> Any:
        """Whether there is an element, as a tensor. ``name`` names nothing here."""
        return self._there

    def get_value(self, name: str | None = None) -> Any:
        """The element; ``OutOfRangeError`` for nothing. ``name`` names nothing here.

        Unlike TensorFlow, nothing gives zeros in a traced function.
        """
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
        self._iterator = OwnedIterator(Place(pipeline), dataset)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Any:
        return mapped(lambda tensor: tensor.numpy(), next(self._iterator))
