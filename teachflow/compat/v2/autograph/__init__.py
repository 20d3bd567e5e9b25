"""``tf.autograph``: Python's statements on tensors become nodes."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2.autograph import experimental
from teachflow.functions.autograph.conversion import to_code, to_graph
from teachflow.functions.autograph.verbosity import set_verbosity, trace

__all__ = ["experimental", "set_verbosity", "to_code", "to_graph", "trace"]

__getattr__ = _looking_up(__name__)
