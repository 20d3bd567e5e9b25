"""Rows of elementwise functions of one number, of complex numbers, and of Cast."""

from __future__ import annotations

import numpy as np

from teachflow.core import dtypes as dt
from tests.ops.sample import Sample, StateSample, complexes, ints, positives, reals

_EVERYWHERE = ("Exp", "Expm1", "Sin", "Cos", "Sinh", "Cosh", "Tanh", "Sigmoid")
_INSIDE = ("Asin", "Acos", "Atan", "Asinh", "Tan")
_COMPLEX = (*_EVERYWHERE, "Sqrt", "Rsqrt", "Log1p", "Asin", "Atan", "Tan", "Asinh")
_C64, _C128 = {"Tout": dt.complex64}, {"Tout": dt.complex128}
_F32, _F64 = {"Tout": dt.float32}, {"Tout": dt.float64}

SAMPLES: list[Sample | StateSample] = [
    *[Sample(op, (reals(2, 3, scale=2.0),)) for op in _EVERYWHERE],
    *[Sample(op, (reals(2, 3, scale=0.8),)) for op in (*_INSIDE, "Atanh")],
    *[Sample(op, (positives(2, 3),)) for op in ("Sqrt", "Rsqrt", "Log1p")],
    *[Sample(op, (complexes(3),), tolerance=1e-4) for op in _COMPLEX],
    *[
        Sample(op, (reals(5).astype(np.float32),), note="float32")
        for op in (*_EVERYWHERE, *_INSIDE)
    ],
    Sample("Acosh", (positives(2, 3, low=1.2, high=3.0),)),
    Sample("Atan2", (reals(2, 3), reals(3, seed=1))),
    Sample("Erf", (reals(2, 3, scale=2.0),)),
    Sample("Erf", (np.float32(0.5),), expected=np.float32(0.5204999)),
    Sample("Erfc", (reals(2, 3, scale=2.0),)),
    Sample(
        "Sigmoid",
        (np.float32([-200, 0, 200]),),
        expected=np.float32([0, 0.5, 1]),
    ),
    Sample("Floor", (reals(6, scale=3.0),)),
    Sample("Ceil", (reals(6, scale=3.0),)),
    Sample("Rint", (reals(6, scale=3.0),)),
    Sample(
        "Round",
        (np.float32([0.5, 1.5, 2.5, -0.5, 0.7]),),
        expected=np.float32([0, 2, 2, 0, 1]),
    ),
    Sample("Round", (complexes(3),)),
    Sample("Round", (ints(3),)),
    # complex numbers
    Sample("Conj", (complexes(3),)),
    Sample("Real", (complexes(2, 3),), _F64),
    Sample("Imag", (complexes(2, 3),), _F64),
    Sample("Complex", (reals(2, 3), reals(3, seed=1)), _C128),
    Sample(
        "Complex",
        (np.float32([1, 2]), np.float32(3)),
        _C64,
        expected=np.complex64([1 + 3j, 2 + 3j]),
    ),
    Sample("ComplexAbs", (complexes(2, 3),), _F64),
    Sample("ComplexAbs", (np.complex64([3 + 4j]),), _F32, expected=np.float32([5])),
    Sample("Angle", (complexes(2, 3),), _F64),
    # Cast
    Sample("Cast", (reals(3),), {"DstT": dt.float64}),
    Sample("Cast", (reals(3),), {"DstT": dt.float32}, differentiate=()),
    Sample("Cast", (reals(3),), {"DstT": dt.complex128}),
    Sample("Cast", (complexes(3),), {"DstT": dt.float64}, order=1),
    Sample(
        "Cast",
        (np.float32([1.9, -1.9]),),
        {"DstT": dt.int32},
        expected=np.int32([1, -1]),
    ),
    Sample(
        "Cast",
        (np.float32([0, 0.1]),),
        {"DstT": dt.bool_},
        expected=np.array([False, True]),
    ),
    Sample(
        "Cast",
        (np.complex64([1 + 2j, 2j]),),
        {"DstT": dt.int32},
        expected=np.int32([1, 0]),
    ),
]
