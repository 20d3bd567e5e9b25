"""Rows of the ops that make arrays from scratch."""

from __future__ import annotations

import numpy as np

from tests.ops.sample import Sample, StateSample, reals

_I = np.int32
_TENTH = np.float32(0.1)

SAMPLES: list[Sample | StateSample] = [
    Sample("Fill", (_I([2, 3]), reals())),
    Sample("Fill", (np.int64([]), reals()), note="a scalar"),
    Sample("Fill", (_I([2]), _I(7)), expected=_I([7, 7])),
    Sample("Range", (_I(2), _I(11), _I(3)), expected=_I([2, 5, 8])),
    Sample("Range", (_I(3), _I(0), _I(-1)), expected=_I([3, 2, 1])),
    Sample("Range", (_I(0), _I(0), _I(1)), expected=_I([]), note="empty"),
    Sample(
        "Range",
        (np.float32(0), np.float32(1), _TENTH),
        expected=np.float32([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]),
    ),
    Sample("LinSpace", (reals(), reals(seed=1), _I(4))),
    Sample("LinSpace", (reals(), reals(seed=1), np.int64(1)), note="one"),
    Sample(
        "LinSpace",
        (np.float32(0), np.float32(1), _I(5)),
        expected=np.float32([0, 0.25, 0.5, 0.75, 1]),
    ),
    Sample(
        "OneHot",
        (_I([0, 2, -1, 9]), _I(3), np.float32(1), np.float32(0)),
        expected=np.float32([[1, 0, 0], [0, 0, 1], [0, 0, 0], [0, 0, 0]]),
    ),
    Sample(
        "OneHot",
        (np.int64([[0], [1]]), _I(2), _I(5), _I(-1)),
        {"axis": 0},
        expected=_I([[[5], [-1]], [[-1], [5]]]),
    ),
]
