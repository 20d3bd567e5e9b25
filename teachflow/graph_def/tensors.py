"""Arrays as ``TensorProto`` messages, and back."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.convert import to_array
from teachflow.core.dtypes import DType
from teachflow.core.messages import messages
from teachflow.core.shapes import TensorShape

# Where the elements of a dtype stand, unless they stand as bytes in tensor_content.
_FIELDS: dict[DType, str] = {
    dt.float16: "half_val",
    dt.float32: "float_val",
    dt.float64: "double_val",
    dt.int8: "int_val",
    dt.int16: "int_val",
    dt.int32: "int_val",
    dt.uint8: "int_val",
    dt.uint16: "int_val",
    dt.int64: "int64_val",
    dt.uint32: "uint32_val",
    dt.uint64: "uint64_val",
    dt.bool_: "bool_val",
    dt.complex64: "scomplex_val",
    dt.complex128: "dcomplex_val",
    dt.string: "string_val",
}
# TensorFlow writes these dtypes one by one, however many there are.
_ONE_BY_ONE = {dt.uint16, dt.bool_, dt.complex64, dt.complex128, dt.string}
_LARGEST = 2**31  # bytes that one message can hold


def shape_proto(shape: Any) -> Any:
    """``shape`` as a ``TensorShapeProto``: -1 for an unknown length."""
    proto = messages("tensor_shape").TensorShapeProto()
    dims = TensorShape(shape).known_dims
    if dims is None:
        proto.unknown_rank = True
        return proto
    for size in dims:
        proto.dim.add().size = -1 if size is None else size
    return proto


def shape_from(proto: Any) -> TensorShape:
    """The shape that a ``TensorShapeProto`` tells."""
    if proto.unknown_rank:
        return TensorShape(None)
    return TensorShape([None if dim.size < 0 else dim.size for dim in proto.dim])


def make_tensor_proto(
    values: Any,
    dtype: Any = None,
    shape: Any = None,
    verify_shape: bool = False,
    allow_broadcast: bool = False,
) -> Any:
    """Returns ``values`` as a ``TensorProto`` of ``dtype`` and ``shape``.

    ``values`` is a number, a string, a nested list or an array; a ``TensorProto`` comes
    back as it is. With ``shape`` fewer elements may be given: the last one goes on.
    Raises ``ValueError`` for too many elements and for more than 2 GB, ``TypeError``
    where dtype or (with ``verify_shape``) shape do not fit. Source:
    tf.make_tensor_proto.

    >>> print(make_tensor_proto([1.5]), end="")
    dtype: DT_FLOAT
    tensor_shape {
      dim {
        size: 1
      }
    }
    float_val: 1.5
    """
    if allow_broadcast and verify_shape:
        raise ValueError("allow_broadcast and verify_shape are not both allowed.")
    message = messages("tensor").TensorProto
    if isinstance(values, message):
        return values
    wanted = None if dtype is None else dt.as_dtype(dtype).base_dtype
    array = to_array(values, wanted)
    kind = wanted or dt.as_dtype(array.dtype)
    lengths = array.shape if shape is None else tuple(int(length) for length in shape)
    _check_shape(array, lengths, verify_shape, allow_broadcast)
    proto = message(dtype=kind.enum, tensor_shape=shape_proto(lengths))
    size = math.prod(lengths)
    if kind not in _ONE_BY_ONE and array.size == size > 1:
        if array.nbytes >= _LARGEST:
            raise ValueError(
                "Cannot create a tensor proto whose content is larger than 2GB: "
                f"{list(lengths)} of {kind.name} are {array.nbytes} bytes."
            )
        proto.tensor_content = array.tobytes()
        return proto
    getattr(proto, _FIELDS[kind]).extend(_elements(array, kind))
    return proto


def _check_shape(
    array: np.ndarray[Any, Any],
    lengths: tuple[int, ...],
    verify: bool,
    allow_broadcast: bool,
) -> None:
    size = math.prod(lengths)
    unlike = verify and array.shape != lengths
    if allow_broadcast and array.shape not in {(), (1,)} and array.size != size:
        unlike = True
    if unlike:
        raise TypeError(f"Expected Tensor's shape: {lengths}, but got {array.shape}.")
    if array.size > size:
        raise ValueError(
            f"Too many elements provided. Takes at most {size}, but got {array.size}."
        )


def _elements(array: np.ndarray[Any, Any], kind: DType) -> list[Any]:
    flat = array.reshape(-1)
    if kind.is_complex:
        flat = flat.view(kind.real_dtype.as_numpy_dtype)
    elif kind is dt.float16:
        flat = flat.view(np.uint16)
    items: list[Any] = flat.tolist()
    return items


def make_ndarray(tensor: Any) -> np.ndarray[Any, Any]:
    """Returns the array that the ``TensorProto`` holds, strings as ``bytes``.

    Raises ``TypeError`` for a dtype that is not known here, and ``ValueError`` where
    the content does not fill the shape. Source: tf.make_ndarray.

    >>> make_ndarray(make_tensor_proto([[1, 2]]))
    array([[1, 2]], dtype=int32)
    """
    try:
        kind = dt.as_dtype(tensor.dtype)
    except TypeError:
        kind = dt.resource
    if kind not in _FIELDS:
        raise TypeError(f"Unsupported tensor type: {tensor.dtype}.")
    lengths = [dim.size for dim in tensor.tensor_shape.dim]
    if tensor.tensor_content:
        little = kind.numpy_dtype.newbyteorder("<")
        array = np.frombuffer(tensor.tensor_content, dtype=little)
        return array.astype(kind.numpy_dtype).reshape(lengths)
    items = list(getattr(tensor, _FIELDS[kind]))
    if kind is dt.float16:
        flat = np.array(items, np.uint16).view(np.float16)
    elif kind.is_complex:
        flat = np.array(items, kind.real_dtype.as_numpy_dtype).view(kind.numpy_dtype)
    else:
        flat = np.empty(len(items), kind.numpy_dtype)
        flat[:] = items
    return _filled(flat, math.prod(lengths), kind).reshape(lengths)


def _filled(flat: np.ndarray[Any, Any], size: int, kind: DType) -> np.ndarray[Any, Any]:
    """``flat`` with its last element repeated up to ``size``; zeros if empty."""
    if flat.size > size:
        raise ValueError(f"The message holds {flat.size} elements for {size} places.")
    if flat.size == size:
        return flat
    filled = np.full(size, b"" if kind is dt.string else 0, kind.numpy_dtype)
    if flat.size:
        filled[: flat.size] = flat
        filled[flat.size :] = flat[-1]
    return filled
