"""Rows of the ops that take a part of a tensor by position."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.ops.sample import Sample, StateSample, ints, reals, strings

_I = np.int32
_X = reals(4, 3, 2)

# begin, end, strides and masks of a key, and the shape that it takes of 4 x 3 x 2
_KEYS: list[tuple[str, Any, Any, Any, dict[str, int], tuple[int, ...]]] = [
    ("x[1]", [1], [2], [1], {"shrink_axis_mask": 1}, (3, 2)),
    ("x[-1]", [-1], [0], [1], {"shrink_axis_mask": 1}, (3, 2)),
    ("x[1:3]", [1], [3], [1], {}, (2, 3, 2)),
    ("x[::-1]", [0], [0], [-1], {"begin_mask": 1, "end_mask": 1}, (4, 3, 2)),
    ("x[3:0:-2, 1:]", [3, 1], [0, 0], [-2, 1], {"end_mask": 2}, (2, 2, 2)),
    ("x[2:1]", [2], [1], [1], {}, (0, 3, 2)),
    (
        "x[..., None, 0]",
        [0, 0, 0],
        [0, 0, 1],
        [1, 1, 1],
        {"ellipsis_mask": 1, "new_axis_mask": 2, "shrink_axis_mask": 4},
        (4, 3, 1),
    ),
    ("x[1, 2, 1]", [1, 2, 1], [2, 3, 2], [1, 1, 1], {"shrink_axis_mask": 7}, ()),
]

SAMPLES: list[Sample | StateSample] = [
    *[
        Sample(
            "StridedSlice",
            (_X, _I(begin), _I(end), _I(strides)),
            masks,
            differentiate=(0,) if 0 not in shape else (),
            note=key,
        )
        for key, begin, end, strides, masks, shape in _KEYS
    ],
    *[
        Sample(
            "StridedSliceGrad",
            (_I([4, 3, 2]), _I(begin), _I(end), _I(strides), reals(*shape)),
            masks,
            differentiate=(4,) if 0 not in shape else (),
            note=key,
        )
        for key, begin, end, strides, masks, shape in _KEYS
    ],
    *[
        Sample(
            "TensorStridedSliceUpdate",
            (
                reals(4, 3, 2),
                _I(begin),
                _I(end),
                _I(strides),
                reals(*shape),
            ),
            masks,
            differentiate=(0, 4) if 0 not in shape else (0,),
            note=key,
        )
        for key, begin, end, strides, masks, shape in _KEYS
    ],
    Sample(
        "TensorStridedSliceUpdate",
        (reals(3), _I([0]), _I([2]), _I([1]), reals(1)),
        differentiate=(0, 4),
        note="spread",
    ),
    Sample(
        "StridedSlice",
        (ints(5), np.int64([0]), np.int64([9]), np.int64([2])),
        expected=ints(5)[::2],
        note="past the end",
    ),
    Sample(
        "StridedSlice",
        (strings(b"a", b"bc"), _I([1]), _I([2]), _I([1])),
        {"shrink_axis_mask": 1},
        note="a string",
    ),
    Sample("Slice", (reals(3, 4), _I([1, 0]), _I([2, -1]))),
    Sample(
        "Slice",
        (reals(3, 4), np.int64([0, 2]), np.int64([0, 1])),
        differentiate=(),
        note="empty",
    ),
    Sample(
        "PlaceSlice",
        (reals(3, 4), _I([1, 0]), _I([2, -1]), reals(2, 4)),
        differentiate=(3,),
    ),
]
