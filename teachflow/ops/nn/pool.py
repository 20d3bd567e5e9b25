"""Pooling: the ops, and those that carry cotangents back through them.

The greatest of a window passes its cotangent to one place only, the first of equals;
an average shares it out. Averages leave padding out of their counts.
"""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS, INDEX, REALS
from teachflow.core.errors import InvalidArgumentError, UnimplementedError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.arranging import pad_op, pad_v2_op
from teachflow.ops.arrays.lengths import shape_op
from teachflow.ops.math.complex import zeros_like
from teachflow.ops.nn import windows as win
from teachflow.ops.nn.windows import Windows

_TWO = ("SAME", "VALID")
_ORDERED = tuple(kind for kind in REALS if kind not in (dt.uint32, dt.uint64))


def _pooled(name: str, paddings: tuple[str, ...] = win.PADDINGS) -> Any:
    def rule(call: Any) -> TensorShape:
        attrs = call.attrs
        form, padding = attrs.get("data_format", "NHWC"), attrs["padding"]
        win.check_padding(name, padding, paddings)
        dims = win.image_dims(call.inputs[0].shape, form)
        flat = attrs.get("explicit_paddings") or (0,) * 8
        for axis in range(4):
            place = axis if form == "NHWC" else (0, 2, 3, 1)[axis]
            dims[axis] = win.count_of(
                dims[axis],
                int(attrs["ksize"][place]),
                int(attrs["strides"][place]),
                1,
                padding,
                (flat[2 * place], flat[2 * place + 1]),
            )
        return win.image_shape(dims, form)

    return rule


def _windows(
    name: str,
    shape: Any,
    ksize: Any,
    strides: Any,
    padding: str,
    data_format: str,
    explicit_paddings: Any = (),
) -> Windows:
    win.refuse_channels_first(name, data_format)
    if len(shape) != 4:
        raise InvalidArgumentError(
            None, None, f"tensor_in must be 4-dimensional, not {bracketed(shape)}"
        )
    if (ksize[0], ksize[3], strides[0], strides[3]) != (1, 1, 1, 1):
        raise UnimplementedError(
            None,
            None,
            f"Pooling is not yet supported on the batch or channel dimension: ksize="
            f"{list(ksize)}, strides={list(strides)}",
        )
    return win.lay(
        tuple(shape[1:3]),
        win.spatial(ksize),
        win.spatial(strides),
        (1, 1),
        padding,
        tuple(explicit_paddings),
    )


def _least(kind: Any) -> Any:
    return -np.inf if kind.kind == "f" else np.iinfo(kind).min


def _greatest_of(x: Any, windows: Windows) -> Any:
    """The greatest that each window sees."""
    image = windows.padded(x, _least(x.dtype))
    found: Any = None
    for _, _, vertical, horizontal in windows.taps():
        seen = image[:, vertical, horizontal]
        if found is None:
            found = seen.copy()
        else:
            np.fmax(found, seen, out=found)
    return found


def _first_of_equals(x: Any, y: Any, windows: Windows) -> Any:
    """For each tap, its slices and where it is the first to hold the greatest."""
    image = windows.padded(x, _least(x.dtype))
    free = np.ones(y.shape, bool)
    for i, j, vertical, horizontal in windows.taps():
        chosen = image[:, vertical, horizontal] == y
        chosen &= free
        free ^= chosen
        yield i, j, vertical, horizontal, chosen


# ---- the greatest ------------------------------------------------------------------


@op("MaxPool", "T -> T", shape=_pooled("MaxPool"), T=_ORDERED)
def max_pool_op(
    input: Any,
    *,
    ksize: Any,
    strides: Any,
    padding: str,
    explicit_paddings: Any = (),
    data_format: str = "NHWC",
) -> Any:
    """The greatest of each window."""
    rest = ksize, strides, padding, data_format, explicit_paddings
    return _greatest_of(input, _windows("MaxPool", input.shape, *rest))


@max_pool_op.vjp
def _(call: Any, g: Any) -> Any:
    return max_pool_grad(call.inputs[0], call.output, g, **call.attrs)


@max_pool_op.jvp
def _(call: Any, dx: Any) -> Any:
    (x,), attrs = call.inputs, {**call.attrs}
    around = attrs.pop("explicit_paddings")
    if around:  # the borders are written out: they are never the greatest
        paddings = [around[side : side + 2] for side in range(0, 8, 2)]
        x = pad_v2_op(x, paddings, x.dtype.base_dtype.min)
        dx, attrs["padding"] = pad_op(dx, paddings), "VALID"
    return max_pool_grad_grad(x, call.output, dx, **attrs)


@op("MaxPoolGrad", "T, T, T -> T", shape=rules.same, T=_ORDERED)
def max_pool_grad(
    orig_input: Any,
    orig_output: Any,
    grad: Any,
    *,
    ksize: Any,
    strides: Any,
    padding: str,
    explicit_paddings: Any = (),
    data_format: str = "NHWC",
) -> Any:
    """The cotangent of each window at the place of its greatest, 0 elsewhere."""
    rest = ksize, strides, padding, data_format, explicit_paddings
    x, y = orig_input, orig_output
    windows = _windows("MaxPoolGrad", x.shape, *rest)
    image = windows.blank(x.shape[0], x.shape[3], grad.dtype)
    nothing = grad.dtype.type(0)
    for _, _, vertical, horizontal, chosen in _first_of_equals(x, y, windows):
        image[:, vertical, horizontal] += np.where(chosen, grad, nothing)
    return np.ascontiguousarray(windows.inner(image))


@max_pool_grad.vjp
def _(call: Any, g: Any) -> Any:
    x, y, _ = call.inputs
    attrs = call.attrs
    return (
        lambda: zeros_like(x),
        lambda: zeros_like(y),
        lambda: max_pool_grad_grad(x, y, g, **_implicit(attrs)),
    )


max_pool_grad.jvp_linear(2)


def _implicit(attrs: dict[str, Any]) -> dict[str, Any]:
    """The attributes without explicit paddings, which ``MaxPoolGradGrad`` lacks."""
    if attrs["explicit_paddings"]:
        raise UnimplementedError(
            None,
            None,
            f"The second gradient of max_pool is not there for explicit paddings: "
            f"{list(attrs['explicit_paddings'])}. Use tf.pad, and padding='VALID'.",
        )
    return {key: attrs[key] for key in ("ksize", "strides", "padding", "data_format")}


@op("MaxPoolGradGrad", "T, T, T -> T", shape=rules.like(1), T=_ORDERED)
def max_pool_grad_grad(
    orig_input: Any,
    orig_output: Any,
    grad: Any,
    *,
    ksize: Any,
    strides: Any,
    padding: str,
    data_format: str = "NHWC",
) -> Any:
    """For each window what ``grad`` holds at the place of its greatest."""
    rest = ksize, strides, padding, data_format
    x, y = orig_input, orig_output
    windows = _windows("MaxPoolGradGrad", x.shape, *rest)
    image, found = windows.padded(grad), np.zeros(y.shape, grad.dtype)
    for _, _, vertical, horizontal, chosen in _first_of_equals(x, y, windows):
        np.copyto(found, image[:, vertical, horizontal], where=chosen)
    return found


@max_pool_grad_grad.vjp
def _(call: Any, g: Any) -> Any:
    x, y, _ = call.inputs
    attrs = call.attrs
    return (
        lambda: zeros_like(x),
        lambda: zeros_like(y),
        lambda: max_pool_grad(x, y, g, **attrs),
    )


max_pool_grad_grad.jvp_linear(2)


def _twice(call: Any) -> tuple[TensorShape, TensorShape]:
    shape: TensorShape = _pooled("MaxPoolWithArgmax", _TWO)(call)
    return shape, shape


@op("MaxPoolWithArgmax", "T -> T, Targmax", shape=_twice, T=_ORDERED, Targmax=INDEX)
def max_pool_with_argmax_op(
    input: Any,
    *,
    ksize: Any,
    strides: Any,
    padding: str,
    Targmax: Any = dt.int64,
    include_batch_in_index: bool = False,
) -> Any:
    """The greatest of each window, and its place in the flattened image."""
    windows = _windows(
        "MaxPoolWithArgmax", input.shape, ksize, strides, padding, "NHWC"
    )
    found = _greatest_of(input, windows)
    batch, height, width, channels = input.shape
    (rows, columns), kind = windows.count, Targmax.numpy_dtype
    row = np.arange(rows).reshape(-1, 1, 1) * windows.strides[0] - windows.before[0]
    column = np.arange(columns).reshape(-1, 1) * windows.strides[1] - windows.before[1]
    corner = (row * width + column) * channels + np.arange(channels)
    place = np.zeros(found.shape, kind)
    for i, j, _, _, chosen in _first_of_equals(input, found, windows):
        here = corner + (i * width + j) * channels
        np.copyto(place, np.broadcast_to(here, place.shape), "unsafe", where=chosen)
    if include_batch_in_index:
        image = height * width * channels
        place += (np.arange(batch) * image).astype(kind).reshape(-1, 1, 1, 1)
    return found, place


@max_pool_with_argmax_op.vjp
def _(call: Any, g: Any, _: Any) -> Any:
    attrs = {key: call.attrs[key] for key in ("ksize", "strides", "padding")}
    return max_pool_grad(call.inputs[0], call.outputs[0], g, **attrs)


@max_pool_with_argmax_op.jvp
def _(call: Any, dx: Any) -> Any:
    attrs = {key: call.attrs[key] for key in ("ksize", "strides", "padding")}
    return max_pool_grad_grad(call.inputs[0], call.outputs[0], dx, **attrs), None


# ---- the average -------------------------------------------------------------------


@functools.lru_cache(maxsize=256)
def _counts(windows: Windows) -> Any:
    """How many pixels each window sees: one number, or [rows, columns, 1] of them."""
    if not windows.is_padded:
        return math.prod(windows.window)
    lengths = []
    for axis in range(2):
        first = np.arange(windows.count[axis]) * windows.strides[axis]
        first = first - windows.before[axis]
        last = np.minimum(first + windows.window[axis], windows.size[axis])
        lengths.append(last - np.maximum(first, 0))
    return np.multiply.outer(*lengths)[..., None]


def _shared(x: Any, windows: Windows) -> Any:
    counts = _counts(windows)
    return x / (counts.astype(x.dtype) if windows.is_padded else x.dtype.type(counts))


@op("AvgPool", "T -> T", shape=_pooled("AvgPool", _TWO), T=FLOATS)
def avg_pool_op(
    value: Any, *, ksize: Any, strides: Any, padding: str, data_format: str = "NHWC"
) -> Any:
    """The mean of what each window sees of the image."""
    windows = _windows("AvgPool", value.shape, ksize, strides, padding, data_format)
    image = windows.padded(value)
    batch, channels = value.shape[0], value.shape[3]
    found = np.zeros((batch, *windows.count, channels), value.dtype)
    for _, _, vertical, horizontal in windows.taps():
        found += image[:, vertical, horizontal]
    return _shared(found, windows)


@avg_pool_op.vjp
def _(call: Any, g: Any) -> Any:
    return avg_pool_grad(shape_op(call.inputs[0]), g, **call.attrs)


avg_pool_op.jvp_linear(0)


@op("AvgPoolGrad", "int32, T -> T", shape=rules.shape_from(0), T=FLOATS)
def avg_pool_grad(
    orig_input_shape: Any,
    grad: Any,
    *,
    ksize: Any,
    strides: Any,
    padding: str,
    data_format: str = "NHWC",
) -> Any:
    """The cotangent of each window, shared out among the pixels that it sees."""
    shape = orig_input_shape.tolist()
    windows = _windows("AvgPoolGrad", shape, ksize, strides, padding, data_format)
    image = windows.blank(shape[0], shape[3], grad.dtype)
    share = _shared(grad, windows)
    for _, _, vertical, horizontal in windows.taps():
        image[:, vertical, horizontal] += share
    return np.ascontiguousarray(windows.inner(image))


@avg_pool_grad.vjp
def _(call: Any, g: Any) -> Any:
    return None, avg_pool_op(g, **call.attrs)


avg_pool_grad.jvp_linear(1)
