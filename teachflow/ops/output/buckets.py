"""How values lie: counts in buckets that grow by a tenth, as TensorFlow draws them."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np


def _limits() -> Any:
    """The upper limits of the buckets: tiny to huge, 0 between both signs."""
    sizes = []
    size = 1e-12
    while size < 1e20:
        sizes.append(size)
        size *= 1.1
    sizes.append(sys.float_info.max)
    return np.array([*(-size for size in reversed(sizes)), 0.0, *sizes])


_LIMITS = _limits()


def histogram(values: Any) -> dict[str, Any]:
    """Returns the fields of a ``HistogramProto`` about finite ``values``.

    ``bucket[i]`` counts the values from ``bucket_limit[i - 1]`` on that are less than
    ``bucket_limit[i]``; a run of empty buckets is one.

    >>> found = histogram(np.array([1.0, 2.0, 2.0]))
    >>> found["num"], found["bucket"]
    (3.0, [0.0, 1.0, 0.0, 2.0, 0.0])
    """
    flat = np.asarray(values, np.float64).reshape(-1)
    if not flat.size:  # TensorFlow's extremes of nothing
        least, greatest, total, squares = _LIMITS[-1], _LIMITS[0], 0.0, 0.0
        limits, counts = _LIMITS[-1:], np.zeros(1)
    else:
        least, greatest = flat.min(), flat.max()
        # One after the other, as TensorFlow adds them up: np.sum rounds differently.
        total, squares = np.cumsum(flat)[-1], np.cumsum(flat * flat)[-1]
        places = np.searchsorted(_LIMITS[:-1], flat, side="right")
        counts = np.bincount(places, minlength=len(_LIMITS)).astype(np.float64)
        empty = counts == 0
        last_of_run = np.ones(len(counts), np.bool_)
        last_of_run[:-1] = ~(empty[:-1] & empty[1:])
        limits, counts = _LIMITS[last_of_run], counts[last_of_run]
    return {
        "min": float(least),
        "max": float(greatest),
        "num": float(flat.size),
        "sum": float(total),
        "sum_squares": float(squares),
        "bucket_limit": limits.tolist(),
        "bucket": counts.tolist(),
    }
