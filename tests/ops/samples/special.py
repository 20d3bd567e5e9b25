"""Rows of special functions, groups of rows, counts and bits."""

from __future__ import annotations

import numpy as np

from tests.ops.sample import Sample, StateSample, ints, positives, reals

_I = np.int32
_X = positives(2, 3)
_IDS = _I([0, 0, 1, 2])
_SPREAD = _I([2, 0, -1, 2])
_GRID = _I([[0, 2], [1, 0]])

SAMPLES: list[Sample | StateSample] = [
    Sample("Lgamma", (_X,)),
    Sample("Lgamma", (np.float16([1, 3]),)),
    Sample("Digamma", (_X,)),
    Sample("Polygamma", (np.float64([[1.0], [2.0]]), _X), differentiate=(1,)),
    Sample("Zeta", (np.float64([[2.0], [3.0]]), _X), differentiate=(1,)),
    Sample("IgammaGradA", (_X, _X + 0.1)),
    Sample("Igamma", (_X, _X + 0.1), differentiate=(1,)),
    Sample("Igamma", (_X, _X + 0.1), order=1, note="by a"),
    Sample("Igammac", (_X, _X + 0.1), differentiate=(1,)),
    Sample("Igammac", (_X, _X + 0.1), order=1, note="by a"),
    Sample("Betainc", (_X, _X + 1, _X / 3), differentiate=(2,)),
    Sample("Erfinv", (reals(2, 3) * 0.9,)),
    Sample("Ndtri", (0.5 + reals(2, 3) * 0.4,)),
    Sample("BesselI0", (reals(2, 3),)),
    Sample("BesselI1", (reals(2, 3),)),
    Sample("BesselI0e", (reals(2, 3),)),
    Sample("BesselI1e", (reals(2, 3),)),
    Sample("Xdivy", (reals(2, 3), positives(3))),
    Sample("Xlogy", (reals(2, 3), positives(3))),
    Sample("Xlog1py", (reals(2, 3), positives(3))),
    Sample("MulNoNan", (reals(2, 3), positives(3))),
    Sample("MulNoNan", (np.float32([np.inf, 2]), np.float32([0, 3])),
           expected=np.float32([0, 6])),
    Sample("EuclideanNorm", (reals(2, 3), _I([1]))),
    Sample("EuclideanNorm", (reals(2, 3), _I(0)), {"keep_dims": True}),
    Sample("EuclideanNorm", (_I([3, 4]), _I([0])), expected=_I(5)),
    Sample("CumulativeLogsumexp", (reals(2, 3), _I(1))),
    Sample("CumulativeLogsumexp", (reals(2, 3), _I(0)), {"reverse": True}),
    Sample("DenseBincount", (_I([1, 1, 3]), _I(4), _I([])), expected=_I([0, 2, 0, 1])),
    Sample("DenseBincount", (_I([1, 1, 3]), _I(2), np.float32([1, 2, 3])),
           expected=np.float32([0, 3])),
    Sample("DenseBincount", (_I([[1, 1], [0, 9]]), _I(2), _I([])),
           {"binary_output": True}, expected=_I([[0, 1], [1, 0]])),
    Sample("HistogramFixedWidth", (reals(9), np.float64([-1, 1]), _I(4))),
    *[
        Sample(f"Segment{kind}", (reals(4, 2), _IDS))
        for kind in ("Sum", "Mean", "Prod", "Max", "Min")
    ],
    Sample("SegmentMean", (ints(4), _IDS)),
    *[
        Sample(f"UnsortedSegment{kind}", (reals(4, 2), _SPREAD, _I(3)))
        for kind in ("Sum", "Prod")
    ],
    *[
        Sample(f"UnsortedSegment{kind}", (reals(4, 2), _I([2, 0, -1, 1]), _I(3)))
        for kind in ("Max", "Min")
    ],
    Sample("UnsortedSegmentSum", (reals(2, 2, 3), _GRID, _I(3)), note="grid"),
    Sample("UnsortedSegmentProd", (reals(2, 2, 3), _GRID, _I(3)), note="grid"),
    Sample("TakeGroup", (reals(3, 2), _SPREAD)),
    Sample("TakeGroup", (reals(3), _GRID)),
    Sample("AddGroups", (reals(4, 2), _SPREAD, reals(3, 2)), differentiate=(0,)),
    Sample("LeftShift", (_I([1, 3]), _I(2)), expected=_I([4, 12])),
    Sample("RightShift", (_I([8, -8]), _I([2, 1])), expected=_I([2, -4])),
    Sample("PopulationCount", (_I([0, 5, -1]),), expected=np.uint8([0, 2, 32])),
]  # fmt: skip
