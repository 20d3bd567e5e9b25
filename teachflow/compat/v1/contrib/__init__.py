"""``tf.contrib``: the part of TensorFlow 1.15's add-ons that old programs use."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1.contrib import framework, layers

__all__ = ["framework", "layers"]

__getattr__ = _looking_up(__name__)
