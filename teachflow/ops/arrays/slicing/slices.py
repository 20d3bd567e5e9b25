"""Parts of a tensor by begin and size: Slice, and how it goes back."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.arrays.lengths import plain


def _slice_shape(call: Any) -> TensorShape:
    x, begin_tensor, size_tensor = call.inputs
    dims = x.shape.known_dims
    begin = rules.value_as_shape(begin_tensor).known_dims
    sizes = size_tensor.static_value()
    if dims is None:
        return rules.value_as_shape(size_tensor)
    if sizes is None:
        known = rules.value_as_shape(size_tensor).known_dims
        return TensorShape(known or [None] * len(dims))
    result: list[int | None] = []
    for axis, (length, size) in enumerate(zip(dims, sizes.tolist(), strict=True)):
        first = None if begin is None else begin[axis]
        if first is None or length is None:
            result.append(None if size == -1 else size)
            continue
        # A part that is not there is refused when it is taken, as in TensorFlow.
        result.append(max(length - first, 0) if size == -1 else size)
    return TensorShape(result)


def _out_of_range(axis: int, length: int, first: int, size: int) -> str:
    """What is wrong with the part that a Slice takes of an axis; empty for nothing."""
    if not 0 <= first <= length:
        return f"Expected begin[{axis}] in [0, {length}], but got {first}"
    if size != -1 and not 0 <= size <= length - first:
        return f"Expected size[{axis}] in [0, {length - first}], but got {size}"
    return ""


def _slice_key(begin: Any, size: Any) -> tuple[slice, ...]:
    pairs = zip(begin.tolist(), size.tolist(), strict=True)
    return tuple([slice(b, None if s == -1 else b + s) for b, s in pairs])


@op("Slice", "T, Index, Index -> T", shape=_slice_shape, Index=INDEX)
def slice_op(input: Any, begin: Any, size: Any) -> Any:
    """``size`` elements of the input from ``begin`` on, along each axis."""
    pairs = zip(np.shape(input), begin.tolist(), size.tolist(), strict=True)
    for axis, (length, first, count) in enumerate(pairs):
        wrong = _out_of_range(axis, length, first, count)
        if wrong:
            raise InvalidArgumentError(None, None, wrong)
    return input[_slice_key(begin, size)]


@slice_op.vjp
def _(call: Any, g: Any) -> Any:
    x, begin, size = call.inputs
    return place_slice(x, begin, size, g), None, None


slice_op.jvp_linear(0)


@op("PlaceSlice", "T, Index, Index, T -> T", shape=rules.same, Index=INDEX)
def place_slice(like: Any, begin: Any, size: Any, value: Any) -> Any:
    """Zeros of the shape of ``like`` with ``value`` where a Slice would read.

    Ours, not TensorFlow's.
    """
    result = np.zeros(np.shape(like), value.dtype)
    result[_slice_key(begin, size)] = value
    return result


@place_slice.vjp
def _(call: Any, g: Any) -> Any:
    _like, begin, size, _value = call.inputs
    return None, None, None, slice_op(g, begin, size)


place_slice.jvp_linear(3)


@composite
def slice_(input_: Any, begin: Any, size: Any, name: str | None = None) -> Any:
    """Returns ``size[i]`` elements from ``begin[i]`` on along each axis i.

    A size of -1 is the rest. Raises ``ValueError`` (``InvalidArgumentError`` when
    computing) for what is out of range. Source: tf.slice.

    >>> import teachflow as tf
    >>> tf.slice([1, 2, 3, 4], [1], [2]).numpy()
    array([2, 3], dtype=int32)
    """
    return slice_op(input_, plain(begin), plain(size), name=name)


slice_.__name__ = "slice"
