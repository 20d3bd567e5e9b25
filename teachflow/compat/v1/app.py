"""``tf.app``: how scripts start."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1 import flags
from teachflow.platform.app import run

__getattr__ = _looking_up(__name__)
