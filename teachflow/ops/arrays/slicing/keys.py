"""What a slice takes of an array: its vectors and bit masks as NumPy's key.

The masks say for each entry what it is: a begin or end left out, an ellipsis, a new
axis, or a number that makes its axis go.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from teachflow.core.errors import InvalidArgumentError

MASKS = (
    "begin_mask",
    "end_mask",
    "ellipsis_mask",
    "new_axis_mask",
    "shrink_axis_mask",
)


def key_of(
    begin: Any, end: Any, strides: Any, masks: dict[str, int]
) -> tuple[Any, ...]:
    """The vectors and masks as the key that NumPy takes."""
    begin_mask, end_mask = masks["begin_mask"], masks["end_mask"]
    ellipsis, new, gone = (masks[name] for name in MASKS[2:])
    key: list[Any] = []
    bit = 1
    triples = zip(begin.tolist(), end.tolist(), strides.tolist(), strict=True)
    for first, last, step in triples:
        if ellipsis & bit:
            key.append(Ellipsis)
        elif new & bit:
            key.append(None)
        elif gone & bit:
            key.append(first)
        else:
            key.append(
                slice(
                    None if begin_mask & bit else first,
                    None if end_mask & bit else last,
                    step,
                )
            )
        bit <<= 1
    return tuple(key)


@functools.lru_cache(maxsize=1024)
def _known_key(
    begin: bytes, end: bytes, strides: bytes, size: int, masks: tuple[int, ...]
) -> tuple[Any, ...]:
    """``key_of`` of the vectors with these bytes: loops ask for the same ones again."""
    kind: type = np.int32 if size == 4 else np.int64
    rows: Any = np.frombuffer(begin + end + strides, kind).reshape(3, -1)
    return key_of(rows[0], rows[1], rows[2], dict(zip(MASKS, masks, strict=True)))


def key_for(
    begin: Any, end: Any, strides: Any, masks: tuple[int, ...]
) -> tuple[Any, ...]:
    """``key_of`` with the masks in the order of ``MASKS``."""
    raw = begin.tobytes(), end.tobytes(), strides.tobytes()
    return _known_key(*raw, begin.itemsize, masks)


def pick(array: Any, key: tuple[Any, ...], strides: Any) -> Any:
    """``array[key]``; ``InvalidArgumentError`` where the key does not fit."""
    if 0 in strides.tolist():
        raise InvalidArgumentError(None, None, "strides[0] must be non-zero")
    if type(array) is bytes:
        box = np.empty((), object)
        box[()] = array
        array = box
    if array.dtype == object and Ellipsis not in key:
        key = (*key, Ellipsis)  # keeps a string of bytes in an array
    try:
        return array[key]
    except IndexError:
        raise _out_of_bounds(np.shape(array), key) from None


def _out_of_bounds(
    shape: tuple[int, ...], key: tuple[Any, ...]
) -> InvalidArgumentError:
    if key.count(Ellipsis) > 1:
        text = "Multiple ellipses in slice spec not allowed"
        return InvalidArgumentError(None, None, text)
    taken = [item for item in key if item is not None]
    entries = [item for item in taken if item is not Ellipsis]
    if entries and not shape:
        text = "Attempting to slice scalar input."
        return InvalidArgumentError(None, None, text)
    if len(entries) > len(shape):
        return InvalidArgumentError(
            None,
            None,
            f"Index out of range using input dim {len(shape)}; input has only "
            f"{len(shape)} dims",
        )
    axis = 0
    for item in taken:
        if item is Ellipsis:
            axis += len(shape) - len(entries)
            continue
        if isinstance(item, int) and not -shape[axis] <= item < shape[axis]:
            shown = item if item >= 0 else item + shape[axis]  # as TensorFlow says it
            return InvalidArgumentError(
                None, None, f"slice index {shown} of dimension {axis} out of bounds."
            )
        axis += 1
    return InvalidArgumentError(None, None, f"The key {key} does not fit {shape}")
