"""``tf.keras.mixed_precision``: the dtype policy, under its older names."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.dtype_policies import (
    DTypePolicy,
    dtype_policy,
    set_dtype_policy,
)

Policy = DTypePolicy
global_policy = dtype_policy
set_global_policy = set_dtype_policy

__all__ = [
    "DTypePolicy",
    "Policy",
    "dtype_policy",
    "global_policy",
    "set_dtype_policy",
    "set_global_policy",
]

__getattr__ = _looking_up(__name__)
