"""Rows of the ops on strings."""

from __future__ import annotations

import numpy as np

from tests.ops.sample import Sample, StateSample, strings

_AB = strings(b"a", b"b")

SAMPLES: list[Sample | StateSample] = [
    Sample("StringJoin", ([_AB, strings(b"c", b"d")],), expected=strings(b"ac", b"bd")),
    Sample(
        "StringJoin",
        ([_AB, _AB, _AB],),
        {"separator": "-"},
        expected=strings(b"a-a-a", b"b-b-b"),
    ),
    Sample("StringLength", (strings(b"", b"abc"),), expected=np.int32([0, 3])),
    Sample(
        "StringLength",
        (strings("äö".encode()),),
        {"unit": "UTF8_CHAR"},
        expected=np.int32([2]),
    ),
    Sample("AsString", (np.int32([1, -2]),), expected=strings(b"1", b"-2")),
    Sample("AsString", (np.float32([1.5]),), expected=strings(b"1.500000")),
    Sample(
        "AsString",
        (np.float32([1.5, 10]),),
        {"precision": 2, "width": 6, "fill": "0"},
        expected=strings(b"001.50", b"010.00"),
    ),
    Sample(
        "AsString", (np.float32([1.5]),), {"shortest": True}, expected=strings(b"1.5")
    ),
    Sample("AsString", (np.array([True]),), expected=strings(b"true")),
]
