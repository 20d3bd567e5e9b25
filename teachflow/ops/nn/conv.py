"""Convolution: the op, and the two ops that carry cotangents back through it.

The three are linear in each of their tensors, and each one's gradient is the other two,
so the system is closed. All are matrix products: of the image's patches, laid out as
the rows of a matrix, with the filter as a matrix. Where windows move down one pixel at
a time, only the patches' lines are laid out: those of the next line of windows are the
same ones, a line further on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS, int32
from teachflow.core.errors import (
    InvalidArgumentError,
    ShapeError,
    UnimplementedError,
)
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.lengths import shape_op
from teachflow.ops.nn import windows as win
from teachflow.ops.nn.windows import Windows

_PATCH_BYTES = 1 << 26  # of patches made at once
_LINE_BYTES = 1 << 20  # of lines made at once: they stay in the processor's cache
_FEW_CHANNELS = 4  # up to there, patches are quicker to make column by column


# ---- shapes ------------------------------------------------------------------------


def _convolved(call: Any) -> TensorShape:
    attrs = call.attrs
    form = attrs["data_format"]
    win.check_padding("Conv2D", attrs["padding"])
    batch, height, width, depth = win.image_dims(call.inputs[0].shape, form)
    rows, columns, wanted, filters = win.image_dims(call.inputs[1].shape, "NHWC")
    if depth is not None and wanted is not None and (not wanted or depth % wanted):
        raise ShapeError(
            f"Depth of input ({depth}) is not a multiple of input depth of filter "
            f"({wanted})"
        )
    counts = win.image_counts(attrs, (height, width), (rows, columns))
    return win.image_shape([batch, *counts, filters], form)


def _sized(position: int) -> Any:
    """The rule: the value of an input is the shape, of rank 4 at least."""

    def rule(call: Any) -> TensorShape:
        shape = rules.value_as_shape(call.inputs[position])
        return shape.with_rank(4) if shape.rank is None else shape

    return rule


# ---- patches -----------------------------------------------------------------------


def _windows(
    name: str, size: Any, kernel: Any, strides: Any, dilations: Any, *rest: Any
) -> Windows:
    padding, explicit_paddings, data_format = rest
    win.refuse_channels_first(name, data_format)
    if (strides[0], strides[3]) != (1, 1):
        raise UnimplementedError(
            None,
            None,
            f"Current implementation does not yet support strides in the batch and "
            f"depth dimensions: {list(strides)}",
        )
    if len(size) != 4 or len(kernel) != 4:
        what, shape = ("input", size) if len(size) != 4 else ("filter", kernel)
        raise InvalidArgumentError(
            None, None, f"convolution {what} must be 4-dimensional: {bracketed(shape)}"
        )
    if size[3] != kernel[2]:
        if not kernel[2] or size[3] % kernel[2]:
            raise InvalidArgumentError(
                None,
                None,
                f"input depth must be evenly divisible by filter depth: {size[3]} vs "
                f"{kernel[2]}",
            )
        raise UnimplementedError(
            None,
            None,
            f"Convolution in groups is not there: the input has {size[3]} channels, "
            f"the filter takes {kernel[2]}.",
        )
    return win.lay_filters(size, kernel, strides, dilations, padding, explicit_paddings)


def _exact(x: Any) -> Any:
    """``x`` in a dtype that sums do well in: float32 for float16."""
    return x.astype(np.float32) if x.dtype == np.float16 else x


def _patches(x: Any, windows: Windows) -> Any:
    """A matrix with a row of window · channels numbers for each window."""
    if windows.is_one_to_one:
        return x.reshape(-1, x.shape[3])
    x = windows.padded(x)
    if not x.flags.c_contiguous:
        x = np.ascontiguousarray(x)
    batch, _, _, channels = x.shape
    (rows, columns), (height, width) = windows.count, windows.window
    step, down, right, one = x.strides
    outer = (
        (batch, rows, columns),
        (
            step,
            down * windows.strides[0],
            right * windows.strides[1],
        ),
    )
    inner = (
        (height, width, channels),
        (
            down * windows.dilations[0],
            right * windows.dilations[1],
            one,
        ),
    )
    shape = batch * rows * columns, height * width * channels
    if channels <= _FEW_CHANNELS:
        view = as_strided(x, inner[0] + outer[0], inner[1] + outer[1], writeable=False)
        return view.reshape(shape[::-1]).T
    view = as_strided(x, outer[0] + inner[0], outer[1] + inner[1], writeable=False)
    return view.reshape(shape)


def _portions(batch: int, windows: Windows, channels: int, itemsize: int) -> Any:
    """Slices of the batch whose patches are of a bearable size."""
    numbers = windows.count[0] * windows.count[1] * channels
    numbers *= windows.window[0] * windows.window[1]
    images = max(1, _PATCH_BYTES // max(numbers * itemsize, 1))
    return [slice(first, first + images) for first in range(0, batch, images)]


def _goes_by_lines(windows: Windows, channels: int) -> bool:
    return (
        channels > _FEW_CHANNELS
        and windows.strides[0] == windows.dilations[0] == 1
        and windows.window[0] > 1
        and windows.count[0] > 0
    )


def _lines(x: Any, windows: Windows) -> Iterator[tuple[slice, int, Any]]:
    """For some images at a time: which, rows in a line, and the patches' lines.

    The lines are a matrix: a row of width · channels numbers for each line of each
    window, ordered by line, image, column. So what windows see in their ``i``-th line
    stands in consecutive rows, from row ``i`` · (rows in a line) on.
    """
    x = np.ascontiguousarray(windows.padded(x))
    batch, height, _, channels = x.shape
    columns, width = windows.count[1], windows.window[1]
    step, down, right, one = x.strides
    strides = step, down, right * windows.strides[1], right * windows.dilations[1], one
    view = as_strided(
        x, (batch, height, columns, width, channels), strides, writeable=False
    )
    size = height * columns * width * channels * x.itemsize
    images = max(1, _LINE_BYTES // max(size, 1))
    for first in range(0, batch, images):
        some = slice(first, first + images)
        turned = np.ascontiguousarray(view[some].transpose(1, 0, 2, 3, 4))
        line = turned.shape[1] * columns
        yield some, line, turned.reshape(height * line, width * channels)


def _convolve_lines(x: Any, kernel: Any, windows: Windows) -> Any:
    """The convolution where windows move down one pixel at a time."""
    rows, columns = windows.count
    height, filters = kernel.shape[0], kernel.shape[3]
    matrices = kernel.reshape(height, -1, filters)
    out = np.empty((x.shape[0], rows, columns, filters), x.dtype)
    for some, line, seen in _lines(x, windows):
        count = rows * line
        total = seen[:count] @ matrices[0]
        for i in range(1, height):
            total += seen[i * line : i * line + count] @ matrices[i]
        out[some] = total.reshape(rows, -1, columns, filters).swapaxes(0, 1)
    return out


def _back_by_lines(x: Any, g: Any, windows: Windows, sizes: tuple[int, ...]) -> Any:
    """The filter's part where windows move down one pixel at a time."""
    rows, (height, width, channels, filters) = windows.count[0], sizes
    found = np.zeros((height, width * channels, filters), x.dtype)
    for some, line, seen in _lines(x, windows):
        count = rows * line
        part = np.ascontiguousarray(g[some].swapaxes(0, 1)).reshape(count, filters)
        for i in range(height):
            found[i] += seen[i * line : i * line + count].T @ part
    return found.reshape(sizes)


# ---- the three ops -----------------------------------------------------------------


@op("Conv2D", "T, T -> T", shape=_convolved, T=(*FLOATS, int32))
def conv2d_op(
    input: Any,
    filter: Any,
    *,
    strides: Any,
    padding: str,
    use_cudnn_on_gpu: bool = True,
    explicit_paddings: Any = (),
    data_format: str = "NHWC",
    dilations: Any = (1, 1, 1, 1),
) -> Any:
    """The filter laid on every window of the images: products, summed."""
    rest = padding, explicit_paddings, data_format
    windows = _windows("Conv2D", input.shape, filter.shape, strides, dilations, *rest)
    x, kernel = _exact(input), _exact(filter)
    if _goes_by_lines(windows, x.shape[3]):
        found = _convolve_lines(x, kernel, windows)
        return found.astype(input.dtype, copy=False)
    batch, filters = x.shape[0], kernel.shape[3]
    out = np.empty((batch, *windows.count, filters), x.dtype)
    matrix = kernel.reshape(-1, filters)
    for some in _portions(batch, windows, x.shape[3], x.itemsize):
        np.matmul(
            _patches(x[some], windows), matrix, out=out[some].reshape(-1, filters)
        )
    return out.astype(input.dtype, copy=False)


@conv2d_op.vjp
def _(call: Any, g: Any) -> Any:
    x, kernel = call.inputs
    return (
        lambda: conv2d_backprop_input_op(shape_op(x), kernel, g, **call.attrs),
        lambda: conv2d_backprop_filter_op(x, shape_op(kernel), g, **call.attrs),
    )


conv2d_op.jvp_multilinear(0, 1)


@op("Conv2DBackpropInput", "int32, T, T -> T", shape=_sized(0), T=(*FLOATS, int32))
def conv2d_backprop_input_op(
    input_sizes: Any,
    filter: Any,
    out_backprop: Any,
    *,
    strides: Any,
    padding: str,
    use_cudnn_on_gpu: bool = True,
    explicit_paddings: Any = (),
    data_format: str = "NHWC",
    dilations: Any = (1, 1, 1, 1),
) -> Any:
    """What goes back to the images: each window's part, added where it looked."""
    name, sizes = "Conv2DBackpropInput", _completed_sizes(input_sizes, out_backprop)
    rest = padding, explicit_paddings, data_format
    windows = _windows(name, sizes, filter.shape, strides, dilations, *rest)
    _check_back(name, out_backprop, windows, sizes[0], filter.shape[3])
    g, kernel = _exact(out_backprop), _exact(filter)
    batch, channels = sizes[0], sizes[3]
    rows = g.reshape(-1, g.shape[3])
    if windows.is_one_to_one:
        found = np.matmul(rows, kernel[0, 0].T).reshape(sizes)
        return found.astype(out_backprop.dtype, copy=False)
    turned = _turned(windows)
    if turned is not None and _goes_by_lines(turned, g.shape[3]):
        found = _convolve_lines(g, kernel[::-1, ::-1].swapaxes(2, 3), turned)
        return found.astype(out_backprop.dtype, copy=False)
    image = windows.blank(batch, channels, g.dtype)
    part = np.empty((batch, *windows.count, channels), g.dtype)
    flat = part.reshape(-1, channels)
    for i, j, vertical, horizontal in windows.taps():
        np.matmul(rows, kernel[i, j].T, out=flat)
        image[:, vertical, horizontal] += part
    found = windows.inner(image)
    return np.ascontiguousarray(found).astype(out_backprop.dtype, copy=False)


def _turned(windows: Windows) -> Windows | None:
    """The windows on the cotangent, of which the turned convolution is one itself.

    None where there are none: windows that move by more than a pixel, or are padded
    by more than they are large.
    """
    if windows.strides != (1, 1) or windows.dilations != (1, 1):
        return None
    reach = [length - 1 for length in windows.window]
    before = [far - near for far, near in zip(reach, windows.before, strict=True)]
    after = [far - near for far, near in zip(reach, windows.after, strict=True)]
    if min(*before, *after) < 0:
        return None
    return replace(
        windows,
        size=windows.count,
        before=(before[0], before[1]),
        after=(after[0], after[1]),
        count=windows.size,
    )


@conv2d_backprop_input_op.vjp
def _(call: Any, g: Any) -> Any:
    _, kernel, back = call.inputs
    return (
        None,
        lambda: conv2d_backprop_filter_op(g, shape_op(kernel), back, **call.attrs),
        lambda: conv2d_op(g, kernel, **call.attrs),
    )


conv2d_backprop_input_op.jvp_multilinear(1, 2)


@op("Conv2DBackpropFilter", "T, int32, T -> T", shape=_sized(1), T=FLOATS)
def conv2d_backprop_filter_op(
    input: Any,
    filter_sizes: Any,
    out_backprop: Any,
    *,
    strides: Any,
    padding: str,
    use_cudnn_on_gpu: bool = True,
    explicit_paddings: Any = (),
    data_format: str = "NHWC",
    dilations: Any = (1, 1, 1, 1),
) -> Any:
    """What goes back to the filter: what each window saw, weighed, summed."""
    name, sizes = "Conv2DBackpropFilter", tuple(filter_sizes.tolist())
    rest = padding, explicit_paddings, data_format
    windows = _windows(name, input.shape, sizes, strides, dilations, *rest)
    _check_back(name, out_backprop, windows, input.shape[0], sizes[3])
    x, g = _exact(input), _exact(out_backprop)
    if _goes_by_lines(windows, x.shape[3]):
        return _back_by_lines(x, g, windows, sizes).astype(input.dtype, copy=False)
    found = np.zeros((sizes[0] * sizes[1] * sizes[2], sizes[3]), x.dtype)
    for some in _portions(x.shape[0], windows, x.shape[3], x.itemsize):
        found += _patches(x[some], windows).T @ g[some].reshape(-1, sizes[3])
    return found.reshape(sizes).astype(input.dtype, copy=False)


@conv2d_backprop_filter_op.vjp
def _(call: Any, g: Any) -> Any:
    x, _, back = call.inputs
    return (
        lambda: conv2d_backprop_input_op(shape_op(x), g, back, **call.attrs),
        None,
        lambda: conv2d_op(x, g, **call.attrs),
    )


conv2d_backprop_filter_op.jvp_multilinear(0, 2)


def _completed_sizes(input_sizes: Any, back: Any) -> tuple[int, ...]:
    """The images' shape; a batch of -1 is that of the cotangent."""
    sizes = tuple(input_sizes.tolist())
    return (back.shape[0], *sizes[1:]) if sizes and sizes[0] == -1 else sizes


def _check_back(name: str, back: Any, windows: Windows, batch: int, deep: int) -> None:
    wanted = (batch, *windows.count, deep)
    if back.shape != wanted:
        raise InvalidArgumentError(
            None,
            None,
            f"{name}: Size of out_backprop doesn't match computed: actual = "
            f"{bracketed(back.shape)}, computed = {bracketed(wanted)}",
        )
