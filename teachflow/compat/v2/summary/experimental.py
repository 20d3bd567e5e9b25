"""``tf.summary.experimental``: the step of summaries that do not say one."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.summaries.recording import get_step, set_step

__getattr__ = _looking_up(__name__)
