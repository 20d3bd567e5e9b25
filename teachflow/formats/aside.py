"""Writing so that a reader meets the old file or the new one, and never half of one.

A file is written under a name of its own beside its place, made durable, and renamed.
Whoever is killed on the way leaves what was there before.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator
from typing import Any

from teachflow.core import errors

_MARK = ".tempstate"

_CLASSES: dict[int, type[errors.OpError]] = {
    errno.ENOENT: errors.NotFoundError,
    errno.EACCES: errors.PermissionDeniedError,
    errno.EPERM: errors.PermissionDeniedError,
    errno.EROFS: errors.PermissionDeniedError,
    errno.EEXIST: errors.AlreadyExistsError,
    errno.EISDIR: errors.FailedPreconditionError,
    errno.ENOTDIR: errors.FailedPreconditionError,
    errno.ENOTEMPTY: errors.FailedPreconditionError,
    errno.ENAMETOOLONG: errors.InvalidArgumentError,
    errno.ENOSPC: errors.ResourceExhaustedError,
    errno.EDQUOT: errors.ResourceExhaustedError,
    errno.EMFILE: errors.ResourceExhaustedError,
}


@contextlib.contextmanager
def named_errors(path: str) -> Iterator[None]:
    """A block in which the system's errors become TensorFlow's, naming ``path``."""
    try:
        yield
    except OSError as error:
        kind = _CLASSES.get(error.errno or 0, errors.UnknownError)
        raise kind(None, None, f"{path}; {error.strerror or error}") from error


def read(path: str) -> bytes:
    """Returns all bytes of a file; errors are TensorFlow's (``NotFoundError`` ...)."""
    with named_errors(path), open(path, "rb") as file:
        return file.read()


def write(path: str, parts: Iterable[Any]) -> None:
    """Puts a file that holds ``parts`` (bytes, contiguous arrays) at ``path``.

    It is complete and on the disk before it takes the name. Errors are TensorFlow's.
    """
    with named_errors(path):
        os.replace(_written(path, parts), path)
        sync_directory(path)


def _written(path: str, parts: Iterable[Any]) -> str:
    temporary = temporary_name(path)
    try:
        with open(temporary, "xb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    return temporary


def temporary_name(path: str) -> str:
    """A name beside ``path`` that no other writer has."""
    return f"{path}{_MARK}{os.urandom(6).hex()}"


def temporary_pattern(pattern: str) -> str:
    """The pattern of the names that ``temporary_name`` gives for such a path."""
    return pattern + _MARK + "*"


def sync_directory(path: str) -> None:
    """Makes the names in the directory of ``path`` durable, where the system can."""
    if os.name == "nt":  # no way to open a directory there
        return
    handle = os.open(os.path.dirname(path) or ".", os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
