"""The error function of arrays, which NumPy does not have: from Python's ``math``."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

_erf = np.frompyfunc(math.erf, 1, 1)
_erfc = np.frompyfunc(math.erfc, 1, 1)


def erf_values(x: Any) -> Any:
    """The error function of every element, in the dtype of ``x``."""
    return np.asarray(_erf(x), x.dtype)


def erfc_values(x: Any) -> Any:
    """The complementary error function of every element, in the dtype of ``x``."""
    return np.asarray(_erfc(x), x.dtype)
