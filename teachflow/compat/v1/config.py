"""``tf.config``: the devices there are."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1 import _config_experimental as experimental
from teachflow.platform.devices import (
    LogicalDevice,
    PhysicalDevice,
    list_logical_devices,
    list_physical_devices,
)

__getattr__ = _looking_up(__name__)
