"""Batch normalization in one op, and normalization across neighbouring channels.

Backwards both are written out in smaller ops, which can be differentiated again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import FLOATS, float16, float32
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op, takes_none
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.shaping import broadcast_like
from teachflow.ops.math.cast import cast
from teachflow.ops.math.elementary import rsqrt
from teachflow.ops.math.math import add_n_op, power, square, squared_difference
from teachflow.ops.math.reductions import reduce_mean_op, reduce_sum_op
from teachflow.ops.nn import windows as win

_PIXELS = [0, 1, 2]  # all axes but the channels
_LEAST_EPSILON = 1.001e-5  # below, another library of TensorFlow's refuses


# ---- batch normalization -------------------------------------------------------------


def _normalized(call: Any) -> tuple[TensorShape, ...]:
    form = call.attrs["data_format"]
    dims = win.image_dims(call.inputs[0].shape, form)
    given = 5 if not call.attrs["is_training"] else 3
    for tensor in call.inputs[1:given]:
        rules.check_rank(tensor.shape, 1)
        length = None if tensor.shape.rank is None else tensor.shape.as_list()[0]
        if length is not None and dims[3] not in (None, length):
            raise ShapeError(
                f"Dimensions must be equal, but are {dims[3]} and {length}"
            )
        dims[3] = length if dims[3] is None else dims[3]
    one = TensorShape([dims[3]])
    return win.image_shape(dims, form), one, one, one, one, TensorShape(None)


@op(
    "FusedBatchNormV3",
    "T, U, U, U, U -> T, U, U, U, U, U",
    shape=_normalized,
    T=(float16, float32),
    U=(float32,),
)
def fused_batch_norm_op(
    x: Any,
    scale: Any,
    offset: Any,
    mean: Any,
    variance: Any,
    *,
    epsilon: float = 0.0001,
    exponential_avg_factor: float = 1.0,
    data_format: str = "NHWC",
    is_training: bool = True,
) -> Any:
    """Normalized images, the (moving) moments to keep, those that were used, 0."""
    win.refuse_channels_first("FusedBatchNormV3", data_format)
    if x.ndim != 4 or scale.shape != x.shape[3:]:
        raise InvalidArgumentError(
            None,
            None,
            f"input must be 4-dimensional and scale have one number for each channel: "
            f"{bracketed(x.shape)}, {bracketed(scale.shape)}",
        )
    y = x.astype(np.float32, copy=False)
    if is_training:
        size = y.size // y.shape[3] if y.shape[3] else 0
        used_mean = y.mean((0, 1, 2))
        used_variance = y.var((0, 1, 2))
        sample = used_variance * np.float32(size / max(size - 1, 1))
        kept_mean, kept_variance = used_mean, sample
        factor = np.float32(exponential_avg_factor)
        if factor != 1:
            kept_mean = (1 - factor) * mean + factor * used_mean
            kept_variance = (1 - factor) * variance + factor * sample
    else:
        kept_mean = used_mean = mean
        kept_variance = used_variance = variance
    inverse = scale / np.sqrt(used_variance + np.float32(epsilon))
    y = (y - used_mean) * inverse + offset
    kept = kept_mean.copy(), kept_variance.copy()
    used = used_mean.copy(), used_variance.copy()
    return y.astype(x.dtype, copy=False), *kept, *used, np.float32(0)


def _standard(call: Any) -> tuple[Any, Callable[[Any], Any]]:
    """The images in standard units, and what the Jacobian by them makes of images.

    It is symmetric: cotangents and tangents go through alike.
    """
    x, scale, _, mean, variance = call.inputs
    training = call.attrs["is_training"]
    wide = cast(x, float32)
    if training:
        mean = reduce_mean_op(wide, _PIXELS)
        variance = reduce_mean_op(squared_difference(wide, mean), _PIXELS)
    inverse = rsqrt(variance + call.attrs["epsilon"])
    standard = (wide - mean) * inverse

    def through(part: Any) -> Any:
        if training:
            along = standard * reduce_mean_op(part * standard, _PIXELS)
            part = part - reduce_mean_op(part, _PIXELS) - along
        return part * (scale * inverse)

    return standard, through


@fused_batch_norm_op.vjp
@takes_none
def _(call: Any, g: Any, *_: Any) -> Any:
    if g is None:  # the moments are there to be kept, not to learn from
        return (None,) * 5
    g = cast(g, float32)
    standard, through = _standard(call)
    return (
        lambda: cast(through(g), call.inputs[0].dtype.base_dtype),
        lambda: reduce_sum_op(g * standard, _PIXELS),
        lambda: reduce_sum_op(g, _PIXELS),
        None,  # TensorFlow lets nothing flow to moments that are given
        None,
    )


@fused_batch_norm_op.jvp
def _(call: Any, dx: Any, dscale: Any, doffset: Any, *_: Any) -> Any:
    standard, through = _standard(call)
    parts = [] if dx is None else [through(cast(dx, float32))]
    parts += [] if dscale is None else [standard * dscale]
    parts += [] if doffset is None else [broadcast_like(doffset, standard)]
    if not parts:
        return (None,) * 6
    total = parts[0] if len(parts) == 1 else add_n_op(parts)
    return (cast(total, call.inputs[0].dtype.base_dtype), *[None] * 5)


@composite
def fused_batch_norm(
    x: Any,
    scale: Any,
    offset: Any,
    mean: Any = None,
    variance: Any = None,
    epsilon: float = 0.001,
    data_format: str = "NHWC",
    is_training: bool = True,
    name: str | None = None,
    exponential_avg_factor: float = 1.0,
) -> Any:
    """Returns images normalized channel by channel, and the moments to keep.

    ``x`` is [batch, height, width, channels] in float16 or float32. In training the
    batch's own mean and variance are used, and given back (the variance as that of a
    sample); with a factor below 1 what is given back is
    ``(1 - factor) * mean + factor * batch mean``. Else ``mean`` and ``variance`` are
    used.
    Source: tf.compat.v1.nn.fused_batch_norm.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.constant([[[[1.0]], [[3.0]]]])
    ...     y, mean, variance = tf.nn.fused_batch_norm(x, [1.0], [0.0])
    ...     sess.run([mean, variance])
    [array([2.], dtype=float32), array([2.], dtype=float32)]
    """
    if (not is_training or exponential_avg_factor != 1.0) and (
        mean is None or variance is None
    ):
        raise ValueError(
            f"Both `mean` and `variance` must be a 1D tensor when `is_training` is "
            f"False or `exponential_avg_factor` != 1.0. Received: `mean` {mean!r} and "
            f"`variance` {variance!r}"
        )
    here = home.choose((x, scale, offset, mean, variance))
    x = here.convert(x, None, "input")
    scale = here.convert(scale, None, "scale")
    offset = here.convert(offset, None, "offset")
    empty = np.zeros(0, np.float32)
    found = fused_batch_norm_op(
        x,
        scale,
        offset,
        here.convert(empty) if mean is None else mean,
        here.convert(empty) if variance is None else variance,
        epsilon=max(epsilon, _LEAST_EPSILON),
        exponential_avg_factor=exponential_avg_factor,
        data_format=data_format,
        is_training=is_training,
        name=name,
    )
    return tuple(found[:3])


# ---- across channels ---------------------------------------------------------------


@op("ChannelWindowSum", "T -> T", shape=rules.same, T=FLOATS)
def channel_window_sum(x: Any, *, depth_radius: int = 5) -> Any:
    """For each channel the sum of those at most ``depth_radius`` away.

    Ours, not TensorFlow's.
    """
    channels = x.shape[-1]
    far = np.subtract.outer(np.arange(channels), np.arange(channels))
    near: Any = (np.abs(far) <= depth_radius).astype(x.dtype)
    return np.matmul(x, near)


@channel_window_sum.vjp
def _(call: Any, g: Any) -> Any:
    return channel_window_sum(g, **call.attrs)


channel_window_sum.jvp_linear(0)


def _image(call: Any) -> TensorShape:
    shape: TensorShape = call.inputs[0].shape
    rules.check_rank(shape, 4)
    return shape


def _damped(call: Any) -> tuple[Any, Any, int, float, float]:
    """The input, what it was divided by (without ``beta``), radius, alpha and beta."""
    (x,) = call.inputs
    radius, bias, alpha, beta = (
        call.attrs[key] for key in ("depth_radius", "bias", "alpha", "beta")
    )
    total = channel_window_sum(square(x), depth_radius=radius)
    return x, total * alpha + bias, radius, alpha, beta


@op("LRN", "T -> T", shape=_image, T=(float16, float32))
def local_response_normalization(
    input: Any,
    *,
    depth_radius: int = 5,
    bias: float = 1.0,
    alpha: float = 1.0,
    beta: float = 0.5,
) -> Any:
    """Divides images by ``(bias + alpha * sum of neighbours' squares) ** beta``.

    Neighbours are the channels at most ``depth_radius`` away, itself among them.
    ``input`` is [batch, height, width, channels] in float16 or float32.
    Source: tf.nn.local_response_normalization.

    >>> import teachflow as tf
    >>> tf.nn.local_response_normalization(tf.constant([[[[3.0, 4.0]]]]), bias=0.0)
    ...     # doctest: +ELLIPSIS
    <tf.Tensor: shape=(1, 1, 1, 2), dtype=float32, numpy=array([[[[0.6, 0.8]]]], ...
    """
    kind = np.float32
    wide = input.astype(kind, copy=False)
    channels = input.shape[-1]
    far = np.subtract.outer(np.arange(channels), np.arange(channels))
    near = (np.abs(far) <= depth_radius).astype(kind)
    sizes = np.matmul(wide * wide, near) * kind(alpha) + kind(bias)
    return (wide * sizes ** kind(-beta)).astype(input.dtype, copy=False)


@local_response_normalization.vjp
def _(call: Any, g: Any) -> Any:
    x, sizes, radius, alpha, beta = _damped(call)
    shared = channel_window_sum(g * x * power(sizes, -beta - 1), depth_radius=radius)
    return g * power(sizes, -beta) - x * shared * (2 * alpha * beta)


@local_response_normalization.jvp
def _(call: Any, dx: Any) -> Any:
    x, sizes, radius, alpha, beta = _damped(call)
    grown = channel_window_sum(x * dx, depth_radius=radius) * (2 * alpha * beta)
    return dx * power(sizes, -beta) - x * grown * power(sizes, -beta - 1)
