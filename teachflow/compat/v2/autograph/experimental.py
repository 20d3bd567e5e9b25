"""``tf.autograph.experimental``: what is not converted, and options of loops."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.functions.autograph.status import do_not_convert
from teachflow.functions.autograph.verbosity import Feature, set_loop_options

__all__ = ["Feature", "do_not_convert", "set_loop_options"]

__getattr__ = _looking_up(__name__)
