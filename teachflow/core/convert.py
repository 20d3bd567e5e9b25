"""Python values to arrays, by TensorFlow's rules.

Python floats become float32 and ints int32; arrays keep their dtype; nothing is
promoted in silence: a float given where an int is asked for is an error.
"""

from __future__ import annotations

import numbers
from typing import Any

import numpy as np

from teachflow.core import dtypes
from teachflow.core.dimension import Dimension
from teachflow.core.dtypes import DType
from teachflow.core.explaining.facts import told
from teachflow.core.shapes import TensorShape

Array = Any  # an np.ndarray or a NumPy scalar


def to_array(value: Any, dtype: DType | None = None) -> np.ndarray[Any, Any]:
    """Returns ``value`` as a new or shared array of ``dtype``.

    ``value`` is a number, string, nested list of these, or an array; ``dtype`` None
    means TensorFlow's choice. Raises ``TypeError`` for a value that the dtype cannot
    hold and ``ValueError`` for a ragged list.

    >>> to_array([1, 2.5]).dtype, to_array(3).dtype
    (dtype('float32'), dtype('int32'))
    """
    with np.errstate(all="ignore"):  # what is too large becomes inf, without a word
        return _to_array(value, dtype)


def _to_array(value: Any, dtype: DType | None) -> np.ndarray[Any, Any]:
    if isinstance(value, (np.ndarray, np.generic)):
        return _from_numpy(value, dtype)
    if isinstance(value, Dimension):
        value = value.value
    elif isinstance(value, TensorShape):
        value = value.as_known_list()
    if value is None:
        raise told(ValueError("None values not supported."), "none given")
    if hasattr(value, "__array__") and not isinstance(value, (list, tuple)):
        if hasattr(value, "__tf_tensor__"):  # TensorFlow's own protocol
            value = value.__tf_tensor__(dtype)
        return _from_numpy(np.asarray(value), dtype)
    if dtype is not None:
        _check(value, dtype)
    return _from_python(value, dtype)


def _from_numpy(value: Any, dtype: DType | None) -> np.ndarray[Any, Any]:
    array = np.asarray(value)
    if dtype is None:
        dtype = dtypes.as_dtype(array.dtype) if array.dtype != object else dtypes.string
    if dtype is dtypes.string:
        return _strings(array)
    if array.dtype.kind in "OSU":
        raise TypeError(
            f"Cannot convert an array of {array.dtype} to {dtype.name}: {value!r}."
        )
    return array.astype(dtype.numpy_dtype, copy=False)


def _strings(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    result = np.empty(array.shape, dtype=object)
    flat = result.reshape(-1)
    for position, item in enumerate(array.reshape(-1).tolist()):
        if isinstance(item, str):
            item = item.encode()
        if not isinstance(item, bytes):
            raise TypeError(f"Expected string, but got {item!r} of type {_type(item)}.")
        flat[position] = item
    return flat.reshape(array.shape)


def _from_python(value: Any, dtype: DType | None) -> np.ndarray[Any, Any]:
    if dtype is not None and dtype is not dtypes.string:
        try:
            return np.array(value, dtype=dtype.numpy_dtype)
        except OverflowError as error:
            raise ValueError(
                f"{value!r} does not fit into {dtype.name}: {error}."
            ) from None
        except ValueError:
            raise _ragged(value) from None
    try:
        array = np.array(value, dtype=object if dtype is dtypes.string else None)
    except ValueError:
        raise _ragged(value) from None
    if array.dtype.kind in "OSU":
        return _mixed(value)
    if array.dtype == np.float64:
        return array.astype(np.float32)
    if array.dtype == np.int64:
        narrow = array.astype(np.int32)
        return narrow if np.array_equal(narrow, array) else array
    dtypes.as_dtype(array.dtype)
    return array


def _mixed(value: Any) -> np.ndarray[Any, Any]:
    items = np.array(value, dtype=object).reshape(-1).tolist()
    if any(isinstance(item, (list, tuple)) for item in items):
        raise _ragged(value)
    for item in items:
        if not isinstance(item, (str, bytes)):
            raise TypeError(
                f"Can't convert {item!r} of type {_type(item)} to a Tensor"
                + (f" of strings (in {value!r})." if len(items) > 1 else ".")
            )
    return _strings(np.array(value, dtype=object))


def _ragged(value: Any) -> ValueError:
    words = (
        f"Can't convert non-rectangular Python sequence to Tensor: {value!r}. "
        f"Give every inner list the same length."
    )
    return told(ValueError(words), "ragged", value=value)


def _type(item: Any) -> str:
    return repr(type(item).__name__)


def _fits(item: Any, dtype: DType) -> bool:
    if isinstance(item, (np.ndarray, np.generic)):
        return _kind_fits(dtypes.as_dtype(item.dtype), dtype)
    if isinstance(item, bool):
        return dtype is not dtypes.string  # Python's True is 1
    if isinstance(item, (numbers.Integral, Dimension)):
        return not dtype.is_bool and dtype is not dtypes.string
    if isinstance(item, numbers.Real):
        return dtype.is_floating or dtype.is_complex
    if isinstance(item, numbers.Complex):
        return dtype.is_complex
    if isinstance(item, (str, bytes)):
        return dtype is dtypes.string
    return hasattr(item, "__array__")


def _kind_fits(given: DType, wanted: DType) -> bool:
    if given.is_bool or wanted.is_bool or dtypes.string in (given, wanted):
        return given is wanted
    order = "iu", "f", "c"
    rank = [
        next(i for i, k in enumerate(order) if d._kind in k) for d in (given, wanted)
    ]
    return rank[0] <= rank[1]


def _check(value: Any, dtype: DType) -> None:
    """Raises ``TypeError`` naming the first item that ``dtype`` cannot hold."""
    if isinstance(value, (list, tuple, range)):
        for item in value:
            _check(item, dtype)
    elif not _fits(value, dtype):
        words = (
            f"Expected {dtype.name}, but got {value!r} of type {_type(value)}."
            f" Nothing is converted in silence: write a {dtype.name} there, or tf.cast."
        )
        if value is None:
            case = "unknown length" if dtype.is_integer else "none given"
            raise told(TypeError(words), case)
        raise told(TypeError(words), "wrong kind", value=value, wanted=dtype)
