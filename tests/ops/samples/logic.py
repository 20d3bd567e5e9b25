"""Rows of comparisons, truth values and bits."""

from __future__ import annotations

import numpy as np

from tests.ops.sample import Sample, StateSample, bools, ints, reals, strings

_ODD = np.float32([1.0, np.nan, np.inf, -np.inf])
_TRUTH = np.array([True, True, False, False]), np.array([True, False, True, False])

SAMPLES: list[Sample | StateSample] = [
    *[
        Sample(op, (x, y))
        for op in ("Equal", "NotEqual", "Less", "LessEqual", "Greater", "GreaterEqual")
        for x, y in (
            (reals(2, 3), reals(3, seed=1)),
            (ints(40, low=0, high=3), ints(40, seed=1, low=0, high=3)),
            (_ODD, _ODD),
        )
    ],
    Sample(
        "Equal",
        (strings(b"a", b"b"), strings(b"b")),
        expected=np.array([False, True]),
    ),
    Sample("NotEqual", (strings(b"a", b"b"), strings(b"b", b"b"))),
    Sample("Equal", (bools(4), bools(4, seed=1))),
    Sample("LogicalAnd", _TRUTH, expected=np.array([True, False, False, False])),
    Sample("LogicalOr", _TRUTH, expected=np.array([True, True, True, False])),
    Sample("LogicalNot", _TRUTH[:1], expected=np.array([False, False, True, True])),
    Sample("IsNan", (_ODD,), expected=np.array([False, True, False, False])),
    Sample("IsInf", (_ODD,), expected=np.array([False, False, True, True])),
    Sample("IsFinite", (_ODD,), expected=np.array([True, False, False, False])),
    *[
        Sample(op, (ints(8), ints(8, seed=1)))
        for op in ("BitwiseAnd", "BitwiseOr", "BitwiseXor")
    ],
    Sample("Invert", (np.int32([0, 5, -1]),), expected=np.int32([-1, -6, 0])),
    Sample("Invert", (np.uint8([0, 5]),), expected=np.uint8([255, 250])),
]
