"""``tf.dtypes``: element types, and what changes them."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home
from teachflow.compat.v2._refused import DTYPES as _DTYPES
from teachflow.core.dtypes import (
    DType,
    as_dtype,
    complex64,
    complex128,
    float16,
    float32,
    float64,
    int8,
    int16,
    int32,
    int64,
    resource,
    string,
    uint8,
    uint16,
    uint32,
    uint64,
    variant,
)
from teachflow.core.dtypes import bool_ as bool
from teachflow.ops.arrays import retyping as _retyping
from teachflow.ops.math import cast as _cast
from teachflow.ops.math import complex as _complex

double = float64
half = float16
cast = at_home(_cast.cast)
complex = at_home(_complex.complex)
saturate_cast = at_home(_retyping.saturate_cast)

__getattr__ = _looking_up(__name__, refused=_DTYPES)
