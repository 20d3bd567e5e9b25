"""``tf.test``: what is asked of the machine before a test."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.platform.devices import (
    gpu_device_name,
    is_built_with_cuda,
    is_built_with_gpu_support,
    is_built_with_rocm,
    is_built_with_xla,
    is_gpu_available,
)

__getattr__ = _looking_up(__name__)
