"""Rows of the ops on strings."""

from __future__ import annotations

import numpy as np

from tests.ops.sample import Sample, StateSample, strings

_I = np.int32
_TWO = strings(b"Ab c", b"x1y22")
_GRID = np.array([[b"a", b"b"], [b"c", b"d"]], object)

SAMPLES: list[Sample | StateSample] = [
    Sample("StringLower", (_TWO,), expected=strings(b"ab c", b"x1y22")),
    Sample("StringUpper", (strings("ä".encode()),), {"encoding": "utf-8"},
           expected=strings("Ä".encode())),
    Sample("StringStrip", (strings(b" a ", b"\tb\n"),), expected=strings(b"a", b"b")),
    Sample("Substr", (_TWO, _I([0, -2]), _I([2, 5])), expected=strings(b"Ab", b"22")),
    Sample("StaticRegexReplace", (_TWO,), {"pattern": "[0-9]+", "rewrite": "#"},
           expected=strings(b"Ab c", b"x#y#")),
    Sample("RegexReplace", (_TWO, np.array(b"[0-9]", object), np.array(b"#", object)),
           {"replace_global": False}, expected=strings(b"Ab c", b"x#y22")),
    Sample("RegexFullMatch", (_TWO, np.array(b"x.*", object)),
           expected=np.array([False, True])),
    Sample("StringToNumber", (strings(b"1.5", b"-2"),), expected=np.float32([1.5, -2])),
    Sample("StringToHashBucketFast", (_TWO,), {"num_buckets": 10}),
    Sample("StringToHashBucket", (_TWO,), {"num_buckets": 10}),
    Sample("EncodeBase64", (strings(b"hello"),), expected=strings(b"aGVsbG8")),
    Sample("DecodeBase64", (strings(b"aGVsbG8"),), expected=strings(b"hello")),
    Sample("ReduceJoin", (_GRID, _I([0])), {"separator": "-"},
           expected=strings(b"a-c", b"b-d")),
    Sample("ReduceJoin", (_GRID, _I([1])), {"keep_dims": True}),
    Sample("UnicodeDecode", (strings("aé".encode()),), {"input_encoding": "UTF-8"}),
    Sample("UnicodeDecodeWithOffsets", (strings("éa".encode()),),
           {"input_encoding": "UTF-8"}),
    Sample("UnicodeEncode", (_I([97, 233, 98]), np.int64([0, 2, 3])),
           {"output_encoding": "UTF-8"}, expected=strings("aé".encode(), b"b")),
    Sample("UnicodeTranscode", (strings("é".encode()),),
           {"input_encoding": "UTF-8", "output_encoding": "UTF-16-BE"},
           expected=strings("é".encode("utf-16-be"))),
    Sample("StringBytes", (strings(b"ab", b"c"),)),
]  # fmt: skip
