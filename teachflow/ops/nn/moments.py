"""Mean and variance along axes, and what is normalized by them."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.ops.arrays.array import stop_gradient
from teachflow.ops.arrays.create import zeros_like
from teachflow.ops.arrays.gather import gather
from teachflow.ops.arrays.lengths import rank, shape_op
from teachflow.ops.arrays.reshaping import squeeze
from teachflow.ops.math.arithmetic import div_no_nan
from teachflow.ops.math.cast import cast
from teachflow.ops.math.complex import complex as complex_
from teachflow.ops.math.complex import imag, real
from teachflow.ops.math.elementary import rsqrt
from teachflow.ops.math.math import (
    add_v2,
    multiply,
    reciprocal,
    square,
    squared_difference,
    subtract,
)
from teachflow.ops.math.order import maximum
from teachflow.ops.math.reduce import reduce_mean, reduce_prod, reduce_sum


def _kept(keepdims: Any, keep_dims: Any) -> bool:
    if keepdims is not None and keep_dims is not None:
        raise ValueError("Cannot specify both 'keepdims' and 'keep_dims'.")
    return bool(keep_dims if keepdims is None else keepdims)


@composite
def moments(
    x: Any,
    axes: Any,
    shift: Any = None,
    name: str | None = None,
    keep_dims: bool | None = None,
    keepdims: bool | None = None,
) -> Any:
    """Returns mean and variance of ``x`` along ``axes``.

    Both lack those axes, or have length 1 along them with ``keepdims``. float16 is
    computed in float32. ``shift`` does nothing. Source: tf.compat.v1.nn.moments.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.nn.moments(tf.constant([[1.0, 2.0], [3.0, 6.0]]), [0]))
    (array([2., 4.], dtype=float32), array([1., 4.], dtype=float32))
    """
    kept = _kept(keepdims, keep_dims)
    here = home.choose((x, axes))
    with here.scope(name or "moments"):
        x = here.convert(x, None, "x")
        half = x.dtype.base_dtype is dt.float16
        y = cast(x, dt.float32) if half else x
        mean = reduce_mean(y, axes, keepdims=True, name="mean")
        distance = squared_difference(y, stop_gradient(mean))
        variance = reduce_mean(distance, axes, keepdims=True, name="variance")
        if not kept:
            mean, variance = squeeze(mean, axes), squeeze(variance, axes)
        if half:
            return cast(mean, dt.float16), cast(variance, dt.float16)
        return mean, variance


def moments_v2(
    x: Any, axes: Any, shift: Any = None, keepdims: bool = False, name: Any = None
) -> Any:
    """Returns mean and variance of ``x`` along ``axes``.

    Source: tf.nn.moments.

    >>> import teachflow as tf
    >>> mean, variance = tf.nn.moments([[1.0, 2.0], [3.0, 6.0]], [0])
    >>> variance.numpy()
    array([1., 4.], dtype=float32)
    """
    return moments(x, axes, shift, name, keepdims=keepdims)


@composite
def weighted_moments(
    x: Any,
    axes: Any,
    frequency_weights: Any,
    name: str | None = None,
    keep_dims: bool | None = None,
    keepdims: bool | None = None,
) -> Any:
    """Returns mean and variance along ``axes``, elements weighed.

    ``frequency_weights`` broadcast to ``x``. Source: tf.compat.v1.nn.weighted_moments.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.nn.weighted_moments([1.0, 4.0], [0], [2.0, 1.0]))
    (np.float32(2.0), np.float32(2.0))
    """
    kept = _kept(keepdims, keep_dims)
    here = home.choose((x, axes, frequency_weights))
    with here.scope(name or "weighted_moments"):
        x = here.convert(x, None, "x")
        weights = here.convert(frequency_weights, None, "frequency_weights")
        half = x.dtype.base_dtype is dt.float16
        if half:
            x = cast(x, dt.float32)
        if weights.dtype.base_dtype is not x.dtype.base_dtype:
            weights = cast(weights, x.dtype.base_dtype)
        total = reduce_sum(
            multiply(weights, x, name="mul"),
            axes,
            name="weighted_input_sum",
            keepdims=True,
        )
        every = add_v2(weights, zeros_like(x), name="add")
        size = reduce_sum(every, axes, name="sum_of_weights", keepdims=True)
        mean = div_no_nan(total, size)
        distance = multiply(weights, squared_difference(x, mean), name="mul")
        distance = reduce_sum(distance, axes, name="weighted_distsq", keepdims=True)
        variance = div_no_nan(distance, size)
        if not kept:
            mean, variance = squeeze(mean, axes), squeeze(variance, axes)
        if half:
            mean, variance = cast(mean, dt.float16), cast(variance, dt.float16)
        return mean, variance


@composite
def sufficient_statistics(
    x: Any,
    axes: Any,
    shift: Any = None,
    keep_dims: bool | None = None,
    name: str | None = None,
    keepdims: bool | None = None,
) -> Any:
    """Returns what mean and variance along ``axes`` are made of.

    These are the number of elements, their sum, the sum of their squares (both of the
    elements less ``shift``, where it is given), and the shift or None.
    Source: tf.compat.v1.nn.sufficient_statistics.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.nn.sufficient_statistics([1.0, 2.0], [0])[:3])
    (np.float32(2.0), np.float32(3.0), np.float32(5.0))
    """
    kept = _kept(keepdims, keep_dims)
    axes = sorted(set(axes))
    here = home.choose((x, shift))
    with here.scope(name or "sufficient_statistics"):
        x = here.convert(x, None, "x")
        kind, dims = x.dtype.base_dtype, x.shape.known_dims
        if dims is not None and None not in [dims[axis] for axis in axes]:
            size = np.prod([dims[axis] for axis in axes])
            count = here.convert(np.asarray(size, kind.numpy_dtype))
        else:
            rank(x)  # TensorFlow asks, and does not use it
            lengths = gather(cast(shape_op(x), kind), axes)
            count = reduce_prod(lengths, name="count")
        if shift is not None:
            shift = here.convert(shift, kind, "shift")
            first, second = subtract(x, shift), squared_difference(x, shift)
        else:
            first, second = x, square(x)
        first = reduce_sum(first, axes, keepdims=kept, name="mean_ss")
        second = reduce_sum(second, axes, keepdims=kept, name="var_ss")
        return count, first, second, shift


@composite
def normalize_moments(
    counts: Any, mean_ss: Any, variance_ss: Any, shift: Any, name: str | None = None
) -> Any:
    """Returns mean and variance from what ``sufficient_statistics`` gave.

    Source: tf.nn.normalize_moments.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.nn.normalize_moments(2.0, 3.0, 5.0, None))
    (np.float32(1.5), np.float32(0.25))
    """
    here = home.choose((counts, mean_ss, variance_ss, shift))
    with here.scope(name or "normalize"):
        divisor = reciprocal(counts, name="divisor")
        if shift is None:
            mean = shifted = multiply(mean_ss, divisor, name="mean")
        else:
            shifted = multiply(mean_ss, divisor, name="shifted_mean")
            mean = add_v2(shifted, shift, name="mean")
        squares = multiply(variance_ss, divisor)
        return mean, subtract(squares, square(shifted), name="variance")


@composite
def batch_normalization(
    x: Any,
    mean: Any,
    variance: Any,
    offset: Any,
    scale: Any,
    variance_epsilon: Any,
    name: str | None = None,
) -> Any:
    """Returns ``(x - mean) / sqrt(variance + epsilon) * scale + offset``.

    ``offset`` and ``scale`` may be None. Source: tf.nn.batch_normalization.

    >>> import teachflow as tf
    >>> tf.nn.batch_normalization([1.0, 5.0], 3.0, 4.0, 10.0, 1.0, 0.0).numpy()
    array([ 9., 11.], dtype=float32)
    """
    here = home.choose((x, mean, variance, offset, scale))
    with here.scope(name or "batchnorm"):
        x = here.convert(x)
        kind = x.dtype.base_dtype
        inverse = rsqrt(add_v2(variance, variance_epsilon, name="add"))
        if scale is not None:
            inverse = multiply(inverse, scale, name="mul")
        scaled = multiply(x, cast(inverse, kind), name="mul")
        if offset is None:
            rest = -here.convert(mean) * inverse
        else:
            moved = multiply(mean, inverse, name="mul")
            rest = subtract(offset, moved, name="sub")
        return add_v2(scaled, cast(rest, kind), name="add")


@composite
def l2_normalize(
    x: Any,
    axis: Any = None,
    epsilon: float = 1e-12,
    name: str | None = None,
    dim: Any = None,
) -> Any:
    """Returns ``x`` divided by its length along ``axis`` (over all if None).

    The square of the length is at least ``epsilon``. Source: tf.math.l2_normalize.

    >>> import teachflow as tf
    >>> tf.math.l2_normalize([3.0, 4.0]).numpy()
    array([0.6, 0.8], dtype=float32)
    """
    if axis is not None and dim is not None:
        raise ValueError("Cannot specify both 'axis' and 'dim'.")
    axis = dim if axis is None else axis
    here = home.choose((x,))
    with here.scope(name or "l2_normalize") as scope:
        x = here.convert(x, None, "x")
        if x.dtype.is_complex:
            squares = add_v2(square(real(x)), square(imag(x)))
            total = reduce_sum(squares, axis, keepdims=True)
            inverse = rsqrt(maximum(total, epsilon))
            parts = multiply(real(x), inverse), multiply(imag(x), inverse)
            return complex_(*parts, name=scope or None)
        total = reduce_sum(square(x), axis, keepdims=True)
        return multiply(x, rsqrt(maximum(total, epsilon)), name=scope or None)
