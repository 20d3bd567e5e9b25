"""Summaries as TensorFlow 2 writes them: a tensor, and which plug-in draws it."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS, REALS
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.messages import messages
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.output.png import png
from teachflow.ops.output.summary_ops import tensor_summary_value, wav


@op(
    "WriteSummary",
    "resource, int64, T, string, string ->",
    shape=rules.nothing,
    stateful=True,
    differentiable=False,
)
def write_summary(
    writer: Any, step: Any, tensor: Any, tag: Any, summary_metadata: Any
) -> None:
    """Gives ``tensor`` to a writer, at a step, under a tag."""
    value = tensor_summary_value(tag, tensor, summary_metadata)
    summary = messages("summary").Summary(value=[value])
    np.asarray(writer, object).item().add_summary(summary, int(step))


def _buckets_shape(call: Any) -> TensorShape:
    return TensorShape([call.attrs["buckets"], 3])


@op(
    "SummaryBuckets",
    "T -> float64",
    shape=_buckets_shape,
    differentiable=False,
    T=REALS,
)
def summary_buckets(values: Any, *, buckets: int) -> Any:
    """Left edge, right edge and number of values of each bucket.

    Buckets are equally wide; where all values are the same the last one has them.
    """
    data = np.asarray(values, np.float64).reshape(-1)
    if not buckets or not data.size:
        return np.zeros((buckets, 3))
    least, greatest = data.min(), data.max()
    if least == greatest:
        counts = np.r_[np.zeros(buckets - 1), float(data.size)]
        return np.stack([np.full(buckets, least)] * 2 + [counts], axis=1)
    width = (greatest - least) / buckets
    places = np.minimum(np.floor((data - least) / width), buckets - 1)
    counts = np.bincount(places.astype(np.int64), minlength=buckets)
    edges = np.linspace(least, greatest, buckets + 1)
    return np.stack([edges[:-1], edges[1:], counts], axis=1)


def _some(call: Any) -> TensorShape:
    return TensorShape([None])


@op(
    "SummaryImages",
    "T -> string",
    shape=_some,
    differentiable=False,
    T=(dt.uint8, *FLOATS),
)
def summary_images(images: Any, *, max_outputs: int) -> Any:
    """The width and the height as text, then each picture of the batch as a PNG.

    Floats are bright from 0 to 1.
    """
    if images.ndim != 4:
        raise InvalidArgumentError(
            None,
            None,
            f"Images have shape (n, height, width, channels), not {images.shape}.",
        )
    _, height, width, _ = images.shape
    found = np.empty(2 + len(images[:max_outputs]), object)
    found[:2] = str(width).encode(), str(height).encode()
    for place, image in enumerate(images[:max_outputs], 2):
        found[place] = png(_bytes_of(image))
    return found


def _bytes_of(image: Any) -> Any:
    """Floats as bytes: 0 is dark, 1 is bright, what is beyond is cut off."""
    if image.dtype == np.uint8:
        return image
    return np.clip(image * image.dtype.type(255.5), 0, 255).astype(np.uint8)


@op(
    "SummarySounds",
    "float32, int32 -> string",
    shape=lambda call: TensorShape([None, 2]),
    differentiable=False,
)
def summary_sounds(data: Any, sample_rate: Any, *, max_outputs: int) -> Any:
    """Each sound of the batch (n, frames, channels) as a WAV file, and a text."""
    sounds = data[:max_outputs]
    found = np.empty((len(sounds), 2), object)
    for place, sound in enumerate(sounds):
        found[place] = wav(sound, float(sample_rate)), b""
    return found
