"""Files that are kept in ``~/.keras``: taken from there, else fetched once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from teachflow.keras.utils.progress import say

TIMEOUT = 10
"""Seconds that a server may take to answer."""

# What reads from a network or unpacks is imported when that is asked for: importing
# it would be most of the time of importing keras.
# ruff: noqa: PLC0415


def urlopen(origin: str, timeout: float) -> Any:
    """The answer of a server, as a file."""
    from urllib.request import urlopen as opened

    return opened(origin, timeout=timeout)


def home() -> Path:
    """Where files are kept: ``KERAS_HOME``, else ``~/.keras``."""
    return Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras")


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
    its hash is not ``file_hash``. Source: tf.keras.utils.get_file.

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
    name = fname or os.path.basename(urlsplit(origin).path)
    folder = (home() if cache_dir is None else Path(cache_dir)) / cache_subdir
    path = folder / name
    unpack = extract or untar
    if unpack:
        target, path = path, folder / f"{name}_archive"
        if target.exists() and not force_download:
            return str(target)
    if force_download or not path.exists():
        _download(origin, path)
        _check(path, file_hash or md5_hash)
    if unpack:
        _unpack(path, target)
        return str(target)
    return str(path)


def _download(origin: str, path: Path) -> None:
    say(f"Downloading data from {origin}")
    aside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with urlopen(origin, timeout=TIMEOUT) as source, aside.open("wb") as file:
            while chunk := source.read(1 << 16):
                file.write(chunk)
        aside.replace(path)
    except (OSError, ValueError) as error:
        aside.unlink(missing_ok=True)
        raise OSError(
            f"URL fetch failure on {origin}: {error}. Where there is no network, put "
            f"the file at {path} by hand."
        ) from error


def _check(path: Path, wanted: str | None) -> None:
    if wanted is None:
        return
    import hashlib

    kind = "md5" if len(wanted) == 32 else "sha256"
    found = hashlib.new(kind, path.read_bytes(), usedforsecurity=False).hexdigest()
    if found != wanted:
        path.unlink()
        raise ValueError(
            f"Incomplete or corrupted file detected. The {kind} file hash {found} does "
            f"not match the provided value of {wanted}."
        )


def _unpack(path: Path, target: Path) -> None:
    import tarfile
    import zipfile

    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            archive.extractall(target)
        return
    with tarfile.open(path) as archive:
        archive.extractall(target, filter="data")
