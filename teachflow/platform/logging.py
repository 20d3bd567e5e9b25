"""``tf.logging``: TensorFlow's log, on Python's ``logging``, to standard output."""

from __future__ import annotations

import logging
import sys
from typing import Any

from teachflow.core.log import get_logger

DEBUG = logging.DEBUG
INFO = logging.INFO
WARN = logging.WARNING
ERROR = logging.ERROR
FATAL = logging.FATAL


def set_verbosity(v: int | str) -> None:
    """Shows messages of level ``v`` and above from now on.

    At first that is INFO in a notebook or a shell, else WARN.

    >>> set_verbosity(INFO)
    >>> info("step %d", 3)
    INFO:tensorflow:step 3
    >>> set_verbosity(WARN)
    """
    get_logger().setLevel(v)


def get_verbosity() -> int:
    """The level from which messages are shown."""
    return get_logger().getEffectiveLevel()


def log(level: int, msg: Any, *args: Any, **kwargs: Any) -> None:
    """Logs ``msg % args`` at ``level``."""
    get_logger().log(level, msg, *args, **kwargs)


def debug(msg: Any, *args: Any, **kwargs: Any) -> None:
    """Logs for whoever looks for a mistake."""
    get_logger().debug(msg, *args, **kwargs)


def info(msg: Any, *args: Any, **kwargs: Any) -> None:
    """Logs what happens."""
    get_logger().info(msg, *args, **kwargs)


def warning(msg: Any, *args: Any, **kwargs: Any) -> None:
    """Logs what may be wrong."""
    get_logger().warning(msg, *args, **kwargs)


warn = warning


def error(msg: Any, *args: Any, **kwargs: Any) -> None:
    """Logs what is wrong."""
    get_logger().error(msg, *args, **kwargs)


def fatal(msg: Any, *args: Any, **kwargs: Any) -> None:
    """Logs what cannot go on; the program does, however."""
    get_logger().fatal(msg, *args, **kwargs)


_seen: dict[tuple[Any, ...], int] = {}


def log_first_n(level: int, msg: Any, n: int, *args: Any) -> None:
    """Logs only the first ``n`` times that this message comes."""
    count = _seen[level, msg] = _seen.get((level, msg), 0) + 1
    log_if(level, msg, count <= n, *args)


def log_every_n(level: int, msg: Any, n: int, *args: Any) -> None:
    """Logs the first and then every ``n``-th time that this message comes."""
    count = _seen[level, msg] = _seen.get((level, msg), 0) + 1
    log_if(level, msg, (count - 1) % n == 0, *args)


def log_if(level: int, msg: Any, condition: bool, *args: Any) -> None:
    """Logs only where ``condition`` is true."""
    if condition:
        log(level, msg, *args)


def vlog(level: int, msg: Any, *args: Any) -> None:
    """Logs at a bare number as level."""
    log(level, msg, *args)


def flush() -> None:
    """Sends what was logged on its way."""
    sys.stdout.flush()
