"""The two faces, ``tf.compat.v1`` and ``tf.compat.v2``, and helpers of old files.

A face is imported when it is asked for: whoever uses one need not load the other.
"""

from __future__ import annotations

import importlib
from typing import Any

from teachflow.compat import errors as errors
from teachflow.compat.missing import looking_up as _looking_up
from teachflow.core.dimension import dimension_value
from teachflow.platform.text import as_bytes, as_str, as_str_any, as_text

_FACES = {"v1": "teachflow.compat.v1", "v2": "teachflow.compat.v2"}
_missing = _looking_up(__name__)


def __getattr__(name: str) -> Any:
    if name in _FACES:
        return importlib.import_module(_FACES[name])
    return _missing(name)
