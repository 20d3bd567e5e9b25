"""Rows of the arithmetic ops."""

from __future__ import annotations

import numpy as np

from tests.ops.sample import (
    Sample,
    StateSample,
    complexes,
    ints,
    positives,
    reals,
    strings,
)

f = np.float32

SAMPLES: list[Sample | StateSample] = [
    Sample("AddV2", (reals(2, 3), reals(2, 3, seed=1))),
    Sample("AddV2", (reals(2, 3), reals(3, seed=1)), note="broadcast"),
    Sample("AddV2", (reals(2, 1), reals(1, 3, seed=1)), note="both broadcast"),
    Sample("AddV2", (complexes(2), complexes(2, seed=1))),
    Sample(
        "AddV2",
        (np.uint8([200, 1]), np.uint8([100, 1])),
        expected=np.uint8([44, 2]),
    ),
    Sample("Add", (reals(2), reals(seed=1))),
    Sample(
        "Add",
        (strings(b"a", b"b"), strings(b"c")),
        expected=strings(b"ac", b"bc"),
    ),
    Sample("Sub", (reals(2, 3), reals(seed=1))),
    Sample("Sub", (complexes(2), complexes(2, seed=1))),
    Sample("Sub", (ints(3), ints(3, seed=1))),
    Sample("Mul", (reals(2, 3), reals(3, seed=1))),
    Sample("Mul", (complexes(2, 1), complexes(3, seed=1))),
    Sample("Mul", (ints(3), ints(3, seed=1))),
    Sample("Mul", (reals(3).astype(f), reals(3, seed=1).astype(f)), note="float32"),
    Sample("Neg", (reals(2, 3),)),
    Sample("Neg", (complexes(2),)),
    Sample("Square", (reals(2, 3),)),
    Sample("Square", (complexes(2),)),
    Sample("Square", (ints(3),)),
    Sample("SquaredDifference", (reals(2, 3), reals(2, 1, seed=1))),
    Sample("SquaredDifference", (ints(3), ints(3, seed=1))),
    Sample("RealDiv", (reals(2, 3), reals(3, seed=1))),
    Sample("RealDiv", (complexes(2), complexes(2, seed=1))),
    Sample("RealDiv", (f([1, 0]), f([0, 0])), expected=f([np.inf, np.nan])),
    Sample("DivNoNan", (reals(2, 3), reals(3, seed=1))),
    Sample("DivNoNan", (f([1, 0, 4]), f([0, 0, 2])), expected=f([0, 0, 2])),
    Sample("Reciprocal", (reals(2, 3),)),
    Sample("Reciprocal", (complexes(2),)),
    Sample("FloorDiv", (reals(4), reals(4, seed=1))),
    Sample(
        "FloorDiv",
        (np.int32([7, -7, 7, -7]), np.int32([2, 2, -2, -2])),
        expected=np.int32([3, -4, -4, 3]),
    ),
    Sample("FloorDiv", (f([7, -7, 1]), f([2, 2, 0])), expected=f([3, -4, np.inf])),
    Sample("FloorMod", (positives(2, 3, low=3.1, high=3.9), positives(3, high=0.9))),
    Sample(
        "FloorMod",
        (np.int32([7, -7, 7, -7]), np.int32([3, 3, -3, -3])),
        expected=np.int32([1, 2, -2, -1]),
    ),
    Sample("FloorMod", (f([-7.5, 7.5]), f([2, -2])), expected=f([0.5, -0.5])),
    Sample(
        "TruncateDiv",
        (np.int32([7, -7, 7, -7]), np.int32([2, 2, -2, -2])),
        expected=np.int32([3, -3, -3, 3]),
    ),
    Sample("TruncateDiv", (f([7, -7]), f([2, 2])), expected=f([3, -3])),
    Sample("TruncateMod", (positives(2, 3, low=3.1, high=3.9), positives(3, high=0.9))),
    Sample("TruncateMod", (f([-7.5, 7.5]), f([2, -2])), expected=f([-1.5, 1.5])),
    Sample("Pow", (positives(2, 3), reals(3, seed=1))),
    Sample("Pow", (reals(2, 3), np.array(2.0)), differentiate=(0,), note="square"),
    Sample("Pow", (reals(2, 3), np.array(3.0)), differentiate=(0,), note="cube"),
    Sample("Pow", (complexes(2), complexes(2, seed=1))),
    Sample("Pow", (np.int32([2, -3]), np.int32([5, 3])), expected=np.int32([32, -27])),
    Sample("Log", (positives(2, 3),)),
    Sample("Log", (complexes(2),)),
    Sample("Log", (f([0, -1, 1]),), expected=f([-np.inf, np.nan, 0])),
    Sample("Abs", (reals(2, 3),)),
    Sample("Abs", (np.int32([-3, 3]),), expected=np.int32([3, 3])),
    Sample("Sign", (reals(2, 3),), differentiate=()),
    Sample("Sign", (complexes(2),)),
    Sample(
        "Sign", (np.complex64([0, 3 + 4j]),), expected=np.complex64([0, 0.6 + 0.8j])
    ),
    Sample("Maximum", (reals(2, 3), reals(3, seed=1))),
    Sample("Maximum", (ints(4), ints(4, seed=1))),
    Sample(
        "NextAfter",
        (f([1, 0]), f([2, -1])),
        expected=np.nextafter(f([1, 0]), f([2, -1])),
    ),
    Sample("NextAfter", (reals(2, 3), reals(3, seed=1)), order=1),
    Sample("Maximum", (f([1, np.nan]), f([np.nan, 1])), expected=f([np.nan, np.nan])),
    Sample("Minimum", (reals(2, 3), reals(3, seed=1))),
    Sample("Minimum", (ints(4), ints(4, seed=1))),
    Sample("AddN", ([reals(2, 3), reals(2, 3, seed=1), reals(2, 3, seed=2)],)),
    Sample("AddN", ([reals(2), reals(2, seed=1)],)),
    Sample("AddN", ([complexes(2), complexes(2, seed=1)],)),
    Sample("AddN", ([ints(2), ints(2, seed=1), ints(2, seed=2)],)),
    Sample("KeepWhere", (np.array([True, False, True]), reals(2, 3))),
]
