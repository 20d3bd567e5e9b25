"""TensorFlow 2's order and names of arguments, where they are not TensorFlow 1's.

Each function is the other one: it only takes its arguments otherwise.
"""

from __future__ import annotations

from typing import Any

from teachflow.core.documented import told_by
from teachflow.ops.input import decoding, examples


@told_by(decoding.decode_raw)
def decode_raw(
    input_bytes: Any,
    out_type: Any,
    little_endian: bool = True,
    fixed_length: int | None = None,
    name: str | None = None,
) -> Any:
    if fixed_length is not None:
        raise NotImplementedError(
            f"fixed_length={fixed_length} is not there: give strings of one length."
        )
    return decoding.decode_raw(input_bytes, out_type, little_endian, name)


@told_by(examples.parse_example)
def parse_example(
    serialized: Any, features: Any, example_names: Any = None, name: str | None = None
) -> Any:
    return examples.parse_example(serialized, features, name, example_names)


@told_by(examples.parse_single_example)
def parse_single_example(
    serialized: Any, features: Any, example_names: Any = None, name: str | None = None
) -> Any:
    return examples.parse_single_example(serialized, features, name, example_names)
