"""Rows of the summaries: what is written down, as the bytes of a message."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core.messages import messages
from teachflow.ops.output.png import png
from tests.ops.sample import Sample, StateSample, strings

_FIRST = strings(b"x")[0:1].reshape(())


def _written(**fields: Any) -> Any:
    """One value of the tag ``x``, or as the fields say, in bytes."""
    return _as_scalar(messages("summary").Summary(value=[{"tag": "x"} | fields]))


def _as_scalar(message: Any) -> Any:
    return strings(message.SerializeToString()).reshape(())


def _limits(*values: float) -> Any:
    """The upper limits of the buckets that positive ``values`` lie in, and below."""
    limits = []
    limit = 1e-12
    while limit < max(values):
        below, limit = limit, limit * 1.1
        limits += [(below, limit)] if any(below <= v < limit for v in values) else []
    return limits


_SUMMARY = messages("summary").Summary
_ONE_BUCKET = {
    "min": 2.0,
    "max": 2.0,
    "num": 2.0,
    "sum": 4.0,
    "sum_squares": 8.0,
    "bucket_limit": [*_limits(2.0)[0], 1.7976931348623157e308],
    "bucket": [0.0, 2.0, 0.0],
}
_GREY = {
    "height": 1,
    "width": 2,
    "colorspace": 1,
    "encoded_image_string": png(np.uint8([[[0], [255]]])),
}

SAMPLES: list[Sample | StateSample] = [
    Sample(
        "ScalarSummary", (_FIRST, np.float32(0.5)), expected=_written(simple_value=0.5)
    ),
    Sample(
        "ScalarSummary",
        (strings(b"x", b"y"), np.int64([1, 2])),
        expected=_as_scalar(
            _SUMMARY(
                value=[
                    {"tag": "x", "simple_value": 1.0},
                    {"tag": "y", "simple_value": 2.0},
                ]
            )
        ),
    ),
    Sample(
        "HistogramSummary",
        (_FIRST, np.float32([[2.0], [2.0]])),
        expected=_written(histo=_ONE_BUCKET),
    ),
    Sample(
        "ImageSummary",
        (_FIRST, np.float32([0.0, 0.2]).reshape(1, 1, 2, 1)),
        {"max_images": 1},
        expected=_written(tag="x/image", image=_GREY),
    ),
    Sample(
        "ImageSummary",
        (_FIRST, np.uint8([0, 255, 9, 9]).reshape(2, 1, 2, 1)),
        {"max_images": 3},
        note="two pictures",
    ),
    Sample(
        "AudioSummaryV2",
        (_FIRST, np.float32([[0.0, 1.0, -1.0]]), np.float32(8000)),
        {"max_outputs": 1},
    ),
    Sample(
        "TensorSummaryV2",
        (_FIRST, np.int32([1, 2]), strings(b"").reshape(())),
        expected=_written(
            tensor={
                "dtype": 3,
                "tensor_shape": {"dim": [{"size": 2}]},
                "tensor_content": np.int32([1, 2]).tobytes(),
            },
            metadata={},
        ),
    ),
    Sample(
        "MergeSummary",
        ([_written(simple_value=1.0), _written(tag="y", simple_value=2.0)],),
        expected=_as_scalar(
            _SUMMARY(
                value=[
                    {"tag": "x", "simple_value": 1.0},
                    {"tag": "y", "simple_value": 2.0},
                ]
            )
        ),
    ),
]
