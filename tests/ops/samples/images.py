"""Rows of depthwise convolutions, normalization, blocks, rankings, partitions."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.ops.sample import Sample, StateSample, ints, positives, reals

f = np.float32

_DEPTHWISE: list[Any] = [
    # input, filter, output, attributes
    (
        (2, 4, 3, 2),
        (3, 2, 2, 2),
        (2, 4, 3, 4),
        {"strides": (1, 1, 1, 1), "padding": "SAME"},
    ),
    (
        (1, 5, 5, 3),
        (2, 2, 3, 1),
        (1, 2, 2, 3),
        {"strides": (1, 2, 2, 1), "padding": "VALID"},
    ),
]
_NAME = "DepthwiseConv2dNative"
_PLAIN = np.arange(12, dtype=f).reshape(1, 2, 3, 2)
_STANDARD = f([-1.4638438, -0.8783063, -0.29276878, 0.29276878, 0.8783063, 1.4638438])

SAMPLES: list[Sample | StateSample] = [
    *[Sample(_NAME, (reals(*x), reals(*k)), attrs) for x, k, _, attrs in _DEPTHWISE],
    *[
        Sample(
            f"{_NAME}BackpropInput",
            (np.int32(x), reals(*k), reals(*y)),
            attrs,
            fixed=(0,),
        )
        for x, k, y, attrs in _DEPTHWISE
    ],
    *[
        Sample(
            f"{_NAME}BackpropFilter",
            (reals(*x), np.int32(k), reals(*y)),
            attrs,
            fixed=(1,),
        )
        for x, k, y, attrs in _DEPTHWISE
    ],
    Sample(
        "FusedBatchNormV3",
        (_PLAIN, f([1, 2]), f([0, 1]), f([]), f([])),
        expected=(
            np.stack([_STANDARD, 2 * _STANDARD + 1], -1).reshape(1, 2, 3, 2),
            f([5, 6]),
            f([14, 14]),
            f([5, 6]),
            f([70 / 6, 70 / 6]),
            f(0),
        ),
    ),
    Sample(
        "FusedBatchNormV3",
        (_PLAIN, f([1, 2]), f([0, 1]), f([0.5, 0.25]), f([2, 3])),
        {"is_training": False},
    ),
    Sample(
        "FusedBatchNormV3",
        (_PLAIN.astype(np.float16), f([1, 2]), f([0, 1]), f([0.5, 0.25]), f([2, 3])),
        {"exponential_avg_factor": 0.1},
    ),
    Sample(
        "LRN",
        (np.arange(6, dtype=f).reshape(1, 1, 1, 6),),
        {"depth_radius": 1, "alpha": 0.5, "beta": 0.75},
        expected=f(
            [0, 0.39079496, 0.4204482, 0.38403648, 0.3474002, 0.5007733]
        ).reshape(1, 1, 1, 6),
    ),
    Sample("ChannelWindowSum", (reals(2, 2, 4),), {"depth_radius": 1}),
    Sample("SpaceToDepth", (reals(1, 4, 6, 2),), {"block_size": 2}),
    Sample(
        "SpaceToDepth",
        (np.arange(16, dtype=f).reshape(1, 4, 4, 1),),
        {"block_size": 2},
        expected=f(
            [
                [[0, 1, 4, 5], [2, 3, 6, 7]],
                [[8, 9, 12, 13], [10, 11, 14, 15]],
            ]
        ).reshape(1, 2, 2, 4),
    ),
    Sample("DepthToSpace", (reals(1, 2, 3, 8),), {"block_size": 2}),
    *[
        Sample("TopKV2", (reals(*shape), np.int32(2)), fixed=(1,))
        for shape in [(5,), (2, 4), (2, 2, 3)]
    ],
    Sample(
        "TopKV2",
        (f([[1, 5, 3, 5, np.nan]]), np.int32(3)),
        expected=(f([[5, 5, 3]]), np.int32([[1, 3, 2]])),
    ),
    Sample(
        "TopKV2",
        (np.uint8([3, 0, 255, 3]), np.int32(4)),
        expected=(np.uint8([255, 3, 3, 0]), np.int32([2, 0, 3, 1])),
    ),
    Sample("TopKV2", (ints(2, 5), np.int32(0))),
    Sample(
        "InTopKV2",
        (
            f([[1, 2, 2, np.nan], [1, 2, 2, 0], [1, 2, 2, 0], [1, 2, 3, 4]]),
            np.int32([1, 2, 0, 9]),
            np.int32(2),
        ),
        expected=np.array([False, True, False, False]),
    ),
    Sample(
        "InTopKV2",
        (positives(2, 3).astype(f), np.int64([0, 1]), np.int64(3)),
        expected=np.array([True, True]),
    ),
    Sample(
        "DynamicPartition",
        (reals(5, 2), np.int32([1, 0, 2, 1, 1])),
        {"num_partitions": 4},
        fixed=(1,),
    ),
    Sample(
        "DynamicPartition",
        (reals(2, 2), np.int32([[1, 0], [0, 1]])),
        {"num_partitions": 2},
    ),
    *[
        Sample(
            op, ([np.int32([2, 0]), np.int32([[1, 3]])], [reals(2, 2), reals(1, 2, 2)])
        )
        for op in ("DynamicStitch", "ParallelDynamicStitch")
    ],
    Sample(
        "DynamicStitch",
        ([np.int32([0, 2]), np.int32([0])], [f([1, 2]), f([3])]),
        expected=f([3, 0, 2]),
        note="twice, and never",
    ),
    *[
        Sample("AssertBroadcastable", (reals(*shape), reals(2, 3)))
        for shape in [(), (2, 3), (1, 3), (2, 1)]
    ],
    Sample("CheckClasses", (np.int64([0, 2, 1]), np.int64(3))),
    Sample("CheckClasses", (np.int64([0, 2, 1]), np.int64(-1)), {"what": "labels"}),
]
