"""Iterators as ops: going through a dataset, an element a run.

A session keeps the place in the pipeline in the cell of the iterator's node.
"""

from __future__ import annotations

import itertools
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.cell import Cell
from teachflow.core.errors import (
    FailedPreconditionError,
    InvalidArgumentError,
    OutOfRangeError,
)
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.input.queues import held, resource
from teachflow.pipeline.base import Element, Pipeline
from teachflow.pipeline.journey import Journey

_numbers = itertools.count()
_by_handle: weakref.WeakValueDictionary[bytes, Place] = weakref.WeakValueDictionary()


class Place:
    """How far an iterator has come in its pipeline."""

    def __init__(self) -> None:
        self._elements: Iterator[Element] | None = None
        self._lock = threading.Lock()
        self.handle = f"iterator {next(_numbers)}".encode()
        _by_handle[self.handle] = self

    def start(self, pipeline: Pipeline) -> None:
        """Begins ``pipeline``."""
        with self._lock:
            self._elements = Journey(pipeline)

    def next(self) -> Element:
        """The next element; ``OutOfRangeError`` at the end."""
        with self._lock:
            if self._elements is None:
                raise FailedPreconditionError(
                    None,
                    None,
                    "GetNext() failed because the iterator has not been initialized. "
                    "Ensure that you have run the initializer operation for this "
                    "iterator before getting the next element.",
                )
            try:
                return next(self._elements)
            except StopIteration:
                raise OutOfRangeError(None, None, "End of sequence") from None


@op("IteratorV2", "-> resource", shape=rules.scalar)
def iterator_op(
    *,
    shared_name: str = "",
    container: str = "",
    output_types: Any = (),
    output_shapes: Any = (),
    cell: Cell,
) -> Any:
    """An iterator, which ``MakeIterator`` lets begin."""
    return resource(cell, shared_name, lambda name: Place())


@op("OneShotIterator", "-> resource", shape=rules.scalar)
def one_shot_iterator_op(
    *,
    dataset_factory: Any,
    output_types: Any = (),
    output_shapes: Any = (),
    container: str = "",
    shared_name: str = "",
    cell: Cell,
) -> Any:
    """An iterator that begins by itself the dataset that ``dataset_factory`` makes."""

    def begin(name: str) -> Place:
        place = Place()
        place.start(dataset_factory.bound(())()[0])
        return place

    return resource(cell, shared_name, begin)


@op(
    "MakeIterator",
    "variant, resource ->",
    shape=rules.nothing,
    stateful=True,
    differentiable=False,
)
def make_iterator_op(dataset: Any, iterator: Any) -> None:
    """Lets the iterator begin with the dataset."""
    held(iterator).start(dataset)


def _element_shapes(call: Any) -> tuple[TensorShape, ...]:
    return tuple([TensorShape(shape) for shape in call.attrs["output_shapes"]])


@op(
    "IteratorGetNext",
    "resource -> [output_types]",
    shape=_element_shapes,
    stateful=True,
    differentiable=False,
)
def iterator_get_next_op(
    iterator: Any, *, output_types: Any, output_shapes: Any
) -> Any:
    """The components of the next element."""
    element = held(iterator).next()
    for value, kind, shape in zip(element, output_types, output_shapes, strict=True):
        found = np.shape(value)
        if not TensorShape(shape).is_compatible_with(found):
            raise InvalidArgumentError(
                None,
                None,
                f"Expected shape {TensorShape(shape)} but got {TensorShape(found)}.",
            )
        if isinstance(value, (np.ndarray, np.generic)):
            given, wanted = value.dtype, kind.numpy_dtype
            if given != wanted and not isinstance(value, Pipeline):
                raise InvalidArgumentError(
                    None, None, f"Expected dtype {wanted} but got {given}."
                )
    return element


@op("IteratorToStringHandle", "resource -> string", shape=rules.scalar, stateful=True)
def iterator_to_string_handle_op(resource_handle: Any) -> Any:
    """A name for the iterator, to be fed to another run of the session."""
    return held(resource_handle).handle


@op(
    "IteratorFromStringHandleV2",
    "string -> resource",
    shape=rules.scalar,
    stateful=True,
)
def iterator_from_string_handle_op(
    string_handle: Any, *, output_types: Any = (), output_shapes: Any = ()
) -> Any:
    """The iterator that has the name."""
    name: bytes = np.asarray(string_handle, object).item()
    place = _by_handle.get(name)
    if place is None:
        raise InvalidArgumentError(
            None,
            None,
            f"Could not parse string_handle as a valid ResourceHandle: {name!r} names "
            f"no iterator. Feed what running `iterator.string_handle()` returned.",
        )
    return place
