"""``tf.io.gfile``: files and directories, in TensorFlow 2's small letters."""

from __future__ import annotations

import os
from typing import Any as _Any

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.platform import gfile as _gfile
from teachflow.platform.gfile import GFile

copy = _gfile.Copy
exists = _gfile.Exists
glob = _gfile.Glob
isdir = _gfile.IsDirectory
listdir = _gfile.ListDirectory
makedirs = _gfile.MakeDirs
mkdir = _gfile.MkDir
remove = _gfile.Remove
rename = _gfile.Rename
rmtree = _gfile.DeleteRecursively
stat = _gfile.Stat
walk = _gfile.Walk


def join(path: _Any, *paths: _Any) -> _Any:
    """The parts of a path as one path. Source: tf.io.gfile.join.

    >>> import teachflow as tf
    >>> tf.io.gfile.join("a", "b")
    'a/b'
    """
    return os.path.join(path, *paths)


__getattr__ = _looking_up(__name__)
