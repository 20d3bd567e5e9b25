"""Rows of the matrix products."""

from __future__ import annotations

import numpy as np

from tests.ops.sample import Sample, StateSample, complexes, ints, reals

_WAYS = [(False, False), (False, True), (True, False), (True, True)]


def _pair(kind: object, ta: bool, tb: bool, *batch: int) -> tuple[object, object]:
    a = (3, 2) if ta else (2, 3)
    b = (4, 3) if tb else (3, 4)
    return kind(*batch, *a), kind(*batch, *b, seed=1)  # type: ignore[operator]


SAMPLES: list[Sample | StateSample] = [
    *[
        Sample("MatMul", _pair(kind, ta, tb), {"transpose_a": ta, "transpose_b": tb})
        for kind in (reals, complexes, ints)
        for ta, tb in _WAYS
    ],
    *[
        Sample("BatchMatMulV2", _pair(kind, ax, ay, 2), {"adj_x": ax, "adj_y": ay})
        for kind in (reals, complexes)
        for ax, ay in _WAYS
    ],
    Sample("BatchMatMulV2", (reals(2, 1, 2, 3), reals(5, 3, 4)), note="broadcast"),
    Sample("BatchMatMulV2", (reals(2, 3), reals(5, 3, 4)), note="matrix and stack"),
    Sample(
        "MatMul",
        (np.float32([[1, 2]]), np.float32([[3], [4]])),
        expected=np.float32([[11]]),
    ),
]
