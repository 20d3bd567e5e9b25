"""``tf.keras.utils``: seeds, labels, progress and other small tools."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up

__getattr__ = _looking_up(__name__)
