"""Tensors as text, cut short: as ``tf.print`` writes them, and as ``tf.Print`` did."""

from __future__ import annotations

from typing import Any

import numpy as np


def number_text(value: Any) -> str:
    """One element: floats with as few digits as tell them apart, truth as 1 and 0.

    >>> number_text(np.float32(1 / 3)), number_text(np.float32(0.1)), number_text(True)
    ('0.333333343', '0.1', '1')
    """
    item = np.asarray(value)
    if item.dtype.kind == "b":
        return str(int(item))
    if item.dtype.kind == "f":
        few, many = (15, 17) if item.dtype == np.float64 else (6, 9)
        text = f"{float(item):.{few}g}"
        exact = item.dtype.type(text) == item or item.dtype == np.float16
        return text if exact or np.isnan(item) else f"{float(item):.{many}g}"
    if item.dtype.kind == "c":
        return "?"  # TensorFlow has no words for them either
    return str(item)


def _element(value: Any, quoted: bool) -> str:
    if isinstance(value, bytes):
        text = value.decode(errors="backslashreplace")
        return f'"{text}"' if quoted else text
    return number_text(value)


def _array(value: Any) -> Any:
    return np.asarray(value, object if isinstance(value, bytes) else None)


def ends(value: Any, most: int) -> str:
    """An array as ``tf.print`` writes it: ``most`` items at both ends of each axis.

    >>> print(ends(np.arange(10), 2), ends(np.float32(1.5), 3))
    [0 1 ... 8 9] 1.5
    >>> print(ends(np.eye(2), 3))
    [[1 0]
     [0 1]]
    """
    array = _array(value)
    return _ends(array, 0, array.ndim, array.size if most < 0 else most)


def _ends(array: Any, depth: int, rank: int, most: int) -> str:
    if depth == rank:
        return _element(array.item() if array.dtype == object else array, True)
    between = (
        " " if depth == rank - 1 else "\n" * (rank - depth - 1) + " " * (depth + 1)
    )
    count = len(array)
    shown = [array[i, ...] for i in range(min(most, count))]
    parts = [_ends(item, depth + 1, rank, most) for item in shown]
    if count > 2 * most:
        parts.append("...")
    rest = [array[i, ...] for i in range(max(most, count - most), count)]
    parts += [_ends(item, depth + 1, rank, most) for item in rest]
    return f"[{between.join(parts)}]"


def first(value: Any, most: int) -> str:
    """An array as ``tf.Print`` wrote it: its first ``most`` items, in inner brackets.

    >>> first(np.arange(5), 3), first(np.arange(4).reshape(2, 2), 3)
    ('[0 1 2...]', '[[0 1][2...]...]')
    """
    array = _array(value)
    most = array.size if most < 0 else most
    if not array.size:
        return "[]"
    text, _ = _first(array, most)
    return f"[{text}{'...' if array.size > most else ''}]"


def _first(array: Any, most: int, depth: int = 0) -> tuple[str, int]:
    """The text of what may be shown, and how many more may be shown after it."""
    if array.ndim == 0:
        item = array.item() if array.dtype == object else array
        return (_element(item, False), most - 1) if most else ("", 0)
    if array.ndim == 1:
        items = list(array[:most]) if most else []
        text = " ".join(_element(item, False) for item in items)
        cut = len(array) > len(items) and depth > 0 and items
        return text + ("..." if cut else ""), most - len(items)
    text = ""
    for part in array:
        if not most:
            break
        inner, most = _first(part, most, depth + 1)
        text += f"[{inner}]"
    return text, most
