"""The gamma function's family in NumPy alone: series, recurrences, fractions.

All is computed in double precision, vectorized, and rounded to the asked dtype at the
end. Sources: Abramowitz and Stegun, Handbook of Mathematical Functions, 6.1, 6.3, 6.5,
23.1 and 26.5; Numerical Recipes, 6.2 and 6.4, for the continued fractions.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

_TINY = 1e-300
_BERNOULLI = (  # B(2k) / (2k)! for k = 1, 2, ...
    1 / 12,
    -1 / 720,
    1 / 30240,
    -1 / 1209600,
    1 / 47900160,
    -691 / 1307674368000,
    1 / 74724249600,
    -3617 / 10670622842880000,
    43867 / 5109094217170944000,
)


def in_double(function: Callable[..., Any]) -> Callable[..., Any]:
    """``function`` of arrays in float64, its result in the dtype of the first one."""

    def rounded(*arrays: Any) -> Any:
        kind = np.asarray(arrays[0]).dtype
        wide = np.broadcast_arrays(*(np.asarray(x, np.float64) for x in arrays))
        found = function(*(np.array(x).reshape(-1) for x in wide))
        return np.asarray(found, kind).reshape(wide[0].shape)

    return rounded


def _log_gamma(x: float) -> float:
    try:
        return math.lgamma(x)
    except ValueError:  # a pole
        return math.inf
    except OverflowError:
        return math.inf


_lgamma = np.frompyfunc(_log_gamma, 1, 1)


@in_double
def lgamma(x: Any) -> Any:
    """The logarithm of the absolute value of the gamma function."""
    return np.asarray(_lgamma(x), np.float64)


def _digamma(x: Any) -> Any:
    poles = (x <= 0) & (x == np.floor(x))
    mirrored = x < 0.5
    y = np.where(mirrored, 1 - x, x)
    total = np.zeros_like(y)
    for _ in range(10):  # shifted up until the asymptotic series is exact
        small = y < 10
        total -= np.where(small, 1 / y, 0)
        y = y + small
    square = 1 / (y * y)
    series = np.zeros_like(y)
    for c in (1 / 12, -691 / 32760, 1 / 132, -1 / 240, 1 / 252, -1 / 120, 1 / 12):
        series = c * square + series * square
    total += np.log(y) - 0.5 / y - series
    whole = np.round(x)
    cotangent = np.pi / np.tan(np.pi * (x - whole))
    total = np.where(mirrored, total - cotangent, total)
    return np.where(poles, np.nan, total)


digamma = in_double(_digamma)


def _zeta(x: Any, q: Any) -> Any:
    """Hurwitz' zeta: the sum of ``(q + n) ** -x``, by Euler and Maclaurin."""
    count = 12
    whole = (q <= 0) & (q == np.floor(q))
    total = np.zeros_like(x)
    for n in range(count):
        total += (q + n) ** -x
    end = q + count
    total += end ** (1 - x) / (x - 1) + 0.5 * end**-x
    factor = x * end ** (-x - 1)
    for k, b in enumerate(_BERNOULLI):
        total += b * factor
        factor = factor * (x + 2 * k + 1) * (x + 2 * k + 2) / (end * end)
    total = np.where(whole, np.where(x % 2 == 1, np.nan, np.inf), total)
    total = np.where(q == np.inf, 0.0, total)
    refused = (x < 1) | ((q <= 0) & (x != np.floor(x))) | np.isnan(q)
    return np.where(refused, np.nan, np.where(x == 1, np.inf, total))


zeta = in_double(_zeta)


@in_double
def polygamma(n: Any, x: Any) -> Any:
    """The n-th derivative of digamma; NaN where n is no whole number from 0."""
    factorial = np.exp(np.asarray(_lgamma(n + 1), np.float64))
    sign = np.where(n % 2 == 1, 1.0, -1.0)
    higher = sign * factorial * _zeta(n + 1, x)
    found = np.where(n == 0, _digamma(x), higher)
    return np.where((n < 0) | (n != np.floor(n)), np.nan, found)


# ---- incomplete gamma --------------------------------------------------------------


def _gamma_series(a: Any, x: Any) -> Any:
    """P(a, x) for x up to about a + 1, and in the limit for any x."""
    term = total = 1 / a
    for n in range(1, 2000):
        term = term * x / (a + n)
        total = total + term
        if np.all(term <= total * 1e-17):
            break
    return total * np.exp(-x + a * np.log(x) - np.asarray(_lgamma(a), np.float64))


def _gamma_fraction(a: Any, x: Any) -> Any:
    """Q(a, x) for x above a + 1, by Lentz' continued fraction."""
    b = x + 1 - a
    c = np.full_like(x, 1 / _TINY)
    d = 1 / np.where(b == 0, _TINY, b)
    h = d
    for i in range(1, 2000):
        factor = -i * (i - a)
        b = b + 2
        d = factor * d + b
        d = 1 / np.where(np.abs(d) < _TINY, _TINY, d)
        c = b + factor / c
        c = np.where(np.abs(c) < _TINY, _TINY, c)
        step = d * c
        h = h * step
        if np.all(np.abs(step - 1) < 1e-16):
            break
    return h * np.exp(-x + a * np.log(x) - np.asarray(_lgamma(a), np.float64))


def _incomplete(a: Any, x: Any, upper: bool) -> Any:
    refused = (a <= 0) | (x < 0) | np.isnan(a) | np.isnan(x)
    by_series = x < a + 1
    inside = (x > 0) & np.isfinite(x) & np.isfinite(a) & ~refused
    low = inside & by_series
    lower = np.where((x > 0) & (a < np.inf), 1.0, 0.0)  # at infinity, and at 0
    lower[low] = _gamma_series(a[low], x[low])
    high = inside & ~by_series
    higher = 1 - lower
    higher[high] = _gamma_fraction(a[high], x[high])
    lower[high] = 1 - higher[high]
    if upper:
        return np.where(refused, np.nan, np.where(x == np.inf, 0.0, higher))
    return np.where(refused & (x != 0), np.nan, np.where(x == 0, 0.0, lower))


@in_double
def igamma(a: Any, x: Any) -> Any:
    """The lower incomplete gamma function, over gamma(a)."""
    return _incomplete(a, x, upper=False)


@in_double
def igammac(a: Any, x: Any) -> Any:
    """The upper incomplete gamma function, over gamma(a)."""
    return _incomplete(a, x, upper=True)


@in_double
def igamma_grad_a(a: Any, x: Any) -> Any:
    """The derivative of ``igamma`` by ``a``, from its series."""
    refused = (a <= 0) | (x < 0) | np.isnan(a) | np.isnan(x)
    a, x = np.where(refused, 1.0, a), np.where(refused, 1.0, x)
    log_x = np.log(np.where(x > 0, x, 1.0))
    term = np.exp(a * log_x - x - np.asarray(_lgamma(a + 1), np.float64))
    psi = _digamma(a + 1)
    total = np.zeros_like(x)
    for n in range(1, 5000):
        part = term * (log_x - psi)
        total += part
        psi = psi + 1 / (a + n)
        term = term * x / (a + n)
        if n > x.max(initial=0) and np.all(np.abs(part) <= 1e-17):
            break
    return np.where(refused, np.nan, np.where(x > 0, total, 0.0))


# ---- incomplete beta -----------------------------------------------------------------


def _beta_fraction(a: Any, b: Any, x: Any) -> Any:
    """The continued fraction of the incomplete beta function."""
    total, above, below = a + b, a + 1, a - 1
    c = np.ones_like(x)
    d = 1 - total * x / above
    d = 1 / np.where(np.abs(d) < _TINY, _TINY, d)
    h = d
    for m in range(1, 500):
        even = m * (b - m) * x / ((below + 2 * m) * (a + 2 * m))
        odd = -(a + m) * (total + m) * x / ((a + 2 * m) * (above + 2 * m))
        for factor in (even, odd):
            d = 1 + factor * d
            d = 1 / np.where(np.abs(d) < _TINY, _TINY, d)
            c = 1 + factor / c
            c = np.where(np.abs(c) < _TINY, _TINY, c)
            step = d * c
            h = h * step
        if np.all(np.abs(step - 1) < 1e-16):
            break
    return h


@in_double
def betainc(a: Any, b: Any, x: Any) -> Any:
    """The incomplete beta function, over beta(a, b)."""
    refused = (a <= 0) | (b <= 0) | (x < 0) | (x > 1) | np.isnan(a + b + x)
    a, b, y = (np.where(refused, 0.5, part) for part in (a, b, x))
    swapped = y > (a + 1) / (a + b + 2)
    p, q = np.where(swapped, b, a), np.where(swapped, a, b)
    z = np.where(swapped, 1 - y, y)
    logs = _lgamma(a + b) - _lgamma(a) - _lgamma(b)
    front = np.asarray(logs, np.float64) + p * np.log(np.where(z > 0, z, 1))
    front = np.exp(front + q * np.log1p(-np.where(z < 1, z, 0)))
    found = np.where(z > 0, front * _beta_fraction(p, q, z) / p, 0.0)
    return np.where(refused, np.nan, np.where(swapped, 1 - found, found))
