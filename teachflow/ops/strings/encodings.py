"""Code points in and out of UTF-8 and other encodings: the ops.

What people write (``tf.strings.unicode_decode``) is in ``characters``.
"""

from __future__ import annotations

import codecs
from itertools import pairwise
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.ops.strings.texts import each

REPLACEMENT = 65533
_OUTPUTS = ("UTF-8", "UTF-16-BE", "UTF-32-BE")
_POLICIES = ("strict", "replace", "ignore")
_LAST = 0x10FFFF


def _codec(encoding: str) -> Any:
    try:
        return codecs.lookup(encoding)
    except LookupError:
        raise InvalidArgumentError(
            None,
            None,
            f"Could not create converter for input encoding: {encoding}. Use 'UTF-8', "
            f"'UTF-16-BE', 'UTF-32-BE' or another that Python knows.",
        ) from None


def _check_policy(errors: str) -> None:
    if errors not in _POLICIES:
        raise InvalidArgumentError(
            None,
            None,
            f"Value for attr 'errors' of \"{errors}\" is not in the list of allowed "
            f'values: "strict", "replace", "ignore"',
        )


def code_points(
    data: bytes, encoding: str, errors: str, replacement: int, controls: bool
) -> list[tuple[int, int]]:
    """Each character of ``data`` as its code point and the byte that it begins at."""
    codec = _codec(encoding)
    found: list[tuple[int, int]] = []
    decoder = codec.incrementaldecoder("strict")
    start = place = 0
    while place < len(data):
        place += 1
        try:
            text = decoder.decode(data[place - 1 : place], final=place == len(data))
        except UnicodeDecodeError as error:
            if errors == "strict":
                raise InvalidArgumentError(
                    None, None, "Invalid formatting on input string"
                ) from None
            if errors == "replace":
                found.append((replacement, start))
            decoder.reset()
            # What cannot go on may begin a character of its own.
            place = start + max(error.end - error.start, 1)
            start = place
            continue
        for character in text:
            point = ord(character)
            if controls and point < 32:
                point = replacement
            found.append((point, start))
        if text:
            start = place
    return found


def _decoded(
    input: Any, encoding: str, errors: str, replacement: int, controls: bool
) -> tuple[list[int], list[int], list[int]]:
    """Where the characters of each string begin; all characters; their bytes."""
    _check_policy(errors)
    splits, points, starts = [0], [], []
    for data in np.asarray(input, object).reshape(-1).tolist():
        found = code_points(data, encoding, errors, replacement, controls)
        points += [point for point, _ in found]
        starts += [start for _, start in found]
        splits.append(len(points))
    return splits, points, starts


def _two(call: Any) -> tuple[TensorShape, ...]:
    return (TensorShape([None]),) * len(call.opdef.outputs)


@op(
    "UnicodeDecode",
    "string -> Tsplits, int32",
    shape=_two,
    differentiable=False,
    Tsplits=INDEX,
)
def unicode_decode_op(
    input: Any,
    *,
    input_encoding: str,
    errors: str = "replace",
    replacement_char: int = REPLACEMENT,
    replace_control_characters: bool = False,
    Tsplits: Any = dt.int64,
) -> Any:
    """The code points of all strings, and where those of each begin."""
    splits, points, _ = _decoded(
        input, input_encoding, errors, replacement_char, replace_control_characters
    )
    return np.array(splits, Tsplits.as_numpy_dtype), np.array(points, np.int32)


@op(
    "UnicodeDecodeWithOffsets",
    "string -> Tsplits, int32, int64",
    shape=_two,
    differentiable=False,
    Tsplits=INDEX,
)
def unicode_decode_with_offsets_op(
    input: Any,
    *,
    input_encoding: str,
    errors: str = "replace",
    replacement_char: int = REPLACEMENT,
    replace_control_characters: bool = False,
    Tsplits: Any = dt.int64,
) -> Any:
    """As UnicodeDecode, and the byte that each character begins at."""
    splits, points, starts = _decoded(
        input, input_encoding, errors, replacement_char, replace_control_characters
    )
    kind = Tsplits.as_numpy_dtype
    return np.array(splits, kind), np.array(points, np.int32), np.array(starts, int)


def _encoded(points: Any, encoding: str, errors: str, replacement: int) -> bytes:
    text = []
    for point in points:
        if 0 <= point <= _LAST and not 0xD800 <= point < 0xE000:
            text.append(chr(point))
        elif errors == "strict":
            raise InvalidArgumentError(
                None,
                None,
                f"Code point is out of range for Unicode, or a noncharacter: {point}.",
            )
        elif errors == "replace":
            text.append(chr(replacement))
    return "".join(text).encode(encoding)


def _rows(call: Any) -> TensorShape:
    dims = call.inputs[1].shape.known_dims
    return TensorShape([None if not dims or dims[0] is None else dims[0] - 1])


def _check_output(encoding: str) -> None:
    if encoding not in _OUTPUTS:
        raise InvalidArgumentError(
            None,
            None,
            f"Value for attr 'output_encoding' of \"{encoding}\" is not in the list of "
            f'allowed values: "UTF-8", "UTF-16-BE", "UTF-32-BE"',
        )


@op(
    "UnicodeEncode",
    "int32, Tsplits -> string",
    shape=_rows,
    differentiable=False,
    Tsplits=INDEX,
)
def unicode_encode_op(
    input_values: Any,
    input_splits: Any,
    *,
    output_encoding: str,
    errors: str = "replace",
    replacement_char: int = REPLACEMENT,
) -> Any:
    """Strings of code points, which begin where the splits say."""
    _check_policy(errors)
    _check_output(output_encoding)
    ends = input_splits.tolist()
    found = np.empty(len(ends) - 1, object)
    for row, (start, end) in enumerate(pairwise(ends)):
        points = input_values[start:end].tolist()
        found[row] = _encoded(points, output_encoding, errors, replacement_char)
    return found


@op("UnicodeTranscode", "string -> string", shape=rules.same, differentiable=False)
def unicode_transcode_op(
    input: Any,
    *,
    input_encoding: str,
    output_encoding: str,
    errors: str = "replace",
    replacement_char: int = REPLACEMENT,
    replace_control_characters: bool = False,
) -> Any:
    """Each string in another encoding."""
    _check_policy(errors)
    _check_output(output_encoding)
    replaced = replace_control_characters

    def one(data: bytes) -> bytes:
        found = code_points(data, input_encoding, errors, replacement_char, replaced)
        points = [point for point, _ in found]
        return _encoded(points, output_encoding, errors, replacement_char)

    return each(one, input)


@op("StringBytes", "string -> int64, string", shape=_two, differentiable=False)
def string_bytes_op(input: Any) -> Any:
    """The bytes of all strings, and where those of each begin. Ours."""
    ends, parts = [0], []
    for data in input.tolist():
        parts += [data[i : i + 1] for i in range(len(data))]
        ends.append(len(parts))
    found = np.empty(len(parts), object)
    found[:] = parts
    return np.array(ends, np.int64), found
