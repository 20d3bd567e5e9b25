"""``tf.gfile``: files and directories, with TensorFlow's names and errors."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, Self

from teachflow.core.errors import (
    AlreadyExistsError,
    InvalidArgumentError,
    NotFoundError,
    PermissionDeniedError,
)
from teachflow.formats.aside import named_errors


class GFile:
    """A file, opened when it is first read or written; text unless ``mode`` has a "b".

    Source: tf.io.gfile.GFile.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with tf.gfile.GFile(folder + "/a", "w") as file:
    ...         file.write("text")
    ...     print(tf.gfile.GFile(folder + "/a").read())
    text
    """

    def __init__(self, name: Any, mode: str = "r") -> None:
        self._file: Any = None
        if mode.replace("b", "") not in ("r", "w", "a", "r+", "w+", "a+"):
            raise InvalidArgumentError(
                None, None, "mode is not 'r' or 'w' or 'a' or 'r+' or 'w+' or 'a+'"
            )
        self.name = name
        self.mode = mode

    @property
    def file(self) -> Any:
        """Python's file, opened now if it was not."""
        if self._file is None:
            text = {} if "b" in self.mode else {"encoding": "utf-8", "newline": ""}
            with named_errors(os.fspath(self.name)):
                self._file = Path(self.name).open(self.mode, **text)  # type: ignore[call-overload]  # noqa: SIM115
        return self._file

    def read(self, n: int = -1) -> Any:
        """The next ``n`` characters or bytes, all that are left by default."""
        return self._reading().read(n)

    def readline(self) -> Any:
        """The next line with its end, empty at the end of the file."""
        return self._reading().readline()

    def readlines(self) -> list[Any]:
        """The lines that are left."""
        return list(self._reading().readlines())

    def write(self, file_content: Any) -> None:
        """Appends text or bytes."""
        if not self.file.writable():
            self._refuse("writing", "w")
        self.file.write(file_content)

    def _reading(self) -> Any:
        if not self.file.readable():
            self._refuse("reading", "r")
        return self.file

    def _refuse(self, what: str, mode: str) -> NoReturn:
        raise PermissionDeniedError(
            None,
            None,
            f"File isn't open for {what}: {os.fspath(self.name)} was opened with mode "
            f"{self.mode!r}, not {mode!r}.",
        )

    def seek(self, offset: int | None = None, whence: int = 0) -> None:
        """Goes to ``offset``, from the beginning, the place (1) or the end (2)."""
        self.file.seek(offset or 0, whence)

    def tell(self) -> int:
        """The place in the file, in bytes."""
        return int(self.file.tell())

    def size(self) -> int:
        """The length of the file in bytes."""
        return Stat(self.name).length

    def flush(self) -> None:
        """Writes out what was written."""
        if self._file is not None:
            self._file.flush()

    def close(self) -> None:
        """Closes the file; reading again opens it anew."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __del__(self) -> None:
        self.close()  # as TensorFlow's, without a warning

    def __iter__(self) -> Self:
        return self  # and not the file, which is closed where nobody holds this

    def __next__(self) -> Any:
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


FastGFile = Open = GFile


@dataclass(frozen=True)
class FileStatistics:
    """Length in bytes, time of change in nanoseconds, and whether it is a directory."""

    length: int
    mtime_nsec: int
    is_directory: bool


def Stat(filename: Any) -> FileStatistics:  # noqa: N802 (TensorFlow's, as those below)
    """What is known of a file; ``NotFoundError`` where there is none.

    Source: tf.compat.v1.gfile.Stat.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with tf.gfile.GFile(folder + "/a", "w") as file:
    ...         file.write("text")
    ...     print(tf.gfile.Stat(folder + "/a").length)
    4
    """
    with named_errors(os.fspath(filename)):
        found = Path(filename).stat()
    return FileStatistics(found.st_size, found.st_mtime_ns, Path(filename).is_dir())


def Exists(filename: Any) -> bool:  # noqa: N802
    """Whether there is a file or directory of the name.

    Source: tf.compat.v1.gfile.Exists.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     print(tf.gfile.Exists(folder), tf.gfile.Exists(folder + "/a"))
    True False
    """
    return Path(filename).exists()


def IsDirectory(dirname: Any) -> bool:  # noqa: N802
    """Whether the name is a directory's.

    Source: tf.compat.v1.gfile.IsDirectory.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     print(tf.gfile.IsDirectory(folder))
    True
    """
    return Path(dirname).is_dir()


def ListDirectory(dirname: Any) -> list[str]:  # noqa: N802
    """The names in a directory; ``NotFoundError`` where there is none.

    Source: tf.compat.v1.gfile.ListDirectory.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tf.gfile.MkDir(folder + "/a")
    ...     print(tf.gfile.ListDirectory(folder))
    ['a']
    """
    if not Path(dirname).is_dir():
        raise NotFoundError(None, None, f"Could not find directory {dirname}")
    return os.listdir(dirname)


def Glob(filename: Any) -> list[str]:  # noqa: N802
    """The files that match a pattern, or any pattern of a list, sorted.

    Source: tf.compat.v1.gfile.Glob.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tf.gfile.MkDir(folder + "/a")
    ...     print(len(tf.gfile.Glob(folder + "/*")))
    1
    """
    patterns = filename if isinstance(filename, (list, tuple)) else [filename]
    return sorted({name for p in patterns for name in glob.glob(os.fspath(p))})


def MakeDirs(dirname: Any) -> None:  # noqa: N802
    """Makes a directory and those above it; nothing where it is there.

    Source: tf.compat.v1.gfile.MakeDirs.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tf.gfile.MakeDirs(folder + "/a/b")
    ...     print(tf.gfile.ListDirectory(folder))
    ['a']
    """
    with named_errors(os.fspath(dirname)):
        Path(dirname).mkdir(parents=True, exist_ok=True)


def MkDir(dirname: Any) -> None:  # noqa: N802
    """Makes one directory; ``AlreadyExistsError`` where it is there.

    Source: tf.compat.v1.gfile.MkDir.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tf.gfile.MkDir(folder + "/a")
    ...     print(tf.gfile.ListDirectory(folder))
    ['a']
    """
    with named_errors(os.fspath(dirname)):
        Path(dirname).mkdir()


def Remove(filename: Any) -> None:  # noqa: N802
    """Deletes a file; ``NotFoundError`` where there is none.

    Source: tf.compat.v1.gfile.Remove.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with tf.gfile.GFile(folder + "/a", "w") as file:
    ...         file.write("text")
    ...     tf.gfile.Remove(folder + "/a")
    ...     print(tf.gfile.ListDirectory(folder))
    []
    """
    with named_errors(os.fspath(filename)):
        Path(filename).unlink()


def DeleteRecursively(dirname: Any) -> None:  # noqa: N802
    """Deletes a directory with all that is in it.

    Source: tf.compat.v1.gfile.DeleteRecursively.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tf.gfile.MakeDirs(folder + "/a/b")
    ...     tf.gfile.DeleteRecursively(folder + "/a")
    ...     print(tf.gfile.ListDirectory(folder))
    []
    """
    with named_errors(os.fspath(dirname)):
        if not Path(dirname).is_dir():
            Path(dirname).unlink()
            return
        shutil.rmtree(dirname)


def _target(newpath: Any, overwrite: bool) -> None:
    if not overwrite and Exists(newpath):
        raise AlreadyExistsError(None, None, f"{newpath}; file already exists")


def Copy(oldpath: Any, newpath: Any, overwrite: bool = False) -> None:  # noqa: N802
    """Copies a file; ``AlreadyExistsError`` unless it may ``overwrite``.

    Source: tf.compat.v1.gfile.Copy.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with tf.gfile.GFile(folder + "/a", "w") as file:
    ...         file.write("text")
    ...     tf.gfile.Copy(folder + "/a", folder + "/b")
    ...     print(sorted(tf.gfile.ListDirectory(folder)))
    ['a', 'b']
    """
    _target(newpath, overwrite)
    with named_errors(os.fspath(oldpath)):
        shutil.copyfile(oldpath, newpath)


def Rename(oldname: Any, newname: Any, overwrite: bool = False) -> None:  # noqa: N802
    """Renames a file; ``AlreadyExistsError`` unless it may ``overwrite``.

    Source: tf.compat.v1.gfile.Rename.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with tf.gfile.GFile(folder + "/a", "w") as file:
    ...         file.write("text")
    ...     tf.gfile.Rename(folder + "/a", folder + "/b")
    ...     print(tf.gfile.ListDirectory(folder))
    ['b']
    """
    _target(newname, overwrite)
    with named_errors(os.fspath(oldname)):
        Path(oldname).replace(newname)


def Walk(  # noqa: N802
    top: Any, in_order: bool = True
) -> Iterator[tuple[str, list[str], list[str]]]:
    """(directory, its directories, its files) of a tree, the top first or last.

    Source: tf.compat.v1.gfile.Walk.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tf.gfile.MkDir(folder + "/a")
    ...     print([inside for _, inside, _ in tf.gfile.Walk(folder)])
    [['a'], []]
    """
    return os.walk(os.fspath(top), topdown=in_order)
