"""``KeepWhere``: the one helper op that gradient rules of piecewise functions need."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.registry import op


@op("KeepWhere", "bool, T -> T", shape=rules.like(1))
def keep_where(condition: Any, x: Any) -> Any:
    """``x`` where the condition holds, 0 elsewhere, even where ``x`` is not finite.

    ``condition`` is broadcast to the shape of ``x``. Ours, not TensorFlow's.
    """
    return np.where(condition, x, x.dtype.type(0))


@keep_where.vjp
def _(call: Any, g: Any) -> Any:
    return None, keep_where(call.inputs[0], g)


keep_where.jvp_linear(1)
