"""TensorFlow's protocol-buffer messages, as the ``tensorboard`` package ships them.

They are an extra: what needs them asks here, when it needs them, and who has not
installed it is told how.
"""

from __future__ import annotations

import functools
import importlib
from typing import Any


@functools.cache
def messages(name: str) -> Any:
    """Returns the module of TensorFlow's message classes ``<name>.proto``.

    Raises ``ImportError`` where the extra is not installed.

    >>> messages("summary").Summary.Value(tag="loss", simple_value=0.5).tag
    'loss'
    """
    try:
        return importlib.import_module(f"tensorboard.compat.proto.{name}_pb2")
    except ImportError as error:
        raise ImportError(
            f"TensorFlow's message formats come with the package `tensorboard`, which "
            f"cannot be imported here ({error}): pip install 'teachflow[tensorboard]'"
        ) from error
