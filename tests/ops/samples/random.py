"""Rows of the random ops: with seeds, so both homes draw the same numbers."""

from __future__ import annotations

import numpy as np

from teachflow.core import dtypes as dt
from tests.ops.sample import Sample, StateSample, reals

_SEEDS = {"seed": 1, "seed2": 2}
_SHAPE = np.int32([3, 5])

SAMPLES: list[Sample | StateSample] = [
    *[
        Sample(op, (_SHAPE,), {"dtype": dtype, **_SEEDS})
        for op in ("RandomUniform", "RandomStandardNormal", "TruncatedNormal")
        for dtype in dt.FLOATS
    ],
    Sample("RandomUniform", (np.int64([]),), {"dtype": dt.float32, **_SEEDS}),
    Sample("RandomUniform", (np.int32([0, 2]),), {"dtype": dt.float32, **_SEEDS}),
    Sample("RandomUniformInt", (_SHAPE, np.int32(-3), np.int32(9)), _SEEDS),
    Sample("RandomUniformInt", (_SHAPE, np.int64(0), np.int64(2**40)), _SEEDS),
    Sample("RandomShuffle", (reals(6, 2),), _SEEDS),
]
