"""``tf.config.experimental``: much of ``tf.config`` under its first names."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.platform.devices import (
    LogicalDeviceConfiguration as VirtualDeviceConfiguration,
)
from teachflow.platform.devices import (
    get_device_details,
    get_visible_devices,
    list_logical_devices,
    list_physical_devices,
    set_memory_growth,
    set_visible_devices,
)
from teachflow.platform.devices import (
    get_logical_device_configuration as get_virtual_device_configuration,
)
from teachflow.platform.devices import (
    set_logical_device_configuration as set_virtual_device_configuration,
)
from teachflow.platform.wishes import (
    enable_op_determinism,
    get_memory_info,
    get_synchronous_execution,
    set_synchronous_execution,
)

__getattr__ = _looking_up(__name__)
