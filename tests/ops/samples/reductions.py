"""Rows of the reductions and of the helper ops of their gradients."""

from __future__ import annotations

import numpy as np

from tests.ops.sample import (
    Sample,
    StateSample,
    bools,
    complexes,
    ints,
    positives,
    reals,
)

_I = np.int32
_KEEP = {"keep_dims": True}
_AXES = (_I(0), _I(-1), _I([0, 1]), _I([]), _I([2, 0]), _I([0, 1, 2]))


def _note(axes: object) -> str:
    return f"axes {np.asarray(axes).tolist()}"


_WITH_ZEROS = np.array([[0.0, 2.0, 3.0], [0.0, 0.0, 5.0]])
_TIES = np.float32([[1, 3, 3], [2, 2, 2]])

SAMPLES: list[Sample | StateSample] = [
    *[
        Sample(op, (reals(2, 3, 2), axes), attrs, note=_note(axes))
        for op in ("Sum", "Mean", "Max", "Min", "Prod")
        for axes in _AXES
        for attrs in ({}, _KEEP)
    ],
    *[
        Sample(op, (ints(4, 3), _I(axis)))
        for op in ("Sum", "Mean", "Max", "Min", "Prod")
        for axis in (0, [0, 1])
    ],
    *[Sample(op, (reals(), _I([])), note="scalar") for op in ("Sum", "Mean", "Max")],
    *[Sample(op, (complexes(2, 3), _I(1))) for op in ("Sum", "Mean", "Prod")],
    Sample("Sum", (np.float32(np.ones((1000, 3)) * 0.1), _I([0, 1])), note="float32"),
    Sample("Sum", (reals(3, 4).T, _I([0, 1])), note="a view"),
    Sample("Sum", (reals(2, 3), np.int64([1])), note="int64 axes"),
    Sample(
        "Mean", (_I([1, 2, 4, -9]), _I(0)), expected=_I(0), note="cut off towards 0"
    ),
    Sample(
        "Mean", (np.float32([]), _I(0)), expected=np.float32(np.nan), note="of none"
    ),
    Sample(
        "Max", (np.float32([]), _I(0)), expected=np.float32(-np.inf), note="of none"
    ),
    Sample("Max", (_TIES, _I(1)), expected=np.float32([3, 2]), note="ties"),
    Sample("Prod", (_WITH_ZEROS, _I(1)), order=1, note="with zeros"),
    Sample("Any", (bools(3, 4), _I(1))),
    Sample("Any", (bools(3, 4), _I([0, 1])), _KEEP),
    Sample("All", (bools(3, 4), _I(0))),
    Sample("All", (np.ones((2, 2), bool), _I([0, 1])), expected=np.True_),
    *[
        Sample(op, (positives(2, 3), _I(axis)), {"exclusive": e, "reverse": r})
        for op in ("Cumsum", "Cumprod")
        for axis in (0, -1)
        for e in (False, True)
        for r in (False, True)
    ],
    Sample(
        "Cumsum",
        (_I([1, 2, 3]), _I(0)),
        {"exclusive": True},
        expected=_I([0, 1, 3]),
    ),
    Sample(
        "Cumprod",
        (_I([1, 2, 3]), _I(0)),
        {"reverse": True},
        expected=_I([6, 6, 3]),
    ),
    # helper ops
    Sample("RestoreAxes", (reals(3), _I(0), reals(2, 3)), differentiate=(0,)),
    Sample("RestoreAxes", (reals(2), _I([1, 2]), reals(2, 3, 4)), differentiate=(0,)),
    Sample("RestoreAxes", (reals(2, 1), _I(1), reals(2, 3)), _KEEP, differentiate=(0,)),
    Sample("RestoreAxes", (reals(), _I([0, 1]), reals(2, 3)), differentiate=(0,)),
    Sample("ShareAxes", (reals(2), _I([1, 2]), reals(2, 3, 4)), differentiate=(0,)),
    Sample("ShareAxes", (reals(2, 1), _I(1), reals(2, 3)), _KEEP, differentiate=(0,)),
    Sample(
        "ShareAxes",
        (reals(), _I([0, 1]), reals(2, 3)),
        differentiate=(0,),
        expected=np.full((2, 3), reals() / 6),
    ),
    Sample("FlattenAxes", (reals(2, 3, 4), _I(1))),
    Sample("FlattenAxes", (reals(2, 3, 4), _I([-1, 0]))),
    Sample("UnflattenAxes", (reals(3, 8), _I(1), reals(2, 3, 4)), differentiate=(0,)),
    Sample(
        "UnflattenAxes", (reals(8, 3), _I([2, 0]), reals(2, 3, 4)), differentiate=(0,)
    ),
]
