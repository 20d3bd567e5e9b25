"""Arrays of bytes as PNG pictures, which is what an image summary holds."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import numpy as np

_COLOUR_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}  # channels to PNG's number for them


def png(pixels: Any) -> bytes:
    r"""Returns ``pixels``, uint8 of shape (height, width, channels), as a PNG file.

    One channel is grey, two are grey and alpha, three RGB, four RGBA.

    >>> png(np.zeros((2, 3, 1), np.uint8))[:4]
    b'\x89PNG'
    """
    height, width, channels = pixels.shape
    head = struct.pack(">IIBBBBB", width, height, 8, _COLOUR_TYPES[channels], 0, 0, 0)
    rows = np.zeros((height, 1 + width * channels), np.uint8)  # filter 0: as they are
    rows[:, 1:] = pixels.reshape(height, -1)
    body = zlib.compress(rows.tobytes())
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", body), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    sum_ = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", sum_)
