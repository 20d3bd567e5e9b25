"""``tf.keras.ops``: functions of tensors and of symbolic tensors alike."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.ops.arrays import *  # noqa: F403 (a list of functions)
from teachflow.keras.ops.making import *  # noqa: F403 (a list of functions)
from teachflow.keras.ops.mathematics import *  # noqa: F403 (a list of functions)
from teachflow.keras.ops.networks import *  # noqa: F403 (a list of functions)
from teachflow.keras.ops.products import *  # noqa: F403 (a list of functions)

__getattr__ = _looking_up(__name__)
