"""``tf.gfile``: files and directories."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.platform.gfile import (
    Copy,
    DeleteRecursively,
    Exists,
    FastGFile,
    GFile,
    Glob,
    IsDirectory,
    ListDirectory,
    MakeDirs,
    MkDir,
    Open,
    Remove,
    Rename,
    Stat,
    Walk,
)

__getattr__ = _looking_up(__name__)
