"""``tf.config.experimental``: the same, under its first name."""

from __future__ import annotations

from teachflow.platform.devices import (
    list_logical_devices,
    list_physical_devices,
    set_memory_growth,
)
