"""Where values come into a program: constants, placeholders, and values passed on."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home, lists
from teachflow.core import shape_rules as rules
from teachflow.core.cell import Cell
from teachflow.core.convert import to_array
from teachflow.core.dtypes import DType
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.explaining.facts import told
from teachflow.core.home import composite
from teachflow.core.operand import Operand, operator
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed

# ---- constants -------------------------------------------------------------------


@op("Const", "-> dtype", shape=lambda call: TensorShape(call.attrs["value"].shape))
def const(*, value: Any, dtype: Any) -> Any:
    """A value that never changes."""
    return value


def _constant_parts(value: Any, dtype: Any, shape: Any) -> tuple[DType | None, Any]:
    if home.symbolic_home((value,)) is not None:
        raise TypeError(
            f"tf.constant needs a value that is known now, not a symbolic tensor: "
            f"{value}. Use the tensor itself, or tf.stack for a list of tensors."
        )
    wanted = None if dtype is None else dt.as_dtype(dtype).base_dtype
    return wanted, None if shape is None else tuple(TensorShape(shape).as_list())


@composite
def constant(
    value: Any,
    dtype: Any = None,
    shape: Any = None,
    name: str = "Const",
    verify_shape: bool = False,
) -> Any:
    """Returns a tensor that holds ``value``: a number, string, nested list or array.

    Python floats become float32 and ints int32 unless ``dtype`` says otherwise; arrays
    keep their dtype. With ``shape`` the elements fill it row by row, and the last one
    fills what is left (``verify_shape`` refuses that). Raises ``TypeError`` for what
    the dtype cannot hold, ``ValueError`` for too many elements. Source:
    tf.compat.v1.constant.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.constant([1, 2], shape=[2, 2])))
    [[1 2]
     [2 2]]
    """
    wanted, lengths = _constant_parts(value, dtype, shape)
    here = home.choose((value,))
    if lengths is None:
        return here.convert(value, wanted, name)
    array = to_array(value, wanted)
    if verify_shape and array.shape != lengths:
        raise TypeError(f"Expected Tensor's shape: {lengths}, but got {array.shape}.")
    size = math.prod(lengths)
    if array.size > size:
        raise ValueError(
            f"Too many elements provided. Takes at most {size}, but got {array.size}. "
            f"Give `shape` room for all of them, or leave it out."
        )
    if array.size == 0 < size:
        raise ValueError(f"There is no element to fill the shape {lengths} with.")
    flat = array.reshape(-1)
    if array.size < size:
        filled = np.full(size, flat[-1], array.dtype)
        filled[: array.size] = flat
        flat = filled
    return here.convert(flat.reshape(lengths), wanted, name)


@composite
def constant_v2(
    value: Any, dtype: Any = None, shape: Any = None, name: str = "Const"
) -> Any:
    """Returns a tensor that holds ``value``: a number, string, nested list or array.

    Python floats become float32 and ints int32 unless ``dtype`` says otherwise; arrays
    keep their dtype. With ``shape`` a single number is repeated, and other values are
    laid out row by row. Raises ``TypeError`` where the dtype cannot hold the value or
    the shape has another number of elements. Source: tf.constant.

    >>> import teachflow as tf
    >>> tf.constant([1, 2, 3, 4], shape=[2, 2]).numpy()
    array([[1, 2],
           [3, 4]], dtype=int32)
    """
    wanted, lengths = _constant_parts(value, dtype, shape)
    here = home.choose((value,))
    if wanted and isinstance(value, Operand) and value.dtype.base_dtype is not wanted:
        raise TypeError(
            f"Expected tensor {value} with dtype {wanted!r}, but got dtype "
            f"{value.dtype!r}. Use tf.cast to convert."
        )
    if lengths is None:
        return here.convert(value, wanted, name)
    array = to_array(value, wanted)
    size = math.prod(lengths)
    if array.size not in (1, size):
        raise TypeError(
            f"Eager execution of tf.constant with unsupported shape. Tensor {value!r} "
            f"has {array.size} elements, but the shape is {lengths} with {size} "
            f"elements."
        )
    if array.size == size:
        array = array.reshape(lengths)
    else:
        array = np.full(lengths, array.reshape(-1)[0], array.dtype)
    return here.convert(array, wanted, name)


# ---- placeholders ----------------------------------------------------------------


@op("Placeholder", "-> dtype", shape=rules.attribute)
def placeholder_op(*, dtype: Any, shape: Any, cell: Cell) -> Any:
    """A value that each run has to be fed."""
    known = "" if shape.rank is None else f" and shape {bracketed(shape)}"
    raise told(
        InvalidArgumentError(
            None,
            None,
            f"You must feed a value for placeholder tensor '{cell.name}' with dtype "
            f"{dtype.runtime_name}{known}. Write run(..., "
            f"feed_dict={{{cell.name}: value}}).",
        ),
        "unfed",
        name=cell.name,
        dtype=dtype,
        shape=shape,
    )


@composite
def placeholder(dtype: Any, shape: Any = None, name: str | None = None) -> Any:
    """Returns a tensor whose value each run is given in its ``feed_dict``.

    ``shape`` is checked against what is fed; None, whole or for one axis, accepts all.
    Raises ``RuntimeError`` where ops happen at once. Source: tf.compat.v1.placeholder.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.placeholder(tf.float32, shape=[None])
    ...     print(sess.run(x * 2, feed_dict={x: [1, 2, 3]}))
    [2. 4. 6.]
    """
    if not home.choose(()).symbolic:
        raise RuntimeError(
            "tf.placeholder() is not compatible with eager execution: there is no "
            "later run to feed. Use the value itself, or build inside "
            "`with graph.as_default():`."
        )
    return placeholder_op(
        dtype=dt.as_dtype(dtype).base_dtype, shape=TensorShape(shape), name=name
    )


def _default_shape(call: Any) -> TensorShape:
    shape, given = TensorShape(call.attrs["shape"]), call.inputs[0].shape
    if not shape.is_compatible_with(given):
        raise ShapeError(
            f"The default has shape {bracketed(given)}, the placeholder "
            f"{bracketed(shape)}"
        )
    return shape


@op("PlaceholderWithDefault", "dtype -> dtype", shape=_default_shape)
def placeholder_with_default_op(input: Any, *, shape: Any) -> Any:
    """``input``, unless the run is fed another value."""
    return input


@placeholder_with_default_op.vjp
def _(call: Any, g: Any) -> Any:
    return g


placeholder_with_default_op.jvp_symmetric()


# A run may be fed another value, so nothing is known before it.
placeholder_with_default_op.op.rules["static"] = lambda node: None


@composite
def placeholder_with_default(input: Any, shape: Any, name: str | None = None) -> Any:
    """Returns a tensor that is ``input`` in runs that feed nothing else for it.

    ``shape`` may leave axes open that the default fixes.
    Source: tf.compat.v1.placeholder_with_default.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.placeholder_with_default([1.0], shape=[None])
    ...     print(sess.run(x), sess.run(x, {x: [2, 3]}))
    [1.] [2. 3.]
    """
    return placeholder_with_default_op(input, shape=TensorShape(shape), name=name)


# ---- passing on ------------------------------------------------------------------


@op("Identity", "T -> T", shape=rules.same)
def identity_op(input: Any) -> Any:
    """The input as it is."""
    return input


@identity_op.vjp
def _(call: Any, g: Any) -> Any:
    return g


identity_op.jvp_symmetric()


@operator("identity")
@composite
def identity(input: Any, name: str | None = None) -> Any:
    """Returns a tensor with the value of ``input``.

    Source: tf.identity.

    >>> import teachflow as tf
    >>> tf.identity([1, 2]).numpy()
    array([1, 2], dtype=int32)
    """
    return identity_op(input, name=name)


@op("StopGradient", "T -> T", shape=rules.same, differentiable=False)
def stop_gradient_op(input: Any) -> Any:
    """The input as it is, through which no gradient flows."""
    return input


@composite
def stop_gradient(input: Any, name: str | None = None) -> Any:
    """Returns the value of ``input``; to gradients it is a constant.

    Source: tf.stop_gradient.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.constant(3.0)
    ...     print(sess.run(tf.gradients(x * tf.stop_gradient(x), x)))
    [np.float32(3.0)]
    """
    return stop_gradient_op(input, name=name)


@op("ZerosLike", "T -> T", shape=rules.same, differentiable=False)
def zeros_like_op(x: Any) -> Any:
    """Zeros of the input's shape and dtype; for a list, a list of zeros."""
    if type(x) is tuple:
        return lists.zeros(x)
    if x.dtype == object:
        return np.full(np.shape(x), b"", object)
    return np.zeros_like(x)


@op("OnesLike", "T -> T", shape=rules.same, differentiable=False)
def ones_like_op(x: Any) -> Any:
    """Ones of the input's shape and dtype."""
    return np.ones_like(x)
