"""``tf.nest``: nested structures, such as a list of dicts of tensors."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.core.nesting import (
    assert_same_structure,
    flatten,
    is_nested,
    map_structure,
    pack_sequence_as,
)

__getattr__ = _looking_up(__name__)
