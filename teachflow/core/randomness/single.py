"""The float32 logarithm, sine and cosine, rounded exactly as glibc rounds them.

TensorFlow's normal random numbers come out of these three functions of the C library
below it, and to agree in the last bit they must round as that library does (glibc
since 2.28). NumPy's float32 functions do not, nor does rounding the float64 ones. So
glibc's approximations stand here in float64 arithmetic, which is the same on every
machine: a table of sixteen points and a cubic for the logarithm; two polynomials,
after a reduction to an eighth of the circle, for sine and cosine.

Source of the method and its numbers: Arm Optimized Routines, logf and sincosf
(copyright Arm Limited, MIT licence).
"""

from __future__ import annotations

import math

import numpy as np

from teachflow.core.randomness.philox import Array


def _hex(text: str) -> list[float]:
    return [float.fromhex(number) for number in text.split()]


# 1/c and log(c) for sixteen points c between 0.7 and 1.4.
_INVERSE, _LOG = np.reshape(
    _hex("""
    0x1.661ec79f8f3bep+0 -0x1.57bf7808caadep-2
    0x1.571ed4aaf883dp+0 -0x1.2bef0a7c06ddbp-2
    0x1.49539f0f010bp+0 -0x1.01eae7f513a67p-2
    0x1.3c995b0b80385p+0 -0x1.b31d8a68224e9p-3
    0x1.30d190c8864a5p+0 -0x1.6574f0ac07758p-3
    0x1.25e227b0b8eap+0 -0x1.1aa2bc79c81p-3
    0x1.1bb4a4a1a343fp+0 -0x1.a4e76ce8c0e5ep-4
    0x1.12358f08ae5bap+0 -0x1.1973c5a611cccp-4
    0x1.0953f419900a7p+0 -0x1.252f438e10c1ep-5
    0x1p+0 0x0p+0
    0x1.e608cfd9a47acp-1 0x1.aa5aa5df25984p-5
    0x1.ca4b31f026aap-1 0x1.c5e53aa362eb4p-4
    0x1.b2036576afce6p-1 0x1.526e57720db08p-3
    0x1.9c2d163a1aa2dp-1 0x1.bc2860d22477p-3
    0x1.886e6037841edp-1 0x1.1058bc8a07ee1p-2
    0x1.767dcf5534862p-1 0x1.4043057b6ee09p-2
    """),
    (16, 2),
).T.copy()
_LEAST_BITS = np.int32(0x3F330000)  # of the least float that the table covers
_LN2 = 0.6931471805599453
# log(1 + r) is near r + r^2 (a2 + a1 r + a0 r^2).
_A0, _A1, _A2 = _hex("""
    -0x1.00ea348b88334p-2 0x1.5575b0be00b6ap-2 -0x1.ffffef20a4123p-2
""")

# sin x is near x + s1 x^3 + s2 x^5 + s3 x^7, cos x near 1 + c1 x^2 + ... + c4 x^8.
_S1, _S2, _S3 = _hex("""
    -0x1.555545995a603p-3 0x1.1107605230bc4p-7 -0x1.994eb3774cf24p-13
""")
_C1, _C2, _C3, _C4 = _hex("""
    -0x1.ffffffd0c621cp-2 0x1.55553e1068f19p-5
    -0x1.6c087e89a359dp-10 0x1.99343027bf8c3p-16
""")
_QUADRANT_SIGNS = np.array([1.0, -1.0, -1.0, 1.0])


def log(values: Array) -> Array:
    """The natural logarithm of positive, normal float32 values, rounded as glibc's.

    >>> log(np.array([1.0, 10.0], np.float32))
    array([0.       , 2.3025851], dtype=float32)
    """
    bits = values.view(np.int32)
    above = bits - _LEAST_BITS
    index = above >> 19 & 15
    exponent = above >> 23
    significand = (bits - (exponent << 23)).view(np.float32).astype(np.float64)
    ratio = significand * _INVERSE[index] - 1.0
    base = _LOG[index] + exponent * _LN2
    square = ratio * ratio
    tail = _A0 * square + (_A1 * ratio + _A2)
    result: Array = (tail * square + (base + ratio)).astype(np.float32)
    return result


def sincos(angles: Array) -> tuple[Array, Array]:
    """Sine and cosine of float32 angles in [0, 2 pi], rounded as glibc's sincosf.

    >>> sine, cosine = sincos(np.array([0.0, 1.0], np.float32))
    >>> sine
    array([0.        , 0.84147096], dtype=float32)
    >>> cosine
    array([1.        , 0.5403023], dtype=float32)
    """
    wide = angles.astype(np.float64)
    quadrant = (wide * (2.0 / math.pi) + 0.5).astype(np.int64)
    x = wide - quadrant * (math.pi / 2)
    square = x * x
    x = x * _QUADRANT_SIGNS[quadrant & 3]
    fourth = square * square
    cube = square * x
    sine = x + cube * _S1 + cube * square * (_S2 + square * _S3)
    cosine = 1.0 + square * _C1 + fourth * _C2 + fourth * square * (_C3 + square * _C4)
    cosine = np.where(quadrant & 2, -cosine, cosine)
    odd = (quadrant & 1).astype(np.bool_)
    return (
        np.where(odd, cosine, sine).astype(np.float32),
        np.where(odd, sine, cosine).astype(np.float32),
    )
