"""Which files a checkpoint has: finding them, their times, removing them.

A checkpoint is named by its *prefix*, such as ``run/model.ckpt-100``; its index tells
whether it is there.
"""

from __future__ import annotations

import contextlib
import glob
import os
import re
from typing import Any

from teachflow.formats.bundle import index_path

VERSION = 2
"""The number of the only version of checkpoints that is written here."""


def path_text(path: Any) -> str:
    """``path`` as text: a string, bytes, or an object with ``__fspath__``."""
    return os.fsdecode(path)


def checkpoint_exists(checkpoint_prefix: Any) -> bool:
    """Returns whether there is a checkpoint with this prefix.

    Source: tf.compat.v1.train.checkpoint_exists.

    >>> checkpoint_exists("nowhere/model.ckpt")
    False
    """
    return _identifying_file(path_text(checkpoint_prefix)) is not None


def _identifying_file(prefix: str) -> str | None:
    """The file that says that there is a checkpoint; the prefix may be a pattern."""
    for path in (index_path(prefix), prefix):
        if os.path.exists(path):
            return path
        found = glob.glob(path)
        if found:
            return min(found)
    return None


def get_checkpoint_mtimes(checkpoint_prefixes: Any) -> list[float]:
    """Returns when the checkpoints were written, in seconds since 1970.

    Those that are not there are left out. Source:
    tf.compat.v1.train.get_checkpoint_mtimes.

    >>> get_checkpoint_mtimes(["nowhere/model.ckpt"])
    []
    """
    times = []
    for prefix in checkpoint_prefixes:
        path = _identifying_file(path_text(prefix))
        if path is not None:
            with contextlib.suppress(FileNotFoundError):
                times.append(os.path.getmtime(path))
    return times


def remove_checkpoint(
    checkpoint_prefix: Any,
    checkpoint_format_version: int = VERSION,
    meta_graph_suffix: str = "meta",
) -> None:
    """Removes the files of a checkpoint: graph, index and elements.

    What is not there is no error. Source: tf.compat.v1.train.remove_checkpoint.

    >>> remove_checkpoint("nowhere/model.ckpt")
    """
    prefix = path_text(checkpoint_prefix)
    paths = [meta_graph_filename(prefix, meta_graph_suffix)]
    if checkpoint_format_version == VERSION:
        paths.append(index_path(prefix))
        paths += glob.glob(f"{glob.escape(prefix)}.data-?????-of-?????")
    else:
        paths.append(prefix)
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)


def meta_graph_filename(checkpoint_filename: str, meta_graph_suffix: str) -> str:
    """The path of the graph that belongs to a checkpoint.

    >>> meta_graph_filename("model.ckpt-3", "meta")
    'model.ckpt-3.meta'
    """
    name = re.sub(r"-[\d?]+-of-\d+$", "", checkpoint_filename)
    return f"{name}.{meta_graph_suffix}"
