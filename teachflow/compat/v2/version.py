"""``tf.version``: whose behaviour this is."""

from __future__ import annotations

from teachflow._version import TENSORFLOW as VERSION
from teachflow.compat.missing import looking_up as _looking_up

COMPILER_VERSION = ""  # nothing was compiled
GIT_VERSION = f"v{VERSION}"
GRAPH_DEF_VERSION = 2474
GRAPH_DEF_VERSION_MIN_CONSUMER = 0
GRAPH_DEF_VERSION_MIN_PRODUCER = 0

__getattr__ = _looking_up(__name__)
