"""Rows of the ops that bring values in, pass them on, or give them another's shape."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.array import placeholder, placeholder_with_default_op
from tests.ops.sample import Sample, StateSample, complexes, ints, reals, strings


def _fed(graph: Any, session: Any) -> Any:
    x = placeholder(dt.float32, [None])
    return session.run(x, {x: [1, 2]})


def _fed_over_a_default(graph: Any, session: Any) -> Any:
    x = placeholder_with_default_op([1.0], shape=TensorShape([None]))
    return [session.run(x).tolist(), session.run(x, {x: [2, 3]}).tolist()]


SAMPLES: list[Sample | StateSample] = [
    Sample("Const", (), {"value": np.float32([1, 2]), "dtype": dt.float32}),
    Sample("Identity", (reals(2, 3),)),
    Sample("Identity", (complexes(3),)),
    Sample("Identity", (strings(b"a", b"bc"),)),
    StateSample("Placeholder", _fed, np.float32([1, 2])),
    Sample("PlaceholderWithDefault", (reals(2),), {"shape": TensorShape([None])}),
    StateSample("PlaceholderWithDefault", _fed_over_a_default, [[1.0], [2.0, 3.0]]),
    Sample("StopGradient", (reals(2, 3),)),
    Sample("ZerosLike", (reals(2, 3),), expected=np.zeros((2, 3))),
    Sample("ZerosLike", (strings(b"a", b"bc"),), note="strings"),
    Sample("OnesLike", (ints(2, 3),), expected=np.ones((2, 3), np.int32)),
    # what gradient rules give a cotangent another's shape with
    Sample("SumLike", (reals(4, 2, 3), reals(2, 1))),
    Sample("SumLike", (reals(2, 3), reals(2, 3)), note="as it is"),
    Sample("SumLike", (reals(2, 3), reals()), note="to a scalar"),
    Sample("BroadcastLike", (reals(2, 1), reals(4, 2, 3))),
    Sample("BroadcastLike", (reals(), reals(2, 2)), note="a scalar"),
    Sample("ReshapeLike", (reals(2, 3), reals(3, 2))),
    Sample("ReshapeLike", (reals(1), reals()), note="to a scalar"),
    # shapes
    Sample("Shape", (reals(2, 3),), expected=np.int32([2, 3])),
    Sample("Shape", (reals(),), {"out_type": dt.int64}, expected=np.int64([])),
    Sample("Rank", (reals(2, 3),), expected=np.int32(2)),
    Sample("Size", (reals(2, 3),), expected=np.int32(6)),
    Sample("Size", (reals(2, 3),), {"out_type": dt.int64}, expected=np.int64(6)),
    # the same elements under other axes
    Sample("Reshape", (reals(2, 3), np.int32([3, 2]))),
    Sample("Reshape", (reals(2, 3), np.int64([-1]))),
    Sample("Reshape", (reals(1), np.int32([])), note="to a scalar"),
    Sample("Reshape", (strings(b"a", b"bc"), np.int32([2, 1])), note="strings"),
    Sample("ExpandDims", (reals(2, 3), np.int32(1))),
    Sample("ExpandDims", (reals(2, 3), np.int32(-1))),
    Sample("ExpandDims", (reals(), np.int32(0)), note="a scalar"),
    Sample("Squeeze", (reals(1, 2, 1),)),
    Sample("Squeeze", (reals(1, 2, 1),), {"squeeze_dims": (-1,)}),
    Sample("Transpose", (reals(2, 3, 4), np.int32([2, 0, 1]))),
    Sample("Transpose", (complexes(2, 3), np.int64([1, 0]))),
    Sample("ConjugateTranspose", (complexes(2, 3, 2), np.int32([1, 2, 0]))),
    Sample("ConjugateTranspose", (reals(2, 3), np.int32([1, 0]))),
    Sample("InvertPermutation", (np.int32([2, 0, 1]),), expected=np.int32([1, 2, 0])),
    Sample("BroadcastTo", (reals(2, 1), np.int32([3, 2, 2]))),
    Sample("BroadcastTo", (reals(), np.int32([2])), note="a scalar"),
    Sample(
        "BroadcastArgs",
        (np.int32([2, 1]), np.int32([3])),
        expected=np.int32([2, 3]),
    ),
]
