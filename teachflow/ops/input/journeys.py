"""Ops that go through a dataset inside of a traced function, element by element.

TeachFlow's own: TensorFlow has functions reduce the dataset. They are what a ``for``
over a dataset becomes.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import shape_rules as rules
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.pipeline.journey import Journey


@op("DatasetJourney", "variant -> variant", shape=rules.scalar, differentiable=False)
def dataset_journey(dataset: Any) -> Journey:
    """A way through the elements of ``dataset``, at its beginning."""
    return Journey(dataset)


def _element(call: Any) -> list[TensorShape]:
    return [TensorShape(()), *map(TensorShape, call.attrs["output_shapes"])]


@op(
    "JourneyNext",
    "H -> bool, [output_types]",
    shape=_element,
    stateful=True,
    differentiable=False,
    H=(dt.variant, dt.resource),
)
def journey_next(journey: Any, *, output_types: Any, output_shapes: Any) -> list[Any]:
    """Whether there is another element, and its components (zeros if there is not)."""
    found = next(journey, None)
    if found is not None:
        return [np.bool_(True), *found]
    blanks = [
        np.zeros([n or 0 for n in shape.known_dims or ()], kind.as_numpy_dtype)
        for kind, shape in zip(output_types, output_shapes, strict=True)
        if kind is not dt.variant
    ]
    return [np.bool_(False), *blanks]
