"""``tf.autodiff``: derivatives in forward mode."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.eager.tapes.forward import ForwardAccumulator

__all__ = ["ForwardAccumulator"]

__getattr__ = _looking_up(__name__)
