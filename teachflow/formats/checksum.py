"""Checksums: CRC-32C, and the masked form in which files store it.

A checksum that is stored beside what it guards is rotated and shifted first, so that
checksums of data which holds checksums stay good (LevelDB's rule, which TensorFlow
follows in tables, bundles and event files).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

_MASK_DELTA = 0xA282EAD8


@functools.cache
def _extend() -> Callable[[int, Any], int]:
    try:
        import google_crc32c  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise ImportError(
            "Checkpoints carry CRC-32C checksums, which need the package "
            "google-crc32c: pip install 'teachflow[tensorboard]'"
        ) from error
    extend: Callable[[int, Any], int] = google_crc32c.extend
    return extend


def crc32c(data: Any, start: int = 0) -> int:
    """Returns the CRC-32C of ``data`` (bytes or a contiguous array), as 32 bits.

    ``start`` is the checksum of what comes before. Raises ``ImportError`` naming what
    to install where ``google-crc32c`` is missing.

    >>> hex(crc32c(b"123456789")), crc32c(b"789", crc32c(b"123456")) == 0xE3069283
    ('0xe3069283', True)
    """
    return _extend()(start, data)


def masked(checksum: int) -> int:
    """Returns ``checksum`` in the form in which it is stored.

    >>> hex(masked(0xE3069283))
    '0xc78ab0e5'
    """
    rotated = (checksum >> 15 | checksum << 17) & 0xFFFFFFFF
    return (rotated + _MASK_DELTA) & 0xFFFFFFFF
