"""Python values to arrays by the eager face's rules, which differ from the graph's.

The first item of a list decides its kind (a NumPy float there even its dtype); what
follows may only be of a kind that goes into it. Whole numbers wrap around where a dtype
is asked for, as casts do; a float is never cut to a whole number.
"""

from __future__ import annotations

import math
import numbers
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.convert import to_array
from teachflow.core.dimension import Dimension
from teachflow.core.dtypes import DType
from teachflow.core.explaining.facts import told
from teachflow.core.quiet import quiet
from teachflow.core.shapes import TensorShape

_GOES_INTO = {"b": "biufc", "i": "iufc", "u": "iufc", "f": "fc", "c": "c", "U": "O"}
_HOLD_INT32 = (dt.int32, dt.int64, dt.float32, dt.float64)
_USUAL = {kind.numpy_dtype: kind for kind in dt.ALL if kind is not dt.string}
_FOR_WHOLE = (None, dt.int32, dt.int64)
_SHORT = 8  # axes and shapes are: these are looked at one by one
_UNSUPPORTED = {"M": "NPY_DATETIME", "m": "NPY_TIMEDELTA", "V": "NPY_VOID"}


def as_array(value: Any, dtype: DType | None = None) -> tuple[Any, DType]:
    """Returns ``value`` as an array (a new one, or its own) and its dtype.

    Raises ``ValueError`` for what cannot be a tensor at all and ``TypeError`` for what
    does not fit ``dtype``.

    >>> as_array([1, 2.5]), as_array(300, dt.uint8)
    ((array([1. , 2.5], dtype=float32), tf.float32), (np.uint8(44), tf.uint8))
    """
    kind = type(value)
    if kind is float and (dtype is None or dtype.is_floating):
        return _float(value, dtype)
    if kind is int and _fits(value) and (dtype is None or dtype in _HOLD_INT32):
        found = dtype or dt.int32
        return found.as_numpy_dtype(value), found
    if kind is np.ndarray:
        known = _USUAL.get(value.dtype)
        if known is not None and (dtype is None or dtype is known):
            return value, known
    if kind is list or kind is tuple:
        if dtype in _FOR_WHOLE and 0 < len(value) <= _SHORT and _short_ints(value):
            found = dtype or dt.int32
            return np.array(value, found.numpy_dtype), found
        return _from_sequence(value, dtype)
    if isinstance(value, (np.ndarray, np.generic)):
        return _from_numpy(value, dtype)
    if isinstance(value, TensorShape):
        return as_array(value.as_known_list(), dtype or dt.int32)
    if isinstance(value, Dimension):
        return as_array(value.value, dtype)
    if isinstance(value, (list, tuple, range)):
        return _from_sequence(value, dtype)
    if _kind(value):
        array, found = _from_sequence([value], dtype, value)
        return (array[0] if found is not dt.string else array.reshape(())), found
    if hasattr(value, "__tf_tensor__"):  # TensorFlow's own protocol
        value = value.__tf_tensor__(dtype)
    if hasattr(value, "__array__"):
        return _from_numpy(np.asarray(value), dtype)
    raise _unsupported(value)


def _fits(value: int) -> bool:
    return -(2**31) <= value < 2**31


def _short_ints(value: Any) -> bool:
    """Whether a list has nothing but whole numbers that fit an int32."""
    return all([type(item) is int and _fits(item) for item in value])  # noqa: C419


def _float(value: float, dtype: DType | None) -> tuple[Any, DType]:
    found = dtype or dt.float32
    number = quiet.run(found.as_numpy_dtype, value)
    if dtype is None and math.isinf(number) and not math.isinf(value):
        raise _too_great()
    return number, found


def _from_numpy(value: Any, dtype: DType | None) -> tuple[Any, DType]:
    array = np.asarray(value)
    kind = array.dtype.kind
    if array.dtype == np.longdouble and array.dtype != np.float64:
        raise _failed("numpy type: NPY_LONGDOUBLE")
    if kind in _UNSUPPORTED:
        raise _failed(f"numpy type: {_UNSUPPORTED[kind]}")
    if kind == "O" or dtype is dt.string:
        for item in array.reshape(-1).tolist():
            if not isinstance(item, (str, bytes)):
                name = type(item).__qualname__
                module = "numpy." if isinstance(item, np.ndarray) else ""
                raise _failed(f"object type {module}{name}")
    if kind in "OSU" and dtype not in (None, dt.string):
        raise ValueError(f"could not convert string to {dtype.name}: {value!r}")
    if kind == "c" and dtype is not None and not dtype.is_complex:
        array = array.real
    found = to_array(array, dtype)
    return found, dtype or dt.as_dtype(found.dtype)


def _from_sequence(
    value: Any, dtype: DType | None, given: Any = None
) -> tuple[Any, DType]:
    given = value if given is None else given
    leaf = _first(value)
    kind = "" if leaf is None else _kind(leaf)
    array = _texts(value) if kind == "U" else _numbers(value, leaf, kind)
    if dtype is not None:
        if array.size and dtype.numpy_dtype.kind not in _GOES_INTO[_found(array)]:
            raise told(
                TypeError(
                    f"Cannot convert {given!r} to EagerTensor of dtype "
                    f"{dtype.runtime_name}"
                ),
                "wrong kind",
                value=given,
                wanted=dtype,
            )
        if array.dtype == object and dtype is not dt.string and not dtype.is_floating:
            raise _out_of_range()
        return quiet.run(array.astype, dtype.numpy_dtype, copy=False), dtype
    return _usual(array, leaf)


def _usual(array: Any, leaf: Any) -> tuple[Any, DType]:
    """The array in the dtype that nobody asked for."""
    kind = _found(array)
    if kind == "U":
        return array, dt.string
    if array.dtype in (object, np.uint64):
        raise _out_of_range()
    if not array.size:
        return array.astype(np.float32), dt.float32
    if kind in "iu":
        narrow = quiet.run(array.astype, np.int32)
        if np.array_equal(narrow, array):
            return narrow, dt.int32
        return array.astype(np.int64, copy=False), dt.int64
    if kind == "f":
        own = isinstance(leaf, (np.ndarray, np.generic)) and leaf.dtype.kind == "f"
        found = dt.as_dtype(leaf.dtype) if own else dt.float32
        result = quiet.run(array.astype, found.numpy_dtype)
        great = np.isinf(result)
        if great.any() and np.isfinite(array[great]).any():
            raise _too_great()
        return result, found
    if kind == "c":
        return array.astype(np.complex128, copy=False), dt.complex128
    return array, dt.bool_


def _numbers(value: Any, leaf: Any, kind: str) -> Any:
    try:
        array = quiet.run(np.array, value)
    except (TypeError, ValueError):
        raise _irregular(value) from None
    if leaf is None:
        if array.size:
            raise _irregular(value)
        return array
    if not kind:
        raise _unsupported(leaf)
    found = array.dtype.kind
    if found == "O" and _all_whole(array):
        return array
    if found not in {"b": "b", "i": "iuf", "f": "f", "c": "c"}[kind]:
        raise _irregular(value)
    return array


def _texts(value: Any) -> Any:
    try:
        given = np.array(value, dtype=object)
    except ValueError:
        raise _irregular(value) from None
    array = np.empty(given.shape, dtype=object)
    flat = array.reshape(-1)
    for position, item in enumerate(given.reshape(-1).tolist()):
        if isinstance(item, str):
            item = item.encode()
        if not isinstance(item, bytes):
            raise _irregular(value)
        flat[position] = item
    return array


def _found(array: Any) -> str:
    """The kind of the array's items."""
    if array.dtype != object:
        return str(array.dtype.kind)
    item = array.reshape(-1)[0] if array.size else b""
    return "U" if isinstance(item, bytes) else "i"


def _all_whole(array: Any) -> bool:
    return all(isinstance(item, int) for item in array.reshape(-1).tolist())


def _first(value: Any) -> Any:
    """The first item that is no list; None where there is none."""
    while isinstance(value, (list, tuple, range)):
        if not len(value):
            return None
        value = value[0]
        if value is None:
            raise _unsupported(None)
    if isinstance(value, np.ndarray) and value.dtype == object and value.size:
        return value.reshape(-1)[0]
    return value


def _kind(item: Any) -> str:
    """Of which kind an item is: a letter as NumPy's, or empty for none."""
    if isinstance(item, (bool, np.bool_)):
        return "b"
    if isinstance(item, (str, bytes)):
        return "U"
    if isinstance(item, (np.ndarray, np.generic)):
        found = item.dtype.kind
        return {"u": "i", "S": "U"}.get(found, found if found in "bifcU" else "")
    if isinstance(item, (int, numbers.Integral, Dimension)):
        return "i"
    if isinstance(item, float):
        return "f"
    return "c" if isinstance(item, complex) else ""


def _irregular(value: Any) -> ValueError:
    """What is wrong with a list that is no rectangle of items of one kind."""
    shape, item = [], value
    while isinstance(item, (list, tuple)) and item:
        shape.append(len(item))
        item = item[0]

    def ragged(part: Any, depth: int) -> bool:
        if depth == len(shape):
            return False
        if not isinstance(part, (list, tuple)) or len(part) != shape[depth]:
            return not isinstance(part, np.ndarray) or len(part) != shape[depth]
        return any(ragged(item, depth + 1) for item in part)

    if ragged(value, 0) or isinstance(item, np.ndarray):
        words = (
            "Can't convert non-rectangular Python sequence to Tensor. Give every "
            f"inner list the same length: {_short(value)}"
        )
        return told(ValueError(words), "ragged", value=value)
    return ValueError(
        "Can't convert Python sequence with mixed types to Tensor. Make all items of "
        f"one type: {_short(value)}"
    )


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 200 else text[:200] + " ..."


def _unsupported(value: Any) -> ValueError:
    error = ValueError(
        f"Attempt to convert a value ({value!r}) with an unsupported type "
        f"({type(value)!r}) to a Tensor."
    )
    return told(error, "none given") if value is None else error


def _failed(reason: str) -> ValueError:
    return ValueError(
        f"Failed to convert a NumPy array to a Tensor (Unsupported {reason})."
    )


def _out_of_range() -> ValueError:
    return ValueError(
        "Can't convert Python sequence with out-of-range integer to Tensor."
    )


def _too_great() -> ValueError:
    return ValueError(
        "Can't convert Python sequence with a value out of range for a "
        "double-precision float."
    )
