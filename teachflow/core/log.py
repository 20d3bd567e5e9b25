"""The log: Python's logger ``tensorflow``, which writes to standard output.

It bears TensorFlow's name, by which old files silence it. Standard error stays for what
went wrong: in a notebook it is red.
"""

from __future__ import annotations

import logging
import sys


class _ToOutput(logging.Handler):
    """Writes to what ``sys.stdout`` is at that moment: notebooks exchange it."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stdout.write(self.format(record) + "\n")


def get_logger() -> logging.Logger:
    """The logger that all messages go to, set up at its first use.

    It shows information where somebody is typing (a notebook, a shell), else warnings
    only; a level that somebody has set already stays. Source: tf.compat.v1.get_logger.
    """
    logger = logging.getLogger("tensorflow")
    if not any(isinstance(handler, _ToOutput) for handler in logger.handlers):
        handler = _ToOutput()
        handler.setFormatter(logging.Formatter("%(levelname)s:tensorflow:%(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
        if logger.level == logging.NOTSET:
            typing = hasattr(sys, "ps1") or sys.flags.interactive
            logger.setLevel(logging.INFO if typing else logging.WARNING)
    return logger
