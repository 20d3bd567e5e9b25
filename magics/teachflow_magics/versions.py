"""The magic ``%tensorflow_version``, as Colab had it: what ``import tensorflow`` means.

No file need be changed: an old notebook goes on saying ``import tensorflow as tf``, and
gets TeachFlow's graphs (1.x) or its eager face (2.x).
"""

from __future__ import annotations

import re
from typing import Any

from IPython.core.error import UsageError

from teachflow.compat.installing import (
    install_as_tensorflow,
    installed_version,
    uninstall_as_tensorflow,
)
from teachflow.texts import text
from teachflow_magics.frame.magic import Form, Line, Magic
from teachflow_magics.frame.options import unquoted

VERSIONS = ("1.x", "2.x")
_PLACE = "_teachflow_version_before"


def tensorflow_version(version: str | None = None) -> str | None:
    """Chooses what ``import tensorflow`` means from here on; returns what it means.

    '1.x' is TeachFlow's graph face, '2.x' its eager face, None says only what was
    chosen, which is None too where nothing was. Modules that are imported already
    change over. Raises ``ValueError`` for another version, and ``RuntimeError`` where
    the real TensorFlow has been imported in this process.

    >>> tensorflow_version("1.x")
    '1.x'
    >>> import tensorflow as tf
    >>> tf.Session
    <class 'teachflow.graph.running.session.Session'>
    >>> from teachflow.compat.installing import uninstall_as_tensorflow
    >>> uninstall_as_tensorflow()
    >>> print(tensorflow_version())
    None
    """
    if version is not None:
        found = re.fullmatch(r"([12])(\.(x|\d+(\.\d+)?))?", version)
        if found is None:
            raise ValueError(text("magic.version.unknown", version=repr(version)))
        install_as_tensorflow(int(found[1]))
    chosen = installed_version()
    return None if chosen is None else VERSIONS[chosen - 1]


def _line(_shell: Any, given: Line) -> None:
    if len(given.words) > 1:
        raise UsageError(text("magic.version.one", given=given.rest))
    try:
        chosen = tensorflow_version(unquoted(given.words[0]) if given.words else None)
    except (ValueError, RuntimeError) as error:
        raise UsageError(f"%tensorflow_version: {error}") from None
    said = {None: "none", "1.x": "graphs", "2.x": "eager"}[chosen]
    print(text(f"magic.version.{said}"))  # noqa: T201


def install(shell: Any) -> None:
    """Remembers what ``import tensorflow`` means before the magic is called."""
    vars(shell)[_PLACE] = installed_version()


def remove(shell: Any) -> None:
    """Gives that back."""
    before = vars(shell).pop(_PLACE)
    if before == installed_version():
        return
    if before is None:
        uninstall_as_tensorflow()
    else:
        install_as_tensorflow(before)


def _versions(_shell: Any, words: Any) -> tuple[str, ...]:
    return () if words else VERSIONS


TENSORFLOW_VERSION = Magic(
    "tensorflow_version",
    line=Form(_line, tensorflow_version, "[1.x|2.x]", completes=(_versions,)),
)
