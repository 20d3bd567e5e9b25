"""``tf.flags``: named values that a command line may change."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.platform.flags import (
    FLAGS,
    DEFINE_bool,
    DEFINE_boolean,
    DEFINE_enum,
    DEFINE_float,
    DEFINE_integer,
    DEFINE_list,
    DEFINE_string,
    DuplicateFlagError,
    Error,
    FlagValues,
    IllegalFlagValueError,
    UnrecognizedFlagError,
    mark_flag_as_required,
)

__getattr__ = _looking_up(__name__)
