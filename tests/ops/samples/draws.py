"""Rows of categories and of streams that keep no place."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from tests.ops.sample import Sample, StateSample, positives, reals

_I = np.int32
_SHAPE = _I([3, 5])
_KEY, _COUNTER = np.uint64([7]), np.uint64([0, 9])
_STREAM = (_SHAPE, _KEY, _COUNTER, _I(3))


def _stream(graph: Any, session: Any) -> Any:
    """The place of a generator's stream, set to its beginning."""
    attrs = {"shape": TensorShape([3]), "dtype": dt.int64}
    place = graph.apply(OPS["VariableV2"], (), attrs, None)
    session.run(graph.apply(OPS["Assign"], (place, np.int64([0, 0, 7])), {}, None))
    return place


def _skipped(graph: Any, session: Any) -> Any:
    place = _stream(graph, session)
    skip = graph.apply(OPS["RngReadAndSkip"], (place, 1, np.uint64(10)), {}, None)
    return [session.run(skip), session.run(place)]


def _binomial(graph: Any, session: Any) -> Any:
    place = _stream(graph, session)
    inputs = (place, np.int64(1), _I([2]), np.float32(4), np.float32(1))
    drawn = graph.apply(
        OPS["StatefulRandomBinomial"], inputs, {"dtype": dt.int64}, None
    )
    return [session.run(drawn), session.run(place)]


SAMPLES: list[Sample | StateSample] = [
    Sample("Multinomial", (reals(2, 3), _I(5)), {"seed": 1, "seed2": 2}),
    Sample("Multinomial", (_I([[0, 9]]), _I(3)),
           {"seed": 1, "seed2": 2, "output_dtype": dt.int32}),
    Sample("StatelessMultinomial", (np.float32([[0, 90]]), _I(3), _I([1, 2])),
           expected=np.int64([[1, 1, 1]])),
    Sample("RandomGamma", (_I([3]), positives(2)), {"seed": 1, "seed2": 2},
           differentiate=()),
    Sample("StatelessRandomGetKeyCounter", (_I([1, 2]),)),
    *[
        Sample(op, _STREAM, {"dtype": dtype})
        for op in (
            "StatelessRandomUniformV2",
            "StatelessRandomNormalV2",
            "StatelessTruncatedNormalV2",
        )
        for dtype in dt.FLOATS
    ],
    Sample("StatelessRandomUniformIntV2", (*_STREAM, _I(-3), _I(9))),
    Sample("StatelessRandomUniformIntV2", (*_STREAM, np.int64(0), np.int64(2**40))),
    *[
        Sample("StatelessRandomUniformFullIntV2", _STREAM, {"dtype": dtype})
        for dtype in (dt.int32, dt.int64, dt.uint32, dt.uint64)
    ],
    Sample("StatelessRandomGammaV3", (_I([3, 2]), *_STREAM[1:], positives(2)),
           differentiate=()),
    Sample("RandomPoissonV2", (_I([3]), np.float32([0.5, 20])),
           {"seed": 1, "seed2": 2, "dtype": dt.float32}),
    Sample("StatelessRandomPoisson", (_I([3, 2]), _I([1, 2]), np.float32([0.5, 20])),
           {"dtype": dt.int32}),
    Sample("StatelessRandomBinomial",
           (_I([3, 2]), _I([1, 2]), np.float32([9, 99]), np.float32([0.5, 0.9])),
           {"dtype": dt.int32}),
    Sample("StatelessShuffle", (reals(5, 2), *_STREAM[1:])),
    Sample("StatelessShuffle", (_I([7]), *_STREAM[1:]), expected=_I([7])),
    StateSample("RngReadAndSkip", _skipped,
                [np.int64([0, 0, 7]), np.int64([2560, 0, 7])]),
    StateSample("StatefulRandomBinomial", _binomial,
                [np.int64([4, 4]), np.int64([256 * 50 * 5, 0, 7])]),
]  # fmt: skip
