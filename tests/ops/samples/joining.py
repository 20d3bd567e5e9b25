"""Rows of the ops that make several tensors one, and one several; and of arranging."""

from __future__ import annotations

import numpy as np

from tests.ops.sample import Sample, StateSample, reals, strings

_I = np.int32
_SIDES = _I([[1, 2], [0, 1]])

SAMPLES: list[Sample | StateSample] = [
    Sample("Pack", ([reals(2, 3), reals(2, 3, seed=1)],)),
    Sample("Pack", ([reals(2, 3), reals(2, 3, seed=1)],), {"axis": -1}),
    Sample("Pack", ([reals(), reals(seed=1), reals(seed=2)],), note="scalars"),
    Sample("Pack", ([strings(b"a", b"bc"), strings(b"", b"d")],), note="strings"),
    Sample("Unpack", (reals(3, 2),), {"num": 3}),
    Sample("Unpack", (reals(3, 2),), {"num": 2, "axis": -1}),
    Sample("Unpack", (reals(3),), {"num": 3}, note="into scalars"),
    Sample("ConcatV2", ([reals(2, 3), reals(1, 3)], _I(0))),
    Sample("ConcatV2", ([reals(2, 3), reals(2, 1), reals(2, 2)], np.int64(-1))),
    Sample("SplitLike", ([reals(2, 3), reals(1, 3)], _I(0), reals(3, 3))),
    Sample("SplitLike", ([reals(2, 1), reals(2, 2)], _I(-1), reals(2, 3))),
    Sample("Split", (_I(0), reals(4, 3)), {"num_split": 2}),
    Sample("Split", (_I(-1), reals(4, 3)), {"num_split": 3}),
    Sample("SplitV", (reals(4, 6), _I([1, 2, 3]), _I(1)), {"num_split": 3}),
    Sample("SplitV", (reals(4, 2), np.int64([-1, 1]), _I(0)), {"num_split": 2}),
    # repeated, put around, turned round
    Sample("Tile", (reals(2, 3), _I([2, 3]))),
    Sample("Tile", (reals(2), np.int64([1])), note="once"),
    Sample("Untile", (reals(4, 3), _I([2, 1]), reals(2, 3)), differentiate=(0,)),
    Sample("Pad", (reals(2, 3), _SIDES)),
    Sample("Pad", (np.float32([1]), _I([[1, 0]])), expected=np.float32([0, 1])),
    Sample("PadV2", (reals(2, 3), _SIDES, reals())),
    Sample("Unpad", (reals(5, 4), _SIDES, reals(2, 3)), differentiate=(0,)),
    Sample(
        "MirrorPad",
        (_I([1, 2, 3]), _I([[2, 1]])),
        {"mode": "REFLECT"},
        expected=_I([3, 2, 1, 2, 3, 2]),
    ),
    Sample(
        "MirrorPad",
        (_I([1, 2, 3]), _I([[2, 1]])),
        {"mode": "SYMMETRIC"},
        expected=_I([2, 1, 1, 2, 3, 3]),
    ),
    *[
        Sample("MirrorPad", (reals(3, 2), _I([[2, 1], [0, 1]])), {"mode": mode})
        for mode in ("REFLECT", "SYMMETRIC")
    ],
    *[
        Sample(
            "Unmirror",
            (reals(6, 3), _I([[2, 1], [0, 1]]), reals(3, 2)),
            {"mode": mode},
            differentiate=(0,),
        )
        for mode in ("REFLECT", "SYMMETRIC")
    ],
    Sample("ReverseV2", (reals(2, 3), _I([0]))),
    Sample("ReverseV2", (reals(2, 3), np.int64([-1, 0]))),
]
