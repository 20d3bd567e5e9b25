"""Strings cut, cleaned, searched, replaced, turned into numbers and back.

A string is ``bytes``; where characters matter it is read as UTF-8. Patterns are
Python's, which agree with TensorFlow's RE2 on what lessons use.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import INDEX
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.ops.output.files import static_regex_full_match
from teachflow.ops.strings import hashing

_FLAT: dict[str, Any] = {"shape": rules.same, "differentiable": False}


def each(function: Callable[[bytes], Any], strings: Any) -> Any:
    """``function`` of every string, as an array of objects."""
    found = np.frompyfunc(function, 1, 1)(strings)
    if isinstance(found, np.ndarray):
        return found
    single = np.empty((), object)
    single[()] = found
    return single


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


# ---- letters ---------------------------------------------------------------------


@op("StringLower", "string -> string", **_FLAT)
def string_lower(input: Any, *, encoding: str = "") -> Any:
    """Each string in small letters; those beyond ASCII with ``encoding="utf-8"``.

    Source: tf.strings.lower.

    >>> import teachflow as tf
    >>> tf.strings.lower("CamelCase").numpy()
    b'camelcase'
    """
    if not encoding:
        return each(bytes.lower, input)
    return each(lambda item: _bytes(_text(item).lower()), input)


@op("StringUpper", "string -> string", **_FLAT)
def string_upper(input: Any, *, encoding: str = "") -> Any:
    """Each string in capital letters; those beyond ASCII with ``encoding="utf-8"``.

    Source: tf.strings.upper.

    >>> import teachflow as tf
    >>> tf.strings.upper("CamelCase").numpy()
    b'CAMELCASE'
    """
    if not encoding:
        return each(bytes.upper, input)
    return each(lambda item: _bytes(_text(item).upper()), input)


@op("StringStrip", "string -> string", **_FLAT)
def string_strip(input: Any) -> Any:
    """Each string without white space at its ends. Source: tf.strings.strip.

    >>> import teachflow as tf
    >>> tf.strings.strip("  a b ").numpy()
    b'a b'
    """
    return each(lambda item: item.strip(b" \t\n\r\x0b\x0c"), input)


# ---- parts -----------------------------------------------------------------------


@op("Substr", "string, T, T -> string", shape=rules.broadcast, differentiable=False,
    T=INDEX)  # fmt: skip
def substr_op(input: Any, pos: Any, len: Any, *, unit: str = "BYTE") -> Any:
    """The part of each string from ``pos`` on, up to ``len`` bytes or characters."""
    number = iter(range(np.broadcast(input, pos, len).size))

    def cut(item: bytes, start: int, count: int) -> bytes:
        at = next(number)
        whole = item if unit == "BYTE" else _text(item)
        size = whole.__len__()
        if not -size <= start <= size:
            raise InvalidArgumentError(
                None, None, f"pos {start} out of range for string b'{_text(item)}' at "
                f"index {at}"
            )  # fmt: skip
        start = start + size if start < 0 else start
        part = whole[start : start + max(count, 0)]
        return part if isinstance(part, bytes) else _bytes(part)

    found = np.frompyfunc(cut, 3, 1)(input, pos, len)
    return each(lambda item: item, found)


@composite
def substr(
    input: Any, pos: Any, len: Any, name: str | None = None, unit: str = "BYTE"
) -> Any:
    """Returns the part of each string from ``pos`` on that is up to ``len`` long.

    A negative ``pos`` counts from the end; ``unit`` is "BYTE" or "UTF8_CHAR". All three
    broadcast. Raises ``InvalidArgumentError`` for a place beyond the string.
    Source: tf.strings.substr.

    >>> import teachflow as tf
    >>> tf.strings.substr("TeachFlow", 5, 4).numpy()
    b'Flow'
    """
    return substr_op(input, pos, len, unit=unit, name=name)


# ---- patterns --------------------------------------------------------------------


def _pattern(pattern: Any) -> re.Pattern[str]:
    text = _text(pattern) if isinstance(pattern, bytes) else str(pattern)
    try:
        return re.compile(text)
    except re.error as error:
        raise InvalidArgumentError(
            None, None, f"Invalid pattern: {text}, error: {error}"
        ) from None


def _replaced(input: Any, pattern: Any, rewrite: Any, everywhere: bool) -> Any:
    compiled = _pattern(pattern)
    text = _text(rewrite) if isinstance(rewrite, bytes) else str(rewrite)
    text = re.sub(r"\\(\d)", r"\\g<\1>", text)  # \0 is the whole match
    count = 0 if everywhere else 1
    return each(
        lambda item: _bytes(compiled.sub(text, _text(item), count=count)), input
    )


@op("StaticRegexReplace", "string -> string", **_FLAT)
def static_regex_replace(
    input: Any, *, pattern: Any, rewrite: Any, replace_global: bool = True
) -> Any:
    """Each string with what a known pattern matches replaced."""
    return _replaced(input, pattern, rewrite, replace_global)


@op("RegexReplace", "string, string, string -> string", **_FLAT)
def regex_replace_op(
    input: Any, pattern: Any, rewrite: Any, *, replace_global: bool = True
) -> Any:
    """Each string with what a pattern matches replaced."""
    return _replaced(input, _one(pattern), _one(rewrite), replace_global)


def _one(string: Any) -> Any:
    return string.item() if isinstance(string, np.ndarray) else string


@composite
def regex_replace(
    input: Any,
    pattern: Any,
    rewrite: Any,
    replace_global: bool = True,
    name: str | None = None,
) -> Any:
    r"""Returns the strings with what ``pattern`` matches replaced by ``rewrite``.

    ``\\1`` in ``rewrite`` is the first group. Without ``replace_global`` only the first
    match is replaced. Raises ``InvalidArgumentError`` for a wrong pattern.
    Source: tf.strings.regex_replace.

    >>> import teachflow as tf
    >>> tf.strings.regex_replace("a1b22", "[0-9]+", "#").numpy()
    b'a#b#'
    """
    if isinstance(pattern, (str, bytes)) and isinstance(rewrite, (str, bytes)):
        return static_regex_replace(
            input,
            pattern=pattern,
            rewrite=rewrite,
            replace_global=replace_global,
            name=name,
        )
    return regex_replace_op(
        input, pattern, rewrite, replace_global=replace_global, name=name
    )


def _matches(input: Any, pattern: Any) -> Any:
    compiled = _pattern(pattern)
    found = each(lambda item: compiled.fullmatch(_text(item)) is not None, input)
    return found.astype(bool)


@op("RegexFullMatch", "string, string -> bool", **_FLAT)
def regex_full_match_op(input: Any, pattern: Any) -> Any:
    """Whether a pattern matches each whole string."""
    return _matches(input, _one(pattern))


@composite
def regex_full_match(input: Any, pattern: Any, name: str | None = None) -> Any:
    """Returns whether ``pattern`` matches each whole string.

    Source: tf.strings.regex_full_match.

    >>> import teachflow as tf
    >>> tf.strings.regex_full_match(["cat", "dog"], "c.*").numpy()
    array([ True, False])
    """
    if isinstance(pattern, (str, bytes)):
        return static_regex_full_match(input, pattern=pattern, name=name)
    return regex_full_match_op(input, pattern, name=name)


# ---- numbers ---------------------------------------------------------------------

_FLOAT = re.compile(
    rb"[+-]?(inf(inity)?|nan|(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)", re.IGNORECASE
)


@op("StringToNumber", "string -> out_type", **_FLAT,
    out_type=(dt.float32, dt.float64, dt.int32, dt.int64))  # fmt: skip
def string_to_number_op(string_tensor: Any, *, out_type: Any = dt.float32) -> Any:
    """Each string as a number."""
    kind = out_type.numpy_dtype

    def read(item: bytes) -> Any:
        plain = item.strip()
        try:
            if kind.kind == "i":
                value: Any = int(plain) if b"_" not in plain else None
                low, high = np.iinfo(kind).min, np.iinfo(kind).max
                if value is not None and low <= value <= high:
                    return value
            elif _FLOAT.fullmatch(plain):
                return float(plain)
        except ValueError:
            pass
        raise InvalidArgumentError(
            None,
            None,
            f"StringToNumberOp could not correctly convert string: {_text(item)}",
        )

    return each(read, string_tensor).astype(kind)


@composite
def string_to_number(
    string_tensor: Any = None,
    out_type: Any = dt.float32,
    name: str | None = None,
    input: Any = None,
) -> Any:
    """Returns each string as a number: float32, float64, int32 or int64.

    Raises ``InvalidArgumentError`` for a string that is none.
    Source: tf.strings.to_number.

    >>> import teachflow as tf
    >>> tf.strings.to_number(["1.5", "-2"]).numpy()
    array([ 1.5, -2. ], dtype=float32)
    """
    strings = input if string_tensor is None else string_tensor
    kind, known = dt.as_dtype(out_type), string_to_number_op.op.allowed["out_type"]
    if kind not in known:
        raise TypeError(
            f"Value passed to parameter 'out_type' has DataType {kind.name} not in "
            f"list of allowed values: {', '.join(item.name for item in known)}"
        )
    return string_to_number_op(strings, out_type=kind, name=name)


# ---- hashes ----------------------------------------------------------------------


def _buckets(function: Callable[[bytes], int], input: Any, count: int) -> Any:
    return each(lambda item: function(item) % count, input).astype(np.int64)


@op("StringToHashBucketFast", "string -> int64", **_FLAT)
def string_to_hash_bucket_fast(input: Any, *, num_buckets: int) -> Any:
    """A number below ``num_buckets`` for each string, always the same.

    Source: tf.strings.to_hash_bucket_fast.

    >>> import teachflow as tf
    >>> tf.strings.to_hash_bucket_fast(["Hello", "TensorFlow", "2.x"], 3).numpy()
    array([0, 2, 2])
    """
    return _buckets(hashing.fingerprint64, input, num_buckets)


@op("StringToHashBucket", "string -> int64", **_FLAT)
def string_to_hash_bucket_op(string_tensor: Any, *, num_buckets: int) -> Any:
    """A number below ``num_buckets`` for each string, by an older hash."""
    return _buckets(hashing.hash64, string_tensor, num_buckets)


@composite
def string_to_hash_bucket(
    string_tensor: Any = None,
    num_buckets: int | None = None,
    name: str | None = None,
    input: Any = None,
) -> Any:
    """Returns a number below ``num_buckets`` for each string, by an older hash.

    Source: tf.compat.v1.string_to_hash_bucket.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.string_to_hash_bucket(["a", "b"], 10)).shape
    (2,)
    """
    strings = input if string_tensor is None else string_tensor
    return string_to_hash_bucket_op(strings, num_buckets=num_buckets, name=name)


# ---- base64 ----------------------------------------------------------------------


@op("EncodeBase64", "string -> string", **_FLAT)
def encode_base64(input: Any, *, pad: bool = False) -> Any:
    """Each string in base64, web-safe; padded with ``=`` where ``pad``.

    Source: tf.io.encode_base64.

    >>> import teachflow as tf
    >>> tf.io.encode_base64("hello").numpy()
    b'aGVsbG8'
    """
    ends = b"" if pad else b"="
    return each(lambda item: base64.urlsafe_b64encode(item).rstrip(ends), input)


@op("DecodeBase64", "string -> string", **_FLAT)
def decode_base64(input: Any) -> Any:
    """Each string read as web-safe base64, padded or not.

    Source: tf.io.decode_base64.

    >>> import teachflow as tf
    >>> tf.io.decode_base64("aGVsbG8").numpy()
    b'hello'
    """

    def read(item: bytes) -> bytes:
        try:
            padded = item.rstrip(b"=") + b"=" * (-len(item.rstrip(b"=")) % 4)
            return base64.b64decode(padded, b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise InvalidArgumentError(
                None, None, "Invalid character found in base64."
            ) from None

    return each(read, input)
