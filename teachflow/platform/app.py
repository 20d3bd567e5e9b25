"""``tf.app.run``: how scripts of TensorFlow 1 start."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Sequence
from typing import Any

from teachflow.platform.flags import FLAGS


def run(
    main: Callable[[list[str]], Any] | None = None, argv: Sequence[str] | None = None
) -> None:
    """Parses the flags, calls ``main`` with what is left, and exits with its result.

    ``main`` is the script's function of that name where it is not given, ``argv`` the
    process's arguments. In a notebook, which has nothing to exit from, it returns.
    Source: tf.compat.v1.app.run.

    >>> run(lambda argv: len(argv), ["prog"])
    Traceback (most recent call last):
    SystemExit: 1
    """
    left = FLAGS(list(sys.argv if argv is None else argv))
    main = main or sys.modules["__main__"].main
    result = main(left)
    if hasattr(builtins, "get_ipython"):
        return
    raise SystemExit(result)
