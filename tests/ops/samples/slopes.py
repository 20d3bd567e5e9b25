"""Rows of the ops that TensorFlow's gradient graphs are made of."""

from __future__ import annotations

import numpy as np

from tests.ops.sample import Sample, StateSample, positives, reals

_BY_OUTPUT = ("SigmoidGrad", "TanhGrad", "SqrtGrad", "RsqrtGrad", "ReciprocalGrad")
f, i = np.float32, np.int32

SAMPLES: list[Sample | StateSample] = [
    *[
        Sample(op, (positives(2, 3), reals(2, 3, seed=1)))
        for op in (*_BY_OUTPUT, "InvGrad")
    ],
    *[
        Sample(op, (reals(2, 3), reals(2, 3, seed=1)))
        for op in ("EluGrad", "SeluGrad", "SoftplusGrad", "SoftsignGrad")
    ],
    *[Sample(op, (f([0.5, 0.25]), f([1, -2]))) for op in _BY_OUTPUT],
    *[  # 0 where the upstream gradient is 0, whatever the output is
        Sample(op, (f([np.nan, np.inf]), f([0, 0])), expected=f([0, 0]))
        for op in ("SqrtGrad", "RsqrtGrad", "ReciprocalGrad", "InvGrad")
    ],
    *[
        Sample("BroadcastGradientArgs", (i(a), i(b)), fixed=(0, 1))
        for a, b in (
            ([2, 3], [3]),
            ([2, 1], [1, 3]),
            ([2, 3], [2, 3]),
            ([1, 1], [1]),
            ([], [2]),
        )
    ],
    Sample(
        "ConcatOffset",
        (i(1), [i([2, 3]), i([2, 0]), i([2, 1])]),
        fixed=(0,),
        expected=(i([0, 0]), i([0, 3]), i([0, 3])),
    ),
]
