"""``tf.experimental``: what TensorFlow itself calls unfinished is not here."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._refused import EXPERIMENTAL as _EXPERIMENTAL

__getattr__ = _looking_up(__name__, refused=_EXPERIMENTAL)
