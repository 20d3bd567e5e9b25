"""Rows of convolutions and poolings."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.ops.sample import Sample, StateSample, ints, reals

f = np.float32


def _conv(strides: int = 1, padding: str = "SAME", **more: Any) -> dict[str, Any]:
    return {"strides": (1, strides, strides, 1), "padding": padding, **more}


_CONVOLUTIONS = [
    # input, filter, output, attributes
    ((2, 5, 4, 3), (3, 2, 3, 2), (2, 5, 4, 2), _conv()),
    ((2, 5, 4, 5), (3, 2, 5, 2), (2, 2, 2, 2), _conv(2, "VALID")),
    ((1, 5, 6, 1), (3, 3, 1, 2), (1, 3, 3, 2), _conv(2)),
    ((2, 3, 3, 4), (1, 1, 4, 3), (2, 3, 3, 3), _conv()),
    ((2, 4, 3, 5), (3, 2, 5, 6), (2, 4, 3, 6), _conv()),
    ((2, 4, 5, 5), (2, 2, 5, 5), (2, 3, 4, 5), _conv(1, "VALID")),
    (
        (1, 4, 4, 5),
        (2, 2, 5, 5),
        (1, 5, 5, 5),
        _conv(1, "EXPLICIT", explicit_paddings=(0, 0, 2, 0, 0, 2, 0, 0)),
    ),
    ((1, 6, 5, 1), (2, 2, 1, 2), (1, 6, 5, 2), _conv(dilations=(1, 2, 2, 1))),
    (
        (1, 4, 4, 1),
        (3, 2, 1, 1),
        (1, 4, 4, 1),
        _conv(1, "EXPLICIT", explicit_paddings=(0, 0, 2, 0, 0, 1, 0, 0)),
    ),
]


def _pool(size: int, stride: int, padding: str = "SAME") -> dict[str, Any]:
    return {
        "ksize": (1, size, size, 1),
        "strides": (1, stride, stride, 1),
        "padding": padding,
    }


_POOLS = [
    ((2, 4, 4, 2), (2, 2, 2, 2), _pool(2, 2)),
    ((1, 5, 4, 2), (1, 5, 4, 2), _pool(2, 1)),
    ((1, 5, 5, 1), (1, 2, 2, 1), _pool(3, 2, "VALID")),
]


def _greatest(x: Any, attrs: dict[str, Any]) -> Any:
    """The windows' greatest, looked for one by one."""
    size, stride = attrs["ksize"][1], attrs["strides"][1]
    pad = attrs["padding"] == "SAME"
    count = [-(-n // stride) if pad else (n - size) // stride + 1 for n in x.shape[1:3]]
    extra = [
        max((c - 1) * stride + size - n, 0) if pad else 0
        for c, n in zip(count, x.shape[1:3], strict=True)
    ]
    found = np.empty((x.shape[0], *count, x.shape[3]))
    for i in range(count[0]):
        for j in range(count[1]):
            top, left = i * stride - extra[0] // 2, j * stride - extra[1] // 2
            seen = x[:, max(top, 0) : top + size, max(left, 0) : left + size]
            found[:, i, j] = seen.max((1, 2))
    return found


SAMPLES: list[Sample | StateSample] = [
    *[
        Sample("Conv2D", (reals(*x), reals(*k)), attrs)
        for x, k, _, attrs in _CONVOLUTIONS
    ],
    *[
        Sample(
            "Conv2DBackpropInput",
            (np.int32(x), reals(*k), reals(*y)),
            attrs,
            fixed=(0,),
        )
        for x, k, y, attrs in _CONVOLUTIONS
    ],
    *[
        Sample(
            "Conv2DBackpropFilter",
            (reals(*x), np.int32(k), reals(*y)),
            attrs,
            fixed=(1,),
        )
        for x, k, y, attrs in _CONVOLUTIONS
    ],
    Sample("Conv2D", (reals(0, 3, 3, 1), reals(2, 2, 1, 2)), _conv(), note="empty"),
    Sample("Conv2D", (ints(1, 3, 3, 2), ints(2, 2, 2, 2)), _conv()),
    Sample(
        "Conv2D",
        (np.arange(9, dtype=f).reshape(1, 3, 3, 1), np.ones((2, 2, 1, 1), f)),
        _conv(1, "VALID"),
        expected=f([[[[8], [12]], [[20], [24]]]]),
    ),
    *[
        Sample("MaxPool", (reals(*x),), attrs, expected=_greatest(reals(*x), attrs))
        for x, _, attrs in _POOLS
    ],
    Sample("MaxPool", (ints(1, 4, 4, 1),), _pool(2, 2)),
    Sample(
        "MaxPool",
        (reals(1, 3, 3, 1),),
        _pool(2, 1, "EXPLICIT") | {"explicit_paddings": (0, 0, 1, 0, 0, 1, 0, 0)},
        order=1,  # TensorFlow's op of the second order knows no such paddings
    ),
    *[
        Sample(
            "MaxPoolGrad",
            (reals(*x), _greatest(reals(*x), attrs), reals(*y, seed=1)),
            attrs,
            differentiate=(2,),
        )
        for x, y, attrs in _POOLS
    ],
    *[
        Sample(
            "MaxPoolGradGrad",
            (reals(*x), _greatest(reals(*x), attrs), reals(*x, seed=1)),
            attrs,
            differentiate=(2,),
        )
        for x, _, attrs in _POOLS
    ],
    Sample(
        "MaxPoolGrad",
        (np.ones((1, 2, 2, 1), f), np.ones((1, 1, 1, 1), f), f([[[[5]]]])),
        _pool(2, 2),
        expected=f([[[[5], [0]], [[0], [0]]]]),
        note="ties",
    ),
    *[Sample("MaxPoolWithArgmax", (reals(*x),), attrs) for x, _, attrs in _POOLS],
    Sample(
        "MaxPoolWithArgmax",
        (np.arange(8, dtype=f).reshape(2, 2, 2, 1),),
        _pool(2, 2) | {"include_batch_in_index": True},
        expected=(f([[[[3]]], [[[7]]]]), np.array([[[[3]]], [[[7]]]])),
    ),
    *[Sample("AvgPool", (reals(*x),), attrs) for x, _, attrs in _POOLS],
    Sample(
        "AvgPool",
        (np.arange(4, dtype=f).reshape(1, 2, 2, 1),),
        _pool(2, 1),
        expected=f([[[[1.5], [2]], [[2.5], [3]]]]),
        note="edges",
    ),
    *[
        Sample("AvgPoolGrad", (np.int32(x), reals(*y)), attrs, fixed=(0,))
        for x, y, attrs in _POOLS
    ],
]
