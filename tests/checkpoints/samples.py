"""Tensors of every dtype, and what a directory of checkpoints is judged by."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt


def text(*items: bytes) -> Any:
    """A vector of byte strings."""
    array = np.empty(len(items), object)
    array[:] = items
    return array


def tensors(seed: int = 0) -> list[tuple[str, dt.DType, Any]]:
    """(name, dtype, value): a matrix, a scalar and an empty one of each dtype."""
    rng = np.random.default_rng(seed)
    made: list[tuple[str, dt.DType, Any]] = [
        ("text/vector", dt.string, text(b"", b"yy" * 100, "ä€".encode(), b"\0\xff")),
        ("text/scalar", dt.string, b"hello"),
        ("text/empty", dt.string, np.empty((0, 2), object)),
        ("text/matrix", dt.string, text(b"a", b"b", b"c", b"").reshape(2, 2)),
    ]
    for dtype in (*dt.NUMBERS, dt.bool_):
        numbers = (rng.random((3, 4)) * 100).astype(dtype.as_numpy_dtype)
        made += [
            (f"{dtype.name}/matrix", dtype, numbers),
            (f"{dtype.name}/scalar", dtype, numbers[0, 0]),
            (f"{dtype.name}/empty", dtype, numbers[:0]),
        ]
    return made


def same(value: Any, expected: Any) -> bool:
    """Whether both are equal in shape, dtype and every element."""
    value, expected = np.asarray(value), np.asarray(expected)
    if value.dtype.kind == "S":
        value = value.astype(object)
    if expected.dtype.kind == "S":
        expected = expected.astype(object)
    return (
        value.dtype == expected.dtype
        and value.shape == expected.shape
        and bool(np.all(value == expected))
    )
