"""Short texts for a picture: shapes, dtypes, constant values, and how wide a text is.

The width matters because a layout engine without fonts for a script takes each of its
characters for a space; so we measure with the widths of DejaVu Sans, wider than the
fonts a browser usually picks, and give every node its size ourselves.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import numpy as np

_NARROW = frozenset("ijlI.,:;'|!()[]{}/\\ ft-`\"r")
_BROAD = frozenset("mwMWQO@%&—+=<>~#_−×÷≥≤≠∧∨")
SMALL = 4
LONGEST = 24


def text_width(text: str, size: float) -> float:
    """The width of one line in points at a font size in points: a little too much.

    Wide characters (Chinese, Japanese, Korean) count one em, combining marks nothing.

    >>> text_width("中文", 10.0), text_width("i", 10.0) < text_width("m", 10.0)
    (20.0, True)
    """
    ems = 0.0
    for char in text:
        if unicodedata.combining(char):
            continue
        if unicodedata.east_asian_width(char) in "WF":
            ems += 1.0
        elif char in _NARROW:
            ems += 0.40
        elif char in _BROAD:
            ems += 0.99
        elif char.isupper():
            ems += 0.78
        else:
            ems += 0.64
    return round(ems * size, 2)


def columns(text: str) -> int:
    """How many columns a text takes in a terminal.

    >>> columns("ab中")
    4
    """
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(char)
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def number(value: float) -> str:
    """A coordinate with at most one decimal: a tenth of a pixel.

    >>> number(3.14159), number(2.0), number(-0.001)
    ('3.1', '2', '0')
    """
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def visible(text: str) -> str:
    r"""The text on one line, with what cannot be printed written as an escape.

    >>> print(visible("a\nb\x00"))
    a\nb\x00
    """
    text = str(text)
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text cut to so many columns, with an ellipsis for what is gone.

    >>> shortened("abcdefgh", 5)
    'abcd…'
    """
    if columns(text) <= longest:
        return text
    while columns(text) > longest - 1:
        text = text[:-1]
    return text + "…"


def middled(text: str, longest: int = LONGEST) -> str:
    """The text cut in its middle: of a long name the end tells more than the start.

    >>> middled("encoder/layer_with_long_name/attention/MatMul_1", 24)
    'encoder…tention/MatMul_1'
    """
    if columns(text) <= longest:
        return text
    before = (longest - 1) // 3
    start = end = ""
    for char in text:
        if columns(start + char) > before:
            break
        start += char
    for char in reversed(text):
        if columns(char + end) > longest - 1 - columns(start):
            break
        end = char + end
    return f"{start}…{end}"


def shape_text(shape: Any) -> str:
    """A shape as the field writes it: ``scalar``, ``(3,)``, ``(?, 3)``, ``?``.

    >>> shape_text([None, 3]), shape_text(()), shape_text(None)
    ('(?, 3)', 'scalar', '?')
    """
    if shape is None:
        return "?"
    if hasattr(shape, "as_list"):
        if shape.ndims is None:
            return "?"
        shape = shape.as_list()
    if not len(shape):
        return "scalar"
    lengths = ["?" if length is None else str(length) for length in shape]
    return f"({lengths[0]},)" if len(lengths) == 1 else f"({', '.join(lengths)})"


def dtype_text(dtype: Any) -> str:
    """The name of a dtype, the same for a reference to it.

    >>> dtype_text(np.dtype("float32"))
    'float32'
    """
    return str(getattr(dtype, "name", dtype)).removesuffix("_ref")


def value_text(value: Any) -> str | None:
    r"""A constant of at most four elements in a few characters; None when it is bigger.

    >>> value_text(np.float32(0.1)), value_text([0, 1]), value_text(np.zeros((9, 9)))
    ('0.1', '[0, 1]', None)
    """
    array = np.asarray(value)
    if array.size > SMALL or array.ndim > 2:
        return None
    text = _nested_text(array)
    return shortened(text) if array.ndim == 0 or columns(text) <= LONGEST else None


def _nested_text(array: Any) -> str:
    if isinstance(array, np.ndarray) and array.ndim:
        return "[" + ", ".join(_nested_text(part) for part in array) + "]"
    return _scalar_text(array.item() if hasattr(array, "item") else array, array)


def _scalar_text(value: Any, scalar: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "backslashreplace")
    if isinstance(value, str):
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{visible(quoted)}"'
    if isinstance(value, float):
        # The shortest digits that give the same float of the constant's own width,
        # or five of them: this is a label, not a record.
        text = str(getattr(scalar, "dtype", np.dtype(float)).type(value))
        return text if len(text) <= 8 else f"{value:.5g}"
    return visible(str(value))
