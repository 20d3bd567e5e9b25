"""Where windows lie on an image: what convolutions and poolings share.

Images are [batch, height, width, channels]. A window's ``taps`` are its places: for
each, the slices of the padded image that hold what all windows see there. Loops run
over taps, of which there are few, and NumPy over all windows at once.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from teachflow.core.errors import InvalidArgumentError, ShapeError, UnimplementedError
from teachflow.core.shapes import TensorShape

PADDINGS = ("SAME", "VALID", "EXPLICIT")
Pair = tuple[int, int]


@dataclass(frozen=True)
class Windows:
    """Windows of one size, laid on images of one size.

    ``before`` and ``after`` say how much is padded above and below, left and right;
    ``count`` is how many windows there are in each direction.
    """

    size: Pair
    window: Pair
    strides: Pair
    dilations: Pair
    before: Pair
    after: Pair
    count: Pair

    def taps(self) -> Iterator[tuple[int, int, slice, slice]]:
        """Row and column of each place in a window, and its slices of the image."""
        (rows, columns), (down, right) = self.count, self.strides
        for i in range(self.window[0]):
            top = i * self.dilations[0]
            vertical = slice(top, top + (rows - 1) * down + 1, down)
            for j in range(self.window[1]):
                left = j * self.dilations[1]
                yield (
                    i,
                    j,
                    vertical,
                    slice(left, left + (columns - 1) * right + 1, right),
                )

    @property
    def is_padded(self) -> bool:
        """Whether anything is padded at all."""
        return self.before != (0, 0) or self.after != (0, 0)

    @property
    def is_one_to_one(self) -> bool:
        """Whether each window is one pixel, and each pixel one window."""
        return self.window == (1, 1) == self.strides and not self.is_padded

    def padded(self, x: Any, value: Any = 0) -> Any:
        """``x`` with the padding around it; ``x`` itself where there is none."""
        if not self.is_padded:
            return x
        image = self.blank(x.shape[0], x.shape[3], x.dtype, value)
        self.inner(image)[...] = x
        return image

    def blank(self, batch: int, channels: int, dtype: Any, value: Any = 0) -> Any:
        """Padded images full of ``value``."""
        lengths = [
            sum(parts) for parts in zip(self.before, self.size, self.after, strict=True)
        ]
        shape = (batch, *lengths, channels)
        return np.zeros(shape, dtype) if value == 0 else np.full(shape, value, dtype)

    def inner(self, padded: Any) -> Any:
        """The part of padded images that is no padding."""
        (top, left), (height, width) = self.before, self.size
        return padded[:, top : top + height, left : left + width]


@functools.lru_cache(maxsize=1024)
def lay(
    size: Pair,
    window: Pair,
    strides: Pair,
    dilations: Pair,
    padding: str,
    explicit: tuple[int, ...],
) -> Windows:
    """The windows on images of a known size."""
    check_padding("", padding)
    rows = [
        _lay_axis(*lengths, padding, _explicit_pair(explicit, axis + 1))
        for axis, lengths in enumerate(
            zip(size, window, strides, dilations, strict=True)
        )
    ]
    (rows_n, top, bottom), (columns_n, left, right) = rows
    return Windows(
        size,
        window,
        strides,
        dilations,
        (top, left),
        (bottom, right),
        (rows_n, columns_n),
    )


def lay_filters(
    size: Any,
    kernel: Any,
    strides: Any,
    dilations: Any,
    padding: str,
    explicit_paddings: Any,
) -> Windows:
    """The windows of filters of shape ``kernel`` on images of shape ``size``."""
    return lay(
        tuple(size[1:3]),
        tuple(kernel[:2]),
        spatial(strides),
        spatial(dilations),
        padding,
        tuple(explicit_paddings),
    )


def _lay_axis(
    size: int, window: int, stride: int, dilation: int, padding: str, pair: Pair
) -> tuple[int, int, int]:
    """How many windows there are along an axis, and how much is padded on each side."""
    reach = (window - 1) * dilation + 1
    if padding == "SAME":
        count = -(-size // stride)
        extra = max((count - 1) * stride + reach - size, 0)
        return count, extra // 2, extra - extra // 2
    before, after = pair if padding == "EXPLICIT" else (0, 0)
    room = size + before + after - reach + stride
    if room < 0:
        raise InvalidArgumentError(
            None,
            None,
            f"Computed output size would be negative: {room // stride} [input_size: "
            f"{size}, effective_filter_size: {reach}, stride: {stride}]",
        )
    return room // stride, before, after


def _explicit_pair(explicit: tuple[int, ...], axis: int) -> Pair:
    return (explicit[2 * axis], explicit[2 * axis + 1]) if explicit else (0, 0)


def count_of(
    size: int | None,
    window: int | None,
    stride: int,
    dilation: int,
    padding: str,
    pair: Pair = (0, 0),
) -> int | None:
    """How many windows there are along an axis, as far as lengths are known."""
    if stride <= 0:
        raise ShapeError(f"Stride must be > 0, but got {stride}")
    if dilation <= 0:
        raise ShapeError(f"Dilation rate must be > 0, but got {dilation}")
    if size is None or (window is None and padding != "SAME"):
        return None
    if padding == "SAME":
        return -(-size // stride)
    reach = ((window or 0) - 1) * dilation + 1
    whole = size + sum(pair) if padding == "EXPLICIT" else size
    if whole < reach:
        raise ShapeError(
            f"Negative dimension size caused by subtracting {reach} from {whole}"
        )
    return (whole - reach) // stride + 1


# ---- what attributes say -----------------------------------------------------------


def check_padding(op: str, padding: Any, allowed: tuple[str, ...] = PADDINGS) -> None:
    """Raises ``ValueError`` for what is no kind of padding."""
    if padding not in allowed:
        names = ", ".join(f'"{name}"' for name in allowed)
        raise ValueError(
            f"Attr 'padding' of '{op}' Op passed string {padding!r} not in: {names}."
        )


def spatial(values: Any, data_format: str = "NHWC") -> Pair:
    """The entries for height and width of a list of four."""
    if data_format == "NHWC":
        return int(values[1]), int(values[2])
    return int(values[2]), int(values[3])


def spatial_pads(
    explicit_paddings: Any, data_format: str = "NHWC"
) -> tuple[Pair, Pair]:
    """What is padded before and after, for height and width, of a list of eight."""
    flat, first = tuple(explicit_paddings), 1 if data_format == "NHWC" else 2
    return _explicit_pair(flat, first), _explicit_pair(flat, first + 1)


def refuse_channels_first(op: str, data_format: str) -> None:
    """Raises ``UnimplementedError`` unless channels are last, as TensorFlow's CPU."""
    if data_format != "NHWC":
        raise UnimplementedError(
            None,
            None,
            f"The {op} op currently only supports the NHWC tensor format on the CPU. "
            f"The op was given the format: {data_format}. Move the channels to the end "
            f"with tf.transpose(x, [0, 2, 3, 1]).",
        )


def image_dims(shape: TensorShape, data_format: str) -> list[int | None]:
    """Batch, height, width and channels of a static shape, whatever the order."""
    if shape.rank is None:
        return [None] * 4
    if shape.rank != 4:
        raise ShapeError(f"Shape must be rank 4 but is rank {shape.rank}")
    dims = shape.as_list()
    return dims if data_format == "NHWC" else [dims[0], *dims[2:], dims[1]]


def image_counts(
    attrs: dict[str, Any], image: Sequence[int | None], window: Sequence[int | None]
) -> list[int | None]:
    """How many windows of a convolution fit along height and width."""
    form = attrs["data_format"]
    axes = zip(
        image,
        window,
        spatial(attrs["strides"], form),
        spatial(attrs["dilations"], form),
        spatial_pads(attrs["explicit_paddings"], form),
        strict=True,
    )
    return [
        count_of(length, size, stride, dilation, attrs["padding"], pad)
        for length, size, stride, dilation, pad in axes
    ]


def image_shape(dims: list[int | None], data_format: str) -> TensorShape:
    """A static shape from batch, height, width and channels."""
    batch, height, width, channels = dims
    if data_format == "NHWC":
        return TensorShape(dims)
    return TensorShape([batch, channels, height, width])


def four(value: Any, name: str, data_format: str = "NHWC") -> tuple[int, ...]:
    """A list for all four axes, from one, two or four numbers (one each by None)."""
    if value is None:
        return (1, 1, 1, 1)
    values = list(value) if isinstance(value, (list, tuple)) else [value]
    if len(values) not in (1, 2, 4):
        raise ValueError(
            f"{name} should be of length 1, 2 or 4. Received: {name}={value} of length "
            f"{len(values)}"
        )
    if len(values) == 4:
        return tuple(int(item) for item in values)
    pair = [int(item) for item in (values if len(values) == 2 else values * 2)]
    return (1, *pair, 1) if data_format.endswith("C") else (1, 1, *pair)


def explicit(padding: Any, data_format: str = "NHWC") -> tuple[Any, tuple[int, ...]]:
    """Padding as the ops take it: a word, and eight numbers where it is EXPLICIT."""
    if not isinstance(padding, (list, tuple)):
        return padding, ()
    if len(padding) == 2:
        padding = [[0, 0], *padding, [0, 0]]
        if not data_format.endswith("C"):
            padding = [padding[0], padding[3], padding[1], padding[2]]
    if len(padding) != 4 or any(len(pair) != 2 for pair in padding):
        raise ValueError(
            f"Explicit `padding` must be a list of [before, after] for each of the 4 "
            f"axes. Received: padding={padding}"
        )
    flat = tuple(int(number) for pair in padding for number in pair)
    channels = 3 if data_format.endswith("C") else 1
    if any(flat[2 * axis] or flat[2 * axis + 1] for axis in (0, channels)):
        raise ValueError(
            "Nonzero explicit padding in the batch or depth dimensions is not "
            f"supported. Received: padding={padding}"
        )
    return "EXPLICIT", flat
