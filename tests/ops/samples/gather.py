"""Rows of the ops that take elements by index or by truth value."""

from __future__ import annotations

import numpy as np

from teachflow.core import dtypes as dt
from tests.ops.sample import Sample, StateSample, bools, ints, reals, strings

_I = np.int32
_PLACES = _I([[0, 1], [2, 2], [0, 1]])

SAMPLES: list[Sample | StateSample] = [
    Sample("GatherV2", (reals(4, 3), _I([0, 2, 2]), _I(0))),
    Sample("GatherV2", (reals(4, 3), _I(1), _I(-1)), note="one"),
    Sample("GatherV2", (reals(4, 3, 2), np.int64([[0, 2], [1, 1]]), _I(1))),
    Sample("GatherV2", (reals(2, 3), _I([]), _I(1)), differentiate=(), note="none"),
    Sample("GatherV2", (strings(b"a", b"bc"), _I([1, 1]), _I(0)), note="strings"),
    Sample(
        "GatherV2", (reals(2, 4, 3), _I([[0, 3], [1, 1]]), _I(1)), {"batch_dims": 1}
    ),
    Sample(
        "GatherV2", (reals(2, 4, 3), _I([[0, 2], [1, 1]]), _I(2)), {"batch_dims": 1}
    ),
    Sample(
        "GatherGrad",
        (reals(4, 3), _I([0, 2, 2]), _I(0), reals(3, 3)),
        differentiate=(3,),
    ),
    Sample(
        "GatherGrad",
        (reals(2, 4, 3), _I([[0, 2], [1, 1]]), _I(2), reals(2, 4, 2)),
        {"batch_dims": 1},
        differentiate=(3,),
    ),
    Sample("GatherNd", (reals(3, 4), _PLACES)),
    Sample("GatherNd", (reals(3, 4), np.int64([[2], [0]])), note="rows"),
    Sample("ScatterNd", (_PLACES, reals(3), _I([3, 4]))),
    Sample("ScatterNd", (np.int64([[2], [2]]), reals(2, 4), np.int64([3, 4]))),
    Sample("Where", (np.array([[True, False], [True, True]]),), note="bools"),
    Sample("Where", (_I([0, 3, 0, -1]),), expected=np.int64([[1], [3]])),
    Sample("Select", (bools(2, 3), reals(2, 3), reals(2, 3, seed=1))),
    Sample("Select", (bools(2), reals(2, 3), reals(2, 3, seed=1)), note="rows"),
    Sample("Select", (np.True_, reals(2), reals(2, seed=1)), note="a scalar"),
    Sample("Select", (bools(2), strings(b"a", b"b"), strings(b"c", b"d"))),
    Sample("SelectV2", (bools(2, 1), reals(3), reals())),
    Sample("SelectV2", (bools(2, 3), ints(2, 3), ints(2, 3, seed=1))),
    Sample("ArgMax", (reals(3, 4), _I(1))),
    Sample("ArgMax", (_I([[1, 3, 3]]), np.int64(-1)), expected=np.int64([1])),
    Sample("ArgMax", (bools(3, 4), _I(0)), {"output_type": dt.int32}),
    Sample("ArgMin", (reals(3, 4), _I(0))),
    Sample("ArgMin", (reals(3), _I(0)), {"output_type": dt.int32}),
]
