"""``tf.config.optimizer``: how graphs would be compiled."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.platform.wishes import get_jit, set_jit

__getattr__ = _looking_up(__name__)
