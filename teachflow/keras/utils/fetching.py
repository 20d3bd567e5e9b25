"""Files that are kept in ``~/.keras``: taken from there, else fetched once."""

from __future__ import annotations

import os
from typing import Any

from teachflow.keras.utils.progress import say

TIMEOUT = 10
"""Seconds that a server may take to answer."""

# What reads from a network or unpacks is imported when that is asked for: importing
# it would be most of the time of importing keras. So would pathlib.
# ruff: noqa: PLC0415


def urlopen(origin: str, timeout: float) -> Any:
    """The answer of a server, as a file."""
    from urllib.request import urlopen as opened

    return opened(origin, timeout=timeout)


def home() -> str:
    """Where files are kept: ``KERAS_HOME``, else ``~/.keras``."""
    return os.environ.get("KERAS_HOME") or os.path.expanduser("~/.keras")


def get_file(
    fname: str | None = None,
    origin: str | None = None,
    untar: bool = False,
    md5_hash: str | None = None,
    file_hash: str | None = None,
    cache_subdir: str = "datasets",
    hash_algorithm: str = "auto",
    extract: bool = False,
    archive_format: Any = "auto",
    cache_dir: Any = None,
    force_download: bool = False,
) -> str:
    """The path of a file that is fetched from ``origin`` where it is not kept yet.

    With ``extract`` that of the folder that it is unpacked into. Raises ``OSError``
    where it cannot be fetched (a server has 10 seconds to answer), ``ValueError`` where
    its hash is not ``file_hash``. Unlike TensorFlow, ``hash_algorithm`` and
    ``archive_format`` change nothing: the hash's length and the file itself tell.
    Source: tf.keras.utils.get_file.

    >>> import os, pathlib, tempfile
    >>> import teachflow as tf
    >>> kept = pathlib.Path(tempfile.mkdtemp(), "datasets", "a.txt")
    >>> kept.parent.mkdir()
    >>> size = kept.write_text("here already")
    >>> path = tf.keras.utils.get_file("a.txt", "", cache_dir=kept.parent.parent)
    >>> pathlib.Path(path).read_text()
    'here already'
    """
    if origin is None:
        raise ValueError(
            'Please specify the "origin" argument (URL of the file to download).'
        )
    name = fname or origin.partition("?")[0].rpartition("/")[2]
    kept = home() if cache_dir is None else os.fspath(cache_dir)
    folder = os.path.join(kept, cache_subdir)
    path = target = os.path.join(folder, name)
    unpack = extract or untar
    if unpack:
        path = f"{target}_archive"
        if os.path.exists(target) and not force_download:
            return target
    if force_download or not os.path.exists(path):
        _download(origin, path)
        _check(path, file_hash or md5_hash)
    if unpack:
        _unpack(path, target)
    return target


def _download(origin: str, path: str) -> None:
    say(f"Downloading data from {origin}")
    aside = path + ".part"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with urlopen(origin, TIMEOUT) as source, open(aside, "wb") as file:
            while chunk := source.read(1 << 16):
                file.write(chunk)
        os.replace(aside, path)
    except (OSError, ValueError) as error:
        if os.path.exists(aside):
            os.remove(aside)
        raise OSError(
            f"URL fetch failure on {origin}: {error}. Where there is no network, put "
            f"the file at {path} by hand."
        ) from error


def _check(path: str, wanted: str | None) -> None:
    if wanted is None:
        return
    import hashlib

    kind = "md5" if len(wanted) == 32 else "sha256"
    with open(path, "rb") as file:
        found = hashlib.new(kind, file.read(), usedforsecurity=False).hexdigest()
    if found != wanted:
        os.remove(path)
        raise ValueError(
            f"Incomplete or corrupted file detected. The {kind} file hash {found} does "
            f"not match the provided value of {wanted}."
        )


def _unpack(path: str, target: str) -> None:
    import tarfile
    import zipfile

    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            archive.extractall(target)
        return
    with tarfile.open(path) as archive:
        archive.extractall(target, filter="data")
