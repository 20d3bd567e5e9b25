"""Strings as characters, code points or bytes: taken apart and put together.

TensorFlow gives ragged tensors for more than one string; here only single strings are
taken apart, and the others are refused by name.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.ops.arrays.reshaping import expand_dims, reshape
from teachflow.ops.arrays.sparse.making import string_split_v2_op
from teachflow.ops.strings.encodings import (
    REPLACEMENT,
    string_bytes_op,
    unicode_decode_op,
    unicode_decode_with_offsets_op,
    unicode_encode_op,
    unicode_transcode_op,
)


def _single(here: home.Home, input: Any, function: str) -> Any:
    """One string, as a vector of one."""
    strings = here.convert(input, dt.string, "input")
    if strings.shape.rank != 0:
        raise NotImplementedError(
            f"tf.strings.{function} of shape {strings.shape} gives a tf.RaggedTensor, "
            f"and there are no ragged tensors here. Take one string at a time: "
            f"[tf.strings.{function}(s, ...) for s in strings]."
        )
    return reshape(strings, [1])


@composite
def unicode_decode(
    input: Any,
    input_encoding: str,
    errors: str = "replace",
    replacement_char: int = REPLACEMENT,
    replace_control_characters: bool = False,
    name: str | None = None,
) -> Any:
    """Returns the code points of a string, a vector of int32.

    ``errors`` says what becomes of wrong bytes: "replace" (by ``replacement_char``),
    "ignore" or "strict", which raises ``InvalidArgumentError``. Raises
    ``NotImplementedError`` for more than a single string: TensorFlow gives a ragged
    tensor there. Source: tf.strings.unicode_decode.

    >>> import teachflow as tf
    >>> tf.strings.unicode_decode("añ", "UTF-8").numpy()
    array([ 97, 241], dtype=int32)
    """
    here = home.choose((input,))
    with here.scope(name or "UnicodeDecode"):
        return unicode_decode_op(
            _single(here, input, "unicode_decode"),
            input_encoding=input_encoding,
            errors=errors,
            replacement_char=replacement_char,
            replace_control_characters=replace_control_characters,
        )[1]


@composite
def unicode_decode_with_offsets(
    input: Any,
    input_encoding: str,
    errors: str = "replace",
    replacement_char: int = REPLACEMENT,
    replace_control_characters: bool = False,
    name: str | None = None,
) -> Any:
    """Returns the code points of a string, and the bytes that they begin at.

    See ``tf.strings.unicode_decode``. Source: tf.strings.unicode_decode_with_offsets.

    >>> import teachflow as tf
    >>> tf.strings.unicode_decode_with_offsets("ñb", "UTF-8")[1].numpy()
    array([0, 2])
    """
    here = home.choose((input,))
    with here.scope(name or "UnicodeDecodeWithOffsets"):
        _, points, starts = unicode_decode_with_offsets_op(
            _single(here, input, "unicode_decode_with_offsets"),
            input_encoding=input_encoding,
            errors=errors,
            replacement_char=replacement_char,
            replace_control_characters=replace_control_characters,
        )
        return points, starts


@composite
def unicode_encode(
    input: Any,
    output_encoding: str,
    errors: str = "replace",
    replacement_char: int = REPLACEMENT,
    name: str | None = None,
) -> Any:
    """Returns the strings that the code points along the last axis make.

    ``output_encoding`` is "UTF-8", "UTF-16-BE" or "UTF-32-BE"; ``errors`` as in
    ``tf.strings.unicode_decode``. Source: tf.strings.unicode_encode.

    >>> import teachflow as tf
    >>> tf.strings.unicode_encode([97, 241], "UTF-8").numpy().decode()
    'añ'
    """
    here = home.choose((input,))
    with here.scope(name or "UnicodeEncode"):
        points = here.convert(input, dt.int32, "input")
        dims = points.shape.as_list() if points.shape.rank else None
        if not dims or None in dims:
            raise ValueError(
                f"The code points need a known shape of one axis at least; got "
                f"{points.shape}."
            )
        rows, width = int(np.prod(dims[:-1], dtype=int)), dims[-1]
        made = unicode_encode_op(
            reshape(points, [-1]),
            np.arange(rows + 1, dtype=np.int64) * width,
            output_encoding=output_encoding,
            errors=errors,
            replacement_char=replacement_char,
        )
        return reshape(made, dims[:-1])


@composite
def unicode_split(
    input: Any,
    input_encoding: str,
    errors: str = "replace",
    replacement_char: int = REPLACEMENT,
    name: str | None = None,
) -> Any:
    """Returns the characters of a string, each a string in the same encoding.

    See ``tf.strings.unicode_decode``. Source: tf.strings.unicode_split.

    >>> import teachflow as tf
    >>> [c.numpy() for c in tf.strings.unicode_split("ab", "UTF-8")]
    [b'a', b'b']
    """
    here = home.choose((input,))
    with here.scope(name or "UnicodeSplit"):
        _single(here, input, "unicode_split")
        points = unicode_decode(input, input_encoding, errors, replacement_char)
        apart = expand_dims(points, -1)
        return unicode_encode(apart, input_encoding, errors, replacement_char)


@composite
def unicode_transcode(
    input: Any,
    input_encoding: str,
    output_encoding: str,
    errors: str = "replace",
    replacement_char: int = REPLACEMENT,
    replace_control_characters: bool = False,
    name: str | None = None,
) -> Any:
    r"""Returns each string in another encoding.

    See ``tf.strings.unicode_decode`` and ``tf.strings.unicode_encode``. Source:
    tf.strings.unicode_transcode.

    >>> import teachflow as tf
    >>> tf.strings.unicode_transcode("ab", "UTF-8", "UTF-16-BE").numpy()
    b'\x00a\x00b'
    """
    return unicode_transcode_op(
        input,
        input_encoding=input_encoding,
        output_encoding=output_encoding,
        errors=errors,
        replacement_char=replacement_char,
        replace_control_characters=replace_control_characters,
        name=name,
    )


@composite
def split(
    input: Any, sep: Any = None, maxsplit: int = -1, name: str | None = None
) -> Any:
    """Returns the words of a string, split as Python's ``str.split`` does.

    Raises ``NotImplementedError`` for more than a single string: TensorFlow gives a
    ragged tensor there. Source: tf.strings.split.

    >>> import teachflow as tf
    >>> tf.strings.split("a b  c").numpy()
    array([b'a', b'b', b'c'], dtype=object)
    """
    here = home.choose((input, sep))
    with here.scope(name or "StringSplit"):
        strings = _single(here, input, "split")
        between = here.convert("" if sep is None else sep, dt.string, "sep")
        return string_split_v2_op(strings, between, maxsplit=maxsplit)[1]


@composite
def bytes_split(input: Any, name: str | None = None) -> Any:
    """Returns the bytes of a string, each a string.

    Raises ``NotImplementedError`` for more than a single string: TensorFlow gives a
    ragged tensor there. Source: tf.strings.bytes_split.

    >>> import teachflow as tf
    >>> tf.strings.bytes_split("abc").numpy()
    array([b'a', b'b', b'c'], dtype=object)
    """
    here = home.choose((input,))
    with here.scope(name or "StringsByteSplit"):
        strings = _single(here, input, "bytes_split")
        return string_bytes_op(strings)[1]
