"""Notices that are given once: to TensorFlow's logger, which writes to stdout."""

from __future__ import annotations

import importlib

_given: set[str] = set()


def notice_once(text: str) -> None:
    """Logs ``text`` as a warning, the first time."""
    if text not in _given:
        _given.add(text)
        # Late, since most programs have no use for logging and it costs milliseconds.
        log = importlib.import_module("teachflow.core.log")
        log.get_logger().warning(text)
