"""The normal distribution's inverse and the modified Bessel functions, in NumPy alone.

In double precision, vectorized. Sources: P. J. Acklam's rational approximation of the
normal quantile, refined here by Halley's step; Abramowitz and Stegun, Handbook of
Mathematical Functions, 9.6.10 and 9.7.1.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from teachflow.ops.math.special.gamma_values import in_double

_A = (
    -3.969683028665376e1,
    2.209460984245205e2,
    -2.759285104469687e2,
    1.383577518672690e2,
    -3.066479806614716e1,
    2.506628277459239,
)
_B = (
    -5.447609879822406e1,
    1.615858368580409e2,
    -1.556989798598866e2,
    6.680131188771972e1,
    -1.328068155288572e1,
    1.0,
)
_C = (
    -7.784894002430293e-3,
    -3.223964580411365e-1,
    -2.400758277161838,
    -2.549732539343734,
    4.374664141464968,
    2.938163982698783,
)
_D = (
    7.784695709041462e-3,
    3.224671290700398e-1,
    2.445134137142996,
    3.754408661907416,
    1.0,
)
_LOW = 0.02425

_erfc = np.frompyfunc(math.erfc, 1, 1)


def _lower_quantile(p: Any) -> Any:
    """The x up to 0 below which a normal number lies with probability ``p``."""
    q = np.sqrt(-2 * np.log(p))
    tail = np.polyval(_C, q) / np.polyval(_D, q)
    centre = p - 0.5
    square = centre * centre
    middle = centre * np.polyval(_A, square) / np.polyval(_B, square)
    x = np.where(p < _LOW, tail, middle)
    for _ in range(2):
        error = 0.5 * np.asarray(_erfc(-x / math.sqrt(2)), np.float64) - p
        step = error * math.sqrt(2 * math.pi) * np.exp(x * x / 2)
        x = x - step / (1 + x * step / 2)
    return x


def _quantile(p: Any) -> Any:
    """The quantile of the normal distribution at ``p``."""
    lower = np.minimum(p, 1 - p)
    inside = (lower > 0) & (lower < 0.5)
    found = np.zeros_like(p)
    found[inside] = _lower_quantile(lower[inside])
    found = np.where(p > 0.5, -found, found)
    found = np.where(p == 0, -np.inf, np.where(p == 1, np.inf, found))
    return np.where((p < 0) | (p > 1) | np.isnan(p), np.nan, found)


ndtri = in_double(_quantile)


@in_double
def erfinv(x: Any) -> Any:
    """The inverse of the error function."""
    # Near 1 the tail's own probability is known better than the sum of both.
    size = np.abs(x)
    tail = (1 - size) / 2
    inside = (tail > 0) & (tail < 0.5)
    found = np.zeros_like(x)
    found[inside] = -_lower_quantile(tail[inside]) / math.sqrt(2)
    small = size < 1e-3  # where the difference from 1/2 has lost its digits
    root = math.sqrt(math.pi) / 2 * size
    series = root * (1 + root * root * (1 / 3 + root * root * 7 / 30))
    found = np.where(small, series, found)
    found = np.where(size == 1, np.inf, np.where(size > 1, np.nan, found))
    return np.where(np.isnan(x), np.nan, np.copysign(found, x))


# ---- Bessel ------------------------------------------------------------------------


def _bessel(order: int, x: Any) -> Any:
    """``exp(-|x|) I_order(x)``, of order 0 or 1."""
    size = np.abs(x)
    near, far = np.minimum(size, 30.0), np.maximum(size, 30.0)
    quarter = near * near / 4
    term = total = np.ones_like(x)
    for k in range(1, 120):
        term = term * quarter / (k * (k + order))
        total = total + term
    series = total * np.exp(-near) * (near / 2 if order else 1)
    term = total = np.ones_like(x)
    for k in range(1, 25):
        term = term * -(4 * order * order - (2 * k - 1) ** 2) / (8 * k * far)
        total = total + term
    asymptotic = total / np.sqrt(2 * math.pi * far)
    found = np.where(size <= 30, series, asymptotic)
    return np.copysign(found, x) if order else found


@in_double
def bessel_i0e(x: Any) -> Any:
    """The modified Bessel function of order 0, times ``exp(-|x|)``."""
    return _bessel(0, x)


@in_double
def bessel_i1e(x: Any) -> Any:
    """The modified Bessel function of order 1, times ``exp(-|x|)``."""
    return _bessel(1, x)


@in_double
def bessel_i0(x: Any) -> Any:
    """The modified Bessel function of order 0."""
    return _bessel(0, x) * np.exp(np.abs(x))


@in_double
def bessel_i1(x: Any) -> Any:
    """The modified Bessel function of order 1."""
    return _bessel(1, x) * np.exp(np.abs(x))
