"""Arrays from scratch: zeros, ones, fill, range, one_hot."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX, DType
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.operand import Operand, operator
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.array import zeros_like_op
from teachflow.ops.arrays.lengths import indices, plain, shape_within
from teachflow.ops.arrays.reshaping import reshape
from teachflow.ops.arrays.shaping import sum_like
from teachflow.ops.math.cast import cast

_SMALL = 1000  # elements; from here on TensorFlow fills at run time

# ---- one value -------------------------------------------------------------------


def _filled_shape(call: Any) -> TensorShape:
    dims, value = call.inputs
    rules.check_rank(value.shape, 0)
    lengths = dims.static_value()
    if lengths is not None and (lengths < 0).any():
        raise ShapeError(f"Fill dimensions must be >= 0, not {lengths.tolist()}")
    return rules.value_as_shape(dims)


@op("Fill", "index_type, T -> T", shape=_filled_shape, index_type=INDEX)
def fill_op(dims: Any, value: Any) -> Any:
    """An array of the shape ``dims`` that holds ``value`` everywhere."""
    lengths = np.atleast_1d(dims).tolist()
    for length in lengths:
        if length < 0:
            raise InvalidArgumentError(None, None, f"Dimension {length} must be >= 0")
    if value.size != 1:
        raise InvalidArgumentError(
            None,
            None,
            f"value must represent a scalar, got shape {bracketed(value.shape)}",
        )
    return np.full(lengths, value.reshape(()), value.dtype)


@fill_op.vjp
def _(call: Any, g: Any) -> Any:
    return None, sum_like(g, call.inputs[1])


fill_op.jvp_linear(1)


@composite
def fill(dims: Any, value: Any, name: str | None = None, layout: Any = None) -> Any:
    """Returns a tensor of the shape ``dims`` with the scalar ``value`` everywhere.

    Unlike TensorFlow, ``layout`` changes nothing: there is one device. Source: tf.fill.

    >>> import teachflow as tf
    >>> tf.fill([2, 2], 7.0).numpy()
    array([[7., 7.],
           [7., 7.]], dtype=float32)
    """
    here = home.choose((dims, value))
    with here.scope(name or "Fill") as scope:
        dims = indices(here, dims, "dims")
        return fill_op(dims, value, name=scope or None)


def _filled(kind: str, shape: Any, dtype: Any, name: str | None) -> Any:
    wanted = dt.as_dtype(dtype).base_dtype
    here = home.choose((shape,))
    with here.scope(name or kind) as scope:
        element = {"b": kind == "ones", "O": b""}.get(wanted._kind, int(kind == "ones"))
        if not isinstance(shape, Operand):
            shape = plain(shape.tolist() if isinstance(shape, np.ndarray) else shape)
            known = _static_lengths(shape)
            if known is None:
                shape = here.convert(shape, dt.int32)
            elif math.prod(known) < _SMALL and isinstance(shape, list):
                array = np.full(known, element, wanted.numpy_dtype)
                return here.convert(array, wanted, scope or None)
            else:
                shape = here.convert(known, _index_type(known), "shape_as_tensor")
        if shape.shape.rank == 0:
            shape = reshape(shape, [-1])
        value = here.convert(np.array(element, wanted.numpy_dtype), wanted, "Const")
        return fill_op(shape, value, name=scope or None)


def _static_lengths(shape: Any) -> list[int] | None:
    """The lengths where they are plain numbers; None where tensors are among them."""
    if isinstance(shape, list) and any(isinstance(item, Operand) for item in shape):
        return None
    lengths: list[int] = np.reshape(shape, -1).tolist()
    if not all(isinstance(length, int) and length >= 0 for length in lengths):
        if lengths:
            return None
        lengths = []
    return lengths


def _index_type(lengths: list[int]) -> DType:
    return dt.int64 if any(length >= 2**31 for length in lengths) else dt.int32


@composite
def zeros(
    shape: Any, dtype: Any = dt.float32, name: str | None = None, layout: Any = None
) -> Any:
    """Returns zeros of ``shape`` and ``dtype``: False for bool, empty for strings.

    A constant where it is small and the shape is known. Unlike TensorFlow, ``layout``
    changes nothing: there is one device. Source: tf.zeros.

    >>> import teachflow as tf
    >>> tf.zeros([2, 2], tf.int32).numpy()
    array([[0, 0],
           [0, 0]], dtype=int32)
    """
    return _filled("zeros", shape, dtype, name)


@composite
def ones(
    shape: Any, dtype: Any = dt.float32, name: str | None = None, layout: Any = None
) -> Any:
    """Returns ones of ``shape`` and ``dtype``: True for bool.

    A constant where it is small and the shape is known. Unlike TensorFlow, ``layout``
    changes nothing: there is one device. Source: tf.ones.

    >>> import teachflow as tf
    >>> tf.ones([3]).numpy()
    array([1., 1., 1.], dtype=float32)
    """
    if dt.as_dtype(dtype).base_dtype is dt.string:
        raise TypeError("tf.ones: there is no string that is one; use tf.fill.")
    return _filled("ones", shape, dtype, name)


@composite
def zeros_like(
    tensor: Any, dtype: Any = None, name: str | None = None, optimize: bool = True
) -> Any:
    """Returns zeros of the shape of ``tensor``, of its dtype or of ``dtype``.

    With ``optimize`` it is a constant where the shape is known before running.
    Source: tf.zeros_like.

    >>> import teachflow as tf
    >>> tf.zeros_like([1.0, 2.0]).numpy()
    array([0., 0.], dtype=float32)
    """
    here = home.choose((tensor,))
    with here.scope(name or "zeros_like") as scope:
        tensor = here.convert(tensor, None, "tensor")
        own = tensor.dtype.base_dtype
        wanted = own if dtype is None else dt.as_dtype(dtype).base_dtype
        if optimize and tensor.shape.is_fully_defined():
            return zeros(tensor.shape, wanted, scope or None)
        if wanted is not own:
            lengths = shape_within(tensor, None, dt.int32, "shape_as_tensor")
            return zeros(lengths, wanted, scope or None)
        return zeros_like_op(tensor, name=scope or None)


@composite
def ones_like(
    tensor: Any, dtype: Any = None, name: str | None = None, optimize: bool = True
) -> Any:
    """Returns ones of the shape of ``tensor``, of its dtype or of ``dtype``.

    Unlike TensorFlow, ``optimize`` changes nothing: a known shape is a constant.
    Source: tf.ones_like.

    >>> import teachflow as tf
    >>> tf.ones_like([5, 6]).numpy()
    array([1, 1], dtype=int32)
    """
    here = home.choose((tensor,))
    with here.scope(name or "ones_like") as scope:
        tensor = here.convert(tensor, None, "tensor")
        wanted = tensor.dtype.base_dtype if dtype is None else dtype
        lengths = shape_within(tensor, None, dt.int32, "shape_as_tensor")
        return ones(lengths, wanted, scope or None)


# ---- sequences -------------------------------------------------------------------


def _check_range(start: Any, limit: Any, delta: Any) -> str:
    """What is wrong with the ends of a range; empty where nothing is."""
    if delta == 0:
        return f"Requires delta != 0: {delta}"
    if delta > 0 and start > limit:
        return f"Requires start <= limit when delta > 0: {start}/{limit}"
    if delta < 0 and start < limit:
        return f"Requires start >= limit when delta < 0: {start}/{limit}"
    return ""


def _range_size(start: Any, limit: Any, delta: Any) -> int:
    if isinstance(delta, int):
        return len(range(start, limit, delta))
    size: int = math.ceil(abs((limit - start) / delta))
    return size


def _range_shape(call: Any) -> TensorShape:
    ends = [tensor.static_value() for tensor in call.inputs]
    if any(end is None for end in ends):
        return TensorShape([None])
    for end in ends:
        if end.ndim:
            raise ShapeError(f"Shape must be rank 0 but is rank {end.ndim}")
    start, limit, delta = (end.item() for end in ends)
    wrong = _check_range(start, limit, delta)
    if wrong:
        raise ShapeError(wrong)
    return TensorShape([_range_size(start, limit, delta)])


@op(
    "Range",
    "Tidx, Tidx, Tidx -> Tidx",
    shape=_range_shape,
    differentiable=False,
    Tidx=tuple([dtype for dtype in dt.REALS if dtype is not dt.uint8]),
)
def range_op(start: Any, limit: Any, delta: Any) -> Any:
    """The numbers from ``start`` up to and without ``limit`` in steps of ``delta``."""
    first, last, step = start.item(), limit.item(), delta.item()
    wrong = _check_range(first, last, step)
    if wrong:
        raise InvalidArgumentError(None, None, wrong)
    size = _range_size(first, last, step)
    if isinstance(step, int):
        return np.arange(first, first + size * step, step, dtype=start.dtype)
    return start + np.arange(size).astype(start.dtype) * delta


_HIERARCHY = (dt.int32, dt.int64, dt.float16, dt.float32, dt.float64)


@operator("range")
@composite
def range_(
    start: Any,
    limit: Any = None,
    delta: Any = 1,
    dtype: Any = None,
    name: str | None = "range",
) -> Any:
    """Returns the vector start, start + delta, ... up to and without ``limit``.

    With one number it begins at 0. The dtype is the widest of the three unless
    ``dtype`` says otherwise. Raises ``InvalidArgumentError`` (``ValueError`` where it
    shows before running) for a step of 0 or away from ``limit``. Source: tf.range.

    >>> import teachflow as tf
    >>> tf.range(2, 10, 3).numpy()
    array([2, 5, 8], dtype=int32)
    """
    if limit is None:
        start, limit = 0, start
    here = home.choose((start, limit, delta))
    with here.scope(name or "Range") as scope:
        wanted = None if dtype is None else dt.as_dtype(dtype).base_dtype
        named = zip(("start", "limit", "delta"), (start, limit, delta), strict=True)
        ends = [
            end if isinstance(end, Operand) else here.convert(plain(end), wanted, key)
            for key, end in named
        ]
        if wanted is None:
            found = [end.dtype.base_dtype for end in ends]
            if any(kind not in _HIERARCHY for kind in found):
                raise TypeError(
                    f"tf.range cannot choose among {[kind.name for kind in found]}: "
                    f"say which with `dtype`."
                )
            wanted = max(found, key=_HIERARCHY.index)
        ends = [cast(end, wanted) for end in ends]
        return range_op(*ends, name=scope or None)


range_.__name__ = "range"


# ---- one-hot ---------------------------------------------------------------------


def _one_hot_shape(call: Any) -> TensorShape:
    dims, depth = call.inputs[0].shape.known_dims, call.inputs[1].static_value()
    axis = call.attrs["axis"]
    if dims is None:
        return rules.UNKNOWN
    rank = len(dims)
    if not -1 <= axis <= rank:
        return rules.UNKNOWN  # the kernel refuses it, as TensorFlow's does
    at = rank if axis == -1 else axis
    length = None if depth is None else int(depth)
    return TensorShape([*dims[:at], length, *dims[at:]])


@op(
    "OneHot",
    "TI, int32, T, T -> T",
    shape=_one_hot_shape,
    differentiable=False,
    TI=(dt.uint8, dt.int8, dt.int32, dt.int64),
)
def one_hot_op(
    indices: Any, depth: Any, on_value: Any, off_value: Any, *, axis: int = -1
) -> Any:
    """``on_value`` at each index along a new axis, ``off_value`` elsewhere."""
    count = depth.item()
    if count < 0:
        raise InvalidArgumentError(
            None, None, f"depth must be non-negative, got: {count}"
        )
    if not -1 <= axis <= indices.ndim:
        raise InvalidArgumentError(
            None,
            None,
            f"Expected axis to be -1 or between [0, {indices.ndim + 1}).  But "
            f"received: {axis}",
        )
    positions = np.arange(count)
    at = indices.ndim if axis == -1 else axis
    positions = positions.reshape([count] + [1] * (indices.ndim - at))
    hot = np.expand_dims(indices, at) == positions
    return np.where(hot, on_value, off_value)


@composite
def one_hot(
    indices: Any,
    depth: Any,
    on_value: Any = None,
    off_value: Any = None,
    axis: int | None = None,
    dtype: Any = None,
    name: str | None = None,
) -> Any:
    """Returns a tensor with a new axis: ``on_value`` at the index, else ``off_value``.

    They are 1 and 0 of ``dtype`` (float32) by default; the new axis has the length
    ``depth`` and is the last one unless ``axis`` says otherwise. An index out of range
    gives a row without ``on_value``. Raises ``TypeError`` where the two values' dtypes
    differ from each other or from ``dtype``. Source: tf.one_hot.

    >>> import teachflow as tf
    >>> tf.one_hot([0, 2], 3).numpy()
    array([[1., 0., 0.],
           [0., 0., 1.]], dtype=float32)
    """
    here = home.choose((indices, depth, on_value, off_value))
    with here.scope(name or "one_hot") as scope:
        wanted = None if dtype is None else dt.as_dtype(dtype).base_dtype
        given = {"on_value": on_value, "off_value": off_value}
        values = {
            key: here.convert(value, None, None, wanted)
            for key, value in given.items()
            if value is not None
        }
        for key, value in values.items():
            found = value.dtype.base_dtype
            other = "dtype parameter" if dtype is not None else "on_value"
            wanted = wanted or found
            if found is not wanted:
                raise TypeError(
                    f"dtype {found} of {key} does not match dtype {wanted} of {other}. "
                    f"Use tf.cast on one of them."
                )
        for key, number in (("on_value", 1), ("off_value", 0)):
            if key not in values:
                values[key] = here.convert(number, wanted or dt.float32, key)
        return one_hot_op(
            indices,
            depth,
            values["on_value"],
            values["off_value"],
            axis=-1 if axis is None else axis,
            name=scope or None,
        )
