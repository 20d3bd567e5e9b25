"""``tf.types``: names for annotations."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2.types import experimental

__getattr__ = _looking_up(__name__)
