"""Normal and truncated normal numbers from a Philox stream, as TensorFlow makes them.

Box and Muller: two uniform numbers a and b give two normal ones,
``sin(2 pi b) sqrt(-2 log a)`` and ``cos(2 pi b) sqrt(-2 log a)``. In float32 they are
TensorFlow's in every bit (see ``core.single``). Double precision takes logarithm, sine
and cosine, number by number, from the C library below Python: the same bits as
TensorFlow where that is glibc.

Source: TensorFlow's random_distributions.h, random_op_cpu.h.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from teachflow.core.randomness import philox, single
from teachflow.core.randomness.philox import Array, PhiloxState

TRUNCATE_AT = 2.0
_CHUNK = 8192  # blocks at once, for the cache
_LEAST_UNIFORM = 1.0e-7  # so that the logarithm is finite


def _pairs_float32(words: Array) -> Array:
    """Two float32 normal numbers from each two words; the shape stays."""
    units = philox.unit_float32(words)
    radius = np.sqrt(
        np.float32(-2)
        * single.log(np.maximum(units[..., 0::2], np.float32(_LEAST_UNIFORM)))
    )
    angles = (2.0 * math.pi * units[..., 1::2].astype(np.float64)).astype(np.float32)
    normals = np.empty_like(units)
    sine, cosine = single.sincos(angles)
    np.multiply(sine, radius, out=normals[..., 0::2])
    np.multiply(cosine, radius, out=normals[..., 1::2])
    return normals


def _pairs_float64(words: Array) -> Array:
    """Two float64 normal numbers from each block of four words: shape (blocks, 2)."""
    units = philox.unit_float64(words[:, 0::2], words[:, 1::2])
    count = len(units)
    first = np.maximum(units[:, 0], _LEAST_UNIFORM).tolist()
    angles = (2.0 * math.pi * units[:, 1]).tolist()
    radius = np.sqrt(-2.0 * np.fromiter(map(math.log, first), np.float64, count))
    normals = np.empty((count, 2))
    normals[:, 0] = np.fromiter(map(math.sin, angles), np.float64, count) * radius
    normals[:, 1] = np.fromiter(map(math.cos, angles), np.float64, count) * radius
    return normals


def _normals(state: PhiloxState, offsets: Array, dtype: np.dtype[Any]) -> Array:
    """The normal numbers of some blocks: (blocks, 4), of float64 (blocks, 2)."""
    words = philox.blocks(state, offsets)
    return _pairs_float64(words) if dtype == np.float64 else _pairs_float32(words)


def _per_block(dtype: np.dtype[Any]) -> int:
    if dtype == np.float64:
        return 2
    if dtype in (np.float32, np.float16):
        return 4
    raise TypeError(
        f"Normal random numbers are float16, float32 or float64, not {dtype}."
    )


def standard_normal(
    state: PhiloxState, size: int, dtype: Any
) -> tuple[Array, PhiloxState]:
    """``size`` numbers of ``dtype`` with mean 0 and deviation 1, and the next state.

    float16 numbers are float32 ones, rounded. Raises ``TypeError`` for a dtype other
    than float16, 32 and 64. Source: tf.random.normal (op RandomStandardNormal).

    >>> standard_normal(philox.seeded(87654321, 42), 2, np.float32)[0]
    array([-0.28077507, -0.1377521 ], dtype=float32)
    """
    dtype = np.dtype(dtype)
    count = -(-size // _per_block(dtype))
    values = np.empty((count, _per_block(dtype)), dtype)
    for start in range(0, count, _CHUNK):
        stop = min(start + _CHUNK, count)
        values[start:stop] = _normals(state, np.arange(start, stop), dtype)
    after = state.skip(philox.RESERVED_PER_OUTPUT * size)
    return values.reshape(-1)[:size], after


def truncated_normal(
    state: PhiloxState, size: int, dtype: Any
) -> tuple[Array, PhiloxState]:
    """As ``standard_normal``, but numbers of magnitude 2 or more are drawn again.

    Each group of four results (of float64: two) has a stretch of the stream of its own,
    256 blocks a group (128), from which it takes numbers until it is full. Source:
    tf.random.truncated_normal (op TruncatedNormal).

    >>> values, state = truncated_normal(philox.seeded(87654321, 42), 1000, np.float64)
    >>> bool(abs(values).max() < 2)
    True
    """
    dtype = np.dtype(dtype)
    width = _per_block(dtype)
    stretch = width * philox.RESERVED_PER_OUTPUT // 4
    count = -(-size // width)
    values = np.empty((count, width), dtype)
    for start in range(0, count, _CHUNK):
        part = values[start : start + _CHUNK]
        groups = np.arange(len(part))
        filled = np.zeros(len(part), np.int64)
        places = (start + groups) * stretch
        while len(groups):
            normals = _normals(state, places, dtype)
            kept = np.abs(normals) < TRUNCATE_AT
            slots = filled[:, np.newaxis] + np.cumsum(kept, axis=1) - 1
            rows, columns = np.nonzero(kept & (slots < width))
            part[groups[rows], slots[rows, columns]] = normals[rows, columns]
            filled = slots[:, -1] + 1
            unfinished = filled < width
            groups, filled = groups[unfinished], filled[unfinished]
            places = places[unfinished] + 1
    after = state.skip(philox.RESERVED_PER_OUTPUT * size)
    return values.reshape(-1)[:size], after
