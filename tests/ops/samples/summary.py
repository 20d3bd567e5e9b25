"""Rows of the summaries: what is written down, as the bytes of a message."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core.dtypes import resource
from teachflow.core.messages import messages
from teachflow.core.registry import OPS
from teachflow.ops.output import recorded  # noqa: F401 (declares its ops)
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
_SILENCE = (
    b"RIFF$\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0@\x1f\0\0\x80>\0\0\x02\0\x10\0"
    b"data\0\0\0\0"
)
_GREY = {
    "height": 1,
    "width": 2,
    "colorspace": 1,
    "encoded_image_string": png(np.uint8([[[0], [255]]])),
}


class _Writer:
    """Keeps what a summary op gives to its writer."""

    def __init__(self) -> None:
        self.added: list[Any] = []

    def add_summary(self, summary: Any, step: int) -> None:
        self.added.append((step, summary.value[0].tag, summary.value[0].tensor.dtype))


def _write(graph: Any, session: Any) -> Any:
    writer = np.empty((), object)
    writer[()] = kept = _Writer()
    handle = graph.apply(
        OPS["Placeholder"], (), {"dtype": resource, "shape": None}, "w"
    )
    inputs = (handle, np.int64(3), np.float32(0.5), "loss", b"")
    session.run(graph.apply(OPS["WriteSummary"], inputs, {}, None), {handle: writer})
    return [list(item) for item in kept.added]


SAMPLES: list[Sample | StateSample] = [
    StateSample("WriteSummary", _write, [[3, "loss", 1]]),
    Sample(
        "SummaryBuckets",
        (np.float32([1.0, 2.0, 2.0, 3.0]),),
        {"buckets": 2},
        expected=np.array([[1.0, 2.0, 1.0], [2.0, 3.0, 3.0]]),
    ),
    Sample(
        "SummaryImages",
        (np.uint8([[[[0], [255]]]]),),
        {"max_outputs": 3},
        expected=strings(b"2", b"1", _GREY["encoded_image_string"]),
    ),
    Sample(
        "SummarySounds",
        (np.zeros((1, 0, 1), np.float32), np.int32(8000)),
        {"max_outputs": 1},
        expected=strings(_SILENCE, b"").reshape(1, 2),
    ),
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
