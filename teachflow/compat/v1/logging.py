"""``tf.logging``: TensorFlow's log, on standard output."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.platform.logging import (
    DEBUG,
    ERROR,
    FATAL,
    INFO,
    WARN,
    debug,
    error,
    fatal,
    flush,
    get_verbosity,
    info,
    log,
    log_every_n,
    log_first_n,
    log_if,
    set_verbosity,
    vlog,
    warn,
    warning,
)

__getattr__ = _looking_up(__name__)
