"""Parts of a tensor by position: StridedSlice, Slice, and how they go back.

``x[...]`` becomes one StridedSlice with three vectors and five bit masks, which say for
each entry of the key what it is: a begin or end left out, an ellipsis, a new axis, or a
number that makes its axis go.
"""

from __future__ import annotations

import functools
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
from teachflow.ops.arrays.lengths import plain, shallow, shape_op
from teachflow.ops.arrays.shaping import sum_like

MASKS = (
    "begin_mask",
    "end_mask",
    "ellipsis_mask",
    "new_axis_mask",
    "shrink_axis_mask",
)


def _key(begin: Any, end: Any, strides: Any, masks: dict[str, int]) -> tuple[Any, ...]:
    """The vectors and masks as the key that NumPy takes."""
    begin_mask, end_mask = masks["begin_mask"], masks["end_mask"]
    ellipsis, new, gone = (masks[name] for name in MASKS[2:])
    key: list[Any] = []
    bit = 1
    triples = zip(begin.tolist(), end.tolist(), strides.tolist(), strict=True)
    for first, last, step in triples:
        if ellipsis & bit:
            key.append(Ellipsis)
        elif new & bit:
            key.append(None)
        elif gone & bit:
            key.append(first)
        else:
            key.append(
                slice(
                    None if begin_mask & bit else first,
                    None if end_mask & bit else last,
                    step,
                )
            )
        bit <<= 1
    return tuple(key)


@functools.lru_cache(maxsize=1024)
def _known_key(
    begin: bytes, end: bytes, strides: bytes, size: int, masks: tuple[int, ...]
) -> tuple[Any, ...]:
    """``_key`` of the vectors with these bytes: loops ask for the same ones again."""
    kind: type = np.int32 if size == 4 else np.int64
    rows: Any = np.frombuffer(begin + end + strides, kind).reshape(3, -1)
    return _key(rows[0], rows[1], rows[2], dict(zip(MASKS, masks, strict=True)))


def _pick(array: Any, key: tuple[Any, ...], strides: Any) -> Any:
    if 0 in strides.tolist():
        raise InvalidArgumentError(None, None, "strides[0] must be non-zero")
    if type(array) is bytes:
        box = np.empty((), object)
        box[()] = array
        array = box
    if array.dtype == object and Ellipsis not in key:
        key = (*key, Ellipsis)  # keeps a string of bytes in an array
    try:
        return array[key]
    except IndexError:
        raise _out_of_bounds(np.shape(array), key) from None


def _out_of_bounds(
    shape: tuple[int, ...], key: tuple[Any, ...]
) -> InvalidArgumentError:
    if key.count(Ellipsis) > 1:
        text = "Multiple ellipses in slice spec not allowed"
        return InvalidArgumentError(None, None, text)
    taken = [item for item in key if item is not None]
    entries = [item for item in taken if item is not Ellipsis]
    if entries and not shape:
        text = "Attempting to slice scalar input."
        return InvalidArgumentError(None, None, text)
    if len(entries) > len(shape):
        return InvalidArgumentError(
            None,
            None,
            f"Index out of range using input dim {len(shape)}; input has only "
            f"{len(shape)} dims",
        )
    axis = 0
    for item in taken:
        if item is Ellipsis:
            axis += len(shape) - len(entries)
            continue
        if isinstance(item, int) and not -shape[axis] <= item < shape[axis]:
            shown = item if item >= 0 else item + shape[axis]  # as TensorFlow says it
            return InvalidArgumentError(
                None, None, f"slice index {shown} of dimension {axis} out of bounds."
            )
        axis += 1
    return InvalidArgumentError(None, None, f"The key {key} does not fit {shape}")


# ---- StridedSlice ----------------------------------------------------------------


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
    raw = begin.tobytes(), end.tobytes(), strides.tobytes()
    return _pick(input, _known_key(*raw, begin.itemsize, masks), strides)


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
    key = _key(begin, end, strides, node.attrs)
    if "static_shape" not in source.op.opdef.rules:
        whole = source.static_value()
        if whole is None:
            return None
        return np.asarray(_pick(whole, key, strides)).tolist()
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
    masks = dict(
        zip(
            MASKS,
            (begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask),
            strict=True,
        )
    )
    result = np.zeros(shape.tolist(), dy.dtype)
    result[_key(begin, end, strides, masks)] = dy
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
    masks = dict(
        zip(
            MASKS,
            (begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask),
            strict=True,
        )
    )
    key = _key(begin, end, strides, masks)
    there = _pick(input, key, strides)
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


# ---- Slice -----------------------------------------------------------------------


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
