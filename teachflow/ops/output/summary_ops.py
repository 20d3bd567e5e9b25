"""The summary ops: values written down as the bytes of a ``Summary`` message."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS, REALS
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.messages import messages
from teachflow.core.registry import op
from teachflow.core.shapes import bracketed
from teachflow.ops.output.buckets import histogram
from teachflow.ops.output.png import png


def _summary(values: list[dict[str, Any]]) -> bytes:
    """The message that holds ``values``, in bytes."""
    summary: bytes = messages("summary").Summary(value=values).SerializeToString()
    return summary


def _refuse(reason: str) -> InvalidArgumentError:
    return InvalidArgumentError(None, None, reason)


def _bytes(value: Any) -> list[bytes]:
    """The strings of a tensor, of whatever shape."""
    return [bytes(item) for item in np.asarray(value, object).reshape(-1)]


def _text(tag: Any) -> str:
    return _bytes(tag)[0].decode()


@op(
    "ScalarSummary",
    "string, T -> string",
    shape=rules.scalar,
    differentiable=False,
    T=REALS,
)
def scalar_summary(tags: Any, values: Any) -> Any:
    """A summary of one number for each tag."""
    if np.shape(tags) != np.shape(values):
        one = f" (tag '{_text(tags)}')" if np.ndim(tags) == 0 else ""
        raise _refuse(
            f"tags and values are not the same shape: {bracketed(np.shape(tags))} != "
            f"{bracketed(np.shape(values))}{one}. A scalar summary takes one number: "
            f"reduce the tensor, or use tf.summary.histogram."
        )
    if np.ndim(tags) == 0:
        return _summary([{"tag": _text(tags), "simple_value": float(values)}])
    flat = zip(_bytes(tags), values.reshape(-1).tolist(), strict=True)
    return _summary(
        [{"tag": tag.decode(), "simple_value": float(value)} for tag, value in flat]
    )


@op(
    "HistogramSummary",
    "string, T -> string",
    shape=rules.scalar,
    differentiable=False,
    T=REALS,
)
def histogram_summary(tag: Any, values: Any) -> Any:
    """A summary of how the values lie."""
    if not np.isfinite(values).all():
        what = "Nan in summary histogram" if np.isnan(values).any() else ""
        raise _refuse(
            f"{what or 'Infinity in Histogram'} for: {_text(tag)}. Find the op that "
            f"made it with tf.check_numerics or tf.add_check_numerics_ops."
        )
    return _summary([{"tag": _text(tag), "histo": histogram(values)}])


@op(
    "ImageSummary",
    "string, T -> string",
    shape=rules.scalar,
    differentiable=False,
    T=(dt.uint8, *FLOATS),
)
def image_summary(
    tag: Any,
    tensor: Any,
    *,
    max_images: int = 3,
    bad_color: Any = (255, 0, 0, 255),
) -> Any:
    """A summary of pictures in a batch of shape (n, height, width, channels)."""
    if tensor.ndim != 4 or tensor.shape[3] not in {1, 3, 4}:
        raise _refuse(
            f"Tensor must be 4-D with last dim 1, 3, or 4, not "
            f"{bracketed(tensor.shape)}"
        )
    if tensor.shape[0] and 0 in tensor.shape:
        raise _refuse(
            f"input tensor must have non-zero dims. Found: {list(tensor.shape)}."
        )
    _, height, width, channels = tensor.shape
    colour = np.asarray(bad_color, np.uint8)[:channels]
    values = []
    for number, picture in enumerate(tensor[:max_images]):
        pixels = picture if picture.dtype == np.uint8 else _pixels(picture, colour)
        image = {
            "height": height,
            "width": width,
            "colorspace": channels,
            "encoded_image_string": png(pixels),
        }
        values.append(
            {"tag": _numbered(tag, "image", number, max_images)} | {"image": image}
        )
    return _summary(values)


def _numbered(tag: Any, kind: str, number: int, most: int) -> str:
    return f"{_text(tag)}/{kind}" + (f"/{number}" if most > 1 else "")


def _pixels(picture: Any, bad_colour: Any) -> Any:
    """A picture of floats as bytes: 0 stays black, or is grey where some are negative.

    The largest size becomes as bright, or dark, as can be; what is not finite becomes
    ``bad_colour``.
    """
    good = np.isfinite(picture).all(axis=-1)
    # The scale is found in single precision and used in the picture's, as TensorFlow's.
    kind, single = picture.dtype.type, np.float32
    sizes = picture[good].astype(single)
    least, greatest = sizes.min(initial=np.inf), sizes.max(initial=-np.inf)
    if least < 0:
        size, bright, offset = max(abs(least), abs(greatest)), single(127), kind(128)
    else:
        size, bright, offset = greatest, single(255), kind(0)
    scale = kind(0) if size < single(1e-6) else kind(bright / size)
    pixels = np.empty(picture.shape, np.uint8)
    pixels[good] = (picture[good] * scale + offset).astype(np.uint8)
    pixels[~good] = bad_colour
    return pixels


@op(
    "AudioSummaryV2",
    "string, float32, float32 -> string",
    shape=rules.scalar,
    differentiable=False,
)
def audio_summary(
    tag: Any, tensor: Any, sample_rate: Any, *, max_outputs: int = 3
) -> Any:
    """A summary of sounds in a batch of shape (n, frames) or (n, frames, channels)."""
    if tensor.ndim not in {2, 3}:
        raise _refuse(f"Tensor must be 3-D or 2-D, got: {bracketed(tensor.shape)}")
    sounds = tensor[..., np.newaxis] if tensor.ndim == 2 else tensor
    values = []
    for number, sound in enumerate(sounds[:max_outputs]):
        audio = {
            "sample_rate": float(sample_rate),
            "num_channels": sound.shape[1],
            "length_frames": sound.shape[0],
            "encoded_audio_string": wav(sound, float(sample_rate)),
            "content_type": "audio/wav",
        }
        values.append(
            {"tag": _numbered(tag, "audio", number, max_outputs), "audio": audio}
        )
    return _summary(values)


def wav(sound: Any, rate: float) -> bytes:
    """A sound of floats in [-1, 1] as a WAV file of 16 bits."""
    scaled = np.clip(sound, -1, 1) * np.float32(32768)
    away_from_zero = np.trunc(scaled + np.copysign(np.float32(0.5), scaled))
    samples = np.clip(away_from_zero, -32768, 32767).astype("<i2")
    import wave  # noqa: PLC0415 (late: importing TeachFlow is quick)

    with io.BytesIO() as file, wave.open(file, "wb") as writer:
        writer.setnchannels(sound.shape[1])
        writer.setsampwidth(2)
        writer.setframerate(round(rate))
        writer.writeframes(samples.tobytes())
        return file.getvalue()


@op(
    "TensorSummaryV2",
    "string, T, string -> string",
    shape=rules.scalar,
    differentiable=False,
)
def tensor_summary(tag: Any, tensor: Any, serialized_summary_metadata: Any) -> Any:
    """A summary that holds a tensor as it is, and says who may draw it."""
    return _summary([tensor_summary_value(tag, tensor, serialized_summary_metadata)])


def tensor_summary_value(tag: Any, tensor: Any, metadata: Any) -> dict[str, Any]:
    """A tensor as the value of a summary."""
    told = messages("summary").SummaryMetadata.FromString(_bytes(metadata)[0])
    return {"tag": _text(tag), "tensor": _tensor_proto(tensor), "metadata": told}


def _tensor_proto(value: Any) -> dict[str, Any]:
    array = np.asarray(value)
    fields: dict[str, Any] = {
        "dtype": dt.as_dtype(array.dtype).as_datatype_enum,
        "tensor_shape": {"dim": [{"size": length} for length in array.shape]},
    }
    if array.dtype == object:
        return fields | {"string_val": _bytes(array)}
    return fields | {"tensor_content": array.tobytes()}


@op("MergeSummary", "N*string -> string", shape=rules.scalar, differentiable=False)
def merge_summary(inputs: Any) -> Any:
    """The values of several summaries in one."""
    merged = messages("summary").Summary()
    for serialized in (item for part in inputs for item in _bytes(part)):
        try:
            merged.MergeFromString(serialized)
        except Exception as error:  # the library's class differs between its versions
            raise _refuse("Could not parse one of the summary inputs") from error
    tags = set()
    for value in merged.value:
        if value.tag in tags:
            raise _refuse(f"Duplicate tag {value.tag} found in summary inputs")
        tags.add(value.tag)
    result: bytes = merged.SerializeToString()
    return result
