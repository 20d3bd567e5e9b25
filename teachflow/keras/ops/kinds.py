"""The dtypes that ``keras.ops`` compute in: Python's numbers fit the tensors'."""

from __future__ import annotations

from typing import Any

import numpy as np

import teachflow.compat.v2 as tf
from teachflow.core import dtypes as dt
from teachflow.core.operand import Operand
from teachflow.keras.config import floatx

_RANKS = (
    dt.bool_,
    dt.uint8,
    dt.int8,
    dt.uint16,
    dt.int16,
    dt.int32,
    dt.int64,
    dt.float16,
    dt.float32,
    dt.float64,
)


def floats(x: Any) -> Any:
    """``x`` as a tensor of floats."""
    x = tf.convert_to_tensor(x)
    if x.dtype.is_floating or x.dtype.is_complex:
        return x
    return tf.cast(x, floatx())


def in_one_dtype(*values: Any) -> list[Any]:
    """All as tensors of the widest of their dtypes; Python numbers fit themselves."""
    kinds = [
        x.dtype if isinstance(x, Operand) else dt.as_dtype(x.dtype)
        for x in values
        if hasattr(x, "dtype")
    ]
    if not kinds:
        tensors = [tf.convert_to_tensor(x) for x in values]
        return in_one_dtype(*tensors) if tensors else []
    if all(kind.is_integer for kind in kinds):
        kind = dt.as_dtype(np.result_type(*(kind.as_numpy_dtype for kind in kinds)))
    else:
        kind = max(kinds, key=lambda one: _RANKS.index(one) if one in _RANKS else 99)
    plain = [x for x in values if not hasattr(x, "dtype")]
    if not kind.is_floating and any(isinstance(x, float) for x in plain):
        kind = dt.as_dtype(floatx())
    return [tf.cast(x, kind) for x in values]


def summable(x: Any) -> Any:
    """``x`` as a tensor; what is narrower than int32 is summed as int32."""
    x = tf.convert_to_tensor(x)
    narrow = x.dtype.is_bool or (x.dtype.is_integer and x.dtype.size < 4)
    return tf.cast(x, tf.int32) if narrow else x


def truth(x: Any) -> Any:
    """``x`` as a tensor of booleans."""
    return tf.cast(x, tf.bool)
