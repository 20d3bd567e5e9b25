"""Elements as other dtypes, bit by bit or within limits; shapes that are demanded."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX, NUMBERS
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.reshaping import expand_dims, expand_dims_op
from teachflow.ops.arrays.stacking import unpack
from teachflow.ops.math.cast import cast
from teachflow.ops.math.logic import greater_equal, less_equal
from teachflow.ops.math.mask import keep_where

# ---- bits ------------------------------------------------------------------------


def _recast(call: Any) -> TensorShape:
    shape, source = call.inputs[0].shape, call.inputs[0].dtype.base_dtype
    wanted = dt.as_dtype(call.attrs["type"])
    if shape.rank is None or source.size == wanted.size:
        return TensorShape(shape)
    if source.size > wanted.size:
        return TensorShape([*shape.known_dims, source.size // wanted.size])
    last = shape.known_dims[-1] if shape.rank else None
    if not shape.rank or last not in (None, wanted.size // source.size):
        raise ShapeError(
            f"Cannot bitcast due to shape. {last} does not match "
            f"{wanted.size // source.size}"
        )
    return TensorShape(shape.known_dims[:-1])


@op("Bitcast", "T -> type", shape=_recast, differentiable=False, T=NUMBERS)
def bitcast_op(input: Any, *, type: Any) -> Any:
    """The same bits, read as another dtype."""
    array, kind = np.ascontiguousarray(input), type.numpy_dtype
    if array.itemsize == kind.itemsize:
        return array.view(kind).reshape(np.shape(input))
    if array.itemsize > kind.itemsize:
        return array.reshape(*np.shape(input), 1).view(kind)
    if not array.ndim or array.shape[-1] * array.itemsize != kind.itemsize:
        raise InvalidArgumentError(
            None, None, f"Cannot bitcast from {input.dtype} to {kind}: {array.shape}"
        )
    return array.view(kind)[..., 0]


@composite
def bitcast(input: Any, type: Any, name: str | None = None) -> Any:
    """Returns the bits of ``input`` read as ``type``, which may change the last axis.

    Source: tf.bitcast.

    >>> import teachflow as tf
    >>> hex(tf.bitcast(1.0, tf.int32).numpy())
    '0x3f800000'
    """
    return bitcast_op(input, type=dt.as_dtype(type), name=name)


# ---- limits ------------------------------------------------------------------------


@op("ClipByValue", "T, T, T -> T", shape=rules.same, T=NUMBERS)
def clip_by_value_op(t: Any, clip_value_min: Any, clip_value_max: Any) -> Any:
    """Elements brought into the limits, which broadcast to them."""
    return np.minimum(np.maximum(t, clip_value_min), clip_value_max)


@clip_by_value_op.vjp
def _(call: Any, g: Any) -> Any:
    t, least, greatest = call.inputs
    inside = greater_equal(t, least) & less_equal(t, greatest)
    return keep_where(inside, g), None, None


clip_by_value_op.jvp_symmetric()


@composite
def saturate_cast(value: Any, dtype: Any, name: str | None = None) -> Any:
    """Returns ``value`` as ``dtype``, first brought into what that dtype can hold.

    Source: tf.saturate_cast.

    >>> import teachflow as tf
    >>> tf.saturate_cast([-5.0, 300.0], tf.uint8).numpy()
    array([  0, 255], dtype=uint8)
    """
    here, wanted = home.choose((value,)), dt.as_dtype(dtype).base_dtype
    with here.scope(name or "saturate_cast") as scope:
        value = here.convert(value, None, "value")
        kind = value.dtype.base_dtype
        if not (kind.is_complex or wanted.is_complex):
            number = kind.as_numpy_dtype
            least = number(max(kind.min, wanted.min))
            greatest = number(min(kind.max, wanted.max))
            # A limit may not exist in the given dtype: then the next one inside.
            if float(least) < float(wanted.min):
                least = np.nextafter(least, number(0))
            if float(greatest) > float(wanted.max):
                greatest = np.nextafter(greatest, number(0))
            limits = here.convert(least, kind), here.convert(greatest, kind)
            value = clip_by_value_op(value, *limits, name="clamp")
        return cast(value, wanted, name=scope or None)


# ---- demands -------------------------------------------------------------------------


def _demanded(call: Any) -> TensorShape:
    shape = call.inputs[0].shape
    wanted = TensorShape(call.attrs["shape"])
    if not shape.is_compatible_with(wanted):
        raise ShapeError(
            f"Dimensions must be equal: the tensor has shape {shape}, demanded is "
            f"{wanted}"
        )
    return TensorShape(shape.merge_with(wanted))


@op("EnsureShape", "T -> T", shape=_demanded)
def ensure_shape_op(input: Any, *, shape: Any) -> Any:
    """The input, whose shape is checked when it is run."""
    if not TensorShape(shape).is_compatible_with(np.shape(input)):
        raise InvalidArgumentError(
            None,
            None,
            f"Shape of tensor {bracketed(np.shape(input))} is not compatible with "
            f"expected shape {bracketed(TensorShape(shape))}.",
        )
    return np.array(input) if isinstance(input, np.ndarray) else input


@ensure_shape_op.vjp
def _(call: Any, g: Any) -> Any:
    return g


ensure_shape_op.jvp_symmetric()


@composite
def ensure_shape(x: Any, shape: Any, name: str | None = None) -> Any:
    """Returns ``x``, whose shape is demanded to fit ``shape``, also when it is run.

    Raises ``ValueError`` where it is known not to, ``InvalidArgumentError`` from the
    run. Source: tf.ensure_shape.

    >>> import teachflow as tf
    >>> tf.ensure_shape([1, 2, 3], [None]).shape
    TensorShape([3])
    """
    wanted = shape if isinstance(shape, TensorShape) else TensorShape(shape)
    return ensure_shape_op(x, shape=wanted, name=name)


@op("GuaranteeConst", "T -> T", shape=rules.same, stateful=True)
def guarantee_const(input: Any) -> Any:
    """The input as it is, promised to be constant.

    Source: tf.guarantee_const.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.guarantee_const([1, 2])))
    [1 2]
    """
    return np.array(input) if isinstance(input, np.ndarray) else input


@guarantee_const.vjp
def _(call: Any, g: Any) -> Any:
    return g


guarantee_const.jvp_symmetric()


@op("Timestamp", "-> float64", shape=rules.scalar, differentiable=False, stateful=True)
def timestamp() -> Any:
    """The time when it is run: seconds since 1970. Source: tf.timestamp.

    >>> import teachflow as tf
    >>> tf.timestamp().dtype
    tf.float64
    """
    return np.float64(time.time())


# ---- indices -------------------------------------------------------------------------


def _unravelled(call: Any) -> TensorShape:
    index, dims = (tensor.shape for tensor in call.inputs)
    count = dims.known_dims[0] if dims.rank == 1 else None
    if index.rank is None:
        return rules.UNKNOWN
    if not index.rank:
        return TensorShape([count])
    return TensorShape([count, *index.known_dims])


@op("UnravelIndex", "Tidx, Tidx -> Tidx", shape=_unravelled, Tidx=INDEX)
def unravel_index(indices: Any, dims: Any) -> Any:
    """For places in a flattened array, those in the array of shape ``dims``.

    The first axis of the result counts the axes. Raises ``InvalidArgumentError`` for a
    place that is not there. Source: tf.unravel_index.

    >>> import teachflow as tf
    >>> tf.unravel_index([2, 5], [3, 3]).numpy()
    array([[0, 1],
           [2, 2]], dtype=int32)
    """
    try:
        found = np.unravel_index(indices, tuple(dims.tolist()))
    except ValueError:
        raise InvalidArgumentError(
            None,
            None,
            f"index is out of bound as with dims: {indices.tolist()} in "
            f"{bracketed(dims.tolist())}",
        ) from None
    return np.array(found, indices.dtype)


# ---- rows ----------------------------------------------------------------------------


@op("ParallelConcat", "N*T -> T", shape=rules.attribute)
def parallel_concat(values: Any, *, shape: Any) -> Any:
    """Rows put one after the other."""
    return np.concatenate(values)


@parallel_concat.vjp
def _(call: Any, g: Any) -> Any:
    rows = unpack(g, num=len(call.inputs), axis=0)
    return tuple(expand_dims_op(row, 0) for row in rows)


parallel_concat.jvp_linear(0)


@composite
def parallel_stack(values: Any, name: str | None = "parallel_stack") -> Any:
    """Returns the tensors in ``values``, of one known shape, stacked along a new axis.

    Source: tf.parallel_stack.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.parallel_stack([tf.constant([1, 2]), tf.constant([3, 4])]))
    array([[1, 2],
           [3, 4]], dtype=int32)
    """
    here = home.choose((values,))
    with here.scope(name or "parallel_stack"):
        first = here.convert(values[0])
        shape = TensorShape([len(values)]).concatenate(first.shape)
        rows = [expand_dims(value, 0) for value in values]
        return parallel_concat(rows, shape=shape)
