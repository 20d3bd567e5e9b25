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

    At first that is INFO in a notebook or a shell, else WARN. Unlike TensorFlow,
    messages go to standard output. Source: tf.compat.v1.logging.set_verbosity.

    >>> set_verbosity(INFO)
    >>> info("step %d", 3)
    INFO:tensorflow:step 3
    >>> set_verbosity(WARN)
    """
    get_logger().setLevel(v)


def get_verbosity() -> int:
    """The level from which messages are shown.

    Source: tf.compat.v1.logging.get_verbosity.

    >>> import teachflow.compat.v1 as tf
    >>> tf.logging.set_verbosity(tf.logging.WARN)
    >>> tf.logging.get_verbosity() == tf.logging.WARN
    True
    """
    return get_logger().getEffectiveLevel()


def log(level: int, msg: Any, *args: Any, **kwargs: Any) -> None:
    """Logs ``msg % args`` at ``level``.

    Source: tf.compat.v1.logging.log.

    >>> import teachflow.compat.v1 as tf
    >>> tf.logging.log(tf.logging.ERROR, "no %s", "file")
    ERROR:tensorflow:no file
    """
    get_logger().log(level, msg, *args, **kwargs)


def debug(msg: Any, *args: Any, **kwargs: Any) -> None:
    """Logs for whoever looks for a mistake.

    Source: tf.compat.v1.logging.debug.

    >>> import teachflow.compat.v1 as tf
    >>> tf.logging.set_verbosity(tf.logging.WARN)
    >>> tf.logging.debug("not shown")
    """
    get_logger().debug(msg, *args, **kwargs)


def info(msg: Any, *args: Any, **kwargs: Any) -> None:
    """Logs what happens.

    Source: tf.compat.v1.logging.info.

    >>> import teachflow.compat.v1 as tf
    >>> tf.logging.set_verbosity(tf.logging.WARN)
    >>> tf.logging.info("not shown")
    """
    get_logger().info(msg, *args, **kwargs)


def warning(msg: Any, *args: Any, **kwargs: Any) -> None:
    """Logs what may be wrong.

    Source: tf.compat.v1.logging.warning.

    >>> import teachflow.compat.v1 as tf
    >>> tf.logging.warning("%d steps left", 3)
    WARNING:tensorflow:3 steps left
    """
    get_logger().warning(msg, *args, **kwargs)


warn = warning


def error(msg: Any, *args: Any, **kwargs: Any) -> None:
    """Logs what is wrong.

    Source: tf.compat.v1.logging.error.

    >>> import teachflow.compat.v1 as tf
    >>> tf.logging.error("no %s", "file")
    ERROR:tensorflow:no file
    """
    get_logger().error(msg, *args, **kwargs)


def fatal(msg: Any, *args: Any, **kwargs: Any) -> None:
    """Logs what cannot go on; the program does, however.

    Source: tf.compat.v1.logging.fatal.

    >>> import teachflow.compat.v1 as tf
    >>> tf.logging.fatal("no %s", "disk")
    CRITICAL:tensorflow:no disk
    """
    get_logger().fatal(msg, *args, **kwargs)


_seen: dict[tuple[Any, ...], int] = {}


def log_first_n(level: int, msg: Any, n: int, *args: Any) -> None:
    """Logs only the first ``n`` times that this message comes.

    Source: tf.compat.v1.logging.log_first_n.

    >>> import teachflow.compat.v1 as tf
    >>> for step in range(3):
    ...     tf.logging.log_first_n(tf.logging.ERROR, "late", 1)
    ERROR:tensorflow:late
    """
    count = _seen[level, msg] = _seen.get((level, msg), 0) + 1
    log_if(level, msg, count <= n, *args)


def log_every_n(level: int, msg: Any, n: int, *args: Any) -> None:
    """Logs the first and then every ``n``-th time that this message comes.

    Source: tf.compat.v1.logging.log_every_n.

    >>> import teachflow.compat.v1 as tf
    >>> for step in range(4):
    ...     tf.logging.log_every_n(tf.logging.ERROR, "again", 2)
    ERROR:tensorflow:again
    ERROR:tensorflow:again
    """
    count = _seen[level, msg] = _seen.get((level, msg), 0) + 1
    log_if(level, msg, (count - 1) % n == 0, *args)


def log_if(level: int, msg: Any, condition: bool, *args: Any) -> None:
    """Logs only where ``condition`` is true.

    Source: tf.compat.v1.logging.log_if.

    >>> import teachflow.compat.v1 as tf
    >>> tf.logging.log_if(tf.logging.ERROR, "no file", 1 > 2)
    """
    if condition:
        log(level, msg, *args)


def vlog(level: int, msg: Any, *args: Any) -> None:
    """Logs at a bare number as level.

    Source: tf.compat.v1.logging.vlog.

    >>> import teachflow.compat.v1 as tf
    >>> tf.logging.vlog(1, "not shown")
    """
    log(level, msg, *args)


def flush() -> None:
    """Sends what was logged on its way.

    Source: tf.compat.v1.logging.flush.
    """
    sys.stdout.flush()
