"""Where along an axis the greatest and the least element are: argmax, argmin."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX, REALS
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.lengths import checked_axis


def _without_axis(call: Any) -> TensorShape:
    dims, axis = call.inputs[0].shape.known_dims, call.inputs[1].static_value()
    if dims is None:
        return rules.UNKNOWN
    if not dims:
        return rules.SCALAR  # the kernel refuses it, as TensorFlow's does
    if axis is None:
        return TensorShape([None] * (len(dims) - 1))
    at = checked_axis(int(axis), len(dims))
    return TensorShape([*dims[:at], *dims[at + 1 :]])


def _extreme(function: Any, input: Any, dimension: Any, output_type: Any) -> Any:
    axis = int(dimension)
    if not -input.ndim <= axis < input.ndim:
        raise InvalidArgumentError(
            None,
            None,
            f"Expected dimension in the range [{-input.ndim}, {input.ndim}), but got "
            f"{axis}",
        )
    if not input.shape[axis]:
        raise InvalidArgumentError(
            None,
            None,
            f"Reduction axis {axis} is empty in shape {bracketed(input.shape)}",
        )
    if input.dtype.kind == "f" and np.isnan(input).any():  # no number is an extreme
        never = -np.inf if function is np.argmax else np.inf
        input = np.where(np.isnan(input), never, input)
    return function(input, axis).astype(output_type.numpy_dtype)


_COMPARABLE = (*REALS, dt.bool_)


@op(
    "ArgMax",
    "T, Tidx -> output_type",
    shape=_without_axis,
    differentiable=False,
    T=_COMPARABLE,
    Tidx=INDEX,
)
def argmax_op(input: Any, dimension: Any, *, output_type: Any = dt.int64) -> Any:
    """Where along an axis the greatest element is, the first of equals."""
    return _extreme(np.argmax, input, dimension, output_type)


@op(
    "ArgMin",
    "T, Tidx -> output_type",
    shape=_without_axis,
    differentiable=False,
    T=_COMPARABLE,
    Tidx=INDEX,
)
def argmin_op(input: Any, dimension: Any, *, output_type: Any = dt.int64) -> Any:
    """Where along an axis the least element is, the first of equals."""
    return _extreme(np.argmin, input, dimension, output_type)


_PLACES = (dt.int16, dt.uint16, dt.int32, dt.int64)


def place_type(output_type: Any) -> dt.DType:
    """The dtype of places along an axis; ``TypeError`` for one that is none."""
    wanted = dt.as_dtype(output_type)
    if wanted not in _PLACES:
        raise TypeError(
            f"Value passed to parameter 'output_type' has DataType {wanted.name} not "
            f"in list of allowed values: {', '.join(kind.name for kind in _PLACES)}"
        )
    return wanted


def _axis_of(axis: Any, dimension: Any) -> Any:
    if axis is not None and dimension is not None:
        raise ValueError("Cannot specify both 'axis' and 'dimension'.")
    axis = dimension if axis is None else axis
    return 0 if axis is None else axis


@composite
def argmax(
    input: Any,
    axis: Any = None,
    name: str | None = None,
    dimension: Any = None,
    output_type: Any = dt.int64,
) -> Any:
    """Returns where along ``axis`` (0) the greatest element is, the first of equals.

    Source: tf.compat.v1.argmax.

    >>> import teachflow as tf
    >>> tf.argmax([[1, 5, 2], [7, 0, 3]], axis=1).numpy()
    array([1, 0])
    """
    wanted, axis = place_type(output_type), _axis_of(axis, dimension)
    return argmax_op(input, axis, output_type=wanted, name=name or "ArgMax")


@composite
def argmin(
    input: Any,
    axis: Any = None,
    name: str | None = None,
    dimension: Any = None,
    output_type: Any = dt.int64,
) -> Any:
    """Returns where along ``axis`` (0) the least element is, the first of equals.

    Source: tf.compat.v1.argmin.

    >>> import teachflow as tf
    >>> tf.argmin([[1, 5, 2], [7, 0, 3]], axis=1).numpy()
    array([0, 1])
    """
    wanted, axis = place_type(output_type), _axis_of(axis, dimension)
    return argmin_op(input, axis, output_type=wanted, name=name or "ArgMin")
