"""Rows of the ops that need a session: places, assignments, feeds."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from tests.ops.sample import Sample, StateSample


def _place(graph: Any, *shape: int) -> Any:
    attrs = {"shape": TensorShape(shape), "dtype": dt.float32}
    return graph.apply(OPS["VariableV2"], (), attrs, None)


def _assigned(graph: Any, session: Any, *then: tuple[str, list[float]]) -> Any:
    """The value of a variable after assignments, each in a run of its own."""
    place = _place(graph, 2)
    steps = [("Assign", [1.0, 2.0]), *then]
    nodes = [graph.apply(OPS[op], (place, value), {}, None) for op, value in steps]
    for node in nodes:
        session.run(node)
    return session.run(place)


def _fed(graph: Any, session: Any) -> Any:
    attrs = {"shape": TensorShape([2]), "dtype": dt.float32}
    x = graph.apply(OPS["Placeholder"], (), attrs, None)
    return session.run(x + 1, {x: [1.0, 2.0]})


def _is_initialized(graph: Any, session: Any) -> Any:
    place = _place(graph, 2)
    known = graph.apply(OPS["IsVariableInitialized"], (place,), {}, None)
    before = session.run(known)
    session.run(graph.apply(OPS["Assign"], (place, [1.0, 2.0]), {}, None))
    return [before, session.run(known)]


def _value_or_initial(graph: Any, session: Any) -> Any:
    place = _place(graph, 2)
    either = graph.apply(OPS["ValueOrInitial"], (place, [7.0, 8.0]), {}, None)
    before = session.run(either)
    session.run(graph.apply(OPS["Assign"], (place, [1.0, 2.0]), {}, None))
    return [before, session.run(either)]


def _read(graph: Any, session: Any) -> Any:
    place = _place(graph, 2)
    assign = graph.apply(OPS["Assign"], (place, [1.0, 2.0]), {}, None)
    with graph.control_dependencies([assign]):
        value = graph.apply(OPS["ReadVariableOp"], (place,), {}, None)
    return session.run(value)


def _nothing(graph: Any, session: Any) -> Any:
    return session.run(graph.apply(OPS["NoOp"], (), {}, None))


def _stepped(graph: Any, session: Any) -> Any:
    place = _place(graph, 2)
    session.run(graph.apply(OPS["Assign"], (place, [1.0, 2.0]), {}, None))
    step = graph.apply(OPS["ApplyGradientDescent"], (place, 0.5, [2.0, 4.0]), {}, None)
    session.run(step)
    return session.run(place)


def _rolled(graph: Any, session: Any, nesterov: bool) -> Any:
    """Value and velocity after two steps with momentum."""
    place, velocity = _place(graph, 2), _place(graph, 2)
    for item, start in ((place, [1.0, 2.0]), (velocity, [0.0, 0.0])):
        session.run(graph.apply(OPS["Assign"], (item, start), {}, None))
    inputs = place, velocity, 0.5, [2.0, 4.0], 0.5
    attrs = {"use_nesterov": nesterov}
    step = graph.apply(OPS["ApplyMomentum"], inputs, attrs, None)
    for _ in range(2):
        session.run(step)
    return session.run([place, velocity])


_MORE = [10.0, 20.0]

SAMPLES: list[Sample | StateSample] = [
    StateSample("Placeholder", _fed, np.float32([2, 3])),
    StateSample("VariableV2", _assigned, np.float32([1, 2])),
    StateSample("Assign", _assigned, np.float32([1, 2])),
    StateSample(
        "Assign",
        lambda g, s: _assigned(g, s, ("Assign", _MORE)),
        np.float32([10, 20]),
        note="again",
    ),
    StateSample(
        "AssignAdd",
        lambda g, s: _assigned(g, s, ("AssignAdd", _MORE)),
        np.float32([11, 22]),
    ),
    StateSample(
        "AssignSub",
        lambda g, s: _assigned(g, s, ("AssignSub", _MORE)),
        np.float32([-9, -18]),
    ),
    StateSample("IsVariableInitialized", _is_initialized, [False, True]),
    StateSample(
        "ValueOrInitial",
        _value_or_initial,
        [np.float32([7, 8]), np.float32([1, 2])],
    ),
    StateSample("ReadVariableOp", _read, np.float32([1, 2])),
    StateSample("NoOp", _nothing, None),
    StateSample("ApplyGradientDescent", _stepped, np.float32([0, 0])),
    # velocities 2, 4 and then 3, 6
    StateSample(
        "ApplyMomentum",
        lambda g, s: _rolled(g, s, False),
        [np.float32([-1.5, -3]), np.float32([3, 6])],
    ),
    StateSample(
        "ApplyMomentum",
        lambda g, s: _rolled(g, s, True),
        [np.float32([-2.25, -4.5]), np.float32([3, 6])],
        note="Nesterov",
    ),
]
