"""Rows of categories and of streams that keep no place."""

from __future__ import annotations

import numpy as np

from teachflow.core import dtypes as dt
from tests.ops.sample import Sample, StateSample, positives, reals

_I = np.int32
_SHAPE = _I([3, 5])
_KEY, _COUNTER = np.uint64([7]), np.uint64([0, 9])
_STREAM = (_SHAPE, _KEY, _COUNTER, _I(3))

SAMPLES: list[Sample | StateSample] = [
    Sample("Multinomial", (reals(2, 3), _I(5)), {"seed": 1, "seed2": 2}),
    Sample("Multinomial", (_I([[0, 9]]), _I(3)),
           {"seed": 1, "seed2": 2, "output_dtype": dt.int32}),
    Sample("StatelessMultinomial", (np.float32([[0, 90]]), _I(3), _I([1, 2])),
           expected=np.int64([[1, 1, 1]])),
    Sample("RandomGamma", (_I([3]), positives(2)), {"seed": 1, "seed2": 2},
           differentiate=()),
    Sample("StatelessRandomGetKeyCounter", (_I([1, 2]),)),
    *[
        Sample(op, _STREAM, {"dtype": dtype})
        for op in (
            "StatelessRandomUniformV2",
            "StatelessRandomNormalV2",
            "StatelessTruncatedNormalV2",
        )
        for dtype in dt.FLOATS
    ],
    Sample("StatelessRandomUniformIntV2", (*_STREAM, _I(-3), _I(9))),
    Sample("StatelessRandomUniformIntV2", (*_STREAM, np.int64(0), np.int64(2**40))),
]  # fmt: skip
