"""TensorFlow 2's order and names of arguments, where they are not TensorFlow 1's.

Each function is the other one: it only takes its arguments otherwise.
"""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core.documented import told_by
from teachflow.ops.strings import strings, texts


@told_by(strings.string_length)
def length(input: Any, unit: str = "BYTE", name: str | None = None) -> Any:
    return strings.string_length(input, name, unit)


@told_by(strings.reduce_join)
def reduce_join(
    inputs: Any,
    axis: Any = None,
    keepdims: bool = False,
    separator: str = "",
    name: str | None = None,
) -> Any:
    return strings.reduce_join(
        inputs, axis, separator=separator, name=name, keepdims=keepdims
    )


@told_by(texts.substr)
def substr(
    input: Any, pos: Any, len: Any, unit: str = "BYTE", name: str | None = None
) -> Any:
    return texts.substr(input, pos, len, name, unit)


@told_by(texts.string_to_number)
def to_number(input: Any, out_type: Any = dt.float32, name: str | None = None) -> Any:
    return texts.string_to_number(input, out_type, name)


@told_by(texts.string_to_hash_bucket)
def to_hash_bucket(input: Any, num_buckets: int, name: str | None = None) -> Any:
    return texts.string_to_hash_bucket(input, num_buckets, name)
