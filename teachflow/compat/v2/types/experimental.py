"""``tf.types.experimental``: what functions take in place of a tensor."""

from __future__ import annotations

from typing import Any as _Any

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.functions.kinds import TraceType

TensorLike = _Any
"""Whatever converts to a tensor: numbers, lists, arrays, tensors, variables."""

__getattr__ = _looking_up(__name__)
