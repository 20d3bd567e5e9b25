"""Rows of scattered, rolled, repeated and retyped arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.variables.graph import GraphVariable
from tests.ops.sample import Sample, StateSample, ints, reals

_I = np.int32
_PLACES = _I([[1], [3]])
_CELLS = _I([[0, 1], [1, 0]])


def _changed(op: str, value: Any, indices: Any, updates: Any) -> Any:
    """The variable's value after the op."""

    def run(graph: Any, session: Any) -> Any:
        variable = GraphVariable(np.array(value))
        session.run(variable.initializer)
        session.run(graph.apply(OPS[op], (variable, indices, updates), {}, None))
        return session.run(variable)

    return run


def _is_now(graph: Any, session: Any) -> Any:
    now = session.run(graph.apply(OPS["Timestamp"], (), {}, None))
    return bool(now > 1.7e9)


SAMPLES: list[Sample | StateSample] = [
    Sample("TensorScatterUpdate", (reals(4, 2), _PLACES, reals(2, 2))),
    Sample("TensorScatterUpdate", (reals(2, 2), _CELLS, reals(2))),
    *[
        Sample(f"TensorScatter{kind}", (reals(4, 2), _PLACES, reals(2, 2)))
        for kind in ("Add", "Sub", "Max", "Min")
    ],
    Sample("TensorScatterAdd", (_I([1, 2]), _I([[0], [0]]), _I([10, 5])),
           expected=_I([16, 2])),
    Sample("Roll", (reals(3, 4), _I([1, -1]), _I([0, 1])),),
    Sample("ReverseSequence", (reals(2, 3), _I([2, 3])), {"seq_dim": 1}),
    Sample("ReverseSequence", (reals(3, 2), _I([2, 3])),
           {"seq_dim": 0, "batch_dim": 1}),
    Sample("Bitcast", (np.float32([1, -2]),), {"type": dt.int32},
           expected=_I([0x3F800000, -0x40000000])),
    Sample("Bitcast", (_I([1, 256]),), {"type": dt.uint8},
           expected=np.uint8([[1, 0, 0, 0], [0, 1, 0, 0]])),
    Sample("Bitcast", (ints(3, 2),), {"type": dt.float64}),
    Sample("ClipByValue", (reals(2, 3), np.float64(-0.5), np.float64(0.5)),
           differentiate=(0,)),
    Sample("EnsureShape", (reals(2, 3),), {"shape": TensorShape([None, 3])}),
    Sample("GuaranteeConst", (reals(2, 3),)),
    Sample("UnravelIndex", (_I([2, 5, 7]), _I([3, 3])),
           expected=_I([[0, 1, 2], [2, 2, 1]])),
    Sample("ParallelConcat", ([reals(1, 2), reals(1, 2, seed=1)],),
           {"shape": TensorShape([2, 2])}),
    Sample("IdentityN", ([reals(2), reals(3, 1)],)),
    Sample("ShapeN", ([reals(2), reals(3, 1)],), expected=(_I([2]), _I([3, 1]))),
    StateSample("Timestamp", _is_now, True),
    *[
        StateSample(f"Scatter{kind}", _changed(f"Scatter{kind}", [1, 2, 3], at, by), to)
        for kind, at, by, to in (
            ("Update", [0, 2], [10, 30], _I([10, 2, 30])),
            ("Add", [0, 0], [10, 30], _I([41, 2, 3])),
            ("Sub", [1], [10], _I([1, -8, 3])),
            ("Mul", [1], 10, _I([1, 20, 3])),
            ("Div", [2], [2], _I([1, 2, 1])),
            ("Min", [0, 2], [5, 1], _I([1, 2, 1])),
            ("Max", [0, 2], [5, 1], _I([5, 2, 3])),
            ("NdUpdate", [[1]], [9], _I([1, 9, 3])),
            ("NdAdd", [[1], [1]], [9, 9], _I([1, 20, 3])),
            ("NdSub", [[1]], [9], _I([1, -7, 3])),
        )
    ],
]  # fmt: skip
