"""A program that dies while it saves, at every touch of the disk in turn.

    python -m tests.checkpoints.killed DIRECTORY NAMES

Every call that changes a file or a directory is a touch. For n = 1, 2, 3 ... a copy of
the process saves into ``DIRECTORY/n`` and exits at its n-th touch at once, as with
``kill -9``: nothing is flushed, no ``finally`` runs. A write that is hit has written
the first half. Before the save that is watched there are two checkpoints already;
``NAMES`` says whether it has their name (``same``) or one of its own (``steps``). The
last copy lives on; its number is printed.
"""

from __future__ import annotations

import builtins
import itertools
import os
import sys
from typing import Any

import teachflow.compat.v1 as tf

SIZE = 1000


class Touches:
    """Counts touches of the disk and ends the process at one of them."""

    def __init__(self, last: int) -> None:
        self.count = 0
        self.last = last

    def __call__(self, before: Any = None) -> None:
        self.count += 1
        if self.count == self.last:
            if before is not None:
                before()
            os._exit(9)

    def watch(self) -> None:
        """Puts itself before every call that changes the disk."""
        for name in ("fsync", "replace", "rename", "link", "unlink", "remove", "mkdir"):
            setattr(os, name, self._counted(getattr(os, name)))
        opened = builtins.open

        def counting_open(path: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
            if not set(mode) & set("wxa+"):
                return opened(path, mode, *args, **kwargs)
            self()
            return _Watched(opened(path, mode, *args, **kwargs), self)

        builtins.open = counting_open  # type: ignore[assignment]

    def _counted(self, function: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            self()
            result = function(*args, **kwargs)
            self()
            return result

        return call


class _Watched:
    """A file whose writes count; the one that is hit gets half of its bytes out."""

    def __init__(self, file: Any, touches: Touches) -> None:
        self._file = file
        self._touches = touches

    def write(self, data: Any) -> int:
        data = bytes(data)

        def half() -> None:
            self._file.write(data[: len(data) // 2])
            self._file.flush()

        self._touches(half)
        written: int = self._file.write(data)
        return written

    def writelines(self, parts: Any) -> None:
        for part in parts:
            self.write(part)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> _Watched:
        return self

    def __exit__(self, *error: Any) -> None:
        self._file.close()


def save(directory: str, names: str, last: int) -> None:
    """Saves the values 0, 1 and, watched, 2."""
    v, w = tf.Variable(tf.fill([SIZE], 0.0), name="v"), tf.Variable(0.0, name="w")
    value = tf.placeholder(tf.float32, [])
    assign = tf.group(v.assign(tf.fill([SIZE], value)), w.assign(value))
    saver = tf.train.Saver(max_to_keep=2)
    touches = Touches(last)
    with tf.Session() as sess:
        for number in range(3):
            if number == 2:
                touches.watch()
            sess.run(assign, {value: number})
            step = None if names == "same" else number
            saver.save(sess, f"{directory}/model", global_step=step)


def main(directory: str, names: str) -> None:
    """Dies in a copy of this process at each touch, until one is never reached."""
    for last in itertools.count(1):
        child = os.fork()
        if not child:
            save(f"{directory}/{last}", names, last)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status == 0:
            print(last)
            return
        if status != 9:
            sys.exit(f"touch {last}: exit status {status}")


if __name__ == "__main__":
    main(*sys.argv[1:])
