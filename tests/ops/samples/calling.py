"""Rows of the ops that call a traced function, differentiated through the call."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.graph.functions.function_graph import FunctionGraph
from teachflow.graph.functions.region import Recall, Region
from teachflow.graph.gradients import gradients
from tests.ops.sample import StateSample


def _cube(outer: Any, like: Any) -> tuple[Region, Any]:
    """The region x -> x³, and the node inside that holds x²."""
    graph = FunctionGraph(outer, "cube")
    with home.within(graph):
        attrs = {"dtype": like.dtype, "shape": TensorShape([])}
        x = graph.apply(OPS["Placeholder"], (), attrs, "x")
        square = x * x
        cube = square * x
    return Region(graph, [x], [cube]), square


def _called(op: str) -> Any:
    def run(graph: Any, session: Any) -> Any:
        x = graph.convert(np.float32(3.0))
        region, _ = _cube(graph, x)
        attrs = {"Tout": region.types, "f": region}
        y, _ = graph.apply(OPS[op], ([x],), attrs, None)
        (slope,) = gradients(y, x)
        (curvature,) = gradients(slope, x)
        return session.run([y, slope, curvature])

    return run


def _recalled(graph: Any, session: Any) -> Any:
    x = graph.convert(np.float32(3.0))
    region, square = _cube(graph, x)
    attrs = {"Tout": region.types, "f": region}
    _, run = graph.apply(OPS["PartitionedCall"], ([x],), attrs, None)
    recall = Recall(region, (square,))
    attrs = {"Tout": recall.types, "f": recall}
    (value,) = graph.apply(OPS["RecalledValues"], (run, [x]), attrs, None)
    (slope,) = gradients(value, x)
    return session.run([value, slope])


SAMPLES = [
    StateSample("PartitionedCall", _called("PartitionedCall"), [27.0, 27.0, 18.0]),
    StateSample(
        "StatefulPartitionedCall",
        _called("StatefulPartitionedCall"),
        [27.0, 27.0, 18.0],
    ),
    StateSample("RecalledValues", _recalled, [9.0, 6.0]),
]
