"""Rows of the ops that go through a dataset inside of a function."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.ops.input import journeys  # noqa: F401 (declares its ops)
from tests.ops.sample import StateSample

NUMBER = {"output_types": (dt.int64,), "output_shapes": (TensorShape([]),)}


def _through(graph: Any, session: Any) -> Any:
    """Two elements, and then zeros."""
    attrs = {**OPS["RangeDataset"].attrs, **NUMBER}
    numbers = graph.apply(OPS["RangeDataset"], (5, 7, 1), attrs, None)
    journey = graph.apply(OPS["DatasetJourney"], (numbers,), {}, None)
    found: list[Any] = []
    for _ in range(3):
        with graph.control_dependencies([part.op for part in found[-1:]]):
            found += graph.apply(OPS["JourneyNext"], (journey,), NUMBER, None)
    return session.run(found)


SAMPLES = [
    StateSample(op, _through, [True, 5, True, 6, False, 0])
    for op in ("DatasetJourney", "JourneyNext")
]
