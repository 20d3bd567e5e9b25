"""Rows of the ops that move some rows of a variable, as an optimizer does.

Two of three rows move, the last one first; what they give is what the dense ops give
for the same numbers (``state``), and the row between them stays.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from tests.ops.sample import Sample, StateSample
from tests.ops.samples.state import _ftrl_twice

_AT = np.int32([2, 0])
_G = np.float32([[-4.0], [2.0]])
_STAYS = 7.0


def _moved(op: str, starts: list[list[float]], *inputs: Any, **attrs: Any) -> Any:
    """The variable and its slots after two updates; ``starts`` without the middle."""

    def run(graph: Any, session: Any) -> Any:
        form = {"shape": TensorShape([3, 1]), "dtype": dt.float32}
        places = [graph.apply(OPS["VariableV2"], (), form, None) for _ in starts]
        for place, start in zip(places, starts, strict=True):
            rows = _rows(start)[0]
            session.run(graph.apply(OPS["Assign"], (place, rows), {}, None))
        step = graph.apply(OPS[op], (*places, *inputs), attrs, None)
        for _ in range(2):
            session.run(step)
        return session.run(places)

    return run


def _rows(*starts: list[float]) -> list[Any]:
    return [np.float32([[first], [_STAYS], [last]]) for first, last in starts]


def _sample(
    op: str, starts: list[list[float]], inputs: Any, results: Any, **attrs: Any
) -> StateSample:
    return StateSample(op, _moved(op, starts, *inputs, **attrs), results, rtol=1e-6)


SAMPLES: list[Sample | StateSample] = [
    _sample(
        "SparseApplyMomentum",
        [[1.0, 2.0], [0.0, 0.0]],
        (0.5, _G, _AT, 0.5),
        _rows([-1.5, 7.0], [3.0, -6.0]),
        use_nesterov=False,
    ),
    StateSample(
        "SparseApplyMomentum",
        _moved(
            "SparseApplyMomentum",
            [[1.0, 2.0], [0.0, 0.0]],
            0.5,
            np.float32([[2.0], [2.0]]),
            np.int32([0, 0]),
            0.5,
            use_nesterov=False,
        ),
        # Velocities 2, 3, 3.5, 3.75.
        _rows([1 - 0.5 * (2 + 3 + 3.5 + 3.75), 2.0], [3.75, 0.0]),
        note="one row twice",
    ),
    _sample(
        "SparseApplyProximalGradientDescent",
        [[3.0, 1.0]],
        (0.5, 1.0, 0.0, _G, _AT),
        _rows([0.0, 4.0]),
    ),
    _sample(
        "SparseApplyAdagrad",
        [[3.0, 1.0], [5.0, 0.0]],
        (0.5, _G, _AT),
        _rows([3 - 1 / 3 - 1 / 13**0.5, 1.5 + 2 / 32**0.5], [13.0, 32.0]),
        update_slots=True,
    ),
    StateSample(
        "SparseApplyAdagrad",
        _moved(
            "SparseApplyAdagrad",
            [[3.0, 1.0], [4.0, 16.0]],
            0.5,
            _G,
            _AT,
            update_slots=False,
        ),
        _rows([2.0, 2.0], [4.0, 16.0]),
        note="the sum stays",
    ),
    _sample(
        "SparseApplyProximalAdagrad",
        [[3.0, 0.1], [5.0, 0.0]],
        (0.5, 1.0, 0.0, _G, _AT),
        _rows([3 - 1.5 / 3 - 1.5 / 13**0.5, 0.475 + 1.5 / 32**0.5], [13.0, 32.0]),
    ),
    _sample(
        "SparseApplyAdagradDA",
        [[3.0, 1.0], [0.0, 0.0], [1.0, 4.0]],
        (_G, _AT, 0.5, 1.0, 0.0, np.int64(2)),
        _rows([-1 / 3, 3 / 6], [4.0, -8.0], [9.0, 36.0]),
    ),
    _sample(
        "SparseApplyAdadelta",
        [[3.0, 1.0], [4.0, 16.0], [4.0, 16.0]],
        (0.5, 0.5, 0.0, _G, _AT),
        _rows([1.0, 5.0], [4.0, 16.0], [4.0, 16.0]),
    ),
    _sample(
        "SparseApplyRMSProp",
        [[3.0, 1.0], [4.0, 16.0], [0.0, 0.0]],
        (0.5, 0.5, 0.5, 0.0, _G, _AT),
        _rows([1.75, 2.25], [4.0, 16.0], [0.75, -0.75]),
    ),
    _sample(
        "SparseApplyCenteredRMSProp",
        [[3.0, 1.0], [0.0, 0.0], [4.0, 16.0], [0.0, 0.0]],
        (0.5, 0.5, 0.0, 0.0, _G, _AT),
        _rows(
            [3 - 1 / 3**0.5 - 1 / 1.75**0.5, 1 + 2 / 12**0.5 + 2 / 7**0.5],
            [1.5, -3.0],
            [4.0, 16.0],
            [1 / 1.75**0.5, -2 / 7**0.5],
        ),
    ),
    _sample(
        "SparseApplyFtrl",
        [[3.0, 1.0], [0.0, 0.0], [0.0, 0.0]],
        (_G, _AT, 0.5, 1.0, 0.0, -0.5),
        _rows(*[row.tolist() for row in _ftrl_twice(0.0)]),
        multiply_linear_by_lr=False,
    ),
    _sample(
        "SparseApplyFtrlV2",
        [[3.0, 1.0], [0.0, 0.0], [0.0, 0.0]],
        (_G, _AT, 0.5, 1.0, 0.0, 0.25, -0.5),
        _rows(*[row.tolist() for row in _ftrl_twice(0.25)]),
        multiply_linear_by_lr=False,
    ),
]
