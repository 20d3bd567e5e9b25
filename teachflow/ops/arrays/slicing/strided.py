"""Parts of a tensor by begin, end and strides: StridedSlice, and how it goes back.

``x[...]`` becomes one StridedSlice with three vectors and five bit masks (``keys``).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.arrays.array import zeros_like_op
from teachflow.ops.arrays.create import ones_like
from teachflow.ops.arrays.lengths import shallow, shape_op
from teachflow.ops.arrays.shaping import sum_like
from teachflow.ops.arrays.slicing.keys import MASKS, key_for, key_of, pick


def _sliced(call: Any) -> TensorShape:
    dims = call.inputs[0].shape.known_dims
    begin, end, strides = (tensor.static_value() for tensor in call.inputs[1:])
    if dims is None:
        return rules.UNKNOWN
    counts = [tensor.shape.num_elements() for tensor in call.inputs[1:]]
    count = next((count for count in counts if count), None)
    if count is None:
        return TensorShape(dims) if begin is not None else rules.UNKNOWN
    masks = call.attrs
    kinds = [
        tuple(bool(masks[name] >> entry & 1) for name in MASKS)
        for entry in range(count)
    ]
    if sum(ellipsis for _, _, ellipsis, _, _ in kinds) > 1:
        raise ShapeError("Multiple ellipses in slice spec not allowed")
    used = sum(not (ellipsis or new) for _, _, ellipsis, new, _ in kinds)
    if used > len(dims):
        raise ShapeError(
            f"Index out of range using input dim {len(dims)}; input has only "
            f"{len(dims)} dims"
        )
    if not any(ellipsis for _, _, ellipsis, _, _ in kinds):
        kinds.append((False, False, True, False, False))
    result: list[int | None] = []
    axis = 0
    for entry, (from_start, to_end, ellipsis, new, gone) in enumerate(kinds):
        if ellipsis:
            result += dims[axis : axis + len(dims) - used]
            axis += len(dims) - used
        elif new:
            result.append(1)
        else:
            first = None if begin is None else int(begin[entry])
            last = None if end is None else int(end[entry])
            step = None if strides is None else int(strides[entry])
            if step == 0:
                raise ShapeError(f"strides[{entry}] must be non-zero")
            if gone:
                _check_index(first, axis, dims[axis])
            else:
                whole = from_start and to_end
                result.append(
                    _length(dims[axis], first, last, step, from_start, to_end, whole)
                )
            axis += 1
    return TensorShape(result)


def _check_index(index: int | None, axis: int, length: int | None) -> None:
    if index is None or length is None or -length <= index < length:
        return
    raise ShapeError(f"slice index {index} of dimension {axis} out of bounds.")


def _length(
    length: int | None,
    first: int | None,
    last: int | None,
    step: int | None,
    from_start: bool,
    to_end: bool,
    whole: bool,
) -> int | None:
    """How many elements one slice takes of an axis, where that is known."""
    if length is None or step is None:
        return None
    if not whole and (first is None or last is None):
        return None
    taken = slice(None if from_start else first, None if to_end else last, step)
    return len(range(*taken.indices(length)))


@op("StridedSlice", "T, Index, Index, Index -> T", shape=_sliced, Index=INDEX)
def strided_slice_op(
    input: Any,
    begin: Any,
    end: Any,
    strides: Any,
    *,
    begin_mask: int = 0,
    end_mask: int = 0,
    ellipsis_mask: int = 0,
    new_axis_mask: int = 0,
    shrink_axis_mask: int = 0,
) -> Any:
    """What ``begin``, ``end`` and ``strides`` select of the input, as a view."""
    masks = begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask
    return pick(input, key_for(begin, end, strides, masks), strides)


@strided_slice_op.vjp
def _(call: Any, g: Any) -> Any:
    x, begin, end, strides = call.inputs
    lengths = shape_op(x, out_type=begin.dtype.base_dtype)
    part = strided_slice_grad(lengths, begin, end, strides, g, **call.attrs)
    return part, None, None, None


strided_slice_op.jvp_linear(0)


def _picked(node: Any) -> Any:
    """What a slice of known or partly known lengths is: a list or a number, or None.

    None among them stands for what is not known.
    """
    source, *ends = node.inputs
    values = [tensor.static_value() for tensor in ends]
    if any(value is None for value in values):
        return None
    begin, end, strides = values
    key = key_of(begin, end, strides, node.attrs)
    if "static_shape" not in source.op.opdef.rules:
        whole = source.static_value()
        if whole is None:
            return None
        return np.asarray(pick(whole, key, strides)).tolist()
    lengths = source.static_shape_value() if source.shape.rank == 1 else None
    if lengths is None or len(key) != 1 or key[0] in (None, Ellipsis):
        return None
    return lengths.as_list()[key[0]]


@shallow
def _known_slice(node: Any) -> Any:
    picked = _picked(node)
    if picked is None or (isinstance(picked, list) and None in picked):
        return None
    return np.array(picked, node.outputs[0].dtype.base_dtype.numpy_dtype)


@shallow
def _known_lengths(node: Any) -> TensorShape | None:
    picked = _picked(node)
    if isinstance(picked, list) and not any(isinstance(n, list) for n in picked):
        return TensorShape([None if n is None or n < 0 else n for n in picked])
    count = node.outputs[0].shape.known_dims
    if count is not None and len(count) == 1 and count[0] is not None:
        return TensorShape([None] * count[0])
    return None


strided_slice_op.op.rules["static"] = _known_slice
strided_slice_op.op.rules["static_shape"] = _known_lengths


@op(
    "StridedSliceGrad",
    "Index, Index, Index, Index, T -> T",
    shape=rules.shape_from(0),
    Index=INDEX,
)
def strided_slice_grad(
    shape: Any,
    begin: Any,
    end: Any,
    strides: Any,
    dy: Any,
    *,
    begin_mask: int = 0,
    end_mask: int = 0,
    ellipsis_mask: int = 0,
    new_axis_mask: int = 0,
    shrink_axis_mask: int = 0,
) -> Any:
    """Zeros of ``shape`` with ``dy`` where a StridedSlice would read."""
    masks = begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask
    result = np.zeros(shape.tolist(), dy.dtype)
    result[key_for(begin, end, strides, masks)] = dy
    return result


@strided_slice_grad.vjp
def _(call: Any, g: Any) -> Any:
    _shape, begin, end, strides, _dy = call.inputs
    part = strided_slice_op(g, begin, end, strides, **call.attrs)
    return None, None, None, None, part


strided_slice_grad.jvp_linear(4)


@op(
    "TensorStridedSliceUpdate",
    "T, Index, Index, Index, T -> T",
    shape=rules.same,
    Index=INDEX,
)
def strided_slice_update(
    input: Any,
    begin: Any,
    end: Any,
    strides: Any,
    value: Any,
    *,
    begin_mask: int = 0,
    end_mask: int = 0,
    ellipsis_mask: int = 0,
    new_axis_mask: int = 0,
    shrink_axis_mask: int = 0,
) -> Any:
    """The input with ``value`` where a StridedSlice would read."""
    masks = begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask
    key = key_for(begin, end, strides, masks)
    there = pick(input, key, strides)
    result = np.array(input)
    try:
        result[key] = value
    except ValueError:
        raise InvalidArgumentError(
            None,
            None,
            f"Cannot broadcast input shape {bracketed(np.shape(value))} into final "
            f"shape {bracketed(np.shape(there))}",
        ) from None
    return result


@strided_slice_update.vjp
def _(call: Any, g: Any) -> Any:
    _input, begin, end, strides, value = call.inputs
    part = strided_slice_op(g, begin, end, strides, **call.attrs)
    rest = strided_slice_update(
        g, begin, end, strides, zeros_like_op(part), **call.attrs
    )
    return rest, None, None, None, sum_like(part, value)


strided_slice_update.jvp_linear(0, 4)


@composite
def strided_slice(
    input_: Any,
    begin: Any,
    end: Any,
    strides: Any = None,
    begin_mask: int = 0,
    end_mask: int = 0,
    ellipsis_mask: int = 0,
    new_axis_mask: int = 0,
    shrink_axis_mask: int = 0,
    var: Any = None,
    name: str | None = None,
) -> Any:
    """Returns ``input_[begin[0]:end[0]:strides[0], ...]``.

    It is what ``input_[...]`` is made of. The masks are bits, one for each entry: begin
    or end left out, ellipsis, new axis, an axis that goes. Unlike TensorFlow, ``var``
    changes nothing: what is assigned to is the variable itself. Source:
    tf.strided_slice.

    >>> import teachflow as tf
    >>> tf.strided_slice([1, 2, 3, 4], [0], [4], [2]).numpy()
    array([1, 3], dtype=int32)
    """
    if strides is None:
        strides = ones_like(begin)
    values = (begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask)
    masks = dict(zip(MASKS, values, strict=True))
    return strided_slice_op(input_, begin, end, strides, **masks, name=name)
