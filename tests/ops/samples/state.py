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


def _assigned_another_shape(graph: Any, session: Any) -> Any:
    place = _place(graph, 2)
    attrs = {"validate_shape": False}
    session.run(graph.apply(OPS["Assign"], (place, [1.0, 2.0, 3.0]), attrs, None))
    return session.run(place)


def _fed(graph: Any, session: Any) -> Any:
    attrs = {"shape": TensorShape([2]), "dtype": dt.float32}
    x = graph.apply(OPS["Placeholder"], (), attrs, None)
    return session.run(x + 1, {x: [1.0, 2.0]})


def _counted(graph: Any, session: Any) -> Any:
    attrs = {"shape": TensorShape(()), "dtype": dt.int32}
    place = graph.apply(OPS["VariableV2"], (), attrs, None)
    session.run(graph.apply(OPS["Assign"], (place, 1), {}, None))
    count = graph.apply(OPS["CountUpTo"], (place,), {"limit": 3}, None)
    return [session.run(count), session.run(count), session.run(place)]


def _is_initialized(graph: Any, session: Any) -> Any:
    place = _place(graph, 2)
    known = graph.apply(OPS["IsVariableInitialized"], (place,), {}, None)
    before = session.run(known)
    session.run(graph.apply(OPS["Assign"], (place, [1.0, 2.0]), {}, None))
    return [before, session.run(known)]


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


def _updated(op: str, starts: list[list[float]], *inputs: Any, **attrs: Any) -> Any:
    """A row: the variable and its slots after two updates."""

    def run(graph: Any, session: Any) -> Any:
        places = [_place(graph, 2) for _ in starts]
        for place, start in zip(places, starts, strict=True):
            session.run(graph.apply(OPS["Assign"], (place, start), {}, None))
        step = graph.apply(OPS[op], (*places, *inputs), attrs, None)
        for _ in range(2):
            session.run(step)
        return session.run(places)

    return run


def _arrays(*rows: list[float]) -> list[Any]:
    return [np.float32(row) for row in rows]


def _ftrl_twice(shrinkage: float) -> list[Any]:
    """Algorithm 1 of McMahan et al. (2013) by hand: rate 1/2, l1 1, l2 0."""
    rows = []
    for value, gradient in ((3.0, 2.0), (1.0, -4.0)):
        total = linear = 0.0
        for _ in range(2):
            bigger = total + gradient**2
            sigma = (bigger**0.5 - total**0.5) / 0.5
            linear += gradient + 2 * shrinkage * value - sigma * value
            total = bigger
            drawn = 0.0 if abs(linear) <= 1 else np.sign(linear) - linear
            value = drawn / (total**0.5 / 0.5)
        rows.append([value, total, linear])
    return _arrays(*[list(column) for column in zip(*rows, strict=True)])


_MORE = [10.0, 20.0]
_G = [2.0, -4.0]

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
        "Assign",
        _assigned_another_shape,
        np.float32([1, 2, 3]),
        note="any shape",
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
    StateSample("CountUpTo", _counted, [np.int32(1), np.int32(2), np.int32(3)]),
    StateSample("IsVariableInitialized", _is_initialized, [False, True]),
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
    # What the rules give by hand, for rates and decays of 1/2.
    StateSample(
        "ApplyProximalGradientDescent",
        _updated("ApplyProximalGradientDescent", [[3.0, 1.0]], 0.5, 1.0, 0.0, _G),
        _arrays([0.0, 4.0]),
        rtol=1e-6,
    ),
    StateSample(
        "ApplyAdagrad",
        _updated("ApplyAdagrad", [[3.0, 1.0], [5.0, 0.0]], 0.5, _G, update_slots=True),
        _arrays([3 - 1 / 3 - 1 / 13**0.5, 1.5 + 2 / 32**0.5], [13.0, 32.0]),
        rtol=1e-6,
    ),
    StateSample(
        "ApplyProximalAdagrad",
        _updated("ApplyProximalAdagrad", [[3.0, 0.1], [5.0, 0.0]], 0.5, 1.0, 0.0, _G),
        _arrays([3 - 1.5 / 3 - 1.5 / 13**0.5, 0.475 + 1.5 / 32**0.5], [13.0, 32.0]),
        rtol=1e-6,
    ),
    StateSample(
        "ApplyAdagradDA",
        _updated(
            "ApplyAdagradDA",
            [[3.0, 1.0], [0.0, 0.0], [1.0, 4.0]],
            _G,
            0.5,
            1.0,
            0.0,
            np.int64(2),
        ),
        _arrays([-1 / 3, 3 / 6], [4.0, -8.0], [9.0, 36.0]),
        rtol=1e-6,
    ),
    StateSample(
        "ApplyAdadelta",
        _updated(
            "ApplyAdadelta", [[3.0, 1.0], [4.0, 16.0], [4.0, 16.0]], 0.5, 0.5, 0.0, _G
        ),
        _arrays([1.0, 5.0], [4.0, 16.0], [4.0, 16.0]),
        rtol=1e-6,
    ),
    StateSample(
        "ApplyRMSProp",
        _updated(
            "ApplyRMSProp",
            [[3.0, 1.0], [4.0, 16.0], [0.0, 0.0]],
            0.5,
            0.5,
            0.5,
            0.0,
            _G,
        ),
        _arrays([1.75, 2.25], [4.0, 16.0], [0.75, -0.75]),
        rtol=1e-6,
    ),
    StateSample(
        "ApplyCenteredRMSProp",
        _updated(
            "ApplyCenteredRMSProp",
            [[3.0, 1.0], [0.0, 0.0], [4.0, 16.0], [0.0, 0.0]],
            0.5,
            0.5,
            0.0,
            0.0,
            _G,
        ),
        _arrays(
            [3 - 1 / 3**0.5 - 1 / 1.75**0.5, 1 + 2 / 12**0.5 + 2 / 7**0.5],
            [1.5, -3.0],
            [4.0, 16.0],
            [1 / 1.75**0.5, -2 / 7**0.5],
        ),
        rtol=1e-6,
    ),
    StateSample(
        "ApplyAdam",
        _updated(
            "ApplyAdam",
            [[3.0, 1.0], [2.0, -4.0], [4.0, 16.0]],
            0.5,
            0.75,
            0.5,
            0.5,
            0.5,
            0.0,
            _G,
            use_nesterov=False,
        ),
        _arrays([2.0, 2.0], [2.0, -4.0], [4.0, 16.0]),
        rtol=1e-6,
    ),
    StateSample(
        "ApplyFtrl",
        _updated(
            "ApplyFtrl",
            [[3.0, 1.0], [0.0, 0.0], [0.0, 0.0]],
            _G,
            0.5,
            1.0,
            0.0,
            -0.5,
            multiply_linear_by_lr=False,
        ),
        _ftrl_twice(0.0),
        rtol=1e-6,
    ),
    StateSample(
        "ApplyFtrlV2",
        _updated(
            "ApplyFtrlV2",
            [[3.0, 1.0], [0.0, 0.0], [0.0, 0.0]],
            _G,
            0.5,
            1.0,
            0.0,
            0.25,
            -0.5,
            multiply_linear_by_lr=False,
        ),
        _ftrl_twice(0.25),
        rtol=1e-6,
    ),
]
